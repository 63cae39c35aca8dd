/** What the window says aloud and shows in passing: one live region and a stack of short notices. */

/** A short notice; it leaves by itself unless it asks for something. */
export interface Notice {
  id: number;
  text: string;
  kind: "plain" | "good" | "bad";
  action?: { label: string; run: () => void } | undefined;
}

const stay = 6000;
let last = 0;

/** Read by `LiveRegion.svelte`. */
export const spoken = $state({ text: "", turn: 0 });
/** Read by `Notices.svelte`. */
export const notices: Notice[] = $state([]);

/** Has a screen reader say `text` as soon as it is free. */
export function announce(text: string): void {
  spoken.text = text;
  spoken.turn += 1;
}

/** What cannot be done now, and why; read by `Notices.svelte`. */
export const passing = $state({ text: "" });
let forgetting: ReturnType<typeof setTimeout> | undefined;

/** Answers a key that can do nothing now: for the ear and, in passing, for the eye. */
export function tell(text: string): void {
  announce(text);
  passing.text = text;
  clearTimeout(forgetting);
  forgetting = setTimeout(() => (passing.text = ""), stay);
}

/** Shows `text` for some seconds, and says it aloud. Returns the id for `dismiss`. */
export function notify(text: string, kind: Notice["kind"] = "plain", action?: Notice["action"]): number {
  last += 1;
  const id = last;
  notices.push({ id, text, kind, action });
  announce(text);
  setTimeout(() => dismiss(id), action ? stay * 2 : stay);
  return id;
}

/** Takes a notice away. */
export function dismiss(id: number): void {
  const at = notices.findIndex((notice) => notice.id === id);
  if (at >= 0) notices.splice(at, 1);
}
