/** The label schema under the lead's hand: changed here, put in force only when it is saved. */

import type { CallError } from "../../ipc/client";
import type { Label, LabelSchema, LabelUses, Severity, Verdict } from "../../ipc/contract";
import { guidance, labelUses, saveSchema } from "../../state/settings-calls";
import { keepDraft, keptDraft } from "./kept-draft";
import { idFor, inTreeOrder, lossesOf, problemsOf, sameSchema } from "./schema-rules";

const slots = 25;
const empty: LabelSchema = { version: 0, name: "", labels: [], severities: [], verdicts: [] };

export class SchemaDraft {
  /** In force now. */
  saved: LabelSchema = $state.raw(empty);
  /** As it would be saved. */
  schema: LabelSchema = $state(structuredClone(empty));
  uses: LabelUses[] = $state.raw([]);
  /** Id of the label in the form. */
  chosen: string | null = $state(null);
  loading = $state(true);
  saving = $state(false);
  /** Changes from an earlier visit were found. */
  restored = $state(false);
  error: CallError | null = $state.raw(null);

  readonly changed = $derived(!sameSchema(this.saved, this.schema));
  readonly problems = $derived(problemsOf(this.schema));
  readonly losses = $derived(lossesOf(this.saved, this.schema, this.uses));
  readonly label: Label | null = $derived(this.schema.labels.find(({ id }) => id === this.chosen) ?? null);
  /** Labels that annotations carry and the schema does not have. */
  readonly orphans = $derived(this.uses.filter(({ id, annotations }) => annotations > 0 && !this.schema.labels.some((label) => label.id === id)));

  readonly project: string;

  constructor(project: string) {
    this.project = project;
  }

  async load(): Promise<void> {
    this.loading = true;
    this.error = null;
    try {
      const [{ schema }, uses] = await Promise.all([guidance(), labelUses()]);
      this.saved = schema;
      this.uses = uses;
      const kept = keptDraft<LabelSchema>("schema", this.project);
      this.restored = kept !== null && !sameSchema(kept, schema);
      this.take(this.restored && kept ? kept : schema);
    } catch (problem) {
      this.error = problem as CallError;
    } finally {
      this.loading = false;
    }
  }

  /** Puts another schema under the hand: a preset, a file, or the one in force. */
  take(schema: LabelSchema): void {
    this.schema = { ...$state.snapshot(schema), version: this.saved.version };
    this.schema.labels = inTreeOrder(this.schema.labels);
    if (!this.label) this.chosen = this.schema.labels[0]?.id ?? null;
  }

  discard(): void {
    this.restored = false;
    this.take(this.saved);
    this.keep();
  }

  /** Keeps the draft for later; nothing where nothing was changed. */
  keep(): void {
    keepDraft("schema", this.project, this.changed ? $state.snapshot(this.schema) : null);
  }

  async save(): Promise<boolean> {
    this.saving = true;
    this.error = null;
    try {
      this.saved = await saveSchema($state.snapshot(this.schema));
      this.restored = false;
      this.take(this.saved);
      this.keep();
      this.uses = await labelUses();
      return true;
    } catch (problem) {
      this.error = problem as CallError;
      return false;
    } finally {
      this.saving = false;
    }
  }

  /** Reads again what carries which label: names may be read otherwise now. */
  async refreshUses(): Promise<void> {
    this.uses = await labelUses().catch(() => this.uses);
  }

  /** Whether a label is in force: then its name in files is fixed, because annotations carry it. */
  isKnown(id: string): boolean {
    return this.saved.labels.some((label) => label.id === id) || this.uses.some((label) => label.id === id && label.annotations > 0);
  }
  usesOf(id: string): number {
    return this.uses.find((label) => label.id === id)?.annotations ?? 0;
  }

  private taken(except?: string): Set<string> {
    return new Set([...this.schema.labels, ...this.saved.labels].map(({ id }) => id).filter((id) => id !== except));
  }

