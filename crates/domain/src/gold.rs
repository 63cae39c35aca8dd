//! What is computed, decided and exported as true.

use crate::annotation::Evidence;
use crate::id::{Digest, ItemId, ReviewerId, RunId, TextDigest};
use crate::label::{LabelId, SeverityId, VerdictId};
use crate::migration::{Migrations, Named, Naming, Tagged, Use};
use crate::span::Segment;
use serde::{Deserialize, Serialize};

/// How the verdict is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// Strict majority; a tie is unresolved.
    #[default]
    Majority,
    /// Votes weighed by how often a reviewer agrees with the others (Wawa).
    Weighted,
    /// A confusion matrix for each reviewer (Dawid and Skene 1979).
    DawidSkene,
    /// One probability of being right for each reviewer.
    OneCoin,
    /// Each reviewer knows or guesses (Hovy and others 2013).
    Mace,
}

/// Which tokens enter the consensus, of k reviewers of whom m marked it (methods.md,
/// 'Consensus, spans', step 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SpanThreshold {
    /// m ≥ 1.
    Any,
    /// m ≥ k/2; equality is flagged as a tie, and with k = 2 goes to the contested spans.
    #[default]
    Half,
    /// m > k/2.
    Majority,
    /// m = k.
    All,
}

/// What a consensus run was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ConsensusSettings {
    /// For the verdict.
    pub method: Method,
    /// For the spans.
    pub threshold: SpanThreshold,
    /// For methods that draw; the same seed gives the same run.
    pub seed: u64,
}

/// A span that the reviewers hold together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConsensusSpan {
    /// Where, and the characters there.
    #[serde(flatten)]
    pub segment: Segment,
    /// Majority of supporters by overlapped characters; none when tied.
    pub label: Option<LabelId>,
    /// Median of supporters' severities, a tie to the higher.
    pub severity: Option<SeverityId>,
    /// Whether the severity was between two and the higher was taken.
    #[serde(default)]
    pub severity_tie: bool,
    /// Smallest vote share (m/k) of its tokens.
    pub share_min: f64,
    /// Mean vote share of its tokens.
    pub share_mean: f64,
    /// Who marked any token of it.
    pub supporters: Vec<ReviewerId>,
    /// Whether exactly half of the reviewers marked a token of it.
    pub tie: bool,
    /// Whether only one reviewer submitted.
    #[serde(default)]
    pub single: bool,
    /// What supporters named, with who named it: a union, never a vote.
    pub evidence: Vec<(ReviewerId, Evidence)>,
    /// Variants with their supporters; the first is the majority's where there is one.
    pub corrections: Vec<(String, Vec<ReviewerId>)>,
    /// The variant that a majority of those who corrected agree on.
    pub correction: Option<String>,
}

/// A run of tokens with one vote share: the soft track.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SoftSpan {
    /// First scalar value.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// m/k.
    pub share: f64,
    /// How many of the k marked it.
    pub votes: u32,
}

/// A passage of a source that the reviewers hold together to be left out by the sample.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConsensusOmission {
    /// In which source.
    pub source: TextDigest,
    /// Where, and the characters there.
    #[serde(flatten)]
    pub segment: Segment,
    /// Median of supporters' severities, a tie to the higher.
    pub severity: Option<SeverityId>,
    /// Whether the severity was between two and the higher was taken.
    pub severity_tie: bool,
    /// Smallest vote share (m/k) of its tokens.
    pub share_min: f64,
    /// Mean vote share of its tokens.
    pub share_mean: f64,
    /// Who marked any token of it.
    pub supporters: Vec<ReviewerId>,
    /// Whether exactly half of the reviewers marked a token of it.
    pub tie: bool,
    /// Whether only one reviewer submitted.
    pub single: bool,
}

/// How many reviewers mark what of a source as left out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OmissionTrack {
    /// Which source.
    pub source: TextDigest,
    /// Every marked token, in runs of equal votes.
    pub soft: Vec<SoftSpan>,
}

/// What the reviewers of one item hold together to be left out by the sample. It enters neither the spans nor the
/// disagreement. Everything stands by source, in the order of the item, and then by place.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct OmissionConsensus {
    /// The consensus.
    pub omissions: Vec<ConsensusOmission>,
    /// Marked by one of two.
    pub contested: Vec<ConsensusOmission>,
    /// Sources of which anything is marked.
    pub soft: Vec<OmissionTrack>,
}

