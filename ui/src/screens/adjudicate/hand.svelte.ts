/** What the adjudicator holds in the hand: the stop in the light, the candidate chosen, selections, what is open. Kept beside the program's word in `state/adjudication`. */

import { announce, tell } from "../../components/announce.svelte";
import type { Annotation, Cause, LabelSchema, Omission, Reason, Wish } from "../../ipc/contract";
import { severityName, spoken } from "../../reading/describe";
import { segmentOf } from "../../reading/marks";
import { court, decide } from "../../state/adjudication.svelte";
import { pressOf } from "../../state/habits.svelte";
import { exactSpan, type Written } from "../../text/selection";
import { isEmpty, spanOf, type Selected } from "../../text/span";
import { isOpen, nextOpen, omissionOf, pieceOf, stopsOf, type Stop } from "./stops";

/** What is open over the screen. `label-new` names the label of an added annotation. */
export type Layer = "reason" | "edit" | "label" | "label-new" | "queue" | "bulk" | "causes" | "keys" | null;

/** A passage that is selected in a source. */
export type Passed = Pick<Omission, "source" | "start" | "end" | "quote">;

const nowhere: Selected = { anchor: 0, focus: 0 };

export class Hand {
  focused: string | null = $state(null);
  chosen = $state(0);
  sample: Selected = $state.raw(nowhere);
  source: Selected = $state.raw(nowhere);
  sourceIndex = $state(0);
  layer: Layer = $state(null);
  merging: ReadonlySet<string> = $state.raw(new Set());
  /** Settling was refused with a question; Enter once more answers it. */
  confirming = $state(false);
  /** What waits for a reason, with its name. */
  waiting: { title: string; wish: (reason: Reason) => Wish } | null = $state.raw(null);
  /** Edits that were left without saving, by annotation. */
  readonly drafts = new Map<string, Annotation>();
  lastCause: Cause | null = $state(null);

  readonly stops: Stop[] = $derived(court.view && court.stand ? stopsOf(court.view, court.stand) : []);
  readonly stop: Stop | undefined = $derived(this.stops.find(({ id }) => id === this.focused));
  readonly piece: Annotation | null = $derived(court.stand ? pieceOf(this.stop, court.stand, this.chosen) : null);
  readonly leftOut: Omission | null = $derived(court.stand ? omissionOf(this.stop, court.stand, this.chosen) : null);
  readonly left: number = $derived(court.stand ? this.stops.filter((stop) => court.stand && isOpen(stop, court.stand)).length : 0);

  get schema(): LabelSchema {
    return court.guidance?.schema ?? { version: 0, name: "", labels: [], severities: [], verdicts: [] };
  }

  /** Begins an item: the first stop that waits is in the light. */
  begin(): void {
    Object.assign(this, { sample: nowhere, source: nowhere, sourceIndex: 0, layer: null, merging: new Set(), confirming: false, waiting: null });
    this.drafts.clear();
    this.light(court.stand ? nextOpen(this.stops, court.stand, null) : null);
  }

  /** Puts a stop in the light; its strongest candidate is chosen. */
  light(id: string | null): void {
    this.focused = id;
    this.chosen = 0;
    const stop = this.stops.find((each) => each.id === id);
    if (stop?.kind === "verdict") {
      const wanted = court.stand?.verdict ?? court.view?.verdicts[0]?.verdict;
      this.chosen = Math.max(0, this.schema.verdicts.findIndex((verdict) => verdict.id === wanted));
    }
  }

  /** The stop in the light, in words. */
  say(): void {
    const { stop } = this;
    if (stop?.kind === "difference") {
      const { candidates, decided, aspects } = stop.difference;
      announce(`Difference, ${decided ? decided.act : "not decided"}, ${aspects.join(", ")}, ${candidates.length} ${candidates.length === 1 ? "candidate" : "candidates"}. ${this.piece ? spoken(this.piece, this.schema) : ""}`);
    } else if (stop?.kind === "omission") {
      const { candidates, decided, aspects } = stop.omission;
      announce(`Left out by the sample, ${decided ? decided.act : "not decided"}, ${aspects.join(", ")}, ${candidates.length} ${candidates.length === 1 ? "candidate" : "candidates"}. ${this.leftOut ? this.omissionWords(this.leftOut) : ""}`);
    } else if (stop?.kind === "gold-omission") announce(`Gold, ${this.omissionWords(stop.omission)}`);
    else if (stop?.kind === "verdict") announce(`Verdict, ${court.stand?.verdict ?? "not decided"}`);
    else if (stop) announce(`Gold, ${spoken(stop.annotation, this.schema)}`);
    else announce("Reviewers differ in nothing here.");
  }