  add(parent: string | null): void {
    const used = new Set(this.schema.labels.map(({ colour }) => colour));
    const keys = new Set(this.schema.labels.map(({ key }) => key));
    const above = this.schema.labels.find(({ id }) => id === parent);
    const free = Array.from({ length: slots }, (_, at) => at + 1).find((slot) => !used.has(slot)) ?? 1;
    const name = parent === null ? "New label" : "New sub-label";
    const label: Label = {
      id: idFor(name, parent, this.taken()), name, parent, colour: above?.colour ?? free,
      key: [..."123456789"].find((key) => !keys.has(key)) ?? null, definition: "", examples: [], counterExamples: [], evidence: above?.evidence ?? "none", note: false,
    };
    this.schema.labels = inTreeOrder([...this.schema.labels, label]);
    this.chosen = label.id;
  }

  /** Takes a label back that annotations still carry. */
  bringBack(id: string): void {
    const before = this.saved.labels.find((label) => label.id === id);
    const parent = id.includes(".") ? id.slice(0, id.lastIndexOf(".")) : null;
    this.add(this.schema.labels.some((label) => label.id === parent) ? parent : null);
    const { label } = this;
    if (!label) return;
    Object.assign(label, before ? { ...$state.snapshot(before), key: label.key, parent: label.parent } : { id, name: id });
    this.chosen = id;
  }

  /** Gives a label other values; its name is given by `rename`. */
  change(label: Label, values: Partial<Label>): void {
    Object.assign(label, values);
  }

  /** A label that was never in force is called in files as it is called here. */
  rename(label: Label, name: string): void {
    label.name = name;
    if (this.isKnown(label.id)) return;
    const before = label.id;
    const id = idFor(name, label.parent, this.taken(before));
    for (const below of this.schema.labels) if (below.parent === before) below.parent = id;
    label.id = id;
    if (this.chosen === before) this.chosen = id;
  }

  /** Removes a label; its sub-labels become labels of their own. */
  remove(id: string): void {
    const at = this.schema.labels.findIndex((label) => label.id === id);
    for (const below of this.schema.labels) if (below.parent === id) below.parent = null;
    this.schema.labels = inTreeOrder(this.schema.labels.filter((label) => label.id !== id));
    if (this.chosen === id) this.chosen = this.schema.labels[Math.min(Math.max(at, 0), this.schema.labels.length - 1)]?.id ?? null;
  }

  /** Moves a label among those beside it; its sub-labels go along. */
  move(id: string, by: -1 | 1): void {
    const label = this.schema.labels.find((each) => each.id === id);
    if (!label) return;
    const beside = this.schema.labels.filter(({ parent }) => parent === label.parent);
    const other = beside[beside.indexOf(label) + by];
    if (!other) return;
    const labels = [...this.schema.labels];
    const [one, two] = [labels.indexOf(label), labels.indexOf(other)];
    labels[one] = other;
    labels[two] = label;
    this.schema.labels = inTreeOrder(labels);
  }

  addSeverity(): void {
    const name = "New severity";
    this.schema.severities.push({ id: this.entryId(name, this.schema.severities, this.saved.severities), name });
  }
  addVerdict(): void {
    const name = "New verdict";
    this.schema.verdicts.push({ id: this.entryId(name, this.schema.verdicts, this.saved.verdicts), name, meaning: "unsure", key: null });
  }
  /** As with labels: what is in force keeps its name in files. */
  renameEntry(entry: Severity | Verdict, all: readonly (Severity | Verdict)[], known: readonly { id: string }[], name: string): void {
    entry.name = name;
    if (known.some(({ id }) => id === entry.id)) return;
    entry.id = this.entryId(name, all.filter((other) => other !== entry), known);
  }
  private entryId(name: string, all: readonly { id: string }[], known: readonly { id: string }[]): string {
    return idFor(name, null, new Set([...all, ...known].map(({ id }) => id)));
  }
}

/** Moves an entry of a list by one place. */
export function moveEntry(entries: unknown[], at: number, by: -1 | 1): void {
  const to = at + by;
  if (to < 0 || to >= entries.length) return;
  entries.splice(to, 0, ...entries.splice(at, 1));
}
