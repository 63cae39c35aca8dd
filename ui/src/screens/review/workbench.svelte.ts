/**
 * What the reviewer holds in the hand: the selections, the annotation in the light, the source shown,
 * open fields. Kept beside the review (`state/review`), which is what the engine has confirmed.
 */

import type { Annotation, Label, LabelSchema, Omission, Position, SourceView } from "../../ipc/contract";
import { labelOf } from "../../reading/describe";
import { inTextOrder, marksOfSample, marksOfSource, spansOfComing } from "../../reading/marks";
import { keepSame } from "../../state/keep-same";
import { desk } from "../../state/review.svelte";
import type { Mark } from "../../text/runs";
import { exactSpan, wordUnder, type Written } from "../../text/selection";
import { isEmpty, spanOf, union, type Selected, type Span } from "../../text/span";

export type Pane = "source" | "sample";
export type Field = "correction" | "note";
/** What is open over the screen. */
export type Layer = "stance" | "labels" | "skip" | "flag" | "recent" | "keys" | "mark-all" | "phrases" | "siblings" | "withdraw-review" | null;

const nowhere: Selected = { anchor: 0, focus: 0 };

export class Workbench {
  pane: Pane = $state("sample");
  sourceIndex = $state(0);
  sample: Selected = $state.raw(nowhere);
  /** One selection for each source, by its position. */
  private sourceSelections: Selected[] = $state.raw([]);
  /** Pieces of the sample held for one annotation, beside the selection. */
  pieces: Span[] = $state.raw([]);
  /** Whether caret keys select without Shift. */
  extending = $state(false);
  /** The annotation made last in this item. */
  lastMade: string | null = $state(null);
  /** Id of the annotation or omission that keys act on. */
  focused: string | null = $state(null);
  hovered: string | null = $state(null);
  editing: Field | null = $state(null);
  layer: Layer = $state(null);
  guidelines = $state(false);
  /** Text of fields not yet saved, by `annotation/field`. */
  drafts: Record<string, string> = $state({});
  /** Where a selection started to grow from, so that it shrinks back to it. */
  pivot: number | null = null;
  /** Whether the caret of the sample was put where it is by hand, for its own sake: then its word can be marked. */
  placed = false;

  readonly annotations: Annotation[] = $derived((desk.review?.annotations ?? []).toSorted(inTextOrder));
  readonly omissions: Omission[] = $derived(desk.review?.omissions ?? []);
  readonly sources: SourceView[] = $derived(desk.view?.sources ?? []);
  readonly shownSource: SourceView | null = $derived(this.sources[this.sourceIndex] ?? null);
  readonly source: Selected = $derived(this.sourceSelections[this.sourceIndex] ?? nowhere);
  readonly focusedAnnotation: Annotation | null = $derived(this.annotations.find(({ id }) => id === this.focused) ?? null);
  readonly focusedOmission: Omission | null = $derived(this.omissions.find(({ id }) => id === this.focused) ?? null);
  /** What is repeated: the annotation in the light, else the one made last. */
  readonly pattern: Annotation | null = $derived(this.focusedAnnotation ?? this.annotations.find(({ id }) => id === this.lastMade) ?? null);
  readonly lit: ReadonlySet<string> = $derived(new Set([this.focused, this.hovered].filter((id) => id !== null)));
  readonly sampleMarks: Mark[] = $derived(desk.guidance ? marksOfSample(this.annotations, desk.guidance.schema) : []);
  readonly sampleComing: (Span & { slot: number })[] = $derived(spansOfComing(desk.coming, this.schema));
  /** The same list as before where nothing of it changed, so that the source is not drawn again for a mark in the sample. */
  readonly sourceMarks: Mark[] = $derived.by(() => {
    this.lastSourceMarks = keepSame(this.lastSourceMarks, this.shownSource ? marksOfSource(this.annotations, this.omissions, this.shownSource.source) : []);
    return this.lastSourceMarks;
  });
  private lastSourceMarks: Mark[] = [];

  get schema(): LabelSchema {
    return desk.guidance?.schema ?? { version: 0, name: "", labels: [], severities: [], verdicts: [] };
  }

  selectSource(selected: Selected): void {
    const selections = [...this.sourceSelections];
    selections[this.sourceIndex] = selected;
    this.sourceSelections = selections;
  }

  /** Lays everything out for an item: as it was left, or from the start. */
  layOut(position: Position | null): void {
    this.sourceIndex = Math.min(position?.sourceIndex ?? 0, Math.max(0, this.sources.length - 1));
    this.sample = position?.sample ?? nowhere;
    this.sourceSelections = [];
    if (position) this.selectSource(position.source);
    this.focused = position?.focused ?? null;
    this.hovered = null;
    this.pieces = [];
    this.extending = false;
    this.lastMade = null;
    this.editing = null;
    this.layer = null;
    this.pivot = null;
    this.placed = false;
    this.drafts = Object.fromEntries((position?.drafts ?? []).map((draft) => [`${draft.annotation}/${draft.field}`, draft.text]));
    const [open] = position?.drafts ?? [];
    if (open && open.annotation === this.focused) this.editing = open.field;
  }

  /** Where the reviewer is, to be kept. Scroll positions are added by the screen. */
  position(sampleScroll: number, sourceScroll: number): Position {
    const drafts = Object.entries(this.drafts).map(([key, text]) => {
      const [annotation = "", field] = key.split("/");
      return { annotation, field: field === "note" ? ("note" as const) : ("correction" as const), text };
    });
    return { sourceIndex: this.sourceIndex, sample: this.sample, source: this.source, sampleScroll, sourceScroll, focused: this.focused, drafts };
  }

  /** The span that a label key marks: the selection, else the word under the caret; null where there is none. */
  sampleTarget(written: Written): Span | null {
    const span = spanOf(this.sample);
    const target = isEmpty(span) ? wordUnder(written, this.sample.focus) : exactSpan(written, span.start, span.end);
    return isEmpty(target) ? null : target;
  }

  /** All pieces that a label key marks: those held, and the selection or the word under a caret that was put there for it. */
  sampleTargets(written: Written): Span[] {
    const held = this.pieces.map(({ start, end }) => exactSpan(written, start, end));
    const means = !isEmpty(spanOf(this.sample)) || (held.length === 0 && this.placed && this.pane === "sample");
    const target = means ? this.sampleTarget(written) : null;
    return union(target ? [...held, target] : held);
  }

  /** The selection of the source shown, on whole graphemes; null for a caret. */
  sourceTarget(written: Written): Span | null {
    const span = spanOf(this.source);
    return isEmpty(span) ? null : exactSpan(written, span.start, span.end);
  }

  /** The annotation or omission `steps` further in the order of the cards, coming round at the ends. */
  neighbour(steps: 1 | -1): string | null {
    const ids = [...this.annotations, ...this.omissions].map(({ id }) => id);
    if (ids.length === 0) return null;
    const at = this.focused === null ? -1 : ids.indexOf(this.focused);
    const next = at < 0 ? this.nearestToCaret(steps) : (at + steps + ids.length) % ids.length;
    return ids[next] ?? null;
  }

  private nearestToCaret(steps: 1 | -1): number {
    const after = this.annotations.findIndex((annotation) => (annotation.segments[0]?.start ?? 0) >= this.sample.focus);
    if (steps > 0) return Math.max(after, 0);
    return after < 0 ? this.annotations.length - 1 : (after - 1 + this.annotations.length) % this.annotations.length;
  }

  /** A label's name and colour. */
  label(id: string | null): Pick<Label, "id" | "name" | "colour"> {
    return labelOf(this.schema, id);
  }
}
