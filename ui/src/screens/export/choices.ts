/** What can be exported, in the words of the choosers. */

import type { ExportOptions, FormatName, Names, What } from "../../ipc/contract";

export const formats: { id: FormatName; label: string; hint: string; folder: boolean; ending: string }[] = [
  { id: "jsonl", label: "Touchstone JSONL", hint: "One item a line, with everything. It can be imported again.", folder: false, ending: ".jsonl" },
  { id: "csv", label: "CSV table", hint: "One long table for spreadsheets: a row for each annotation.", folder: false, ending: ".csv" },
  { id: "parquet", label: "Hugging Face folder", hint: "Parquet files with a data set card; opens with “datasets”.", folder: true, ending: "" },
  { id: "faithbench", label: "FaithBench batches", hint: "A folder with one file for each batch; reviewers’ annotations only.", folder: true, ending: "" },
  { id: "xsum", label: "XSum table", hint: "A row for each span of each reviewer, and one that says NULL for what was found clean.", folder: false, ending: ".csv" },
  { id: "mushroom", label: "Mu-SHROOM", hint: "One answer a line, with the share of reviewers who marked each character.", folder: false, ending: ".jsonl" },
];
export const whats: { id: What; label: string; hint: string }[] = [
  { id: "gold", label: "Gold", hint: "What was adjudicated, else the consensus." },
  { id: "consensus", label: "Consensus", hint: "What the reviewers’ answers say together, with probabilities." },
  { id: "annotations", label: "Every reviewer’s annotations", hint: "Each review as it stands." },
  { id: "items", label: "Items only", hint: "Samples and sources without any review." },
];
export const reviewerNames: { id: Names; label: string; hint: string }[] = [
  { id: "pseudonyms", label: "Pseudonyms", hint: "The same person is the same one throughout: R1, R2 …" },
  { id: "names", label: "Names", hint: "As they stand in the project." },
  { id: "none", label: "Nobody", hint: "Answers without who gave them." },
];

/** The part a format holds, whatever was chosen. */
export function partOf(format: FormatName, what: What): What {
  return format === "faithbench" || format === "xsum" ? "annotations" : what;
}

/** The filter as the program reads it: unfinished items are left out by their status. */
export function filterOf(typed: string, leaveOutUnfinished: boolean): string | null {
  const parts = [typed.trim(), leaveOutUnfinished ? "status:submitted" : ""].filter(Boolean);
  return parts.length === 0 ? null : parts.join(" ");
}

/** A name proposed for the file or folder. */
export function proposedName(project: string, { format, what }: Pick<ExportOptions, "format" | "what">): string {
  const ending = formats.find(({ id }) => id === format)?.ending ?? "";
  const base = project.replace(/\.touchstone$/i, "").replace(/[\\/:*?"<>|]/g, "-");
  return `${base}-${partOf(format, what)}${ending}`;
}
