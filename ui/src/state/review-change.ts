/** What an act changed, set into the review that was there: everything else stays the very same object. */

import type { ReviewChange, ReviewState } from "../ipc/contract";
import { keepSame } from "./keep-same";

/** The review after the act; null where the change belongs to another state of it than `review`. */
export function changed(review: ReviewState, { gone, put, of, rest }: ReviewChange): ReviewState | null {
  const away = new Set([...gone, ...put.map(({ annotation }) => annotation.id)]);
  const annotations = review.annotations.filter(({ id }) => !away.has(id));
  for (const { at, annotation } of put) annotations.splice(at, 0, annotation);
  if (annotations.length !== of) return null;
  return keepSame(review, { annotations: away.size === 0 ? review.annotations : annotations, ...rest });
}
