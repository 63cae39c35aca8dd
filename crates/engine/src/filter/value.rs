//! What values mean: the words a project has for labels, people and figures.

use super::problem::FilterProblem;
use crate::error::EngineError;
use touchstone_domain::id::ReviewerId;
use touchstone_domain::label::{LabelId, LabelSchema, SeverityId, VerdictId};
use touchstone_domain::reviewer::name_key;
use touchstone_domain::sample::Kind;
use touchstone_store::{Compared, FacetKind, Reader};

/// The layouts, as they are offered.
pub(super) const KINDS: [Kind; 4] = [Kind::Prose, Kind::ProblemSet, Kind::Conversation, Kind::Json];

/// Values typed for a field, and how a wrong one is told.
pub(super) struct Values<'a> {
    pub(super) field: &'static str,
    pub(super) example: &'static str,
    pub(super) typed: &'a [String],
}

impl Values<'_> {
    /// Each value as `find` knows it; none may be missing.
    pub(super) fn each<T: PartialEq>(
        &self,
        find: impl Fn(&str) -> Option<T>,
        allowed: impl Fn() -> Vec<String>,
    ) -> Result<Vec<T>, FilterProblem> {
        if self.typed.is_empty() {
            return Err(FilterProblem::NoValue { field: self.field, example: self.example });
        }
        let mut found = Vec::new();
        for value in self.typed {
            let unknown =
                || FilterProblem::UnknownValue { field: self.field, value: value.clone(), allowed: allowed() };
            let value = find(value).ok_or_else(unknown)?;
            if !found.contains(&value) {
                found.push(value);
            }
        }
        Ok(found)
    }

    /// Values of any kind.
    pub(super) fn any(&self) -> Result<Vec<String>, FilterProblem> {
        self.each(|value| Some(value.to_owned()), Vec::new)
    }

    /// `yes` or `no`.
    pub(super) fn yes_or_no(&self) -> Result<bool, FilterProblem> {
        let allowed = || vec!["yes".to_owned(), "no".to_owned()];
        let known = |value: &str| match value {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        match self.each(known, allowed)?.as_slice() {
            [one] => Ok(*one),
            _ => Err(FilterProblem::NoValue { field: self.field, example: self.example }),
        }
    }

    pub(super) fn kinds(&self) -> Result<Vec<Kind>, FilterProblem> {
        self.each(Kind::parse, || KINDS.map(|kind| kind.as_str().to_owned()).to_vec())
    }

    /// Labels by id or name; also those that annotations still carry though the schema has them no more.
    pub(super) fn labels(&self, reader: &Reader, schema: &LabelSchema) -> Result<Vec<LabelId>, EngineProblem> {
        let used = reader.facets(FacetKind::Label)?;
        let known = |typed: &str| {
            let label = schema.labels.iter().find(|label| same(label.id.as_str(), typed) || same(&label.name, typed));
            let used = || used.iter().find(|facet| same(&facet.value, typed)).map(|facet| facet.value.as_str().into());
            label.map(|label| label.id.clone()).or_else(used)
        };
        Ok(self.each(known, || schema.labels.iter().map(|label| label.id.to_string()).collect())?)
    }

    pub(super) fn severities(&self, schema: &LabelSchema) -> Result<Vec<SeverityId>, FilterProblem> {
        let known = |typed: &str| {
            let mut all = schema.severities.iter();
            all.find(|severity| same(severity.id.as_str(), typed) || same(&severity.name, typed))
                .map(|severity| severity.id.clone())
        };
        self.each(known, || schema.severities.iter().map(|severity| severity.id.to_string()).collect())
    }

    pub(super) fn verdicts(&self, schema: &LabelSchema) -> Result<Vec<VerdictId>, FilterProblem> {
        let known = |typed: &str| {
            let mut all = schema.verdicts.iter();
            all.find(|verdict| same(verdict.id.as_str(), typed) || same(&verdict.name, typed))
                .map(|verdict| verdict.id.clone())
        };
        self.each(known, || schema.verdicts.iter().map(|verdict| verdict.id.to_string()).collect())
    }

    /// People by id or unique name.
    pub(super) fn reviewers(&self, reader: &Reader) -> Result<Vec<ReviewerId>, EngineProblem> {
        let everyone = reader.reviewers()?;
        let known = |typed: &str| {
            let named = |name: &String| name_key(name) == name_key(typed);
            let mut all = everyone.iter();
            all.find(|one| typed.parse() == Ok(one.id) || one.name.as_ref().is_some_and(named)).map(|one| one.id)
        };
        Ok(self.each(known, || everyone.iter().filter_map(|one| one.name.clone()).collect())?)
    }

    /// A comparison: `>0.5`, `<= 25 %`.
    pub(super) fn compared(&self) -> Result<(Compared, f64), FilterProblem> {
        let wrong = || FilterProblem::NotCompared { field: self.field, example: self.example };
        let [typed] = self.typed else { return Err(wrong()) };
        // The longer signs first: '>' begins '>='.
        let signs = [Compared::AtLeast, Compared::AtMost, Compared::Over, Compared::Under, Compared::Equal];
        let cut = signs.into_iter().find_map(|sign| Some((sign, typed.strip_prefix(sign.sign())?)));
        let (sign, number) = cut.ok_or_else(wrong)?;
        let number = number.trim();
        let (number, of) = number.strip_suffix('%').map_or((number, 1.0), |number| (number.trim_end(), 100.0));
        let number: f64 = number.parse().map_err(|_| wrong())?;
        if number.is_finite() { Ok((sign, number / of)) } else { Err(wrong()) }
    }
}

fn same(known: &str, typed: &str) -> bool {
    known == typed || known.to_lowercase() == typed.to_lowercase()
}

/// A problem of the filter, or one of the file.
#[derive(Debug)]
pub(super) enum EngineProblem {
    Filter(FilterProblem),
    File(EngineError),
}

impl From<FilterProblem> for EngineProblem {
    fn from(problem: FilterProblem) -> Self {
        Self::Filter(problem)
    }
}

impl From<touchstone_store::StoreError> for EngineProblem {
    fn from(error: touchstone_store::StoreError) -> Self {
        Self::File(error.into())
    }
}

impl EngineProblem {
    pub(super) fn of_part(self, part: &str) -> EngineError {
        match self {
            Self::Filter(problem) => EngineError::BadFilter { part: part.to_owned(), problem },
            Self::File(error) => error,
        }
    }
}
