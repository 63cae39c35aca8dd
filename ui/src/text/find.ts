/** Finding a phrase in a text: without regard to case, each hit a span of the text as it is. */

import type { Span } from "./span";

/** Most hits that are counted; a phrase that common is not worth walking. */
export const mostHits = 5000;

/** The hits of `phrase` in `text`, in order, not overlapping. An empty phrase has none. */
export function findAll(text: string, phrase: string): Span[] {
  if (phrase === "") return [];
  const pattern = new RegExp(phrase.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"), "giu");
  const hits: Span[] = [];
  for (const match of text.matchAll(pattern)) {
    hits.push({ start: match.index, end: match.index + match[0].length });
    if (hits.length >= mostHits) break;
  }
  return hits;
}

/** The first hit at or after `offset`, else the first of all; -1 where there is none. */
export function hitFrom(hits: readonly Span[], offset: number): number {
  const at = hits.findIndex((hit) => hit.start >= offset);
  return at >= 0 ? at : hits.length > 0 ? 0 : -1;
}
