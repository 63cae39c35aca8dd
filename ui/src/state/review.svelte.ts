/**
 * The review of one item, as the engine has confirmed it. The state changes when a reply says so, and the
 * saved sign says what is still on its way. One thing is shown before, faintly: annotations on their way
 * to the disk (`coming`), for an eye that follows the key does not wait for a disk.
 */

import { call, type CallError } from "../ipc/client";
import type { Guidance, Intent, Position, RecentItem, Refusal, ReviewState, ReviewView } from "../ipc/contract";
import { changed } from "./review-change";
import { finished } from "./sitting.svelte";
import { title } from "./title.svelte";

/** What the screen can show. `done`: no item is left for this reviewer. */
export type Phase = "loading" | "ready" | "done" | "failed";
/** A new annotation, as it is asked for. */
export type Annotate = Extract<Intent, { kind: "annotate" }>;

/** Read it; change it by the functions below. */
class Desk {
  phase: Phase = $state("loading");
  view: ReviewView | null = $state.raw(null);
  review: ReviewState | null = $state.raw(null);
  guidance: Guidance | null = $state.raw(null);
  refusal: Refusal | null = $state.raw(null);
  error: CallError | null = $state.raw(null);
  /** Name of the queue that is walked, also behind its end. */
  walked: string | null = $state(null);
  /** Annotations asked for and not yet confirmed, in the order of the keys. */
  coming: readonly Annotate[] = $state.raw([]);
}
export const desk = new Desk();

let queue: Promise<unknown> = Promise.resolve();
let pending = 0;

/** One call after the other, in the order of the keys. */
function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  pending += 1;
  title.saved = "saving";
  const result = queue.then(work);
  queue = result.then(
    () => settle("saved"),
    () => settle("failed"),
  );
  return result;
}

/** When everything asked for until now is answered: only then it is known how the review stands. */
export function answered(): Promise<unknown> {
  return queue;
}

function settle(sign: "saved" | "failed"): void {
  pending -= 1;
  if (sign === "failed") title.saved = "failed";
  else if (pending === 0) title.saved = "saved";
}

function show(view: ReviewView | null): void {
  desk.view = view;
  desk.review = view?.review ?? null;
  desk.refusal = null;
  desk.phase = view ? "ready" : "done";
  if (view) desk.walked = view.queue?.name ?? null;
  title.position = view ? { at: view.at, of: view.of } : null;
  title.share = view && view.of > 0 ? view.done / view.of : null;
}

/** Opens an item, or the next one of the queue. */
export async function openItem(item: string | null): Promise<void> {
  try {
    desk.guidance ??= await call("review_guidance", null);
    show(await inTurn(() => call("open_review", { item })));
  } catch (error) {
    desk.error = error as CallError;
    desk.phase = "failed";
  }
}

/** Whether a queue is walked: the program is told when that ends. */
let walking = false;

/** Begins to walk one's own queue of this name; an empty one shows that it is. */
export async function openQueue(name: string): Promise<void> {
  try {
    desk.guidance ??= await call("review_guidance", null);
    const view = await inTurn(() => call("walk_queue", { name }));
    walking = view !== null;
    show(view);
    desk.walked = name;
  } catch (error) {
    desk.error = error as CallError;
    desk.phase = "failed";
  }
}

/** Goes on or back in the queue that is walked; nothing is handed in. Behind its end nothing is open. */
export async function stepQueue(step: "next" | "previous"): Promise<void> {
  const view = desk.view;
  if (!view?.queue) return;
  if (step === "previous" && view.queue.at <= 1) return;
  try {
    show(await inTurn(() => call("step_queue", { item: view.item, step })));
  } catch (error) {
    desk.error = error as CallError;
  }
}

/** Ends the walk of a queue: the order of the list decides again. */
export async function leaveQueue(): Promise<void> {
  desk.walked = null;
  if (!walking) return;
  walking = false;
  await call("leave_queue", null);
}

/** Takes everything away: the screen is left, or another reviewer sits down. */
export function clearDesk(): void {
  desk.phase = "loading";
  desk.view = null;
  desk.review = null;
  desk.guidance = null;
  desk.refusal = null;
  desk.error = null;
  desk.coming = [];
}

/** Records what the reviewer wants. Resolves to the id of what was made, or null; a refusal stays on the desk. */
export async function record(intent: Intent): Promise<{ created: string | null } | null> {
  const item = desk.view?.item;
  if (item === undefined) return null;
  if (intent.kind === "annotate") desk.coming = [...desk.coming, intent];
  try {
    const reply = await inTurn(() => call("record_intent", { item, intent }));
    arrived(intent);
    if (reply.outcome === "refused") {
      desk.refusal = reply.refusal;
      return null;
    }
    desk.refusal = null;
    desk.error = null;
    if (desk.view?.item === item) {
      const review = desk.review && changed(desk.review, reply.change);
      if (review) desk.review = review;
      else show(await inTurn(() => call("open_review", { item })));
    }
    return { created: reply.created };
  } catch (error) {
    arrived(intent);
    desk.error = error as CallError;
    return null;
  }
}

/** What was asked for is confirmed, refused or failed: it is coming no more. */
function arrived(intent: Intent): void {
  if (intent.kind === "annotate") desk.coming = desk.coming.filter((each) => each !== intent);
}

/** Hands the review in and shows the next item. Resolves to whether it went. */
export async function submit(elapsedMs: number, confirmed: boolean): Promise<boolean> {
  const item = desk.view?.item;
  if (item === undefined) return false;
  const went = await finish(() => call("submit_review", { item, elapsedMs, confirmed }));
  if (went) finished("submitted", elapsedMs);
  return went;
}

/** Passes the item over and shows the next one. */
export async function skip(reason: string, elapsedMs: number): Promise<boolean> {
  const item = desk.view?.item;
  if (item === undefined) return false;
  const went = await finish(() => call("skip_review", { item, reason, elapsedMs }));
  if (went) finished("skipped", elapsedMs);
  return went;
}

async function finish(work: () => Promise<{ outcome: "finished"; next: ReviewView | null } | { outcome: "refused"; refusal: Refusal }>): Promise<boolean> {
  try {
    const reply = await inTurn(work);
    if (reply.outcome === "refused") {
      desk.refusal = reply.refusal;
      return false;
    }
    show(reply.next);
    return true;
  } catch (error) {
    desk.error = error as CallError;
    return false;
  }
}

/** Keeps where the reviewer is, so that a start after a crash is here again. */
export async function savePosition(item: string, position: Position): Promise<void> {
  try {
    await call("save_position", { item, position });
  } catch (error) {
    desk.error = error as CallError;
  }
}

/** The last ten items of this reviewer, the latest first. */
export function recentItems(): Promise<RecentItem[]> {
  return call("recent_items", null);
}
