import { describe, expect, it } from "vitest";
import { mapped, mappingProblem, unused } from "./mapping";

const columns = ["id", "text", "origin", "by"];

describe("mapping", () => {
  it("gives and takes a column without changing the old mapping", () => {
    const old = { sample: "text" };
    expect(mapped(old, "source", "origin")).toEqual({ sample: "text", source: "origin" });
    expect(mapped({ ...old, source: "origin" }, "source", "")).toEqual(old);
    expect(old).toEqual({ sample: "text" });
  });
  it("needs a sample, columns that exist and a source that is not the sample", () => {
    expect(mappingProblem({}, columns)).toContain("sample text");
    expect(mappingProblem({ sample: "texts" }, columns)).toContain("“texts”");
    expect(mappingProblem({ sample: "text", source: "text" }, columns)).toContain("itself");
    expect(mappingProblem({ sample: "text", source: "origin" }, columns)).toBeNull();
  });
  it("names the columns that become metadata", () => {
    expect(unused({ sample: "text", id: "id" }, columns)).toEqual(["origin", "by"]);
  });
});
