//! The label schemas that come with the program, named as on the command line.

use crate::label::{EvidenceDemand, Label, LabelId, LabelSchema, Severity, Verdict, VerdictMeaning};

/// The names of all presets; the first is the default.
pub const NAMES: [&str; 6] = ["faithfulness", "ragtruth", "faithbench", "intrinsic-extrinsic", "lettucedetect", "mqm"];

/// The name that an annotation without any label gets on import.
pub const UNLABELLED: &str = "unlabelled";

/// The preset called `name`.
pub fn find(name: &str) -> Option<LabelSchema> {
    let (labels, severities): (Vec<Label>, &[&str]) = match name {
        "faithfulness" => (faithfulness(), &["minor", "major", "critical"]),
        "ragtruth" => (ragtruth(), &[]),
        "faithbench" => (faithbench(), &[]),
        "intrinsic-extrinsic" => (intrinsic_extrinsic(), &[]),
        "lettucedetect" => (lettucedetect(), &["minor", "major", "critical"]),
        "mqm" => (mqm(), &["neutral", "minor", "major", "critical"]),
        _ => return None,
    };
    let severities = severities.iter().map(|id| Severity { id: (*id).into(), name: capital(id) }).collect();
    Some(LabelSchema { version: 1, name: name.to_owned(), labels, severities, verdicts: verdicts() })
}

/// The preset of a project that names none.
pub fn default_schema() -> LabelSchema {
    LabelSchema {
        version: 1,
        name: NAMES[0].to_owned(),
        labels: faithfulness(),
        severities: ["minor", "major", "critical"].map(|id| Severity { id: id.into(), name: capital(id) }).into(),
        verdicts: verdicts(),
    }
}

fn capital(id: &str) -> String {
    let mut name = id.replace('-', " ");
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    name
}

fn verdicts() -> Vec<Verdict> {
    [
        ("clean", 'c', VerdictMeaning::Clean),
        ("hallucinated", 'h', VerdictMeaning::Hallucinated),
        ("unsure", 'u', VerdictMeaning::Unsure),
    ]
    .map(|(id, key, meaning)| Verdict { id: id.into(), name: capital(id), meaning, key: Some(key) })
    .into()
}

/// A label; the caller numbers colours and keys with [`numbered`].
fn label(id: &str, name: &str, definition: &str) -> Label {
    Label {
        id: id.into(),
        name: name.to_owned(),
        parent: id.rsplit_once('.').map(|(parent, _)| parent.into()).filter(|parent: &LabelId| !parent.0.is_empty()),
        colour: 1,
        key: None,
        definition: definition.to_owned(),
        examples: Vec::new(),
        counter_examples: Vec::new(),
        evidence: EvidenceDemand::None,
        note: false,
    }
}

/// Gives each label of the top the next colour, its sub-labels the same, and the keys 1 to 9 in order.
fn numbered(mut labels: Vec<Label>) -> Vec<Label> {
    let mut colour = 0;
    let mut keys = '1'..='9';
    for label in &mut labels {
        if label.parent.is_none() {
            colour += 1;
        }
        label.colour = colour;
        label.key = keys.next();
    }
    labels
}

fn faithfulness() -> Vec<Label> {
    let mut labels = numbered(vec![
        label(
            "contradiction",
            "Contradiction",
            "The source says otherwise: a name, number, time, role, negation or relation in the sample conflicts with a passage of the source.",
        ),
        label(
            "unsupported",
            "Unsupported",
            "Nothing in the sources says this, and a reader would take it as said by them. It may be true in the world.",
        ),
        label(
            "fabricated-reference",
            "Fabricated reference",
            "A quotation, citation, person, document, section or link that the sources do not contain.",
        ),
        label(
            "reasoning-error",
            "Reasoning error",
            "The steps do not follow: wrong arithmetic, a wrong conclusion from right facts, cause and effect swapped.",
        ),
        label("other", "Other", "A hallucination that no other label covers. Say in the note what it is."),
    ]);
    let texts: [(&[&str], &[&str]); 5] = [
        (
            &["Source: ‘opened in 1932’. Sample: ‘opened in 1936’."],
            &["A rounded number: ‘about 180 million’ for 181,674,817."],
        ),
        (
            &["Sample: ‘in front of a sold-out crowd’, and the source never speaks of the crowd."],
            &["A paraphrase that keeps the meaning, or a definition every reader knows."],
        ),
        (
            &["Sample: ‘as Hartmann (2004) showed’, and no source names Hartmann."],
            &["A title that the source gives in a shorter form."],
        ),
        (&["‘12 jars of 250 g make 2.5 kg’."], &["An odd order of steps that still ends in the right answer."]),
        (&["The sample answers a question that nobody asked."], &["A mistake of spelling or style."]),
    ];
    for (label, (right, wrong)) in labels.iter_mut().zip(texts) {
        label.examples = right.iter().map(|text| (*text).to_owned()).collect();
        label.counter_examples = wrong.iter().map(|text| (*text).to_owned()).collect();
    }
    labels[0].evidence = EvidenceDemand::Contradicting;
    labels[1].evidence = EvidenceDemand::NoneExistsOrNearest;
    labels[4].note = true;
    labels
}

