//! What is known of reviewers between the engine and the wire.

use crate::wire;
use touchstone_domain::id::ItemId;
use touchstone_domain::label::LabelSchema;
use touchstone_engine::reliability::{CheckKind, ComparedWith, ReviewerFigure, ReviewerReport, ReviewersReport, Unit};

/// The view, and the items behind its figures.
pub(crate) fn reviewers(
    report: ReviewersReport,
    schema: &LabelSchema,
    as_of: u64,
) -> (wire::ReviewersView, Vec<Vec<ItemId>>) {
    let mut maker = Maker { schema, behind: Vec::new() };
    let reviewers = report.reviewers.into_iter().map(|reviewer| maker.reviewer(reviewer)).collect();
    let hints = report.hints;
    let contrasts = hints.contrasts.into_iter().map(|contrast| wire::HintContrast {
        name: contrast.name.to_owned(),
        shown: maker.figure(contrast.shown),
        hidden: maker.figure(contrast.hidden),
        difference: maker.figure(contrast.difference),
    });
    let hints = wire::HintInfluence {
        randomised: hints.randomised,
        shown: hints.shown,
        hidden: hints.hidden,
        left_out: hints.left_out,
        seen: hints.seen,
        taken: hints.taken,
        contrasts: contrasts.collect(),
    };
    (wire::ReviewersView { as_of, reviewers, hints }, maker.behind)
}

/// Makes the view, and keeps the lists of items that it names by number.
struct Maker<'a> {
    schema: &'a LabelSchema,
    behind: Vec<Vec<ItemId>>,
}

impl Maker<'_> {
    fn figures(&mut self, figures: Vec<ReviewerFigure>) -> Vec<wire::ReviewerFigure> {
        figures.into_iter().map(|figure| self.figure(figure)).collect()
    }

    fn figure(&mut self, figure: ReviewerFigure) -> wire::ReviewerFigure {
        let (value, reason) = match figure.measured.value {
            Ok(value) => (Some(value), None),
            Err(reason) => (None, Some(reason.to_string())),
        };
        let (low, high, no_interval) = match figure.measured.interval {
            Ok((low, high)) => (Some(low), Some(high), None),
            Err(reason) => (None, None, Some(reason.to_string())),
        };
        let items = figure.items.len() as u64;
        self.behind.push(figure.items);
        wire::ReviewerFigure {
            name: figure.name.to_owned(),
            unit: unit(figure.unit),
            of: figure.of.to_owned(),
            n: figure.measured.n,
            value,
            reason,
            low,
            high,
            no_interval,
            items,
            behind: u32::try_from(self.behind.len() - 1).unwrap_or(u32::MAX),
            nowhere: figure.nowhere,
        }
    }

    fn reviewer(&mut self, report: ReviewerReport) -> wire::ReviewerMeasured {
        let labels = &self.schema.labels;
        let name = |id: String| labels.iter().find(|label| label.id.0 == id).map_or(id, |label| label.name.clone());
        let confused = report.confused.map(|(own, others, times)| wire::ConfusedLabels {
            own: name(own),
            others: name(others),
            times,
        });
        let checks = report.checks.into_iter().map(|checks| wire::ReviewerChecks {
            kind: match checks.kind {
                CheckKind::Attention => wire::CheckKind::AttentionChecks,
                CheckKind::Calibration => wire::CheckKind::Calibration,
            },
            seen: checks.seen,
            with_gold: checks.with_gold,
            figures: self.figures(checks.figures),
        });
        let checks = checks.collect();
        wire::ReviewerMeasured {
            name: report.name,
            basis: match report.basis {
                ComparedWith::Several => wire::ReviewerBasis::Several,
                ComparedWith::One => wire::ReviewerBasis::One,
                ComparedWith::None => wire::ReviewerBasis::None,
            },
            reviews: report.reviews,
            compared: report.compared,
            figures: self.figures(report.figures),
            confused,
            sittings: report.sittings,
            course: self.figures(report.course),
            checks,
        }
    }
}

const fn unit(unit: Unit) -> wire::ReviewerUnit {
    match unit {
        Unit::Share => wire::ReviewerUnit::Share,
        Unit::Points => wire::ReviewerUnit::Points,
        Unit::Characters => wire::ReviewerUnit::Characters,
        Unit::Steps => wire::ReviewerUnit::Steps,
        Unit::Time => wire::ReviewerUnit::Time,
        Unit::PerReview => wire::ReviewerUnit::PerReview,
    }
}
