/** Every key of the Review screen, once: what it does, for the ear, the eye (the key sheet) and the hand. */

/** What a key asks for. Labels and verdicts have keys of the project's own, see `ownKeyOf`. */
export type Command =
  | "next-pane" | "next-annotation" | "previous-annotation" | "next-source" | "previous-source" | "find"
  | "grow" | "shrink" | "end-forward" | "end-back" | "start-forward" | "start-back"
  | "end-forward-exact" | "end-back-exact" | "start-forward-exact" | "start-back-exact"
  | "add-segment" | "rebound" | "labels" | "withdraw" | "evidence" | "none-exists" | "omission"
  | "milder" | "graver" | "correction" | "note" | "undo" | "redo" | "submit" | "skip" | "flag" | "recent" | "guidelines" | "keys";

interface Entry {
  command: Command;
  /** As shown; the first is shown on buttons. */
  keys: string[];
  what: string;
}

/** The key sheet, in reading order. */
export const keySheet: { group: string; entries: Entry[] }[] = [
  {
    group: "Moving",
    entries: [
      { command: "next-pane", keys: ["F6"], what: "next area: source, sample, annotations, verdict" },
      { command: "next-annotation", keys: ["Tab"], what: "next annotation" },
      { command: "previous-annotation", keys: ["Shift+Tab"], what: "annotation before" },
      { command: "next-source", keys: ["Alt+PageDown"], what: "next source; Ctrl+1 to Ctrl+9 go to one" },
      { command: "previous-source", keys: ["Alt+PageUp"], what: "source before" },
      { command: "find", keys: ["Ctrl+F"], what: "find in this pane" },
    ],
  },
  {
    group: "Selecting",
    entries: [
      { command: "grow", keys: ["]"], what: "grow the selection: word, clause, sentence, paragraph" },
      { command: "shrink", keys: ["["], what: "shrink it again" },
      { command: "end-forward", keys: ["Alt+→"], what: "annotation's end one word on" },
      { command: "end-back", keys: ["Alt+←"], what: "annotation's end one word back" },
      { command: "start-forward", keys: ["Alt+Shift+→"], what: "annotation's start one word on" },
      { command: "start-back", keys: ["Alt+Shift+←"], what: "annotation's start one word back" },
      { command: "end-forward-exact", keys: ["Ctrl+Alt+→"], what: "annotation's end one character on" },
      { command: "end-back-exact", keys: ["Ctrl+Alt+←"], what: "annotation's end one character back" },
      { command: "start-forward-exact", keys: ["Ctrl+Alt+Shift+→"], what: "annotation's start one character on" },
      { command: "start-back-exact", keys: ["Ctrl+Alt+Shift+←"], what: "annotation's start one character back" },
    ],
  },
  {
    group: "Annotating",
    entries: [
      { command: "labels", keys: ["L"], what: "choose labels of the annotation; Shift and a label's key adds one more" },
      { command: "add-segment", keys: ["A"], what: "add the selection to the annotation as a further piece" },
      { command: "rebound", keys: ["B"], what: "give the annotation the bounds of the selection" },
      { command: "evidence", keys: ["E"], what: "take the selection of the source as evidence" },
      { command: "none-exists", keys: ["N"], what: "searched the sources, no evidence exists" },
      { command: "milder", keys: [","], what: "one severity milder" },
      { command: "graver", keys: ["."], what: "one severity graver" },
      { command: "correction", keys: ["K"], what: "write what it should read" },
      { command: "note", keys: ["M"], what: "write a note" },
      { command: "withdraw", keys: ["Delete"], what: "withdraw the annotation or omission" },
      { command: "omission", keys: ["O"], what: "mark the source's selection as left out by the sample" },
    ],
  },
  {
    group: "The item",
    entries: [
      { command: "submit", keys: ["Enter"], what: "submit and open the next item" },
      { command: "skip", keys: ["S"], what: "skip, with a reason" },
      { command: "flag", keys: ["F"], what: "flag for the lead" },
      { command: "recent", keys: ["Backspace"], what: "the last ten items" },
      { command: "undo", keys: ["Ctrl+Z"], what: "undo" },
      { command: "redo", keys: ["Ctrl+Shift+Z"], what: "redo" },
      { command: "guidelines", keys: ["G"], what: "guidelines beside the sample" },
      { command: "keys", keys: ["?"], what: "this list" },
    ],
  },
];

/** Keys of the caret, for the sheet only: the panes themselves hear them. */
export const caretKeys: { keys: string[]; what: string }[] = [
  { keys: ["←", "→", "↑", "↓"], what: "by character and row; with Ctrl by word and sentence" },
  { keys: ["Home", "End", "PageUp", "PageDown"], what: "ends of the row, pages; with Ctrl ends of the text" },
  { keys: ["Shift"], what: "with any of these: select; while dragging: exact characters" },
];

const named: Record<string, Command> = {
  F6: "next-pane", Tab: "next-annotation", "Shift+Tab": "previous-annotation",
  "Alt+PageDown": "next-source", "Alt+PageUp": "previous-source", "Ctrl+PageDown": "next-source", "Ctrl+PageUp": "previous-source",
  "Ctrl+f": "find", "]": "grow", "[": "shrink",
  "Alt+ArrowRight": "end-forward", "Alt+ArrowLeft": "end-back", "Alt+Shift+ArrowRight": "start-forward", "Alt+Shift+ArrowLeft": "start-back",
  "Ctrl+Alt+ArrowRight": "end-forward-exact", "Ctrl+Alt+ArrowLeft": "end-back-exact",
  "Ctrl+Alt+Shift+ArrowRight": "start-forward-exact", "Ctrl+Alt+Shift+ArrowLeft": "start-back-exact",
  l: "labels", a: "add-segment", b: "rebound", e: "evidence", n: "none-exists", o: "omission",
  ",": "milder", ".": "graver", k: "correction", m: "note", Delete: "withdraw",
  "Ctrl+z": "undo", "Ctrl+Shift+z": "redo", "Ctrl+y": "redo",
  Enter: "submit", s: "skip", f: "flag", Backspace: "recent", g: "guidelines", "?": "keys",
};

type Pressed = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** The command of a key press, or null. */
export function commandOf(event: Pressed): Command | null {
  return named[nameOf(event)] ?? null;
}

/** Which source a key press asks for (Ctrl+1 is 0), or null. */
export function sourceOf(event: Pressed): number | null {
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
  return digit && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey ? Number(digit) - 1 : null;
}

/** The entry of the project's own keys (labels, verdicts) that a press names; Shift is told apart. */
export function ownKeyOf<Entry extends { key: string | null }>(event: Pressed, entries: readonly Entry[]): { entry: Entry; shift: boolean } | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(event.code)?.[1];
  const names = [event.key.toLowerCase(), ...(digit && event.shiftKey ? [digit] : [])];
  const entry = entries.find((each) => each.key !== null && names.includes(each.key.toLowerCase()));
  return entry ? { entry, shift: event.shiftKey } : null;
}

/** Modifiers in a fixed order, then the key. Shift is left out where the character already says it. */
function nameOf(event: Pressed): string {
  const letter = event.key.length === 1;
  const ctrl = event.ctrlKey || event.metaKey;
  const parts = [ctrl && "Ctrl", event.altKey && "Alt", event.shiftKey && (!letter || ctrl) && "Shift"].filter(Boolean);
  return [...parts, letter ? event.key.toLowerCase() : event.key].join("+");
}
