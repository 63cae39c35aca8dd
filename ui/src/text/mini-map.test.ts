import { describe, expect, it } from "vitest";
import { nameOf, shareOf, ticksOf } from "./mini-map";

const places = [{ start: 0, end: 100, top: 0, height: 50 }, { start: 101, end: 301, top: 60, height: 140 }];

describe("the strip", () => {
  it("places an index by the block that holds it", () => {
    expect([0, 50, 100, 101, 201, 301, 900].map((offset) => shareOf(places, 200, offset))).toEqual([0, 0.125, 0.25, 0.3, 0.65, 1, 1]);
    expect(shareOf([], 0, 5)).toBe(0);
  });
  it("draws marks that fall together once, and the lit one over them", () => {
    const marks = Array.from({ length: 10_000 }, (_, index) => ({ start: index % 300, end: (index % 300) + 2, what: "label-1", lit: false }));
    const ticks = ticksOf([{ start: 5, end: 6, what: "hit", lit: true }, ...marks], places, 200, 400);
    expect(ticks.length).toBeLessThanOrEqual(301);
    expect(ticks.at(-1)).toMatchObject({ what: "hit", lit: true });
  });
  it("names colours by slot, five of them", () => {
    expect([0, 1, 5, 6].map((slot) => nameOf({ kind: "label", slot }))).toEqual(["plain", "label-1", "label-5", "label-1"]);
    expect(nameOf({ kind: "evidence", slot: 0 })).toBe("evidence");
  });
});
