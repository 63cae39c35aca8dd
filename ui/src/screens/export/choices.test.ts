import { describe, expect, it } from "vitest";
import { filterOf, partOf, proposedName } from "./choices";

describe("export choices", () => {
  it("leaves unfinished items out by their status, beside what was typed", () => {
    expect([filterOf("", false), filterOf(" ", true), filterOf("batch:5", true), filterOf("batch:5", false)]).toEqual([null, "status:submitted", "batch:5 status:submitted", "batch:5"]);
  });
  it("knows that FaithBench and XSum hold annotations only", () => {
    expect([partOf("faithbench", "gold"), partOf("xsum", "gold"), partOf("mushroom", "gold"), partOf("jsonl", "gold")]).toEqual(["annotations", "annotations", "gold", "gold"]);
  });
  it("proposes a name that no file system refuses", () => {
    expect(proposedName("Cup: 1/2.touchstone", { format: "csv", what: "gold" })).toBe("Cup- 1-2-gold.csv");
    expect(proposedName("cup", { format: "parquet", what: "items" })).toBe("cup-items");
  });
});
