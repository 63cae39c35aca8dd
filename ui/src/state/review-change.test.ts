import { describe, expect, it } from "vitest";
import type { Annotation, ReviewState } from "../ipc/contract";
import { changed } from "./review-change";

const made = (id: string, note: string | null = null): Annotation => ({ id, segments: [], primary: null, others: [], severity: null, evidence: { state: "not-given" }, correction: null, note });
const rest = { omissions: [], verdict: null, flag: null, status: "open" as const, canUndo: true, canRedo: false };
const review: ReviewState = { annotations: [made("a"), made("b"), made("c")], ...rest, canUndo: false };

describe("a change of a review", () => {
  it("takes out, changes in place and sets in, and keeps what stayed", () => {
    const after = changed(review, { gone: ["a"], put: [{ at: 0, annotation: made("new") }, { at: 2, annotation: made("c", "other") }], of: 3, rest });
    expect(after?.annotations).toEqual([made("new"), made("b"), made("c", "other")]);
    expect(after?.annotations[1]).toBe(review.annotations[1]);
    expect(after?.canUndo).toBe(true);
  });

  it("leaves the list as it is where only the rest changed", () => {
    const after = changed(review, { gone: [], put: [], of: 3, rest: { ...rest, verdict: "clean" } });
    expect(after?.annotations).toBe(review.annotations);
    expect(after?.verdict).toBe("clean");
  });

  it("refuses a change that belongs to another state", () => {
    expect(changed(review, { gone: [], put: [{ at: 3, annotation: made("d") }], of: 7, rest })).toBeNull();
  });
});
