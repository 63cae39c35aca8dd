/**
 * Flattens overlapping and nested marks into disjoint runs, each knowing the marks over it, and gives
 * every mark a level so that its underline stays straight over its whole length.
 */

import type { Span } from "./span";

/** Something drawn over a span. Several marks may share an id: the segments of one annotation. */
export interface Mark extends Span {
  /** What it stands for; a click on it names it. */
  id: string;
  /** `label`: an annotation. `evidence`: a passage of a source. `omission`: a passage the sample left out. `given`: what the right answer of a file marks. */
  kind: "label" | "evidence" | "omission" | "given";
  /** Colour slot of a label, from 1; 0 for no label. Ignored for other kinds. */
  slot: number;
}

/** A mark with the level of its underline in one line: 0 next to the text. */
export interface Levelled {
  mark: Mark;
  level: number;
}

/** A piece of a line over which the same marks lie; none for plain text. */
export interface Run extends Span {
  /** The outermost first. */
  marks: readonly Levelled[];
}

/** Disjoint runs that cover `line` exactly, in order. Marks outside the line are ignored. */
export function flatten(line: Span, marks: readonly Mark[]): Run[] {
  const inside = marks
    .filter((mark) => mark.start < line.end && mark.end > line.start && mark.end > mark.start)
    .toSorted(outermostFirst);
  if (inside.length === 0) return [{ ...line, marks: [] }];
  const levelled = assignLevels(inside);
  const cuts = boundaries(line, inside);
  const runs: Run[] = [];
  const open: Levelled[] = [];
  let next = 0;
  for (let at = 0; at + 1 < cuts.length; at += 1) {
    const start = cuts[at] ?? line.start;
    const end = cuts[at + 1] ?? line.end;
    for (let held = open.length - 1; held >= 0; held -= 1) if ((open[held]?.mark.end ?? 0) <= start) open.splice(held, 1);
    for (let entry = levelled[next]; entry && entry.mark.start <= start; entry = levelled[(next += 1)]) {
      if (entry.mark.end > start) open.push(entry);
    }
    runs.push({ start, end, marks: [...open] });
  }
  return runs;
}

function outermostFirst(a: Mark, b: Mark): number {
  return a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function boundaries(line: Span, marks: readonly Mark[]): number[] {
  const at = new Set([line.start, line.end]);
  for (const mark of marks) {
    if (mark.start > line.start) at.add(mark.start);
    if (mark.end < line.end) at.add(mark.end);
  }
  return [...at].toSorted((a, b) => a - b);
}

/** Greedy: the lowest level that is free from the mark's start on. Marks of other kinds have level 0. */
function assignLevels(sorted: readonly Mark[]): Levelled[] {
  const busyUntil: number[] = [];
  return sorted.map((mark) => {
    if (mark.kind !== "label") return { mark, level: 0 };
    let level = 0;
    while ((busyUntil[level] ?? -1) > mark.start) level += 1;
    busyUntil[level] = mark.end;
    return { mark, level };
  });
}
