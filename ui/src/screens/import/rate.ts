/** How fast an import goes and how long it still takes, in words. */

import { count, counted, duration, size } from "../../components/amounts";
import type { Progress } from "../../ipc/contract";

const names = { items: "item", files: "file", pages: "page" } as const;

function amount(unit: Progress["unit"], done: number): string {
  return unit === "bytes" ? size(done) : counted(done, names[unit]);
}

/** Share of the whole, null while the whole is not known. */
export function share({ done, total }: Pick<Progress, "done" | "total">): number | null {
  return total === null || total === 0 ? null : Math.min(1, done / total);
}

/** `12 MB of 52 MB · 4.0 MB each second · 10 s left`. */
export function progressText({ unit, done, total, rate, secondsLeft }: Progress): string {
  const parts = [total === null ? amount(unit, done) : `${unit === "bytes" ? size(done) : count(done)} of ${amount(unit, total)}`];
  if (rate !== null) parts.push(`${amount(unit, Math.max(1, Math.round(rate)))} each second`);
  if (secondsLeft !== null) parts.push(`${duration(secondsLeft * 1000)} left`);
  return parts.join(" · ");
}
