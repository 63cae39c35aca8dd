//! The right answer that a file gives for an item, checked against its sample.

use crate::raw_review::RawAnnotation;
use crate::review::Surroundings;
use serde::Deserialize;
use touchstone_domain::exchange::{ImportedGold, IssueCode};
use touchstone_domain::label::VerdictMeaning;

/// Gold as written in a file: a verdict, or a verdict and what is to be marked.
#[derive(Deserialize)]
#[serde(untagged)]
enum RawGold {
    Verdict(String),
    Full(RawAnswer),
}

#[derive(Deserialize)]
struct RawAnswer {
    verdict: Option<String>,
    #[serde(alias = "annotations")]
    spans: Option<Vec<RawAnnotation>>,
}

#[derive(Deserialize)]
struct RawOrigin {
    origin: Option<String>,
}

/// Whether a project made this gold: by computing, or by adjudication.
pub(crate) fn is_made_here(raw: &str) -> bool {
    let told = serde_json::from_str::<RawOrigin>(raw).ok().and_then(|told| told.origin);
    told.is_some_and(|origin| origin != "given")
}

impl Surroundings<'_> {
    /// The answer, or none when a part of it cannot stand: half an answer would call reviewers wrong
    /// who are right.
    pub(crate) fn given(&mut self, raw: &str) -> Option<ImportedGold> {
        let says_something = |gold: &RawGold| !matches!(gold, RawGold::Full(RawAnswer { verdict: None, spans: None }));
        let Some(raw) = serde_json::from_str::<RawGold>(raw).ok().filter(says_something) else {
            let message = "The gold of this item is not understood and was left out. Write a verdict, as in \"clean\", or \
                           {\"verdict\": \"hallucinated\", \"spans\": [{\"start\": 0, \"end\": 4}]}.";
            self.trouble("gold", IssueCode::BadValue, message.to_owned());
            return None;
        };
        let answer = match raw {
            RawGold::Verdict(verdict) => RawAnswer { verdict: Some(verdict), spans: None },
            RawGold::Full(answer) => answer,
        };
        let spans = answer.spans.unwrap_or_default();
        let told = spans.len();
        let annotations: Vec<_> = spans.into_iter().filter_map(|raw| self.annotation(raw)).collect();
        let verdict = answer.verdict.as_deref().and_then(|told| self.verdict(told));
        let unknown_verdict = answer.verdict.is_some() && verdict.is_none();
        if annotations.len() < told || unknown_verdict {
            let what = if unknown_verdict {
                format!("Its verdict is not one of the label schema ({})", self.verdict_names())
            } else {
                "A span of it cannot stand".to_owned()
            };
            let message = format!("{what}, so the gold of this item was left out. Mend the row and import it again.");
            self.trouble("gold", IssueCode::BadValue, message);
            return None;
        }
        let meaning = verdict.as_ref().map(|(_, meaning)| *meaning);
        if meaning == Some(VerdictMeaning::Clean) && told > 0 {
            let message = "The gold says clean and marks something; it was left out. Mend the row and import it again.";
            self.trouble("gold.verdict", IssueCode::ContradictoryReview, message.to_owned());
            return None;
        }
        Some(ImportedGold { verdict: verdict.map(|(name, _)| name), annotations })
    }
}
