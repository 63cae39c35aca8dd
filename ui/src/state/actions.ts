/**
 * Everything a person can ask for by a key, once: its words, its keys, where it is heard, what it needs. The key sheets,
 * the command palette and the shortcut settings are made from this list; `keymap.ts` says which key means which.
 */

import { caseList } from "./case-actions";

/** What must be there before an action can do anything. */
export type Need =
  | "annotation" | "focused" | "some" | "selection" | "passage" | "sources" | "severities" | "last" | "undo" | "redo" | "queue" | "begun";

/** Headings of the key sheet, in its order. */
export const groups = [
  "Moving", "Caret", "Selecting", "Annotating", "Comparing", "The item", "The window", "Answering", "Adjudicating", "Elsewhere",
] as const;
export type Group = (typeof groups)[number];

/**
 * Where keys are heard: two actions may have the same key where they share no room. `review`, `adjudication` and `item` are
 * screens with texts, `items` the tables of items, `stance` the question how evidence stands to the claim, `numbers` what is
 * chosen by its place in a list, `commands` the open palette, `settings` the rest.
 */
export type Room = "review" | "adjudication" | "item" | "items" | "stance" | "numbers" | "commands" | "settings";
export const rooms: readonly Room[] = ["review", "adjudication", "item", "items", "stance", "numbers", "commands", "settings"];

export interface Action {
  id: string;
  group: Group;
  /** Where it is heard; left out: in the review. */
  rooms?: readonly Room[];
  /** As said in the key sheet and found in the palette. */
  what: string;
  /** Of the preset 'Touchstone', as `Ctrl+Shift+z`; the first is shown on buttons. */
  keys: readonly string[];
  needs?: Need;
  /** Words for it and its neighbours in one, where their keys count up. */
  together?: string;
}

