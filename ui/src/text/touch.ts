/**
 * Selecting with a finger: a long press takes the word, moving on widens by words; a tap stays a tap, a swipe scrolls.
 * It hears touches, not pointers: WebKitGTK tells of a finger by touches alone, and of a pointer only when it is gone again.
 */

import { followTouch } from "../components/follow-touch";
import { exactSpan, wordSpan, wordUnder } from "./selection";
import { isEmpty, spanOf, type Selected } from "./span";
import type { TextView } from "./view";

/** How long a finger rests before it selects, in milliseconds. */
export const restsFor = 450;
const slack = 10;

interface Handlers {
  select: (selected: Selected) => void;
  /** Whether the web view would scroll under a finger that selects. */
  scrolls: () => boolean;
  /** The finger was lifted after it had selected. */
  done: () => void;
}

/** Follows one finger from its touch on. Returns a function that ends it. */
export function followFinger(view: TextView, scroller: HTMLElement, touch: TouchEvent, handlers: Handlers): () => void {
  const [finger] = touch.touches;
  if (!finger || touch.touches.length > 1) return () => undefined;
  const from = { x: finger.clientX, y: finger.clientY };
  let at = from;
  let first: { start: number; end: number } | null = null;

  const rest = setTimeout(() => {
    const under = view.offsetAt(from.x, from.y);
    if (under === null) return;
    first = wordUnder(view, under);
    handlers.select({ anchor: first.start, focus: first.end });
  }, restsFor);
  const widen = () => {
    const to = view.offsetAt(at.x, within(scroller, at.y));
    if (to === null || !first) return;
    const span = wordSpan(view, Math.min(first.start, to), Math.max(first.end, to));
    handlers.select(to < first.start ? { anchor: span.end, focus: span.start } : { anchor: span.start, focus: span.end });
  };
  const beyond = setInterval(() => {
    if (first && scrollBy(scroller, at.y)) widen();
  }, 30);
  const stop = followTouch(touch, {
    move: (x, y) => {
      at = { x, y };
      if (first) widen();
      else if (Math.hypot(x - from.x, y - from.y) > slack) end();
    },
    // Until it selects, the finger is the web view's: it taps, or scrolls. WebKitGTK, which has no pointer of the kind
    // "touch", scrolls no more after a long press; held back there, the press it makes of it would never be let go.
    taken: () => first !== null && handlers.scrolls(),
    lift: () => {
      if (first) handlers.done();
      end();
    },
  });
  function end(): void {
    clearTimeout(rest);
    clearInterval(beyond);
    stop();
  }
  return end;
}

/** Moves one end of a selection, to the character, while its handle is held; the end stays as far from the finger as it was. */
export function dragEnd(view: TextView, scroller: HTMLElement, selected: Selected, which: "start" | "end", from: { x: number; y: number }, select: (selected: Selected) => void): (x: number, y: number) => void {
  const span = spanOf(selected);
  const fixed = which === "start" ? span.end : span.start;
  const place = view.caretRect(span[which]);
  const away = { x: place.x - from.x, y: place.top + place.height / 2 - from.y };
  return (x, y) => {
    scrollBy(scroller, y);
    const to = view.offsetAt(x + away.x, within(scroller, y + away.y));
    if (to === null) return;
    const chosen = exactSpan(view, fixed, to);
    if (isEmpty(chosen)) return;
    select(to < fixed ? { anchor: chosen.end, focus: chosen.start } : { anchor: chosen.start, focus: chosen.end });
  };
}

/** Scrolls by what the finger is above or below the text; says whether it did. */
function scrollBy(scroller: HTMLElement, y: number): boolean {
  const frame = scroller.getBoundingClientRect();
  const beyond = y < frame.top + 12 ? y - frame.top - 12 : y > frame.bottom - 12 ? y - frame.bottom + 12 : 0;
  const before = scroller.scrollTop;
  if (beyond !== 0) scroller.scrollTop += Math.max(-40, Math.min(40, beyond));
  return scroller.scrollTop !== before;
}

function within(scroller: HTMLElement, y: number): number {
  const frame = scroller.getBoundingClientRect();
  return Math.max(frame.top + 2, Math.min(y, frame.bottom - 2));
}
