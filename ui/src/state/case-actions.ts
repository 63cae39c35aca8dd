/** What an adjudicator can ask for by a key, once: its words and its usual keys. Part of the one list in `actions.ts`. */

import type { Action } from "./actions";

const heard = { group: "Adjudicating", rooms: ["adjudication"] } as const;

export const caseList = [
  { ...heard, id: "case-next", keys: ["j"], what: "next difference" },
  { ...heard, id: "case-previous", keys: ["k"], what: "previous difference" },
  { ...heard, id: "case-accept", keys: ["a"], what: "accept the chosen candidate" },
  { ...heard, id: "case-reject", keys: ["x"], what: "reject: nothing of it is gold" },
  { ...heard, id: "case-rebound", keys: ["b"], what: "re-bound to the selection (an omission: to that in the source)" },
  { ...heard, id: "case-relabel", keys: ["l"], what: "re-label" },
  { ...heard, id: "case-edit", keys: ["e"], what: "edit severity, evidence, correction and note" },
  { ...heard, id: "case-choose-merge", keys: ["m"], what: "choose for merging, or not" },
  { ...heard, id: "case-merge", keys: ["Shift+m"], what: "merge what was chosen" },
  { ...heard, id: "case-split", keys: ["t"], what: "split before the caret" },
  { ...heard, id: "case-add", keys: ["n"], what: "add the selection as gold" },
  { ...heard, id: "case-add-omission", keys: ["o"], what: "add the source’s selection as left out by the sample" },
  { ...heard, id: "case-undo", keys: ["u", "Ctrl+z"], what: "undo" },
  { ...heard, id: "case-redo", keys: ["Shift+u", "Ctrl+Shift+z", "Ctrl+y"], what: "do again" },
  { ...heard, id: "case-settle", keys: ["Enter"], what: "settle, and open the next item" },
  { ...heard, id: "case-next-item", keys: ["."], what: "next item, leaving this one open" },
  { ...heard, id: "case-queue", keys: ["q"], what: "the queue" },
  { ...heard, id: "case-bulk", keys: ["Shift+a"], what: "accept many at once" },
  { ...heard, id: "case-causes", keys: ["r"], what: "why reviewers differ, by label" },
  { ...heard, id: "case-area", keys: ["F6"], what: "next area" },
  { ...heard, id: "case-find", keys: ["Ctrl+f"], what: "find in the text" },
  { ...heard, id: "case-keys", keys: ["?"], what: "this sheet" },
] as const satisfies readonly Action[];

type CaseId = (typeof caseList)[number]["id"];

/** What a key asks for while adjudicating. */
export type Command = CaseId extends infer Id ? (Id extends `case-${infer Name}` ? Name : never) : never;

/** The command of an action's id; null for an action of another screen. */
export function commandOf(action: string | null): Command | null {
  return caseList.some(({ id }) => id === action) ? ((action ?? "").slice("case-".length) as Command) : null;
}
