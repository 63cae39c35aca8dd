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
export type ReviewStatus = "open" | "submitted" | "skipped" | "withdrawn";
export type ReviewState = { annotations: Array<Annotation>, omissions: Array<Omission>, verdict: string | null, flag: string | null, status: ReviewStatus, canUndo: boolean, canRedo: boolean, };
export type Ends = { anchor: Utf16Offset, focus: Utf16Offset, };
export type Draft = { annotation: string, field: "correction" | "note", text: string, };
export type Position = { sourceIndex: number, sample: Ends, source: Ends, sampleScroll: number, sourceScroll: number, focused: string | null, drafts: Array<Draft>, };
export type ReviewView = { item: string, at: number, of: number, done: number, sample: SampleView, sources: Array<SourceView>, review: ReviewState, position: Position | null, 
/**
 * The queue that is walked; null in the reviewer's own order.
 */
queue: WalkedQueue | null, };
export type Guidance = { schema: LabelSchema, guidelines: string, blind: boolean, };
export type Intent = { "kind": "annotate", segments: Array<Segment>, primary: string | null, others: Array<string>, severity: string | null, note?: string, } | { "kind": "annotate_alike", like: string, places: Array<Array<Segment>>, whole: boolean, } | { "kind": "withdraw", annotation: string, } | { "kind": "rebound", annotation: string, segments: Array<Segment>, } | { "kind": "relabel", annotation: string, primary: string | null, others: Array<string>, } | { "kind": "grade", annotation: string, severity: string | null, } | { "kind": "add_evidence", annotation: string, passage: Passage, } | { "kind": "remove_evidence", annotation: string, index: number, } | { "kind": "state_none_exists", annotation: string, stated: boolean, } | { "kind": "correct", annotation: string, text: string | null, } | { "kind": "note", annotation: string, text: string | null, } | { "kind": "mark_omission", omission: Omission, } | { "kind": "change_omission", omission: Omission, } | { "kind": "withdraw_omission", omission: string, } | { "kind": "give_verdict", verdict: string | null, } | { "kind": "flag", text: string | null, } | { "kind": "reopen" } | { "kind": "withdraw_review" } | { "kind": "undo" } | { "kind": "redo" };
export type Need = "evidence" | "note" | "verdict" | "label" | "confirmation";
export type Refusal = { code: string, message: string, hint: string, annotation: string | null, needs: Need | null, };
export type Put = { at: number, annotation: Annotation, };
export type ReviewChange = { gone: Array<string>, put: Array<Put>, 
/**
 * How many annotations there are now. With another number, the window saw another review: read it anew.
 */
of: number, rest: ReviewRest, };
export type ReviewRest = { omissions: Array<Omission>, verdict: string | null, flag: string | null, status: ReviewStatus, canUndo: boolean, canRedo: boolean, };
export type Recorded = { "outcome": "recorded", change: ReviewChange, created: string | null, } | { "outcome": "refused", refusal: Refusal, };
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
export type ProjectInfo = { name: string, path: string, blind: boolean, role: Role, 
/**
 * Only there for a packet: the items of one reviewer, to be worked in and sent back.
 */
packet?: boolean, reviewer: ReviewerView | null, reviewers: Array<ReviewerView>, items: number, 
/**
 * Why the file does not lie safely where it is, with the cure.
 */
warning: string | null, };
export type RecentProject = { name: string, path: string, };
export type AtPath = { path: string, };
export type CreateProject = { path: string, name: string, schema: string, blind: boolean, };
export type CreateDemo = { path: string | null, };
export type ByReviewer = { reviewer: string, };
export type ByName = { name: string, };
export type TraceLines = { lines: Array<string>, };
export type CancelJob = { job: string | null, };
export type OpenReview = { item: string | null, };
export type RecordIntent = { item: string, intent: Intent, };
export type SubmitReview = { item: string, elapsedMs: number, confirmed: boolean, };
export type SkipReview = { item: string, reason: string, elapsedMs: number, };
export type SavePosition = { item: string, position: Position, };
export type SetRole = { role: Role, confirmed?: boolean, };
export type RenameReviewer = { 
/**
 * Who.
 */
reviewer: string, 
/**
 * The new name.
 */
name: string, };
export type SetActive = { 
/**
 * Who.
 */
reviewer: string, 
/**
 * Whether they do.
 */
active: boolean, };
export type SaveSchema = { 
/**
 * As it should be.
 */
schema: LabelSchema, };
export type WriteSchema = { 
/**
 * As it should be written.
 */
schema: LabelSchema, 
/**
 * The file.
 */
path: string, 
/**
 * Whether a file that is there is replaced.
 */
force: boolean, };
export type LabelUses = { 
/**
 * Its id; it may be gone from the schema.
 */
id: string, 
/**
 * How many.
 */
annotations: number, };
export type Order = "shuffled" | "as-imported";
export type SetOrder = { 
/**
 * From now on.
 */
order: Order, };
export type ProjectSettings = { 
/**
 * In which order items are handed out.
 */
order: Order, 
/**
 * Milliseconds since 1970.
 */
createdAt: number, 
/**
 * Name and version of the program that made the file.
 */
program: string, };
export type SaveGuidelines = { 
/**
 * Markdown.
 */
text: string, };
export type Theme = "system" | "light" | "dark";
export type ReadingWidth = "narrow" | "medium" | "wide" | "full";
export type Motion = "system" | "reduced";
export type Appearance = { 
/**
 * Its colours.
 */
theme: Theme, 
/**
 * Size of all text, in percent of the system's: 80 to 200.
 */
textSize: number, 
/**
 * Length of the lines of samples and sources.
 */
readingWidth: ReadingWidth, 
/**
 * Whether things move.
 */
motion: Motion, };
export type OfItem = { item: string, };
export type NearPassage = { 
/**
 * The source; null in the sample.
 */
source: string | null, start: Utf16Offset, end: Utf16Offset, 
/**
 * The part of the words, weighted by how rare they are, that it has: 0 to 1.
 */
strength: number, };
export type AlignedSentence = { start: Utf16Offset, end: Utf16Offset, passages: Array<NearPassage>, };
export type CopiedRun = { start: Utf16Offset, end: Utf16Offset, passage: NearPassage, words: number, long: boolean, quoted: boolean, };
export type Exposure = { coverage: number, density: number, longest: number, };
export type HintKind = "number" | "name";
export type Hint = { start: Utf16Offset, end: Utf16Offset, kind: HintKind, };
export type Hints = { "state": "hidden" } | { "state": "unavailable", why: string, } | { "state": "shown", hints: Array<Hint>, };
export type Comparison = { item: string, sentences: Array<AlignedSentence>, copies: Array<CopiedRun>, exposure: Exposure, hints: Hints, };
export type ChangeKind = "inserted" | "deleted" | "replaced" | "moved";
export type ChangeWeight = "plain" | "name" | "number";
export type Stretch = { 
/**
 * The source; null in the sample.
 */
source: string | null, start: Utf16Offset, end: Utf16Offset, };
export type Change = { kind: ChangeKind, weight: ChangeWeight, sample: Stretch | null, passage: Stretch | null, };
export type Difference = { changes: Array<Change>, approximate: boolean, };
export type NearestTo = { item: string, 
/**
 * The source it stands in; null in the sample.
 */
source: string | null, start: Utf16Offset, end: Utf16Offset, };
export type Sibling = { item: string, current: boolean, status: ReviewStatus, };
export type SiblingDifference = { text: string, difference: Difference, };
export type TwoSiblings = { item: string, other: string, };
export type Recut = "part" | "join";
export type RecutSentence = { item: string, act: Recut, at: Utf16Offset, };
export type HintNotice = "shown" | "seen" | "taken";
export type NoticeHint = { item: string, notice: HintNotice, hint: Segment | null, };
export type CopiedLimits = { shown: number, longWords: number, longCharacters: number, };
export type Measured = { measured: number, items: number, };
export type HintPolicy = { "policy": "off" } | { "policy": "after-submit" } | { "policy": "always" } | { "policy": "randomised", probability: number, };
export type FieldForm = "values" | "number" | "words";
export type FieldValue = { value: string, name: string | null, };
export type FilterField = { name: string, what: string, example: string, form: FieldForm, values: Array<FieldValue>, };
export type WhereFound = { filter: string, items: Array<string>, };
export type FoundIn = "sample" | "source" | "title" | "note" | "external-id";
export type SnippetPiece = { text: string, hit: boolean, };
export type Snippet = { item: string, place: FoundIn, 
/**
 * The source's number, from 1.
 */
source: number | null, pieces: Array<SnippetPiece>, };
export type SavedQueue = { name: string, filter: string, 
/**
 * Null where the filter can no longer be read.
 */
items: number | null, 
/**
 * False where there are more than were counted.
 */
exact: boolean, };
export type SaveQueue = { name: string, filter: string, };
export type RenameQueue = { from: string, to: string, };
export type OfQueue = { name: string, };
export type QueueStep = "next" | "previous";
export type StepQueue = { item: string, step: QueueStep, };
export type WalkedQueue = { name: string, 
/**
 * From 1; 0 when this item is not one of its.
 */
at: number, of: number, };
export type Macro = { 
/**
 * What the person calls it.
 */
name: string, 
/**
 * Keys, as `Alt+1`.
 */
keys: Array<string>, 
/**
 * Id of a label. A project whose schema lacks it does not have the macro.
 */
label: string, 
/**
 * Id of a severity; the schema's middle one without it.
 */
severity: string | null, 
/**
 * Goes into the note.
 */
note: string | null, };
export type Phrase = { 
/**
 * What is written, to the character.
 */
text: string, 
/**
 * Keys, as `Alt+P`.
 */
keys: Array<string>, };
export type Habits = { 
/**
 * Name of the key preset; empty for the first.
 */
preset: string, 
/**
 * Keys that differ from the preset, by action.
 */
keys: { [key in string]: Array<string> }, 
/**
 * Labels with severities.
 */
macros: Array<Macro>, 
/**
 * Words for notes.
 */
phrases: Array<Phrase>, 
/**
 * Commands chosen by name, the latest first.
 */
recent: Array<string>, };
export type ItemStatus = "not-started" | "in-progress" | "submitted" | "skipped";
export type SortKey = "file-order" | "disagreement" | "length" | "status" | "coverage" | "longest" | "density";
export type ItemSort = { key: SortKey, reversed: boolean, };
export type ItemsPage = { 
/**
 * In the words of a filter; empty for all.
 */
filter: string, 
/**
 * File order without one.
 */
sort?: ItemSort, offset: number, limit: number, };
export type CountItems = { filter: string, };
export type ItemsCount = { items: number, exact: boolean, };
export type ItemRow = { item: string, ordinal: number, externalId: string, excerpt: string, length: number, status: ItemStatus, model: string | null, batch: string | null, language: string | null, submitted: number, inProgress: number, skipped: number, flagged: number, annotations: number, disagreement: number | null, exposure: Exposure | null, };
export type MyItems = { 
/**
 * In the words of a reviewer's filter; empty for all.
 */
filter: string, offset: number, limit: number, };
export type MyItemRow = { item: string, at: number, excerpt: string, status: ItemStatus, verdict: string | null, flagged: boolean, };
export type Page<Row> = { total: number, exact: boolean, rows: Array<Row>, };
export type Facet = { value: string, items: number, };
export type LabelFacet = { id: string, name: string, annotations: number, };
export type ReviewerFacet = { id: string, name: string, active: boolean, submitted: number, inProgress: number, skipped: number, annotations: number, elapsedMs: number, };
export type Facets = { models: Array<Facet>, batches: Array<Facet>, languages: Array<Facet>, labels: Array<LabelFacet>, reviewers: Array<ReviewerFacet>, };
export type ProjectSums = { items: number, samples: number, sources: number, reviewers: number, submitted: number, inProgress: number, skipped: number, annotations: number, omissions: number, disagreement: number | null, };
export type FormatName = "jsonl" | "csv" | "tsv" | "parquet" | "faithbench" | "xsum" | "mushroom" | "text-pairs";
export type Reviewed = "fifth" | "marked" | "file";
export type Only = "everything" | "items" | "reviews";
export type InspectFiles = { paths: Array<string>, format: FormatName | null, mapping: { [key in string]: string }, schema: string | null, };
export type Issue = { file: string, line: number, field: string | null, code: string, message: string, };
export type PreviewItem = { externalId: string, sample: string, sources: Array<string>, facts: Array<string>, reviews: number, };
export type Inspection = { path: string, bytes: number, format: FormatName | null, why: string, columns: Array<string>, mapping: { [key in string]: string }, items: Array<PreviewItem>, issues: Array<Issue>, trouble: string | null, 
/**
 * Why the file cannot be looked into; all else is empty then.
 */
refused: WireError | null, };
export type ImportOptions = { format: FormatName | null, mapping: { [key in string]: string }, reviewed: Reviewed, only: Only, idPrefix: string | null, sources: string | null, strict: boolean, };
export type RunImport = { paths: Array<string>, options: ImportOptions, };
export type Progress = { job: string, unit: "bytes" | "items" | "files" | "pages", done: number, total: number | null, elapsedMs: number, rate: number | null, secondsLeft: number | null, };
export type ImportReport = { itemsAdded: number, itemsUnchanged: number, sourcesAdded: number, reviewsAdded: number, reviewsChanged: number, annotationsAdded: number, reviewersAdded: number, 
/**
 * Items that got the right answer that their file gave.
 */
goldAdded: number, labelsAdded: Array<string>, remarks: Array<string>, 
/**
 * The first thousand; `save_issues` writes all that are kept.
 */
issues: Array<Issue>, issuesNotListed: number, };
export type What = "gold" | "consensus" | "annotations" | "items";
export type Names = "pseudonyms" | "names" | "none";
export type ExportOptions = { format: FormatName, what: What, names: Names, notes: boolean, filter: string | null, out: string, force: boolean, };
export type ExportPlan = { items: number, records: number, excluded: number, excludedByFilter: number, unfinished: number, lost: Array<string>, firstRecord: string | null, why: string | null, };
export type WrittenFile = { path: string, sha256: string, bytes: number, };
export type ByItem = { item: string, };
export type Fact = { name: string, value: string, };
export type SourceInFull = { shown: SourceView, facts: Array<Fact>, };
export type GeneratorView = { model: string | null, prompt: string | null, temperature: number | null, batch: string | null, };
export type Score = { name: string, value: number, };
export type NamedReview = { 
/**
 * Of the reviewer.
 */
reviewer: string, 
/**
 * Of the reviewer.
 */
name: string, 
/**
 * How far it is.
 */
status: ItemStatus, 
/**
 * Whether it was handed in once: what was said then counts, also while it is changed.
 */
counts: boolean, 
/**
 * Why it was passed over.
 */
skippedBecause: string | null, 
/**
 * Whether all of it was made blind.
 */
blind: boolean, 
/**
 * Time of work, where it is known.
 */
elapsedMs: number | null, 
/**
 * As it stands.
 */
review: ReviewState, };
export type GivenSpan = { segment: Segment, label: string | null, severity: string | null, };
export type GivenAnswer = { 
/**
 * Of the schema.
 */
verdict: string, 
/**
 * Those that stand in the sample, in its order.
 */
spans: Array<GivenSpan>, 
/**
 * How many do not stand in it, which only a damaged file has.
 */
displaced: number, };
export type ItemInFull = { item: string, ordinal: number, externalId: string, sample: SampleView, language: string | null, sources: Array<SourceInFull>, generator: GeneratorView, scores: Array<Score>, metadata: Array<Fact>, reviews: Array<NamedReview>, disagreement: number | null, 
/**
 * The right answer, where the file gave one.
 */
given: GivenAnswer | null, };
export type ExportReport = { files: Array<WrittenFile>, records: number, lost: Array<string>, excluded: number, excludedByFilter: number, };
export type Method = "majority" | "weighted" | "dawid-skene" | "one-coin" | "mace";
export type SpanThreshold = "any" | "half" | "majority" | "all";
export type RunConsensus = { method: Method, threshold: SpanThreshold, };
export type ConsensusReport = { run: string, items: number, reviewed: number, unresolved: number, spans: number, contested: number, };
export type Quota = { reviewer: string, items: number, };
export type PlanWish = { 
/**
 * By how many each item is reviewed.
 */
overlap: number, 
/**
 * How many items everyone reviews first.
 */
calibration: number, 
/**
 * The items that check attention, as a filter in words.
 */
checks: string | null, 
/**
 * Who takes part.
 */
reviewers: Array<string>, 
/**
 * Whoever is not named has no limit.
 */
quotas: Array<Quota>, };
export type PlanShare = { reviewer: string, name: string, items: number, 
/**
 * Of them, items that stay because they were begun or sent out.
 */
kept: number, };
export type PlanPreview = { items: number, full: number, partly: number, unassigned: number, shares: Array<PlanShare>, 
/**
 * All of it in a sentence or a few.
 */
words: string, };
export type PlanView = { 
/**
 * Whether it is in force. Without a plan, everyone may review everything.
 */
inForce: boolean, 
/**
 * What was asked for, or a proposal.
 */
wish: PlanWish, 
/**
 * Items that came after the plan.
 */
newItems: number, 
/**
 * Who works here and takes no part.
 */
withoutPart: Array<string>, 
/**
 * Who takes part and no longer works here.
 */
gone: Array<string>, };
export type CaseState = "open" | "ready" | "settled" | "changed";
export type CaseCounts = { open: number, ready: number, settled: number, changed: number, };
export type CaseRow = { item: string, at: number, opening: string, bits: number, open: number, reviewers: number, };
export type CasesPage = { state: CaseState, offset: number, limit: number, };
export type Cases = { counts: CaseCounts, rows: Array<CaseRow>, };
export type OpenCase = { item: string | null, after: string | null, };
export type Track = { name: string, annotations: Array<Annotation>, omissions: Array<Omission>, verdict: string | null, };
export type SharedSpan = { start: Utf16Offset, end: Utf16Offset, share: number, votes: number, };
export type LeftOutSpan = { source: string, start: Utf16Offset, end: Utf16Offset, share: number, votes: number, };
export type CaseRemark = { track: string | null, remark: string | null, flag: string | null, skip: string | null, };
export type Weighing = { equal: string | null, };
export type GoldOmission = { omission: Omission, filledIn: boolean, };
export type OmissionCandidate = { omission: Omission, tracks: Array<string>, share: number, notes: Array<string>, };
export type OmissionDifference = { id: string, source: string, start: Utf16Offset, end: Utf16Offset, quote: string, aspects: Array<Aspect>, candidates: Array<OmissionCandidate>, silent: Array<string>, bits: number, decided: Decided | null, gold: Array<string>, };
export type GoldView = { annotation: Annotation, filledIn: boolean, };
export type Aspect = "found" | "where" | "kind" | "severity" | "correction";
export type CorrectionVotes = { text: string, tracks: Array<string>, };
export type Candidate = { annotation: Annotation, tracks: Array<string>, share: number, weighted: number | null, fromConsensus: boolean, fromReviewers: boolean, notes: Array<string>, corrections: Array<CorrectionVotes>, };
export type Act = "accepted" | "edited" | "rebound" | "relabelled" | "merged" | "split" | "rejected" | "added";
export type Cause = "ambiguous-text" | "guideline-gap" | "reviewer-error" | "taste";
export type Reason = { cause: Cause, words: string | null, };
export type Decided = { act: Act, reason: Reason, };
export type CaseDifference = { id: string, start: Utf16Offset, end: Utf16Offset, quote: string, aspects: Array<Aspect>, candidates: Array<Candidate>, silent: Array<string>, bits: number, decided: Decided | null, gold: Array<string>, };
export type VerdictVotes = { verdict: string | null, tracks: Array<string>, };
export type CaseStand = { gold: Array<GoldView>, differences: Array<CaseDifference>, omissions: Array<OmissionDifference>, goldOmissions: Array<GoldOmission>, verdict: string | null, verdictReason: Reason | null, settled: boolean, changed: boolean, canUndo: boolean, canRedo: boolean, corrected: string | null, };
export type CaseView = { item: string, at: number, counts: CaseCounts, sample: SampleView, sources: Array<SourceView>, tracks: Array<Track>, consensus: Array<SharedSpan>, leftOut: Array<LeftOutSpan>, weighing: Weighing | null, remarks: Array<CaseRemark>, verdicts: Array<VerdictVotes>, stand: CaseStand, };
export type Wish = { "kind": "accept", candidate: string, reason: Reason, } | { "kind": "reject", id: string, reason: Reason, } | { "kind": "change", annotation: Annotation, reason: Reason, } | { "kind": "merge", ids: Array<string>, reason: Reason, } | { "kind": "split", id: string, at: Utf16Offset, reason: Reason, } | { "kind": "add", annotation: Annotation, reason: Reason, } | { "kind": "change_omission", omission: Omission, reason: Reason, } | { "kind": "add_omission", omission: Omission, reason: Reason, } | { "kind": "decide_verdict", verdict: string | null, reason: Reason, } | { "kind": "settle", confirmed: boolean, } | { "kind": "reopen" } | { "kind": "undo" } | { "kind": "redo" };
export type RecordWish = { item: string, wish: Wish, };
export type CaseRecorded = { "outcome": "recorded", stand: CaseStand, } | { "outcome": "refused", refusal: Refusal, };
export type CauseCounts = { ambiguousText: number, guidelineGap: number, reviewerError: number, taste: number, };
export type LabelCauses = { label: string, other: string | null, causes: CauseCounts, };
export type CauseWords = { label: string | null, cause: Cause, words: string, };
export type CauseReport = { items: number, spans: CauseCounts, verdicts: CauseCounts, omissions: CauseCounts, labels: Array<LabelCauses>, pairs: Array<LabelCauses>, words: Array<CauseWords>, };
export type AgreementLayer = "verdict" | "found" | "where" | "kind";
export type AgreementFigure = { name: string, value: number | null, reason: string | null, low: number | null, high: number | null, noInterval: string | null, };
export type ClassCount = { name: string, count: number, };
export type LayerView = { layer: AgreementLayer, nItems: number, nReviews: number, classes: Array<ClassCount>, remark: string | null, figures: Array<AgreementFigure>, behind: number, };
export type AgreementBy = "label" | "generator" | "batch";
export type AgreementPart = { by: AgreementBy, name: string, layers: Array<LayerView>, };
export type AgreementPair = { first: string, second: string, layers: Array<LayerView>, };
export type SpreadStep = { from: number, to: number, items: number, behind: number, };
export type SpreadView = { layer: AgreementLayer, steps: Array<SpreadStep>, };
export type ConfusionCell = { first: number, second: number, count: number, items: number, behind: number, };
export type ConfusionView = { layer: AgreementLayer, classes: Array<string>, cells: Array<ConfusionCell>, };
export type AgreementStretch = { from: number, to: number, layers: Array<LayerView>, };
export type AgreementView = { asOf: number, items: number, shared: number, reviews: number, reviewers: Array<string>, layers: Array<LayerView>, pairs: Array<AgreementPair>, parts: Array<AgreementPart>, spreads: Array<SpreadView>, confusions: Array<ConfusionView>, times: Array<AgreementStretch>, };
export type ItemsOf = { items: number, behind: number, };
export type SpansGivenView = { compared: ItemsOf, apart: ItemsOf, figures: Array<AgreementFigure>, };
export type AgainstGivenView = { asOf: number, method: string, threshold: string, accuracy: AgreementFigure, counted: ItemsOf, same: ItemsOf, other: ItemsOf, unresolved: ItemsOf, notReviewed: ItemsOf, spans: SpansGivenView | null, };
export type ReviewerUnit = "share" | "points" | "characters" | "steps" | "time" | "per-review";
export type ReviewerFigure = { name: string, unit: ReviewerUnit, of: string, n: number, value: number | null, reason: string | null, low: number | null, high: number | null, noInterval: string | null, items: number, behind: number, nowhere: boolean, };
export type ReviewerBasis = "several" | "one" | "none";
export type CheckKind = "attention-checks" | "calibration";
export type ReviewerChecks = { kind: CheckKind, seen: number, withGold: number, figures: Array<ReviewerFigure>, };
export type ConfusedLabels = { own: string, others: string, times: number, };
export type ReviewerMeasured = { name: string, basis: ReviewerBasis, reviews: number, compared: number, figures: Array<ReviewerFigure>, confused: ConfusedLabels | null, sittings: number, course: Array<ReviewerFigure>, checks: Array<ReviewerChecks>, };
export type HintContrast = { name: string, shown: ReviewerFigure, hidden: ReviewerFigure, difference: ReviewerFigure, };
export type HintInfluence = { randomised: boolean, shown: number, hidden: number, leftOut: number, seen: number, taken: number, contrasts: Array<HintContrast>, };
export type ReviewersView = { asOf: number, reviewers: Array<ReviewerMeasured>, hints: HintInfluence, };
export type ItemsBehind = { asOf: number, behind: number, offset: number, limit: number, };
export type BehindRow = { item: string, ordinal: number, externalId: string, excerpt: string, disagreement: number | null, };
export type EventCount = { events: number, };
export type RunView = { run: string, method: string, threshold: string, seed: number, at: number | null, reviews: string, items: number, equalWords: string | null, };
export type CompareRuns = { first: string, second: string, };
export type RunChange = "gained" | "lost" | "rebounded" | "relabelled" | "contested" | "no-longer-contested";
export type ChangedSpanView = { change: RunChange, before: string | null, after: string | null, labelBefore: string | null, labelAfter: string | null, };
export type ChangedVerdict = { before: string | null, after: string | null, };
export type ChangedItemView = { item: string, ordinal: number, externalId: string, verdict: ChangedVerdict | null, spans: Array<ChangedSpanView>, omissions: Array<ChangedSpanView>, why: Array<string>, };
export type RunComparisonView = { items: number, changed: number, sameReviews: boolean, rows: Array<ChangedItemView>, };
export type BulkRule = { reviewers: number, withinWords: number, settle: boolean, };
export type BulkExample = { item: string, at: number, marked: Array<string>, becomes: string, };
export type BulkPreview = { items: number, differences: number, settled: number, examples: Array<BulkExample>, };
export type BulkAccept = { rule: BulkRule, reason: Reason, };
export type BulkReport = { step: string | null, items: number, differences: number, settled: number, };
export type BulkUndo = { step: string, };
export type BulkUndone = { items: number, kept: number, };
export type MakePackets = { folder: string, reviewers: Array<string>, };
export type PacketMade = { reviewer: string, items: number, path: string | null, refusal: string | null, };
export type TakePackets = { paths: Array<string>, changedOnly?: boolean, 
/**
 * Where the project lies that takes them: in any other nothing is taken.
 */
into?: string, };
export type PacketTaken = { path: string, reviewer: string, items: number, open: number, eventsAdded: number, reviewsChanged: number, remarks: Array<string>, refusal: string | null, };
export type PacketSent = { reviewer: string, items: number, madeAt: number, takenAt: number | null, };
export type Named = "label" | "severity" | "verdict";
export type StaleName = { what: Named, name: string, called: string, meant: string, gone: boolean, versions: Array<number>, reviews: number, gold: number, };
export type NameDecision = { what: Named, from: string, to: string | null, };
export type MigrationView = { id: string, version: number, by: string | null, at: number | null, reason: string, decisions: Array<NameDecision>, };
export type StaleView = { version: number, reviews: number, names: Array<StaleName>, migrations: Array<MigrationView>, };
export type MigrateNames = { decisions: Array<NameDecision>, reason: string, };
export type ByMigration = { migration: string, };
export type StaleItems = { what: Named, name: string, offset: number, limit: number, };

