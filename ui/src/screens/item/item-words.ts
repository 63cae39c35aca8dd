/** An item of the lead in words. */

import { count, duration } from "../../components/amounts";
import type { ItemInFull, LabelSchema, NamedReview } from "../../ipc/contract";
import { labelOf } from "../../reading/describe";

/** Chosen in place of a reviewer, so that only the right answer of the file is drawn; no id of a reviewer looks like it. */
export const rightAnswer = "right answer";

const stages = { "not-started": "not started", "in-progress": "begun, not submitted", submitted: "submitted", skipped: "skipped" } as const;

/** The verdict's name; a verdict that the schema no longer has is named by its id. */
export function verdictName(schema: LabelSchema, id: string | null): string {
  if (id === null) return "no verdict";
  return schema.verdicts.find((verdict) => verdict.id === id)?.name ?? id;
}

/** The label of a span of the right answer: files may name labels that the schema does not have, or none. */
export function givenLabel(schema: LabelSchema, id: string | null): string {
  return id === null ? "To be marked" : labelOf(schema, id).name;
}

/** How far a review is, how long it took, and what makes it count or not. */
export function aboutReview({ status, counts, blind, elapsedMs, skippedBecause }: NamedReview): string {
  const stage = status === "in-progress" && counts ? "taken up again; what was submitted counts meanwhile" : stages[status];
  const why = skippedBecause === null || skippedBecause === "" ? "" : `: ${skippedBecause}`;
  return [`${stage}${why}`, ...(elapsedMs === null ? [] : [duration(elapsedMs)]), ...(blind ? [] : ["not blind"])].join(" · ");
}

/** What is known of the generator, as names and values; the prompt stands apart. */
export function generatorFacts({ generator, language, externalId }: Pick<ItemInFull, "generator" | "language" | "externalId">): { name: string; value: string }[] {
  return [
    { name: "Generator", value: generator.model ?? "not told" },
    ...(generator.temperature === null ? [] : [{ name: "Temperature", value: String(generator.temperature) }]),
    ...(generator.batch === null ? [] : [{ name: "Batch", value: generator.batch }]),
    ...(language === null ? [] : [{ name: "Language", value: language }]),
    { name: "Id in the file", value: externalId },
  ];
}

/** A score as a person reads it: at most four digits behind the point. */
export function score(value: number): string {
  return Number.isInteger(value) ? count(value) : String(Number(value.toFixed(4)));
}
