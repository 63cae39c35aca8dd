//! Words and rules of review: texts, spans, labels, events, folding, blindness.
