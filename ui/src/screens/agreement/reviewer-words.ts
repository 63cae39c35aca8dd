/** What is known of reviewers, in plain sentences. */

import { counted, duration } from "../../components/amounts";
import type { ConfusedLabels, HintContrast, HintInfluence, ReviewerChecks, ReviewerFigure, ReviewerMeasured } from "../../ipc/contract";
import { percent } from "./words";

/** `2.1`; whole numbers from ten on. */
function amount(value: number): string {
  const size = Math.abs(value);
  return size >= 10 ? String(Math.round(size)) : size.toFixed(1);
}
/** `1 min 41 s`; below ten seconds with a tenth. */
function time(milliseconds: number): string {
  const size = Math.abs(milliseconds);
  return size < 9950 ? `${(size / 1000).toFixed(1)} s` : duration(size);
}
const ofWhat: Record<string, string> = { items: "item", spans: "span", characters: "character", hints: "hint", reviews: "review" };

/** `140 spans`. */
export const restsOn = ({ n, of }: ReviewerFigure): string => counted(n, ofWhat[of] ?? of);

/** A signed figure with its direction: `2.1 characters early`, `0.3 steps milder`, `14 points lower`. */
function turned(value: number, { unit }: ReviewerFigure): string {
  switch (unit) {
    case "characters": return amount(value) === "0.0" ? "at the same character" : `${amount(value)} characters ${value < 0 ? "early" : "late"}`;
    case "steps": return amount(value) === "0.0" ? "as the others" : `${amount(value)} steps ${value < 0 ? "milder" : "more severely"}`;
    case "points": return `${Math.round(Math.abs(value) * 100)} points ${value < 0 ? "lower" : "higher"}`;
    case "time": return `${time(value)} ${value < 0 ? "less" : "more"}`;
    case "per-review": return `${Math.abs(value).toFixed(2)} ${value < 0 ? "fewer" : "more"}`;
    case "share": return percent(value);
  }
}
/** An end of an interval, as short as it stays clear. */
function end(value: number, { unit, name }: ReviewerFigure): string {
  switch (unit) {
    case "share": return percent(value);
    case "characters": return `${amount(value)} ${value < 0 ? "early" : "late"}`;
    case "steps": return `${amount(value)} ${value < 0 ? "milder" : "more severe"}`;
    case "points": return `${Math.round(Math.abs(value) * 100)} ${value < 0 ? "lower" : "higher"}`;
    case "time": return name.startsWith("time_change") ? `${time(value)} ${value < 0 ? "less" : "more"}` : time(value);
    case "per-review": return value.toFixed(2).replace("-", "−");
  }
}
/** `(8 to 17 %, 140 spans)`, or why there is no interval. */
export function within(figure: ReviewerFigure): string {
  const { low, high, noInterval } = figure;
  if (low === null || high === null) return `(${restsOn(figure)}; no interval: ${noInterval ?? ""})`;
  const [from, to] = figure.unit === "share" ? [percent(low).replace(" %", ""), percent(high)] : [end(low, figure), end(high, figure)];
  return `(${from} to ${to}, ${restsOn(figure)})`;
}
/** Whether a signed figure could as well be nothing: its interval holds 0. */
export const mayBeChance = ({ unit, name, low, high }: ReviewerFigure): boolean =>
  (["characters", "steps", "points"].includes(unit) || name === "time_change_ms") && low !== null && high !== null && low <= 0 && high >= 0;

/** A figure as a sentence, or null where it is undefined. */
export function sentenceOf(figure: ReviewerFigure): string | null {
  const { name, value } = figure;
  if (value === null) return null;
  switch (name) {
    case "agreement": return `Has ${percent(value)} of the marked characters in common with another reviewer`;
    case "same_verdict": return `Gives the verdict of the others on ${percent(value)} of items`;
    case "misses": return `Misses ${percent(value)} of what the others mark`;
    case "over_marking": return `Of the own spans ${percent(value)} have no support by anyone`;
    case "over_marking_characters": return `Of the own characters ${percent(value)} are marked by nobody else`;
    case "starts": return `Starts ${turned(value, figure)}`;
    case "ends": return `Ends ${turned(value, figure)}`;
    case "severity": return `Grades ${turned(value, figure)}`;
    case "same_label": return `Gives the same label on ${percent(value)} of shared spans`;
    case "time_ms": return `Takes ${time(value)} for an item (median)`;
    case "agreement_change": return `In the last third of a sitting agreement is ${turned(value, figure)} than in the first`;
    case "time_change_ms": return `In the last third of a sitting an item takes ${turned(value, figure)} than in the first`;
    case "verdict_right": return `Verdict right on ${percent(value)}`;
    case "gold_found": return `Finds ${percent(value)} of the gold’s spans`;
    case "beside_gold": return `Of the own spans ${percent(value)} touch no gold`;
    default: return `${name.replaceAll("_", " ")} ${turned(value, figure)}`;
  }
}

