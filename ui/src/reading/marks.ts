/** What is drawn over a text: annotations in the colour of their label, evidence and omissions. */

import type { Annotation, GivenAnswer, LabelSchema, Omission, Segment } from "../ipc/contract";
import type { Mark } from "../text/runs";
import type { Span } from "../text/span";
import { labelOf } from "./describe";

/** A segment of a text with the characters there. */
export function segmentOf(text: string, span: Span): Segment {
  return { start: span.start, end: span.end, quote: text.slice(span.start, span.end) };
}

/** Where annotations stand in the text; the longer first, then by id. */
export function inTextOrder(a: Annotation, b: Annotation): number {
  const [first, second] = [a.segments[0], b.segments[0]];
  return (first?.start ?? 0) - (second?.start ?? 0) || (second?.end ?? 0) - (first?.end ?? 0) || (a.id < b.id ? -1 : 1);
}

/** The marks of an annotation that has not changed are the very same objects: so most of a long list costs nothing. */
const known = new WeakMap<Annotation, { slot: number; marks: Mark[] }>();

/** Every segment of every annotation, in the colour of its primary label. */
export function marksOfSample(annotations: readonly Annotation[], schema: LabelSchema): Mark[] {
  return annotations.flatMap((annotation) => {
    const slot = labelOf(schema, annotation.primary).colour;
    const made = known.get(annotation);
    if (made?.slot === slot) return made.marks;
    const marks = annotation.segments.map(({ start, end }) => ({ id: annotation.id, start, end, kind: "label" as const, slot }));
    known.set(annotation, { slot, marks });
    return marks;
  });
}

/** The segments of annotations on their way to the disk, with the colour they will have. */
export function spansOfComing(coming: readonly { segments: readonly Segment[]; primary: string | null }[], schema: LabelSchema): (Span & { slot: number })[] {
  return coming.flatMap(({ segments, primary }) => segments.map(({ start, end }) => ({ start, end, slot: labelOf(schema, primary).colour })));
}

/** What a span of the right answer of a file is called; annotations have ids of another form. */
export const givenId = (number: number) => `given-${number}`;

/** What the right answer of the file marks: a kind of its own, so that nobody takes it for an annotation. */
export function marksOfGiven(given: GivenAnswer | null): Mark[] {
  return (given?.spans ?? []).map(({ segment: { start, end } }, number) => ({ id: givenId(number), start, end, kind: "given" as const, slot: 0 }));
}

/** The evidence and the omissions of one source. Evidence carries the id of its annotation: both light together. */
export function marksOfSource(annotations: readonly Annotation[], omissions: readonly Omission[], source: string): Mark[] {
  const evidence = annotations.flatMap(({ id, evidence: given }) =>
    given.state !== "passages" ? [] : given.passages
      .filter((passage) => passage.source === source)
      .map(({ start, end }) => ({ id, start, end, kind: "evidence" as const, slot: 0 })),
  );
  const left = omissions.filter((omission) => omission.source === source).map(({ id, start, end }) => ({ id, start, end, kind: "omission" as const, slot: 0 }));
  return [...evidence, ...left];
}
