/** Doing what a key, the palette or a button asks for; and why it cannot be done now. */

import { announce, tell } from "../../components/announce.svelte";
import { actionOf, type ActionId, type Need } from "../../state/actions";
import { palette } from "../../state/commands.svelte";
import { pressOf } from "../../state/habits.svelte";
import { navigation } from "../../state/navigation.svelte";
import { desk, record, stepQueue } from "../../state/review.svelte";
import type { Written } from "../../text/selection";
import { isEmpty, spanOf } from "../../text/span";
import {
  annotate, annotateByMacro, chooseFirst, giveVerdict, grade, holdPiece, markOmission, nudge, relabel, repeatLast, resized, stateNoneExists, takeBounds, usePhrase, withdraw,
} from "./acts";
import { isCaret } from "../../state/pane-keys";
import { askedBy, type Asked } from "./keys";
import type { Workbench } from "./workbench.svelte";

/** What the screen lends to its commands. */
export interface Screen {
  bench: Workbench;
  sample: () => Written | undefined;
  source: () => Written | undefined;
  walk: (steps: 1 | -1) => void;
  nextArea: (steps: 1 | -1) => void;
  showSource: (index: number) => void;
  find: () => void;
  fold: (all: boolean) => void;
  offerEvidence: () => void;
  submit: () => void;
  calm: () => void;
  compare: (action: Comparing) => void;
}

/** What is done with what the machine reads. */
export type Comparing = "compare" | "sibling-difference" | "part-sentence" | "join-sentence" | "next-passage" | "take-passage" | "next-sibling" | "previous-sibling" | "hints" | "next-hint" | "take-hint";

/** Does what a key press asks for; says whether it was one of this screen's keys. */
export function press(screen: Screen, event: KeyboardEvent): boolean {
  const asked = askedBy(event, screen.bench.schema);
  if (asked === null) return event.key === "Escape" && letGo(screen.bench);
  if (asked.kind === "action" && !isHeard(asked.action, event)) return false;
  doAsked(screen, asked);
  return true;
}

/** Where the focus is decides over Enter, Space and Tab, which every control needs. */
function isHeard(action: ActionId, event: KeyboardEvent): boolean {
  if (isCaret(action)) return false;
  if ((event.key === "Enter" || event.key === " ") && isControl(event.target)) return false;
  return event.key !== "Tab" || inText(event.target);
}

/** Enter presses the button that has the focus. */
function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("button, a, select, summary") !== null;
}

/** Tab walks annotations in the texts; elsewhere it walks the controls as everywhere. */
function inText(target: EventTarget | null): boolean {
  return target === document.body || (target instanceof Element && target.closest("[data-pane]") !== null);
}

/** Lets pieces and a held selection go; says whether there was something to let go. */
function letGo(bench: Workbench): boolean {
  if (bench.pieces.length === 0 && !bench.extending) return false;
  bench.pieces = [];
  bench.extending = false;
  announce("Let go");
  return true;
}

/** Does what was asked for. */
export function doAsked(screen: Screen, asked: Asked): void {
  const { bench } = screen;
  const sample = screen.sample();
  switch (asked.kind) {
    case "source": screen.showSource(asked.index); return;
    case "macro": if (sample) void annotateByMacro(bench, sample, asked.index); return;
    case "phrase": void usePhrase(bench, asked.index); return;
    case "verdict": void giveVerdict(bench, asked.verdict); return;
    case "label":
      if (asked.further) void relabel(bench, asked.label, true);
      else if (sample) void annotate(bench, sample, asked.label);
      return;
    case "action": run(screen, asked.action);
  }
}

/** The cure for what is missing, with the key that is in force. */
const reasons: Record<Need, () => string> = {
  annotation: chooseFirst,
  focused: chooseFirst,
  some: () => "Nothing is marked yet.",
  selection: () => "Select something in the sample first.",
  passage: () => `Select in the source what the sample leaves out, then ${pressOf("omission")}.`,
  sources: () => "This item has no other source.",
  severities: chooseFirst,
  last: () => "Nothing was marked in this item yet that could be repeated.",
  undo: () => "There is nothing to undo in this item.",
  redo: () => "There is nothing to redo in this item.",
  queue: () => "No queue is walked now. Begin one from the project screen.",
  begun: () => "This review is withdrawn already. Undo brings it back.",
};

function isThere(bench: Workbench, need: Need): boolean {
  switch (need) {
    case "annotation": return bench.focusedAnnotation !== null;
    case "focused":
    case "severities": return bench.focusedAnnotation !== null || bench.focusedOmission !== null;
    case "some": return bench.annotations.length + bench.omissions.length > 0;
    case "selection": return !isEmpty(spanOf(bench.sample));
    case "passage": return !isEmpty(spanOf(bench.source));
    case "sources": return bench.sources.length > 1;
    case "last": return bench.pattern !== null;
    case "undo": return desk.review?.canUndo ?? false;
    case "redo": return desk.review?.canRedo ?? false;
    case "queue": return desk.view?.queue !== null && desk.view?.queue !== undefined;
    case "begun": return desk.review !== null && desk.review.status !== "withdrawn";
  }
}

