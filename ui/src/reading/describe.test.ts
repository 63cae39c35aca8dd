import { describe, expect, it } from "vitest";
import type { Annotation, LabelSchema } from "../ipc/contract";
import { evidenceText, missing, spoken, usualStance } from "./describe";

const label = (id: string, name: string, evidence: LabelSchema["labels"][number]["evidence"]) => ({
  id, name, parent: null, colour: 1, key: null, definition: "", examples: [], counterExamples: [], evidence, note: false,
});
const schema: LabelSchema = {
  version: 1, name: "faithfulness",
  labels: [label("contradiction", "Contradiction", "contradicting"), label("unsupported", "Unsupported", "none-exists-or-nearest")],
  severities: [{ id: "minor", name: "minor" }, { id: "major", name: "major" }],
  verdicts: [],
};
const passage = { source: "s", start: 0, end: 4, quote: "text", stance: "contradicts" as const };
const annotation: Annotation = {
  id: "a", segments: [{ start: 0, end: 12, quote: "retired from" }], primary: "contradiction", others: [], severity: "major",
  evidence: { state: "passages", passages: [passage] }, correction: null, note: null,
};

describe("annotations in words", () => {
  it("read as the contract of the window says", () => {
    expect(spoken(annotation, schema)).toBe('Contradiction, major, "retired from", evidence 1');
  });
  it("say how the sources stand to it", () => {
    expect(evidenceText(annotation.evidence, 2)).toBe("contradicted by 1 passage");
    expect(evidenceText({ state: "none-exists" }, 2)).toBe("searched both sources, none exists");
    expect(evidenceText({ state: "passages", passages: [passage, { ...passage, stance: "nearest" }, { ...passage, start: 5 }] }, 1)).toBe(
      "contradicted by 2 passages, 1 nearest passage",
    );
  });
  it("say what is missing, by the label, with the keys in force", () => {
    const keys = { evidence: "E", none: "N", note: "" };
    expect(missing(annotation, schema, keys)).toBeNull();
    expect(missing({ ...annotation, evidence: { state: "none-exists" } }, schema, keys)).toContain("contradicts");
    expect(missing({ ...annotation, primary: "unsupported" }, schema, { ...keys, evidence: "F2", none: "" })).toBe("needs the nearest passage (F2) or the statement that none exists");
    expect(missing({ ...annotation, primary: "unsupported", evidence: { state: "none-exists" } }, schema, keys)).toBeNull();
  });
  it("take the stance that the label asks for", () => {
    expect(usualStance(schema, "contradiction")).toBe("contradicts");
    expect(usualStance(schema, "unsupported")).toBe("nearest");
  });
});
