//! The list of commands, and nothing else: name, request, reply, and who may give it.

use crate::desk::{Shared, State};
use crate::error::WireError;
use crate::job::Job;
use crate::wire::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use ts_rs::{Config, TS};

fn read<T: DeserializeOwned>(request: Value) -> Result<T, WireError> {
    serde_json::from_value(request).map_err(|error| WireError::bad_request(&error.to_string()))
}

/// Straight to its text: a long reply is not made twice.
fn written(reply: impl Serialize) -> Result<String, WireError> {
    serde_json::to_string(&reply).map_err(|error| WireError::bad_request(&error.to_string()))
}

macro_rules! commands {
    (
        everyone { $($open:ident($open_request:ty) -> $open_reply:ty;)* }
        lead { $($lead:ident($lead_request:ty) -> $lead_reply:ty;)* }
        jobs_of_the_lead { $($job:ident($job_request:ty) -> $job_reply:ty;)* }
        at_once { $($now:ident($now_request:ty) -> $now_reply:ty;)* }
    ) => {
        /// Commands that the reviewer role is refused, with the code `lead_only`.
        pub const LEAD_ONLY: &[&str] = &[$(stringify!($lead),)* $(stringify!($job),)*];

        /// Answers a command by name, with the JSON of its reply.
        pub(crate) fn dispatch(
            shared: &Shared,
            command: &str,
            request: Value,
            job: impl FnOnce() -> Job,
        ) -> Result<String, WireError> {
            match command {
                $(stringify!($open) => {
                    let request: $open_request = read(request)?;
                    let reply: $open_reply = State::$open(&mut shared.state(), request)?;
                    written(reply)
                })*
                $(stringify!($lead) => {
                    let mut state = shared.state();
                    state.must_be_lead()?;
                    let request: $lead_request = read(request)?;
                    let reply: $lead_reply = State::$lead(&mut state, request)?;
                    written(reply)
                })*
                $(stringify!($job) => {
                    shared.state().must_be_lead()?;
                    let request: $job_request = read(request)?;
                    let reply: $job_reply = shared.$job(request, &job())?;
                    written(reply)
                })*
                $(stringify!($now) => {
                    let request: $now_request = read(request)?;
                    let reply: $now_reply = shared.$now(request)?;
                    written(reply)
                })*
                _ => Err(WireError::bad_request(&format!("there is no command {command:?}"))),
            }
        }

        /// The TypeScript of every command.
        pub fn typescript(config: &Config) -> String {
            let mut lines = vec!["export interface Commands {".to_owned()];
            let mut tell = |name: &str, request: String, reply: String| {
                lines.push(format!("  {name}: {{ request: {request}; response: {reply} }};"));
            };
            $(tell(stringify!($open), <$open_request>::name(config), <$open_reply>::name(config));)*
            $(tell(stringify!($lead), <$lead_request>::name(config), <$lead_reply>::name(config));)*
            $(tell(stringify!($job), <$job_request>::name(config), <$job_reply>::name(config));)*
            $(tell(stringify!($now), <$now_request>::name(config), <$now_reply>::name(config));)*
            lines.push("}".to_owned());
            lines.join("\n")
        }
    };
}

