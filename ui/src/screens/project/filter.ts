/** The filter of the item table: empty, changed, and in words. */

import type { ItemFilter, ItemStatus } from "../../ipc/contract";

/** Lets every item through. */
export const everything: ItemFilter = { words: null, status: null, model: null, batch: null, reviewer: null, label: null, disagreementOver: null, flagged: false };

export const statusNames: Record<ItemStatus, string> = { "not-started": "Not started", "in-progress": "In progress", submitted: "Submitted", skipped: "Skipped" };
/** A sign for each status, so that colour is not needed. */
export const statusSigns: Record<ItemStatus, string> = { "not-started": "○", "in-progress": "◐", submitted: "●", skipped: "⤼" };

/** Whether nothing is asked of an item. */
export function isEverything(filter: ItemFilter): boolean {
  return Object.values(filter).every((value) => value === null || value === false);
}

/** An empty choice or field asks nothing. */
export function choice(value: string): string | null {
  return value.trim() === "" ? null : value;
}

/** `42 %`, or a dash where fewer than two reviewed. */
export function disagreement(value: number | null): string {
  return value === null ? "–" : `${Math.round(value * 100)} %`;
}
