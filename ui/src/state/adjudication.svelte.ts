/** The item at the adjudicator's desk, and every way to change it: the program has it on disk before it is shown. */

import { call, type CallError } from "../ipc/client";
import type { BulkRule, CaseState, CaseStand, CaseView, Guidance, Progress, Reason, Refusal, Wish } from "../ipc/contract";
import { keepSame } from "./keep-same";

/** Read it; change it by the functions below. */
export const court: {
  phase: "opening" | "ready" | "done" | "failed";
  guidance: Guidance | null;
  view: CaseView | null;
  stand: CaseStand | null;
  refusal: Refusal | null;
  error: CallError | null;
} = $state({ phase: "opening", guidance: null, view: null, stand: null, refusal: null, error: null });

let turn: Promise<unknown> = Promise.resolve();

/** One after the other: an act is decided on what the one before left. */
function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
  const next = turn.then(work, work);
  turn = next.catch(() => undefined);
  return next;
}

/** Leaves nothing of the last item. */
export function clearCourt(): void {
  Object.assign(court, { phase: "opening", view: null, stand: null, refusal: null, error: null });
}

/** Opens an item, or without one the most informative, after another one where that is given. */
export async function openCase(item: string | null, after: string | null = null): Promise<void> {
  try {
    court.guidance = await call("review_guidance", null);
    await call("prepare_adjudication", null);
    const view = await inTurn(() => call("open_case", { item, after }));
    court.view = view;
    court.stand = view?.stand ?? null;
    court.refusal = null;
    court.error = null;
    court.phase = view ? "ready" : "done";
  } catch (error) {
    court.error = error as CallError;
    court.phase = "failed";
  }
}

/** Records a wish on the item shown. Resolves to whether it went. */
export async function decide(wish: Wish): Promise<boolean> {
  const item = court.view?.item;
  if (item === undefined) return false;
  try {
    const reply = await inTurn(() => call("record_wish", { item, wish }));
    if (reply.outcome === "refused") {
      court.refusal = reply.refusal;
      return false;
    }
    court.refusal = null;
    court.error = null;
    if (court.view?.item === item) court.stand = keepSame(court.stand, reply.stand);
    return true;
  } catch (error) {
    court.error = error as CallError;
    return false;
  }
}

/** A part of the queue. */
export const cases = (state: CaseState, offset: number, limit: number) => call("adjudication_cases", { state, offset, limit });
/** Why reviewers differed, over all items. */
export const causes = () => call("adjudication_causes", null);
/** What a rule would decide. */
export const previewBulk = (rule: BulkRule, onprogress: (progress: Progress) => void) => call("preview_bulk", rule, onprogress as (progress: unknown) => void);
/** Decides what the rule says, as one step. */
export const acceptBulk = (rule: BulkRule, reason: Reason, onprogress: (progress: Progress) => void) => call("accept_bulk", { rule, reason }, onprogress as (progress: unknown) => void);
/** Takes such a step back. */
export const undoBulk = (step: string) => call("undo_bulk", { step });
