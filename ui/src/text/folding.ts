/** Which lines of JSON can be folded: those that open what a later line closes. */

import type { Line } from "./lines";

/** From the line that opens to the line that closes; the lines between can be hidden. */
export interface Fold {
  first: number;
  last: number;
  /** Entries directly inside. */
  entries: number;
  depth: number;
}

/** All folds, in the order of their first lines. Brackets inside strings open nothing. */
export function foldsOf(text: string, lines: readonly Line[]): Fold[] {
  const folds: Fold[] = [];
  const open: { line: number; commas: number; filled: boolean }[] = [];
  let inString = false;
  lines.forEach((line, index) => {
    for (let at = line.start; at < line.end; at += 1) {
      const here = text[at];
      if (inString) {
        if (here === "\\") at += 1;
        else if (here === '"') inString = false;
        continue;
      }
      const inside = open.at(-1);
      if (here === "{" || here === "[") {
        if (inside) inside.filled = true;
        open.push({ line: index, commas: 0, filled: false });
      } else if (here === "}" || here === "]") {
        const found = open.pop();
        if (found && found.line < index) folds.push({ first: found.line, last: index, entries: found.commas + (found.filled ? 1 : 0), depth: open.length });
      } else if (inside && here === ",") {
        inside.commas += 1;
      } else if (inside && here !== undefined && here.trim() !== "") {
        inside.filled = true;
        if (here === '"') inString = true;
      } else if (here === '"') {
        inString = true;
      }
    }
    // JSON strings do not cross real line breaks; one that does is broken and ends here.
    if (!line.soft) inString = false;
  });
  return folds.toSorted((a, b) => a.first - b.first || b.last - a.last);
}

/** The outermost fold that begins in each line. */
export function foldByLine(folds: readonly Fold[]): Map<number, Fold> {
  const byLine = new Map<number, Fold>();
  for (const fold of folds) if (!byLine.has(fold.first)) byLine.set(fold.first, fold);
  return byLine;
}

/** Lines that are hidden while these folds are closed: between first and last, and the last one too where nothing else stands on it. */
export function hiddenLines(closed: readonly Fold[]): Set<number> {
  const hidden = new Set<number>();
  for (const { first, last } of closed) for (let line = first + 1; line < last; line += 1) hidden.add(line);
  return hidden;
}
