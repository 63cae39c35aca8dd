import { describe, expect, it } from "vitest";
import { proposedName, proposedPath, withEnding } from "./project-place";

describe("project place", () => {
  it("takes the name of the first file without its ending", () => {
    expect([proposedName("/a/batch_5.json"), proposedName("C:\\x\\texts"), proposedName("/a/.hidden")]).toEqual(["batch_5", "texts", ".hidden"]);
  });
  it("stands beside the file, and never breaks the path by a name", () => {
    expect(proposedPath("/a/batch_5.json", "Cup: 1/2")).toBe("/a/Cup- 1-2.touchstone");
    expect(proposedPath("C:\\x\\y.csv", "y")).toBe("C:\\x\\y.touchstone");
  });
  it("adds the ending once", () => {
    expect([withEnding("/a/b"), withEnding("/a/b.Touchstone")]).toEqual(["/a/b.touchstone", "/a/b.Touchstone"]);
  });
});
