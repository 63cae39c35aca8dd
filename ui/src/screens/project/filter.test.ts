import { describe, expect, it } from "vitest";
import { percent, pieces, valueOf, withValue, written } from "./filter";

describe("filter", () => {
  it("is cut at blanks outside quotation marks", () => {
    expect(pieces('a  batch:"b c" -d').map(({ text, start }) => [text, start])).toEqual([["a", 0], ['batch:"b c"', 3], ["-d", 15]]);
    expect(pieces('"never closed a:b').length).toBe(1);
    expect(pieces("  ")).toEqual([]);
  });
  it("tells the value of a field that stands once", () => {
    expect(valueOf('status:submitted batch:"b c"', "batch")).toBe("b c");
    expect(valueOf("status:submitted", "batch")).toBeNull();
    expect(valueOf("label:a label:b", "label")).toBeNull();
    expect(valueOf("-label:a", "label")).toBeNull();
  });
  it("puts a value in and takes it out, and leaves the rest", () => {
    expect(withValue("harbour status:skipped -label:a", "status", "submitted")).toBe("harbour -label:a status:submitted");
    expect(withValue("harbour", "batch", "b, c")).toBe('harbour batch:"b, c"');
    expect(withValue('batch:"b c" harbour', "batch", null)).toBe("harbour");
  });
  it("writes quotation marks only where they must be", () => {
    expect([written("plain"), written("two words"), written('a "b" c')]).toEqual(["plain", '"two words"', '"a b c"']);
  });
  it("does not call an unknown figure none", () => {
    expect([percent(null), percent(undefined), percent(0), percent(0.425)]).toEqual(["–", "–", "0 %", "43 %"]);
  });
});
