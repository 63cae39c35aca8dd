/** Which cards of a long list are drawn: those in sight and some around them. */

/** Height of a closed card with the gap below it, in CSS pixels; near enough for the scroll bar. */
export const cardHeight = 66;
const around = 4;
/** More are not drawn whole: each card drawn is time between a key and what it shows. */
const whole = 16;

/** A half-open range of positions and the heights that stand for the rest. */
export interface Drawn { from: number; to: number; before: number; after: number }

/** Short lists are drawn whole. The card `keep` (in the light) is always drawn. */
export function windowOf(count: number, scrollTop: number, height: number, keep: number): Drawn {
  if (count <= whole) return { from: 0, to: count, before: 0, after: 0 };
  let from = Math.max(0, Math.floor(scrollTop / cardHeight) - around);
  let to = Math.min(count, Math.ceil((scrollTop + height) / cardHeight) + around);
  if (keep >= 0 && (keep < from || keep >= to)) {
    from = Math.max(0, keep - around);
    to = Math.min(count, keep + around);
  }
  return { from, to, before: from * cardHeight, after: (count - to) * cardHeight };
}
