import { describe, expect, it } from "vitest";
import { progressText, share } from "./rate";

const at = (done: number, total: number | null, rate: number | null, secondsLeft: number | null) => ({ job: "1", unit: "bytes" as const, done, total, elapsedMs: 0, rate, secondsLeft });

describe("progress", () => {
  it("tells rate and time left", () => {
    expect(progressText(at(12_000_000, 52_000_000, 4_000_000, 10))).toBe("12 MB of 52 MB · 4.0 MB each second · 10 s left");
  });
  it("keeps quiet about what is not known yet", () => {
    expect(progressText(at(1000, 2000, null, null))).toBe("1.0 KB of 2.0 KB");
    expect(progressText(at(2_000_000, null, 2_000_000, null))).toBe("2.0 MB · 2.0 MB each second");
  });
  it("promises no end that is not known, and never more than the whole", () => {
    expect(share({ done: 5, total: null })).toBeNull();
    expect(share({ done: 9, total: 6 })).toBe(1);
  });
  it("counts items by name", () => {
    expect(progressText({ ...at(1, 1200, null, null), unit: "items" })).toBe("1 of 1,200 items");
  });
});
