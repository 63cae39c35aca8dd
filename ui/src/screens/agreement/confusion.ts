/** What reviewers take for what, in words. */

import type { ConfusionView } from "../../ipc/contract";

/** The two classes that are taken for one another most often, or null where nobody differs. */
export function mostConfused({ classes, cells }: ConfusionView): { first: string; second: string; count: number; of: number } | null {
  const of = cells.reduce((sum, { count }) => sum + count, 0);
  const [worst] = cells.filter(({ first, second }) => first !== second).toSorted((a, b) => b.count - a.count);
  return worst ? { first: classes[worst.first] ?? "?", second: classes[worst.second] ?? "?", count: worst.count, of } : null;
}
