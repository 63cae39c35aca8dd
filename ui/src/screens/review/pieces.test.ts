import { describe, expect, it } from "vitest";
import type { Change, Difference } from "../../ipc/contract";
import { piecesOf } from "./pieces";

const stretch = (start: number, end: number) => ({ source: null, start, end });
const change = (kind: Change["kind"], weight: Change["weight"], sample: [number, number] | null, passage: [number, number] | null): Change => ({
  kind, weight, sample: sample && stretch(...sample), passage: passage && stretch(...passage),
});
const difference: Difference = {
  changes: [change("replaced", "number", [3, 7], [3, 7]), change("inserted", "plain", [12, 15], null), change("deleted", "plain", null, [0, 2])],
  approximate: false,
};

describe("two texts side by side", () => {
  it("are cut where they differ, and lose nothing", () => {
    const sample = "in 1219 the old mill";
    const pieces = piecesOf(sample, difference, "sample");
    expect(pieces.map(({ text }) => text).join("")).toBe(sample);
    expect(pieces.filter(({ kind }) => kind !== null)).toEqual([{ text: "1219", kind: "weighty" }, { text: "old", kind: "own" }]);
  });

  it("show on the other side what only that side has", () => {
    expect(piecesOf("it 1291 the mill", difference, "passage")).toEqual([{ text: "it", kind: "own" }, { text: " ", kind: null }, { text: "1291", kind: "weighty" }, { text: " the mill", kind: null }]);
  });

  it("are whole where nothing differs, and where changes overlap", () => {
    expect(piecesOf("same", { changes: [], approximate: false }, "sample")).toEqual([{ text: "same", kind: null }]);
    const over: Difference = { changes: [change("moved", "plain", [0, 3], null), change("inserted", "plain", [2, 4], null)], approximate: false };
    expect(piecesOf("same", over, "sample").map(({ text }) => text).join("")).toBe("same");
  });
});
