import { describe, expect, it } from "vitest";
import { cardHeight, windowOf } from "./window-of";

describe("windowOf", () => {
  it("draws a short list whole", () => {
    expect(windowOf(5, 900, 172, -1)).toEqual({ from: 0, to: 5, before: 0, after: 0 });
  });
  it("draws what is in sight of a long one, and stands for the rest", () => {
    const drawn = windowOf(1000, 100 * cardHeight, 172, -1);
    expect(drawn.from).toBe(96);
    expect(drawn.to).toBe(107);
    expect(drawn.before + (drawn.to - drawn.from) * cardHeight + drawn.after).toBe(1000 * cardHeight);
  });
  it("always draws the card in the light", () => {
    const drawn = windowOf(1000, 0, 172, 700);
    expect(drawn.from <= 700 && 700 < drawn.to).toBe(true);
  });
});
