/** How a caret moves, by name. Which key asks for which move is the screens' to say. */

import type { Step } from "./selection";

/** A move of a caret; `left` and `right` are as seen, so a right-to-left line turns them round. */
export type Move =
  | { by: "side"; step: Step; side: "left" | "right" }
  | { by: "step"; step: Step; direction: 1 | -1 }
  | { by: "row"; direction: 1 | -1 }
  | { by: "page"; direction: 1 | -1 }
  | { by: "edge"; edge: "start" | "end" };

/** Every move of a caret. */
export const moves = {
  "caret-left": { by: "side", step: "character", side: "left" },
  "caret-right": { by: "side", step: "character", side: "right" },
  "caret-up": { by: "row", direction: -1 },
  "caret-down": { by: "row", direction: 1 },
  "word-left": { by: "side", step: "word", side: "left" },
  "word-right": { by: "side", step: "word", side: "right" },
  "sentence-back": { by: "step", step: "sentence", direction: -1 },
  "sentence-on": { by: "step", step: "sentence", direction: 1 },
  "row-start": { by: "edge", edge: "start" },
  "row-end": { by: "edge", edge: "end" },
  "page-up": { by: "page", direction: -1 },
  "page-down": { by: "page", direction: 1 },
  "text-start": { by: "step", step: "text", direction: -1 },
  "text-end": { by: "step", step: "text", direction: 1 },
} as const satisfies Record<string, Move>;
export type MoveName = keyof typeof moves;

/** The name of a move, of what may be one. */
export function moveNamed(name: string): MoveName | null {
  return Object.hasOwn(moves, name) ? (name as MoveName) : null;
}

/** What a key press means to a text: a move of its caret, its own search, something of the screen's. */
export type PaneKey = { move: MoveName; extend: boolean } | "find" | "screen";

/** Reading direction of a move to a side in a line that reads `rightToLeft`. */
export function directionOf(side: "left" | "right", rightToLeft: boolean): 1 | -1 {
  return (side === "right") === rightToLeft ? -1 : 1;
}
