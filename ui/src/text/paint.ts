/** Painting over a text without touching its elements (CSS Custom Highlight): the selection and search hits. */

import { colourOf } from "./label-look";
import { isEmpty, type Span } from "./span";
import type { TextView } from "./view";

/** What is painted; `text.css` has the looks. */
export type Paint = "selection" | "hits" | "hit" | Coming | Compared;

/** Marks on their way to the disk, by the colour of their label; 0 is no label. */
const coming = ["coming-0", "coming-1", "coming-2", "coming-3", "coming-4", "coming-5"] as const;
type Coming = (typeof coming)[number];

/** What comparing paints, the faintest first: `text.css` has the looks. */
const compared = ["sentence", "near-1", "near-2", "near-3", "near-on", "copied", "long", "added", "gone", "moved", "weighty", "hint"] as const;
type Compared = (typeof compared)[number];

/** What comparing paints over one pane. */
export type Paints = Partial<Record<Compared, Span[]>>;

/** Lines whose elements were made anew, and took the ranges over them along. */
export type Redrawn = ReadonlySet<number> | "all";

/** What is painted under one name: a range for each piece of a line, kept as long as the piece stays. */
interface Painted {
  highlight: Highlight;
  ranges: Map<string, { line: number; range: Range }>;
}
const painted = new Map<string, Painted>();
/** More is not painted at once: it would be a page of nothing but lines. */
const most = 600;
/** What was found stands over what is on its way, that over what is selected, that over what comparing says. */
const priorities: Partial<Record<Paint, number>> = { hit: 4, hits: 3, ...Object.fromEntries(coming.map((what) => [what, 2])), selection: 1 };

/**
 * Paints what comparing says of one pane in place of what was there, no further than `near`: the web view
 * walks the whole of a painted range for every piece of text it draws, so one range over a text of 2 MB
 * makes each frame slow.
 */
export function paintCompared(pane: string, view: TextView, paints: Paints, near: Span, redrawn: Redrawn): void {
  for (const what of compared) paint(pane, what, view, clipped(paints[what] ?? [], near), redrawn);
}

/** Paints marks on their way to the disk: the wash of their label, without its line, which only a kept one has. */
export function paintComing(pane: string, view: TextView, marks: readonly (Span & { slot: number })[], redrawn: Redrawn): void {
  for (const [colour, what] of coming.entries()) paint(pane, what, view, marks.filter(({ slot }) => colourOf(slot) === colour), redrawn);
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

/** Paints `spans` of one pane in place of those painted there under this name; a piece that stays is left alone, for each one is drawn anew. */
export function paint(pane: string, what: Paint, view: TextView, spans: readonly Span[], redrawn: Redrawn): void {
  if (!("highlights" in CSS)) return;
  const name = `${what}-${pane}`;
  const pieces = new Map(spans.filter((span) => !isEmpty(span)).flatMap((span) => view.piecesOf(span)).map((piece) => [`${piece.line}/${piece.start}/${piece.end}`, piece]));
  const held = painted.get(name) ?? newPaint(what);
  for (const [key, { line, range }] of held.ranges) {
    if (pieces.has(key) && redrawn !== "all" && !redrawn.has(line)) continue;
    held.highlight.delete(range);
    held.ranges.delete(key);
  }
  for (const [key, piece] of pieces) {
    if (held.ranges.has(key)) continue;
    const range = view.rangeOf(piece);
    held.highlight.add(range);
    held.ranges.set(key, { line: piece.line, range });
  }
  if (held.ranges.size === 0) {
    CSS.highlights.delete(name);
    painted.delete(name);
  } else if (!painted.has(name)) {
    painted.set(name, held);
    CSS.highlights.set(name, held.highlight);
  }
}

function newPaint(what: Paint): Painted {
  const highlight = new Highlight();
  highlight.priority = priorities[what] ?? 0;
  return { highlight, ranges: new Map() };
}

/** Takes everything away that was painted over a pane. */
export function unpaint(pane: string): void {
  if (!("highlights" in CSS)) return;
  for (const what of ["selection", "hits", "hit", ...coming, ...compared]) {
    CSS.highlights.delete(`${what}-${pane}`);
    painted.delete(`${what}-${pane}`);
  }
}
