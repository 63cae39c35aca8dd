import { describe, expect, it } from "vitest";
import { clauseAt, graphemeEnd, graphemeStart, nextGrapheme, nextWord, previousGrapheme, previousWord, sentenceAt, wordAt } from "./segments";

const all = (text: string) => ({ start: 0, end: text.length });
const quote = (text: string, span: { start: number; end: number } | null) => span && text.slice(span.start, span.end);

describe("graphemes", () => {
  const text = "e\u0301👩‍🚀x"; // e with a combining accent, an astronaut of five units, x
  it("never lie inside a letter with marks or an emoji", () => {
    expect([1, 3, 5].map((offset) => graphemeStart(text, offset, all(text)))).toEqual([0, 2, 2]);
    expect([1, 3, 7].map((offset) => graphemeEnd(text, offset, all(text)))).toEqual([2, 7, 7]);
  });
  it("are stepped over as a whole, both ways", () => {
    expect(nextGrapheme(text, 2, all(text))).toBe(7);
    expect(previousGrapheme(text, 7, all(text))).toBe(2);
    expect(previousGrapheme(text, 0, all(text))).toBe(0);
  });
  it("holds for a flag and for letters outside the basic plane", () => {
    expect(nextGrapheme("🇩🇪🇫🇷", 0, all("🇩🇪🇫🇷"))).toBe(4);
    expect(graphemeStart("𠀋𠂢", 3, all("𠀋𠂢"))).toBe(2);
  });
});

describe("words", () => {
  const text = "He won 1,000 caps — twice.";
  it("are found at, in and after their letters", () => {
    expect(quote(text, wordAt(text, 4, all(text)))).toBe("won");
    expect(quote(text, wordAt(text, 6, all(text)))).toBe("won");
    expect(wordAt(text, 19, all(text))).toBeNull();
  });
  it("keep a number with its comma together", () => {
    expect(quote(text, wordAt(text, 8, all(text)))).toBe("1,000");
  });
  it("are walked over punctuation", () => {
    expect(quote(text, nextWord(text, 17, all(text)))).toBe("twice");
    expect(quote(text, previousWord(text, 20, all(text)))).toBe("caps");
    expect(nextWord(text, 25, all(text))).toBeNull();
  });
  it("are Unicode's in Arabic", () => {
    const arabic = "ولد الشاعر في بغداد";
    expect(quote(arabic, wordAt(arabic, 5, all(arabic)))).toBe("الشاعر");
  });
});

describe("sentences and clauses", () => {
  const text = "He retired, she said; at 12:30 it rained. Nobody saw it.";
  it("finds the sentence without the space after it", () => {
    expect(quote(text, sentenceAt(text, 3, all(text)))).toBe("He retired, she said; at 12:30 it rained.");
    expect(quote(text, sentenceAt(text, 45, all(text)))).toBe("Nobody saw it.");
  });
  it("cuts clauses at punctuation, but not inside a time", () => {
    expect(quote(text, clauseAt(text, 14, all(text)))).toBe("she said");
    expect(quote(text, clauseAt(text, 25, all(text)))).toBe("at 12:30 it rained.");
  });
});
