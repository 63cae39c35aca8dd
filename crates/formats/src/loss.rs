//! What a format cannot hold, in sentences.

use crate::format::{Format, What};

/// What a format leaves out of items that came with their right answer; none where it holds it.
const fn of_given_gold(format: Format) -> Option<&'static str> {
    match format {
        Format::Jsonl | Format::TextPairs => None,
        Format::Csv | Format::Tsv | Format::Parquet | Format::Faithbench | Format::Xsum | Format::Mushroom => Some(
            "The right answers that files gave (given gold) have no place in this format; Touchstone JSONL holds them.",
        ),
    }
}

/// What is lost whatever the data are, and of given gold where there is any.
pub fn losses(format: Format, what: What, given_gold: bool) -> Vec<String> {
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
            "A table has no place for omissions; Touchstone JSONL holds their consensus.",
        ],
        (Format::Parquet, _) => &[
            "The tables have no place for omissions, flags, remarks, skip reasons, the parts of a text (turns, steps) and \
             the file's own further fields; Touchstone JSONL has.",
        ],
        (Format::Jsonl | Format::TextPairs, _) => &[],
    };
    let given = of_given_gold(format).filter(|_| given_gold);
    told.iter().copied().chain(given).map(str::to_owned).collect()
}
