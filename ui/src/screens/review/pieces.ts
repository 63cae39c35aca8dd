/** A text cut where it differs from another, for reading both side by side. Pure. */

import type { Change, Difference } from "../../ipc/contract";

/** How a piece differs: only here or other words, a number or name, or moved; null for what both have. */
export type PieceKind = "own" | "weighty" | "moved" | null;

export interface Piece {
  text: string;
  kind: PieceKind;
}

function kindOf({ kind, weight }: Change): PieceKind {
  return weight === "plain" ? (kind === "moved" ? "moved" : "own") : "weighty";
}

/** The pieces of one side, in order; together they are the whole text. */
export function piecesOf(text: string, { changes }: Difference, side: "sample" | "passage"): Piece[] {
  const marked = changes.flatMap((change) => {
    const stretch = change[side];
    return stretch ? [{ start: stretch.start, end: stretch.end, kind: kindOf(change) }] : [];
  }).toSorted((a, b) => a.start - b.start);
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end, kind } of marked) {
    if (start > at) pieces.push({ text: text.slice(at, start), kind: null });
    const from = Math.max(at, start);
    if (end > from) pieces.push({ text: text.slice(from, end), kind });
    at = Math.max(at, end);
  }
  if (at < text.length) pieces.push({ text: text.slice(at), kind: null });
  return pieces;
}
