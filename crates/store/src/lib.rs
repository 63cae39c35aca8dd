//! The project file: SQLite, nothing else.
