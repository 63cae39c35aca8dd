import { describe, expect, it } from "vitest";
import { choice, disagreement, everything, isEverything } from "./filter";

describe("filter", () => {
  it("knows when nothing is asked", () => {
    expect(isEverything(everything)).toBe(true);
    expect(isEverything({ ...everything, flagged: true })).toBe(false);
    expect(isEverything({ ...everything, disagreementOver: 0 })).toBe(false);
  });
  it("asks nothing with an empty field", () => {
    expect([choice(""), choice("  "), choice("a b")]).toEqual([null, null, "a b"]);
  });
  it("does not call unknown disagreement none", () => {
    expect([disagreement(null), disagreement(0), disagreement(0.425)]).toEqual(["–", "0 %", "43 %"]);
  });
});
