//! Cuts what was typed into its parts: `-label:a,b`, `"retired from"`, `harbour`.

/// A part of a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// As it was typed, for messages.
    pub(super) typed: String,
    /// Whether a `-` stands before it.
    pub(super) not: bool,
    pub(super) content: Content,
}

/// What a part says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    /// A word or a phrase, with its quotation marks.
    Words(String),
    /// A field with its values, parted by commas and without quotation marks; and as it was typed.
    Field { name: String, values: Vec<String>, typed: String },
}

/// The parts of `text`, in order. A quotation that is never closed goes to the end.
pub(super) fn parts(text: &str) -> Vec<Part> {
    split(text, char::is_whitespace).into_iter().filter_map(|typed| part(&typed)).collect()
}

const fn is_quote(character: char) -> bool {
    matches!(character, '"' | '“' | '”' | '„')
}

/// Splits outside of quotation marks. Empty pieces are left out.
fn split(text: &str, at: impl Fn(char) -> bool) -> Vec<String> {
    let (mut pieces, mut piece, mut quoted) = (Vec::new(), String::new(), false);
    for character in text.chars() {
        if is_quote(character) {
            quoted = !quoted;
        }
        if at(character) && !quoted {
            pieces.push(std::mem::take(&mut piece));
        } else {
            piece.push(character);
        }
    }
    pieces.push(piece);
    pieces.retain(|piece| !piece.trim().is_empty());
    pieces
}

fn part(typed: &str) -> Option<Part> {
    let (not, rest) = match typed.strip_prefix('-') {
        Some(rest) if rest.chars().next().is_some_and(|first| first.is_alphanumeric() || is_quote(first)) => {
            (true, rest)
        }
        Some(_) | None => (false, typed),
    };
    let is_name = |name: &str| {
        name.starts_with(char::is_alphabetic) && name.chars().all(|letter| letter.is_alphabetic() || letter == '-')
    };
    let content = match rest.split_once(':').filter(|(name, _)| is_name(name)) {
        Some((name, values)) => Content::Field {
            name: name.to_lowercase(),
            values: split(values, |character| character == ',').iter().map(|value| unquoted(value)).collect(),
            typed: values.to_owned(),
        },
        None if rest.chars().all(|sign| is_quote(sign) || sign.is_whitespace()) => return None,
        None => Content::Words(rest.to_owned()),
    };
    Some(Part { typed: typed.to_owned(), not, content })
}

fn unquoted(value: &str) -> String {
    value.trim_matches(is_quote).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Content, parts};

    fn check(typed: &str, expected: &[&str]) {
        let told = parts(typed).into_iter().map(|part| {
            let not = if part.not { "not " } else { "" };
            match part.content {
                Content::Words(words) => format!("{not}{words}"),
                Content::Field { name, values, .. } => format!("{not}{name} = {}", values.join(" | ")),
            }
        });
        assert_eq!(told.collect::<Vec<_>>(), expected, "{typed}");
    }

    #[test]
    fn a_filter_is_cut_at_blanks_outside_quotation_marks() {
        check("", &[]);
        check("  harbour   lights ", &["harbour", "lights"]);
        check(
            "status:submitted \"retired from\" -batch:\"a b\",c",
            &["status = submitted", "\"retired from\"", "not batch = a b | c"],
        );
        check("-\"not this\" -that", &["not \"not this\"", "not that"]);
        check("note:“see above”", &["note = see above"]);
        check("Label:a,,b,", &["label = a | b"]);
        check("disagreement:>=0.5 label:", &["disagreement = >=0.5", "label = "]);
    }

    #[test]
    fn what_only_looks_like_a_field_is_words() {
        check("12:30 3:1 - -- --x", &["12:30", "3:1", "-", "--", "--x"]);
        check("\"status:submitted\" 東京:x", &["\"status:submitted\"", "東京 = x"]);
        check("\"never closed status:x", &["\"never closed status:x"]);
        check("\" \"", &[]);
        check("well-known", &["well-known"]);
    }
}
