/**
 * The lines of a text and where they start. A line ends before its `\n`, which is shown as the end of
 * the paragraph. Lines over the limit are cut softly, so that one line of 200 KB stays fluent.
 */

import { graphemeStart } from "./segments";

/** One line as it is drawn. */
export interface Line {
  /** Index of its first character. */
  start: number;
  /** Index after its last character; the `\n` is not in it. */
  end: number;
  /** Whether the line goes on in the next one, with no `\n` between. */
  soft: boolean;
}

/** Longest line that is drawn in one piece, in UTF-16 units. */
export const softLimit = 20_000;

/** Cuts a text into lines. Every index of the text lies in exactly one line or is the `\n` after one. */
export function splitLines(text: string, limit: number = softLimit): Line[] {
  const lines: Line[] = [];
  let start = 0;
  while (start <= text.length) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    pushPieces(text, start, end, limit, lines);
    if (newline < 0) break;
    start = newline + 1;
  }
  return lines;
}

function pushPieces(text: string, start: number, end: number, limit: number, lines: Line[]): void {
  let from = start;
  while (end - from > limit) {
    const cut = cutBefore(text, from, from + limit);
    lines.push({ start: from, end: cut, soft: true });
    from = cut;
  }
  lines.push({ start: from, end, soft: false });
}

/** After the last space of the second half, else at a grapheme. */
function cutBefore(text: string, from: number, to: number): number {
  const space = text.lastIndexOf(" ", to - 1);
  if (space >= from + (to - from) / 2) return space + 1;
  const cut = graphemeStart(text, to, { start: Math.max(from, to - 200), end: Math.min(text.length, to + 200) });
  return cut > from ? cut : to;
}

/** Position in `lines` of the line that holds `offset`; the `\n` belongs to the line before it. */
export function lineAt(lines: readonly Line[], offset: number): number {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The whole paragraph around a line: soft cuts joined. */
export function paragraphAt(lines: readonly Line[], offset: number): { start: number; end: number } {
  let first = lineAt(lines, offset);
  let last = first;
  while (first > 0 && lines[first - 1]?.soft) first -= 1;
  while (lines[last]?.soft) last += 1;
  return { start: lines[first]?.start ?? 0, end: lines[last]?.end ?? 0 };
}
