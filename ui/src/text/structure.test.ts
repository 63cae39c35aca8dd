import { describe, expect, it } from "vitest";
import { foldByLine, foldsOf, hiddenLines } from "./folding";
import { splitLines } from "./lines";
import { cutJson, disjoint, inlineParts, linesOf, looksOf } from "./structure";

const looks = (text: string) => looksOf(text, splitLines(text)).map(({ className }) => className);

describe("looks of lines", () => {
  it("sees headings, quotes, lists, tables and fences, and nothing where there is none", () => {
    expect(looks("# A\n## B\ntext #3\n> said\n- one\n2) two\n| a | b |\n```js\n# no heading\n```\nend"))
      .toEqual(["heading heading-1", "heading heading-2", "", "quoted", "listed", "listed", "table", "fenced", "fenced", "fenced", ""]);
    expect(looks("```\nnever closed\n# heading")).toEqual(["", "", "heading heading-1"]);
    expect(looks("*note\n#tag\n1984 was a year")).toEqual(["", "", ""]);
  });
});

describe("inline parts", () => {
  const parts = (text: string) => inlineParts(text).map(({ start, end, className }) => [text.slice(start, end), className]);
  it("sees code, strong and emphasised words", () => {
    expect(parts("use `x ** y` and **this** or *that*")).toEqual([["`x ** y`", "inline-code"], ["**this**", "strong"], ["*that*", "soft"]]);
    expect(parts("2 * 3 * 4, a*b*c, ** not **")).toEqual([]);
  });
  it("cuts what overlaps into disjoint pieces that keep every name and the sign", () => {
    expect(disjoint([{ start: 0, end: 6, className: "strong" }, { start: 2, end: 3, className: "invisible", sign: "ZWSP" }])).toEqual([
      { start: 0, end: 2, className: "strong" }, { start: 2, end: 3, className: "strong invisible", sign: "ZWSP" }, { start: 3, end: 6, className: "strong" },
    ]);
  });
});

const minified = '{"a":[1,2,{"b":"x, {y}"}],"c":{},"d":"\\"}"}';

describe("JSON", () => {
  it("is cut at its structure, every character in exactly one line", () => {
    const { lines, looks: found } = cutJson(minified);
    expect(lines.map(({ start, end }) => minified.slice(start, end)))
      .toEqual(["{", '"a":[', "1,", "2,", "{", '"b":"x, {y}"', "}", "],", '"c":{},', '"d":"\\"}"', "}"]);
    expect(found.map(({ indent }) => indent)).toEqual([0, 1, 2, 2, 2, 3, 2, 1, 1, 1, 0]);
    expect(lines.map(({ start, end }) => minified.slice(start, end)).join("")).toBe(minified);
    expect(lines.slice(0, -1).every(({ soft }) => soft)).toBe(true);
  });
  it("keeps lines that were written as lines", () => {
    const text = JSON.stringify(JSON.parse(minified) as unknown, null, 2);
    expect(linesOf(text, "code").lines).toEqual(splitLines(text));
    const wide = JSON.stringify({ rows: Array.from({ length: 90 }, (_, index) => index), tail: [] });
    expect(linesOf(wide, "code").lines.map(({ start, end }) => wide.slice(start, end)).join("")).toBe(wide);
  });
  it("loses no character, whatever stands there", () => {
    let seed = 7;
    const next = (below: number) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
    const letters = ['{', '}', '[', ']', ',', ':', '"', "\\", "\n", "a", " ", "é", "🌉", "1"];
    for (let turn = 0; turn < 300; turn += 1) {
      const text = Array.from({ length: next(60) }, () => letters[next(letters.length)]).join("");
      const { lines, looks: found } = cutJson(text);
      expect(found.length).toBe(lines.length);
      let at = 0;
      for (const line of lines) {
        expect(line.start).toBe(at);
        at = line.soft ? line.end : line.end + 1;
        if (!line.soft) expect(text[line.end] ?? "\n").toBe("\n");
      }
      expect(at).toBe(text.length + 1);
    }
  });
  it("folds what opens in one line and closes in a later one, by its entries", () => {
    const text = '{\n  "a": [\n    1,\n    2\n  ],\n  "b": "{[",\n  "c": {}\n}';
    const folds = foldsOf(text, splitLines(text));
    expect(folds).toEqual([{ first: 0, last: 7, entries: 3, depth: 0 }, { first: 1, last: 4, entries: 2, depth: 1 }]);
    expect([...hiddenLines(folds.slice(1))]).toEqual([2, 3]);
    expect(foldByLine(folds).get(1)?.entries).toBe(2);
  });
});
