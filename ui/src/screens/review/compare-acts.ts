/** What a reviewer does with what the machine reads: going to a passage, taking it, stepping through hints and siblings. */

import { announce, tell } from "../../components/announce.svelte";
import type { NearPassage } from "../../ipc/contract";
import { pressOf } from "../../state/habits.svelte";
import { record } from "../../state/review.svelte";
import { asksForEvidence, usualStance } from "../../reading/describe";
import { segmentOf } from "../../reading/marks";
import type { Written } from "../../text/selection";
import type { Span } from "../../text/span";
import { annotate, chooseFirst, sayFocused } from "./acts";
import type { Comparing } from "./commands";
import type { Compare } from "./compare.svelte";
import type { Workbench } from "./workbench.svelte";

/** What the screen lends. */
export interface Stage {
  bench: Workbench;
  compare: Compare;
  sample: () => Written | undefined;
  /** Scrolls a passage into view, in the source named or in the sample. */
  show: (source: string | null, span: Span) => void;
  /** Opens a sibling; the source pane stays where it is. */
  openBeside: (item: string) => void;
}

/** Does one of them. */
export function doCompare(stage: Stage, action: Comparing): void {
  const { compare } = stage;
  switch (action) {
    case "compare":
      compare.cycle();
      if (compare.passage && compare.mode !== "plain") stage.show(compare.passage.source, compare.passage);
      return;
    case "next-passage": goTo(stage, compare.nextPassage()); return;
    case "take-passage": void takePassage(stage); return;
    case "hints": compare.toggleHints(); return;
    case "next-hint": nextHint(stage); return;
    case "take-hint": void takeHint(stage); return;
    case "sibling-difference":
      if (compare.siblings.length < 2) tell("No other sample of this source is yours.");
      else stage.bench.layer = "siblings";
      return;
    case "part-sentence":
    case "join-sentence": void compare.recut(action === "part-sentence" ? "part" : "join"); return;
    case "next-sibling":
    case "previous-sibling": {
      const item = compare.sibling(action === "next-sibling" ? 1 : -1);
      if (item === null) tell("No other sample of this source is yours.");
      else stage.openBeside(item);
      return;
    }
  }
}

/** Scrolls to a passage, if there is one. */
export function goTo(stage: Stage, passage: NearPassage | null): void {
  if (passage) stage.show(passage.source, passage);
}

/** One key takes the passage as evidence of the annotation in the light, with the stance its label asks for; else it asks. */
export async function takePassage({ bench, compare }: Stage): Promise<void> {
  const annotation = bench.focusedAnnotation;
  const { passage } = compare;
  const source = bench.sources.find((each) => each.source === passage?.source);
  if (!annotation) tell(chooseFirst());
  else if (!passage || !source) tell(`No passage of a source is lit. To light the closest ones, ${pressOf("next-passage")}.`);
  else if (!asksForEvidence(bench.schema, annotation.primary)) {
    // Nothing says what the passage does to it: the reviewer says so, as for a passage of their own.
    bench.sourceIndex = bench.sources.indexOf(source);
    bench.selectSource({ anchor: passage.start, focus: passage.end });
    bench.layer = "stance";
  } else {
    const stance = usualStance(bench.schema, annotation.primary);
    const taken = { source: source.source, ...segmentOf(source.text, passage), stance };
    if (await record({ kind: "add_evidence", annotation: annotation.id, passage: taken })) sayFocused(bench);
  }
}

function nextHint(stage: Stage): void {
  const { bench, compare } = stage;
  const text = stage.sample()?.text;
  const hint = compare.nextHint();
  if (!hint || text === undefined) return;
  bench.sample = { anchor: hint.start, focus: hint.start };
  stage.show(null, hint);
  compare.notice("seen", text, hint);
  announce(`Not found in the source: ${text.slice(hint.start, hint.end)}. A word check, not a verdict.`);
}

/** Makes an annotation of the hint under the caret, with the label for what no source says. */
export async function takeHint({ bench, compare, sample }: Stage): Promise<void> {
  const written = sample();
  const { hint } = compare;
  const label = bench.schema.labels.find(({ evidence }) => evidence === "none-exists-or-nearest") ?? bench.schema.labels[0];
  if (!hint || !written) tell(`There is no hint under the caret. To go to the next one, ${pressOf("next-hint")}.`);
  else if (label) {
    compare.notice("taken", written.text, hint);
    bench.sample = { anchor: hint.start, focus: hint.end };
    await annotate(bench, written, label.id);
  }
}
