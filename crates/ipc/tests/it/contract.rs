//! The TypeScript of the window is made from the wire types, and is never stale.

use std::path::Path;
use touchstone_ipc::{WireError, command, wire::*};
use ts_rs::{Config, TS};

fn contract() -> String {
    let config = Config::default().with_large_int("number");
    let mut text = "// Made from the wire types of crates/ipc by `cargo xtask contract`. Do not edit.\n\
                    // All offsets are UTF-16 indices of the text they belong to.\n\n"
        .to_owned();
    macro_rules! declare {
        ($($kind:ty),* $(,)?) => { $(
            text.push_str("export ");
            text.push_str(&<$kind as TS>::decl(&config));
            text.push('\n');
        )* };
    }
    declare!(
        touchstone_ipc::offset::Utf16Offset,
        Kind,
        Part,
        SourceView,
        SampleView,
        Segment,
        Stance,
        Passage,
        Evidence,
        Annotation,
        Omission,
        Label,
        Severity,
        Verdict,
        LabelSchema,
        ReviewStatus,
        ReviewState,
        Ends,
        Draft,
        Position,
        ReviewView,
        Guidance,
        Intent,
        Need,
        Refusal,
        Put,
        ReviewChange,
        ReviewRest,
        Recorded,
        Finished,
        WireError,
        ReviewerView,
        RecentItem,
        AppInfo,
        Role,
        ProjectInfo,
        RecentProject,
        AtPath,
        CreateProject,
        CreateDemo,
        ByReviewer,
        ByName,
        TraceLines,
        CancelJob,
        OpenReview,
        RecordIntent,
        SubmitReview,
        SkipReview,
        SavePosition,
        SetRole,
        RenameReviewer,
        SetActive,
        SaveSchema,
        WriteSchema,
        LabelUses,
        Order,
        SetOrder,
        ProjectSettings,
        SaveGuidelines,
        Theme,
        ReadingWidth,
        Motion,
        Appearance,
        OfItem,
        NearPassage,
        AlignedSentence,
        CopiedRun,
        Exposure,
        HintKind,
        Hint,
        Hints,
        Comparison,
        ChangeKind,
        ChangeWeight,
        Stretch,
        Change,
        Difference,
        NearestTo,
        Sibling,
        HintNotice,
        NoticeHint,
        HintPolicy,
        Macro,
        Phrase,
        Habits,
        ItemStatus,
        ItemFilter,
        SortKey,
        ItemSort,
        ItemsPage,
        CountItems,
        ItemsCount,
        ItemRow,
        MyFilter,
        MyItems,
        MyItemRow,
        Page<ItemRow>,
        Facet,
        LabelFacet,
        ReviewerFacet,
        Facets,
        ProjectSums,
        FormatName,
        Reviewed,
        Only,
        InspectFiles,
        Issue,
        PreviewItem,
        Inspection,
        ImportOptions,
        RunImport,
        Progress,
        ImportReport,
        What,
        Names,
        ExportOptions,
        ExportPlan,
        WrittenFile,
        ByItem,
        Fact,
        SourceInFull,
        GeneratorView,
        Score,
        NamedReview,
        ItemInFull,
        ExportReport,
        Method,
        SpanThreshold,
        RunConsensus,
        ConsensusReport,
        Quota,
        PlanWish,
        PlanShare,
        PlanPreview,
        PlanView,
        CaseState,
        CaseCounts,
        CaseRow,
        CasesPage,
        Cases,
        OpenCase,
        Track,
        SharedSpan,
        GoldView,
        Aspect,
        CorrectionVotes,
        Candidate,
        Act,
        Cause,
        Reason,
        Decided,
        CaseDifference,
        VerdictVotes,
        CaseStand,
        CaseView,
        Wish,
        RecordWish,
        CaseRecorded,
        CauseCounts,
        LabelCauses,
        CauseWords,
        CauseReport,
        AgreementLayer,
        AgreementFigure,
        ClassCount,
        LayerView,
        AgreementBy,
        AgreementPart,
        AgreementPair,
        SpreadStep,
        SpreadView,
        ConfusionCell,
        ConfusionView,
        AgreementStretch,
        AgreementView,
        ItemsBehind,
        BehindRow,
        EventCount,
        BulkRule,
        BulkExample,
        BulkPreview,
        BulkAccept,
        BulkReport,
        BulkUndo,
        BulkUndone,
        MakePackets,
        PacketMade,
        TakePackets,
        PacketTaken,
        PacketSent,
    );
    text.push('\n');
    text.push_str(&command::typescript(&config));
    text.push('\n');
    text
}

#[test]
fn the_windows_contract_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/ipc/contract.ts");
    let made = contract();
    if std::env::var_os("UPDATE_CONTRACT").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    let there = std::fs::read_to_string(&path).unwrap();
    assert!(there == made, "ui/src/ipc/contract.ts is stale. Run `cargo xtask contract`.");
}

#[test]
fn every_type_that_a_command_names_is_declared() {
    let text = contract();
    let commands = text.split("export interface Commands").nth(1).unwrap();
    let names = commands.split(|c: char| !c.is_alphanumeric()).filter(|word| word.starts_with(char::is_uppercase));
    for name in names.filter(|name| !["Array", "Commands"].contains(name)) {
        let declared = [" = ", "<Row> = "].iter().any(|end| text.contains(&format!("export type {name}{end}")));
        assert!(declared, "{name} is named by a command and not declared");
    }
}
