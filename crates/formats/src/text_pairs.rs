//! A folder of text pairs: `name.source.txt` (or `name.source.1.txt` …) and `name.sample.txt`.

use crate::lines::{invalid_utf8, issue};
use crate::options::ReadOptions;
use serde_json::Map;
use std::collections::BTreeMap;
use std::io;
use touchstone_domain::exchange::{Imported, ImportedItem, IssueCode};
use touchstone_domain::sample::{Generator, Kind, Sample};
use touchstone_domain::source::Source;
use touchstone_domain::text::Text;

/// The files of one item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pair {
    /// What stands before `.sample.txt`.
    pub name: String,
    /// The sample's file.
    pub sample: Option<String>,
    /// The sources' files, in order.
    pub sources: Vec<String>,
}

/// Puts the files of a folder together by name.
pub fn pair(names: &[String]) -> Vec<Pair> {
    let mut pairs: BTreeMap<String, Pair> = BTreeMap::new();
    for name in names {
        let Some(stem) = name.strip_suffix(".txt") else { continue };
        if let Some(item) = stem.strip_suffix(".sample") {
            let pair = pairs.entry(item.to_owned()).or_default();
            pair.sample = Some(name.clone());
        } else if let Some((item, number)) = stem.split_once(".source")
            && (number.is_empty() || number.trim_start_matches(['.', '-', '_']).chars().all(|c| c.is_ascii_digit()))
        {
            pairs.entry(item.to_owned()).or_default().sources.push(name.clone());
        }
    }
    for (name, pair) in &mut pairs {
        name.clone_into(&mut pair.name);
        pair.sources.sort_by_key(|file| (file.len(), file.clone()));
    }
    pairs.into_values().collect()
}

/// Reads the files of one item by `read`.
pub fn read_pair(
    pair: &Pair,
    options: &ReadOptions,
    read: &dyn Fn(&str) -> io::Result<Vec<u8>>,
) -> io::Result<Vec<Imported>> {
    let alone = |file: &str, partner: &str| {
        let message = format!("There is no {partner} for this file; it was left out. Both names start alike.");
        vec![Imported::Issue(issue(file, 0, None, IssueCode::MissingPartner, message))]
    };
    let Some(sample) = &pair.sample else {
        return Ok(alone(pair.sources.first().map_or(&pair.name, |file| file), &format!("{}.sample.txt", pair.name)));
    };
    if pair.sources.is_empty() {
        return Ok(alone(sample, &format!("{}.source.txt", pair.name)));
    }
    let text = |file: &str| -> io::Result<Result<Text, Imported>> {
        let bytes = read(file)?;
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").map(<[u8]>::to_vec).unwrap_or(bytes);
        Ok(match String::from_utf8(bytes) {
            Err(error) => Err(Imported::Issue(invalid_utf8(file, 1, error.utf8_error().valid_up_to()))),
            Ok(string) if string.is_empty() => {
                let message = "The file is empty; the item was left out.".to_owned();
                Err(Imported::Issue(issue(file, 1, None, IssueCode::MissingField, message)))
            }
            Ok(string) => Text::new(string).map_err(|error| {
                Imported::Issue(issue(file, 1, None, IssueCode::TooLong, format!("{error}; the item was left out.")))
            }),
        })
    };
    let sample = match text(sample)? {
        Ok(text) => text,
        Err(trouble) => return Ok(vec![trouble]),
    };
    let mut sources = Vec::new();
    for file in &pair.sources {
        match text(file)? {
            Ok(text) => sources.push(Source {
                text,
                external_id: None,
                title: None,
                licence: None,
                origin: None,
                language: None,
                kind: Kind::Prose,
                structure: Vec::new(),
            }),
            Err(trouble) => return Ok(vec![trouble]),
        }
    }
    let sample = Sample {
        text: sample,
        kind: Kind::Prose,
        language: None,
        structure: Vec::new(),
        generator: Generator::default(),
    };
    Ok(vec![Imported::Item(Box::new(ImportedItem {
        line: 1,
        external_id: options.prefixed(&pair.name),
        sample,
        sources,
        metadata: Map::new(),
        reviews: Vec::new(),
        gold: None,
    }))])
}
