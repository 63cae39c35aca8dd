//! Labels, severities, evidence and corrections of consensus spans.

use crate::story::{annotation, consensus, content, reviewer};
use touchstone_domain::annotation::{Annotation, Evidence, Passage, Stance};
use touchstone_domain::gold::{ConsensusSpan, SpanThreshold};
use touchstone_domain::review::Content;
use touchstone_domain::text::Text;

const TEXT: &str = "The bridge opened in 1932, cost $4 million and was built by Dutch engineers.";

fn text() -> Text {
    Text::new(TEXT).unwrap()
}

/// One span that `count` reviewers mark, the n-th (from 0) saying of it what `say` writes.
fn span(count: usize, say: impl Fn(usize, &mut Annotation)) -> ConsensusSpan {
    let text = text();
    let contents: Vec<Content> = (0..count)
        .map(|number| {
            let mut one = annotation(&text, &[(21, 25)], "contradiction");
            say(number, &mut one);
            content(vec![one])
        })
        .collect();
    let found = consensus(&text, &contents, SpanThreshold::Half);
    assert_eq!(found.spans.len(), 1);
    found.spans.into_iter().next().unwrap()
}

fn labelled(labels: &[&str]) -> Option<String> {
    let say = |number: usize, one: &mut Annotation| {
        one.labels.primary = Some(labels[number]).filter(|label| !label.is_empty()).map(Into::into);
    };
    span(labels.len(), say).label.map(|label| label.0)
}

#[test]
fn the_label_is_that_of_more_than_half_of_the_supporters() {
    assert_eq!(labelled(&["other", "unsupported", "unsupported"]).as_deref(), Some("unsupported"));
    assert_eq!(labelled(&["other", "unsupported"]), None, "a tie is unresolved");
    assert_eq!(labelled(&["other", "unsupported", "contradiction"]), None);
    assert_eq!(labelled(&["other", "other", "unsupported", "contradiction"]), None, "half is not more than half");
    assert_eq!(labelled(&["", "other"]).as_deref(), Some("other"), "who gives no label does not vote");
    assert_eq!(labelled(&["", ""]), None);
}

#[test]
fn a_supporter_with_two_labels_votes_for_the_one_that_covers_more() {
    let text = text();
    let two = content(vec![annotation(&text, &[(18, 20)], "other"), annotation(&text, &[(18, 25)], "unsupported")]);
    let one = content(vec![annotation(&text, &[(18, 25)], "contradiction")]);
    let found = consensus(&text, &[two.clone(), two, one], SpanThreshold::Half);
    assert_eq!(found.spans[0].label.as_ref().unwrap().as_str(), "unsupported");
}

fn graded(severities: &[&str]) -> (Option<String>, bool) {
    let span = span(severities.len(), |number, one| one.severity = Some(severities[number].into()));
    (span.severity.map(|severity| severity.0), span.severity_tie)
}

#[test]
fn the_severity_is_the_median_and_a_tie_goes_to_the_higher() {
    assert_eq!(graded(&["minor", "minor", "critical"]), (Some("minor".to_owned()), false));
    assert_eq!(graded(&["minor", "major", "critical"]), (Some("major".to_owned()), false));
    assert_eq!(graded(&["minor", "critical"]), (Some("critical".to_owned()), true));
    assert_eq!(graded(&["major", "major"]), (Some("major".to_owned()), false));
    assert_eq!(graded(&["from another schema", "minor"]), (Some("minor".to_owned()), false));
    assert_eq!(span(2, |_, _| ()).severity, None);
}

#[test]
fn evidence_is_a_union_with_supporters_and_never_a_vote() {
    let source = Text::new("It opened in 1936.").unwrap();
    let passage = Passage {
        source: source.digest(),
        segment: source.segment(source.span(13, 17).unwrap()),
        stance: Stance::Contradicts,
    };
    let given = Evidence::Passages(vec![passage]);
    let said = [given.clone(), Evidence::NotGiven, Evidence::NoneExists, given.clone()];
    let span = span(said.len(), |number, one| one.evidence = said[number].clone());
    assert_eq!(
        span.evidence,
        [(reviewer(1), given.clone()), (reviewer(3), Evidence::NoneExists), (reviewer(4), given.clone())]
    );
}

fn corrected(corrections: &[Option<&str>]) -> (Vec<(String, usize)>, Option<String>) {
    let span = span(corrections.len(), |number, one| one.correction = corrections[number].map(str::to_owned));
    (span.corrections.into_iter().map(|(text, by)| (text, by.len())).collect(), span.correction)
}

#[test]
fn corrections_are_equal_after_nfc_and_folding_of_white_space() {
    let (variants, decided) = corrected(&[Some("1937"), Some("caf\u{e9}  1936"), Some("cafe\u{301} 1936\n"), None]);
    assert_eq!(variants, [("caf\u{e9}  1936".to_owned(), 2), ("1937".to_owned(), 1)]);
    assert_eq!(decided.as_deref(), Some("caf\u{e9}  1936"));
    let (variants, decided) = corrected(&[Some("1936"), Some("1937")]);
    assert_eq!(variants.len(), 2, "all variants for the adjudicator");
    assert_eq!(decided, None);
    assert_eq!(corrected(&[Some(""), None]).1.as_deref(), Some(""), "to leave it out is a correction");
    assert_eq!(corrected(&[None, None]), (Vec::new(), None));
}

#[test]
fn one_supporter_with_two_corrections_decides_nothing() {
    let text = text();
    let fix = |range, correction: &str| {
        let mut one = annotation(&text, &[range], "contradiction");
        one.correction = Some(correction.to_owned());
        one
    };
    let both = content(vec![fix((18, 25), "in 1936"), fix((18, 20), "about")]);
    let marked = content(vec![annotation(&text, &[(18, 25)], "contradiction")]);
    let found = consensus(&text, &[both, marked], SpanThreshold::Half);
    assert_eq!(found.spans[0].corrections.len(), 2);
    assert_eq!(found.spans[0].correction, None);
}