const list = [
  { id: "next-pane", group: "Moving", keys: ["F6"], what: "next area: source, sample, annotations, verdict" },
  { id: "previous-pane", group: "Moving", keys: ["Shift+F6"], what: "area before" },
  { id: "next-annotation", group: "Moving", keys: ["Tab"], what: "next annotation", needs: "some" },
  { id: "previous-annotation", group: "Moving", keys: ["Shift+Tab"], what: "annotation before", needs: "some" },
  { id: "next-source", group: "Moving", keys: ["Alt+PageDown", "Ctrl+PageDown"], what: "next source", needs: "sources" },
  { id: "previous-source", group: "Moving", keys: ["Alt+PageUp", "Ctrl+PageUp"], what: "source before", needs: "sources" },
  { id: "fold", group: "Moving", keys: ["z"], what: "fold or unfold the entry of a JSON tree" },
  { id: "fold-all", group: "Moving", keys: ["Shift+z"], what: "fold or unfold the whole tree" },
  { id: "find", group: "Moving", rooms: ["review", "item"], keys: ["Ctrl+f"], what: "find in this pane" },

  { id: "caret-left", group: "Caret", keys: ["ArrowLeft"], what: "one character to the left" },
  { id: "caret-right", group: "Caret", keys: ["ArrowRight"], what: "one character to the right" },
  { id: "caret-up", group: "Caret", keys: ["ArrowUp"], what: "one row up" },
  { id: "caret-down", group: "Caret", keys: ["ArrowDown"], what: "one row down" },
  { id: "word-left", group: "Caret", keys: ["Ctrl+ArrowLeft"], what: "one word to the left" },
  { id: "word-right", group: "Caret", keys: ["Ctrl+ArrowRight"], what: "one word to the right" },
  { id: "sentence-back", group: "Caret", keys: ["Ctrl+ArrowUp"], what: "one sentence back" },
  { id: "sentence-on", group: "Caret", keys: ["Ctrl+ArrowDown"], what: "one sentence on" },
  { id: "row-start", group: "Caret", keys: ["Home"], what: "start of the row" },
  { id: "row-end", group: "Caret", keys: ["End"], what: "end of the row" },
  { id: "page-up", group: "Caret", keys: ["PageUp"], what: "one page up" },
  { id: "page-down", group: "Caret", keys: ["PageDown"], what: "one page down" },
  { id: "text-start", group: "Caret", keys: ["Ctrl+Home"], what: "start of the text" },
  { id: "text-end", group: "Caret", keys: ["Ctrl+End"], what: "end of the text" },
  { id: "hold-anchor", group: "Caret", keys: ["F8"], what: "caret keys select without Shift, until pressed again" },

  { id: "grow", group: "Selecting", keys: ["]"], what: "grow the selection: word, clause, sentence, paragraph" },
  { id: "shrink", group: "Selecting", keys: ["["], what: "shrink it again" },
  { id: "hold-piece", group: "Selecting", keys: ["+"], what: "hold the selection as one piece and select a further one", needs: "selection" },
  { id: "end-forward", group: "Selecting", keys: ["Alt+ArrowRight"], what: "annotation’s end one word on", needs: "annotation" },
  { id: "end-back", group: "Selecting", keys: ["Alt+ArrowLeft"], what: "annotation’s end one word back", needs: "annotation" },
  { id: "start-forward", group: "Selecting", keys: ["Alt+Shift+ArrowRight"], what: "annotation’s start one word on", needs: "annotation" },
  { id: "start-back", group: "Selecting", keys: ["Alt+Shift+ArrowLeft"], what: "annotation’s start one word back", needs: "annotation" },
  { id: "end-forward-exact", group: "Selecting", keys: ["Ctrl+Alt+ArrowRight"], what: "annotation’s end one character on", needs: "annotation" },
  { id: "end-back-exact", group: "Selecting", keys: ["Ctrl+Alt+ArrowLeft"], what: "annotation’s end one character back", needs: "annotation" },
  { id: "start-forward-exact", group: "Selecting", keys: ["Ctrl+Alt+Shift+ArrowRight"], what: "annotation’s start one character on", needs: "annotation" },
  { id: "start-back-exact", group: "Selecting", keys: ["Ctrl+Alt+Shift+ArrowLeft"], what: "annotation’s start one character back", needs: "annotation" },

  { id: "labels", group: "Annotating", keys: ["l"], what: "choose labels of the annotation; Shift and a label’s key adds one more", needs: "annotation" },
  { id: "repeat", group: "Annotating", keys: ["r"], what: "mark the selection as the last annotation was: label and severity", needs: "last" },
  { id: "mark-all", group: "Annotating", keys: ["Shift+r"], what: "mark the same words wherever they stand in the sample", needs: "last" },
  { id: "add-segment", group: "Annotating", keys: ["a"], what: "add the selection to the annotation as a further piece", needs: "annotation" },
  { id: "rebound", group: "Annotating", keys: ["b"], what: "give the annotation the bounds of the selection", needs: "annotation" },
  { id: "evidence", group: "Annotating", rooms: ["review", "stance"], keys: ["e"], what: "take the selection of the source as evidence", needs: "annotation" },
  { id: "none-exists", group: "Annotating", keys: ["n"], what: "searched the sources, no evidence exists", needs: "annotation" },
  { id: "milder", group: "Annotating", keys: [","], what: "one severity milder", needs: "severities" },
  { id: "graver", group: "Annotating", keys: ["."], what: "one severity graver", needs: "severities" },
  { id: "correction", group: "Annotating", keys: ["k"], what: "write what it should read", needs: "annotation" },
  { id: "note", group: "Annotating", keys: ["m"], what: "write a note", needs: "focused" },
  { id: "snippet", group: "Annotating", keys: ["j"], what: "put one of your phrases into the note", needs: "focused" },
  { id: "withdraw", group: "Annotating", keys: ["Delete"], what: "withdraw the annotation or omission", needs: "focused" },
  { id: "omission", group: "Annotating", keys: ["o"], what: "mark the source’s selection as left out by the sample", needs: "passage" },

  { id: "compare", group: "Comparing", keys: ["d"], what: "compare: plain, closest passages, difference" },
  { id: "next-passage", group: "Comparing", keys: ["p"], what: "go to the next of the closest passages" },
  { id: "take-passage", group: "Comparing", keys: ["t"], what: "take that passage as evidence of the annotation", needs: "annotation" },
  { id: "next-sibling", group: "Comparing", keys: ["v"], what: "next sample of the same source" },
  { id: "previous-sibling", group: "Comparing", keys: ["Shift+v"], what: "sample of the same source before" },
  { id: "sibling-difference", group: "Comparing", keys: ["Shift+d"], what: "read it beside another sample of the same source, with what differs" },
  { id: "part-sentence", group: "Comparing", keys: ["w"], what: "part the sentence at the caret, for comparing" },
  { id: "join-sentence", group: "Comparing", keys: ["Shift+w"], what: "join the sentence with the next one, for comparing" },
  { id: "hints", group: "Comparing", keys: ["i"], what: "show or hide word-check hints" },
  { id: "next-hint", group: "Comparing", keys: ["q"], what: "go to the next hint" },
  { id: "take-hint", group: "Comparing", keys: ["y"], what: "make an annotation of the hint under the caret" },

  { id: "verdict-clean", group: "The item", keys: [], what: "verdict: clean" },
  { id: "verdict-hallucinated", group: "The item", keys: [], what: "verdict: hallucinated" },
  { id: "verdict-unsure", group: "The item", keys: [], what: "verdict: unsure" },
  { id: "submit", group: "The item", keys: ["Enter"], what: "submit and open the next item" },
  { id: "skip", group: "The item", keys: ["s"], what: "skip, with a reason" },
  { id: "withdraw-review", group: "The item", keys: ["Shift+Delete"], what: "take this whole review back: it counts nowhere", needs: "begun" },
  { id: "flag", group: "The item", keys: ["f"], what: "flag for the lead" },
  { id: "recent", group: "The item", keys: ["Backspace"], what: "the last ten items" },
  { id: "next-in-queue", group: "The item", keys: ["Alt+n"], what: "next item of the queue, without submitting", needs: "queue" },
  { id: "previous-in-queue", group: "The item", keys: ["Alt+Shift+n"], what: "item of the queue before", needs: "queue" },
  { id: "undo", group: "The item", keys: ["Ctrl+z"], what: "undo", needs: "undo" },
  { id: "redo", group: "The item", keys: ["Ctrl+Shift+z", "Ctrl+y"], what: "redo", needs: "redo" },
  { id: "guidelines", group: "The item", keys: ["g"], what: "guidelines beside the sample" },

  { id: "palette", group: "The window", rooms: ["review", "adjudication", "item", "items", "settings"], keys: ["Ctrl+k"], what: "every command by its name" },
  { id: "keys", group: "The window", keys: ["?"], what: "this list of keys" },
  { id: "focus-mode", group: "The window", keys: ["F9"], what: "only the texts, and back" },

  { id: "stance-contradicts", group: "Answering", rooms: ["stance"], keys: ["c"], what: "of evidence: it contradicts the claim" },
  { id: "stance-supports", group: "Answering", rooms: ["stance"], keys: ["s"], what: "of evidence: it supports the claim" },
  { id: "stance-nearest", group: "Answering", rooms: ["stance"], keys: ["n"], what: "of evidence: it comes nearest" },

  { id: "palette-next", group: "Elsewhere", rooms: ["commands"], keys: ["Ctrl+n"], what: "in the palette: next command" },
  { id: "palette-previous", group: "Elsewhere", rooms: ["commands"], keys: ["Ctrl+p"], what: "in the palette: command before" },
  { id: "label-up", group: "Elsewhere", rooms: ["settings"], keys: ["Alt+ArrowUp"], what: "in the list of labels: move one up" },
  { id: "label-down", group: "Elsewhere", rooms: ["settings"], keys: ["Alt+ArrowDown"], what: "in the list of labels: move one down" },
] as const satisfies readonly Action[];

