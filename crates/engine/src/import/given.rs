//! Right answers that a file gives.

use super::reviews::ReviewWriter;
use crate::error::EngineError;
use touchstone_domain::exchange::{ImportedGold, Issue, IssueCode};
use touchstone_domain::gold::{GivenGold, GivenSpan};
use touchstone_domain::item::Item;
use touchstone_domain::label::{LabelId, SeverityId};
use touchstone_store::{StoreError, ToldGold};

impl ReviewWriter<'_, '_> {
    /// Keeps the answer of an item. One that differs from what is known is told, and not taken.
    pub(super) fn take_gold(
        &mut self,
        item: &Item,
        (file, line): (&str, u64),
        told: &ImportedGold,
    ) -> Result<(), EngineError> {
        let spans = told.annotations.iter().flat_map(|annotation| {
            let label = annotation.labels.first().map(|name| LabelId(name.clone()));
            let severity = annotation.severity.clone().map(SeverityId);
            annotation.segments.iter().map(move |segment| GivenSpan {
                segment: segment.clone(),
                label: label.clone(),
                severity: severity.clone(),
            })
        });
        let mut spans: Vec<GivenSpan> = spans.collect();
        spans.sort_by(|a, b| a.segment.cmp(&b.segment));
        let Some(verdict) = self.verdict(told.verdict.as_deref(), !spans.is_empty(), true) else { return Ok(()) };
        let told = ToldGold { gold: GivenGold { verdict, spans }, schema_version: self.schema().version };
        // The same answer may come with its names of then, or with those of now: from an export of this project.
        let is_known = match self.transaction.told_gold(item.id) {
            Ok(Some(known)) => {
                if known.gold != told.gold && self.transaction.given_gold(item.id)?.as_ref() != Some(&told.gold) {
                    self.report.push(changed(item, file, line));
                }
                true
            }
            Ok(None) => false,
            Err(StoreError::GivenGoldDamaged { item, .. }) => {
                let remark =
                    format!("{file}: the right answer of “{item}” was damaged in the project and was taken anew.");
                self.report.remarks.push(remark);
                false
            }
            Err(error) => return Err(error.into()),
        };
        if !is_known {
            self.transaction.put_given_gold(item.id, &told)?;
            self.report.gold_added += 1;
        }
        Ok(())
    }
}

fn changed(item: &Item, file: &str, line: u64) -> Issue {
    Issue {
        file: file.to_owned(),
        line,
        field: Some("gold".to_owned()),
        code: IssueCode::GoldChanged,
        message: format!(
            "The gold of “{}” differs from the one that an earlier file gave, which was kept. To correct it, settle the \
             item in adjudication: what is settled counts before what a file gave.",
            item.external_id
        ),
    }
}
