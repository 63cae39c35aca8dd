/** Where the same words stand elsewhere in a text. */

import type { Written } from "./selection";
import { wordSpan } from "./selection";
import { overlaps, type Span } from "./span";

/** Most places that are looked for. */
export const mostPlaces = 500;

/** The places of `quote` beside those in `taken`, in order: the same characters, as whole words where they are whole words. */
export function occurrences(written: Written, quote: string, taken: readonly Span[]): Span[] {
  const found: Span[] = [];
  if (quote === "") return found;
  for (let at = written.text.indexOf(quote); at >= 0 && found.length < mostPlaces; at = written.text.indexOf(quote, at + quote.length)) {
    const span = { start: at, end: at + quote.length };
    if (!taken.some((other) => overlaps(other, span)) && isWhole(written, span)) found.push(span);
  }
  return found;
}

/** Whether no word is cut at either end: `cat` is not in `category`. */
function isWhole(written: Written, span: Span): boolean {
  const words = wordSpan(written, span.start, span.end);
  return words.start >= span.start && words.end <= span.end;
}

/** A span with a little of what stands around it, for a list. */
export function inContext(text: string, span: Span, around = 48): { before: string; quote: string; after: string } {
  const from = Math.max(0, span.start - around);
  const to = Math.min(text.length, span.end + around);
  const line = (part: string) => part.replace(/\s+/g, " ");
  return {
    before: (from > 0 ? "…" : "") + line(safe(text.slice(from, span.start))),
    quote: text.slice(span.start, span.end),
    after: line(safe(text.slice(span.end, to))) + (to < text.length ? "…" : ""),
  };
}

/** Without halves of letters at the ends. */
function safe(part: string): string {
  return part.replace(/^[\udc00-\udfff]/, "").replace(/[\ud800-\udbff]$/, "");
}
