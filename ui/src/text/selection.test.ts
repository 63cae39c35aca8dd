import { describe, expect, it } from "vitest";
import { splitLines } from "./lines";
import { exactSpan, grow, moved, nudged, shrink, wordSpan, wordUnder } from "./selection";

const write = (text: string) => ({ text, lines: splitLines(text) });
const quote = (text: string, span: { start: number; end: number }) => text.slice(span.start, span.end);

describe("snapping", () => {
  const text = "He has retired from football.\nNobody saw it.";
  it("widens a drag to whole words, made in either direction", () => {
    expect(quote(text, wordSpan(write(text), 9, 17))).toBe("retired from");
    expect(quote(text, wordSpan(write(text), 17, 9))).toBe("retired from");
  });
  it("drops white space at the ends", () => {
    expect(quote(text, wordSpan(write(text), 6, 15))).toBe("retired");
  });
  it("keeps the exact characters when asked, but no half grapheme", () => {
    expect(quote(text, exactSpan(write(text), 9, 12))).toBe("tir");
    const emoji = "a👩‍🚀b";
    expect(quote(emoji, exactSpan(write(emoji), 2, 3))).toBe("👩‍🚀");
  });
  it("may cross lines", () => {
    expect(quote(text, wordSpan(write(text), 22, 32))).toBe("football.\nNobody");
  });
  it("finds the word under a caret, or the one before", () => {
    expect(quote(text, wordUnder(write(text), 8))).toBe("retired");
    expect(quote(text, wordUnder(write(text), 29))).toBe("football");
    expect(wordUnder(write("…"), 0)).toEqual({ start: 0, end: 0 });
  });
});

describe("growing and shrinking", () => {
  const text = "He left, she said. It rained.\nNobody saw it.";
  const written = write(text);
  it("goes word, clause, sentence, paragraph, and no further", () => {
    const steps: string[] = [];
    let span = { start: 10, end: 10 };
    for (let step = 0; step < 5; step += 1) {
      span = grow(written, span);
      steps.push(quote(text, span));
    }
    expect(steps).toEqual(["she", "she said.", "He left, she said.", "He left, she said. It rained.", "He left, she said. It rained."]);
  });
  it("comes back the same way around the place it started from", () => {
    let span = { start: 0, end: 29 };
    const steps: string[] = [];
    for (let step = 0; step < 4; step += 1) {
      span = shrink(written, span, 10);
      steps.push(quote(text, span));
    }
    expect(steps).toEqual(["He left, she said.", "she said.", "she", "she"]);
  });
  it("takes two sentences to the paragraph", () => {
    expect(quote(text, grow(written, { start: 13, end: 21 }))).toBe("He left, she said. It rained.");
  });
});

describe("moving", () => {
  const text = "One two. Three four.\nFive";
  const written = write(text);
  it("steps by character over a line's end and back", () => {
    expect(moved(written, 20, "character", 1)).toBe(21);
    expect(moved(written, 21, "character", -1)).toBe(20);
    expect(moved(written, 0, "character", -1)).toBe(0);
    expect(moved(written, text.length, "character", 1)).toBe(text.length);
  });
  it("steps by word to ends forward and to starts backward", () => {
    expect(moved(written, 0, "word", 1)).toBe(3);
    expect(moved(written, 3, "word", 1)).toBe(7);
    expect(moved(written, 7, "word", -1)).toBe(4);
  });
  it("steps by sentence", () => {
    expect(moved(written, 1, "sentence", 1)).toBe(9);
    expect(moved(written, 9, "sentence", 1)).toBe(20);
    expect(moved(written, 12, "sentence", -1)).toBe(9);
    expect(moved(written, 9, "sentence", -1)).toBe(0);
  });
});

describe("nudging", () => {
  const text = "has retired from football";
  const written = write(text);
  const span = { start: 4, end: 11 };
  it("moves an end by a word", () => {
    expect(quote(text, nudged(written, span, "end", 1, false))).toBe("retired from");
    expect(quote(text, nudged(written, { start: 4, end: 16 }, "end", -1, false))).toBe("retired");
    expect(quote(text, nudged(written, span, "start", -1, false))).toBe("has retired");
    expect(quote(text, nudged(written, { start: 4, end: 16 }, "start", 1, false))).toBe("from");
  });
  it("moves an end by a character", () => {
    expect(quote(text, nudged(written, span, "end", -1, true))).toBe("retire");
    expect(quote(text, nudged(written, span, "start", 1, true))).toBe("etired");
  });
  it("never empties the span", () => {
    expect(nudged(written, span, "end", -1, false)).toEqual(span);
    expect(nudged(written, span, "start", 1, false)).toEqual(span);
  });
});
