/** Names of earlier labels in words, and what they can be called now. */

import type { LabelSchema, NameDecision, StaleName } from "../../ipc/contract";

/** The choice of deciding later: no name in a schema has a blank. */
export const undecided = " ";

/** Why a name wants a decision. */
export const whyStale = ({ gone }: StaleName): string => (gone ? "The labels have it no longer." : "It means something else now.");

/** What an old name can become: later, itself, or any name of the same kind that is in force. */
export function choicesFor(name: StaleName, schema: LabelSchema): { id: string; label: string }[] {
  const names = { label: schema.labels, severity: schema.severities, verdict: schema.verdicts }[name.what];
  const others = names.filter(({ id }) => id !== name.name).map((each) => ({ id: each.id, label: each.name }));
  return [{ id: undecided, label: "Decide later" }, { id: "", label: name.gone ? "Leave it as it is" : "It still fits" }, ...others];
}

/** A decision as a sentence without its end. */
export const decisionWords = ({ what, from, to }: NameDecision): string => (to === null ? `the ${what} “${from}” stays` : `the ${what} “${from}” is read as “${to}”`);
