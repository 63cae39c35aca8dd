import { describe, expect, it } from "vitest";
import { presetFor, presetHint } from "./presets";

const label = (name: string, parent: string | null = null) => ({ id: name, name, parent, colour: 1, key: null, definition: "", examples: [], counterExamples: [], evidence: "none" as const, note: false });

describe("presets", () => {
  it("are told by their labels and severities", () => {
    expect(presetHint({ labels: [label("Intrinsic"), label("Extrinsic")], severities: [] })).toBe("Intrinsic, Extrinsic.");
    const severities = ["Minor", "Major", "Critical"].map((name) => ({ id: name, name }));
    expect(presetHint({ labels: [label("Accuracy"), label("Omission", "Accuracy")], severities })).toBe("Accuracy; some with kinds of their own; severities from minor to critical.");
  });
  it("fit the format", () => expect(["xsum", "faithbench", "csv", null].map(presetFor)).toEqual(["intrinsic-extrinsic", "faithbench", "faithfulness", "faithfulness"]));
});
