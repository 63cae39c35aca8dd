//! What is written down beside an export: how it was made, and a digest of every file of it.

use crate::compare::Limits;
use crate::export::{ExportOptions, ExportPlan, Names, WrittenFile, part};
use crate::project::PROGRAM;
use serde::Serialize;
use touchstone_domain::gold::{ConsensusRun, Method, SpanThreshold};
use touchstone_domain::label::LabelSchema;
use touchstone_formats::Written;
use touchstone_store::ProjectFacts;

/// What an export was made of.
pub(crate) struct Told<'a> {
    pub(crate) options: &'a ExportOptions,
    pub(crate) facts: &'a ProjectFacts,
    pub(crate) schema: &'a LabelSchema,
    pub(crate) run: Option<&'a ConsensusRun>,
    pub(crate) plan: &'a ExportPlan,
    pub(crate) limits: Limits,
    pub(crate) migrations: &'a [String],
}

/// From when on this project shows a copied run, and from when on it calls one long.
#[derive(Debug, Serialize)]
struct CopiedLimits {
    min_tokens: u32,
    warn_tokens: u32,
    warn_characters: u32,
}

/// The manifest as it stands in the file. No clock, path or machine name is in it.
#[derive(Debug, Serialize)]
struct Manifest<'a> {
    format: &'static str,
    what: &'static str,
    project: String,
    name: &'a str,
    program: &'static str,
    label_schema: String,
    filter: &'a str,
    reviewers: &'static str,
    notes: bool,
    method: Option<Method>,
    threshold: Option<SpanThreshold>,
    seed: Option<u64>,
    /// Of a run that weighs words: whether they were, or why everyone counted the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<String>,
    run: Option<String>,
    input_digest: Option<String>,
    copied: CopiedLimits,
    records: u64,
    excluded: u64,
    excluded_by_filter: u64,
    lost: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    migrations: &'a [String],
    files: Vec<WrittenFile>,
}

impl Told<'_> {
    /// The text of the manifest.
    pub(crate) fn manifest(&self, written: &Written, files: Vec<WrittenFile>) -> String {
        let Self { options, facts, schema, run, plan, limits, migrations } = self;
        let manifest = Manifest {
            format: options.format.name(),
            what: part(options).name(),
            project: facts.id.to_string(),
            name: &facts.name,
            program: PROGRAM,
            label_schema: format!("{} v{}", schema.name, schema.version),
            filter: options.filter.as_deref().unwrap_or_default(),
            reviewers: match options.names {
                Names::Pseudonyms => "pseudonyms",
                Names::Names => "names",
                Names::None => "none",
            },
            notes: options.notes,
            method: run.map(|run| run.settings.method),
            threshold: run.map(|run| run.settings.threshold),
            seed: run.map(|run| run.settings.seed),
            words: run.and_then(|run| run.weighing.as_ref()).map(|weighing| {
                weighing.equal.clone().unwrap_or_else(|| "Weighed by agreement with the other reviewers.".to_owned())
            }),
            run: run.map(|run| run.id.to_string()),
            input_digest: run.map(|run| run.input_digest.to_string()),
            copied: CopiedLimits {
                min_tokens: limits.shown,
                warn_tokens: limits.long_words,
                warn_characters: limits.long_characters,
            },
            records: written.records,
            excluded: plan.excluded,
            excluded_by_filter: plan.excluded_by_filter,
            lost: &written.lost,
            migrations,
            files,
        };
        let mut text = serde_json::to_string_pretty(&manifest).unwrap_or_default();
        text.push('\n');
        text
    }
}
