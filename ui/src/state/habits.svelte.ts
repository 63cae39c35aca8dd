/** How a person works on this machine: keys, macros, phrases. Kept by the program, the same in every project. */

import { call } from "../ipc/client";
import type { Habits, LabelSchema } from "../ipc/contract";
import { actionOf, verdictActions, type ActionId } from "./actions";
import { caseActions, caseKeysOf, type CaseKeys, type Command } from "./case-actions";
import { shown } from "./key-names";
import { keymapOf, type Claim, type Keymap } from "./keymap";

const fresh: Habits = { preset: "touchstone", keys: {}, macros: [], phrases: [], recent: [] };
/** Commands that the palette remembers. */
const remembered = 12;

/** Read it; change it by the functions below. */
class Hands {
  habits: Habits = $state.raw(fresh);
  readonly keymap: Keymap = $derived(keymapOf(this.habits.preset, this.habits.keys));
  readonly caseKeys: CaseKeys = $derived(caseKeysOf(this.habits.keys));
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

/** The first key of a command of adjudication, as people read it; empty for none. */
export function caseKeyOf(command: Command): string {
  const [first] = hands.caseKeys[command];
  return first === undefined ? "" : shown(first);
}

/** Everything that claims a key while adjudicating. */
export function caseClaims(): Claim[] {
  const digits = Array.from({ length: 9 }, (_, at) => String(at + 1));
  return [
    { id: "candidate/digits", name: "the candidates of a difference", keys: digits },
    ...caseActions.map(({ id, command, what }) => ({ id, name: what, keys: hands.caseKeys[command] })),
  ];
}

/** The keys of a verdict: those given to its action, else the project's own. */
export function verdictKeys(verdict: LabelSchema["verdicts"][number]): readonly string[] {
  const given = hands.keymap[verdictActions[verdict.meaning]];
  return given.length > 0 ? given : verdict.key === null ? [] : [verdict.key];
}

/** Everything that claims a key under a schema: labels and verdicts first, as they are heard first. */
export function claims(schema: LabelSchema): Claim[] {
  const { macros, phrases } = hands.habits;
  const isVerdict = (id: string) => Object.values(verdictActions).some((action) => action === id);
  return [
    ...macros.map((each, at) => ({ id: `macro/${at}`, name: `macro “${each.name}”`, keys: each.keys })),
    ...phrases.map((each, at) => ({ id: `phrase/${at}`, name: `phrase “${each.text}”`, keys: each.keys })),
    ...schema.labels.map(({ id, name, key }) => ({ id: `label/${id}`, name: `label “${name}”`, keys: key === null ? [] : [key] })),
    ...schema.verdicts.map((verdict) => ({ id: `verdict/${verdict.id}`, name: `verdict “${verdict.name}”`, keys: verdictKeys(verdict) })),
    ...(Object.keys(hands.keymap) as ActionId[]).filter((id) => !isVerdict(id)).map((id) => ({ id, name: actionOf(id)?.what ?? id, keys: hands.keymap[id] })),
  ];
}
