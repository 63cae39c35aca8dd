/** The rows of a key sheet: actions with their keys, neighbours in one row where their keys count up. */

import type { Action, ActionId } from "./actions";
import { shown } from "./key-names";
import type { Keymap } from "./keymap";

export interface SheetRow {
  /** As people read them. */
  keys: readonly string[];
  what: string;
  /** The keys are the first and the last of a run. */
  run?: boolean;
}

/** Actions that have a key, in their order. */
export function sheetRows(actions: readonly (Action & { id: ActionId })[], keymap: Keymap): SheetRow[] {
  const rows: SheetRow[] = [];
  const done = new Set<string>();
  for (const action of actions) {
    const { together } = action;
    const family = together === undefined ? [] : actions.filter((other) => other.together === together);
    const first = keymap[family[0]?.id ?? action.id][0];
    const last = keymap[family.at(-1)?.id ?? action.id][0];
    if (together !== undefined && first !== undefined && last !== undefined && countsUp(family.map(({ id }) => keymap[id]))) {
      if (!done.has(together)) rows.push({ keys: [shown(first), shown(last)], what: together, run: true });
      done.add(together);
    } else if (keymap[action.id].length > 0) rows.push({ keys: keymap[action.id].map(shown), what: action.what });
  }
  return rows;
}

/** Whether each has one key, and these are the digits in their order, with the same keys held. */
function countsUp(keys: readonly (readonly string[])[]): boolean {
  const [first] = keys[0] ?? [];
  const held = first?.slice(0, -1);
  return keys.length > 1 && keys.every((each, at) => each.length === 1 && each[0] === `${held}${(at + 1) % 10}`);
}
