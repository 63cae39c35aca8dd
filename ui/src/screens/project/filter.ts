/** The filter of a list of items as it is typed: the part of a field read, put in and taken out. */

import type { ItemStatus } from "../../ipc/contract";

export const statusNames: Record<ItemStatus, string> = { "not-started": "Not started", "in-progress": "In progress", submitted: "Submitted", skipped: "Skipped" };
/** A sign for each status, so that colour is not needed. */
export const statusSigns: Record<ItemStatus, string> = { "not-started": "○", "in-progress": "◐", submitted: "●", skipped: "⤼" };

/** Pieces between blanks outside quotation marks, with where they stand. */
export function pieces(filter: string): { text: string; start: number; end: number }[] {
  const found: { text: string; start: number; end: number }[] = [];
  let start = 0;
  let quoted = false;
  for (let at = 0; at <= filter.length; at += 1) {
    const letter = filter[at];
    if (letter !== undefined && /["“”„]/.test(letter)) quoted = !quoted;
    if (letter === undefined || (/\s/.test(letter) && !quoted)) {
      if (at > start) found.push({ text: filter.slice(start, at), start, end: at });
      start = at + 1;
    }
  }
  return found;
}

/** What stands behind a field, without quotation marks; null where the field stands not or more than once. */
export function valueOf(filter: string, field: string): string | null {
  const parts = pieces(filter).filter(({ text }) => text.startsWith(`${field}:`));
  return parts.length === 1 ? (parts[0]?.text.slice(field.length + 1).replaceAll(/["“”„]/g, "") ?? null) : null;
}

/** The filter with this value of a field in place of all others of it; null takes the field out. */
export function withValue(filter: string, field: string, value: string | null): string {
  const rest = pieces(filter).map(({ text }) => text).filter((text) => !text.startsWith(`${field}:`));
  return (value === null ? rest : [...rest, `${field}:${written(value)}`]).join(" ");
}

/** A value as it is typed: in quotation marks where it must be. */
export function written(value: string): string {
  return /[\s,]/.test(value) ? `"${value.replaceAll('"', "")}"` : value;
}

/** `42 %`, or a dash where fewer than two reviewed. */
export function percent(value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : `${Math.round(value * 100)} %`;
}
