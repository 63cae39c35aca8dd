/** Stored consensus runs and their differences in words. */

import type { ChangedItemView, ChangedSpanView, RunView } from "../ipc/contract";
import { methodChoices, thresholdChoices } from "./choices";

const labelOf = (choices: readonly { id: string; label: string }[], id: string): string => choices.find((choice) => choice.id === id)?.label ?? id;

/** `Majority, words by half or more`. */
export function runName({ method, threshold }: Pick<RunView, "method" | "threshold">): string {
  return `${labelOf(methodChoices, method)}, words by ${labelOf(thresholdChoices, threshold).toLowerCase()}`;
}
/** When a run was computed, in the words of this place. */
export function runTime({ at }: Pick<RunView, "at">): string {
  return at === null ? "not recorded" : new Date(Number(at)).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
}

const changes: Record<ChangedSpanView["change"], string> = {
  gained: "New span", lost: "Span gone", rebounded: "Other bounds", relabelled: "Other label", contested: "Now contested", "no-longer-contested": "Not contested any more",
};
function changed({ change, before, after, labelBefore, labelAfter }: ChangedSpanView): string {
  const words = [before, after].filter((text) => text !== null).map((text) => `“${text}”`);
  const places = change === "relabelled" ? words.slice(-1) : words;
  return `${changes[change]}: ${places.join(" → ")}${labelAfter === null ? "" : ` (${labelAfter}, was ${labelBefore ?? "no label"})`}`;
}
/** Everything that changed in an item, one sentence each. */
export function whatChanged({ verdict, spans, omissions }: Pick<ChangedItemView, "verdict" | "spans" | "omissions">): string[] {
  const said = verdict ? [`Verdict: ${verdict.after ?? "unresolved"}, was ${verdict.before ?? "unresolved"}`] : [];
  return [...said, ...spans.map(changed), ...omissions.map((omission) => `Left out by the sample. ${changed(omission)}`)];
}
