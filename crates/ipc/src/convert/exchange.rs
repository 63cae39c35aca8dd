//! Import, consensus and export between the engine and the wire.

use crate::error::WireError;
use crate::wire;
use std::collections::BTreeMap;
use touchstone_domain::exchange::{ImportedItem, Issue};
use touchstone_domain::gold;
use touchstone_engine::{export, import};

/// Issues that the window gets; the rest are in the file that `save_issues` writes.
const SHOWN: usize = 1000;

/// Characters of a text that a preview shows.
const EXCERPT: usize = 2000;

/// A format by its name on the wire.
pub(crate) const fn format(name: wire::FormatName) -> import::Format {
    match name {
        wire::FormatName::Jsonl => import::Format::Jsonl,
        wire::FormatName::Csv => import::Format::Csv,
        wire::FormatName::Tsv => import::Format::Tsv,
        wire::FormatName::Parquet => import::Format::Parquet,
        wire::FormatName::Faithbench => import::Format::Faithbench,
        wire::FormatName::Xsum => import::Format::Xsum,
        wire::FormatName::Mushroom => import::Format::Mushroom,
        wire::FormatName::TextPairs => import::Format::TextPairs,
    }
}

const fn format_name(format: import::Format) -> wire::FormatName {
    match format {
        import::Format::Jsonl => wire::FormatName::Jsonl,
        import::Format::Csv => wire::FormatName::Csv,
        import::Format::Tsv => wire::FormatName::Tsv,
        import::Format::Parquet => wire::FormatName::Parquet,
        import::Format::Faithbench => wire::FormatName::Faithbench,
        import::Format::Xsum => wire::FormatName::Xsum,
        import::Format::Mushroom => wire::FormatName::Mushroom,
        import::Format::TextPairs => wire::FormatName::TextPairs,
    }
}

fn issue(issue: Issue) -> wire::Issue {
    wire::Issue {
        code: super::name_of(&issue.code),
        file: issue.file,
        line: issue.line,
        field: issue.field,
        message: issue.message,
    }
}

fn excerpt(text: &str) -> String {
    let mut characters = text.chars();
    let mut beginning: String = characters.by_ref().take(EXCERPT).collect();
    if characters.next().is_some() {
        beginning.push('…');
    }
    beginning
}

fn preview_item(item: ImportedItem) -> wire::PreviewItem {
    let generator = &item.sample.generator;
    let facts = [&generator.model, &generator.batch, &item.sample.language];
    wire::PreviewItem {
        facts: facts.into_iter().flatten().cloned().collect(),
        external_id: item.external_id,
        sample: excerpt(item.sample.text.as_str()),
        sources: item.sources.iter().map(|source| excerpt(source.text.as_str())).collect(),
        reviews: u32::try_from(item.reviews.len()).unwrap_or(u32::MAX),
    }
}

/// What is known of a file.
pub(crate) fn inspection(found: import::Inspection) -> wire::Inspection {
    let preview = found.preview.unwrap_or_default();
    // Whatever is said of its format, such a file has nothing to import.
    let hopeless = found.cure.filter(|_| found.format.is_none());
    let name = found.path.file_name().unwrap_or(found.path.as_os_str()).to_string_lossy();
    let refused = hopeless.map(|cure| WireError::new("not_importable", &format!("“{name}” {}", found.why), cure));
    wire::Inspection {
        path: found.path.display().to_string(),
        bytes: found.bytes,
        format: found.format.map(format_name),
        why: found.why,
        columns: preview.columns,
        mapping: preview.mapping,
        items: preview.items.into_iter().map(preview_item).collect(),
        issues: preview.issues.into_iter().take(SHOWN).map(issue).collect(),
        trouble: preview.trouble,
        refused,
    }
}

/// A file that cannot be looked into.
pub(crate) fn not_looked_into(path: &str, refused: WireError) -> wire::Inspection {
    wire::Inspection {
        path: path.to_owned(),
        bytes: 0,
        format: None,
        why: refused.message.clone(),
        columns: Vec::new(),
        mapping: BTreeMap::new(),
        items: Vec::new(),
        issues: Vec::new(),
        trouble: None,
        refused: Some(refused),
    }
}

/// How to import.
pub(crate) fn import_options(told: wire::ImportOptions) -> import::ImportOptions {
    import::ImportOptions {
        format: told.format.map(format),
        reviewed: match told.reviewed {
            wire::Reviewed::Fifth => import::Reviewed::Fifth,
            wire::Reviewed::Marked => import::Reviewed::Marked,
            wire::Reviewed::File => import::Reviewed::File,
        },
        id_prefix: told.id_prefix.filter(|prefix| !prefix.is_empty()),
        mapping: import::ColumnMapping(told.mapping),
        sources: told.sources.filter(|path| !path.trim().is_empty()).map(Into::into),
        only: match told.only {
            wire::Only::Everything => import::Only::Everything,
            wire::Only::Items => import::Only::Items,
            wire::Only::Reviews => import::Only::Reviews,
        },
        strict: told.strict,
    }
}

/// What an import did.
pub(crate) fn import_report(report: import::ImportReport) -> wire::ImportReport {
    let beyond = report.issues.len().saturating_sub(SHOWN) as u64;
    wire::ImportReport {
        items_added: report.items_added,
        items_unchanged: report.items_unchanged,
        sources_added: report.sources_added,
        reviews_added: report.reviews_added,
        reviews_changed: report.reviews_changed,
        annotations_added: report.annotations_added,
        reviewers_added: report.reviewers_added,
        gold_added: report.gold_added,
        labels_added: report.labels_added.into_iter().map(|label| label.0).collect(),
        remarks: report.remarks,
        issues: report.issues.into_iter().take(SHOWN).map(issue).collect(),
        issues_not_listed: report.issues_not_listed + beyond,
    }
}

/// What a consensus is asked for.
pub(crate) const fn consensus_settings(told: wire::RunConsensus) -> gold::ConsensusSettings {
    gold::ConsensusSettings {
        method: match told.method {
            wire::Method::Majority => gold::Method::Majority,
            wire::Method::Weighted => gold::Method::Weighted,
            wire::Method::DawidSkene => gold::Method::DawidSkene,
            wire::Method::OneCoin => gold::Method::OneCoin,
            wire::Method::Mace => gold::Method::Mace,
        },
        threshold: match told.threshold {
            wire::SpanThreshold::Any => gold::SpanThreshold::Any,
            wire::SpanThreshold::Half => gold::SpanThreshold::Half,
            wire::SpanThreshold::Majority => gold::SpanThreshold::Majority,
            wire::SpanThreshold::All => gold::SpanThreshold::All,
        },
        seed: 0,
    }
}

/// What to export.
pub(crate) fn export_options(told: wire::ExportOptions) -> export::ExportOptions {
    export::ExportOptions {
        format: format(told.format),
        out: told.out.into(),
        what: match told.what {
            wire::What::Gold => export::What::Gold,
            wire::What::Consensus => export::What::Consensus,
            wire::What::Annotations => export::What::Annotations,
            wire::What::Items => export::What::Items,
        },
        filter: told.filter.filter(|words| !words.trim().is_empty()),
        names: match told.names {
            wire::Names::Pseudonyms => export::Names::Pseudonyms,
            wire::Names::Names => export::Names::Names,
            wire::Names::None => export::Names::None,
        },
        notes: told.notes,
        force: told.force,
    }
}
