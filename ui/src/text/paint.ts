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

/** Of one pane: what is painted there, and from which spans. */
const painted = new Map<string, Span[]>();
/** More is not painted at once: it would be a page of nothing but lines. */
const most = 600;

/**
 * Paints what comparing says of one pane in place of what was there, no further than `near`: the web view
 * walks the whole of a painted range for every piece of text it draws, so one range over a text of 2 MB
 * makes each frame slow. `redrawn`: elements were made anew, and took the ranges over them along.
 */
export function paintCompared(pane: string, view: TextView, paints: Paints, near: Span, redrawn: boolean): void {
  for (const what of compared) paint(pane, what, view, clipped(paints[what] ?? [], near), redrawn);
}

/** The parts of spans that lie within `near`. */
export function clipped(spans: readonly Span[], near: Span): Span[] {
  const parts: Span[] = [];
  for (const span of spans) {
    if (span.end <= near.start || span.start >= near.end) continue;
    parts.push({ start: Math.max(span.start, near.start), end: Math.min(span.end, near.end) });
    if (parts.length === most) break;
  }
  return parts;
}

/** Paints `spans` of one pane in place of those painted there under this name; what is painted already is left alone. */
export function paint(pane: string, what: Paint, view: TextView, spans: readonly Span[], redrawn = true): void {
  if (!("highlights" in CSS)) return;
  const name = `${what}-${pane}`;
  const wanted = spans.filter((span) => !isEmpty(span));
  if (!redrawn && sameSpans(painted.get(name) ?? [], wanted)) return;
  painted.set(name, wanted);
  if (wanted.length === 0) CSS.highlights.delete(name);
  else {
    const highlight = new Highlight(...wanted.flatMap((span) => view.rangesOf(span)));
    // What was found stands over what is selected, that over what comparing says.
    highlight.priority = what === "hit" ? 3 : what === "hits" ? 2 : what === "selection" ? 1 : 0;
    CSS.highlights.set(name, highlight);
  }
}

function sameSpans(one: readonly Span[], other: readonly Span[]): boolean {
  return one.length === other.length && one.every(({ start, end }, at) => start === other[at]?.start && end === other[at]?.end);
}

/** Takes everything away that was painted over a pane. */
export function unpaint(pane: string): void {
  if (!("highlights" in CSS)) return;
  for (const what of ["selection", "hits", "hit", ...compared]) {
    CSS.highlights.delete(`${what}-${pane}`);
    painted.delete(`${what}-${pane}`);
  }
}
