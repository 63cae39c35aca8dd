/** Painting over a text without touching its elements (CSS Custom Highlight): the selection and search hits. */

import { isEmpty, type Span } from "./span";
import type { TextView } from "./view";

/** What is painted; `TextPane.svelte` has the looks. */
export type Paint = "selection" | "hits" | "hit" | Compared;

/** What comparing paints, the faintest first: `text.css` has the looks. */
const compared = ["sentence", "near-1", "near-2", "near-3", "near-on", "copied", "long", "added", "gone", "moved", "weighty", "hint"] as const;
type Compared = (typeof compared)[number];

/** What comparing paints over one pane. */
export type Paints = Partial<Record<Compared, Span[]>>;

/** Paints what comparing says of one pane, as far as it can be seen, in place of what was there. */
export function paintCompared(pane: string, view: TextView, paints: Paints, near: Span): void {
  for (const what of compared) paint(pane, what, view, (paints[what] ?? []).filter((span) => span.end > near.start && span.start < near.end).slice(0, 600));
}

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
  for (const what of ["selection", "hits", "hit", ...compared]) CSS.highlights.delete(`${what}-${pane}`);
}
