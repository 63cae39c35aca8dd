/** What could be typed next into a filter: names of fields, then their values. */

import type { FilterField } from "../../ipc/contract";
import { pieces, written } from "./filter";

/** Something to take over. */
export interface Suggestion {
  /** What is shown. */
  name: string;
  about: string;
  /** The filter with it, and where the caret then stands. */
  filter: string;
  caret: number;
}

const most = 12;

/** Suggestions for the piece that the caret stands in. With nothing typed, fields are told only when asked for. */
export function suggestions(filter: string, caret: number, fields: readonly FilterField[], asked: boolean): Suggestion[] {
  const piece = pieces(filter).find(({ start, end }) => start <= caret && caret <= end) ?? { text: "", start: caret, end: caret };
  const before = filter.slice(piece.start, caret);
  const not = before.startsWith("-") ? "-" : "";
  const typed = before.slice(not.length);
  const colon = typed.indexOf(":");
  const put = (name: string, about: string, text: string, done: boolean): Suggestion => {
    const rest = filter.slice(piece.end).trimStart();
    const head = filter.slice(0, piece.start) + not + text + (done ? " " : "");
    return { name, about, filter: head + rest, caret: head.length };
  };
  if (colon < 0) {
    if (typed === "" && !asked) return [];
    const wanted = typed.toLowerCase();
    return fields.filter(({ name }) => name.startsWith(wanted)).slice(0, fields.length).map(({ name, what }) => put(`${name}:`, what, `${name}:`, false));
  }
  const field = fields.find(({ name }) => name === typed.slice(0, colon).toLowerCase());
  if (!field) return [];
  const behind = typed.slice(colon + 1);
  if (field.form !== "values") return behind === "" ? [put(field.example, field.what, field.example, true)] : [];
  const comma = behind.lastIndexOf(",") + 1;
  const wanted = behind.slice(comma).replaceAll(/["“”„]/g, "").toLowerCase();
  const taken = behind.slice(0, comma).split(",").map((each) => each.replaceAll(/["“”„]/g, "").toLowerCase());
  const fits = ({ value, name }: { value: string; name: string | null }) => value.toLowerCase().includes(wanted) || (name?.toLowerCase().includes(wanted) ?? false);
  const begins = ({ value, name }: { value: string; name: string | null }) => value.toLowerCase().startsWith(wanted) || (name?.toLowerCase().startsWith(wanted) ?? false);
  return field.values
    .filter((each) => fits(each) && each.value.toLowerCase() !== wanted && !taken.includes(each.value.toLowerCase()))
    .toSorted((a, b) => Number(begins(b)) - Number(begins(a)))
    .slice(0, most)
    .map(({ value, name }) => put(value, name === null || name === value ? "" : name, `${field.name}:${behind.slice(0, comma)}${written(value)}`, true));
}
