/**
 * Which rows of a very long table are in sight. Browsers refuse elements beyond some millions of pixels,
 * so a long table stands on a shorter canvas: the scroll bar is scaled, the wheel and the keys are not.
 */

/** Height of one row in CSS pixels. */
export const rowHeight = 34;
/** Height of one row under a finger. */
export const touchRow = 44;
/** Tallest canvas that every web view lays out exactly. */
export const tallest = 8_000_000;

/** Pixels of all rows together, were they all laid out. */
export function fullHeight(rows: number): number {
  return rows * rowHeight;
}

/** Pixels of the canvas that carries the scroll bar. */
export function canvasHeight(rows: number): number {
  return Math.min(fullHeight(rows), tallest);
}

function ends(rows: number, view: number): { top: number; bar: number } {
  return { top: Math.max(0, fullHeight(rows) - view), bar: Math.max(0, canvasHeight(rows) - view) };
}

/** Keeps a distance from the first row inside the table. */
export function within(top: number, rows: number, view: number): number {
  return Math.max(0, Math.min(ends(rows, view).top, top));
}

/** Distance from the first row, for a place of the scroll bar. */
export function topOf(bar: number, rows: number, view: number): number {
  const end = ends(rows, view);
  return end.bar === 0 ? 0 : within((bar / end.bar) * end.top, rows, view);
}

/** Place of the scroll bar, for a distance from the first row. */
export function barOf(top: number, rows: number, view: number): number {
  const end = ends(rows, view);
  return end.top === 0 ? 0 : (within(top, rows, view) / end.top) * end.bar;
}

/** The rows to draw, `from` inclusive to `to` exclusive, and how far the first is shifted upwards. */
export function inSight(top: number, rows: number, view: number): { from: number; to: number; shift: number } {
  const from = Math.max(0, Math.min(rows, Math.floor(top / rowHeight)));
  const to = Math.min(rows, Math.ceil((top + view) / rowHeight) + 1);
  return { from, to: Math.max(from, to), shift: top - from * rowHeight };
}

/** The distance that brings a row into sight with the least movement. */
export function reveal(row: number, top: number, rows: number, view: number): number {
  const start = row * rowHeight;
  if (start < top) return within(start, rows, view);
  if (start + rowHeight > top + view) return within(start + rowHeight - view, rows, view);
  return top;
}
