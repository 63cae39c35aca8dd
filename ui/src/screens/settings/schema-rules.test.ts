import { describe, expect, it } from "vitest";
import type { Label, LabelSchema } from "../../ipc/contract";
import { idFor, inTreeOrder, lossesOf, problemsOf, sameSchema } from "./schema-rules";

const label = (id: string, more: Partial<Label> = {}): Label => ({
  id, name: id, parent: null, colour: 1, key: null, definition: "", examples: [], counterExamples: [], evidence: "none", note: false, ...more,
});
const schema = (labels: Label[], more: Partial<LabelSchema> = {}): LabelSchema => ({
  version: 3, name: "own", labels, severities: [{ id: "minor", name: "Minor" }],
  verdicts: [{ id: "clean", name: "Clean", meaning: "clean", key: "c" }, { id: "bad", name: "Bad", meaning: "hallucinated", key: "h" }], ...more,
});

describe("idFor", () => {
  it("makes names for files of names for people", () => {
    expect(idFor("Fabricated Référence!", null, new Set())).toBe("fabricated-reference");
    expect(idFor("Zahl", "contradiction", new Set())).toBe("contradiction.zahl");
    expect(idFor("تناقض", null, new Set())).toBe("تناقض");
    expect(idFor("…", null, new Set())).toBe("label");
    expect(idFor("Other", null, new Set(["other", "other-2"]))).toBe("other-3");
  });
});

describe("problemsOf", () => {
  it("finds nothing in a sound schema", () => {
    expect(problemsOf(schema([label("a", { key: "1" }), label("b", { key: "2" })]))).toEqual([]);
  });
  it("names who has a key already, Review's own keys, and keys of several characters", () => {
    const found = problemsOf(schema([label("a", { key: "1" }), label("b", { key: "1" }), label("c", { key: "E" }), label("d", { key: "C" })]));
    expect(found.map(({ at }) => at)).toEqual(["b", "c", "clean"]);
    expect(found[0]?.text).toContain("“a”");
  });
  it("asks for labels, names and both verdicts", () => {
    const found = problemsOf(schema([label("a", { name: " " })], { verdicts: [] }));
    expect(found).toHaveLength(3);
    expect(problemsOf(schema([]))[0]?.text).toContain("no label");
  });
});

describe("lossesOf", () => {
  it("says what work already done keeps from before", () => {
    const before = schema([label("a"), label("b")]);
    const after = schema([label("b"), label("c")], { severities: [] });
    expect(lossesOf(before, after, [{ id: "a", annotations: 12 }])).toEqual([
      { what: "label", name: "a", annotations: 12 }, { what: "severity", name: "Minor", annotations: null },
    ]);
  });
});

describe("order and sameness", () => {
  it("keeps sub-labels behind their label, and orphans at the top", () => {
    const ids = inTreeOrder([label("a"), label("b"), label("a.x", { parent: "a" }), label("z", { parent: "gone" })]).map(({ id }) => id);
    expect(ids).toEqual(["a", "a.x", "b", "z"]);
  });
  it("does not take the version for a change", () => {
    expect(sameSchema(schema([label("a")]), schema([label("a")], { version: 9 }))).toBe(true);
    expect(sameSchema(schema([label("a")]), schema([label("b")]))).toBe(false);
  });
});
