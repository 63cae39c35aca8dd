import { describe, expect, it } from "vitest";
import { clamp, place } from "./place";

const window = { width: 1000, height: 640 };
const layer = { width: 200, height: 100 };

describe("place", () => {
  it("stands below the anchor where there is room", () => {
    expect(place({ left: 50, top: 40, width: 20, height: 10 }, layer, window)).toEqual({ left: 50, top: 56 });
  });
  it("stands above the anchor at the foot of the window", () => {
    expect(place({ left: 50, top: 600, width: 20, height: 10 }, layer, window)).toEqual({ left: 50, top: 494 });
  });
  it("never leaves the window to the right", () => {
    expect(place({ left: 980, top: 40, width: 20, height: 10 }, layer, window).left).toBe(792);
  });
  it("clamps to the low end where the ends cross", () => {
    expect(clamp(5, 8, 2)).toBe(8);
  });
});
