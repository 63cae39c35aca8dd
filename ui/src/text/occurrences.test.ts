import { describe, expect, it } from "vitest";
import { splitLines } from "./lines";
import { inContext, occurrences } from "./occurrences";

const written = (text: string) => ({ text, lines: splitLines(text) });

describe("occurrences", () => {
  it("finds the same words elsewhere, never inside other words or over what is taken", () => {
    const text = "The cat sat. A category is no cat; cat.\ncat";
    const found = occurrences(written(text), "cat", [{ start: 4, end: 7 }]);
    expect(found.map(({ start }) => start)).toEqual([30, 35, 40]);
    expect(found.every(({ start, end }) => text.slice(start, end) === "cat")).toBe(true);
  });
  it("finds what is no word, and words of other scripts", () => {
    expect(occurrences(written("1 + 1 = 3, 2 + 1 = 3"), "= 3", []).length).toBe(2);
    expect(occurrences(written("ولد في دمشق ثم سافر إلى دمشق"), "دمشق", []).length).toBe(2);
    expect(occurrences(written("東京と京都。東京。"), "東京", []).length).toBe(2);
    expect(occurrences(written("aaa"), "", [])).toEqual([]);
  });
  it("shows a place without half a letter", () => {
    const shown = inContext("🌉🌉🌉 here 🌉🌉🌉", { start: 7, end: 11 }, 3);
    expect(shown).toEqual({ before: "…🌉 ", quote: "here", after: " 🌉…" });
  });
});
