/** The formats that can be read, in the words of a chooser. */

import type { FormatName } from "../../ipc/contract";

export const formatNames: Record<FormatName, string> = {
  jsonl: "Touchstone JSONL", csv: "CSV table", tsv: "TSV table", parquet: "Parquet", faithbench: "FaithBench batch", xsum: "XSum hallucination table", mushroom: "Mu-SHROOM", "text-pairs": "Folder of text pairs",
};

/** What a chooser offers; the empty one lets the content decide. */
export const readable = [
  { id: "", label: "By its content" },
  ...(["jsonl", "csv", "tsv", "faithbench", "xsum", "mushroom", "text-pairs"] as const).map((id) => ({ id, label: formatNames[id] })),
];

/** Whether the columns of a format can be mapped. */
export function isTable(format: FormatName | null): boolean {
  return format === "csv" || format === "tsv";
}
