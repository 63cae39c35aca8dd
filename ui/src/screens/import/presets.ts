/** The label schemas that come with the program, in the words of a chooser. The program knows them. */

import type { LabelSchema } from "../../ipc/contract";

/** What a preset holds, in one line: its labels of the top, and how severities are graded. */
export function presetHint({ labels, severities }: Pick<LabelSchema, "labels" | "severities">): string {
  const told = [labels.filter(({ parent }) => parent === null).map(({ name }) => name).join(", ")];
  if (labels.some(({ parent }) => parent !== null)) told.push("some with kinds of their own");
  if (severities.length > 0) told.push(`severities from ${severities[0]?.name.toLowerCase()} to ${severities.at(-1)?.name.toLowerCase()}`);
  return `${told.join("; ")}.`;
}

/** The preset that fits a format best. */
export function presetFor(format: string | null): string {
  if (format === "xsum") return "intrinsic-extrinsic";
  return format === "faithbench" ? "faithbench" : "faithfulness";
}
