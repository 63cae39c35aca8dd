//! Bytes to domain and back, one module a format.
