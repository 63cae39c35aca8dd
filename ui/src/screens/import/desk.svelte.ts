/** One import from the first file to the report. */

import type { CallError } from "../../ipc/client";
import { cancelJob, createProject, inspectFiles, runImport, sentence } from "../../state/project-calls";
import type { FormatName, ImportReport, Inspection, Only, Progress, Reviewed } from "../../ipc/contract";
import { refreshSession, session } from "../../state/session.svelte";
import { isTable } from "./formats";
import type { Mapping } from "./mapping";
import { presetFor, type PresetId } from "./presets";
import { proposedName, proposedPath, withEnding } from "./project-place";

/** `choose`: files and settings; `run`: under way; `done`: the report. */
export type Step = "choose" | "run" | "done";

export class ImportDesk {
  step: Step = $state("choose");
  files: string[] = $state.raw([]);
  format: FormatName | "" = $state("");
  mapping: Mapping = $state.raw({});
  reviewed: Reviewed = $state("fifth");
  only: Only = $state("everything");
  idPrefix = $state("");
  /** A file of articles for XSum tables, which come without them. */
  sources = $state("");
  name = $state("");
  path = $state("");
  preset: PresetId = $state("faithfulness");
  blind = $state(true);
  looking = $state(false);
  cancelling = $state(false);
  found: Inspection[] = $state.raw([]);
  progress: Progress | null = $state.raw(null);
  report: ImportReport | null = $state.raw(null);
  error: CallError | null = $state.raw(null);
  /** Said after a cancelled import. */
  remark = $state("");

  #turn = 0;
  #mapped = false;
  #chosePreset = false;

  /** The first table among the files: its columns are mapped, for all tables alike. */
  readonly table = $derived(this.found.find(({ format }) => isTable(format)) ?? null);
  readonly reviewsInside = $derived(this.found.some(({ format, items }) => format === "faithbench" || items.some(({ reviews }) => reviews > 0)));
  readonly wantsSources = $derived(this.found.some(({ format }) => format === "xsum"));
  /** What keeps the import from beginning, as a sentence; null when nothing does. */
  readonly obstacle = $derived.by(() => {
    if (this.files.length === 0) return "Choose a file first.";
    const unknown = this.found.find(({ format }) => format === null);
    if (unknown) return `The format of ${unknown.path} is not known. Choose it under “Format”, or take the file off the list.`;
    if (session.project === null && this.name.trim() === "") return "Give the new project a name.";
    if (session.project === null && this.path.trim() === "") return "Say where to keep the new project.";
    return null;
  });

  /** Adds files to the list and looks into them. */
  async add(paths: readonly string[]): Promise<void> {
    const first = paths[0];
    if (first === undefined) return;
    if (this.name === "" && session.project === null) {
      this.name = proposedName(first);
      this.path = proposedPath(first, this.name);
    }
    this.files = [...new Set([...this.files, ...paths])];
    await this.look();
  }

  /** Takes a file off the list. */
  async remove(path: string): Promise<void> {
    this.files = this.files.filter((file) => file !== path);
    await this.look();
  }

  /** A column was chosen by hand: the guess of the program no longer counts. */
  async map(mapping: Mapping): Promise<void> {
    this.#mapped = true;
    this.mapping = mapping;
    await this.look();
  }

  /** A preset was chosen by hand. */
  choosePreset(preset: PresetId): void {
    this.#chosePreset = true;
    this.preset = preset;
    void this.look();
  }

  /** Asks the program what the files hold, as they are set now; the last question wins. */
  async look(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.error = null;
    this.remark = "";
    if (this.files.length === 0) {
      this.found = [];
      return;
    }
    this.looking = true;
    try {
      const found = await inspectFiles({ paths: this.files, format: this.format || null, mapping: this.#mapped ? this.mapping : {}, schema: this.preset });
      if (turn !== this.#turn) return;
      this.found = found;
      if (!this.#mapped) this.mapping = this.table?.mapping ?? {};
      if (!this.#chosePreset) this.preset = presetFor(found[0]?.format ?? null);
    } catch (problem) {
      if (turn !== this.#turn) return;
      this.found = [];
      this.error = problem as CallError;
    } finally {
      if (turn === this.#turn) this.looking = false;
    }
  }

  /** Makes the project where none is open, and imports. */
  async run(): Promise<void> {
    this.error = null;
    this.progress = null;
    this.cancelling = false;
    this.step = "run";
    try {
      if (session.project === null) await createProject({ path: withEnding(this.path.trim()), name: this.name.trim(), schema: this.preset, blind: this.blind });
      const options = {
        format: this.format || null, mapping: this.table ? this.mapping : {}, reviewed: this.reviewed, only: this.only,
        idPrefix: this.idPrefix.trim() || null, sources: (this.wantsSources && this.sources.trim()) || null, strict: false,
      };
      this.report = await runImport(this.files, options, (progress) => (this.progress = progress));
      this.step = "done";
    } catch (problem) {
      const error = problem as CallError;
      if (error.code === "cancelled") this.remark = "The import was cancelled. Nothing of the file it was reading was kept.";
      else this.error = error;
      this.step = "choose";
    } finally {
      await refreshSession();
    }
  }

  /** Asks the program to stop. */
  async cancel(): Promise<void> {
    this.cancelling = true;
    try {
      await cancelJob(this.progress?.job ?? null);
    } catch (problem) {
      this.cancelling = false;
      this.remark = sentence(problem);
    }
  }
}
