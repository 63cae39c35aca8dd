/** Selecting with a finger: a long press takes the word, moving on widens by words; a tap stays a tap, a swipe scrolls. */

import { wordSpan, wordUnder } from "./selection";
import type { Selected } from "./span";
import type { TextView } from "./view";

/** How long a finger rests before it selects, in milliseconds. */
export const restsFor = 450;
const slack = 10;

interface Handlers {
  select: (selected: Selected) => void;
  /** The finger was lifted after it had selected. */
  done: () => void;
}

/** Follows one finger from its touch on. Returns a function that ends it. */
export function followFinger(view: TextView, scroller: HTMLElement, touch: PointerEvent, handlers: Handlers): () => void {
  const from = { x: touch.clientX, y: touch.clientY };
  let first: { start: number; end: number } | null = null;

  const rest = setTimeout(() => {
    const at = view.offsetAt(from.x, from.y);
    if (at === null) return;
    first = wordUnder(view, at);
    handlers.select({ anchor: first.start, focus: first.end });
  }, restsFor);
  const move = (event: PointerEvent) => {
    if (event.pointerId !== touch.pointerId) return;
    if (!first) {
      if (Math.hypot(event.clientX - from.x, event.clientY - from.y) > slack) end();
      return;
    }
    const at = view.offsetAt(event.clientX, event.clientY);
    if (at === null) return;
    const span = wordSpan(view, Math.min(first.start, at), Math.max(first.end, at));
    handlers.select(at < first.start ? { anchor: span.end, focus: span.start } : { anchor: span.start, focus: span.end });
  };
  // A page that scrolls under the finger would take the selection away.
  const still = (event: TouchEvent) => {
    if (first) event.preventDefault();
  };
  const lift = (event: PointerEvent) => {
    if (event.pointerId !== touch.pointerId) return;
    if (first) handlers.done();
    end();
  };
  function end(): void {
    clearTimeout(rest);
    removeEventListener("pointermove", move);
    removeEventListener("pointerup", lift);
    removeEventListener("pointercancel", lift);
    scroller.removeEventListener("touchmove", still);
  }
  addEventListener("pointermove", move);
  addEventListener("pointerup", lift);
  addEventListener("pointercancel", lift);
  scroller.addEventListener("touchmove", still, { passive: false });
  return end;
}