commands! {
    everyone {
        app_info(()) -> AppInfo;
        trace_ui(TraceLines) -> ();
        appearance(()) -> Appearance;
        save_appearance(Appearance) -> ();
        preset_schemas(()) -> Vec<LabelSchema>;
        habits(()) -> Habits;
        save_habits(Habits) -> ();
        list_recent(()) -> Vec<RecentProject>;
        inspect_files(InspectFiles) -> Vec<Inspection>;
        create_project(CreateProject) -> ProjectInfo;
        create_demo(CreateDemo) -> ProjectInfo;
        open_project(AtPath) -> ProjectInfo;
        close_project(()) -> ();
        project_info(()) -> Option<ProjectInfo>;
        set_role(SetRole) -> ProjectInfo;
        add_reviewer(ByName) -> ProjectInfo;
        switch_reviewer(ByReviewer) -> ProjectInfo;
        review_guidance(()) -> Guidance;
        open_review(OpenReview) -> Option<ReviewView>;
        record_intent(RecordIntent) -> Recorded;
        submit_review(SubmitReview) -> Finished;
        skip_review(SkipReview) -> Finished;
        save_position(SavePosition) -> ();
        recent_items(()) -> Vec<RecentItem>;
        save_packet(AtPath) -> ();
        my_items(MyItems) -> Page<MyItemRow>;
        my_filter_fields(()) -> Vec<FilterField>;
        my_snippets(WhereFound) -> Vec<Snippet>;
        my_queues(()) -> Vec<SavedQueue>;
        save_my_queue(SaveQueue) -> Vec<SavedQueue>;
        rename_my_queue(RenameQueue) -> Vec<SavedQueue>;
        remove_my_queue(OfQueue) -> Vec<SavedQueue>;
        walk_queue(OfQueue) -> Option<ReviewView>;
        step_queue(StepQueue) -> Option<ReviewView>;
        leave_queue(()) -> ();
        siblings(OfItem) -> Vec<Sibling>;
        notice_hint(NoticeHint) -> ();
    }
    lead {
        project_sums(()) -> ProjectSums;
        items_page(ItemsPage) -> Page<ItemRow>;
        item_in_full(ByItem) -> ItemInFull;
        facets(()) -> Facets;
        filter_fields(()) -> Vec<FilterField>;
        snippets(WhereFound) -> Vec<Snippet>;
        queues(()) -> Vec<SavedQueue>;
        save_queue(SaveQueue) -> Vec<SavedQueue>;
        rename_queue(RenameQueue) -> Vec<SavedQueue>;
        remove_queue(OfQueue) -> Vec<SavedQueue>;
        measured(()) -> Measured;
        project_settings(()) -> ProjectSettings;
        rename_project(ByName) -> ProjectInfo;
        set_order(SetOrder) -> ProjectSettings;
        list_reviewers(()) -> Vec<ReviewerFacet>;
        rename_reviewer(RenameReviewer) -> ProjectInfo;
        set_reviewer_active(SetActive) -> ProjectInfo;
        erase_reviewer_name(ByReviewer) -> ProjectInfo;
        label_uses(()) -> Vec<LabelUses>;
        read_schema(AtPath) -> LabelSchema;
        write_schema(WriteSchema) -> WrittenFile;
        save_schema(SaveSchema) -> LabelSchema;
        save_guidelines(SaveGuidelines) -> ();
        save_issues(AtPath) -> ();
        assignment(()) -> PlanView;
        preview_assignment(PlanWish) -> PlanPreview;
        remove_assignment(()) -> ();
        packets(()) -> Vec<PacketSent>;
        copied_limits(()) -> CopiedLimits;
        save_copied_limits(CopiedLimits) -> CopiedLimits;
        hint_policy(()) -> HintPolicy;
        save_hint_policy(HintPolicy) -> ();
        adjudication_cases(CasesPage) -> Cases;
        open_case(OpenCase) -> Option<CaseView>;
        record_wish(RecordWish) -> CaseRecorded;
        adjudication_causes(()) -> CauseReport;
        event_count(()) -> EventCount;
        agreement_items(ItemsBehind) -> Page<BehindRow>;
        reviewer_items(ItemsBehind) -> Page<BehindRow>;
        given_items(ItemsBehind) -> Page<BehindRow>;
        consensus_runs(()) -> Vec<RunView>;
    }
    jobs_of_the_lead {
        run_import(RunImport) -> ImportReport;
        run_consensus(Option<RunConsensus>) -> ConsensusReport;
        read_items(()) -> u64;
        items_count(CountItems) -> ItemsCount;
        export_plan(ExportOptions) -> ExportPlan;
        run_export(ExportOptions) -> ExportReport;
        save_copy(AtPath) -> ();
        prepare_adjudication(()) -> ();
        preview_bulk(BulkRule) -> BulkPreview;
        accept_bulk(BulkAccept) -> BulkReport;
        undo_bulk(BulkUndo) -> BulkUndone;
        set_assignment(PlanWish) -> PlanPreview;
        stale_reviews(()) -> StaleView;
        stale_items(StaleItems) -> Page<BehindRow>;
        migrate_names(MigrateNames) -> StaleView;
        take_migration_back(ByMigration) -> StaleView;
        make_packets(MakePackets) -> Vec<PacketMade>;
        take_packets(TakePackets) -> Vec<PacketTaken>;
        measure_agreement(()) -> AgreementView;
        measure_reviewers(()) -> ReviewersView;
        measure_given(()) -> Option<AgainstGivenView>;
        save_agreement_table(AtPath) -> WrittenFile;
        compare_runs(CompareRuns) -> RunComparisonView;
    }
    at_once {
        cancel_job(CancelJob) -> ();
        compare_item(OfItem) -> Comparison;
        item_differences(OfItem) -> Vec<Option<Difference>>;
        sibling_difference(TwoSiblings) -> SiblingDifference;
        recut_sentence(RecutSentence) -> Option<Comparison>;
        nearest_to(NearestTo) -> Vec<NearPassage>;
        read_ahead(OfItem) -> ();
    }
}