fn ragtruth() -> Vec<Label> {
    numbered(vec![
        label(
            "evident-conflict",
            "Evident conflict",
            "The sample directly contradicts or opposes the source: easily verified without much context.",
        ),
        label(
            "subtle-conflict",
            "Subtle conflict",
            "The sample departs from the source in a way that changes the intended meaning, though not in plain opposition.",
        ),
        label(
            "evident-baseless",
            "Evident baseless information",
            "The sample adds information that nothing in the source supports: plainly new or made up.",
        ),
        label(
            "subtle-baseless",
            "Subtle baseless information",
            "The sample goes beyond the source by inferred details, sentiment or nuance that the source does not carry.",
        ),
    ])
}

/// Names as in the `FaithBench` files themselves, severity from mild to grave. Each has a colour of its
/// own, for the grave ones are what reviewers tell apart; the colour of alarm is that of *Unwanted*.
fn faithbench() -> Vec<Label> {
    let mut labels = numbered(vec![
        label("Benign", "Benign", "Not in the source, yet correct and harmless: common knowledge or a fair inference."),
        label("Questionable", "Questionable", "Readers may differ on whether this is a hallucination."),
        label("Unwanted", "Unwanted", "A hallucination that nobody wants."),
        label("Unwanted.Intrinsic", "Unwanted, intrinsic", "Conflicts with the source."),
        label("Unwanted.Extrinsic", "Unwanted, extrinsic", "Neither supported nor refuted by the source."),
        label(UNLABELLED, "Unlabelled", "Marked without a label in the file it came from."),
    ]);
    for (label, colour) in labels.iter_mut().zip([3, 2, 1, 4, 5, 8]) {
        label.colour = colour;
    }
    labels
}

fn intrinsic_extrinsic() -> Vec<Label> {
    numbered(vec![
        label("intrinsic", "Intrinsic", "Misrepresents what the source says."),
        label("extrinsic", "Extrinsic", "Adds what the source does not say."),
    ])
}

fn lettucedetect() -> Vec<Label> {
    numbered(vec![
        label("contradiction", "Contradiction", "Conflicts with the source."),
        label("contradiction.numerical", "Numerical", "A number conflicts with the source."),
        label("contradiction.temporal", "Temporal", "A date, time or order conflicts with the source."),
        label("contradiction.entity", "Entity", "A person, place or thing is swapped for another."),
        label("contradiction.relational", "Relational", "The relation between two things conflicts with the source."),
        label("contradiction.value", "Value", "Another value conflicts with the source."),
        label("unsupported-addition", "Unsupported addition", "The sources do not say this."),
        label("unsupported-addition.claim", "Claim", "A new statement of fact."),
        label("unsupported-addition.elaboration", "Elaboration", "A detail added to something the source says."),
        label("unsupported-addition.subjective", "Subjective", "A judgement or feeling the source does not hold."),
        label("unsupported-addition.behavior", "Behaviour", "An act or a conduct the source does not report."),
        label(
            "fabricated-reference",
            "Fabricated reference",
            "Points to something that does not exist in the sources.",
        ),
        label("fabricated-reference.entity", "Entity", "A made-up person, place or body."),
        label("fabricated-reference.section", "Section", "A made-up section, page or chapter."),
        label("fabricated-reference.identifier", "Identifier", "A made-up number, code or link."),
        label("fabricated-reference.attribute", "Attribute", "A made-up property of something that exists."),
    ])
}

fn mqm() -> Vec<Label> {
    numbered(vec![
        label("accuracy", "Accuracy", "The target does not say what the source says."),
        label("accuracy.addition", "Addition", "The target says more than the source."),
        label("accuracy.omission", "Omission", "The target leaves out what the source says."),
        label("accuracy.mistranslation", "Mistranslation", "The target says something else than the source."),
        label("accuracy.untranslated", "Untranslated", "Left in the language of the source."),
        label("fluency", "Fluency", "Grammar, spelling, punctuation or register is wrong."),
        label("terminology", "Terminology", "A term is not the one of the field or the client."),
        label("style", "Style", "Right, but awkward or against the style asked for."),
    ])
}

/// Adds `id` to a schema that lacks it (an import brought it), as its preset describes it.
/// Says whether anything was added; the version counts up once for each call that adds.
pub fn extend(schema: &mut LabelSchema, ids: &[LabelId]) -> Vec<LabelId> {
    let known: Vec<Label> = NAMES.iter().filter_map(|name| find(name)).flat_map(|preset| preset.labels).collect();
    let mut added = Vec::new();
    for id in ids {
        add_with_parents(schema, &known, id, &mut added);
    }
    if !added.is_empty() {
        schema.version += 1;
    }
    added
}

fn add_with_parents(schema: &mut LabelSchema, known: &[Label], id: &LabelId, added: &mut Vec<LabelId>) {
    if schema.label(id).is_some() {
        return;
    }
    let mut new =
        known.iter().find(|label| label.id == *id).cloned().unwrap_or_else(|| label(id.as_str(), id.as_str(), ""));
    new.evidence = EvidenceDemand::None;
    if let Some(parent) = &new.parent {
        add_with_parents(schema, known, parent, added);
    }
    let parent_colour = new.parent.as_ref().and_then(|parent| schema.label(parent)).map(|label| label.colour);
    new.colour = parent_colour
        .unwrap_or_else(|| schema.labels.iter().map(|label| label.colour).max().unwrap_or(0).saturating_add(1));
    new.key = ('1'..='9').find(|key| schema.labels.iter().all(|label| label.key != Some(*key)));
    added.push(new.id.clone());
    schema.labels.push(new);
}
