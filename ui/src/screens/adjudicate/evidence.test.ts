import { describe, expect, it } from "vitest";
import type { Candidate, Passage } from "../../ipc/contract";
import { offeredPassages, passagesOf } from "./evidence";

const passage = (start: number, stance: Passage["stance"] = "contradicts"): Passage => ({ source: "s", start, end: start + 4, quote: "1219", stance });
const candidate = (tracks: string[], passages: Passage[]): Candidate => ({
  annotation: { id: tracks.join(), segments: [], primary: null, others: [], severity: null, evidence: passages.length > 0 ? { state: "passages", passages } : { state: "none-exists" }, correction: null, note: null },
  tracks, share: 1, weighted: null, fromConsensus: false, fromReviewers: true, notes: [], corrections: [],
});

describe("evidence of a difference", () => {
  it("is every passage once, that of more reviewers first", () => {
    const found = passagesOf([candidate(["A"], [passage(0)]), candidate(["B", "C"], [passage(9), passage(0)]), candidate(["D"], [])]);
    expect(found.map(({ passage: each, tracks }) => [each.start, tracks.join("")])).toEqual([[0, "ABC"], [9, "BC"]]);
  });

  it("keeps stances apart, and offers no place twice", () => {
    const found = passagesOf([candidate(["A"], [passage(0), passage(0, "nearest")])]);
    expect(found).toHaveLength(2);
    expect(offeredPassages(found, [passage(0, "supports")])).toEqual([]);
  });
});
