/** The outcome of an import, in lines. */

import { count } from "../../components/amounts";
import type { ImportReport } from "../../ipc/contract";

/** What came in, with its count; what is nought is left out, except the items. */
export function reportLines(report: ImportReport): { name: string; amount: string }[] {
  const lines: [one: string, many: string, amount: number][] = [
    ["item added", "items added", report.itemsAdded], ["item that was there already", "items that were there already", report.itemsUnchanged],
    ["source added", "sources added", report.sourcesAdded], ["review added", "reviews added", report.reviewsAdded],
    ["review brought up to date", "reviews brought up to date", report.reviewsChanged], ["annotation added", "annotations added", report.annotationsAdded],
    ["reviewer added", "reviewers added", report.reviewersAdded], ["right answer added", "right answers added", report.goldAdded],
  ];
  return lines.filter(([, many, amount]) => amount > 0 || many === "items added").map(([one, many, amount]) => ({ name: amount === 1 ? one : many, amount: count(amount) }));
}

/** One sentence above the lines. */
export function reportTitle(report: ImportReport): string {
  const issues = report.issues.length + report.issuesNotListed;
  const came = report.itemsAdded + report.reviewsAdded + report.reviewsChanged + report.goldAdded;
  if (came === 0 && issues === 0) return "Everything in these files was here already";
  if (came === 0) return "Nothing new came in";
  return issues === 0 ? "Everything was imported" : "Imported, with some issues";
}
