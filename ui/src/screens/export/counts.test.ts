import { describe, expect, it } from "vitest";
import { countLine, emptyReason, excludedLines } from "./counts";

const plan = { items: 140, records: 132, excluded: 10, excludedByFilter: 2, unfinished: 0, lost: [], firstRecord: null, why: null };

describe("export counts", () => {
  it("counts first", () => expect(countLine(132, 140)).toBe("132 of 140 items"));
  it("says why items stay out", () => {
    expect(excludedLines(plan)).toEqual(["2 items stay out by the filter.", "8 items stay out, because nothing of what you chose is known of them yet."]);
    expect(excludedLines({ excluded: 1, excludedByFilter: 1 })).toEqual(["1 item stays out by the filter."]);
    expect(excludedLines({ excluded: 0, excludedByFilter: 0 })).toEqual([]);
  });
  it("never leaves an empty export without a reason", () => {
    expect(emptyReason(plan)).toBeNull();
    expect(emptyReason({ ...plan, records: 0 })).toContain("Items only");
    expect(emptyReason({ ...plan, records: 0, items: 0 })).toContain("filter");
    expect(emptyReason({ ...plan, records: 0, why: "Nothing here." })).toBe("Nothing here.");
  });
});
