import { describe, expect, it } from "vitest";
import { progressText, share } from "./rate";

const at = (done: number, total: number | null, elapsedMs: number) => ({ unit: "bytes" as const, done, total, elapsedMs });

describe("progress", () => {
  it("tells rate and time left", () => {
    expect(progressText(at(12_000_000, 52_000_000, 3000))).toBe("12 MB of 52 MB · 4.0 MB each second · 10 s left");
  });
  it("keeps quiet about a rate in the first moment", () => {
    expect(progressText(at(1000, 2000, 100))).toBe("1.0 KB of 2.0 KB");
  });
  it("promises no end that is not known", () => {
    expect(progressText(at(2_000_000, null, 1000))).toBe("2.0 MB · 2.0 MB each second");
    expect(share(at(5, null, 0))).toBeNull();
    expect(share(at(9, 6, 0))).toBe(1);
  });
});
