//! The layers of agreement of some items, or of two reviewers, or of one label.

use crate::agreement::figures::Figures;
use crate::agreement::gathered::{CountedReview, Gathered};
use serde::Serialize;
use serde_json::{Map, Value};
use touchstone_analysis::agreement::class_labels::{self, Scale};
use touchstone_analysis::agreement::pairs;
use touchstone_analysis::agreement::spans::{self, ReviewedSpans, SpanAgreement, SpanItem, SpanTable};
use touchstone_analysis::figure::Figure;
use touchstone_analysis::interval::Interval;
use touchstone_analysis::votes::Patterns;
use touchstone_domain::id::ItemId;
use touchstone_domain::label::LabelId;

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// What reviewers say of the whole sample.
    Verdict,
    /// Whether they mark anything.
    Found,
    /// Which characters they mark.
    Where,
    /// What they call what they mark.
    Kind,
}

impl Layer {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Verdict, Self::Found, Self::Where, Self::Kind];

    /// Its name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Verdict => "verdict",
            Self::Found => "found",
            Self::Where => "where",
            Self::Kind => "kind",
        }
    }
}

/// The figures of one layer, and what they rest on.
#[derive(Debug, Clone, PartialEq)]
pub struct LayerFigures {
    /// Which.
    pub layer: Layer,
    /// Items that two or more answered: those behind the figures.
    pub n_items: u64,
    /// Answers on those and on items that one reviewer answered.
    pub n_reviews: u64,
    /// Answers of each class, of layers with classes.
    pub prevalence: Vec<(String, u64)>,
    /// The figures.
    pub figures: Figures,
    /// What to bear in mind when reading them.
    pub remark: Option<String>,
    /// The items behind the figures, in file order.
    pub items: Vec<ItemId>,
}

impl LayerFigures {
    fn to_map(&self) -> Map<String, Value> {
        let mut map = Map::new();
        map.insert("n_items".to_owned(), Value::from(self.n_items));
        map.insert("n_reviews".to_owned(), Value::from(self.n_reviews));
        if !self.prevalence.is_empty() {
            let prevalence: Map<String, Value> =
                self.prevalence.iter().map(|(class, count)| (class.clone(), Value::from(*count))).collect();
            map.insert("prevalence".to_owned(), Value::Object(prevalence));
        }
        map.extend(self.figures.to_map());
        if let Some(remark) = &self.remark {
            map.insert("remark".to_owned(), Value::from(remark.clone()));
        }
        map
    }
}

impl Serialize for LayerFigures {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_map().serialize(serializer)
    }
}

/// How intervals are drawn, and which layers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// How often; 0 for no intervals.
    pub draws: u32,
    /// From which seed.
    pub seed: u64,
    /// Which layers.
    pub layers: Vec<Layer>,
}

/// Whose reviews, and of what.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Scope {
    /// Two reviewers; everyone where this is none.
    pub(super) pair: Option<(u32, u32)>,
    /// Marks of this label; all where this is none.
    pub(super) label: Option<u32>,
}

impl Scope {
    fn takes(self, reviewer: u32) -> bool {
        self.pair.is_none_or(|(first, second)| reviewer == first || reviewer == second)
    }
}

/// Measures the layers on some of the items.
pub(super) fn measure(gathered: &Gathered, items: &[usize], scope: Scope, drawing: &Drawing) -> Vec<LayerFigures> {
    let mut found = Vec::new();
    for layer in drawing.layers.iter().filter(|layer| matches!(layer, Layer::Verdict | Layer::Found)) {
        found.push(classes(gathered, items, *layer, scope, drawing));
    }
    if drawing.layers.iter().any(|layer| matches!(layer, Layer::Where | Layer::Kind)) {
        let marked = of_spans(gathered, items, scope, drawing);
        found.extend(marked.into_iter().filter(|figures| drawing.layers.contains(&figures.layer)));
    }
    found
}

fn classes(gathered: &Gathered, items: &[usize], layer: Layer, scope: Scope, drawing: &Drawing) -> LayerFigures {
    let names: Vec<String> = if layer == Layer::Verdict {
        gathered.verdicts.iter().map(|verdict| verdict.0.clone()).collect()
    } else {
        vec!["nothing".to_owned(), "something".to_owned()]
    };
    let class = |review: &CountedReview| {
        let class = if layer == Layer::Verdict { review.verdict } else { Some(u32::from(review.found)) };
        class.filter(|_| scope.takes(review.reviewer))
    };
    let table = gathered.votes(items, names.len(), class);
    let patterns = Patterns::new(&table);
    let scales = [Scale::Nominal];
    let agreement = class_labels::of(&patterns, &scales);
    let pairs = pairs::of(&table);
    let drawn = (drawing.draws > 0).then(|| {
        let figures = class_labels::intervals(&patterns, &scales, drawing.draws, drawing.seed);
        (figures, pairs::intervals(&table, &pairs, drawing.draws, drawing.seed).0)
    });
    let (intervals, mean) = drawn.as_ref().map_or((None, None), |(all, mean)| (Some(all), Some(mean)));
    let figures = Figures::of_classes(&agreement, intervals, &pairs, mean, &["krippendorff_alpha.nominal"]);
    let prevalence: Vec<(String, u64)> = names.into_iter().zip(table.prevalence()).collect();
    let shared = items.iter().zip(table.by_item()).filter(|(_, votes)| votes.len() > 1);
    LayerFigures {
        layer,
        n_items: agreement.shared_items,
        n_reviews: table.all().len() as u64,
        remark: one_sided(&prevalence),
        prevalence,
        figures,
        items: shared.map(|(item, _)| gathered.items[*item].id).collect(),
    }
}

