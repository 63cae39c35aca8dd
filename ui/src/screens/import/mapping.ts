/** Which column of a table means what, as a person sets it. */

/** Fields that a column can be mapped to, in the order shown. */
export const fields = [
  { id: "sample", name: "Sample text", needed: true }, { id: "source", name: "Source text", needed: false }, { id: "id", name: "Id of the item", needed: false },
  { id: "title", name: "Title of the source", needed: false }, { id: "licence", name: "Licence of the source", needed: false },
  { id: "model", name: "Generator: model", needed: false }, { id: "prompt", name: "Generator: prompt", needed: false },
  { id: "temperature", name: "Generator: temperature", needed: false }, { id: "batch", name: "Generator: batch", needed: false },
  { id: "language", name: "Language", needed: false }, { id: "kind", name: "Kind of sample", needed: false },
] as const;

export type Mapping = Record<string, string>;

/** The mapping with one field given a column, or none. */
export function mapped(mapping: Mapping, field: string, column: string): Mapping {
  const rest = Object.fromEntries(Object.entries(mapping).filter(([other]) => other !== field));
  return column === "" ? rest : { ...rest, [field]: column };
}

/** What keeps a mapping from being used, as a sentence with its cure; null when nothing does. */
export function mappingProblem(mapping: Mapping, columns: readonly string[]): string | null {
  const sample = mapping["sample"];
  if (sample === undefined) return "No column holds the sample text yet. Choose one under “Sample text”.";
  const lost = Object.entries(mapping).find(([, column]) => !columns.includes(column));
  if (lost) return `The table has no column “${lost[1]}”. Choose another one.`;
  if (mapping["source"] === sample) return "The same column is both sample and source. A sample cannot be judged against itself: choose another column for one of them.";
  return null;
}

/** Columns that no field uses; they are kept as metadata. */
export function unused(mapping: Mapping, columns: readonly string[]): string[] {
  const used = new Set(Object.values(mapping));
  return columns.filter((column) => !used.has(column));
}
