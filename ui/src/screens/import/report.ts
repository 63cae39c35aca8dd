/** The outcome of an import, in lines. */

import { count } from "../../components/amounts";
import type { ImportReport } from "../../ipc/contract";

/** What came in, with its count; what is nought is left out, except the items. */
export function reportLines(report: ImportReport): { name: string; amount: string }[] {
  const lines: [string, number][] = [
    ["items added", report.itemsAdded], ["items that were there already", report.itemsUnchanged], ["sources added", report.sourcesAdded],
    ["reviews added", report.reviewsAdded], ["reviews brought up to date", report.reviewsChanged], ["annotations added", report.annotationsAdded], ["reviewers added", report.reviewersAdded], ["right answers added", report.goldAdded],
  ];
  return lines.filter(([name, amount]) => amount > 0 || name === "items added").map(([name, amount]) => ({ name, amount: count(amount) }));
}

/** One sentence above the lines. */
export function reportTitle(report: ImportReport): string {
  const issues = report.issues.length + report.issuesNotListed;
  const came = report.itemsAdded + report.reviewsAdded + report.reviewsChanged + report.goldAdded;
  if (came === 0 && issues === 0) return "Everything in these files was here already";
  if (came === 0) return "Nothing new came in";
  return issues === 0 ? "Everything was imported" : "Imported, with some issues";
}
