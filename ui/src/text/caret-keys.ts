/** Which key moves a caret how. Alt belongs to the screens, so a key with Alt moves nothing here. */

import type { Step } from "./selection";

/** A move of a caret; `left` and `right` are as seen, so a right-to-left line turns them round. */
export type Move =
  | { by: "side"; step: Step; side: "left" | "right" }
  | { by: "step"; step: Step; direction: 1 | -1 }
  | { by: "row"; direction: 1 | -1 }
  | { by: "page"; direction: 1 | -1 }
  | { by: "edge"; edge: "start" | "end" };

/** The move of a key, or null where the key is not the caret's. */
export function moveOf(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">): Move | null {
  if (event.altKey) return null;
  const far = event.ctrlKey || event.metaKey;
  switch (event.key) {
    case "ArrowLeft":
      return { by: "side", step: far ? "word" : "character", side: "left" };
    case "ArrowRight":
      return { by: "side", step: far ? "word" : "character", side: "right" };
    case "ArrowUp":
      return far ? { by: "step", step: "sentence", direction: -1 } : { by: "row", direction: -1 };
    case "ArrowDown":
      return far ? { by: "step", step: "sentence", direction: 1 } : { by: "row", direction: 1 };
    case "PageUp":
      return far ? null : { by: "page", direction: -1 };
    case "PageDown":
      return far ? null : { by: "page", direction: 1 };
    case "Home":
      return far ? { by: "step", step: "text", direction: -1 } : { by: "edge", edge: "start" };
    case "End":
      return far ? { by: "step", step: "text", direction: 1 } : { by: "edge", edge: "end" };
    default:
      return null;
  }
}

/** Reading direction of a move to a side in a line that reads `rightToLeft`. */
export function directionOf(side: "left" | "right", rightToLeft: boolean): 1 | -1 {
  return (side === "right") === rightToLeft ? -1 : 1;
}
