//! The dataset card: README.md with the front matter that the Hugging Face hub reads.

use super::columns::{self, Table};
use crate::jsonl_write::licences;
use crate::options::WriteOptions;
use parquet::basic::Type as Physical;
use parquet::schema::types::Type;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use touchstone_domain::exchange::ExportedItem;

/// What is gathered for the card while the tables are written.
#[derive(Default)]
pub(super) struct Card {
    items: u64,
    sources: u64,
    reviews: u64,
    submitted: u64,
    adjudicated: u64,
    languages: BTreeSet<String>,
    licences: BTreeSet<String>,
    sources_without_licence: u64,
    reviewers: BTreeSet<touchstone_domain::id::ReviewerId>,
    labels: BTreeMap<String, u64>,
    tables: Vec<(&'static Table, Value, u64, i64)>,
}

impl Card {
    /// Counts an item.
    pub(super) fn take(&mut self, item: &ExportedItem) {
        self.items += 1;
        self.sources += item.item.sources.len() as u64;
        let sources = item.item.sources.iter().map(|source| source.language.as_deref());
        for language in sources.chain([item.item.sample.language.as_deref()]).flatten() {
            // The hub knows languages without their script or region.
            self.languages.insert(language.split(['-', '_']).next().unwrap_or(language).to_lowercase());
        }
        self.licences.extend(licences(item).into_iter().map(str::to_owned));
        self.sources_without_licence +=
            item.item.sources.iter().filter(|source| source.licence.is_none()).count() as u64;
        for told in &item.reviews {
            self.reviews += 1;
            let Some(submitted) = &told.review.submitted else { continue };
            self.submitted += 1;
            self.reviewers.insert(told.reviewer_id);
            for annotation in &submitted.annotations {
                let label = annotation.labels.primary.as_ref().map_or_else(|| "none".to_owned(), ToString::to_string);
                *self.labels.entry(label).or_default() += 1;
            }
        }
        let settled = matches!(&item.gold, Some((touchstone_domain::gold::Origin::Adjudicated, _)));
        self.adjudicated += u64::from(settled);
    }

    /// Takes the figures of a table that is done.
    pub(super) fn table(&mut self, table: &'static Table, schema: &Type, rows: u64, bytes: i64) {
        let features = Value::Array(schema.get_fields().iter().map(|field| feature(field)).collect());
        self.tables.push((table, features, rows, bytes));
    }

    fn size(&self) -> &'static str {
        match self.items {
            0..1_000 => "n<1K",
            1_000..10_000 => "1K<n<10K",
            10_000..100_000 => "10K<n<100K",
            100_000..1_000_000 => "100K<n<1M",
            1_000_000..10_000_000 => "1M<n<10M",
            _ => "10M<n<100M",
        }
    }

    /// The hub's name of the one licence that everything is under, else `other`.
    fn licence(&self) -> String {
        match (self.licences.len(), self.sources_without_licence) {
            (0, _) => "unknown".to_owned(),
            (1, 0) => self.licences.iter().next().map(|name| name.to_lowercase()).unwrap_or_default(),
            _ => "other".to_owned(),
        }
    }

    fn front_matter(&self, options: &WriteOptions) -> Value {
        let reviewed = if self.submitted > 0 { "expert-generated" } else { "no-annotation" };
        let config = |(table, ..): &(&Table, Value, u64, i64)| {
            let mut config = Map::new();
            config.insert("config_name".into(), json!(table.name));
            let path = format!("data/{}.parquet", table.name);
            config.insert("data_files".into(), json!([{ "split": "train", "path": path }]));
            if table.name == columns::ITEMS.name {
                config.insert("default".into(), json!(true));
            }
            Value::Object(config)
        };
        let info = |(table, features, rows, bytes): &(&Table, Value, u64, i64)| {
            json!({
                "config_name": table.name,
                "features": features,
                "splits": [{ "name": "train", "num_bytes": bytes, "num_examples": rows }],
                "dataset_size": bytes,
            })
        };
        json!({
            "pretty_name": options.project_name,
            "language": self.languages,
            "license": self.licence(),
            "annotations_creators": [reviewed],
            "language_creators": ["machine-generated", "found"],
            "size_categories": [self.size()],
            "source_datasets": ["original"],
            "task_categories": ["token-classification"],
            "tags": ["hallucination-detection", "faithfulness", "span-annotation", "touchstone"],
            "configs": self.tables.iter().map(config).collect::<Vec<_>>(),
            "dataset_info": self.tables.iter().map(info).collect::<Vec<_>>(),
        })
    }

    /// The whole card.
    pub(super) fn text(&self, options: &WriteOptions, lost: &[String]) -> String {
        let mut text = "---\n".to_owned();
        yaml(&self.front_matter(options), 0, &mut text);
        // Writing into a text never fails.
        let _ = self.body(options, lost, &mut text);
        text
    }

