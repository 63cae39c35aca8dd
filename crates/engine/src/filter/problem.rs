//! What is wrong with a part of a filter, and what would be right.

/// Why a part of a filter is not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FilterProblem {
    /// A field that there is not, at least not for this role.
    #[error("there is no field “{field}”")]
    UnknownField {
        /// As it was typed.
        field: String,
        /// The fields that there are.
        allowed: Vec<&'static str>,
    },
    /// A field without a value.
    #[error("“{field}:” has no value")]
    NoValue {
        /// The field.
        field: &'static str,
        /// What a part with a value looks like.
        example: &'static str,
    },
    /// A value that the field does not have.
    #[error("“{value}” is not a value of {field}")]
    UnknownValue {
        /// The field.
        field: &'static str,
        /// As it was typed.
        value: String,
        /// The values that there are.
        allowed: Vec<String>,
    },
    /// A figure that is not compared with a number.
    #[error("{field} is compared with a number")]
    NotCompared {
        /// The field.
        field: &'static str,
        /// What a comparison looks like.
        example: &'static str,
    },
}

/// Values that a cure lists at most.
const LISTED: usize = 20;

impl FilterProblem {
    /// What to write instead.
    pub fn cure(&self) -> String {
        match self {
            Self::UnknownField { allowed, .. } => format!(
                "The fields are {}. To search for these very words, put them in quotation marks.",
                listed(allowed.iter().map(|name| format!("{name}:")))
            ),
            Self::NoValue { example, .. } => format!("Write, for example, {example}."),
            Self::UnknownValue { field, allowed, .. } if allowed.is_empty() => {
                format!("This project has no value of {field} yet.")
            }
            Self::UnknownValue { allowed, .. } => format!("Write one of {}.", listed(allowed.iter().cloned())),
            Self::NotCompared { example, .. } => {
                format!("Write >, >=, <, <= or = and a number, for example {example}.")
            }
        }
    }
}

fn listed(values: impl ExactSizeIterator<Item = String>) -> String {
    let more = values.len().saturating_sub(LISTED);
    let told = values.take(LISTED).collect::<Vec<_>>().join(", ");
    if more > 0 { format!("{told} and {more} more") } else { told }
}
