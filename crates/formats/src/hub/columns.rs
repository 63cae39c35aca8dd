//! The three tables: their columns, and an item's rows in each.

use crate::jsonl_write::{annotation_name, consensus_span, evidence_list, licences, source_list};
use crate::options::WriteOptions;
use serde_json::{Map, Value, json};
use touchstone_domain::annotation::{Annotation, Evidence, Stance};
use touchstone_domain::exchange::{ExportedItem, ExportedReview};
use touchstone_domain::review::Content;

/// A table of the folder.
pub(super) struct Table {
    /// Its name, which is that of its configuration and of its file.
    pub(super) name: &'static str,
    /// What one row of it is, for the card.
    pub(super) row: &'static str,
    /// Its columns, as Parquet writes schemas.
    pub(super) schema: &'static str,
}

/// A row for each item.
pub(super) const ITEMS: Table = Table {
    name: "items",
    row: "an item: a synthetic sample with its human sources and what is known of its generator",
    schema: "message items {
        REQUIRED BYTE_ARRAY item (STRING);
        REQUIRED BYTE_ARRAY external_id (STRING);
        REQUIRED BYTE_ARRAY sample (STRING);
        REQUIRED group sources (LIST) { REPEATED group list { REQUIRED group element {
            REQUIRED BYTE_ARRAY id (STRING);
            REQUIRED BYTE_ARRAY text (STRING);
            REQUIRED BYTE_ARRAY kind (STRING);
            OPTIONAL BYTE_ARRAY language (STRING);
            OPTIONAL BYTE_ARRAY title (STRING);
            OPTIONAL BYTE_ARRAY licence (STRING);
            OPTIONAL BYTE_ARRAY origin (STRING);
        } } }
        REQUIRED BYTE_ARRAY kind (STRING);
        OPTIONAL BYTE_ARRAY language (STRING);
        REQUIRED group generator {
            OPTIONAL BYTE_ARRAY model (STRING);
            OPTIONAL BYTE_ARRAY prompt (STRING);
            OPTIONAL DOUBLE temperature;
            OPTIONAL BYTE_ARRAY batch (STRING);
        }
        REQUIRED group scores (LIST) { REPEATED group list { REQUIRED group element {
            REQUIRED BYTE_ARRAY name (STRING);
            REQUIRED DOUBLE value;
        } } }
        OPTIONAL BYTE_ARRAY licence (STRING);
        REQUIRED INT64 copied_longest_tokens;
        REQUIRED DOUBLE copied_coverage;
        REQUIRED DOUBLE copied_density;
    }",
};

/// A row for each segment of each annotation of each reviewer, and one for a review without any.
pub(super) const ANNOTATIONS: Table = Table {
    name: "annotations",
    row: "one segment of one reviewer's annotation; a review without any annotation has one row with nothing marked",
    schema: "message annotations {
        REQUIRED BYTE_ARRAY item (STRING);
        OPTIONAL BYTE_ARRAY reviewer (STRING);
        OPTIONAL BYTE_ARRAY annotation (STRING);
        OPTIONAL INT64 segment;
        OPTIONAL INT64 start;
        OPTIONAL INT64 end;
        OPTIONAL BYTE_ARRAY quote (STRING);
        OPTIONAL BYTE_ARRAY label (STRING);
        REQUIRED group labels (LIST) { REPEATED group list { REQUIRED BYTE_ARRAY element (STRING); } }
        OPTIONAL BYTE_ARRAY severity (STRING);
        OPTIONAL BYTE_ARRAY stance (STRING);
        REQUIRED group evidence (LIST) { REPEATED group list { REQUIRED group element {
            OPTIONAL BYTE_ARRAY source (STRING);
            REQUIRED INT64 start;
            REQUIRED INT64 end;
            REQUIRED BYTE_ARRAY quote (STRING);
            REQUIRED BYTE_ARRAY stance (STRING);
        } } }
        OPTIONAL BYTE_ARRAY correction (STRING);
        OPTIONAL BYTE_ARRAY note (STRING);
        OPTIONAL BYTE_ARRAY verdict (STRING);
        REQUIRED BOOLEAN blind;
        REQUIRED BYTE_ARRAY assistance (STRING);
        OPTIONAL INT64 elapsed;
    }",
};

