/** How a consensus can be computed, in words (methods of docs/methods.md). */

import type { Method, SpanThreshold } from "../ipc/contract";

/** From how many reviewers on an estimate of their reliability is worth its trouble. */
export const worthEstimating = 5;
/** Methods that estimate how reliable each reviewer is from all items at once. */
export const estimates = (method: Method): boolean => method === "dawid-skene" || method === "one-coin" || method === "mace";

export const methodChoices: { id: Method; label: string; hint: string }[] = [
  { id: "majority", label: "Majority", hint: "What more than half say. A tie stays unresolved. The right choice for most teams." },
  { id: "weighted", label: "Weighted", hint: "Everyone counts as much as they agree with the others. From 5 reviewers on, words are weighed too." },
  { id: "dawid-skene", label: "Dawid-Skene", hint: "Estimates which mistakes each reviewer makes, verdict by verdict. For 5 reviewers or more." },
  { id: "one-coin", label: "One coin", hint: "Estimates one reliability for each reviewer. Needs fewer reviews than Dawid-Skene." },
  { id: "mace", label: "MACE", hint: "Estimates who answers without looking. For crowds." },
];
export const thresholdChoices: { id: SpanThreshold; label: string; hint: string }[] = [
  { id: "half", label: "Half or more", hint: "Exactly half is flagged as a tie. Of two reviewers, what one alone marks is contested." },
  { id: "majority", label: "More than half", hint: "Fewer words, all of them marked by most." },
  { id: "any", label: "Any reviewer", hint: "Every word that anyone marked." },
  { id: "all", label: "All reviewers", hint: "Only words on which everyone agrees." },
];
