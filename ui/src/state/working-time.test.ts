import { describe, expect, it } from "vitest";
import { WorkingTime } from "./working-time";

describe("WorkingTime", () => {
  it("counts at most a minute after the last input", () => {
    const time = new WorkingTime();
    time.restart(0);
    time.seen(10_000);
    expect(time.elapsed(20_000)).toBe(20_000);
    expect(time.elapsed(500_000)).toBe(70_000);
    time.seen(500_000);
    expect(time.elapsed(500_000)).toBe(70_000);
  });
  it("counts nothing while the window has no focus", () => {
    const time = new WorkingTime();
    time.restart(0);
    time.paused(5_000);
    expect(time.elapsed(300_000)).toBe(5_000);
    time.seen(300_000);
    expect(time.elapsed(301_000)).toBe(6_000);
  });
});
