import { describe, expect, it } from "vitest";
import { isEmpty, overlaps, spanOf, strictlyHolds, union } from "./span";

describe("span", () => {
  it("reads a selection made backwards in text order", () => {
    expect(spanOf({ anchor: 9, focus: 4 })).toEqual({ start: 4, end: 9 });
  });
  it("does not overlap where it only touches", () => {
    expect(overlaps({ start: 0, end: 4 }, { start: 4, end: 8 })).toBe(false);
    expect(overlaps({ start: 0, end: 5 }, { start: 4, end: 8 })).toBe(true);
  });
  it("holds strictly only what is shorter", () => {
    expect(strictlyHolds({ start: 0, end: 4 }, { start: 0, end: 4 })).toBe(false);
    expect(strictlyHolds({ start: 0, end: 5 }, { start: 0, end: 4 })).toBe(true);
  });
  it("joins ranges that touch and drops empty ones", () => {
    expect(union([{ start: 6, end: 9 }, { start: 3, end: 3 }, { start: 0, end: 4 }, { start: 4, end: 5 }])).toEqual([
      { start: 0, end: 5 }, { start: 6, end: 9 },
    ]);
    expect(isEmpty({ start: 3, end: 3 })).toBe(true);
  });
});
