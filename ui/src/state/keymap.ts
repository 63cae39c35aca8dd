/** Which key means which action: presets, a person's own keys over them, and where two claim the same. */

import { actions, roomsOf, type ActionId, type Room } from "./actions";
import { asDigit, namesOf, plainName, unshifted, type Pressed } from "./key-names";

/** Keys of every action. An empty list: none. */
export type Keymap = Record<ActionId, readonly string[]>;
export type PresetId = "touchstone" | "prodigy" | "vim";

/** What a preset changes against 'Touchstone'. */
const changes: Record<PresetId, Partial<Record<ActionId, readonly string[]>>> = {
  touchstone: {},
  // Accept, reject, ignore and back, as there; the left hand stays where it is.
  prodigy: {
    submit: ["a", "Enter"], "verdict-hallucinated": ["x"], skip: ["Space"], "add-segment": ["Shift+a"],
  },
  vim: {
    "caret-left": ["h", "ArrowLeft"], "caret-down": ["j", "ArrowDown"], "caret-up": ["k", "ArrowUp"], "caret-right": ["l", "ArrowRight"],
    "word-right": ["w", "Ctrl+ArrowRight"], "word-left": ["b", "Ctrl+ArrowLeft"], "sentence-on": [")", "Ctrl+ArrowDown"], "sentence-back": ["(", "Ctrl+ArrowUp"],
    "row-start": ["0", "Home"], "row-end": ["$", "End"], "page-down": ["Ctrl+d", "PageDown"], "page-up": ["Ctrl+u", "PageUp"], "text-end": ["Shift+g", "Ctrl+End"],
    "hold-anchor": ["v"], find: ["/", "Ctrl+f"], undo: ["u", "Ctrl+z"], redo: ["Ctrl+r", "Ctrl+Shift+z"], withdraw: ["x", "Delete"],
    "next-annotation": ["}", "Tab"], "previous-annotation": ["{", "Shift+Tab"], labels: ["c"], correction: ["i"], note: ["a"], snippet: ["p"],
    "add-segment": ["Shift+a"], rebound: ["Shift+b"], palette: [":", "Ctrl+k"],
    "part-sentence": ["Alt+w"], "join-sentence": ["Alt+Shift+w"], "next-passage": ["Shift+p"], "next-sibling": ["Alt+v"], "previous-sibling": ["Shift+v"], hints: ["Shift+i"],
    "verdict-clean": ["Shift+c"], "verdict-hallucinated": ["Shift+h"], "verdict-unsure": ["Shift+u"],
  },
};

/** The presets, by name. */
export const presets: readonly { id: PresetId; name: string; about: string }[] = [
  { id: "touchstone", name: "Touchstone", about: "letters that stand for their words" },
  { id: "prodigy", name: "Prodigy", about: "A accepts, X says hallucinated, Space passes over, Backspace goes back" },
  { id: "vim", name: "Vim-like", about: "the caret walks by H J K L, W and B; V selects, X withdraws, U undoes; verdicts with Shift" },
];

/** The keys in force: a preset, and a person's own keys over it. */
export function keymapOf(preset: string, own: Readonly<Record<string, readonly string[] | undefined>>): Keymap {
  const changed = changes[preset as PresetId] ?? {};
  return Object.fromEntries(actions.map(({ id, keys }) => [id, own[id] ?? changed[id] ?? keys])) as unknown as Keymap;
}

/** The action of a key press in a room, found by its names, the first of which counts most. */
export function actionNamed(keymap: Keymap, room: Room, names: readonly string[]): ActionId | null {
  for (const name of names) {
    const found = actions.find((action) => roomsOf(action).includes(room) && keymap[action.id].includes(name));
    if (found) return found.id;
  }
  return null;
}

/** What a key press asks for in a room. Only in the review is a letter with Shift the letter, where nothing has it. */
export function actionOfPress(keymap: Keymap, room: Room, event: Pressed): ActionId | null {
  const names = namesOf(event).filter((name, at) => at === 0 || room === "review" || !event.shiftKey || name.startsWith("Shift+"));
  const found = actionNamed(keymap, room, names);
  const digit = found === null ? asDigit(event) : null;
  return digit ? actionNamed(keymap, room, namesOf(digit)) : found;
}

/** Something that claims a key: an action, a label, a verdict, a macro, a phrase. */
export interface Claim {
  /** Names the claimant among all. */
  id: string;
  /** What a person calls it. */
  name: string;
  keys: readonly string[];
}

/** Two that claim the same key. */
export interface Conflict {
  key: string;
  claims: readonly Claim[];
}

/** Every key with more than one claimant, in the order of the claims. */
export function conflicts(claims: readonly Claim[]): Conflict[] {
  const byKey = new Map<string, Claim[]>();
  for (const claim of claims) {
    for (const key of new Set(claim.keys.map(plainName))) byKey.set(key, [...(byKey.get(key) ?? []), claim]);
  }
  return [...byKey].filter(([, both]) => both.length > 1).map(([key, both]) => ({ key, claims: both }));
}

/** Keys that the system or the window keeps for itself. */
const kept = new Set(["Ctrl+c", "Ctrl+v", "Ctrl+x", "Ctrl+a", "Escape", "Ctrl+q", "Alt+F4", "Ctrl+w", "Shift", "Control", "Alt"]);
/** Keys that walk controls and lists everywhere but in a text. */
const walking = /^(?:Shift\+)?(?:Tab|Enter|Space|Arrow(?:Left|Right|Up|Down)|Home|End|PageUp|PageDown)$/;

/** Why a key cannot be given to what is heard in these rooms; null where it can. */
export function whyKept(name: string, rooms: readonly Room[] = ["review"]): string | null {
  if (kept.has(name)) return "The system or the window keeps this key.";
  const inTexts = rooms.every((room) => room === "review" || room === "adjudication" || room === "item");
  if (!inTexts && walking.test(name)) return "Lists and buttons need this key.";
  if (rooms.every((room) => room === "commands" || room === "items") && !/^(?:Ctrl|Alt)\+|^(?:Shift\+)?F\d+$/.test(name)) return "One writes with this key there. Take one with Ctrl or Alt.";
  return /^Shift\+[0-9]$/.test(name) || unshifted(name) === "" ? "Shift with a digit adds a label." : null;
}
