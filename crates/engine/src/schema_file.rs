//! The label schema as a file of its own: what `--schema` takes, and what the lead hands on.

use crate::error::EngineError;
use crate::output::{WrittenFile, write_beside};
use std::path::Path;
use touchstone_domain::label::LabelSchema;

/// Writes a label schema as JSON to `path`. Refuses to overwrite, unless `force`.
pub fn write(path: &Path, schema: &LabelSchema, force: bool) -> Result<WrittenFile, EngineError> {
    schema.check()?;
    let pending = write_beside(path, |out| {
        let refused = |error: std::io::Error| EngineError::files(path, error);
        serde_json::to_writer_pretty(&mut *out, schema).map_err(|error| refused(error.into()))?;
        out.write_all(b"\n").map_err(refused)
    })?;
    pending.put(force)
}