export interface Commands {
  app_info: { request: null; response: AppInfo };
  trace_ui: { request: TraceLines; response: null };
  appearance: { request: null; response: Appearance };
  save_appearance: { request: Appearance; response: null };
  preset_schemas: { request: null; response: Array<LabelSchema> };
  habits: { request: null; response: Habits };
  save_habits: { request: Habits; response: null };
  list_recent: { request: null; response: Array<RecentProject> };
  inspect_files: { request: InspectFiles; response: Array<Inspection> };
  create_project: { request: CreateProject; response: ProjectInfo };
  create_demo: { request: CreateDemo; response: ProjectInfo };
  open_project: { request: AtPath; response: ProjectInfo };
  close_project: { request: null; response: null };
  project_info: { request: null; response: ProjectInfo | null };
  set_role: { request: SetRole; response: ProjectInfo };
  add_reviewer: { request: ByName; response: ProjectInfo };
  switch_reviewer: { request: ByReviewer; response: ProjectInfo };
  review_guidance: { request: null; response: Guidance };
  open_review: { request: OpenReview; response: ReviewView | null };
  record_intent: { request: RecordIntent; response: Recorded };
  submit_review: { request: SubmitReview; response: Finished };
  skip_review: { request: SkipReview; response: Finished };
  save_position: { request: SavePosition; response: null };
  recent_items: { request: null; response: Array<RecentItem> };
  save_packet: { request: AtPath; response: null };
  my_items: { request: MyItems; response: Page<MyItemRow> };
  my_filter_fields: { request: null; response: Array<FilterField> };
  my_snippets: { request: WhereFound; response: Array<Snippet> };
  my_queues: { request: null; response: Array<SavedQueue> };
  save_my_queue: { request: SaveQueue; response: Array<SavedQueue> };
  rename_my_queue: { request: RenameQueue; response: Array<SavedQueue> };
  remove_my_queue: { request: OfQueue; response: Array<SavedQueue> };
  walk_queue: { request: OfQueue; response: ReviewView | null };
  step_queue: { request: StepQueue; response: ReviewView | null };
  leave_queue: { request: null; response: null };
  siblings: { request: OfItem; response: Array<Sibling> };
  notice_hint: { request: NoticeHint; response: null };
  project_sums: { request: null; response: ProjectSums };
  items_page: { request: ItemsPage; response: Page<ItemRow> };
  item_in_full: { request: ByItem; response: ItemInFull };
  facets: { request: null; response: Facets };
  filter_fields: { request: null; response: Array<FilterField> };
  snippets: { request: WhereFound; response: Array<Snippet> };
  queues: { request: null; response: Array<SavedQueue> };
  save_queue: { request: SaveQueue; response: Array<SavedQueue> };
  rename_queue: { request: RenameQueue; response: Array<SavedQueue> };
  remove_queue: { request: OfQueue; response: Array<SavedQueue> };
  measured: { request: null; response: Measured };
  project_settings: { request: null; response: ProjectSettings };
  rename_project: { request: ByName; response: ProjectInfo };
  set_order: { request: SetOrder; response: ProjectSettings };
  list_reviewers: { request: null; response: Array<ReviewerFacet> };
  rename_reviewer: { request: RenameReviewer; response: ProjectInfo };
  set_reviewer_active: { request: SetActive; response: ProjectInfo };
  erase_reviewer_name: { request: ByReviewer; response: ProjectInfo };
  label_uses: { request: null; response: Array<LabelUses> };
  read_schema: { request: AtPath; response: LabelSchema };
  write_schema: { request: WriteSchema; response: WrittenFile };
  save_schema: { request: SaveSchema; response: LabelSchema };
  save_guidelines: { request: SaveGuidelines; response: null };
  save_issues: { request: AtPath; response: null };
  assignment: { request: null; response: PlanView };
  preview_assignment: { request: PlanWish; response: PlanPreview };
  remove_assignment: { request: null; response: null };
  packets: { request: null; response: Array<PacketSent> };
  copied_limits: { request: null; response: CopiedLimits };
  save_copied_limits: { request: CopiedLimits; response: CopiedLimits };
  hint_policy: { request: null; response: HintPolicy };
  save_hint_policy: { request: HintPolicy; response: null };
  adjudication_cases: { request: CasesPage; response: Cases };
  open_case: { request: OpenCase; response: CaseView | null };
  record_wish: { request: RecordWish; response: CaseRecorded };
  adjudication_causes: { request: null; response: CauseReport };
  event_count: { request: null; response: EventCount };
  agreement_items: { request: ItemsBehind; response: Page<BehindRow> };
  reviewer_items: { request: ItemsBehind; response: Page<BehindRow> };
  given_items: { request: ItemsBehind; response: Page<BehindRow> };
  consensus_runs: { request: null; response: Array<RunView> };
  run_import: { request: RunImport; response: ImportReport };
  run_consensus: { request: RunConsensus | null; response: ConsensusReport };
  read_items: { request: null; response: number };
  items_count: { request: CountItems; response: ItemsCount };
  export_plan: { request: ExportOptions; response: ExportPlan };
  run_export: { request: ExportOptions; response: ExportReport };
  save_copy: { request: AtPath; response: null };
  prepare_adjudication: { request: null; response: null };
  preview_bulk: { request: BulkRule; response: BulkPreview };
  accept_bulk: { request: BulkAccept; response: BulkReport };
  undo_bulk: { request: BulkUndo; response: BulkUndone };
  set_assignment: { request: PlanWish; response: PlanPreview };
  stale_reviews: { request: null; response: StaleView };
  stale_items: { request: StaleItems; response: Page<BehindRow> };
  migrate_names: { request: MigrateNames; response: StaleView };
  take_migration_back: { request: ByMigration; response: StaleView };
  make_packets: { request: MakePackets; response: Array<PacketMade> };
  take_packets: { request: TakePackets; response: Array<PacketTaken> };
  measure_agreement: { request: null; response: AgreementView };
  measure_reviewers: { request: null; response: ReviewersView };
  measure_given: { request: null; response: AgainstGivenView | null };
  save_agreement_table: { request: AtPath; response: WrittenFile };
  compare_runs: { request: CompareRuns; response: RunComparisonView };
  cancel_job: { request: CancelJob; response: null };
  compare_item: { request: OfItem; response: Comparison };
  item_differences: { request: OfItem; response: Array<Difference | null> };
  sibling_difference: { request: TwoSiblings; response: SiblingDifference };
  recut_sentence: { request: RecutSentence; response: Comparison | null };
  nearest_to: { request: NearestTo; response: Array<NearPassage> };
  read_ahead: { request: OfItem; response: null };
}
