import { describe, expect, it } from "vitest";
import { countLine, emptyReason, excludedLine } from "./counts";

const plan = { items: 140, records: 132, excluded: 8, unfinished: 0, lost: [], firstRecord: null, why: null };

describe("export counts", () => {
  it("counts first", () => expect(countLine(132, 140)).toBe("132 of 140 items"));
  it("says why items stay out", () => {
    expect(excludedLine(plan)).toContain("8 items stay out");
    expect(excludedLine({ ...plan, excluded: 0 })).toBeNull();
  });
  it("never leaves an empty export without a reason", () => {
    expect(emptyReason(plan)).toBeNull();
    expect(emptyReason({ ...plan, records: 0 })).toContain("Items only");
    expect(emptyReason({ ...plan, records: 0, items: 0 })).toContain("filter");
    expect(emptyReason({ ...plan, records: 0, why: "Nothing here." })).toBe("Nothing here.");
  });
});
