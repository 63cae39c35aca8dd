/** What the machine reads in an item beside its sources, asked of the program. */

import { call } from "../ipc/client";
import type { Recut, HintNotice, HintPolicy, NearestTo, Progress, Segment } from "../ipc/contract";
import { forgetFigures } from "./kept-figures";

/** Sentences with their closest passages, copied runs and hints of an item. */
export const compareItem = (item: string) => call("compare_item", { item });
/** The differences of each sentence against its closest passages. */
export const itemDifferences = (item: string) => call("item_differences", { item });
/** The passages on the other side that are closest to a selection. */
export const nearestTo = (wish: NearestTo) => call("nearest_to", wish);
/** Parts or joins sentences for this reviewer; null where there is nothing to do. */
export const recutSentence = (item: string, act: Recut, at: number) => call("recut_sentence", { item, act, at });
/** What differs between two samples of one source. */
export const siblingDifference = (item: string, other: string) => call("sibling_difference", { item, other });
/** Has the next items read before they are opened. */
export const readAhead = (item: string) => call("read_ahead", { item });
/** The items that have a source in common with this one. */
export const siblingsOf = (item: string) => call("siblings", { item });
/** Writes down that a hint was shown, seen or taken. */
export const noticeHint = (item: string, notice: HintNotice, hint: Segment | null) => call("notice_hint", { item, notice, hint });
/** When hints are shown in this project. For the lead. */
export const hintPolicy = () => call("hint_policy", null);
/** Chooses when hints are shown. For the lead. */
export function saveHintPolicy(policy: HintPolicy) {
  forgetFigures();
  return call("save_hint_policy", policy);
}
/** Has every item read that was not; gives how many. For the lead. */
export const readItems = (onprogress: (progress: Progress) => void) => call("read_items", null, onprogress);