/// From this share of one class on, chance-corrected figures say little.
const ONE_SIDED: f64 = 0.9;

fn one_sided(prevalence: &[(String, u64)]) -> Option<String> {
    let all: u64 = prevalence.iter().map(|(_, count)| count).sum();
    let (class, most) = prevalence.iter().max_by_key(|(_, count)| *count)?;
    #[expect(clippy::cast_precision_loss, reason = "counts of reviews are far below 2^53")]
    let share = *most as f64 / all.max(1) as f64;
    (all > 0 && share >= ONE_SIDED && *most < all).then(|| {
        format!(
            "{:.0} % of the answers are “{class}”: alpha and kappa say little of such one-sided answers; see AC1 and \
             the raw agreement.",
            share * 100.0
        )
    })
}

fn of_spans(gathered: &Gathered, items: &[usize], scope: Scope, drawing: &Drawing) -> [LayerFigures; 2] {
    let mut table = SpanTable::new(gathered.labels.len());
    let (mut behind, mut reviews) = (Vec::new(), 0);
    for item in items {
        let item = &gathered.items[*item];
        let added = match scope {
            Scope { pair: None, label: None } => table.add(&item.spans),
            _ => table.add(&part(&item.spans, scope)),
        };
        if added {
            behind.push(item.id);
            reviews += item.reviews.iter().filter(|review| scope.takes(review.reviewer)).count() as u64;
        }
    }
    let found = spans::of(&table);
    let intervals = (drawing.draws > 0).then(|| spans::intervals(&table, drawing.draws, drawing.seed));
    let layer = |layer: Layer, figures: Figures, items: Vec<ItemId>| LayerFigures {
        layer,
        n_items: items.len() as u64,
        n_reviews: reviews,
        prevalence: Vec::new(),
        figures,
        remark: None,
        items,
    };
    [
        layer(Layer::Where, places(&found, intervals.as_ref()), behind.clone()),
        layer(Layer::Kind, kinds(&found, intervals.as_ref(), &gathered.labels), behind),
    ]
}

/// The item with only the reviews and marks of a scope.
fn part(item: &SpanItem, scope: Scope) -> SpanItem {
    let reviews = item.reviews.iter().filter(|review| scope.takes(review.reviewer)).map(|review| ReviewedSpans {
        reviewer: review.reviewer,
        marks: review
            .marks
            .iter()
            .filter(|mark| scope.label.is_none_or(|label| label == mark.label))
            .copied()
            .collect(),
    });
    SpanItem { length: item.length, tokens: item.tokens.clone(), reviews: reviews.collect() }
}

type Intervals<'a> = Option<&'a SpanAgreement<Interval>>;

macro_rules! add {
    ($figures:ident, $found:ident, $intervals:ident, $($name:literal $field:ident),* $(,)?) => {
        $($figures.add($name, $found.$field.clone(), $intervals.map(|all| all.$field.clone()));)*
    };
}

fn places(found: &SpanAgreement<Figure>, intervals: Intervals<'_>) -> Figures {
    let mut figures = Figures::default();
    add!(figures, found, intervals,
        "alpha_char" alpha_char, "alpha_token" alpha_token, "exact_f1" exact_f1, "iou50_f1" iou50_f1,
        "char_f1_micro" char_f1_micro, "char_f1_macro" char_f1_macro, "token_f1_micro" token_f1_micro,
        "exact_f1_macro" exact_f1_macro, "iou50_f1_macro" iou50_f1_macro, "|u" u_binary,
    );
    figures
}

fn kinds(found: &SpanAgreement<Figure>, intervals: Intervals<'_>, labels: &[LabelId]) -> Figures {
    let mut figures = Figures::default();
    add!(figures, found, intervals,
        "alpha_char" kind_alpha_char, "exact_label_f1" exact_label_f1,
        "exact_label_f1_macro" exact_label_f1_macro, "iou50_label_f1" iou50_label_f1,
        "label_agreement" label_agreement, "u" u, "cu" cu,
    );
    for (at, label) in labels.iter().enumerate() {
        figures.add(format!("(k)u.{}", label.0), found.ku[at].clone(), intervals.map(|all| all.ku[at].clone()));
    }
    figures
}