const nine = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
const ten = [...nine, 10] as const;

const numbered = [
  ...nine.map((at) => ({ id: `source-${at}` as const, group: "Moving" as const, keys: [`Ctrl+${at}`], what: `go to source ${at}`, together: "go to source 1 … 9", needs: "sources" as const })),
  ...ten.map((at) => ({ id: `choice-${at}` as const, group: "Answering" as const, rooms: ["numbers" as const], keys: [String(at % 10)], what: `choice ${at} of a list: reasons, last items, phrases`, together: "choice 1 … 10 of a list: reasons, last items, phrases" })),
  ...nine.map((at) => ({ id: `candidate-${at}` as const, group: "Adjudicating" as const, rooms: ["adjudication" as const], keys: [String(at)], what: `candidate ${at} of the difference`, together: "candidate 1 … 9 of the difference" })),
  ...nine.map((at) => ({ id: `queue-${at}` as const, group: "Elsewhere" as const, rooms: ["items" as const], keys: [`Alt+${at}`], what: `in the table of items: open queue ${at}`, together: "in the table of items: open queue 1 … 9" })),
] as const;

/** Name of an action. */
export type ActionId = (typeof list)[number]["id"] | (typeof caseList)[number]["id"] | (typeof numbered)[number]["id"];

/** All actions, in the order of the key sheets. */
export const actions: readonly (Action & { id: ActionId })[] = inOrder([...list, ...caseList, ...numbered]);

function inOrder(all: readonly (Action & { id: ActionId })[]): readonly (Action & { id: ActionId })[] {
  return groups.flatMap((group) => all.filter((action) => action.group === group));
}

/** Where an action is heard. */
export function roomsOf(action: Action): readonly Room[] {
  return action.rooms ?? ["review"];
}

/** Verdicts have the project's own keys unless a preset or a person gives them others. */
export const verdictActions = { clean: "verdict-clean", hallucinated: "verdict-hallucinated", unsure: "verdict-unsure" } as const satisfies Record<string, ActionId>;

/** The action of an id; undefined for what is none. */
export function actionOf(id: string): (Action & { id: ActionId }) | undefined {
  return actions.find((action) => action.id === id);
}

/** The place that a numbered action names, from 0: `source-3` is 2; null for another action. */
export function placeOf(family: "source" | "choice" | "candidate" | "queue", action: ActionId | null): number | null {
  const [, name, place] = /^([a-z]+)-(\d+)$/.exec(action ?? "") ?? [];
  return name === family ? Number(place) - 1 : null;
}

/** The action of a place of a family, from 0; null beyond the last that has a key. */
export function actionAtPlace(family: "source" | "choice" | "candidate" | "queue", place: number): ActionId | null {
  return actionOf(`${family}-${place + 1}`)?.id ?? null;
}
