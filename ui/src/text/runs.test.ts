import { describe, expect, it } from "vitest";
import { flatten, type Mark } from "./runs";

const mark = (id: string, start: number, end: number): Mark => ({ id, start, end, kind: "label", slot: 1 });
const show = (marks: Mark[], line = { start: 0, end: 20 }) =>
  flatten(line, marks).map((run) => `${run.start}-${run.end}:${run.marks.map((entry) => entry.mark.id + entry.level).join("")}`);

describe("flatten", () => {
  it("leaves plain text in one piece", () => {
    expect(show([])).toEqual(["0-20:"]);
  });
  it("cuts nested marks, the outer one at the level next to the text", () => {
    expect(show([mark("b", 6, 9), mark("a", 4, 12)])).toEqual(["0-4:", "4-6:a0", "6-9:a0b1", "9-12:a0", "12-20:"]);
  });
  it("keeps the level of a mark over its whole length", () => {
    expect(show([mark("a", 2, 8), mark("b", 5, 14), mark("c", 8, 11)])).toEqual([
      "0-2:", "2-5:a0", "5-8:a0b1", "8-11:b1c0", "11-14:b1", "14-20:",
    ]);
  });
  it("takes only its part of a mark that crosses lines", () => {
    expect(show([mark("a", 2, 30)], { start: 10, end: 20 })).toEqual(["10-20:a0"]);
    expect(show([mark("a", 2, 10)], { start: 10, end: 20 })).toEqual(["10-20:"]);
  });
  it("stacks marks over the same span in a steady order", () => {
    expect(show([mark("b", 1, 3), mark("a", 1, 3)])).toEqual(["0-1:", "1-3:a0b1", "3-20:"]);
  });
  it("covers any line exactly, whatever lies over it", () => {
    let seed = 7;
    const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
    for (let round = 0; round < 200; round += 1) {
      const marks = Array.from({ length: random(12) }, (_, at) => {
        const start = random(60);
        return mark(String(at), start, start + 1 + random(20));
      });
      const runs = flatten({ start: 10, end: 50 }, marks);
      expect(runs[0]?.start).toBe(10);
      expect(runs.at(-1)?.end).toBe(50);
      runs.forEach((run, at) => {
        expect(run.start).toBeLessThan(run.end);
        if (at > 0) expect(run.start).toBe(runs[at - 1]?.end);
        const expected = marks.filter((each) => each.start <= run.start && each.end >= run.end).map((each) => each.id);
        expect(run.marks.map((entry) => entry.mark.id).toSorted()).toEqual(expected.toSorted());
        const levels = run.marks.map((entry) => entry.level);
        expect(new Set(levels).size).toBe(levels.length);
      });
    }
  });
});
