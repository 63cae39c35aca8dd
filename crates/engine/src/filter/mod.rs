//! Filters in words: `status:submitted label:contradiction harbour`.

use crate::error::EngineError;
use touchstone_domain::id::ReviewerId;
use touchstone_domain::reviewer::name_key;
use touchstone_store::{ItemFilter, ItemStatus, Reader};

/// Reads `status: batch: generator: label: reviewer: disagreement:>` and plain words. A value with
/// white space stands in quotation marks.
pub fn parse(reader: &Reader, text: &str) -> Result<ItemFilter, EngineError> {
    let mut filter = ItemFilter::default();
    let mut words = Vec::new();
    for part in parts(text) {
        let key = part.split_once(':').filter(|(key, _)| !key.is_empty() && key.chars().all(char::is_alphabetic));
        let Some((key, value)) = key else {
            words.push(part);
            continue;
        };
        let value = value.trim_matches('"').to_owned();
        let bad = || EngineError::BadFilter { part: part.clone() };
        match key {
            "status" => filter.status = Some(ItemStatus::parse(&value).ok_or_else(bad)?),
            "batch" => filter.batch = Some(value),
            "generator" => filter.model = Some(value),
            "label" => filter.label = Some(value.as_str().into()),
            "reviewer" => filter.reviewer = Some(reviewer(reader, &value)?.ok_or_else(bad)?),
            "disagreement" => {
                filter.disagreement_over = Some(value.trim_start_matches('>').parse().map_err(|_| bad())?);
            }
            _ => return Err(bad()),
        }
    }
    filter.words = (!words.is_empty()).then(|| words.join(" "));
    Ok(filter)
}

/// The reviewer with this id or unique name.
fn reviewer(reader: &Reader, name_or_id: &str) -> Result<Option<ReviewerId>, EngineError> {
    if let Ok(id) = name_or_id.parse()
        && let Some(found) = reader.reviewer(id)?
    {
        return Ok(Some(found.id));
    }
    Ok(reader.reviewer_by_name_key(&name_key(name_or_id))?.map(|found| found.id))
}

/// Splits at white space outside quotation marks.
fn parts(text: &str) -> Vec<String> {
    let (mut parts, mut part, mut quoted) = (Vec::new(), String::new(), false);
    for character in text.chars() {
        if character == '"' {
            quoted = !quoted;
        }
        if character.is_whitespace() && !quoted {
            if !part.is_empty() {
                parts.push(std::mem::take(&mut part));
            }
        } else {
            part.push(character);
        }
    }
    if !part.is_empty() {
        parts.push(part);
    }
    parts
}
