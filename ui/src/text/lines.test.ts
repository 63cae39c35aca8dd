import { describe, expect, it } from "vitest";
import { lineAt, paragraphAt, splitLines } from "./lines";

describe("splitLines", () => {
  it("keeps empty lines and the one after a last newline", () => {
    expect(splitLines("a\n\nbc\n")).toEqual([
      { start: 0, end: 1, soft: false }, { start: 2, end: 2, soft: false }, { start: 3, end: 5, soft: false }, { start: 6, end: 6, soft: false },
    ]);
  });
  it("has one empty line for an empty text", () => {
    expect(splitLines("")).toEqual([{ start: 0, end: 0, soft: false }]);
  });
  it("cuts a long line after a space, and loses no index", () => {
    const text = "word ".repeat(30).trim();
    const lines = splitLines(text, 40);
    expect(lines.length).toBe(4);
    expect(lines.map((line) => text.slice(line.start, line.end)).join("")).toBe(text);
    expect(lines.slice(0, -1).every((line) => line.soft && text[line.end - 1] === " ")).toBe(true);
    expect(lines.at(-1)?.soft).toBe(false);
  });
  it("never cuts a grapheme", () => {
    const family = "👩‍👩‍👧‍👦";
    const text = family.repeat(20);
    const lines = splitLines(text, 50);
    expect(lines.every((line) => line.start % family.length === 0)).toBe(true);
    expect(lines.map((line) => text.slice(line.start, line.end)).join("")).toBe(text);
  });
});

describe("lineAt and paragraphAt", () => {
  const lines = splitLines("abc\ndefg\n\nh");
  it("counts the newline to the line before it", () => {
    expect([0, 3, 4, 8, 9, 10, 11].map((offset) => lineAt(lines, offset))).toEqual([0, 0, 1, 1, 2, 3, 3]);
  });
  it("joins soft pieces again", () => {
    const text = "word ".repeat(30).trim();
    expect(paragraphAt(splitLines(text, 40), 77)).toEqual({ start: 0, end: text.length });
  });
});
