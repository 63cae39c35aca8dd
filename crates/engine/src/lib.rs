//! The use cases of Touchstone: the only place that combines domain, analysis, store and formats.
