/** What a reviewer does, as intents of the engine. Each act says aloud what came of it. */

import { tick } from "svelte";
import { announce, notify, tell } from "../../components/announce.svelte";
import type { Annotation, Stance } from "../../ipc/contract";
import { desk, record } from "../../state/review.svelte";
import { hands, keyOf, orPress, pressOf, verdictKeys } from "../../state/habits.svelte";
import { shown } from "../../state/key-names";
import { measure } from "../../state/trace";
import { grow, nudged, shrink, type Written } from "../../text/selection";
import { isEmpty, spanOf, union, type Span } from "../../text/span";
import { missing, severityName, spoken } from "../../reading/describe";
import { segmentOf } from "../../reading/marks";
import type { Field, Workbench } from "./workbench.svelte";

/** What an annotation is made with, beside its place. */
interface Judged {
  primary: string | null;
  others?: string[];
  severity?: string | null;
  note?: string | null;
}

/** Annotates the selection, with the pieces held, or the word under the caret; and puts it in the light. */
export async function annotate(bench: Workbench, written: Written, label: string): Promise<void> {
  await annotateAs(bench, written, { primary: label });
}

async function annotateAs(bench: Workbench, written: Written, { primary, others = [], severity, note }: Judged): Promise<void> {
  const painted = measure("annotate");
  const targets = bench.sampleTargets(written);
  const end = targets.at(-1)?.end;
  if (end === undefined) {
    tell(`Select something in the sample first, or put the caret into a word.${bench.focusedAnnotation && keyOf("labels") !== "" ? ` To change the label of this annotation, press ${keyOf("labels")}.` : ""}`);
    return;
  }
  const segments = targets.map((target) => segmentOf(written.text, target));
  const asked = record({ kind: "annotate", segments, primary, others, severity: severity === undefined ? middle(bench) : severity, ...(note ? { note } : {}) });
  await tick();
  painted();
  const made = await asked;
  if (!made) return;
  bench.focused = made.created;
  bench.lastMade = made.created;
  bench.pieces = [];
  bench.extending = false;
  bench.sample = { anchor: end, focus: end };
  bench.placed = false;
  bench.pivot = null;
  sayFocused(bench);
}

/** Annotates as a macro says. */
export async function annotateByMacro(bench: Workbench, written: Written, index: number): Promise<void> {
  const found = hands.habits.macros[index];
  if (!found || !bench.schema.labels.some(({ id }) => id === found.label)) {
    tell("This project’s labels have none of that name.");
    return;
  }
  const known = bench.schema.severities.some(({ id }) => id === found.severity);
  await annotateAs(bench, written, { primary: found.label, note: found.note, ...(known ? { severity: found.severity } : {}) });
}

/** Annotates the selection with labels and severity of the annotation in the light, or made last. */
export async function repeatLast(bench: Workbench, written: Written): Promise<void> {
  const { pattern } = bench;
  if (pattern) await annotateAs(bench, written, { primary: pattern.primary, others: pattern.others, severity: pattern.severity });
}

/** Annotates further places as the annotation in the light is, in one step. */
export async function annotateAlike(written: Written, like: Annotation, places: readonly (readonly Span[])[], whole: boolean): Promise<void> {
  const segments = places.map((place) => place.map((span) => segmentOf(written.text, span)));
  if (await record({ kind: "annotate_alike", like: like.id, places: segments, whole })) announce(`${places.length} more marked. Undo takes them all back.`);
}

/** Withdraws the whole review; the notice brings it back. */
export async function withdrawReview(): Promise<void> {
  const item = desk.view?.item;
  if (!(await record({ kind: "withdraw_review" }))) return;
  const bringBack = () => {
    if (desk.view?.item === item) void record({ kind: "undo" });
  };
  notify("The review is withdrawn: it counts nowhere.", "plain", { label: "Undo", run: bringBack });
}

/** Holds the selection as a piece of the next annotation; a further one is selected then. */
export function holdPiece(bench: Workbench, written: Written): void {
  const target = bench.sampleTarget(written);
  if (!target) return;
  bench.pieces = union([...bench.pieces, target]);
  bench.sample = { anchor: target.end, focus: target.end };
  bench.extending = false;
  announce(`Held: "${written.text.slice(target.start, target.end)}". Select the next piece, then press a label’s key.`);
}

/** Puts a phrase at the end of the note of what is in the light. */
export async function usePhrase(bench: Workbench, index: number): Promise<void> {
  const phrase = hands.habits.phrases[index]?.text;
  const target = bench.focusedAnnotation ?? bench.focusedOmission ?? needAnnotation(bench);
  if (phrase === undefined || !target) return;
  const note = bench.drafts[`${target.id}/note`] ?? target.note ?? "";
  const gap = note === "" || /\s$/.test(note) ? "" : " ";
  bench.editing = null;
  await saveField(bench, target.id, "note", note + gap + phrase);
  announce(`Note: ${phrase}`);
}

