/** What a key press means in a text, on every screen that shows one. */

import { actions, type ActionId, type Room } from "./actions";
import { askedIn, hands } from "./habits.svelte";
import { namesOf, type Pressed } from "./key-names";

/** Actions that move a caret. */
export type CaretAction = Extract<ActionId, `caret-${string}` | `word-${string}` | `sentence-${string}` | `row-${string}` | `page-${string}` | `text-${string}`>;
type PaneKey = { move: CaretAction; extend: boolean } | "find" | "screen";

const caretActions = actions.filter(({ id, group }) => group === "Caret" && id !== "hold-anchor").map(({ id }) => id as CaretAction);

/** Whether an action moves a caret; holding the anchor does not. */
export function isCaret(action: ActionId): action is CaretAction {
  return caretActions.some((id) => id === action);
}

function caretNamed(names: readonly string[]): CaretAction | null {
  for (const name of names) {
    const found = caretActions.find((id) => hands.keymap[id].includes(name));
    if (found) return found;
  }
  return null;
}

/** The move of a press. Shift selects, unless it is part of the key that was given. */
export function caretPress(event: Pressed): { move: CaretAction; extend: boolean } | null {
  const names = namesOf(event);
  const found = caretNamed(names);
  if (found) return { move: found, extend: event.shiftKey && !hands.keymap[found].includes(names[0] ?? "") };
  const { key, code, ctrlKey, metaKey, altKey } = event;
  const without = event.shiftKey ? caretNamed(namesOf({ key, code, ctrlKey, metaKey, altKey, shiftKey: false })) : null;
  return without && { move: without, extend: true };
}

/** In the texts of a screen that has keys of its own: these first, then the caret's. */
export function paneKeyIn(room: Room, event: Pressed): PaneKey | null {
  const asked = askedIn(room, event);
  if (asked === "find" || asked === "case-find") return "find";
  return asked === null ? caretPress(event) : "screen";
}