/// A row for each item that somebody reviewed.
pub(super) const CONSENSUS: Table = Table {
    name: "consensus",
    row: "what the reviewers of an item hold together, or what was settled by an adjudicator",
    schema: "message consensus {
        REQUIRED BYTE_ARRAY item (STRING);
        OPTIONAL BYTE_ARRAY verdict (STRING);
        OPTIONAL DOUBLE verdict_probability;
        REQUIRED BOOLEAN unresolved;
        REQUIRED BYTE_ARRAY origin (STRING);
        REQUIRED INT64 k;
        REQUIRED group spans (LIST) { REPEATED group list { REQUIRED group element { SPAN } } }
        REQUIRED group contested (LIST) { REPEATED group list { REQUIRED group element { SPAN } } }
        REQUIRED group soft (LIST) { REPEATED group list { REQUIRED group element {
            REQUIRED INT64 start;
            REQUIRED INT64 end;
            REQUIRED DOUBLE share;
            REQUIRED INT64 votes;
        } } }
        OPTIONAL BYTE_ARRAY corrected (STRING);
        OPTIONAL BYTE_ARRAY method (STRING);
        OPTIONAL BYTE_ARRAY threshold (STRING);
        OPTIONAL BYTE_ARRAY run (STRING);
    }",
};

/// What stands for `SPAN` in a schema.
pub(super) const SPAN: &str = "
    REQUIRED INT64 start;
    REQUIRED INT64 end;
    REQUIRED BYTE_ARRAY quote (STRING);
    OPTIONAL BYTE_ARRAY label (STRING);
    OPTIONAL BYTE_ARRAY severity (STRING);
    REQUIRED BOOLEAN severity_tie;
    REQUIRED DOUBLE share_min;
    REQUIRED DOUBLE share_mean;
    REQUIRED group supporters (LIST) { REPEATED group list { REQUIRED BYTE_ARRAY element (STRING); } }
    REQUIRED INT64 support;
    REQUIRED BOOLEAN tie;
    REQUIRED BOOLEAN single;
    REQUIRED group evidence (LIST) { REPEATED group list { REQUIRED group element {
        OPTIONAL BYTE_ARRAY reviewer (STRING);
        REQUIRED BOOLEAN none_exists;
        OPTIONAL BYTE_ARRAY source (STRING);
        OPTIONAL INT64 start;
        OPTIONAL INT64 end;
        OPTIONAL BYTE_ARRAY quote (STRING);
        OPTIONAL BYTE_ARRAY stance (STRING);
    } } }
    OPTIONAL BYTE_ARRAY correction (STRING);
    REQUIRED group corrections (LIST) { REPEATED group list { REQUIRED group element {
        REQUIRED BYTE_ARRAY text (STRING);
        REQUIRED group supporters (LIST) { REPEATED group list { REQUIRED BYTE_ARRAY element (STRING); } }
    } } }
";

pub(super) fn item_row(item: &ExportedItem) -> Value {
    let sample = &item.item.sample;
    let generator = &sample.generator;
    let licences = licences(item);
    let scores: Vec<Value> =
        generator.scores.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
    json!({
        "item": item.item.id,
        "external_id": item.item.external_id,
        "sample": sample.text.as_str(),
        "sources": source_list(item),
        "kind": sample.kind,
        "language": sample.language,
        "generator": {
            "model": generator.model,
            "prompt": generator.prompt,
            "temperature": generator.temperature,
            "batch": generator.batch,
        },
        "scores": scores,
        "licence": (!licences.is_empty()).then(|| licences.join("; ")),
        "copied_longest_tokens": item.copied.longest_tokens,
        "copied_coverage": item.copied.coverage,
        "copied_density": item.copied.density,
    })
}

