/** Figures of agreement in words, and by which of them parts are compared. */

import { count, counted } from "../../components/amounts";
import type { AgreementFigure, AgreementLayer, LayerView } from "../../ipc/contract";

export const layerNames: Record<AgreementLayer, string> = { verdict: "Verdict", found: "Found", where: "Where", kind: "Kind" };
export const layerQuestions: Record<AgreementLayer, string> = {
  verdict: "Do reviewers give the same verdict?",
  found: "Do they agree whether there is anything to mark?",
  where: "Do they mark the same places?",
  kind: "Do they call the same place the same?",
};

/** Each figure with its name and what it says, in one sentence. */
const figures: Record<string, { name: string; hint: string }> = {
  raw: { name: "Raw agreement", hint: "How often two reviewers of an item say the same." },
  "krippendorff_alpha.nominal": { name: "Krippendorff’s alpha", hint: "Agreement beyond chance: 1 is full agreement, 0 is chance." },
  fleiss_kappa: { name: "Fleiss’ kappa", hint: "Agreement beyond chance, for the same number of reviewers on every item." },
  fleiss_generalised: { name: "Fleiss’ kappa, any numbers", hint: "The same where items have unequal numbers of reviewers." },
  gwet_ac1: { name: "Gwet’s AC1", hint: "Agreement beyond chance that stays meaningful when nearly all answers are the same." },
  cohen_kappa_mean: { name: "Cohen’s kappa, mean of pairs", hint: "Agreement beyond chance of two reviewers, averaged over pairs." },
  alpha_char: { name: "Alpha over characters", hint: "Agreement beyond chance on each character." },
  alpha_token: { name: "Alpha over words", hint: "The same on each word." },
  char_f1_micro: { name: "Characters in common (F1)", hint: "Share of the marked characters that two reviewers have in common, all pooled." },
  char_f1_macro: { name: "Characters in common, mean of items", hint: "The same for each pair of reviews, averaged: nothing marked by both counts as 1." },
  token_f1_micro: { name: "Words in common (F1)", hint: "Share of the marked words that two reviewers have in common." },
  exact_f1: { name: "Equal spans (F1)", hint: "Share of spans that begin and end at the same characters." },
  exact_f1_macro: { name: "Equal spans, mean of items", hint: "The same, averaged over pairs of reviews." },
  iou50_f1: { name: "Spans that overlap by half (F1)", hint: "Share of spans with a partner that overlaps by a half or more." },
  iou50_f1_macro: { name: "Spans that overlap by half, mean", hint: "The same, averaged over pairs of reviews." },
  exact_label_f1: { name: "Equal spans with equal labels (F1)", hint: "Share of spans equal in place and in label." },
  exact_label_f1_macro: { name: "Equal spans and labels, mean", hint: "The same, averaged over pairs of reviews." },
  iou50_label_f1: { name: "Overlapping spans with equal labels (F1)", hint: "Share of spans with a partner that overlaps by half and has the same label." },
  "|u": { name: "Krippendorff’s |u", hint: "Marks against gaps, each mark counted as a whole. For comparison with other tools; read alpha over characters first." },
  u: { name: "Krippendorff’s u", hint: "Marks, their labels and the gaps together. For comparison with other tools." },
  cu: { name: "Krippendorff’s cu", hint: "Labels, only where the marks of two reviewers meet. For comparison with other tools." },
  label_agreement: { name: "Same label on shared spans", hint: "Of the spans that two reviewers share, how many have the same label." },
};

/** `(k)u.contradiction` is the figure of one label. */
const ofLabel = "(k)u.";
/** The name of a figure. */
export const figureName = (name: string): string => (name.startsWith(ofLabel) ? `Krippendorff’s (k)u of “${name.slice(ofLabel.length)}”` : figures[name]?.name) ?? name.replaceAll(/[._]/g, " ");
/** What a figure says. */
export const figureHint = (name: string): string | undefined =>
  name.startsWith(ofLabel) ? "This label against the others, only where the marks of two reviewers meet. For comparison with other tools." : figures[name]?.hint;

