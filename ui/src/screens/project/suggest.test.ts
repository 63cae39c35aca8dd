import { describe, expect, it } from "vitest";
import type { FilterField } from "../../ipc/contract";
import { suggestions } from "./suggest";

const value = (text: string, name: string | null = null) => ({ value: text, name });
const fields: FilterField[] = [
  { name: "status", what: "how far", example: "status:submitted", form: "values", values: [value("not-started"), value("submitted")] },
  { name: "severity", what: "how bad", example: "severity:major", form: "values", values: [value("major", "Major")] },
  { name: "batch", what: "the batch", example: "batch:a", form: "values", values: [value("batch one"), value("two")] },
  { name: "disagreement", what: "apart", example: "disagreement:>0.5", form: "number", values: [] },
  { name: "note", what: "notes", example: 'note:"look again"', form: "words", values: [] },
];
const told = (filter: string, caret = filter.length, asked = false) => suggestions(filter, caret, fields, asked).map(({ name, filter: next, caret: at }) => [name, next, at]);

describe("suggestions", () => {
  it("names fields by their beginning, and all of them only when asked for", () => {
    expect(told("")).toEqual([]);
    expect(told("", 0, true).length).toBe(5);
    expect(told("s").map(([name]) => name)).toEqual(["status:", "severity:"]);
    expect(told("harbour -st")).toEqual([["status:", "harbour -status:", 16]]);
    expect(told("harbour")).toEqual([]);
  });
  it("names values by id or name, behind a comma too, and puts quotation marks where they must be", () => {
    expect(told("status:sub")).toEqual([["submitted", "status:submitted ", 17]]);
    expect(told("severity:MAJ")).toEqual([["major", "severity:major ", 15]]);
    expect(told("batch:two,o")).toEqual([["batch one", 'batch:two,"batch one" ', 22]]);
    expect(told("status:submitted")).toEqual([]);
  });
  it("shows what a comparison and a phrase look like", () => {
    expect(told("disagreement:")).toEqual([["disagreement:>0.5", "disagreement:>0.5 ", 18]]);
    expect(told("note:x")).toEqual([]);
  });
  it("changes the piece of the caret and leaves the rest", () => {
    expect(told("status:sub harbour", 10)).toEqual([["submitted", "status:submitted harbour", 17]]);
    expect(told("colour:x")).toEqual([]);
  });
});
