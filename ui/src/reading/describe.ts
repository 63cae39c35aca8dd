/** Annotations in words: for the cards, and for a screen reader. */

import type { Annotation, Evidence, Label, LabelSchema, Stance } from "../ipc/contract";

/** The label of an id; a label that a newer schema dropped is named by its id. */
export function labelOf(schema: LabelSchema, id: string | null): Pick<Label, "id" | "name" | "colour"> {
  if (id === null) return { id: "", name: "No label", colour: 0 };
  return schema.labels.find((label) => label.id === id) ?? { id, name: id, colour: 0 };
}

/** The name of a severity. */
export function severityName(schema: LabelSchema, id: string | null): string {
  return schema.severities.find((severity) => severity.id === id)?.name ?? id ?? "no severity";
}

/** The characters annotated; the pieces of a discontinuous one with a gap between. */
export function quoteOf(annotation: Pick<Annotation, "segments">): string {
  return annotation.segments.map((segment) => segment.quote).join(" … ");
}

const verbs: Record<Stance, (count: number) => string> = {
  contradicts: (count) => `contradicted by ${passages(count)}`,
  supports: (count) => `supported by ${passages(count)}`,
  nearest: (count) => (count === 1 ? "1 nearest passage" : `${count} nearest passages`),
};

function passages(count: number): string {
  return count === 1 ? "1 passage" : `${count} passages`;
}

/** As `contradicted by 1 passage`, or `searched both sources, none exists`; empty where nothing is said yet. */
export function evidenceText(evidence: Evidence, sources: number): string {
  if (evidence.state === "not-given") return "";
  if (evidence.state === "none-exists") {
    if (sources === 0) return "there is no source, none exists";
    const searched = sources === 1 ? "the source" : sources === 2 ? "both sources" : `all ${sources} sources`;
    return `searched ${searched}, none exists`;
  }
  const stances: Stance[] = ["contradicts", "supports", "nearest"];
  const found = stances.map((stance) => ({ stance, count: evidence.passages.filter((passage) => passage.stance === stance).length }));
  return found.filter(({ count }) => count > 0).map(({ stance, count }) => verbs[stance](count)).join(", ");
}

/** As a screen reader reads it: `Contradiction, major, "retired from", evidence 1`. */
export function spoken(annotation: Annotation, schema: LabelSchema): string {
  const names = [annotation.primary, ...annotation.others].map((id) => labelOf(schema, id).name).join(" and ");
  const severity = annotation.severity === null ? [] : [severityName(schema, annotation.severity)];
  const evidence =
    annotation.evidence.state === "passages" ? `evidence ${annotation.evidence.passages.length}`
    : annotation.evidence.state === "none-exists" ? "none exists" : "no evidence yet";
  return [names, ...severity, `"${quoteOf(annotation)}"`, evidence].join(", ");
}

/** The keys that a sentence about a lack may name; empty for none. */
interface Cures { evidence: string; none: string; note: string }

/** What the label still asks for, as a sentence with the key; null when it has all it needs. */
export function missing(annotation: Annotation, schema: LabelSchema, keys: Cures): string | null {
  const by = (key: string) => (key === "" ? "" : ` (${key})`);
  const label = schema.labels.find((each) => each.id === annotation.primary);
  if (!label) return null;
  const { evidence } = annotation;
  const stances = evidence.state === "passages" ? evidence.passages.map((passage) => passage.stance) : [];
  switch (label.evidence) {
    case "contradicting":
      if (!stances.includes("contradicts")) return `needs a passage that contradicts it: select one in the source and ${keys.evidence === "" ? "take it as evidence" : `press ${keys.evidence}`}`;
      break;
    case "none-exists-or-nearest":
      if (evidence.state !== "none-exists" && !stances.includes("nearest")) return `needs the nearest passage${by(keys.evidence)} or the statement that none exists${by(keys.none)}`;
      break;
    case "any":
      if (evidence.state === "not-given") return `needs evidence${by(keys.evidence)} or the statement that none exists${by(keys.none)}`;
      break;
    case "none":
      break;
  }
  return label.note && !annotation.note ? `needs a note${keys.note === "" ? "" : `: press ${keys.note}`}` : null;
}

/** Whether a label says what its evidence has to do. */
export function asksForEvidence(schema: LabelSchema, id: string | null): boolean {
  const demand = schema.labels.find((label) => label.id === id)?.evidence;
  return demand === "contradicting" || demand === "none-exists-or-nearest";
}

/** The stance that a label asks for first. */
export function usualStance(schema: LabelSchema, id: string | null): Stance {
  const demand = schema.labels.find((label) => label.id === id)?.evidence;
  return demand === "none-exists-or-nearest" ? "nearest" : "contradicts";
}
