//! What a format cannot hold, in sentences.

use crate::format::{Format, What};

/// What is lost whatever the data are.
pub fn losses(format: Format, what: What) -> Vec<String> {
    let told: &[&str] = match (format, what) {
        (Format::Faithbench, _) => &[
            "FaithBench has no place for severities, corrections, verdicts, skips and omissions.",
            "FaithBench holds one source and one passage of evidence for each annotation.",
        ],
        (Format::Xsum, _) => &[
            "XSum has no place for sources, evidence, severities, corrections, notes, further labels, skips and omissions.",
            "XSum tells submitted reviews only; one without spans whose verdict is not clean has no row.",
        ],
        (Format::Mushroom, _) => &[
            "Mu-SHROOM has no place for sources, labels, evidence, severities, corrections, notes, verdicts and omissions.",
        ],
        (Format::Csv | Format::Tsv, What::Items) => &[
            "A table has no place for the parts of a text (turns, steps), prompts, temperatures and the file's own further \
             fields.",
        ],
        (Format::Csv | Format::Tsv, What::Annotations) => &[
            "A table has one passage of evidence in each row; further passages are further rows.",
            "A table has no place for omissions, flags, remarks and skip reasons.",
        ],
        (Format::Csv | Format::Tsv, What::Gold | What::Consensus) => &[
            "A table has no place for the evidence behind a consensus span, further variants of a correction and the \
             corrected sample.",
        ],
        (Format::Parquet, _) => &[
            "The tables have no place for omissions, flags, remarks, skip reasons, the parts of a text (turns, steps) and \
             the file's own further fields; Touchstone JSONL has.",
        ],
        (Format::Jsonl | Format::TextPairs, _) => &[],
    };
    told.iter().map(|sentence| (*sentence).to_owned()).collect()
}
