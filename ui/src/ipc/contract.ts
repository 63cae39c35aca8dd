// Provisional: written by hand until the generated file of crates/ipc replaces it (same path).
// What the Review screen needs. All offsets are UTF-16 indices of the text they belong to.

export type Kind = "prose" | "problem-set" | "conversation" | "json";
export interface Part { start: number; end: number; role: string }
export interface SourceView { source: string; title: string | null; kind: Kind; facts: string[]; text: string; parts: Part[] }
export interface SampleView { text: string; kind: Kind; parts: Part[] }

export interface Segment { start: number; end: number; quote: string }
export type Stance = "contradicts" | "supports" | "nearest";
export interface Passage { source: string; start: number; end: number; quote: string; stance: Stance }
export type Evidence = { state: "not-given" } | { state: "none-exists" } | { state: "passages"; passages: Passage[] };
export interface Annotation {
  id: string; segments: Segment[]; primary: string | null; others: string[]; severity: string | null;
  evidence: Evidence; correction: string | null; note: string | null;
}
export interface Omission { id: string; source: string; start: number; end: number; quote: string; severity: string | null; note: string | null }

export interface Label {
  id: string; name: string; parent: string | null; colour: number; key: string | null; definition: string;
  examples: string[]; counterExamples: string[]; evidence: "none" | "contradicting" | "none-exists-or-nearest" | "any"; note: boolean;
}
export interface Severity { id: string; name: string }
export interface Verdict { id: string; name: string; meaning: "clean" | "hallucinated" | "unsure"; key: string | null }
export interface LabelSchema { version: number; name: string; labels: Label[]; severities: Severity[]; verdicts: Verdict[] }

export type ReviewStatus = "open" | "submitted" | "skipped";
export interface ReviewState {
  annotations: Annotation[]; omissions: Omission[]; verdict: string | null; flag: string | null; status: ReviewStatus;
  canUndo: boolean; canRedo: boolean;
}
export interface Position {
  sourceIndex: number; sample: { anchor: number; focus: number }; source: { anchor: number; focus: number };
  sampleScroll: number; sourceScroll: number; focused: string | null; drafts: { annotation: string; field: "correction" | "note"; text: string }[];
}
export interface ReviewView {
  item: string; at: number; of: number; done: number; sample: SampleView; sources: SourceView[]; review: ReviewState; position: Position | null;
}
export interface Guidance { schema: LabelSchema; guidelines: string; blind: boolean }

export type Intent =
  | { kind: "annotate"; segments: Segment[]; primary: string | null; others: string[]; severity: string | null }
  | { kind: "withdraw"; annotation: string }
  | { kind: "rebound"; annotation: string; segments: Segment[] }
  | { kind: "relabel"; annotation: string; primary: string | null; others: string[] }
  | { kind: "grade"; annotation: string; severity: string | null }
  | { kind: "add_evidence"; annotation: string; passage: Passage }
  | { kind: "remove_evidence"; annotation: string; index: number }
  | { kind: "state_none_exists"; annotation: string; stated: boolean }
  | { kind: "correct"; annotation: string; text: string | null }
  | { kind: "note"; annotation: string; text: string | null }
  | { kind: "mark_omission"; omission: Omission }
  | { kind: "change_omission"; omission: Omission }
  | { kind: "withdraw_omission"; omission: string }
  | { kind: "give_verdict"; verdict: string | null }
  | { kind: "flag"; text: string | null }
  | { kind: "reopen" }
  | { kind: "undo" }
  | { kind: "redo" };

/** Not allowed now: what is missing, in a plain sentence. */
export interface Refusal { code: string; message: string; hint: string; annotation: string | null; needs: "evidence" | "note" | "verdict" | "label" | "confirmation" | null }
export type Recorded = { outcome: "recorded"; review: ReviewState; created: string | null } | { outcome: "refused"; refusal: Refusal };
export type Finished = { outcome: "finished"; next: ReviewView | null } | { outcome: "refused"; refusal: Refusal };

export interface WireError { code: string; message: string; hint: string; detail: string | null }
export interface ReviewerView { id: string; name: string; done: number; of: number }
export interface RecentItem { item: string; at: number; opening: string; status: ReviewStatus; verdict: string | null }
export interface AppInfo { version: string; tracing: boolean }
export interface ProjectInfo { name: string; path: string; blind: boolean; role: "reviewer" | "lead"; reviewer: ReviewerView | null; reviewers: ReviewerView[]; items: number }

export interface Commands {
  app_info: { request: null; response: AppInfo };
  trace_ui: { request: { lines: string[] }; response: null };
  project_info: { request: null; response: ProjectInfo | null };
  add_reviewer: { request: { name: string }; response: ProjectInfo };
  switch_reviewer: { request: { reviewer: string }; response: ProjectInfo };
  review_guidance: { request: null; response: Guidance };
  open_review: { request: { item: string | null }; response: ReviewView | null };
  record_intent: { request: { item: string; intent: Intent }; response: Recorded };
  submit_review: { request: { item: string; elapsedMs: number; confirmed: boolean }; response: Finished };
  skip_review: { request: { item: string; reason: string; elapsedMs: number }; response: Finished };
  save_position: { request: { item: string; position: Position }; response: null };
  recent_items: { request: null; response: RecentItem[] };
}
