/** Which key press means what on this screen: the project's own keys, a person's macros and phrases, then actions. */

import type { LabelSchema } from "../../ipc/contract";
import { placeOf, type ActionId } from "../../state/actions";
import { actionNamed } from "../../state/keymap";
import { hands, verdictKeys } from "../../state/habits.svelte";
import { asDigit, namesOf, plainName, type Pressed } from "../../state/key-names";
import { caretPress, isCaret } from "../../state/pane-keys";
import type { PaneKey } from "../../text/caret-keys";

/** What a key press asks for. */
export type Asked =
  | { kind: "source"; index: number }
  | { kind: "macro" | "phrase"; index: number }
  | { kind: "label"; label: string; further: boolean }
  | { kind: "verdict"; verdict: string }
  | { kind: "action"; action: ActionId };

/** What a key press asks for under a schema, or null. */
export function askedBy(event: Pressed, schema: LabelSchema): Asked | null {
  const digit = asDigit(event);
  return askedByName(event, schema) ?? (digit && askedByName(digit, schema));
}

function askedByName(event: Pressed, schema: LabelSchema): Asked | null {
  const { macros, phrases } = hands.habits;
  const known = macros.map((each) => ({ ...each, known: schema.labels.some(({ id }) => id === each.label) }));
  const macro = ownKeyOf(event, known.map((each, index) => ({ index, keys: each.known ? each.keys : [] })));
  if (macro && !macro.shift) return { kind: "macro", index: macro.entry.index };
  const phrase = ownKeyOf(event, phrases.map(({ keys }, index) => ({ index, keys })));
  if (phrase && !phrase.shift) return { kind: "phrase", index: phrase.entry.index };
  const verdict = ownKeyOf(event, schema.verdicts.map((each) => ({ id: each.id, keys: verdictKeys(each) })));
  if (verdict && !verdict.shift) return { kind: "verdict", verdict: verdict.entry.id };
  const label = ownKeyOf(event, schema.labels.map(({ id, key }) => ({ id, keys: key === null ? [] : [key] })));
  const names = namesOf(event);
  // Shift beside a label's digit gives a character that an action may have for its own, as `$`.
  const exact = label?.shift ? actionNamed(hands.keymap, "review", names.slice(0, 1)) : null;
  if (label && exact === null) return { kind: "label", label: label.entry.id, further: label.shift };
  const action = exact ?? actionNamed(hands.keymap, "review", names);
  const source = placeOf("source", action);
  if (source !== null) return { kind: "source", index: source };
  return action === null ? null : { kind: "action", action };
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

/** What a text pane does with a press: moves its caret, finds, leaves it to the screen, or nothing. */
export function caretKey(event: Pressed, schema: LabelSchema): PaneKey | null {
  const asked = askedBy(event, schema);
  if (asked?.kind === "action" && asked.action === "find") return "find";
  return asked === null || (asked.kind === "action" && isCaret(asked.action)) ? caretPress(event) : "screen";
}
