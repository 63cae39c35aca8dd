/** What the reviewer at the desk did since they sat down: for themselves alone, kept nowhere. */

/** One item finished. */
interface Done {
  kind: "submitted" | "skipped";
  ms: number;
}

/** Sums of a sitting. Times are of work with the window in focus, as with the reviews themselves. */
export interface Sums {
  submitted: number;
  skipped: number;
  workedMs: number;
  /** The middle time of the items submitted; null for fewer than three. */
  middleMs: number | null;
}

class Sitting {
  /** Who sits: the id of a reviewer. */
  of: string | null = null;
  done: readonly Done[] = $state.raw([]);
  readonly sums: Sums = $derived(sumsOf(this.done));
}
export const sitting = new Sitting();

/** Counts an item as finished. */
export function finished(kind: Done["kind"], ms: number): void {
  sitting.done = [...sitting.done, { kind, ms }];
}

/** Someone sits down; another person begins from nothing. */
export function sitDown(reviewer: string | null): void {
  if (reviewer !== sitting.of) sitting.done = [];
  sitting.of = reviewer;
}

/** The sums of what was done. */
export function sumsOf(done: readonly Done[]): Sums {
  const times = done.filter(({ kind }) => kind === "submitted").map(({ ms }) => ms).toSorted((a, b) => a - b);
  const half = Math.floor(times.length / 2);
  const middle = times.length % 2 === 1 ? times[half] : ((times[half - 1] ?? 0) + (times[half] ?? 0)) / 2;
  return {
    submitted: times.length,
    skipped: done.length - times.length,
    workedMs: done.reduce((sum, { ms }) => sum + ms, 0),
    middleMs: times.length < 3 ? null : (middle ?? null),
  };
}
