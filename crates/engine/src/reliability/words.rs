//! The report on reviewers as lines for people.

use crate::reliability::influence::{HintReport, NEVER};
use crate::reliability::{CheckReport, ReviewerFigure, ReviewerReport, ReviewersReport, Unit};
use touchstone_analysis::reliability::Basis;

impl ReviewersReport {
    /// For people.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![String::new(), "reviewers, each against the others".to_owned()];
        if self.reviewers.is_empty() {
            lines.push("  Nobody submitted anything yet.".to_owned());
        }
        for reviewer in &self.reviewers {
            put_reviewer(&mut lines, reviewer);
        }
        lines.push(String::new());
        lines.push("hints".to_owned());
        put_hints(&mut lines, &self.hints);
        lines
    }
}

fn put_reviewer(lines: &mut Vec<String>, reviewer: &ReviewerReport) {
    let with = match reviewer.basis {
        Basis::Several => "the vote of two or more others",
        Basis::One => "the one other reviewer of each item",
        Basis::None => "nobody",
    };
    lines.push(String::new());
    lines.push(format!("{} ({} reviews, {} compared with {with})", reviewer.name, reviewer.reviews, reviewer.compared));
    lines.extend(reviewer.figures.iter().map(|figure| line(figure.name, figure)));
    if let Some((own, others, times)) = &reviewer.confused {
        let times = if *times == 1 { "once".to_owned() } else { format!("{times} times") };
        lines.push(format!("  {:<28}“{own}” where the others say “{others}”, {times}", "label confused most"));
    }
    if reviewer.sittings > 0 {
        lines.push(format!("  {:<28}{}", "sittings with a course", reviewer.sittings));
        lines.extend(reviewer.course.iter().map(|figure| line(figure.name, figure)));
    }
    for kind in &reviewer.checks {
        put_check(lines, kind);
    }
}

fn put_check(lines: &mut Vec<String>, kind: &CheckReport) {
    let name = kind.kind.name().replace('_', " ");
    lines.push(format!("  {name:<28}{} seen, {} of them with a known answer", kind.seen, kind.with_gold));
    if kind.with_gold > 0 {
        lines.extend(kind.figures.iter().map(|figure| line(figure.name, figure)));
    }
}

fn put_hints(lines: &mut Vec<String>, hints: &HintReport) {
    if !hints.randomised {
        lines.push(format!("  {NEVER}"));
        return;
    }
    lines.push(format!("  {:<28}{} with hints shown, {} hidden", "reviews by the draw", hints.shown, hints.hidden));
    lines.push(format!("  {:<28}{} (not drawn, or not as drawn)", "left out", hints.left_out));
    lines.push(format!("  {:<28}{} seen, {} taken", "hints", hints.seen, hints.taken));
    for contrast in &hints.contrasts {
        for figure in [&contrast.shown, &contrast.hidden, &contrast.difference] {
            lines.push(line(&format!("{} {}", contrast.name, figure.name), figure));
        }
    }
}

fn line(name: &str, figure: &ReviewerFigure) -> String {
    let name = name.trim_end_matches("_ms").replace('_', " ");
    let value = match &figure.measured.value {
        Ok(value) => value,
        Err(reason) => return format!("  {name:<28}undefined: {reason}"),
    };
    let interval = match &figure.measured.interval {
        Ok((low, high)) => format!("95 %: {} to {}", plain(*low, figure.unit), plain(*high, figure.unit)),
        Err(reason) => format!("no interval: {reason}"),
    };
    format!("  {name:<28}{}  ({interval}; {} {})", said(*value, figure), figure.measured.n, figure.of)
}

fn plain(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Share => format!("{:.1} %", value * 100.0),
        Unit::Points => format!("{:.1} points", value * 100.0),
        Unit::Characters | Unit::Steps | Unit::PerReview => format!("{value:.2}"),
        Unit::Time => format!("{:.1} s", value / 1000.0),
    }
}

fn said(value: f64, figure: &ReviewerFigure) -> String {
    let amount = plain(value.abs(), figure.unit);
    let turn = |below: &str, above: &str| {
        if value == 0.0 { amount.clone() } else { format!("{amount} {}", if value < 0.0 { below } else { above }) }
    };
    match figure.unit {
        Unit::Characters => turn("characters early", "characters late"),
        Unit::Steps => turn("steps milder", "steps more severe"),
        Unit::Share | Unit::Points | Unit::Time | Unit::PerReview => plain(value, figure.unit),
    }
}
