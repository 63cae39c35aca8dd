/** What an adjudicator can ask for by a key, once: its words and its usual keys. Kept beside the keys of reviewing. */

import { namesOf, type Pressed } from "./key-names";

export interface CaseAction {
  /** As kept among a person's own keys. */
  id: string;
  command: string;
  what: string;
  keys: readonly string[];
}

const list = [
  { id: "case-next", command: "next", keys: ["j"], what: "next difference" },
  { id: "case-previous", command: "previous", keys: ["k"], what: "previous difference" },
  { id: "case-accept", command: "accept", keys: ["a"], what: "accept the chosen candidate (1–9 chooses)" },
  { id: "case-reject", command: "reject", keys: ["x"], what: "reject: nothing of it is gold" },
  { id: "case-rebound", command: "rebound", keys: ["b"], what: "re-bound to the selection (an omission: to that in the source)" },
  { id: "case-relabel", command: "relabel", keys: ["l"], what: "re-label" },
  { id: "case-edit", command: "edit", keys: ["e"], what: "edit severity, evidence, correction and note" },
  { id: "case-choose-merge", command: "choose-merge", keys: ["m"], what: "choose for merging, or not" },
  { id: "case-merge", command: "merge", keys: ["Shift+m"], what: "merge what was chosen" },
  { id: "case-split", command: "split", keys: ["t"], what: "split before the caret" },
  { id: "case-add", command: "add", keys: ["n"], what: "add the selection as gold" },
  { id: "case-add-omission", command: "add-omission", keys: ["o"], what: "add the source’s selection as left out by the sample" },
  { id: "case-undo", command: "undo", keys: ["u", "Ctrl+z"], what: "undo" },
  { id: "case-redo", command: "redo", keys: ["Shift+u", "Ctrl+Shift+z", "Ctrl+y"], what: "do again" },
  { id: "case-settle", command: "settle", keys: ["Enter"], what: "settle, and open the next item" },
  { id: "case-next-item", command: "next-item", keys: ["."], what: "next item, leaving this one open" },
  { id: "case-queue", command: "queue", keys: ["q"], what: "the queue" },
  { id: "case-bulk", command: "bulk", keys: ["Shift+a"], what: "accept many at once" },
  { id: "case-causes", command: "causes", keys: ["r"], what: "why reviewers differ, by label" },
  { id: "case-area", command: "area", keys: ["F6"], what: "next area" },
  { id: "case-find", command: "find", keys: ["Ctrl+f"], what: "find in the text" },
  { id: "case-keys", command: "keys", keys: ["?"], what: "this sheet" },
] as const satisfies readonly CaseAction[];

/** What a key asks for. */
export type Command = (typeof list)[number]["command"];

/** All of them, in the order of the sheet. */
export const caseActions: readonly (CaseAction & { command: Command })[] = list;

/** The keys in force: a person's own over the usual ones. */
export type CaseKeys = Record<Command, readonly string[]>;

export function caseKeysOf(own: Readonly<Record<string, readonly string[] | undefined>>): CaseKeys {
  return Object.fromEntries(caseActions.map(({ id, command, keys }) => [command, own[id] ?? keys])) as unknown as CaseKeys;
}

/** The command of a key press, or null. A letter with Shift is another key than the letter. */
export function commandOf(event: Pressed, keys: CaseKeys): Command | null {
  const names = namesOf(event).filter((name, at) => at === 0 || !event.shiftKey || name.startsWith("Shift+"));
  return caseActions.find(({ command }) => names.some((name) => keys[command].includes(name)))?.command ?? null;
}

/** The candidate that a digit chooses, from 0; null for any other key. */
export function digitOf(event: Pressed): number | null {
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
  return digit && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey ? Number(digit) - 1 : null;
}
