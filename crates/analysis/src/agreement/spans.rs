//! Agreement over spans.
