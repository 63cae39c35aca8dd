/** How a person works on this machine: keys, macros, phrases. Kept by the program, the same in every project. */

import { call } from "../ipc/client";
import type { Habits, LabelSchema } from "../ipc/contract";
import { actionAtPlace, actions, placeOf, rooms, roomsOf, verdictActions, type ActionId, type Room } from "./actions";
import type { Command } from "./case-actions";
import { shown, type Pressed } from "./key-names";
import { actionOfPress, conflicts, keymapOf, type Claim, type Conflict, type Keymap } from "./keymap";

const fresh: Habits = { preset: "touchstone", keys: {}, macros: [], phrases: [], recent: [] };
/** Commands that the palette remembers. */
const remembered = 12;

/** Read it; change it by the functions below. */
class Hands {
  habits: Habits = $state.raw(fresh);
  readonly keymap: Keymap = $derived(keymapOf(this.habits.preset, this.habits.keys));
}
export const hands = new Hands();

/** Asks the program what it keeps. A program that cannot tell leaves the keys as they come. */
export async function loadHabits(): Promise<void> {
  const kept = await call("habits", null);
  hands.habits = { ...fresh, ...kept, preset: kept.preset || fresh.preset };
}

/** Changes habits at once and has them kept. Rejects with a `CallError` when they could not be kept. */
export async function changeHabits(part: Partial<Habits>): Promise<void> {
  hands.habits = { ...hands.habits, ...part };
  await call("save_habits", hands.habits);
}

/** Puts a command in front of those chosen before. */
export async function rememberCommand(id: string): Promise<void> {
  await changeHabits({ recent: [id, ...hands.habits.recent.filter((other) => other !== id)].slice(0, remembered) });
}

/** The first key of an action, as people read it; empty for none. */
export function keyOf(id: ActionId): string {
  const [first] = hands.keymap[id];
  return first === undefined ? "" : shown(first);
}

/** What a key press asks for in a room, under the keys in force. */
export function askedIn(room: Room, event: Pressed): ActionId | null {
  return actionOfPress(hands.keymap, room, event);
}

/** The place in a list that a key press chooses, from 0; null for any other press. */
export function choiceOf(event: Pressed): number | null {
  return placeOf("choice", askedIn("numbers", event));
}

/** The key of a place in a list, from 0; none beyond the last that has one. */
export function choiceKey(place: number): string | undefined {
  return placeKey("choice", place);
}

/** The key of a place of a numbered family, from 0, as people read it; none where there is none. */
export function placeKey(family: "source" | "choice" | "candidate" | "queue", place: number): string | undefined {
  const action = actionAtPlace(family, place);
  return action === null ? undefined : keyOf(action) || undefined;
}

/** The first key of a command of adjudication, as people read it; empty for none. */
export function caseKeyOf(command: Command): string {
  return keyOf(`case-${command}`);
}

/** As `, or press Tab`: the end of a sentence that says the cure. Empty where no key does it. */
export function orPress(id: ActionId): string {
  const key = keyOf(id);
  return key === "" ? "" : `, or press ${key}`;
}

/** As `press E`; where no key does it, the way by the palette. */
export function pressOf(id: ActionId): string {
  const key = keyOf(id);
  return key === "" ? "ask the command palette for it" : `press ${key}`;
}

/** The keys of a verdict: those given to its action, else the project's own. */
export function verdictKeys(verdict: LabelSchema["verdicts"][number]): readonly string[] {
  const given = hands.keymap[verdictActions[verdict.meaning]];
  return given.length > 0 ? given : verdict.key === null ? [] : [verdict.key];
}

/** Everything that claims a key in a room. In the review under a schema: labels and verdicts first, as they are heard first. */
export function claimsIn(room: Room, schema: LabelSchema): Claim[] {
  const isVerdict = (id: string) => Object.values(verdictActions).some((action) => action === id);
  const named = actions.filter((action) => roomsOf(action).includes(room) && !isVerdict(action.id)).map(({ id, what }) => ({ id, name: what, keys: hands.keymap[id] }));
  if (room !== "review") return named;
  const { macros, phrases } = hands.habits;
  return [
    ...macros.map((each, at) => ({ id: `macro/${at}`, name: `macro “${each.name}”`, keys: each.keys })),
    ...phrases.map((each, at) => ({ id: `phrase/${at}`, name: `phrase “${each.text}”`, keys: each.keys })),
    ...schema.labels.map(({ id, name, key }) => ({ id: `label/${id}`, name: `label “${name}”`, keys: key === null ? [] : labelKeys(key) })),
    ...schema.verdicts.map((verdict) => ({ id: `verdict/${verdict.id}`, name: `verdict “${verdict.name}”`, keys: verdictKeys(verdict) })),
    ...named,
  ];
}

/** A letter with Shift adds the label; which character Shift makes of a digit is the layout's. */
function labelKeys(key: string): string[] {
  return /^\p{L}$/u.test(key) ? [key, `Shift+${key.toLowerCase()}`] : [key];
}

/** Everything that claims a key in one of these rooms, each once. */
export function claimsAmong(among: readonly Room[], schema: LabelSchema): Claim[] {
  const all = among.flatMap((room) => claimsIn(room, schema));
  return all.filter(({ id }, at) => all.findIndex((other) => other.id === id) === at);
}

/** Every key that two claim in the same room. */
export function clashes(schema: LabelSchema): Conflict[] {
  const all = rooms.flatMap((room) => conflicts(claimsIn(room, schema)));
  const named = ({ key, claims }: Conflict) => `${key} ${claims.map(({ id }) => id).join(" ")}`;
  return all.filter((clash, at) => all.findIndex((other) => named(other) === named(clash)) === at);
}