/** A new annotation is as grave as most are: the middle of the scale, below the middle of an even one. */
function middle(bench: Workbench): string | null {
  const { severities } = bench.schema;
  return severities[Math.floor((severities.length - 1) / 2)]?.id ?? null;
}

/** Says the annotation in the light, and what its label still asks for. */
export function sayFocused(bench: Workbench): void {
  const annotation = bench.focusedAnnotation;
  if (annotation) {
    const lack = lackOf(annotation, bench);
    announce(spoken(annotation, bench.schema) + (lack ? `; ${lack}` : ""));
  } else if (bench.focusedOmission) {
    announce(`Left out: "${bench.focusedOmission.quote}"`);
  }
}

/** What to do where an act needs an annotation, with the key that is in force. */
export function chooseFirst(): string {
  return `Choose an annotation first: click it${orPress("next-annotation")}.`;
}

/** What an annotation still lacks, with the keys that are in force. */
export function lackOf(annotation: Annotation, bench: Workbench): string | null {
  return missing(annotation, bench.schema, { evidence: keyOf("evidence"), none: keyOf("none-exists"), note: keyOf("note") });
}

/** The annotation that keys act on; says so where there is none. */
function needAnnotation(bench: Workbench): Annotation | null {
  const annotation = bench.focusedAnnotation;
  if (!annotation) tell(chooseFirst());
  return annotation;
}

/** Makes a label the annotation's own, or adds and takes away a further one. */
export async function relabel(bench: Workbench, label: string, further: boolean): Promise<void> {
  const annotation = needAnnotation(bench);
  if (!annotation) return;
  const { id, primary, others } = annotation;
  if (!further) {
    await record({ kind: "relabel", annotation: id, primary: label, others: others.filter((other) => other !== label) });
  } else if (label === primary) {
    tell("That is its own label. Choose another one to add.");
    return;
  } else {
    const next = others.includes(label) ? others.filter((other) => other !== label) : [...others, label];
    await record({ kind: "relabel", annotation: id, primary: primary ?? label, others: primary === null ? [] : next });
  }
  sayFocused(bench);
}

/** One severity milder or graver; stops at the ends. */
export async function grade(bench: Workbench, by: 1 | -1): Promise<void> {
  const { severities } = bench.schema;
  const target = bench.focusedAnnotation ?? bench.focusedOmission ?? needAnnotation(bench);
  if (!target) return;
  if (severities.length === 0) {
    tell("This label schema has no severities.");
    return;
  }
  const at = severities.findIndex((severity) => severity.id === target.severity);
  const next = severities[Math.max(0, Math.min(severities.length - 1, at < 0 ? 0 : at + by))];
  if (next) await setSeverity(bench, next.id);
}

/** Gives what is in the light a severity. */
export async function setSeverity(bench: Workbench, severity: string): Promise<void> {
  if (bench.focusedAnnotation) await record({ kind: "grade", annotation: bench.focusedAnnotation.id, severity });
  else if (bench.focusedOmission) await record({ kind: "change_omission", omission: { ...bench.focusedOmission, severity } });
  announce(severityName(bench.schema, severity));
}

/** Takes the selection of the source shown as evidence for the annotation in the light. */
export async function takeEvidence(bench: Workbench, written: Written, stance: Stance): Promise<void> {
  const annotation = needAnnotation(bench);
  const source = bench.shownSource;
  const target = bench.sourceTarget(written);
  if (!annotation || !source || !target) return;
  const passage = { source: source.source, ...segmentOf(written.text, target), stance };
  if (!(await record({ kind: "add_evidence", annotation: annotation.id, passage }))) return;
  bench.selectSource({ anchor: target.end, focus: target.end });
  sayFocused(bench);
}

/** Takes the n-th passage of an annotation back. */
export async function removeEvidence(bench: Workbench, annotation: string, index: number): Promise<void> {
  await record({ kind: "remove_evidence", annotation, index });
  sayFocused(bench);
}

/** States that no evidence exists, or takes that back. */
export async function stateNoneExists(bench: Workbench): Promise<void> {
  const annotation = needAnnotation(bench);
  if (!annotation) return;
  await record({ kind: "state_none_exists", annotation: annotation.id, stated: annotation.evidence.state !== "none-exists" });
  sayFocused(bench);
}

/** Saves a field of an annotation, or of an omission, and forgets its draft. */
export async function saveField(bench: Workbench, id: string, field: Field, text: string): Promise<void> {
  const omission = bench.omissions.find((each) => each.id === id);
  const annotation = bench.annotations.find((each) => each.id === id);
  const value = text.trim() === "" ? null : text;
  let kept = true;
  if (omission && omission.note !== value) kept = (await record({ kind: "change_omission", omission: { ...omission, note: value } })) !== null;
  // Left empty, a field says nothing; that a passage should go is said by its own button.
  if (annotation && (annotation[field] ?? null) !== value && !(value === null && annotation[field] === "")) {
    kept = (await record({ kind: field === "note" ? "note" : "correct", annotation: id, text: value })) !== null;
  }
  const key = `${id}/${field}`;
  if (kept) bench.drafts = Object.fromEntries(Object.entries(bench.drafts).filter(([other]) => other !== key));
}

