/** Painting over a text without touching its elements (CSS Custom Highlight): the selection and search hits. */

import { isEmpty, type Span } from "./span";
import type { TextView } from "./view";

/** What is painted; `TextPane.svelte` has the looks. */
export type Paint = "selection" | "hits" | "hit";

/** Paints `spans` of one pane, and takes away what was painted there before under this name. */
export function paint(pane: string, what: Paint, view: TextView, spans: readonly Span[]): void {
  if (!("highlights" in CSS)) return;
  const ranges = spans.filter((span) => !isEmpty(span)).map((span) => view.rangeOf(span));
  if (ranges.length > 0) CSS.highlights.set(`${what}-${pane}`, new Highlight(...ranges));
  else CSS.highlights.delete(`${what}-${pane}`);
}

/** Takes everything away that was painted over a pane. */
export function unpaint(pane: string): void {
  if (!("highlights" in CSS)) return;
  for (const what of ["selection", "hits", "hit"]) CSS.highlights.delete(`${what}-${pane}`);
}
