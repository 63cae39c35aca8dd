//! Agreement over a project: all together, and by pair, label, generator and batch.

use crate::agreement::gathered::{Gathered, gather};
use crate::agreement::layers::{Drawing, Layer, LayerFigures, Scope, measure};
use crate::agreement::{earlier, gamma};
use crate::error::EngineError;
use crate::output::{WrittenFile, write_beside};
use crate::work::Work;
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::path::Path;
use touchstone_domain::amount::counted;
use touchstone_formats::label_table::write_rows;
use touchstone_store::Reader;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each figure is asked for by itself")]
pub struct AgreementOptions {
    /// How intervals are drawn, and which layers.
    pub drawing: Drawing,
    /// Whether each pair of reviewers is measured.
    pub pairs: bool,
    /// Whether labels, generators and batches are measured.
    pub parts: bool,
    /// Whether gamma is measured over everything: it aligns the marks of every item, which costs much
    /// where one item has many.
    pub gamma: bool,
    /// Whether Krippendorff's alpha of 1995 is measured, for comparison with other tools.
    pub alpha_u_1995: bool,
}

impl Default for AgreementOptions {
    fn default() -> Self {
        let drawing = Drawing { draws: 1_000, seed: 0, layers: Layer::ALL.to_vec() };
        Self { drawing, pairs: false, parts: false, gamma: false, alpha_u_1995: false }
    }
}

/// By what items or marks are parted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartedBy {
    /// Marks with one label.
    Label,
    /// Items of one generator.
    Generator,
    /// Items of one batch.
    Batch,
}

/// The figures of a part.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Names of the part: `by` and `name`, or `first` and `second` of a pair.
    pub names: Vec<(&'static str, String)>,
    /// The layers.
    pub layers: Vec<LayerFigures>,
}

impl Serialize for Part {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map: Map<String, Value> =
            self.names.iter().map(|(key, name)| ((*key).to_owned(), Value::from(name.clone()))).collect();
        put_layers(&mut map, &self.layers);
        map.serialize(serializer)
    }
}

fn put_layers(map: &mut Map<String, Value>, layers: &[LayerFigures]) {
    for layer in layers {
        map.insert(layer.layer.name().to_owned(), serde_json::to_value(layer).unwrap_or_default());
    }
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct AgreementReport {
    /// Items with a review that counts.
    pub n_items: u64,
    /// Items with two or more.
    pub n_items_shared: u64,
    /// Reviews that count.
    pub n_reviews: u64,
    /// Who submitted anything.
    pub reviewers: Vec<String>,
    /// All items and reviewers together.
    pub layers: Vec<LayerFigures>,
    /// Each pair of reviewers who share an item.
    pub pairs: Vec<Part>,
    /// Labels, generators and batches.
    pub parts: Vec<Part>,
}

impl Serialize for AgreementReport {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = Map::new();
        map.insert("n_items".to_owned(), Value::from(self.n_items));
        map.insert("n_items_shared".to_owned(), Value::from(self.n_items_shared));
        map.insert("n_reviewers".to_owned(), Value::from(self.reviewers.len()));
        map.insert("n_reviews".to_owned(), Value::from(self.n_reviews));
        put_layers(&mut map, &self.layers);
        for (name, parts) in [("pairs", &self.pairs), ("parts", &self.parts)] {
            if !parts.is_empty() {
                map.insert(name.to_owned(), serde_json::to_value(parts).unwrap_or_default());
            }
        }
        map.serialize(serializer)
    }
}

/// Measures the agreement of everything that counts.
pub fn of(reader: &Reader, options: &AgreementOptions, work: &mut Work<'_>) -> Result<AgreementReport, EngineError> {
    let gathered = gather(reader, work)?;
    of_gathered(&gathered, options, work)
}

/// The same of what was gathered before.
pub fn of_gathered(
    gathered: &Gathered,
    options: &AgreementOptions,
    work: &mut Work<'_>,
) -> Result<AgreementReport, EngineError> {
    let all: Vec<usize> = (0..gathered.items.len()).collect();
    let drawing = &options.drawing;
    let mut pairs = Vec::new();
    for (done, ((first, second), items)) in (0..).zip(options.pairs.then(|| shared_by(gathered)).into_iter().flatten())
    {
        work.step("pairs", done, None)?;
        let name = |number: u32| gathered.reviewers[number as usize].1.clone();
        let scope = Scope { pair: Some((first, second)), label: None };
        pairs.push(Part {
            names: vec![("first", name(first)), ("second", name(second))],
            layers: measure(gathered, &items, scope, drawing),
        });
    }
    let mut parts = Vec::new();
    if options.parts {
        for (number, label) in (0..).zip(&gathered.labels) {
            work.step("parts", parts.len() as u64, None)?;
            let scope = Scope { pair: None, label: Some(number) };
            let layers = vec![Layer::Where];
            let drawing = Drawing { layers, ..drawing.clone() };
            parts.push(named(PartedBy::Label, label.0.clone(), measure(gathered, &all, scope, &drawing)));
        }
        for (by, items) in [
            (PartedBy::Generator, parted(gathered, |at| gathered.items[at].generator.clone())),
            (PartedBy::Batch, parted(gathered, |at| gathered.items[at].batch.clone())),
        ] {
            for (name, items) in items {
                work.step("parts", parts.len() as u64, None)?;
                parts.push(named(by, name, measure(gathered, &items, Scope::default(), drawing)));
            }
        }
    }
    let mut layers = measure(gathered, &all, Scope::default(), drawing);
    if let Some(kind) = layers.iter_mut().find(|layer| layer.layer == Layer::Kind) {
        if options.alpha_u_1995 {
            earlier::add(gathered, &mut kind.figures);
        }
        if options.gamma {
            work.step("gamma", 0, None)?;
            gamma::add(gathered, drawing.seed, &mut kind.figures);
        }
    }
    Ok(AgreementReport {
        n_items: gathered.items.len() as u64,
        n_items_shared: gathered.shared().len() as u64,
        n_reviews: gathered.items.iter().map(|item| item.reviews.len() as u64).sum(),
        reviewers: gathered.reviewers.iter().map(|(_, name)| name.clone()).collect(),
        layers,
        pairs,
        parts,
    })
}