impl OmissionConsensus {
    /// Whether nobody marked anything.
    pub const fn is_empty(&self) -> bool {
        self.soft.is_empty()
    }
}

/// What the reviewers of one item hold together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ItemConsensus {
    /// Of which item.
    pub item: ItemId,
    /// How many reviewers submitted.
    pub k: u32,
    /// The verdict of a strict majority.
    pub verdict: Option<VerdictId>,
    /// Its share of the k; of the largest class when unresolved; none when k is 0.
    pub verdict_probability: Option<f64>,
    /// Votes for each verdict, by name.
    pub verdict_votes: Vec<(VerdictId, u32)>,
    /// Why there is no verdict, when there is none.
    pub unresolved: Option<String>,
    /// The consensus.
    pub spans: Vec<ConsensusSpan>,
    /// Marked by one of two.
    pub contested: Vec<ConsensusSpan>,
    /// Every marked token, in runs of equal votes. White space between two runs belongs to the one
    /// whose votes stand on it.
    pub soft: Vec<SoftSpan>,
    /// From 0 (all agree, or k < 2) to 1: the mean of two parts, the mean over marked tokens of
    /// 1 − |2·m/k − 1| (0 where none is marked) and, with p the share of the largest verdict,
    /// min(1, 2·(1 − p)).
    pub disagreement: f64,
    /// What the sample leaves out of its sources; empty where nobody marked any of it, and in runs that programs of
    /// before computed.
    #[serde(default, skip_serializing_if = "OmissionConsensus::is_empty")]
    pub left_out: OmissionConsensus,
}

/// How reviewers count in a weighted vote on words.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct SpanWeighing {
    /// The weight of everyone who submitted, by id; 1 is the mean. Empty where all count the same.
    pub weights: Vec<(ReviewerId, f64)>,
    /// Why all count the same, where they do: a sentence for people.
    pub equal: Option<String>,
}

/// A review that went into the consensus of an item.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ReviewInput {
    /// Whose.
    pub reviewer: ReviewerId,
    /// First hexadecimal digits of the digest of what it said.
    pub said: String,
}

/// A stored consensus run, without its items.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConsensusRun {
    /// Its own; made of the input digest and the settings, so the same input gives the same run.
    pub id: RunId,
    /// What was asked for.
    pub settings: ConsensusSettings,
    /// Digest of every submitted review that went in.
    pub input_digest: Digest,
    /// Number of items.
    pub items: u64,
    /// How the words of reviewers were weighed, by the methods that do so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weighing: Option<SpanWeighing>,
}

/// What the file of an item told as its right answer. It is the lead's alone, and no adjudication:
/// reviewers are measured against it where the item is not settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenGold {
    /// The right verdict.
    pub verdict: VerdictId,
    /// What is to be marked, in the order of the text; empty where nothing is.
    pub spans: Vec<GivenSpan>,
}

/// A span of given gold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenSpan {
    /// Where, with its words.
    #[serde(flatten)]
    pub segment: Segment,
    /// What it is, where the file says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<LabelId>,
    /// How bad it is, where the file says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<SeverityId>,
}

impl GivenGold {
    /// The same, its names of this version of the label schema read as they are read now.
    #[must_use]
    pub fn read_by(&self, migrations: &Migrations, version: u32) -> Self {
        self.named(migrations, version)
    }

    /// The names it uses, as they are read now, with the version each belongs to.
    pub fn uses(&self, migrations: &Migrations, version: u32) -> Vec<Use> {
        let Self { verdict, spans } = self.named(&Tagged(migrations), version);
        let verdict = Use::of(Named::Verdict, verdict.as_str());
        let labels = spans.iter().filter_map(|span| Use::of(Named::Label, span.label.as_ref()?.as_str()));
        let severities = spans.iter().filter_map(|span| Use::of(Named::Severity, span.severity.as_ref()?.as_str()));
        verdict.into_iter().chain(labels).chain(severities).collect()
    }

    fn named(&self, naming: &dyn Naming, version: u32) -> Self {
        let spans = self.spans.iter().map(|span| GivenSpan {
            segment: span.segment.clone(),
            label: span.label.as_ref().map(|label| LabelId(naming.read(Named::Label, label.as_str(), version))),
            severity: naming.severity(span.severity.as_ref(), version),
        });
        Self { verdict: naming.verdict(&self.verdict, version), spans: spans.collect() }
    }
}

/// Where the gold of an item comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// Decided by an adjudicator.
    Adjudicated,
    /// Computed.
    Consensus,
}
