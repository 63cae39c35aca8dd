/** Asks the program how far reviewers agree. For the lead. */

import { call } from "../ipc/client";
import type { Progress } from "../ipc/contract";

/** Measures everything on a snapshot: reviewing goes on meanwhile. */
export const measureAgreement = (onprogress: (progress: Progress) => void) => call("measure_agreement", null, onprogress);
/** How many events the project has now: more than the figures know when work went on. */
export const eventsNow = async (): Promise<number> => (await call("event_count", null)).events;
/** Items behind a figure, from `offset` on. */
export const itemsBehind = (asOf: number, behind: number, offset: number, limit: number) => call("agreement_items", { asOf, behind, offset, limit });
/** Measures every reviewer against the others on a snapshot. */
export const measureReviewers = (onprogress: (progress: Progress) => void) => call("measure_reviewers", null, onprogress);
/** Items behind a figure of a reviewer, from `offset` on. */
export const reviewerItems = (asOf: number, behind: number, offset: number, limit: number) => call("reviewer_items", { asOf, behind, offset, limit });
/** Compares a consensus of the reviews of now with right answers that files gave; null where none did. */
export const measureGiven = (onprogress: (progress: Progress) => void) => call("measure_given", null, onprogress);
/** Items behind that comparison, from `offset` on. */
export const givenItems = (asOf: number, behind: number, offset: number, limit: number) => call("given_items", { asOf, behind, offset, limit });
/** The stored consensus runs, the one asked for last first. */
export const consensusRuns = () => call("consensus_runs", null);
/** What one stored run says otherwise than another, and why. */
export const compareRuns = (first: string, second: string, onprogress: (progress: Progress) => void) => call("compare_runs", { first, second }, onprogress);
/** Saves the reviews that the figures are computed from. */
export const saveAgreementTable = (path: string) => call("save_agreement_table", { path });
