import { describe, expect, it } from "vitest";
import { barOf, canvasHeight, inSight, reveal, rowHeight, tallest, topOf } from "./scroll";

const view = 400;
const million = 1_000_000;

describe("scrolling", () => {
  it("does not scale a short table", () => {
    expect(canvasHeight(100)).toBe(100 * rowHeight);
    expect(topOf(120, 100, view)).toBe(120);
  });
  it("reaches the last of a million rows on a canvas that browsers lay out", () => {
    expect(canvasHeight(million)).toBe(tallest);
    const seen = inSight(topOf(tallest - view, million, view), million, view);
    expect(seen.to).toBe(million);
    expect((seen.to - seen.from) * rowHeight - seen.shift).toBeGreaterThanOrEqual(view);
  });
  it("comes back from every place of the bar", () => {
    for (const top of [0, 17, 33_999.5, 12_345_678, million * rowHeight - view]) expect(topOf(barOf(top, million, view), million, view)).toBeCloseTo(top, 3);
  });
  it("stays inside tables that are shorter than the view, or empty", () => {
    expect(topOf(50, 3, view)).toBe(0);
    expect(inSight(0, 3, view)).toEqual({ from: 0, to: 3, shift: 0 });
    expect(inSight(0, 0, view)).toEqual({ from: 0, to: 0, shift: 0 });
  });
  it("moves as little as it can to reveal a row", () => {
    expect(reveal(5, 0, 100, view)).toBe(0);
    expect(reveal(20, 0, 100, view)).toBe(21 * rowHeight - view);
    expect(reveal(2, 500, 100, view)).toBe(2 * rowHeight);
  });
});