  /** An omission, as it is read out. */
  omissionWords({ quote, severity }: Omission): string {
    return `left out${severity === null ? "" : `, ${severityName(this.schema, severity).toLowerCase()}`}, “${quote}”`;
  }

  /** Asks why reviewers differed, then does it. */
  ask(title: string, wish: (reason: Reason) => Wish): void {
    this.waiting = { title, wish };
    this.layer = "reason";
  }

  /** The reason is given: it is done, and the next stop that waits comes into the light. */
  async answer(reason: Reason): Promise<void> {
    const { waiting } = this;
    this.waiting = null;
    this.layer = null;
    this.lastCause = reason.cause;
    if (waiting) await this.act(waiting.wish(reason));
  }

  /** Keeps an edit that was not saved; forgets it where nothing differs. */
  keepDraft(piece: Annotation, draft: Annotation | null): void {
    if (draft && JSON.stringify(draft) !== JSON.stringify(piece)) this.drafts.set(piece.id, draft);
    else this.drafts.delete(piece.id);
  }

  /** Does a wish. What waits next comes into the light, unless the stop still waits. */
  async act(wish: Wish): Promise<boolean> {
    const from = this.focused;
    const went = await decide(wish);
    this.confirming = !went && court.refusal?.needs === "confirmation";
    if (!went) {
      if (court.refusal) announce(court.refusal.message);
      return false;
    }
    if (wish.kind === "merge") this.merging = new Set();
    if (wish.kind === "change") this.drafts.delete(wish.annotation.id);
    const kept = this.stops.find(({ id }) => id === from);
    const walks = ["accept", "reject", "decide_verdict"].includes(wish.kind);
    if (court.stand && (walks || !kept)) this.light(nextOpen(this.stops, court.stand, from));
    announce(this.left === 0 ? `Nothing is left to decide. To settle the item, ${pressOf("case-settle")}.` : `${this.left} left to decide.`);
    return true;
  }

  accept(): void {
    const { stop } = this;
    if (stop?.kind === "verdict") {
      const verdict = this.schema.verdicts[this.chosen];
      if (verdict) this.ask(`Decide the verdict: ${verdict.name}`, (reason) => ({ kind: "decide_verdict", verdict: verdict.id, reason }));
    } else if (stop?.kind === "difference") {
      const candidate = stop.difference.candidates[this.chosen]?.annotation;
      if (candidate) this.ask(`Accept ${spoken(candidate, this.schema)}`, (reason) => ({ kind: "accept", candidate: candidate.id, reason }));
    } else if (stop?.kind === "omission") {
      const candidate = stop.omission.candidates[this.chosen]?.omission;
      if (candidate) this.ask(`Accept ${this.omissionWords(candidate)}`, (reason) => ({ kind: "accept", candidate: candidate.id, reason }));
    } else if (stop) tell("This is gold already.");
  }

  reject(): void {
    const { stop } = this;
    if (stop?.kind === "difference") this.ask(`Reject “${stop.difference.quote}”`, (reason) => ({ kind: "reject", id: stop.id, reason }));
    else if (stop?.kind === "gold") this.ask(`Reject ${spoken(stop.annotation, this.schema)}`, (reason) => ({ kind: "reject", id: stop.id, reason }));
    else if (stop?.kind === "omission") this.ask(`Reject “${stop.omission.quote}” as left out`, (reason) => ({ kind: "reject", id: stop.id, reason }));
    else if (stop?.kind === "gold-omission") this.ask(`Reject ${this.omissionWords(stop.omission)}`, (reason) => ({ kind: "reject", id: stop.id, reason }));
    else if (stop) this.ask("Leave the verdict open", (reason) => ({ kind: "decide_verdict", verdict: null, reason }));
  }

