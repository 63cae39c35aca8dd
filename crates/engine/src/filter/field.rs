//! The fields of a filter, one list for each role: a reviewer's has nothing that would tell of a
//! generator, of another reviewer or of how far reviewers are apart.

/// What stands behind a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One or more values of a list, parted by commas.
    Values,
    /// A comparison with a number.
    Number,
    /// Words, or a phrase in quotation marks.
    Words,
}

macro_rules! fields {
    ($(#[$doc:meta])* $type:ident { $($variant:ident = $name:literal, $form:ident, $example:literal, $what:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $type {
            $(#[doc = $what] $variant,)*
        }

        impl $type {
            /// All of them, as they are offered.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// As it is typed.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What it asks, in a few words.
            pub const fn what(self) -> &'static str {
                match self { $(Self::$variant => $what,)* }
            }

            /// What a part with this field looks like.
            pub const fn example(self) -> &'static str {
                match self { $(Self::$variant => $example,)* }
            }

            /// What stands behind it.
            pub const fn form(self) -> Form {
                match self { $(Self::$variant => Form::$form,)* }
            }

            /// The field of this name.
            pub(super) fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|field| field.name() == name)
            }
        }
    };
}

fields! {
    /// The fields of the lead.
    LeadField {
        Status = "status", Values, "status:submitted", "how far the reviews are";
        Label = "label", Values, "label:contradiction", "a label of an annotation that counts";
        Severity = "severity", Values, "severity:major", "a severity; beside label:, of the same annotation";
        Verdict = "verdict", Values, "verdict:hallucinated", "a verdict of a review that counts";
        Disagreement = "disagreement", Number, "disagreement:>0.5", "how far reviewers are apart, 0 to 1";
        Reviewer = "reviewer", Values, "reviewer:Ada", "someone who did anything with the item";
        Generator = "generator", Values, "generator:model-3", "the model that wrote the sample";
        Batch = "batch", Values, "batch:batch_5", "the batch";
        Kind = "kind", Values, "kind:conversation", "how the sample is laid out";
        Language = "language", Values, "language:en", "the language of the sample";
        Flag = "flag", Values, "flag:yes", "whether a reviewer flagged the item";
        Gold = "gold", Values, "gold:yes", "whether its file gave the right answer";
        Copied = "copied", Number, "copied:>0.5", "part of the sample that stands word for word in a source, 0 to 1";
        Longest = "longest", Number, "longest:>=25", "words of the longest copied run";
        Density = "density", Number, "density:>5", "mean length of the copied run a word stands in";
        Sample = "sample", Words, "sample:harbour", "words of the sample only";
        Source = "source", Words, "source:\"retired from\"", "words of the sources and their titles only";
        Note = "note", Words, "note:\"look again\"", "words of reviewers' notes only";
    }
}

fields! {
    /// The fields of a reviewer.
    OwnField {
        Status = "status", Values, "status:not-started", "how far you are";
        Label = "label", Values, "label:contradiction", "a label of yours, in a review you handed in";
        Severity = "severity", Values, "severity:major", "a severity of yours; beside label:, of the same annotation";
        Verdict = "verdict", Values, "verdict:hallucinated", "your verdict";
        Flag = "flag", Values, "flag:yes", "whether you flagged the item";
        Kind = "kind", Values, "kind:conversation", "how the sample is laid out";
        Language = "language", Values, "language:en", "the language of the sample";
        Sample = "sample", Words, "sample:harbour", "words of the sample only";
        Source = "source", Words, "source:\"retired from\"", "words of the sources and their titles only";
        Note = "note", Words, "note:\"look again\"", "words of your own notes only";
    }
}
