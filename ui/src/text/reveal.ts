/** Scrolling a span into view, through blocks whose height the web view only guesses. */

import type { Span } from "./span";
import type { TextView } from "./view";

const margin = 28;

/** Scrolls as little as needed, or to the middle where the span was far away. Returns whether it scrolled. */
export function reveal(view: TextView, scroller: HTMLElement, span: Span): boolean {
  view.unfold(span.start);
  view.unfold(span.end);
  const from = scroller.scrollTop;
  // The first pass draws the blocks on the way, the second corrects by their true height.
  for (let pass = 0; pass < 2; pass += 1) step(view, scroller, span);
  return Math.abs(scroller.scrollTop - from) > 1;
}

function step(view: TextView, scroller: HTMLElement, span: Span): void {
  const frame = scroller.getBoundingClientRect();
  const head = view.caretRect(span.start);
  const tail = view.caretRect(span.end);
  const top = head.top;
  const bottom = Math.max(tail.top + tail.height, head.top + head.height);
  const room = frame.height - 2 * margin;
  if (top >= frame.top + margin && (bottom <= frame.bottom - margin || (bottom - top > room && top < frame.bottom - margin))) return;
  const far = bottom < frame.top - frame.height / 2 || top > frame.bottom + frame.height / 2;
  if (far) scroller.scrollTop += top - frame.top - Math.max(margin, (frame.height - (bottom - top)) / 3);
  else if (top < frame.top + margin) scroller.scrollTop += top - frame.top - margin;
  else scroller.scrollTop += Math.min(bottom - frame.bottom + margin, top - frame.top - margin);
}