  change(what: string, annotation: Annotation): void {
    this.ask(what, (reason) => ({ kind: "change", annotation, reason }));
  }

  /** The selection of the sample, on whole graphemes; null for a caret. */
  private selection(written: Written | undefined) {
    const span = spanOf(this.sample);
    if (!written || isEmpty(span)) return null;
    return segmentOf(written.text, exactSpan(written, span.start, span.end));
  }

  changeOmission(what: string, omission: Omission): void {
    this.ask(what, (reason) => ({ kind: "change_omission", omission, reason }));
  }

  /** `passage` is what is selected in the source; an omission stands there. */
  rebound(written: Written | undefined, passage: Passed | null): void {
    const segment = this.selection(written);
    if (this.leftOut && passage) this.changeOmission(`Re-bound to “${passage.quote}”`, { ...this.leftOut, ...passage });
    else if (this.leftOut) tell(`Select in the source where it should stand, then ${pressOf("case-rebound")} again.`);
    else if (!this.piece) tell(`Choose a difference or a piece of gold first: ${pressOf("case-next")}.`);
    else if (!segment) tell(`Select in the sample where it should stand, then ${pressOf("case-rebound")} again.`);
    else this.change(`Re-bound to “${segment.quote}”`, { ...this.piece, segments: [segment] });
  }

  relabel(label: string): void {
    const { piece } = this;
    this.layer = null;
    if (piece) this.change(`Re-label as ${this.schema.labels.find(({ id }) => id === label)?.name ?? label}`, { ...piece, primary: label });
  }

  add(written: Written | undefined, label: string): void {
    this.layer = null;
    const segment = this.selection(written);
    if (!segment) return;
    const severity = this.schema.severities[0]?.id ?? null;
    const annotation: Annotation = { id: "", segments: [segment], primary: label, others: [], severity, evidence: { state: "not-given" }, correction: null, note: null };
    this.ask(`Add “${segment.quote}”`, (reason) => ({ kind: "add", annotation, reason }));
  }

  addOmission(passage: Passed | null): void {
    if (!passage) return tell(`Select in the source what the sample should have covered, then ${pressOf("case-add-omission")} again.`);
    const omission: Omission = { id: "", ...passage, severity: this.schema.severities[0]?.id ?? null, note: null };
    this.ask(`Add “${passage.quote}” as left out`, (reason) => ({ kind: "add_omission", omission, reason }));
  }

  split(written: Written | undefined): void {
    const { piece } = this;
    if (this.leftOut) return tell(`An omission is not split. To give it other bounds, ${pressOf("case-rebound")}; to add another one, ${pressOf("case-add-omission")}.`);
    const at = this.sample.focus;
    if (piece && written) this.ask(`Split “${piece.segments.map(({ quote }) => quote).join(" … ")}” at the caret`, (reason) => ({ kind: "split", id: piece.id, at, reason }));
    else tell(`Choose what to split first: ${pressOf("case-next")}.`);
  }

  toggleMerge(): void {
    if (!this.focused || this.focused === "verdict") return;
    if (this.leftOut) return tell("Omissions are not merged. B gives one the bounds of both.");
    const next = new Set(this.merging);
    if (!next.delete(this.focused)) next.add(this.focused);
    this.merging = next;
    announce(next.has(this.focused) ? `Chosen for merging, ${next.size} in all.` : "No longer chosen for merging.");
  }

  merge(): void {
    const { stand } = court;
    const ids = this.stops.filter(({ id }) => this.merging.has(id)).flatMap((stop) => (stand ? pieceOf(stop, stand, stop.id === this.focused ? this.chosen : 0)?.id ?? [] : []));
    if (ids.length < 2) tell("Choose two or more with M first.");
    else this.ask(`Merge ${ids.length} into one`, (reason) => ({ kind: "merge", ids, reason }));
  }
}
