import { describe, expect, it } from "vitest";
import type { NamedReview } from "../../ipc/contract";
import { aboutReview, generatorFacts, score, verdictName } from "./item-words";

const review: NamedReview = {
  reviewer: "r", name: "Ada", status: "submitted", counts: true, skippedBecause: null, blind: true, elapsedMs: 65_000,
  review: { annotations: [], omissions: [], verdict: null, flag: null, status: "submitted", canUndo: false, canRedo: false },
};
const schema = { version: 1, name: "own", labels: [], severities: [], verdicts: [{ id: "clean", name: "Clean", meaning: "clean" as const, key: "c" }] };

describe("an item in words", () => {
  it("says how far a review is and why it does not count", () => {
    expect(aboutReview(review)).toBe("submitted · 1 min 5 s");
    expect(aboutReview({ ...review, status: "skipped", skippedBecause: "too long", counts: false, elapsedMs: null, blind: false })).toBe("skipped: too long · not blind");
    expect(aboutReview({ ...review, status: "in-progress" })).toContain("what was submitted counts");
  });
  it("names verdicts, also gone ones and none", () => {
    expect([verdictName(schema, "clean"), verdictName(schema, "odd"), verdictName(schema, null)]).toEqual(["Clean", "odd", "no verdict"]);
  });
  it("leaves out what is not known of the generator", () => {
    const facts = generatorFacts({ generator: { model: null, prompt: null, temperature: 0, batch: null }, language: null, externalId: "x-1" });
    expect(facts.map(({ name, value }) => `${name} ${value}`)).toEqual(["Generator not told", "Temperature 0", "Id in the file x-1"]);
  });
  it("shortens scores without calling them something else", () => {
    expect([score(1), score(0.123456), score(-0.5)]).toEqual(["1", "0.1235", "-0.5"]);
  });
});
