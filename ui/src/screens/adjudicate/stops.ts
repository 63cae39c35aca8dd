/** Where J and K stop: each difference, those in omissions, the verdict, then gold that belongs to no difference. Pure. */

import type { Act, Annotation, Aspect, CaseStand, CaseView, Cause, CaseDifference, Omission, OmissionDifference } from "../../ipc/contract";
import { inTextOrder } from "../../reading/marks";

/** A stop of the walk. `id` is of the difference, of the gold, or `verdict`. */
export type Stop =
  | { kind: "difference"; id: string; difference: CaseDifference }
  | { kind: "omission"; id: string; omission: OmissionDifference }
  | { kind: "verdict"; id: "verdict" }
  | { kind: "gold"; id: string; annotation: Annotation; filledIn: boolean }
  | { kind: "gold-omission"; id: string; omission: Omission; filledIn: boolean };

/** All stops, in the order of the cards. The verdict stands among them where reviewers differ in it, or it was decided. */
export function stopsOf(view: CaseView, stand: CaseStand): Stop[] {
  const made = new Set(stand.differences.flatMap((difference) => difference.gold));
  const gold = stand.gold.filter(({ annotation }) => !made.has(annotation.id)).toSorted((a, b) => inTextOrder(a.annotation, b.annotation));
  const ruled = new Set(stand.omissions.flatMap((omission) => omission.gold));
  const leftOut = stand.goldOmissions.filter(({ omission }) => !ruled.has(omission.id));
  const verdict: Stop[] = view.verdicts.length !== 1 || view.verdicts[0]?.verdict === null || stand.verdictReason ? [{ kind: "verdict", id: "verdict" }] : [];
  return [
    ...stand.differences.map((difference) => ({ kind: "difference" as const, id: difference.id, difference })),
    ...stand.omissions.map((omission) => ({ kind: "omission" as const, id: omission.id, omission })),
    ...verdict,
    ...gold.map(({ annotation, filledIn }) => ({ kind: "gold" as const, id: annotation.id, annotation, filledIn })),
    ...leftOut.map(({ omission, filledIn }) => ({ kind: "gold-omission" as const, id: omission.id, omission, filledIn })),
  ];
}

/** Whether a stop still waits for a decision. */
export function isOpen(stop: Stop, stand: CaseStand): boolean {
  if (stop.kind === "difference") return stop.difference.decided === null;
  if (stop.kind === "omission") return stop.omission.decided === null;
  return stop.kind === "verdict" && stand.verdict === null;
}

/** How many stops wait. */
export function openCount(view: CaseView, stand: CaseStand): number {
  return stopsOf(view, stand).filter((stop) => isOpen(stop, stand)).length;
}

/** The stop to go to after a decision: the next that waits, coming round; the same where none does. */
export function nextOpen(stops: readonly Stop[], stand: CaseStand, from: string | null): string | null {
  const at = stops.findIndex(({ id }) => id === from);
  const round = [...stops.slice(at + 1), ...stops.slice(0, at + 1)];
  return (round.find((stop) => isOpen(stop, stand)) ?? stops[at] ?? stops[0])?.id ?? null;
}

/** The stop `steps` further, coming round at the ends. */
export function neighbour(stops: readonly Stop[], from: string | null, steps: 1 | -1): string | null {
  if (stops.length === 0) return null;
  const at = stops.findIndex(({ id }) => id === from);
  const next = at < 0 ? (steps > 0 ? 0 : stops.length - 1) : (at + steps + stops.length) % stops.length;
  return stops[next]?.id ?? null;
}

/** The annotation that keys act on: gold made of the difference, else its chosen candidate. */
export function pieceOf(stop: Stop | undefined, stand: CaseStand, chosen: number): Annotation | null {
  if (stop?.kind === "gold") return stop.annotation;
  if (stop?.kind !== "difference") return null;
  const [gold] = stop.difference.gold;
  const made = stand.gold.find(({ annotation }) => annotation.id === gold)?.annotation;
  return made ?? stop.difference.candidates[chosen]?.annotation ?? null;
}

/** The omission that keys act on: gold made of the difference, else its chosen candidate. */
export function omissionOf(stop: Stop | undefined, stand: CaseStand, chosen: number): Omission | null {
  if (stop?.kind === "gold-omission") return stop.omission;
  if (stop?.kind !== "omission") return null;
  const [gold] = stop.omission.gold;
  const made = stand.goldOmissions.find(({ omission }) => omission.id === gold)?.omission;
  return made ?? stop.omission.candidates[chosen]?.omission ?? null;
}

/** The stop that a mark of the text belongs to. */
export function stopOfMark(stops: readonly Stop[], id: string): string | null {
  const found = stops.find((stop) =>
    stop.id === id
    || (stop.kind === "difference" && (stop.difference.gold.includes(id) || stop.difference.candidates.some(({ annotation }) => annotation.id === id)))
    || (stop.kind === "omission" && (stop.omission.gold.includes(id) || stop.omission.candidates.some(({ omission }) => omission.id === id))));
  return found?.id ?? null;
}

/** The stop that a reviewer's annotation belongs to, by its place. */
export function stopAt(stops: readonly Stop[], start: number, end: number): string | null {
  const touches = (from: number, to: number) => from < end && start < to;
  const found = stops.find((stop) =>
    stop.kind === "difference" ? touches(stop.difference.start, stop.difference.end)
    : stop.kind === "gold" && stop.annotation.segments.some((segment) => touches(segment.start, segment.end)));
  return found?.id ?? null;
}

/** The stop that a passage of a source belongs to that a reviewer marks as left out. */
export function stopAtSource(stops: readonly Stop[], source: string, start: number, end: number): string | null {
  const touches = (place: { source: string; start: number; end: number }) => place.source === source && place.start < end && start < place.end;
  const found = stops.find((stop) => (stop.kind === "omission" || stop.kind === "gold-omission") && touches(stop.omission));
  return found?.id ?? null;
}

/** Names of what reviewers differ in. */
export const aspectNames: Record<Aspect, string> = {
  found: "found or not", where: "bounds", kind: "label", severity: "severity", correction: "correction",
};

/** Names of what was done. */
export const actNames: Record<Act, string> = {
  accepted: "accepted", edited: "edited", rebound: "re-bound", relabelled: "re-labelled", merged: "merged", split: "split", rejected: "rejected", added: "added",
};

/** The causes with their keys, in words. */
export const causeNames: { id: Cause; name: string; hint: string }[] = [
  { id: "ambiguous-text", name: "Ambiguous text", hint: "It can be read in more than one way." },
  { id: "guideline-gap", name: "Gap in the guidelines", hint: "Neither they nor the label’s definition say." },
  { id: "reviewer-error", name: "Reviewer’s error", hint: "Someone overlooked or mistook something." },
  { id: "taste", name: "Taste", hint: "Both are right: where it ends, how bad it is." },
];

/** The name of a cause. */
export function causeName(cause: Cause): string {
  return causeNames.find(({ id }) => id === cause)?.name ?? cause;
}
