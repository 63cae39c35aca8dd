//! `consensus`: what the reviewers hold together, stored as a run.

use crate::args::{ConsensusArgs, ThresholdArg};
use crate::command::runs;
use crate::exit_code::Exit;
use crate::output::{document, lines, message};
use crate::watch::{unbroken, watched};
use serde::Serialize;
use std::collections::BTreeMap;
use touchstone_domain::amount::counted;
use touchstone_domain::gold::{
    ConsensusOmission, ConsensusRun, ConsensusSettings, ConsensusSpan, ItemConsensus, Method, SoftSpan, SpanThreshold,
    SpanWeighing,
};
use touchstone_domain::id::{Digest, ReviewerId, RunId, TextDigest};
use touchstone_domain::label::{LabelId, SeverityId, VerdictId};
use touchstone_engine::against_given::{self, AgainstGiven};
use touchstone_engine::agreement::figures::Named;
use touchstone_engine::consensus::{Computed, OfItem, ReviewerOfVerdicts};
use touchstone_engine::reliability::Sampling;
use touchstone_engine::{EngineError, Project, consensus};

/// Computes and stores a run, and shows it.
pub(crate) fn run(args: &ConsensusArgs) -> Result<Exit, EngineError> {
    if args.runs {
        return runs::list(args);
    }
    if let Some([first, second]) = args.compare.as_deref() {
        return runs::compare(args, first, second);
    }
    let settings = ConsensusSettings {
        method: args.method.method(),
        threshold: match args.span_threshold {
            ThresholdArg::Any => SpanThreshold::Any,
            ThresholdArg::Half => SpanThreshold::Half,
            ThresholdArg::Majority => SpanThreshold::Majority,
            ThresholdArg::All => SpanThreshold::All,
        },
        seed: args.seed,
    };
    let (computed, names, external, accuracy) = unbroken(|| {
        let mut project = Project::open(&args.project)?;
        let computed = watched(|work| consensus::run(&mut project, &settings, work))?;
        let reviewers = project.reviewers()?.into_iter();
        let names: Names = reviewers.map(|one| (one.id, one.name.unwrap_or_else(|| one.id.to_string()))).collect();
        let mut external = Vec::new();
        if args.json {
            for item in &computed.items {
                external
                    .push((project.read().external_id(item.item)?.unwrap_or_default(), source_names(&project, item)?));
            }
        }
        let accuracy = against_given::measure(project.read(), &computed.items, Sampling::default())?;
        project.close()?;
        Ok((computed, names, external, accuracy))
    })?;
    let Computed { run, items, verdicts, .. } = &computed;
    let advice = consensus::advice(settings.method, verdicts.reviewer_count());
    if args.json {
        let items = items.iter().zip(&external).enumerate();
        let items = items
            .map(|(at, (item, (id, sources)))| ItemAnswer::new(item, (id.clone(), sources), verdicts.of(at), &names));
        let reviewers = verdicts.reviewers().into_iter().filter_map(|one| ReviewerAnswer::new(one, &names));
        document(&Answer {
            advice,
            accuracy_given: accuracy,
            verdicts: &verdicts.classes,
            reviewers: in_order_of_names(reviewers),
            ..Answer::new(run, items.collect(), &names)
        });
    } else {
        if let Some(reason) = run.weighing.as_ref().and_then(|weighing| weighing.equal.as_ref()) {
            message(&format!("note: {reason}"));
        }
        if let Some(advice) = advice {
            message(&format!("note: {advice}"));
        }
        tell(run, items, accuracy.as_ref());
    }
    Ok(Exit::Done)
}

/// The sources of an item of which anyone marks a passage as left out; none of any other.
fn source_names(project: &Project, item: &ItemConsensus) -> Result<SourceNames, EngineError> {
    let mut names = SourceNames::new();
    if item.left_out.is_empty() {
        return Ok(names);
    }
    let sources = project.read().item(item.item)?.map(|item| item.sources).unwrap_or_default();
    for (source, number) in sources.into_iter().zip(1..) {
        let name = source.external_id.unwrap_or_else(|| format!("s{number}"));
        names.entry(source.text.digest()).or_insert(name);
    }
    Ok(names)
}

/// What people call each reviewer.
type Names = BTreeMap<ReviewerId, String>;

