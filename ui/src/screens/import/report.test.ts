import { describe, expect, it } from "vitest";
import type { ImportReport } from "../../ipc/contract";
import { reportLines, reportTitle } from "./report";

const none: ImportReport = { itemsAdded: 0, itemsUnchanged: 0, sourcesAdded: 0, reviewsAdded: 0, reviewsChanged: 0, annotationsAdded: 0, reviewersAdded: 0, goldAdded: 0, labelsAdded: [], remarks: [], issues: [], issuesNotListed: 0 };
const issue = { file: "a", line: 1, field: null, code: "syntax", message: "m" };

describe("report", () => {
  it("says which kind of end it was", () => {
    expect(reportTitle({ ...none, itemsUnchanged: 5 })).toContain("already");
    expect(reportTitle({ ...none, issues: [issue] })).toContain("Nothing new");
    expect(reportTitle({ ...none, itemsAdded: 1 })).toBe("Everything was imported");
    expect(reportTitle({ ...none, itemsAdded: 1, issuesNotListed: 3 })).toContain("issues");
  });
  it("tells of right answers where there are any, also when nothing else came", () => {
    expect(reportLines({ ...none, goldAdded: 1200 })).toContainEqual({ name: "right answers added", amount: "1,200" });
    expect(reportLines(none).map(({ name }) => name)).not.toContain("right answers added");
    expect(reportTitle({ ...none, itemsUnchanged: 5, goldAdded: 2 })).toBe("Everything was imported");
  });
  it("speaks of one as of one", () => {
    const one = { ...none, itemsAdded: 1, itemsUnchanged: 1, sourcesAdded: 1, reviewsAdded: 2 };
    expect(reportLines(one).map(({ name, amount }) => `${amount} ${name}`)).toEqual(["1 item added", "1 item that was there already", "1 source added", "2 reviews added"]);
  });
  it("leaves noughts out, except that no item came", () => {
    expect(reportLines({ ...none, itemsUnchanged: 1200 })).toEqual([{ name: "items added", amount: "0" }, { name: "items that were there already", amount: "1,200" }]);
  });
});
