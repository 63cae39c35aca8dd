/** The columns of the lead's table, and which of them are shown on this machine. */

import type { SortKey } from "../../ipc/contract";

export type ColumnId = "generator" | "status" | "reviews" | "annotations" | "disagreement" | "length" | "coverage" | "longest" | "density";

export interface Column { id: string; name: string; width: string; sort?: SortKey; about?: string }

const always: Column[] = [
  { id: "ordinal", name: "No.", width: "4rem" },
  { id: "item", name: "Item", width: "minmax(4rem, 0.7fr)" },
  { id: "excerpt", name: "Sample", width: "minmax(6rem, 3fr)" },
];

/** Those that can be hidden. */
export const optional: (Column & { id: ColumnId })[] = [
  { id: "generator", name: "Generator", width: "minmax(4.5rem, 0.8fr)" },
  { id: "status", name: "Status", width: "6.5rem", sort: "status" },
  { id: "reviews", name: "Reviews", width: "4rem" },
  { id: "annotations", name: "Annotations", width: "5.5rem" },
  { id: "disagreement", name: "Disagreement", width: "6.5rem", sort: "disagreement" },
  { id: "length", name: "Length", width: "4.5rem", sort: "length", about: "characters of the sample" },
  { id: "coverage", name: "Copied", width: "4.5rem", sort: "coverage", about: "part of the sample that stands word for word in a source" },
  { id: "longest", name: "Longest run", width: "6rem", sort: "longest", about: "words of the longest copied run" },
  { id: "density", name: "Density", width: "4.75rem", sort: "density", about: "mean length of the copied run a word stands in (Grusky 2018)" },
];

const usual: readonly ColumnId[] = ["generator", "status", "reviews", "annotations", "disagreement"];
const place = "touchstone.columns";

/** The columns shown last on this machine. */
export function keptColumns(): readonly ColumnId[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? "null");
    return Array.isArray(kept) ? optional.filter(({ id }) => kept.includes(id)).map(({ id }) => id) : usual;
  } catch {
    return usual;
  }
}

/** Shows these from now on. */
export function keepColumns(shown: readonly ColumnId[]): void {
  localStorage.setItem(place, JSON.stringify(shown));
}

/** The whole table with these of the optional columns. */
export function columnsOf(shown: readonly ColumnId[]): Column[] {
  return [...always, ...optional.filter(({ id }) => shown.includes(id))];
}
