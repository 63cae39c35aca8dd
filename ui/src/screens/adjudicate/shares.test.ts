/** Votes and weights of a candidate in words. */

import { expect, it } from "vitest";
import { consensusOf, votesOf } from "./shares";

it("counts votes alone where nobody is weighed", () => {
  const candidate = { tracks: ["A", "C"], share: 2 / 3, weighted: null, fromConsensus: true };
  expect([votesOf(candidate, 3), consensusOf(candidate)]).toEqual(["A C · 2 of 3", "consensus 67 %"]);
});

it("says the weight first where reviewers are weighed, and the plain count beside it", () => {
  const candidate = { tracks: ["A", "C"], share: 2 / 3, weighted: 0.81, fromConsensus: true };
  expect([votesOf(candidate, 3), consensusOf(candidate)]).toEqual(["A C · 2 of 3", "consensus 81 % by weight, 67 % of votes"]);
  expect(votesOf({ ...candidate, tracks: ["B"], weighted: 0.19, fromConsensus: false }, 3)).toBe("B · 1 of 3, 19 % by weight");
});
