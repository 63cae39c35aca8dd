/** The consensus against right answers that files gave, in words. */

import { counted } from "../../components/amounts";
import type { AgainstGivenView, ItemsOf } from "../../ipc/contract";
import { percent } from "./words";

const figures: Record<string, { name: string; hint: string }> = {
  value: { name: "Same verdict", hint: "Share of the items whose consensus verdict is the one that the file gives. An unresolved item is not the same. Wilson’s interval." },
  char_f1_micro: { name: "Characters in common (F1)", hint: "Share of the marked characters that the consensus and the right answers have in common, all pooled." },
  char_f1_macro: { name: "Characters in common, mean of items", hint: "The same for each item, averaged: nothing marked by both counts as 1." },
  exact_f1: { name: "Equal spans (F1)", hint: "Share of spans that begin and end at the same characters." },
  iou50_f1: { name: "Spans that overlap by half (F1)", hint: "Share of spans with a partner that overlaps by a half or more." },
  exact_label_f1: { name: "Equal spans with equal labels (F1)", hint: "Share of spans equal in place and in label, on items whose right answer labels all that it marks." },
  gold_found: { name: "Right spans that were found", hint: "Share of the spans of the right answers that a span of the consensus overlaps; the rest was missed." },
  beside_gold: { name: "Spans beside the right ones", hint: "Share of the spans of the consensus that overlap no span of the right answers." },
};
/** The name of a figure. */
export const givenFigureName = (name: string): string => figures[name]?.name ?? name.replaceAll(/[._]/g, " ");
/** What a figure says. */
export const givenFigureHint = (name: string): string | undefined => figures[name]?.hint;

const valueOf = (view: AgainstGivenView, name: string): number | null => view.spans?.figures.find((figure) => figure.name === name)?.value ?? null;

/** `1 of 3 items has`, `2 of 3 items have`. */
const ofAll = (some: number, all: number, is: [string, string]): string => `${some} of ${counted(all, "item")} ${some === 1 ? is[0] : is[1]}`;

/** What a lead reads first. */
export function givenInWords(view: AgainstGivenView): string[] {
  const { accuracy, counted: of, same, unresolved, notReviewed } = view;
  if (accuracy.value === null) return [`${counted(notReviewed.items, "item has", "items have")} a right answer, and no reviewer has given a verdict on any of them yet.`];
  const within = accuracy.low !== null && accuracy.high !== null ? ` (95 %: ${percent(accuracy.low)} to ${percent(accuracy.high)})` : "";
  const open = unresolved.items > 0 ? ` ${counted(unresolved.items, "item is", "items are")} unresolved, as reviewers are divided, and ${unresolved.items === 1 ? "counts" : "count"} as not right.` : "";
  const said = [`The consensus gives the right verdict in ${percent(accuracy.value)} of cases${within}: ${ofAll(same.items, of.items, ["is right", "are right"])}.${open}`];
  const [shared, found, beside] = ["char_f1_micro", "gold_found", "beside_gold"].map((name) => valueOf(view, name));
  if (typeof shared === "number") said.push(`Of what the consensus and the right answers mark, they have ${percent(shared)} of the characters in common.`);
  if (typeof found === "number") said.push(`It finds ${percent(found)} of the spans that should be marked${typeof beside === "number" ? `, and ${percent(beside)} of its own are beside them` : ""}.`);
  return said;
}

/** The items, parted by how the two compare; parts of none are left out. */
export function givenGroups({ same, other, unresolved, notReviewed, spans }: AgainstGivenView): { name: string; of: ItemsOf }[] {
  const groups = [
    { name: "Right", of: same }, { name: "Another verdict", of: other }, { name: "Unresolved", of: unresolved }, { name: "No verdict yet", of: notReviewed },
    ...(spans ? [{ name: "Marked otherwise", of: spans.apart }] : []),
  ];
  return groups.filter(({ of }) => of.items > 0);
}