fn named(by: PartedBy, name: String, layers: Vec<LayerFigures>) -> Part {
    let by = match by {
        PartedBy::Label => "label",
        PartedBy::Generator => "generator",
        PartedBy::Batch => "batch",
    };
    Part { names: vec![("by", by.to_owned()), ("name", name)], layers }
}

/// Items by what `of` says of them; items of which it says nothing are in no part.
fn parted(gathered: &Gathered, of: impl Fn(usize) -> Option<String>) -> BTreeMap<String, Vec<usize>> {
    let mut parts: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for at in 0..gathered.items.len() {
        if let Some(name) = of(at) {
            parts.entry(name).or_default().push(at);
        }
    }
    parts
}

/// Every pair of reviewers with the items both reviewed.
fn shared_by(gathered: &Gathered) -> BTreeMap<(u32, u32), Vec<usize>> {
    let mut pairs: BTreeMap<(u32, u32), Vec<usize>> = BTreeMap::new();
    for (at, item) in gathered.items.iter().enumerate() {
        for (place, first) in item.reviews.iter().enumerate() {
            for second in &item.reviews[place + 1..] {
                pairs.entry((first.reviewer, second.reviewer)).or_default().push(at);
            }
        }
    }
    pairs
}

const HEADER: [&str; 9] =
    ["item", "reviewer", "verdict", "found", "spans", "characters", "shared", "generator", "batch"];

/// Writes what the figures were computed from: a row for each review that counts.
pub fn write_table(gathered: &Gathered, out: &Path, force: bool) -> Result<WrittenFile, EngineError> {
    let rows = gathered.items.iter().flat_map(|item| {
        item.reviews.iter().zip(&item.spans.reviews).map(|(review, marked)| {
            let verdict = review.verdict.and_then(|number| gathered.verdicts.get(number as usize));
            let characters: u32 = marked.marks.iter().map(|mark| mark.end - mark.start).sum();
            vec![
                item.external_id.clone(),
                gathered.reviewers[review.reviewer as usize].1.clone(),
                verdict.map(|verdict| verdict.0.clone()).unwrap_or_default(),
                review.found.to_string(),
                marked.marks.len().to_string(),
                characters.to_string(),
                (item.reviews.len() > 1).to_string(),
                item.generator.clone().unwrap_or_default(),
                item.batch.clone().unwrap_or_default(),
            ]
        })
    });
    write_beside(out, |file| write_rows(file, &HEADER, rows).map_err(|error| EngineError::files(out, error)))?
        .put(force)
}

impl AgreementReport {
    /// For people.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![
            format!("{:<30}{} ({} with two reviews or more)", "items", self.n_items, self.n_items_shared),
            format!("{:<30}{}", "reviewers", self.reviewers.len()),
            format!("{:<30}{}", "reviews", self.n_reviews),
        ];
        put_lines(&mut lines, &self.layers, "");
        for part in self.pairs.iter().chain(&self.parts) {
            let names: Vec<&str> = part.names.iter().map(|(_, name)| name.as_str()).collect();
            put_lines(&mut lines, &part.layers, &format!(", {}", names.join(" ")));
        }
        lines
    }
}

fn put_lines(lines: &mut Vec<String>, layers: &[LayerFigures], of: &str) {
    for layer in layers {
        lines.push(String::new());
        lines.push(format!("{}{of} ({})", layer.layer.name(), counted(layer.n_items, "item")));
        let classes: Vec<String> = layer.prevalence.iter().map(|(class, count)| format!("{class} {count}")).collect();
        if !classes.is_empty() {
            lines.push(format!("  {:<28}{}", "answers", classes.join(", ")));
        }
        lines.extend(layer.figures.lines().into_iter().map(|line| format!("  {line}")));
        lines.extend(layer.remark.iter().map(|remark| format!("  {remark}")));
    }
}