/** A correction may be empty: the passage should be left out. */
export async function correctByLeavingOut(bench: Workbench, id: string): Promise<void> {
  bench.drafts = Object.fromEntries(Object.entries(bench.drafts).filter(([key]) => key !== `${id}/correction`));
  bench.editing = null;
  if (await record({ kind: "correct", annotation: id, text: "" })) announce("Correction: leave it out");
}

/** Withdraws what is in the light; the one after it comes into the light. */
export async function withdraw(bench: Workbench): Promise<void> {
  const next = bench.neighbour(1);
  const gone = bench.focused;
  if (bench.focusedAnnotation) await record({ kind: "withdraw", annotation: bench.focusedAnnotation.id });
  else if (bench.focusedOmission) await record({ kind: "withdraw_omission", omission: bench.focusedOmission.id });
  else {
    needAnnotation(bench);
    return;
  }
  bench.focused = next === gone ? null : next;
  announce(`Withdrawn. ${keyOf("undo")} brings it back.`);
}

/** Marks the selection of the source as left out by the sample. */
export async function markOmission(bench: Workbench, written: Written): Promise<void> {
  const source = bench.shownSource;
  const target = bench.sourceTarget(written);
  if (!source || !target) {
    tell(`Select in the source what the sample leaves out, then ${pressOf("omission")}.`);
    return;
  }
  const omission = { id: "", source: source.source, ...segmentOf(written.text, target), severity: null, note: null };
  const made = await record({ kind: "mark_omission", omission });
  if (!made) return;
  bench.focused = made.created;
  bench.selectSource({ anchor: target.end, focus: target.end });
  announce(`Marked as left out: "${omission.quote}"`);
}

/** Moves one end of the annotation in the light: of its last piece the end, of its first the start. */
export async function nudge(bench: Workbench, written: Written, end: "start" | "end", by: 1 | -1, exact: boolean): Promise<void> {
  const annotation = needAnnotation(bench);
  if (!annotation) return;
  const segments = annotation.segments.map(({ start, end: stop }) => ({ start, end: stop }));
  const at = end === "start" ? 0 : segments.length - 1;
  const segment = segments[at];
  if (!segment) return;
  segments[at] = nudged(written, segment, end, by, exact);
  await rebound(bench, written, annotation, segments);
}

/** Gives the annotation in the light the bounds of the selection, or adds the selection as a further piece. */
export async function takeBounds(bench: Workbench, written: Written, further: boolean): Promise<void> {
  const annotation = needAnnotation(bench);
  const selected = spanOf(bench.sample);
  if (!annotation) return;
  if (isEmpty(selected)) {
    tell(further ? "Select the further piece in the sample first." : "Select the new bounds in the sample first.");
    return;
  }
  const target = bench.sampleTarget(written);
  if (!target) return;
  await rebound(bench, written, annotation, further ? [...annotation.segments, target] : [target]);
  bench.sample = { anchor: target.end, focus: target.end };
}

async function rebound(bench: Workbench, written: Written, annotation: Annotation, spans: { start: number; end: number }[]): Promise<void> {
  const segments = union(spans).map((span) => segmentOf(written.text, span));
  await record({ kind: "rebound", annotation: annotation.id, segments });
  sayFocused(bench);
}

/** Grows or shrinks the selection of a pane; returns it. */
export function resized(bench: Workbench, written: Written, selected: { anchor: number; focus: number }, wider: boolean): { anchor: number; focus: number } {
  const span = spanOf(selected);
  bench.pivot ??= span.start;
  const next = wider ? grow(written, span) : shrink(written, span, bench.pivot);
  announce(written.text.slice(next.start, next.end));
  return { anchor: next.start, focus: next.end };
}

/** Says that the verdict is missing, and its keys. The focus stays: Enter once more must not press a verdict. */
export function askForVerdict({ schema }: Workbench): void {
  tell(`Give the verdict first: ${schema.verdicts.map((verdict) => `${verdictKeys(verdict).slice(0, 1).map(shown).join("")} ${verdict.name}`).join(", ")}.`);
}

/** Gives a verdict; the same one again takes it back. */
export async function giveVerdict(bench: Workbench, verdict: string): Promise<void> {
  const given = desk.review?.verdict === verdict ? null : verdict;
  const name = bench.schema.verdicts.find((each) => each.id === verdict)?.name ?? verdict;
  if (await record({ kind: "give_verdict", verdict: given })) announce(given === null ? "Verdict taken back" : name);
}
