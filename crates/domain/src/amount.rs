//! Counts in sentences.

/// `1 item`, `2 items`: for nouns that take an s.
pub fn counted(count: impl TryInto<u64>, noun: &str) -> String {
    match count.try_into().unwrap_or(u64::MAX) {
        1 => format!("1 {noun}"),
        count => format!("{count} {noun}s"),
    }
}

/// The same with the verb that follows: `1 item has`, `2 items have`.
pub fn counted_with(count: impl TryInto<u64>, noun: &str, (one, more): (&str, &str)) -> String {
    let count = count.try_into().unwrap_or(u64::MAX);
    format!("{} {}", counted(count, noun), if count == 1 { one } else { more })
}

#[cfg(test)]
mod tests {
    use super::{counted, counted_with};

    #[test]
    fn one_is_told_from_more() {
        assert_eq!(
            [counted(0_u64, "item"), counted(1_u64, "item"), counted(2_usize, "item")],
            ["0 items", "1 item", "2 items"]
        );
        assert_eq!(counted_with(1_u64, "review", ("was", "were")), "1 review was");
        assert_eq!(counted_with(3_u64, "review", ("was", "were")), "3 reviews were");
    }
}
