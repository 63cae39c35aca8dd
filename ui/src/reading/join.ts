/** The line between an annotation and its evidence: where its two ends stand in the gutter. */

interface Seen { rects: readonly { top: number; bottom: number }[]; frame: { top: number; bottom: number } }

/** The height of a span's middle inside the gutter, or null while it is not in sight. */
export function heightOf({ rects, frame }: Seen, gutterTop: number): number | null {
  const [first] = rects;
  if (!first) return null;
  const top = Math.min(...rects.map((rect) => rect.top));
  const bottom = Math.max(...rects.map((rect) => rect.bottom));
  const middle = (top + bottom) / 2;
  return middle < frame.top || middle > frame.bottom ? null : middle - gutterTop;
}

/** A curve across a gutter of `width`, from the source's height to the sample's. */
export function curve(source: number, sample: number, width: number): string {
  const half = width / 2;
  return `M0 ${round(source)} C ${half} ${round(source)}, ${half} ${round(sample)}, ${width} ${round(sample)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
