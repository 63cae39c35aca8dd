/** One import from the first file to the report. */

import type { CallError } from "../../ipc/client";
import { cancelJob, createProject, inspectFiles, runImport, sentence } from "../../state/project-calls";
import type { FormatName, ImportReport, Inspection, LabelSchema, Only, Progress, Reviewed, WireError } from "../../ipc/contract";
import { refreshSession, session } from "../../state/session.svelte";
import { presetSchemas } from "../../state/settings-calls";
import { isTable } from "./formats";
import type { Mapping } from "./mapping";
import { presetFor } from "./presets";
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
  preset = $state("faithfulness");
  /** The label schemas that come with the program. */
  presets: LabelSchema[] = $state.raw([]);
  /** A project of its own is made, whatever is open. */
  fresh = $state(false);
  blind = $state(true);
  looking = $state(false);
  cancelling = $state(false);
  found: Inspection[] = $state.raw([]);
  progress: Progress | null = $state.raw(null);
  report: ImportReport | null = $state.raw(null);
  error: CallError | null = $state.raw(null);
  /** Files that could not be looked into; they are not on the list. */
  refused: WireError[] = $state.raw([]);
  /** Said after a cancelled import. */
  remark = $state("");

  #turn = 0;
  #mapped = false;
  #chosePreset = false;
  #proposed = { name: "", path: "" };

  /** Whether the files go into a project that is yet to be made. */
  readonly makesProject = $derived(this.fresh || session.project === null);

  /** The first table among the files: its columns are mapped, for all tables alike. */
  readonly table = $derived(this.found.find(({ format }) => isTable(format)) ?? null);
  readonly reviewsInside = $derived(this.found.some(({ format, items }) => format === "faithbench" || items.some(({ reviews }) => reviews > 0)));
  readonly wantsSources = $derived(this.found.some(({ format }) => format === "xsum"));
  /** What keeps the import from beginning, as a sentence; null when nothing does. */
  readonly obstacle = $derived.by(() => {
    if (this.files.length === 0) return "Choose a file first.";
    const unknown = this.found.find(({ format }) => format === null);
    if (unknown) return `The format of ${unknown.path} is not known. Choose it under “Format”, or take the file off the list.`;
    if (this.makesProject && this.name.trim() === "") return "Give the new project a name.";
    if (this.makesProject && this.path.trim() === "") return "Say where to keep the new project.";
    return null;
  });

  /** Adds files to the list and looks into them. */
  async add(paths: readonly string[]): Promise<void> {
    if (paths.length === 0) return;
    this.refused = [];
    this.files = [...new Set([...this.files, ...paths])];
    await this.look();
  }

  /** Takes a file off the list. */
  async remove(path: string): Promise<void> {
    this.refused = [];
    this.files = this.files.filter((file) => file !== path);
    await this.look();
  }

  /** Reads the label schemas that a new project can begin with. */
  async readPresets(): Promise<void> {
    try {
      this.presets = await presetSchemas();
    } catch (problem) {
      this.error = problem as CallError;
    }
  }

  /** A column was chosen by hand: the guess of the program no longer counts. */
  async map(mapping: Mapping): Promise<void> {
    this.#mapped = true;
    this.mapping = mapping;
    await this.look();
  }

  /** A preset was chosen by hand. */
  choosePreset(preset: string): void {
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
      this.#propose();
      return;
    }
    this.looking = true;
    try {
      const found = await inspectFiles({ paths: this.files, format: this.format || null, mapping: this.#mapped ? this.mapping : {}, schema: this.makesProject ? this.preset : null });
      if (turn !== this.#turn) return;
      this.#take(found);
      if (!this.#mapped) this.mapping = this.table?.mapping ?? {};
      if (!this.#chosePreset) this.preset = presetFor(this.found[0]?.format ?? null);
    } catch (problem) {
      if (turn !== this.#turn) return;
      this.found = [];
      this.error = problem as CallError;
    } finally {
      if (turn === this.#turn) this.looking = false;
    }
  }

  /** Keeps what can be looked into; the rest leaves the list, and is told. */
  #take(found: Inspection[]): void {
    const refused = found.filter(({ refused }) => refused !== null);
    if (refused.length > 0) {
      const gone = new Set(refused.map(({ path }) => path));
      this.files = this.files.filter((file) => !gone.has(file));
      this.refused = [...this.refused, ...refused.flatMap(({ refused }) => refused ?? [])];
    }
    this.found = found.filter(({ refused }) => refused === null);
    this.#propose();
  }

  /** Names the new project after the first file that can be read, until a person names it. */
  #propose(): void {
    if (!this.makesProject) return;
    const first = this.found.find(({ format }) => format !== null)?.path ?? this.found[0]?.path;
    const name = first === undefined ? "" : proposedName(first);
    const next = { name, path: first === undefined ? "" : proposedPath(first, name) };
    if (this.name === this.#proposed.name) this.name = next.name;
    if (this.path === this.#proposed.path) this.path = next.path;
    this.#proposed = next;
  }

  /** Makes the project where one is to be made, and imports. */
  async run(): Promise<void> {
    this.error = null;
    this.progress = null;
    this.cancelling = false;
    this.step = "run";
    try {
      if (this.makesProject) await createProject({ path: withEnding(this.path.trim()), name: this.name.trim(), schema: this.preset, blind: this.blind });
      this.fresh = false;
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
