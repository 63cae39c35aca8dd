/** One export: what is chosen, what it would hold, what was written. */

import type { CallError } from "../../ipc/client";
import { exportPlan, runExport } from "../../state/project-calls";
import type { ConsensusReport, ExportOptions, ExportPlan, ExportReport, FormatName, Names, Progress, What } from "../../ipc/contract";
import { filterOf, partOf } from "./choices";

export class ExportDesk {
  format: FormatName = $state("jsonl");
  what: What = $state("gold");
  names: Names = $state("pseudonyms");
  notes = $state(true);
  includeUnfinished = $state(false);
  filter = $state("");
  out = $state("");
  force = $state(false);
  /** Of all items of the filter. */
  whole: ExportPlan | null = $state.raw(null);
  /** Of what would be written. */
  plan: ExportPlan | null = $state.raw(null);
  counting = $state(false);
  writing = $state(false);
  progress: Progress | null = $state.raw(null);
  report: ExportReport | null = $state.raw(null);
  run: ConsensusReport | null = $state.raw(null);
  error: CallError | null = $state.raw(null);
  #turn = 0;

  readonly part = $derived(partOf(this.format, this.what));
  /** Items without any review are neither finished nor not. */
  readonly leavesOut = $derived(!this.includeUnfinished && this.part !== "items");

  #options(leaveOut: boolean): ExportOptions {
    const { format, what, names, notes, filter, out, force } = this;
    return { format, what, names, notes, filter: filterOf(filter, leaveOut), out: out.trim(), force };
  }

  /** Counts; the last question wins. */
  async count(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.counting = true;
    this.error = null;
    try {
      const whole = await exportPlan(this.#options(false));
      const plan = this.leavesOut && whole.unfinished > 0 ? await exportPlan(this.#options(true)) : whole;
      if (turn !== this.#turn) return;
      this.whole = whole;
      this.plan = plan;
    } catch (problem) {
      if (turn !== this.#turn) return;
      this.plan = null;
      this.whole = null;
      this.error = problem as CallError;
    } finally {
      if (turn === this.#turn) this.counting = false;
    }
  }

  /** Counts again with a consensus that was computed. */
  async computed(run: ConsensusReport): Promise<void> {
    this.run = run;
    await this.count();
  }

  /** Writes what was counted. */
  async write(): Promise<void> {
    this.writing = true;
    this.error = null;
    this.progress = null;
    try {
      this.report = await runExport(this.#options(this.leavesOut && (this.whole?.unfinished ?? 0) > 0), (progress) => (this.progress = progress));
    } catch (problem) {
      this.error = problem as CallError;
    } finally {
      this.writing = false;
    }
  }
}
