/** What the screens around the review tell and are told. Every shape here is one of the wire's. */

export type ItemStatus = "not-started" | "in-progress" | "submitted" | "skipped";
export type FormatName = "jsonl" | "csv" | "tsv" | "parquet" | "faithbench" | "text-pairs";
export type Reviewed = "fifth" | "marked" | "file";
export type Only = "everything" | "items" | "reviews";
export type What = "gold" | "consensus" | "annotations" | "items";
export type Names = "pseudonyms" | "names" | "none";

export interface RecentProject { name: string; path: string }

/** `filter` holds the words of the search field; the rest are choices. Null is any. */
export interface ItemFilter {
  words: string | null; status: ItemStatus | null; model: string | null; batch: string | null;
  reviewer: string | null; label: string | null; disagreementOver: number | null; flagged: boolean;
}
export interface ItemRow {
  item: string; ordinal: number; externalId: string; excerpt: string; length: number; status: ItemStatus;
  model: string | null; batch: string | null; language: string | null;
  submitted: number; inProgress: number; skipped: number; flagged: number; annotations: number; disagreement: number | null;
}
export interface MyItemRow { item: string; at: number; excerpt: string; status: ItemStatus; verdict: string | null; flagged: boolean }
/** `exact` is false when there are more than `total`. */
export interface Page<Row> { total: number; exact: boolean; rows: Row[] }
export interface Facet { value: string; items: number }
export interface ReviewerFacet { id: string; name: string; active: boolean; submitted: number; inProgress: number; skipped: number; annotations: number; elapsedMs: number }
export interface Facets { models: Facet[]; batches: Facet[]; languages: Facet[]; labels: { id: string; name: string; annotations: number }[]; reviewers: ReviewerFacet[] }

export interface Issue { file: string; line: number; field: string | null; code: string; message: string }
export interface PreviewItem { externalId: string; sample: string; sources: string[]; facts: string[]; reviews: number }
export interface Inspection {
  path: string; bytes: number; format: FormatName | null; why: string; columns: string[];
  mapping: Record<string, string>; items: PreviewItem[]; issues: Issue[]; trouble: string | null;
}
export interface ImportOptions {
  format: FormatName | null; mapping: Record<string, string>; reviewed: Reviewed; only: Only; idPrefix: string | null; strict: boolean;
}
/** `rate` is in units a second. */
export interface Progress { job: string; unit: "bytes" | "items" | "files" | "pages"; done: number; total: number | null; elapsedMs: number; rate: number | null; secondsLeft: number | null }
export interface ImportReport {
  itemsAdded: number; itemsUnchanged: number; sourcesAdded: number; reviewsAdded: number; reviewsChanged: number;
  annotationsAdded: number; reviewersAdded: number; labelsAdded: string[]; remarks: string[]; issues: Issue[]; issuesNotListed: number;
}

export interface ExportOptions {
  format: FormatName; what: What; names: Names; notes: boolean; filter: string | null; out: string; force: boolean;
}
export interface ExportPlan { items: number; records: number; excluded: number; unfinished: number; lost: string[]; firstRecord: string | null; why: string | null }
export interface WrittenFile { path: string; sha256: string; bytes: number }
export interface ExportReport { files: WrittenFile[]; records: number; lost: string[]; excluded: number }
/** A consensus run in sums. */
export interface ConsensusReport { run: string; items: number; reviewed: number; unresolved: number; spans: number; contested: number }