/// What counts of each review: what was last submitted; else what stands there, without a verdict.
pub(super) fn annotation_rows(item: &ExportedItem, options: &WriteOptions) -> Vec<Value> {
    let mut rows = Vec::new();
    for told in &item.reviews {
        let review = &told.review;
        let head = |verdict: Option<&touchstone_domain::label::VerdictId>| {
            let mut row = Map::new();
            row.insert("item".into(), json!(item.item.id));
            row.insert("reviewer".into(), json!(told.reviewer));
            row.insert("verdict".into(), json!(verdict));
            row.insert("blind".into(), json!(review.blind));
            row.insert("assistance".into(), json!(review.assistance));
            row.insert("elapsed".into(), json!(review.elapsed_ms));
            row.insert("labels".into(), json!([]));
            row.insert("evidence".into(), json!([]));
            row
        };
        let (content, verdict): (&Content, _) = match &review.submitted {
            Some(submitted) => (submitted, submitted.verdict.as_ref()),
            None => (&review.content, None),
        };
        if content.annotations.is_empty() {
            rows.push(Value::Object(head(verdict)));
        }
        for annotation in &content.annotations {
            for (index, segment) in annotation.segments.iter().enumerate() {
                let mut row = head(verdict);
                row.insert("segment".into(), json!(index + 1));
                row.insert("start".into(), json!(segment.span.start()));
                row.insert("end".into(), json!(segment.span.end()));
                row.insert("quote".into(), json!(segment.quote));
                put_annotation(&mut row, item, told, annotation, options);
                rows.push(Value::Object(row));
            }
        }
    }
    rows
}

fn put_annotation(
    row: &mut Map<String, Value>,
    item: &ExportedItem,
    told: &ExportedReview,
    annotation: &Annotation,
    options: &WriteOptions,
) {
    row.insert("annotation".into(), json!(annotation_name(told, annotation)));
    row.insert("label".into(), json!(annotation.labels.primary));
    row.insert("labels".into(), annotation.labels.iter().map(|label| json!(label)).collect());
    row.insert("severity".into(), json!(annotation.severity));
    row.insert("stance".into(), stance(&annotation.evidence));
    row.insert("evidence".into(), evidence_list(item, &annotation.evidence));
    row.insert("correction".into(), json!(annotation.correction));
    row.insert("note".into(), json!(annotation.note.as_ref().filter(|_| options.notes)));
}

/// How the sources stand to an annotation as a whole: the strongest of its passages.
fn stance(evidence: &Evidence) -> Value {
    match evidence {
        Evidence::NotGiven => Value::Null,
        Evidence::NoneExists => json!("none-exists"),
        Evidence::Passages(passages) => {
            let strength = |stance: &Stance| match stance {
                Stance::Contradicts => 2,
                Stance::Supports => 1,
                Stance::Nearest => 0,
            };
            json!(passages.iter().map(|passage| passage.stance).max_by_key(strength))
        }
    }
}

pub(super) fn consensus_row(item: &ExportedItem, options: &WriteOptions) -> Option<Value> {
    let (origin, gold) = item.gold.as_ref()?;
    if gold.k == 0 {
        return None;
    }
    let run = options.run.as_ref();
    let spans = |spans: &[touchstone_domain::gold::ConsensusSpan]| -> Vec<Value> {
        spans.iter().map(|span| consensus_span(item, span)).map(flat_evidence).collect()
    };
    Some(json!({
        "item": item.item.id,
        "verdict": gold.verdict,
        "verdict_probability": gold.verdict_probability,
        "unresolved": gold.unresolved.is_some(),
        "origin": origin,
        "k": gold.k,
        "spans": spans(&gold.spans),
        "contested": spans(&gold.contested),
        "soft": gold.soft,
        "corrected": item.corrected,
        "method": run.map(|run| run.settings.method),
        "threshold": run.map(|run| run.settings.threshold),
        "run": run.map(|run| run.id),
    }))
}

/// One entry for each passage, and one for 'searched, none exists': a column has one type.
fn flat_evidence(mut span: Value) -> Value {
    let told = span["evidence"].take();
    let mut flat = Vec::new();
    for entry in told.as_array().into_iter().flatten() {
        if let Some(passages) = entry["evidence"].as_array() {
            for passage in passages {
                let mut passage = passage.clone();
                passage["reviewer"] = entry["reviewer"].clone();
                passage["none_exists"] = json!(false);
                flat.push(passage);
            }
        } else {
            flat.push(json!({ "reviewer": entry["reviewer"], "none_exists": true }));
        }
    }
    span["evidence"] = Value::Array(flat);
    span
}
