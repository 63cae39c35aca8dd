/** What a label schema must be before it can be put in force, and what a change means for work already done. */

import type { Label, LabelSchema, LabelUses, Verdict } from "../../ipc/contract";

/** Keys that Review has for itself; a label or verdict cannot take them. */
export const reviewKeys = "abdefgklmnos";

/** Something to mend, at a label or verdict (by id), or of the schema as a whole. */
export interface Problem { at: string | null; text: string }

/** A name for files, of a name for people: lower case, no marks, no spaces; `taken` ones get a number. */
export function idFor(name: string, parent: string | null, taken: ReadonlySet<string>): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const slug = plain.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "") || "label";
  const id = parent === null ? slug : `${parent}.${slug}`;
  if (!taken.has(id)) return id;
  for (let number = 2; ; number += 1) if (!taken.has(`${id}-${number}`)) return `${id}-${number}`;
}

function keyProblems(labels: readonly Label[], verdicts: readonly Verdict[]): Problem[] {
  const problems: Problem[] = [];
  const holders: { id: string; name: string; key: string }[] = [];
  for (const { id, name, key } of [...labels, ...verdicts]) {
    if (key === null || key === "") continue;
    const pressed = key.toLowerCase();
    const other = holders.find((holder) => holder.key === pressed);
    if (other) problems.push({ at: id, text: `The key ${pressed.toUpperCase()} belongs to “${other.name}” already. Choose another key, or none.` });
    else if (reviewKeys.includes(pressed)) problems.push({ at: id, text: `The key ${pressed.toUpperCase()} does something else in Review. Choose a digit or another letter.` });
    else if (!/^[\p{L}\p{N}]$/u.test(pressed)) problems.push({ at: id, text: "A key is one letter or one digit." });
    else holders.push({ id, name, key: pressed });
  }
  return problems;
}

/** Everything that keeps a schema from being saved, each with its cure. */
export function problemsOf(schema: LabelSchema): Problem[] {
  const { labels, severities, verdicts } = schema;
  const problems: Problem[] = [];
  if (labels.length === 0) problems.push({ at: null, text: "There is no label. Add one: a reviewer marks with labels." });
  for (const label of labels) if (label.name.trim() === "") problems.push({ at: label.id, text: "The label has no name. Give it one." });
  for (const severity of severities) if (severity.name.trim() === "") problems.push({ at: severity.id, text: "A severity has no name. Give it one, or remove it." });
  for (const verdict of verdicts) if (verdict.name.trim() === "") problems.push({ at: verdict.id, text: "A verdict has no name. Give it one, or remove it." });
  for (const [meaning, name] of [["clean", "that nothing was found"], ["hallucinated", "that something was found"]] as const)
    if (!verdicts.some((verdict) => verdict.meaning === meaning)) problems.push({ at: null, text: `No verdict says ${name}. Add one with that meaning.` });
  return [...problems, ...keyProblems(labels, verdicts)];
}

/** What of the schema in force is gone in the new one, and how many annotations carry it (null: not counted). */
export interface Loss { what: "label" | "severity" | "verdict"; name: string; annotations: number | null }

/** Names what a change takes away from work already done. */
export function lossesOf(saved: LabelSchema, draft: LabelSchema, uses: readonly LabelUses[]): Loss[] {
  const gone = <Entry extends { id: string; name: string }>(before: readonly Entry[], after: readonly Entry[]) =>
    before.filter(({ id }) => !after.some((entry) => entry.id === id));
  return [
    ...gone(saved.labels, draft.labels).map(({ id, name }) => ({ what: "label" as const, name, annotations: uses.find((label) => label.id === id)?.annotations ?? 0 })),
    ...gone(saved.severities, draft.severities).map(({ name }) => ({ what: "severity" as const, name, annotations: null })),
    ...gone(saved.verdicts, draft.verdicts).map(({ name }) => ({ what: "verdict" as const, name, annotations: null })),
  ];
}

/** Whether two schemas say the same, whatever their versions. */
export function sameSchema(one: LabelSchema, other: LabelSchema): boolean {
  return JSON.stringify({ ...one, version: 0 }) === JSON.stringify({ ...other, version: 0 });
}

/** Labels in the order of the palette: each with its sub-labels behind it. */
export function inTreeOrder(labels: readonly Label[]): Label[] {
  const ids = new Set(labels.map(({ id }) => id));
  const below = (parent: string | null): Label[] =>
    labels.filter((label) => (label.parent !== null && ids.has(label.parent) ? label.parent : null) === parent).flatMap((label) => [label, ...below(label.id)]);
  return below(null);
}

/** What a label asks of a reviewer, in words. */
export const demands: { id: Label["evidence"]; label: string; said: string }[] = [
  { id: "none", label: "Nothing", said: "Evidence may be given." },
  { id: "contradicting", label: "A passage that contradicts", said: "A passage of a source that contradicts it must be given." },
  { id: "none-exists-or-nearest", label: "“None exists”, or the nearest passage", said: "The statement that no evidence exists, or the nearest passage, must be given." },
  { id: "any", label: "Any passage, or “none exists”", said: "A passage, or the statement that none exists, must be given." },
];
