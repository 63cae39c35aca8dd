/** Names of keys: as events say them, as maps keep them (`Ctrl+Shift+z`), as people read them (`Ctrl+Shift+Z`). */

export type Pressed = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

const shownAs: Record<string, string> = {
  ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓", Escape: "Esc", Delete: "Del", " ": "Space",
};

/**
 * The names of a press, the exact one first. Shift is left out where the character says it (`?`); a letter
 * with Shift falls back on the letter alone, and a letter of another script on the key that bears it.
 */
export function namesOf(event: Pressed): string[] {
  const names = [named(event, event.key)];
  const bearer = /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase();
  const foreign = bearer !== undefined && !/^[a-z]$/i.test(event.key);
  if (foreign) names.push(named(event, bearer));
  const letter = foreign ? bearer : event.key.toLowerCase();
  if (event.shiftKey && /^\p{L}$/u.test(letter) && !event.ctrlKey && !event.metaKey && !event.altKey) names.push(letter);
  return names;
}

/** The press of a digit where the layout bears another character on its key, as `&` on a French keyboard; null for any other. */
export function asDigit(event: Pressed): Pressed | null {
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(event.code)?.[1];
  if (digit === undefined || event.key === digit || event.key.length > 1 || event.shiftKey) return null;
  return { key: digit, code: event.code, ctrlKey: event.ctrlKey, metaKey: event.metaKey, altKey: event.altKey, shiftKey: false };
}

function named(event: Pressed, pressed: string): string {
  const ctrl = event.ctrlKey || event.metaKey;
  const key = pressed === " " ? "Space" : pressed.length === 1 ? pressed.toLowerCase() : pressed;
  const letter = /^\p{L}$/u.test(key);
  const shift = event.shiftKey && (key.length > 1 || letter || ctrl);
  return [ctrl && "Ctrl", event.altKey && "Alt", shift && "Shift", key].filter(Boolean).join("+");
}

/** The parts of a name; the key itself last. `+` is a key too. */
function partsOf(name: string): string[] {
  return name === "+" ? ["+"] : name.endsWith("++") ? [...name.slice(0, -2).split("+"), "+"] : name.split("+");
}

/** As a person reads it: `Alt+→`. */
export function shown(name: string): string {
  return partsOf(name).map((part) => shownAs[part] ?? (part.length === 1 ? part.toUpperCase() : part)).join("+");
}

/** As `aria-keyshortcuts` wants it. */
export function forAria(name: string): string {
  return partsOf(name).map((part) => (part === "Ctrl" ? "Control" : part === "Space" ? " " : part)).join("+");
}

/** One spelling for one key: modifiers in order, letters small. */
export function plainName(name: string): string {
  const parts = partsOf(name);
  const key = parts.at(-1) ?? "";
  const held = ["Ctrl", "Alt", "Shift"].filter((part) => parts.slice(0, -1).includes(part));
  return [...held, key.length === 1 ? key.toLowerCase() : key].join("+");
}

/** The name without Shift; empty for none. */
export function unshifted(name: string): string {
  return partsOf(name).filter((part) => part !== "Shift").join("+");
}

/** Whether the press is a modifier alone, on its way to a chord. */
export function isModifier(event: Pick<KeyboardEvent, "key">): boolean {
  return ["Shift", "Control", "Alt", "Meta", "AltGraph", "CapsLock", "Dead", "Process"].includes(event.key);
}
