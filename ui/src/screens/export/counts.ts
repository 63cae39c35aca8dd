/** What an export would hold, in sentences. */

import { count, counted } from "../../components/amounts";
import type { ExportPlan } from "../../ipc/contract";

/** `132 of 140 items`. */
export function countLine(records: number, items: number): string {
  return `${count(records)} of ${counted(items, "item")}`;
}

/** Why some items stay out, a sentence for each reason. */
export function excludedLines({ excluded, excludedByFilter }: Pick<ExportPlan, "excluded" | "excludedByFilter">): string[] {
  const unknown = excluded - excludedByFilter;
  const lines = [];
  if (excludedByFilter > 0) lines.push(`${counted(excludedByFilter, "item stays", "items stay")} out by the filter.`);
  if (unknown > 0) lines.push(`${counted(unknown, "item stays", "items stay")} out, because nothing of what you chose is known of ${unknown === 1 ? "it" : "them"} yet.`);
  return lines;
}

/** Why nothing can be written, with the cure; null when something can. */
export function emptyReason(plan: ExportPlan): string | null {
  if (plan.records > 0) return null;
  if (plan.why !== null && plan.why !== "") return plan.why;
  if (plan.items === 0) return "No item fits the filter. Change the filter, or empty it.";
  return "Nobody has submitted a review of these items yet. Review some first, or choose “Items only”.";
}
