//! Reads how many tests passed and failed from what the test programs themselves say.

/// The tests of one or more steps.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Count {
    /// Tests that passed.
    pub(crate) passed: u64,
    /// Tests that failed.
    pub(crate) failed: u64,
}

impl std::ops::AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// The summary lines in an output, word for word, and what they add up to.
pub(crate) fn read(output: &str) -> (Vec<String>, Count) {
    let mut lines = Vec::new();
    let mut count = Count::default();
    for line in output.lines() {
        let line = without_colours(line);
        if let Some(found) =
            nextest(&line).or_else(|| cargo_test(&line)).or_else(|| vitest(&line)).or_else(|| node_test(&line))
        {
            count += found;
            if found != Count::default() {
                lines.push(line.trim().to_owned());
            }
        }
    }
    (lines, count)
}

/// `     Summary [   0.012s] 3 tests run: 2 passed (1 slow), 1 failed, 0 skipped`
fn nextest(line: &str) -> Option<Count> {
    let rest = line.trim().strip_prefix("Summary [")?;
    let (_, counts) = rest.split_once(" run: ")?;
    let passed = number_before(counts, "passed").unwrap_or(0);
    let failed = ["failed", "timed out", "exec failed"].iter().filter_map(|word| number_before(counts, word)).sum();
    Some(Count { passed, failed })
}

/// `test result: ok. 3 passed; 0 failed; 0 ignored; …`
fn cargo_test(line: &str) -> Option<Count> {
    let rest = line.trim().strip_prefix("test result: ")?;
    Some(Count { passed: number_before(rest, "passed")?, failed: number_before(rest, "failed")? })
}

/// `      Tests  1 failed | 11 passed (12)`
fn vitest(line: &str) -> Option<Count> {
    let rest = line.trim().strip_prefix("Tests  ")?;
    let count = Count {
        passed: number_before(rest, "passed").unwrap_or(0),
        failed: number_before(rest, "failed").unwrap_or(0),
    };
    (count != Count::default()).then_some(count)
}

/// `# pass 3` and `# fail 0`, or the same after the sign of the spec reporter.
fn node_test(line: &str) -> Option<Count> {
    let rest = line.trim().strip_prefix("# ").or_else(|| line.trim().strip_prefix("\u{2139} "))?;
    let (word, number) = rest.split_once(' ')?;
    let number = number.parse().ok()?;
    match word {
        "pass" => Some(Count { passed: number, failed: 0 }),
        "fail" | "cancelled" => Some(Count { passed: 0, failed: number }),
        _ => None,
    }
}

/// The number that stands right before a word: 11 before `passed` in `1 failed | 11 passed (12)`.
fn number_before(text: &str, word: &str) -> Option<u64> {
    let (before, _) = text.split_once(&format!(" {word}"))?;
    before.rsplit(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// The line without terminal colours.
fn without_colours(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        rest = after.split_once(|c: char| c.is_ascii_alphabetic()).map_or("", |(_, after)| after);
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(output: &str) -> (u64, u64) {
        let (_, count) = read(output);
        (count.passed, count.failed)
    }

    #[test]
    fn nextest_is_read() {
        assert_eq!(counted("     Summary [   0.012s] 3 tests run: 3 passed, 0 skipped"), (3, 0));
        assert_eq!(
            counted("     Summary [   1.2s] 214 tests run: 212 passed (2 slow), 1 failed, 1 timed out, 4 skipped"),
            (212, 2)
        );
    }

    #[test]
    fn cargo_test_is_added_up() {
        let output = "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured\ntest result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured\n";
        assert_eq!(counted(output), (4, 2));
    }

    #[test]
    fn empty_doc_tests_are_not_repeated() {
        let (lines, _) = read("test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured\n");
        assert!(lines.is_empty());
    }

    #[test]
    fn vitest_is_read_through_its_colours() {
        assert_eq!(
            counted("\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[32m12 passed\u{1b}[39m\u{1b}[22m (12)"),
            (12, 0)
        );
        assert_eq!(counted("      Tests  1 failed | 11 passed (12)"), (11, 1));
        assert_eq!(counted(" Test Files  1 failed | 3 passed (4)"), (0, 0));
    }

    #[test]
    fn node_test_is_read_in_both_reporters() {
        assert_eq!(counted("# tests 4\n# pass 3\n# fail 1\n# cancelled 0\n# skipped 0"), (3, 1));
        assert_eq!(counted("\u{2139} pass 5\n\u{2139} fail 0\n\u{2139} duration_ms 12.4"), (5, 0));
    }
}
