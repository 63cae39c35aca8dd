/** The keys of adjudication, and what each is called in the sheet of keys. */

/** What a key asks for. */
export type Command =
  | "next" | "previous" | "accept" | "reject" | "edit" | "rebound" | "relabel" | "choose-merge" | "merge" | "split" | "add"
  | "undo" | "redo" | "settle" | "next-item" | "queue" | "bulk" | "causes" | "keys" | "area" | "find";

/** Key, command and words, in the order of the sheet. */
export const keySheet: { keys: string; command: Command; words: string }[] = [
  { keys: "J", command: "next", words: "next difference" },
  { keys: "K", command: "previous", words: "previous difference" },
  { keys: "A", command: "accept", words: "accept the chosen candidate (1–9 chooses)" },
  { keys: "X", command: "reject", words: "reject: nothing of it is gold" },
  { keys: "B", command: "rebound", words: "re-bound to the selection in the sample" },
  { keys: "L", command: "relabel", words: "re-label" },
  { keys: "E", command: "edit", words: "edit severity, correction and note" },
  { keys: "M", command: "choose-merge", words: "choose for merging, or not" },
  { keys: "Shift+M", command: "merge", words: "merge what was chosen" },
  { keys: "T", command: "split", words: "split before the caret" },
  { keys: "N", command: "add", words: "add the selection as gold" },
  { keys: "U", command: "undo", words: "undo" },
  { keys: "Shift+U", command: "redo", words: "do again" },
  { keys: "Enter", command: "settle", words: "settle, and open the next item" },
  { keys: ".", command: "next-item", words: "next item, leaving this one open" },
  { keys: "Q", command: "queue", words: "the queue" },
  { keys: "Shift+A", command: "bulk", words: "accept many at once" },
  { keys: "R", command: "causes", words: "why reviewers differ, by label" },
  { keys: "F6", command: "area", words: "next area" },
  { keys: "Ctrl+F", command: "find", words: "find in the text" },
  { keys: "?", command: "keys", words: "this sheet" },
];

const named: Record<string, Command> = {
  ...Object.fromEntries(keySheet.map(({ keys, command }) => [keys.toLowerCase(), command])),
  "ctrl+z": "undo", "ctrl+shift+z": "redo", "ctrl+y": "redo",
};

type Pressed = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** The command of a key press, or null. */
export function commandOf(event: Pressed): Command | null {
  if (event.altKey) return null;
  const ctrl = event.ctrlKey || event.metaKey;
  const sign = event.key.length === 1 && event.key.toLowerCase() === event.key.toUpperCase();
  const parts = [ctrl && "ctrl", event.shiftKey && !sign && "shift", event.key.toLowerCase()].filter(Boolean);
  return named[parts.join("+")] ?? null;
}

/** The candidate that a digit chooses, from 0; null for any other key. */
export function digitOf(event: Pressed): number | null {
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
  return digit && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey ? Number(digit) - 1 : null;
}