fn tell(run: &ConsensusRun, items: &[ItemConsensus], accuracy: Option<&AgainstGiven>) {
    let unresolved = items.iter().filter(|item| item.unresolved.is_some()).count();
    let spans: usize = items.iter().map(|item| item.spans.len()).sum();
    let contested: usize = items.iter().map(|item| item.contested.len()).sum();
    let mut told = vec![
        format!("run           {}", run.id),
        format!("items         {}", items.len()),
        format!("unresolved    {unresolved}"),
        format!("spans         {spans}"),
        format!("contested     {contested}"),
    ];
    let left_out = || items.iter().map(|item| &item.left_out).filter(|left_out| !left_out.is_empty());
    if left_out().next().is_some() {
        let held: usize = left_out().map(|left_out| left_out.omissions.len()).sum();
        let contested: usize = left_out().map(|left_out| left_out.contested.len()).sum();
        told.push(format!("omissions     {held} (contested {contested})"));
    }
    told.extend(accuracy.map(|accuracy| format!("accuracy      {}", in_words(accuracy))));
    if let Some(spans) = accuracy.and_then(|accuracy| accuracy.spans.as_ref()) {
        told.push(format!(
            "where         against the right answers from files, {}",
            counted(spans.items.len() as u64, "item")
        ));
        told.extend(spans.figures.lines().into_iter().map(|line| format!("  {line}")));
    }
    lines(told);
}

/// How the verdicts compare with the right answers that files gave.
fn in_words(accuracy: &AgainstGiven) -> String {
    let not_reviewed = accuracy.not_reviewed.len() as u64;
    let Named { figure: Ok(value), interval, .. } = accuracy.accuracy() else {
        let items = counted(not_reviewed, "item");
        return format!("not known yet: no reviewer has given a verdict on {items} with a right answer from files");
    };
    let interval =
        interval.and_then(Result::ok).map_or_else(String::new, |(low, high)| format!(" (95 %: {low:.3} to {high:.3})"));
    let (same, n) = (accuracy.same.len(), counted(accuracy.n(), "item"));
    let told = format!("{value:.3}{interval} against the right answers from files: {same} of {n}");
    let unresolved = accuracy.unresolved.len();
    let unresolved = if unresolved > 0 { format!(", {unresolved} unresolved") } else { String::new() };
    let open = if not_reviewed > 0 { format!("; {not_reviewed} more without a verdict yet") } else { String::new() };
    told + &unresolved + &open
}

#[derive(Serialize)]
struct Answer<'a> {
    run: RunId,
    input_digest: Digest,
    method: Method,
    threshold: SpanThreshold,
    seed: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<WordsAnswer<'a>>,
    /// What to bear in mind.
    #[serde(skip_serializing_if = "Option::is_none")]
    advice: Option<String>,
    /// Order of the verdicts in the matrices of reviewers.
    verdicts: &'a [VerdictId],
    reviewers: Vec<ReviewerAnswer<'a>>,
    /// Where files gave right answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    accuracy_given: Option<AgainstGiven>,
    items: Vec<ItemAnswer<'a>>,
}

/// What was learnt of a reviewer from the verdicts.
#[derive(Serialize)]
struct ReviewerAnswer<'a> {
    id: &'a str,
    verdicts: u64,
    reliability: f64,
    /// Row the verdict given, column the true one; each column sums to 1.
    confusion: Vec<Vec<f64>>,
}

impl<'a> ReviewerAnswer<'a> {
    fn new(learnt: ReviewerOfVerdicts, names: &'a Names) -> Option<Self> {
        let ReviewerOfVerdicts { id, verdicts, reliability, confusion } = learnt;
        Some(Self { id: names.get(&id)?, verdicts, reliability, confusion })
    }
}

fn in_order_of_names<'a>(reviewers: impl Iterator<Item = ReviewerAnswer<'a>>) -> Vec<ReviewerAnswer<'a>> {
    let mut reviewers: Vec<_> = reviewers.collect();
    reviewers.sort_by_key(|reviewer| reviewer.id);
    reviewers
}

/// How the words of reviewers were weighed, by the methods that do so.
#[derive(Serialize)]
struct WordsAnswer<'a> {
    weighted: bool,
    reason: Option<&'a str>,
    reviewers: Vec<WeightAnswer<'a>>,
}

#[derive(Serialize)]
struct WeightAnswer<'a> {
    id: &'a str,
    weight: f64,
}

impl<'a> WordsAnswer<'a> {
    fn new(weighing: &'a SpanWeighing, names: &'a Names) -> Self {
        let mut reviewers: Vec<_> = weighing
            .weights
            .iter()
            .filter_map(|(id, weight)| Some(WeightAnswer { id: names.get(id)?, weight: *weight }))
            .collect();
        reviewers.sort_by_key(|one| one.id);
        Self { weighted: weighing.equal.is_none(), reason: weighing.equal.as_deref(), reviewers }
    }
}

impl<'a> Answer<'a> {
    fn new(run: &'a ConsensusRun, items: Vec<ItemAnswer<'a>>, names: &'a Names) -> Self {
        let ConsensusSettings { method, threshold, seed } = run.settings;
        let words = run.weighing.as_ref().map(|weighing| WordsAnswer::new(weighing, names));
        Self {
            run: run.id,
            input_digest: run.input_digest,
            method,
            threshold,
            seed,
            words,
            advice: None,
            verdicts: &[],
            reviewers: Vec::new(),
            accuracy_given: None,
            items,
        }
    }
}

