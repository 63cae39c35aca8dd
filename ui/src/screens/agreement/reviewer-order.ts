/** In which order reviewers stand. */

import type { ReviewerMeasured } from "../../ipc/contract";

export type Order = "name" | "misses" | "over_marking" | "agreement" | "time_ms";
export const orders: { id: Order; label: string }[] = [
  { id: "name", label: "By name" }, { id: "misses", label: "Most missed first" }, { id: "over_marking", label: "Most without support first" },
  { id: "agreement", label: "Least agreement first" }, { id: "time_ms", label: "Fastest first" },
];

/** Those whose figure is not known stand last. */
export function ordered(reviewers: ReviewerMeasured[], order: Order): ReviewerMeasured[] {
  if (order === "name") return reviewers;
  const falling = order === "misses" || order === "over_marking";
  const value = ({ figures }: ReviewerMeasured) => {
    const found = figures.find(({ name }) => name === order)?.value ?? null;
    return found === null ? Number.POSITIVE_INFINITY : falling ? -found : found;
  };
  return reviewers.toSorted((one, other) => {
    const [a, b] = [value(one), value(other)];
    return a === b ? 0 : a - b;
  });
}
