import { describe, expect, it } from "vitest";
import { findAll, hitFrom } from "./find";

describe("findAll", () => {
  it("finds without regard to case, as spans of the text itself", () => {
    expect(findAll("Cup, cup and CUPS", "cup")).toEqual([{ start: 0, end: 3 }, { start: 5, end: 8 }, { start: 13, end: 16 }]);
  });
  it("takes the phrase literally", () => {
    expect(findAll("5-0 (win) 5.0", "5.0")).toEqual([{ start: 10, end: 13 }]);
    expect(findAll("abc", "")).toEqual([]);
  });
  it("starts at the caret and comes round", () => {
    const hits = findAll("x a x a", "a");
    expect(hitFrom(hits, 3)).toBe(1);
    expect(hitFrom(hits, 7)).toBe(0);
    expect(hitFrom([], 0)).toBe(-1);
  });
});