#[derive(Serialize)]
struct ItemAnswer<'a> {
    /// The id that the file gave.
    item: String,
    k: u32,
    verdict: Option<&'a VerdictId>,
    verdict_probability: Option<f64>,
    /// How many reviewers gave each verdict.
    verdict_votes: BTreeMap<&'a VerdictId, u32>,
    /// How probable each is by the method, or its share of the votes.
    verdict_probabilities: BTreeMap<&'a VerdictId, f64>,
    /// How unsure that leaves one, in bits.
    verdict_entropy: Option<f64>,
    unresolved: bool,
    unresolved_reason: Option<&'a str>,
    spans: Vec<SpanAnswer<'a>>,
    contested: Vec<SpanAnswer<'a>>,
    soft: &'a [SoftSpan],
    disagreement: f64,
    /// What the sample leaves out of its sources.
    omissions: Vec<OmissionAnswer<'a>>,
    contested_omissions: Vec<OmissionAnswer<'a>>,
    soft_omissions: Vec<SoftOmission<'a>>,
}

/// What people call each source of an item: its id in the file, else its number, as exports have it.
type SourceNames = BTreeMap<TextDigest, String>;

impl<'a> ItemAnswer<'a> {
    fn new(
        item: &'a ItemConsensus,
        (external, sources): (String, &'a SourceNames),
        verdicts: Option<OfItem<'a>>,
        names: &'a Names,
    ) -> Self {
        let omissions = |omissions: &'a [ConsensusOmission]| {
            omissions.iter().map(|omission| OmissionAnswer::new(omission, sources, names)).collect()
        };
        let soft = item.left_out.soft.iter().flat_map(|track| {
            let source = sources.get(&track.source).map(String::as_str);
            track.soft.iter().map(move |run| SoftOmission { source, run })
        });
        let (probabilities, entropy) = verdicts.unzip();
        let spans = |spans: &'a [ConsensusSpan]| spans.iter().map(|span| SpanAnswer::new(span, names)).collect();
        Self {
            item: external,
            k: item.k,
            verdict: item.verdict.as_ref(),
            verdict_probability: item.verdict_probability,
            verdict_votes: item.verdict_votes.iter().map(|(verdict, votes)| (verdict, *votes)).collect(),
            verdict_probabilities: probabilities.unwrap_or_default(),
            verdict_entropy: entropy,
            unresolved: item.unresolved.is_some(),
            unresolved_reason: item.unresolved.as_deref(),
            spans: spans(&item.spans),
            contested: spans(&item.contested),
            soft: &item.soft,
            disagreement: item.disagreement,
            omissions: omissions(&item.left_out.omissions),
            contested_omissions: omissions(&item.left_out.contested),
            soft_omissions: soft.collect(),
        }
    }
}

/// Reviewers by their names.
fn called<'a>(reviewers: &[ReviewerId], names: &'a Names) -> Vec<&'a str> {
    reviewers.iter().filter_map(|id| names.get(id)).map(String::as_str).collect()
}

#[derive(Serialize)]
struct SpanAnswer<'a> {
    start: u32,
    end: u32,
    quote: &'a str,
    label: Option<&'a LabelId>,
    severity: Option<&'a SeverityId>,
    severity_tie: bool,
    share_min: f64,
    share_mean: f64,
    supporters: Vec<&'a str>,
    tie: bool,
    single: bool,
    correction: Option<&'a str>,
}

impl<'a> SpanAnswer<'a> {
    fn new(span: &'a ConsensusSpan, names: &'a Names) -> Self {
        Self {
            start: span.segment.span.start().0,
            end: span.segment.span.end().0,
            quote: &span.segment.quote,
            label: span.label.as_ref(),
            severity: span.severity.as_ref(),
            severity_tie: span.severity_tie,
            share_min: span.share_min,
            share_mean: span.share_mean,
            supporters: called(&span.supporters, names),
            tie: span.tie,
            single: span.single,
            correction: span.correction.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct OmissionAnswer<'a> {
    source: Option<&'a str>,
    start: u32,
    end: u32,
    quote: &'a str,
    severity: Option<&'a SeverityId>,
    severity_tie: bool,
    share_min: f64,
    share_mean: f64,
    supporters: Vec<&'a str>,
    tie: bool,
    single: bool,
}

impl<'a> OmissionAnswer<'a> {
    fn new(omission: &'a ConsensusOmission, sources: &'a SourceNames, names: &'a Names) -> Self {
        Self {
            source: sources.get(&omission.source).map(String::as_str),
            start: omission.segment.span.start().0,
            end: omission.segment.span.end().0,
            quote: &omission.segment.quote,
            severity: omission.severity.as_ref(),
            severity_tie: omission.severity_tie,
            share_min: omission.share_min,
            share_mean: omission.share_mean,
            supporters: called(&omission.supporters, names),
            tie: omission.tie,
            single: omission.single,
        }
    }
}

#[derive(Serialize)]
struct SoftOmission<'a> {
    source: Option<&'a str>,
    #[serde(flatten)]
    run: &'a SoftSpan,
}
