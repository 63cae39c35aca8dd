/** How fast an import goes and how long it still takes, in words. */

import { count, counted, duration, size } from "../../components/amounts";
import type { Progress } from "../../state/project-types";

/** Below this a rate says nothing yet. */
const settled = 700;

function amount(unit: Progress["unit"], done: number): string {
  return unit === "bytes" ? size(done) : unit === "items" ? counted(done, "item") : counted(done, "file");
}

/** Share of the whole, null while the whole is not known. */
export function share({ done, total }: Progress): number | null {
  return total === null || total === 0 ? null : Math.min(1, done / total);
}

/** `12 MB of 52 MB · 4.1 MB each second · 10 s left`. */
export function progressText(progress: Progress): string {
  const { unit, done, total, elapsedMs } = progress;
  const parts = [total === null ? amount(unit, done) : `${unit === "bytes" ? size(done) : count(done)} of ${amount(unit, total)}`];
  if (elapsedMs >= settled && done > 0) {
    const each = done / (elapsedMs / 1000);
    parts.push(`${amount(unit, Math.max(1, Math.round(each)))} each second`);
    if (total !== null && total > done) parts.push(`${duration((total - done) / each * 1000)} left`);
  }
  return parts.join(" · ");
}
