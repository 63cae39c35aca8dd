/** Selecting with the mouse: words while dragging, exact characters with Shift, more with each further press. */

import { exactSpan, levelsAt, wordSpan, wordUnder } from "./selection";
import type { Selected } from "./span";
import { paragraphAt } from "./lines";
import type { TextView } from "./view";

interface Handlers {
  selected: () => Selected;
  select: (selected: Selected) => void;
  /** Ctrl is held: what is selected now stays, and a further piece begins. */
  hold: () => void;
  /** A press and release on one spot. */
  click: (x: number, y: number) => void;
}

/** Starts with a press; follows the mouse until it is released. */
export function followDrag(view: TextView, scroller: HTMLElement, press: MouseEvent, handlers: Handlers): void {
  const from = view.offsetAt(press.clientX, press.clientY);
  if (from === null) return;
  const before = handlers.selected();
  const unit = unitOf(press.detail);
  let at = { x: press.clientX, y: press.clientY, exact: press.shiftKey };
  let dragging = false;
  if (unit && press.ctrlKey) handlers.hold();
  if (unit) handlers.select(select(view, from, from, unit));

  const update = () => {
    const to = view.offsetAt(at.x, clampTo(scroller, at.y));
    if (to === null) return;
    const chosen = unit ?? (at.exact ? "exact" : "word");
    handlers.select(to === from && !unit ? { anchor: from, focus: from } : select(view, from, to, chosen));
  };
  const move = (event: MouseEvent) => {
    const far = Math.hypot(event.clientX - press.clientX, event.clientY - press.clientY) > 3;
    if (far && !dragging && press.ctrlKey && !unit) handlers.hold();
    dragging ||= far;
    at = { x: event.clientX, y: event.clientY, exact: event.shiftKey };
    if (dragging) update();
  };
  const scroll = setInterval(() => {
    const frame = scroller.getBoundingClientRect();
    const beyond = at.y < frame.top ? at.y - frame.top : at.y > frame.bottom ? at.y - frame.bottom : 0;
    if (!dragging || beyond === 0) return;
    scroller.scrollTop += Math.max(-40, Math.min(40, beyond));
    update();
  }, 30);
  const release = (event: MouseEvent) => {
    clearInterval(scroll);
    removeEventListener("mousemove", move);
    removeEventListener("mouseup", release);
    if (dragging || unit) return;
    handlers.select(press.shiftKey ? { anchor: before.anchor, focus: from } : { anchor: from, focus: from });
    if (!press.shiftKey) handlers.click(event.clientX, event.clientY);
  };
  addEventListener("mousemove", move);
  addEventListener("mouseup", release);
}

type Unit = "exact" | "word" | "sentence" | "paragraph";

/** Second press: the word; third: the sentence; fourth: the paragraph. */
function unitOf(presses: number): Unit | null {
  if (presses < 2) return null;
  return presses === 2 ? "word" : presses === 3 ? "sentence" : "paragraph";
}

function select(view: TextView, from: number, to: number, unit: Unit): Selected {
  const backwards = to < from;
  const span = spanFor(view, Math.min(from, to), Math.max(from, to), unit);
  return backwards ? { anchor: span.end, focus: span.start } : { anchor: span.start, focus: span.end };
}

function spanFor(view: TextView, start: number, end: number, unit: Unit) {
  if (unit === "exact") return exactSpan(view, start, end);
  if (unit === "word") return start === end ? wordUnder(view, start) : wordSpan(view, start, end);
  if (unit === "paragraph") return { start: paragraphAt(view.lines, start).start, end: paragraphAt(view.lines, end).end };
  const first = levelsAt(view, start)[2];
  const last = levelsAt(view, Math.max(start, end - 1))[2];
  return { start: first?.start ?? start, end: last?.end ?? end };
}

function clampTo(scroller: HTMLElement, y: number): number {
  const frame = scroller.getBoundingClientRect();
  return Math.max(frame.top + 2, Math.min(y, frame.bottom - 2));
}
