// Made from the wire types of crates/ipc by `cargo xtask contract`. Do not edit.
// All offsets are UTF-16 indices of the text they belong to.

export type Utf16Offset = number;
export type Kind = "prose" | "problem-set" | "conversation" | "json";
export type Part = { start: Utf16Offset, end: Utf16Offset, role: string, };
export type SourceView = { source: string, title: string | null, kind: Kind, facts: Array<string>, text: string, parts: Array<Part>, };
export type SampleView = { text: string, kind: Kind, parts: Array<Part>, };
export type Segment = { start: Utf16Offset, end: Utf16Offset, quote: string, };
export type Stance = "contradicts" | "supports" | "nearest";
export type Passage = { source: string, start: Utf16Offset, end: Utf16Offset, quote: string, stance: Stance, };
export type Evidence = { "state": "not-given" } | { "state": "none-exists" } | { "state": "passages", passages: Array<Passage>, };
export type Annotation = { id: string, segments: Array<Segment>, primary: string | null, others: Array<string>, severity: string | null, evidence: Evidence, correction: string | null, note: string | null, };
export type Omission = { id: string, source: string, start: Utf16Offset, end: Utf16Offset, quote: string, severity: string | null, note: string | null, };
export type Label = { id: string, name: string, parent: string | null, colour: number, key: string | null, definition: string, examples: Array<string>, counterExamples: Array<string>, evidence: "none" | "contradicting" | "none-exists-or-nearest" | "any", note: boolean, };
export type Severity = { id: string, name: string, };
export type Verdict = { id: string, name: string, meaning: "clean" | "hallucinated" | "unsure", key: string | null, };
export type LabelSchema = { version: number, name: string, labels: Array<Label>, severities: Array<Severity>, verdicts: Array<Verdict>, };
export type ReviewStatus = "open" | "submitted" | "skipped";
export type ReviewState = { annotations: Array<Annotation>, omissions: Array<Omission>, verdict: string | null, flag: string | null, status: ReviewStatus, canUndo: boolean, canRedo: boolean, };
export type Ends = { anchor: Utf16Offset, focus: Utf16Offset, };
export type Draft = { annotation: string, field: "correction" | "note", text: string, };
export type Position = { sourceIndex: number, sample: Ends, source: Ends, sampleScroll: number, sourceScroll: number, focused: string | null, drafts: Array<Draft>, };
export type ReviewView = { item: string, at: number, of: number, done: number, sample: SampleView, sources: Array<SourceView>, review: ReviewState, position: Position | null, };
export type Guidance = { schema: LabelSchema, guidelines: string, blind: boolean, };
export type Intent = { "kind": "annotate", segments: Array<Segment>, primary: string | null, others: Array<string>, severity: string | null, } | { "kind": "withdraw", annotation: string, } | { "kind": "rebound", annotation: string, segments: Array<Segment>, } | { "kind": "relabel", annotation: string, primary: string | null, others: Array<string>, } | { "kind": "grade", annotation: string, severity: string | null, } | { "kind": "add_evidence", annotation: string, passage: Passage, } | { "kind": "remove_evidence", annotation: string, index: number, } | { "kind": "state_none_exists", annotation: string, stated: boolean, } | { "kind": "correct", annotation: string, text: string | null, } | { "kind": "note", annotation: string, text: string | null, } | { "kind": "mark_omission", omission: Omission, } | { "kind": "change_omission", omission: Omission, } | { "kind": "withdraw_omission", omission: string, } | { "kind": "give_verdict", verdict: string | null, } | { "kind": "flag", text: string | null, } | { "kind": "reopen" } | { "kind": "undo" } | { "kind": "redo" };
export type Need = "evidence" | "note" | "verdict" | "label" | "confirmation";
export type Refusal = { code: string, message: string, hint: string, annotation: string | null, needs: Need | null, };
export type Recorded = { "outcome": "recorded", review: ReviewState, created: string | null, } | { "outcome": "refused", refusal: Refusal, };
export type Finished = { "outcome": "finished", next: ReviewView | null, } | { "outcome": "refused", refusal: Refusal, };
export type WireError = { 
/**
 * The class.
 */
code: string, 
/**
 * What happened.
 */
message: string, 
/**
 * The cure.
 */
hint: string, 
/**
 * For a report.
 */
detail: string | null, };
export type ReviewerView = { id: string, name: string, done: number, of: number, };
export type RecentItem = { item: string, at: number, opening: string, status: ReviewStatus, verdict: string | null, };
export type AppInfo = { version: string, tracing: boolean, };
export type Role = "reviewer" | "lead";
export type ProjectInfo = { name: string, path: string, blind: boolean, role: Role, reviewer: ReviewerView | null, reviewers: Array<ReviewerView>, items: number, };
export type RecentProject = { name: string, path: string, };
export type AtPath = { path: string, };
export type CreateProject = { path: string, name: string, schema: string, blind: boolean, };
export type ByReviewer = { reviewer: string, };
export type ByName = { name: string, };
export type TraceLines = { lines: Array<string>, };
export type OpenReview = { item: string | null, };
export type RecordIntent = { item: string, intent: Intent, };
export type SubmitReview = { item: string, elapsedMs: number, confirmed: boolean, };
export type SkipReview = { item: string, reason: string, elapsedMs: number, };
export type SavePosition = { item: string, position: Position, };

export interface Commands {
  app_info: { request: null; response: AppInfo };
  trace_ui: { request: TraceLines; response: null };
  list_recent: { request: null; response: Array<RecentProject> };
  create_project: { request: CreateProject; response: ProjectInfo };
  create_demo: { request: AtPath; response: ProjectInfo };
  open_project: { request: AtPath; response: ProjectInfo };
  close_project: { request: null; response: null };
  project_info: { request: null; response: ProjectInfo | null };
  add_reviewer: { request: ByName; response: ProjectInfo };
  switch_reviewer: { request: ByReviewer; response: ProjectInfo };
  review_guidance: { request: null; response: Guidance };
  open_review: { request: OpenReview; response: ReviewView | null };
  record_intent: { request: RecordIntent; response: Recorded };
  submit_review: { request: SubmitReview; response: Finished };
  skip_review: { request: SkipReview; response: Finished };
  save_position: { request: SavePosition; response: null };
  recent_items: { request: null; response: Array<RecentItem> };
}
