//! Tests of the project file through its public face.
