//! An adjudicator at work on one item: wishes in, events kept, the adjudication folded from them.

use crate::desk::{Desk, annotation_id, event, event_id};
use touchstone_domain::adjudication::cause::{Cause, Reason};
use touchstone_domain::adjudication::deciding::{Case, Refusal, Wish, decide};
use touchstone_domain::adjudication::difference::{Agreed, Aspect, Candidate, Difference, Differences};
use touchstone_domain::adjudication::{Adjudication, Fact, Heard, fold};
use touchstone_domain::annotation::Annotation;
use touchstone_domain::decision::Surroundings;
use touchstone_domain::event::{Event, EventKind};
use touchstone_domain::id::{AnnotationId, ReviewerId};
use touchstone_domain::text::Text;

pub(crate) fn reason(cause: Cause) -> Reason {
    Reason { cause, words: None }
}

pub(crate) fn because() -> Reason {
    reason(Cause::ReviewerError)
}

pub(crate) fn reviewer(number: u8) -> ReviewerId {
    ReviewerId::from_bytes([number; 16])
}

fn candidate(annotation: &Annotation, voters: &[u8]) -> Candidate {
    Candidate {
        annotation: annotation.clone(),
        voters: voters.iter().map(|number| reviewer(*number)).collect(),
        share: 1.0 / 3.0,
        from_consensus: false,
        from_reviewers: true,
        notes: Vec::new(),
        corrections: Vec::new(),
    }
}

fn difference(number: u8, candidates: Vec<Candidate>) -> Difference {
    let spans = candidates.iter().flat_map(|candidate| &candidate.annotation.segments).map(|segment| segment.span);
    Difference {
        id: annotation_id(number),
        span: spans.min().unwrap(),
        aspects: vec![Aspect::Where],
        silent: Vec::new(),
        heard: candidates.iter().map(|candidate| Heard::of(&candidate.annotation)).collect(),
        information: 1.0,
        apart: Some(1),
        candidates,
    }
}

/// “1932” is agreed on (id 1). “cost” (2) or “cost $4 million” (3) is one difference (100), “Dutch” (4)
/// another (101).
pub(crate) struct Bench {
    pub(crate) desk: Desk,
    pub(crate) differences: Differences,
    pub(crate) events: Vec<Event>,
}

impl Bench {
    pub(crate) fn new() -> Self {
        let desk = Desk::new();
        let [year, cost, amount, dutch] = [(1, 21, 25), (2, 27, 31), (3, 27, 42), (4, 60, 65)]
            .map(|(id, start, end)| desk.annotation(id, start, end));
        let differences = Differences {
            reviewers: 3,
            agreed: vec![Agreed { heard: vec![Heard::of(&year)], annotation: year }],
            differences: vec![
                difference(100, vec![candidate(&cost, &[1]), candidate(&amount, &[2, 3])]),
                difference(101, vec![candidate(&dutch, &[1])]),
            ],
            verdicts: vec![(Some("hallucinated".into()), vec![reviewer(1), reviewer(2), reviewer(3)])],
            unanimous: Some("hallucinated".into()),
            verdict_information: 0.0,
            ..Differences::default()
        };
        Self { desk, differences, events: Vec::new() }
    }

    pub(crate) fn adjudication(&self) -> Adjudication {
        fold(&self.events)
    }

    /// Does it, or says why not.
    pub(crate) fn act(&mut self, wish: Wish) -> Result<(), Refusal> {
        let facts = self.decide(wish)?;
        let step = event_id(self.events.len());
        for fact in facts {
            let number = self.events.len();
            self.events.push(Event { step, ..event(number, EventKind::Adjudicated { fact }) });
        }
        Ok(())
    }

    pub(crate) fn decide(&self, wish: Wish) -> Result<Vec<Fact>, Refusal> {
        let adjudication = self.adjudication();
        let sources: Vec<&Text> = self.desk.sources.iter().collect();
        let around = Surroundings { schema: &self.desk.schema, sample: &self.desk.sample, sources: &sources };
        let case = Case { adjudication: &adjudication, differences: &self.differences };
        let new = [0, 1].map(|half| AnnotationId::from_parts(&["gold", &format!("{}/{half}", self.events.len())]));
        decide(case, around, wish, new)
    }

    /// What the gold reads.
    pub(crate) fn gold(&self) -> Vec<String> {
        let adjudication = self.adjudication();
        let case = Case { adjudication: &adjudication, differences: &self.differences };
        case.gold().into_iter().map(Annotation::quote).collect()
    }

    pub(crate) fn open(&self) -> usize {
        let adjudication = self.adjudication();
        Case { adjudication: &adjudication, differences: &self.differences }.open().count()
    }

    /// The id of the piece of gold that reads so.
    pub(crate) fn piece(&self, quote: &str) -> AnnotationId {
        let adjudication = self.adjudication();
        let case = Case { adjudication: &adjudication, differences: &self.differences };
        case.gold().into_iter().find(|annotation| annotation.quote() == quote).unwrap().id
    }
}
