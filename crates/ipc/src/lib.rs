//! The contract of the window: wire types, sessions, jobs.