/** `0.451`; a minus that reads as one. */
export function number(value: number): string {
  return value.toFixed(3).replace("-", "−");
}
/** `82 %`. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
/** `0.31 to 0.58`, why there is none, or nothing where none was asked for. */
export function interval({ low, high, noInterval }: AgreementFigure): string {
  return low !== null && high !== null ? `${number(low)} to ${number(high)}` : (noInterval ?? "");
}
/** The figure of this name. */
export const figureOf = (layer: LayerView | undefined, name: string): AgreementFigure | undefined => layer?.figures.find((figure) => figure.name === name);

/** A figure by which pairs and parts are compared. */
export interface Measure { id: string; layer: AgreementLayer; figure: string; label: string }
const measure = (layer: AgreementLayer, figure: string): Measure => ({ id: `${layer}/${figure}`, layer, figure, label: `${layerNames[layer]}: ${figureName(figure)}` });
export const measures: Measure[] = [
  measure("verdict", "krippendorff_alpha.nominal"), measure("verdict", "raw"), measure("verdict", "gwet_ac1"),
  measure("found", "krippendorff_alpha.nominal"), measure("found", "raw"),
  measure("where", "alpha_char"), measure("where", "char_f1_micro"), measure("where", "iou50_f1"),
  measure("kind", "alpha_char"), measure("kind", "label_agreement"),
];
/** The measure of this id. */
export function measureOf(id: string): Measure {
  return measures.find((each) => each.id === id) ?? measure("verdict", "raw");
}

const chance = { verdict: "krippendorff_alpha.nominal", found: "krippendorff_alpha.nominal", where: "alpha_char", kind: "alpha_char" } as const;

/** What is usually made of an alpha (Krippendorff 2004). */
function judged(alpha: number): string {
  if (alpha < 0) return "less than chance would give: reviewers contradict each other in a system";
  if (alpha < 0.667) return "too little to rely on; 0.667 is the least for tentative conclusions";
  return alpha < 0.8 ? "enough for tentative conclusions; 0.8 and more is called reliable" : "what is called reliable";
}

function plainly(layer: LayerView): string {
  const share = (name: string) => figureOf(layer, name)?.value ?? null;
  switch (layer.layer) {
    case "verdict": {
      const raw = share("raw");
      return raw === null ? "" : `Two reviewers of an item give the same verdict in ${percent(raw)} of cases.`;
    }
    case "found": {
      const raw = share("raw");
      return raw === null ? "" : `Two reviewers agree whether there is anything to mark in ${percent(raw)} of cases.`;
    }
    case "where": {
      const shared = share("char_f1_micro");
      return shared === null ? "" : `Of what two reviewers mark, they have ${percent(shared)} of the characters in common.`;
    }
    case "kind": {
      const same = share("label_agreement");
      return same === null ? "" : `Where two reviewers mark the same span, they give it the same label in ${percent(same)} of cases.`;
    }
  }
}

/** What a lead reads first: the plain share, what alpha says of it, and what to bear in mind. */
export function inWords(layer: LayerView): string[] {
  const alpha = figureOf(layer, chance[layer.layer]);
  const said = [plainly(layer)];
  const most = layer.classes.toSorted((a, b) => b.count - a.count)[0];
  const answers = layer.classes.reduce((sum, { count: each }) => sum + each, 0);
  if (layer.remark !== null && most && answers > 0) {
    said.push(`${percent(most.count / answers)} of the answers are “${most.name}”, so alpha says little; see AC1 and the raw agreement.`);
  } else if (alpha?.value !== null && alpha?.value !== undefined) said.push(`Beyond chance (alpha ${number(alpha.value)}) that is ${judged(alpha.value)}.`);
  else if (alpha?.reason && !said.includes(alpha.reason)) said.push(`Alpha is undefined: ${alpha.reason}`);
  return said.filter(Boolean);
}

/** What the figures rest on. */
export function rests(layer: LayerView): string {
  return `${counted(layer.nItems, "item")} with two reviews or more, ${count(layer.nReviews)} reviews`;
}

/** Cuts names to so many characters, as they fit beside a plot; the table says them whole. */
export const shortTo = (most: number) => (name: string): string => (name.length > most ? `${name.slice(0, most - 1)}…` : name);
