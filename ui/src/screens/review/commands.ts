/** Which act a key means here and now: the table of `keys.ts` brought to the screen. */

import type { Written } from "../../text/selection";
import { announce } from "../../components/announce.svelte";
import { desk, record } from "../../state/review.svelte";
import {
  annotate, giveVerdict, grade, markOmission, nudge, relabel, resized, stateNoneExists, takeBounds, withdraw,
} from "./acts";
import { commandOf, ownKeyOf, sourceOf, type Command } from "./keys";
import type { Workbench } from "./workbench.svelte";

/** What the screen lends to the keys. */
export interface Screen {
  bench: Workbench;
  sample: () => Written | undefined;
  source: () => Written | undefined;
  walk: (steps: 1 | -1) => void;
  nextArea: () => void;
  showSource: (index: number) => void;
  find: () => void;
  offerEvidence: () => void;
  submit: () => void;
}

/** Does what a key press asks for; says whether it was one of this screen's keys. */
export function press(screen: Screen, event: KeyboardEvent): boolean {
  const source = sourceOf(event);
  if (source !== null) {
    screen.showSource(source);
    return true;
  }
  return pressOwnKey(screen, event) || pressCommand(screen, event);
}

function pressOwnKey({ bench, sample }: Screen, event: KeyboardEvent): boolean {
  const label = ownKeyOf(event, bench.schema.labels);
  const written = sample();
  if (label && written) {
    if (label.shift) void relabel(bench, label.entry.id, true);
    else void annotate(bench, written, label.entry.id);
    return true;
  }
  const verdict = ownKeyOf(event, bench.schema.verdicts);
  if (!verdict || verdict.shift) return false;
  void giveVerdict(bench, verdict.entry.id);
  return true;
}

function pressCommand(screen: Screen, event: KeyboardEvent): boolean {
  const command = commandOf(event);
  if (command === null || (command === "submit" && isControl(event.target))) return false;
  if ((command === "next-annotation" || command === "previous-annotation") && !inText(event.target)) return false;
  run(screen, command);
  return true;
}

/** Enter presses the button that has the focus. */
function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("button, a, select, summary") !== null;
}

/** Tab walks annotations in the texts; elsewhere it walks the controls as everywhere. */
function inText(target: EventTarget | null): boolean {
  return target === document.body || (target instanceof Element && target.closest("[data-pane]") !== null);
}

function run(screen: Screen, command: Command): void {
  const { bench } = screen;
  const sample = screen.sample();
  const source = screen.source();
  if (!sample) return;
  switch (command) {
    case "next-pane": screen.nextArea(); return;
    case "next-annotation": screen.walk(1); return;
    case "previous-annotation": screen.walk(-1); return;
    case "next-source": screen.showSource(bench.sourceIndex + 1); return;
    case "previous-source": screen.showSource(bench.sourceIndex - 1); return;
    case "find": screen.find(); return;
    case "grow":
    case "shrink":
      if (bench.pane === "source" && source) bench.selectSource(resized(bench, source, bench.source, command === "grow"));
      else bench.sample = resized(bench, sample, bench.sample, command === "grow");
      return;
    case "end-forward": void nudge(bench, sample, "end", 1, false); return;
    case "end-back": void nudge(bench, sample, "end", -1, false); return;
    case "start-forward": void nudge(bench, sample, "start", 1, false); return;
    case "start-back": void nudge(bench, sample, "start", -1, false); return;
    case "end-forward-exact": void nudge(bench, sample, "end", 1, true); return;
    case "end-back-exact": void nudge(bench, sample, "end", -1, true); return;
    case "start-forward-exact": void nudge(bench, sample, "start", 1, true); return;
    case "start-back-exact": void nudge(bench, sample, "start", -1, true); return;
    case "add-segment": void takeBounds(bench, sample, true); return;
    case "rebound": void takeBounds(bench, sample, false); return;
    case "labels": openLabels(bench); return;
    case "withdraw": void withdraw(bench); return;
    case "evidence": screen.offerEvidence(); return;
    case "none-exists": void stateNoneExists(bench); return;
    case "omission": if (source) void markOmission(bench, source); return;
    case "milder": void grade(bench, -1); return;
    case "graver": void grade(bench, 1); return;
    case "correction": edit(bench, "correction"); return;
    case "note": edit(bench, "note"); return;
    case "undo": void record({ kind: "undo" }).then((done) => done && announce("Undone")); return;
    case "redo": void record({ kind: "redo" }).then((done) => done && announce("Done again")); return;
    case "submit": screen.submit(); return;
    case "skip": bench.layer = "skip"; return;
    case "flag": bench.layer = "flag"; return;
    case "recent": bench.layer = "recent"; return;
    case "guidelines": bench.guidelines = !bench.guidelines; return;
    case "keys": bench.layer = "keys"; return;
  }
}

function openLabels(bench: Workbench): void {
  if (bench.focusedAnnotation) bench.layer = "labels";
  else announce("Choose an annotation first: click it, or press Tab.");
}

function edit(bench: Workbench, field: "correction" | "note"): void {
  if (bench.focusedAnnotation || (bench.focusedOmission && field === "note")) bench.editing = field;
  else announce("Choose an annotation first: click it, or press Tab.");
}

/** What a refusal asks the reviewer to do next: the annotation to look at, or nothing. */
export function answerRefusal(bench: Workbench): void {
  const { refusal } = desk;
  if (!refusal) return;
  announce(refusal.message);
  if (refusal.annotation !== null) bench.focused = refusal.annotation;
}
