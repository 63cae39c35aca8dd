//! Agreement between the engine and the wire.

use crate::wire;
use touchstone_domain::gold::ConsensusSettings;
use touchstone_domain::id::ItemId;
use touchstone_domain::label::LabelSchema;
use touchstone_engine::against_given::AgainstGiven;
use touchstone_engine::agreement::closer::{BINS, Closer, Confusion, Spread};
use touchstone_engine::agreement::figures::Named;
use touchstone_engine::agreement::{AgreementReport, Layer, LayerFigures, Part};
use touchstone_engine::runs::word;

/// Makes the view, and keeps the lists of items that it names by number.
struct Maker<'a> {
    schema: &'a LabelSchema,
    behind: Vec<Vec<ItemId>>,
}

/// The view, and the items behind its figures.
pub(crate) fn agreement(
    report: AgreementReport,
    closer: Closer,
    schema: &LabelSchema,
    as_of: u64,
) -> (wire::AgreementView, Vec<Vec<ItemId>>) {
    let mut maker = Maker { schema, behind: Vec::new() };
    let view = wire::AgreementView {
        as_of,
        items: report.n_items,
        shared: report.n_items_shared,
        reviews: report.n_reviews,
        reviewers: report.reviewers,
        layers: maker.layers(report.layers),
        pairs: report.pairs.into_iter().map(|pair| maker.pair(pair)).collect(),
        parts: report.parts.into_iter().filter_map(|part| maker.part(part)).collect(),
        spreads: closer.spreads.into_iter().map(|spread| maker.spread(spread)).collect(),
        confusions: closer.confusions.into_iter().map(|confusion| maker.confusion(confusion)).collect(),
        times: closer
            .times
            .into_iter()
            .map(|time| wire::AgreementStretch { from: time.from.0, to: time.to.0, layers: maker.layers(time.layers) })
            .collect(),
    };
    (view, maker.behind)
}

const fn layer(layer: Layer) -> wire::AgreementLayer {
    match layer {
        Layer::Verdict => wire::AgreementLayer::Verdict,
        Layer::Found => wire::AgreementLayer::Found,
        Layer::Where => wire::AgreementLayer::Where,
        Layer::Kind => wire::AgreementLayer::Kind,
    }
}

fn figure(named: Named) -> wire::AgreementFigure {
    let (low, high, no_interval) = match named.interval {
        Some(Ok((low, high))) => (Some(low), Some(high), None),
        Some(Err(reason)) => (None, None, Some(reason.to_string())),
        None => (None, None, None),
    };
    let (value, reason) = match named.figure {
        Ok(value) => (Some(value), None),
        Err(reason) => (None, Some(reason.to_string())),
    };
    wire::AgreementFigure { name: named.name.into_owned(), value, reason, low, high, no_interval }
}

/// A consensus against right answers, and the items behind it.
pub(crate) fn against_given(
    settings: &ConsensusSettings,
    found: AgainstGiven,
    as_of: u64,
) -> (wire::AgainstGivenView, Vec<Vec<ItemId>>) {
    let mut behind = Vec::new();
    let mut keep = |items: Vec<ItemId>| {
        let of = wire::ItemsOf { items: items.len() as u64, behind: u32::try_from(behind.len()).unwrap_or(u32::MAX) };
        behind.push(items);
        of
    };
    let view = wire::AgainstGivenView {
        as_of,
        method: word(settings.method),
        threshold: word(settings.threshold),
        accuracy: figure(found.accuracy()),
        counted: keep([&found.same[..], &found.other, &found.unresolved].concat()),
        same: keep(found.same),
        other: keep(found.other),
        unresolved: keep(found.unresolved),
        not_reviewed: keep(found.not_reviewed),
        spans: found.spans.map(|spans| wire::SpansGivenView {
            compared: keep(spans.items),
            apart: keep(spans.apart),
            figures: spans.figures.0.into_iter().map(figure).collect(),
        }),
    };
    (view, behind)
}

impl Maker<'_> {
    fn keep(&mut self, items: Vec<ItemId>) -> u32 {
        self.behind.push(items);
        u32::try_from(self.behind.len() - 1).unwrap_or(u32::MAX)
    }

    /// The name of a verdict or a label; what the schema does not know stays as it is.
    fn name(&self, layer: Layer, id: &str) -> String {
        let labels = || self.schema.labels.iter().find(|label| label.id.0 == id).map(|label| label.name.clone());
        let verdicts =
            || self.schema.verdicts.iter().find(|verdict| verdict.id.0 == id).map(|verdict| verdict.name.clone());
        let known = match layer {
            Layer::Verdict => verdicts(),
            Layer::Where | Layer::Kind => labels(),
            Layer::Found => None,
        };
        known.unwrap_or_else(|| id.to_owned())
    }

    fn layers(&mut self, layers: Vec<LayerFigures>) -> Vec<wire::LayerView> {
        layers.into_iter().map(|figures| self.layer(figures)).collect()
    }

    fn layer(&mut self, found: LayerFigures) -> wire::LayerView {
        let classes = found.prevalence.into_iter();
        let classes =
            classes.map(|(class, count)| wire::ClassCount { name: self.name(found.layer, &class), count }).collect();
        wire::LayerView {
            layer: layer(found.layer),
            n_items: found.n_items,
            n_reviews: found.n_reviews,
            classes,
            remark: found.remark,
            figures: found.figures.0.into_iter().map(figure).collect(),
            behind: self.keep(found.items),
        }
    }

    fn pair(&mut self, part: Part) -> wire::AgreementPair {
        let [first, second] = ["first", "second"].map(|key| named(&part, key));
        wire::AgreementPair { first, second, layers: self.layers(part.layers) }
    }

    fn part(&mut self, part: Part) -> Option<wire::AgreementPart> {
        let (by, name) = (named(&part, "by"), named(&part, "name"));
        let (by, name) = match by.as_str() {
            "label" => (wire::AgreementBy::Label, self.name(Layer::Kind, &name)),
            "generator" => (wire::AgreementBy::Generator, name),
            "batch" => (wire::AgreementBy::Batch, name),
            _ => return None,
        };
        Some(wire::AgreementPart { by, name, layers: self.layers(part.layers) })
    }

    #[expect(clippy::cast_precision_loss, reason = "ten steps")]
    fn spread(&mut self, spread: Spread) -> wire::SpreadView {
        let edge = |step: usize| step as f64 / BINS as f64;
        let steps = spread.bins.into_iter().enumerate().map(|(step, items)| wire::SpreadStep {
            from: edge(step),
            to: edge(step + 1),
            items: items.len() as u64,
            behind: self.keep(items),
        });
        wire::SpreadView { layer: layer(spread.layer), steps: steps.collect() }
    }

    fn confusion(&mut self, confusion: Confusion) -> wire::ConfusionView {
        let classes = confusion.classes.iter().map(|class| self.name(confusion.layer, class)).collect();
        let cells = confusion.cells.into_iter().map(|((first, second), cell)| wire::ConfusionCell {
            first,
            second,
            count: cell.count,
            items: cell.items.len() as u64,
            behind: self.keep(cell.items),
        });
        wire::ConfusionView { layer: layer(confusion.layer), classes, cells: cells.collect() }
    }
}

fn named(part: &Part, key: &str) -> String {
    part.names.iter().find(|(name, _)| *name == key).map(|(_, name)| name.clone()).unwrap_or_default()
}
