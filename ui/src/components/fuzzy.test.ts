import { describe, expect, it } from "vitest";
import { match } from "./fuzzy";

const order = (wanted: string, texts: string[]) =>
  texts.map((text) => ({ text, found: match(wanted, text) })).filter(({ found }) => found !== null)
    .toSorted((a, b) => (b.found?.score ?? 0) - (a.found?.score ?? 0)).map(({ text }) => text);

describe("match", () => {
  it("finds by the starts of words, by parts of words, and in any order of words", () => {
    expect(order("ne an", ["annotation before", "write a note", "next annotation"])[0]).toBe("next annotation");
    expect(order("annot next", ["next annotation", "next source"])).toEqual(["next annotation"]);
    expect(order("src", ["next source", "skip"])).toEqual(["next source"]);
  });
  it("puts whole beginnings before strewn letters", () => {
    expect(order("sub", ["shrink it up, back", "submit and open the next item"])[0]).toBe("submit and open the next item");
  });
  it("has no regard to case and accents, and names the letters found", () => {
    expect(match("uberblick", "Der Überblick")?.at).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(match("xyz", "next source")).toBeNull();
    expect(match("", "anything")).toEqual({ score: -0.08, at: [] });
  });
});
