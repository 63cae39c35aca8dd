/** Time of work: counted while the window has the focus and input was seen in the last 60 seconds. */

const patience = 60_000;

/** A stop watch that knows pauses. Times are milliseconds of any steady clock. */
export class WorkingTime {
  private total = 0;
  private lastInput: number | null = null;

  /** Input was seen: what lies between two inputs counts, at most a minute of it. */
  seen(now: number): void {
    if (this.lastInput !== null) this.total += Math.min(now - this.lastInput, patience);
    this.lastInput = now;
  }

  /** The window lost the focus: nothing counts until the next input. */
  paused(now: number): void {
    this.seen(now);
    this.lastInput = null;
  }

  /** Time worked so far. */
  elapsed(now: number): number {
    const open = this.lastInput === null ? 0 : Math.min(now - this.lastInput, patience);
    return Math.round(this.total + open);
  }

  /** Starts from nothing, for the next item. */
  restart(now: number): void {
    this.total = 0;
    this.lastInput = now;
  }
}