const short: Record<string, string> = {
  agreement: "Agreement", same_verdict: "Same verdict", misses: "Misses", over_marking: "Unsupported spans", over_marking_characters: "Unsupported characters", starts: "Starts", ends: "Ends",
  severity: "Severity", same_label: "Same label", time_ms: "Time", agreement_change: "Agreement over a sitting", time_change_ms: "Pace over a sitting",
  verdict_right: "Verdicts", gold_found: "Gold found", beside_gold: "Beside the gold",
};
/** The short name of a figure. */
export const shortName = (name: string): string => short[name] ?? name.replaceAll("_", " ");

const titles: Record<string, string> = {
  same_verdict: "another verdict than the others", misses: "spans of the others that were missed", over_marking: "spans without support", over_marking_characters: "spans without support",
  starts: "spans with other bounds", ends: "spans with other bounds", severity: "another severity", same_label: "another label", verdict_right: "wrong verdicts", gold_found: "gold that was missed", beside_gold: "spans beside the gold",
};
/** The same where it happened in none of them. */
const titlesOfNone: Record<string, string> = {
  same_verdict: "the verdict of the others in all of these", misses: "nothing of the others was missed in these", over_marking: "no span without support in these", over_marking_characters: "no span without support in these",
  starts: "the bounds of the others in all of these", ends: "the bounds of the others in all of these", severity: "the severity of the others in all of these", same_label: "the label of the others in all of these",
  verdict_right: "the right verdict in all of these", gold_found: "no gold was missed in these", beside_gold: "no span beside the gold in these",
};
/** What the list of items behind a figure shows: where it happened, or where it could have. */
export function listTitle(who: string, { name, nowhere }: Pick<ReviewerFigure, "name" | "nowhere">): string {
  return `${who}: ${(nowhere ? titlesOfNone : titles)[name] ?? shortName(name).toLowerCase()}`;
}

/** With whom a reviewer is compared. */
export function comparedWith({ basis, compared, reviews }: ReviewerMeasured): string {
  switch (basis) {
    case "several": return `Compared with the vote of two or more others on ${compared.toLocaleString("en-GB")} of ${counted(reviews, "review")}.`;
    case "one": return `Compared with the one other reviewer of each item, on ${compared.toLocaleString("en-GB")} of ${counted(reviews, "review")}: who of the two is right is not known.`;
    case "none": return `Nobody else submitted the same items (${counted(reviews, "review")}).`;
  }
}
/** What is most often taken for what. */
export const confusedSaid = ({ own, others, times }: ConfusedLabels): string => `Most often “${own}” where the others say “${others}” (${times === 1 ? "once" : `${times} times`}).`;

/** Attention checks and calibration. */
export function checksSaid({ kind, seen, withGold }: ReviewerChecks): string {
  const what = kind === "attention-checks" ? counted(seen, "attention check") : counted(seen, "calibration item");
  if (seen === 0) return `No ${kind === "attention-checks" ? "attention check" : "calibration item"} reviewed yet.`;
  return withGold === seen ? `${what}, all with a known answer.` : `${what}, ${withGold === 0 ? "none" : withGold} of them settled or with gold of their file: only those have a known answer.`;
}

const per = (figure: ReviewerFigure): string => (figure.value === null ? "an unknown part" : figure.unit === "share" ? percent(figure.value) : figure.value.toFixed(2));
/** With and without hints, in one sentence; the reason where a side is missing. */
export function contrastSaid({ name, shown, hidden, difference }: HintContrast): string {
  const missing = shown.reason ?? hidden.reason;
  const [a, b] = [per(shown), per(hidden)];
  const said = {
    anchoring: `With hints shown reviewers annotate ${a} of the hinted words, with hints hidden ${b}`,
    tunnel_vision: `With hints ${a} of the annotations lie outside hinted places, without ${b}`,
    annotations_away: `With hints a review has ${a} annotations away from hinted words, without ${b}`,
    recall_away: `Away from hints they find ${a} of what the others hold with hints, ${b} without`,
  }[name] ?? `${name}: ${a} with hints, ${b} without`;
  if (missing !== null) return `${contrastName(name)}: ${missing}`;
  return difference.value === null ? `${said}.` : `${said}: ${turned(difference.value, difference)} with hints.`;
}
/** The name of a contrast. */
export const contrastName = (name: string): string => ({ anchoring: "Anchoring", tunnel_vision: "Tunnel vision", annotations_away: "Annotations away from hints", recall_away: "Recall away from hints" })[name] ?? name;
/** What hints are measured on. */
export const hintsRestOn = ({ shown, hidden, leftOut, seen, taken }: HintInfluence): string =>
  `${counted(shown, "review")} with hints shown and ${counted(hidden, "review")} with hints hidden by the draw${leftOut > 0 ? `; ${counted(leftOut, "review")} not drawn, or not as drawn, left out` : ""}. Hints were looked at ${seen.toLocaleString("en-GB")} times and ${taken.toLocaleString("en-GB")} became annotations.`;
/** Where nothing was randomised. */
export const neverRandomised = "Hints were never randomised in this project, so their influence cannot be measured.";
