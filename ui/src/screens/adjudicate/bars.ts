/** The tracks over the text: a thin bar for each stretch that a reviewer marked, under its line. Pure geometry. */

/** A stretch of a track. */
export interface Bar {
  key: string;
  row: number;
  left: number;
  top: number;
  width: number;
}

/** Height that one track takes under each line of the text, in CSS pixels. */
export const rowHeight = 6;

/** The leading that leaves room for `rows` tracks under each line of a text of `size` pixels. */
export function leadingFor(rows: number, size: number, base = 1.65): number {
  return Math.round((base + (rows * rowHeight) / size) * 100) / 100;
}

type Rect = Pick<DOMRect, "left" | "right" | "top" | "bottom" | "width">;

/** Bars of a stretch in the track `row`: one for each line that can be seen through `frame`, relative to `frame`. */
export function barsOf(id: string, row: number, rects: readonly Rect[], frame: Pick<Rect, "left" | "top" | "bottom">): Bar[] {
  return linesOf(rects)
    .filter((line) => line.bottom > frame.top && line.top < frame.bottom)
    .map((line, at) => ({
      key: `${id}/${row}/${at}`, row,
      left: line.left - frame.left,
      top: line.bottom - frame.top + 3 + row * rowHeight,
      width: line.right - line.left,
    }));
}

/** Rectangles of one line are one: marks cut a line into pieces. */
function linesOf(rects: readonly Rect[]): { left: number; right: number; top: number; bottom: number }[] {
  const lines: { left: number; right: number; top: number; bottom: number }[] = [];
  for (const { left, right, top, bottom } of rects) {
    const last = lines.at(-1);
    const same = last && Math.abs((last.top + last.bottom) / 2 - (top + bottom) / 2) < (last.bottom - last.top) / 2;
    if (same) Object.assign(last, { left: Math.min(last.left, left), right: Math.max(last.right, right), top: Math.min(last.top, top), bottom: Math.max(last.bottom, bottom) });
    else lines.push({ left, right, top, bottom });
  }
  return lines;
}
