/** Which key press means what on this screen: the project's own keys, a person's macros and phrases, then actions. */

import type { LabelSchema } from "../../ipc/contract";
import type { ActionId } from "../../state/actions";
import { actionNamed } from "../../state/keymap";
import { hands, verdictKeys } from "../../state/habits.svelte";
import { namesOf, plainName, type Pressed } from "../../state/key-names";
import type { Move } from "../../text/caret-keys";

/** What a key press asks for. */
export type Asked =
  | { kind: "source"; index: number }
  | { kind: "macro" | "phrase"; index: number }
  | { kind: "label"; label: string; further: boolean }
  | { kind: "verdict"; verdict: string }
  | { kind: "action"; action: ActionId };

/** What a key press asks for under a schema, or null. */
export function askedBy(event: Pressed, schema: LabelSchema): Asked | null {
  const source = sourceOf(event);
  if (source !== null) return { kind: "source", index: source };
  const { macros, phrases } = hands.habits;
  const known = macros.map((each) => ({ ...each, known: schema.labels.some(({ id }) => id === each.label) }));
  const macro = ownKeyOf(event, known.map((each, index) => ({ index, keys: each.known ? each.keys : [] })));
  if (macro && !macro.shift) return { kind: "macro", index: macro.entry.index };
  const phrase = ownKeyOf(event, phrases.map(({ keys }, index) => ({ index, keys })));
  if (phrase && !phrase.shift) return { kind: "phrase", index: phrase.entry.index };
  const verdict = ownKeyOf(event, schema.verdicts.map((each) => ({ id: each.id, keys: verdictKeys(each) })));
  if (verdict && !verdict.shift) return { kind: "verdict", verdict: verdict.entry.id };
  const label = ownKeyOf(event, schema.labels.map(({ id, key }) => ({ id, keys: key === null ? [] : [key] })));
  if (label) return { kind: "label", label: label.entry.id, further: label.shift };
  const action = actionNamed(hands.keymap, namesOf(event));
  return action === null ? null : { kind: "action", action };
}

/** Which source a key press asks for (Ctrl+1 is 0), or null. */
export function sourceOf(event: Pressed): number | null {
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
  return digit && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey ? Number(digit) - 1 : null;
}

/** The entry of which a press is a key; `shift` where Shift was held beside a key that has none. */
export function ownKeyOf<Entry extends { keys: readonly string[] }>(event: Pressed, entries: readonly Entry[]): { entry: Entry; shift: boolean } | null {
  const [exact, ...others] = namesOf(event);
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(event.code)?.[1];
  if (digit !== undefined && event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey) others.push(digit);
  const bearing = (name: string) => entries.find(({ keys }) => keys.some((key) => plainName(key) === name));
  const found = exact === undefined ? undefined : bearing(exact);
  if (found) return { entry: found, shift: false };
  const other = others.map(bearing).find((entry) => entry !== undefined);
  return other ? { entry: other, shift: event.shiftKey } : null;
}

const moves: Partial<Record<ActionId, Move>> = {
  "caret-left": { by: "side", step: "character", side: "left" },
  "caret-right": { by: "side", step: "character", side: "right" },
  "caret-up": { by: "row", direction: -1 },
  "caret-down": { by: "row", direction: 1 },
  "word-left": { by: "side", step: "word", side: "left" },
  "word-right": { by: "side", step: "word", side: "right" },
  "sentence-back": { by: "step", step: "sentence", direction: -1 },
  "sentence-on": { by: "step", step: "sentence", direction: 1 },
  "row-start": { by: "edge", edge: "start" },
  "row-end": { by: "edge", edge: "end" },
  "page-up": { by: "page", direction: -1 },
  "page-down": { by: "page", direction: 1 },
  "text-start": { by: "step", step: "text", direction: -1 },
  "text-end": { by: "step", step: "text", direction: 1 },
};

/** The move of an action of the caret. */
export function moveOfAction(action: ActionId): Move | null {
  return moves[action] ?? null;
}

/** What a text pane does with a press: moves its caret, leaves it to the screen, or what it always does. */
export function caretKey(event: Pressed, schema: LabelSchema): { move: Move; extend: boolean } | "screen" | null {
  const asked = askedBy(event, schema);
  const plain = asked?.kind === "action" ? moveOfAction(asked.action) : null;
  // Shift selects, unless it is part of the key that was given.
  if (asked?.kind === "action" && plain) return { move: plain, extend: event.shiftKey && !hands.keymap[asked.action].includes(namesOf(event)[0] ?? "") };
  if (asked) return "screen";
  const without = event.shiftKey ? actionNamed(hands.keymap, namesOf({ ...plainPress(event), shiftKey: false })) : null;
  const move = without === null ? null : moveOfAction(without);
  return move ? { move, extend: true } : null;
}

function plainPress({ key, code, ctrlKey, metaKey, altKey, shiftKey }: Pressed): Pressed {
  return { key, code, ctrlKey, metaKey, altKey, shiftKey };
}