    fn body(&self, options: &WriteOptions, lost: &[String], text: &mut String) -> std::fmt::Result {
        let Self { items, sources, reviews, submitted, .. } = self;
        writeln!(text, "---\n\n# {}\n", one_line(&options.project_name))?;
        writeln!(
            text,
            "Synthetic samples compared with their human sources by reviewers who marked what the sources do not \
             support. {items} items with {sources} sources; {reviews} reviews, {submitted} of them submitted, by {} \
             reviewers. Exported by {}.\n",
            self.reviewers.len(),
            options.program
        )?;
        writeln!(text, "| table | one row is | rows |\n|---|---|---|")?;
        for (table, _, rows, _) in &self.tables {
            writeln!(text, "| `{}` | {} | {rows} |", table.name, table.row)?;
        }
        writeln!(
            text,
            "\n```python\nfrom datasets import load_dataset\n\nconsensus = load_dataset(\"path/to/this/folder\", \
             \"consensus\", split=\"train\")\n```\n\nTables are joined by `item`. Offsets count Unicode code points from \
             0, the end is exclusive, and each span carries its quote: `sample[start:end] == quote` in Python.\n"
        )?;
        writeln!(text, "## Where the labels come from\n")?;
        if let Some(run) = &options.run {
            let settings = serde_json::to_value(&run.settings).unwrap_or_default();
            writeln!(
                text,
                "`consensus` holds what the reviewers of an item hold together (verdicts by {}, span threshold {}), or \
                 what an adjudicator settled ({} items); `origin` says which. `share_min` and `share_mean` are the \
                 shares of reviewers who marked a word of the span, `soft` is every marked word with its share, and \
                 `contested` is what one of two reviewers marked.\n",
                settings["method"].as_str().unwrap_or_default(),
                settings["threshold"].as_str().unwrap_or_default(),
                self.adjudicated
            )?;
        }
        writeln!(
            text,
            "A row of `annotations` without a verdict belongs to a review that was not submitted; it does not count.\n"
        )?;
        writeln!(text, "## Labels\n\nSchema: {}, version {}.\n", options.schema.name, options.schema.version)?;
        writeln!(text, "| label | definition | annotations |\n|---|---|---|")?;
        for label in &options.schema.labels {
            let count = self.labels.get(label.id.as_str()).copied().unwrap_or_default();
            writeln!(text, "| `{}` | {} | {count} |", label.id, cell(&label.definition))?;
        }
        if self.licences.len() + usize::from(self.sources_without_licence > 0) > 1 {
            writeln!(
                text,
                "\n## Licences\n\nThe column `licence` of `items` names the licences of the sources of each item.\n"
            )?;
            for licence in &self.licences {
                writeln!(text, "- {}", one_line(licence))?;
            }
            if self.sources_without_licence > 0 {
                writeln!(text, "- none given for {} sources", self.sources_without_licence)?;
            }
        }
        if !lost.is_empty() {
            writeln!(text, "\n## What is not in these tables\n")?;
            for sentence in lost {
                writeln!(text, "- {sentence}")?;
            }
        }
        Ok(())
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn cell(text: &str) -> String {
    one_line(text).replace('|', "\\|")
}

/// A column in the words of the hub.
fn feature(node: &Type) -> Value {
    let mut told = shape(node);
    if let Some(fields) = told.as_object_mut() {
        fields.shift_insert(0, "name".to_owned(), json!(node.name()));
    }
    told
}

fn shape(node: &Type) -> Value {
    if node.is_primitive() {
        return json!({ "dtype": dtype(node) });
    }
    if let [repeated] = node.get_fields()
        && let ([element], true) = (repeated.get_fields(), repeated.name() == "list")
    {
        return json!({ "list": if element.is_primitive() { json!(dtype(element)) } else { fields(element) } });
    }
    json!({ "struct": fields(node) })
}

fn fields(node: &Type) -> Value {
    node.get_fields().iter().map(|field| feature(field)).collect()
}

fn dtype(node: &Type) -> &'static str {
    match node.get_physical_type() {
        Physical::BOOLEAN => "bool",
        Physical::INT32 | Physical::INT64 | Physical::INT96 => "int64",
        Physical::FLOAT | Physical::DOUBLE => "float64",
        Physical::BYTE_ARRAY | Physical::FIXED_LEN_BYTE_ARRAY => "string",
    }
}

/// Block style; every text is written as JSON writes it, which YAML reads as the same text.
fn yaml(value: &Value, indent: usize, out: &mut String) {
    match value {
        Value::Object(fields) => {
            for (index, (name, value)) in fields.iter().enumerate() {
                if index > 0 || indent == 0 {
                    out.push_str(&" ".repeat(indent));
                }
                out.push_str(name);
                out.push(':');
                below(value, indent, out);
            }
        }
        Value::Array(values) => {
            for value in values {
                out.push_str(&" ".repeat(indent));
                out.push_str("- ");
                if value.is_object() { yaml(value, indent + 2, out) } else { scalar(value, out) }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => scalar(value, out),
    }
}

fn below(value: &Value, indent: usize, out: &mut String) {
    match value {
        Value::Array(values) if values.is_empty() => out.push_str(" []\n"),
        Value::Array(_) => {
            out.push('\n');
            yaml(value, indent, out);
        }
        Value::Object(_) => {
            out.push('\n');
            out.push_str(&" ".repeat(indent + 2));
            yaml(value, indent + 2, out);
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            out.push(' ');
            scalar(value, out);
        }
    }
}

fn scalar(value: &Value, out: &mut String) {
    out.push_str(&value.to_string());
    out.push('\n');
}