/** Why an action can do nothing now, as a sentence with the cure; null where it can. */
export function whyNot(bench: Workbench, action: ActionId): string | null {
  const need = actionOf(action)?.needs;
  return need === undefined || isThere(bench, need) ? null : reasons[need]();
}

/** Does an action, or says aloud why it cannot be done now. */
export function run(screen: Screen, action: ActionId): void {
  const { bench } = screen;
  // What can be undone is known to the program alone: an act may still be on its way there.
  const why = action === "undo" || action === "redo" ? null : whyNot(bench, action);
  if (why !== null) {
    tell(why);
    return;
  }
  const sample = screen.sample();
  if (sample) act(screen, sample, action);
}

function act(screen: Screen, sample: Written, action: ActionId): void {
  const { bench } = screen;
  const source = screen.source();
  switch (action) {
    case "next-pane": screen.nextArea(1); return;
    case "previous-pane": screen.nextArea(-1); return;
    case "next-annotation": screen.walk(1); return;
    case "previous-annotation": screen.walk(-1); return;
    case "next-source": screen.showSource(bench.sourceIndex + 1); return;
    case "previous-source": screen.showSource(bench.sourceIndex - 1); return;
    case "find": screen.find(); return;
    case "fold": screen.fold(false); return;
    case "fold-all": screen.fold(true); return;
    case "grow":
    case "shrink":
      if (bench.pane === "source" && source) bench.selectSource(resized(bench, source, bench.source, action === "grow"));
      else bench.sample = resized(bench, sample, bench.sample, action === "grow");
      return;
    case "hold-anchor":
      bench.extending = !bench.extending;
      announce(bench.extending ? "Caret keys select now" : "Caret keys move again");
      return;
    case "hold-piece": holdPiece(bench, sample); return;
    case "end-forward": void nudge(bench, sample, "end", 1, false); return;
    case "end-back": void nudge(bench, sample, "end", -1, false); return;
    case "start-forward": void nudge(bench, sample, "start", 1, false); return;
    case "start-back": void nudge(bench, sample, "start", -1, false); return;
    case "end-forward-exact": void nudge(bench, sample, "end", 1, true); return;
    case "end-back-exact": void nudge(bench, sample, "end", -1, true); return;
    case "start-forward-exact": void nudge(bench, sample, "start", 1, true); return;
    case "start-back-exact": void nudge(bench, sample, "start", -1, true); return;
    case "repeat": void repeatLast(bench, sample); return;
    case "mark-all": bench.layer = "mark-all"; return;
    case "add-segment": void takeBounds(bench, sample, true); return;
    case "rebound": void takeBounds(bench, sample, false); return;
    case "labels": bench.layer = "labels"; return;
    case "withdraw": void withdraw(bench); return;
    case "evidence": screen.offerEvidence(); return;
    case "none-exists": void stateNoneExists(bench); return;
    case "omission": if (source) void markOmission(bench, source); return;
    case "milder": void grade(bench, -1); return;
    case "graver": void grade(bench, 1); return;
    case "correction": bench.editing = "correction"; return;
    case "note": bench.editing = "note"; return;
    case "snippet": bench.layer = "phrases"; return;
    case "compare":
    case "next-passage":
    case "take-passage":
    case "sibling-difference":
    case "part-sentence":
    case "join-sentence":
    case "next-sibling":
    case "previous-sibling":
    case "hints":
    case "next-hint":
    case "take-hint": screen.compare(action); return;
    case "undo": void record({ kind: "undo" }).then((done) => done && announce("Undone")); return;
    case "redo": void record({ kind: "redo" }).then((done) => done && announce("Done again")); return;
    case "submit": screen.submit(); return;
    case "skip": bench.layer = "skip"; return;
    case "withdraw-review": bench.layer = "withdraw-review"; return;
    case "flag": bench.layer = "flag"; return;
    case "recent": bench.layer = "recent"; return;
    case "next-in-queue": void stepQueueKept("next"); return;
    case "previous-in-queue": void stepQueueKept("previous"); return;
    case "guidelines": bench.guidelines = !bench.guidelines; return;
    case "keys": bench.layer = "keys"; return;
    case "palette": palette.open = true; return;
    case "focus-mode": screen.calm(); return;
    case "verdict-clean": byMeaning(bench, "clean"); return;
    case "verdict-hallucinated": byMeaning(bench, "hallucinated"); return;
    case "verdict-unsure": byMeaning(bench, "unsure"); return;
  }
}

/** Where one was in the item is kept before another is opened. */
export async function stepQueueKept(step: "next" | "previous"): Promise<void> {
  await navigation.leaving?.();
  await stepQueue(step);
}

function byMeaning(bench: Workbench, meaning: "clean" | "hallucinated" | "unsure"): void {
  const verdict = bench.schema.verdicts.find((each) => each.meaning === meaning);
  if (verdict) void giveVerdict(bench, verdict.id);
}

/** What a refusal asks the reviewer to do next: the annotation to look at, or nothing. */
export function answerRefusal(bench: Workbench): void {
  const { refusal } = desk;
  if (!refusal) return;
  announce(refusal.message);
  if (refusal.annotation !== null) bench.focused = refusal.annotation;
}
