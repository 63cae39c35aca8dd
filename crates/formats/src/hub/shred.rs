//! Nested rows into Parquet columns: each leaf gets its values with definition and repetition levels
//! (the record shredding of Dremel, Melnik et al. 2010), so that nothing but the `parquet` crate is needed.

use parquet::basic::{Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::{ParquetError, Result};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;
use serde_json::Value;
use std::io::Write;

/// The values of one leaf.
enum Values {
    Text(Vec<ByteArray>),
    Whole(Vec<i64>),
    Real(Vec<f64>),
    Truth(Vec<bool>),
}

/// A leaf on its way to the file.
struct Leaf {
    values: Values,
    definition: Vec<i16>,
    repetition: Vec<i16>,
}

/// Rows held until they are worth a row group.
pub(super) struct Rows {
    schema: Type,
    leaves: Vec<Leaf>,
    /// About how many bytes are held.
    pub(super) bytes: usize,
    pub(super) count: usize,
}

/// Where in the tree a value stands.
#[derive(Clone, Copy)]
struct Level {
    definition: i16,
    repetition: i16,
    /// The repetition level of the innermost list around it.
    lists: i16,
}

impl Rows {
    pub(super) fn new(schema: &Type) -> Result<Self> {
        let mut leaves = Vec::new();
        collect(schema, &mut leaves)?;
        Ok(Self { schema: schema.clone(), leaves, bytes: 0, count: 0 })
    }

    /// Takes a row: an object with a field for each column; what is missing is null.
    pub(super) fn push(&mut self, row: &Value) -> Result<()> {
        let mut at = 0;
        for field in self.schema.get_fields() {
            let start = Level { definition: 0, repetition: 0, lists: 0 };
            shred(field, row.get(field.name()), start, &mut self.leaves, &mut at, &mut self.bytes)?;
        }
        self.count += 1;
        Ok(())
    }

    /// Writes what is held as one row group.
    pub(super) fn flush<W: Write + Send>(&mut self, file: &mut SerializedFileWriter<W>) -> Result<()> {
        if self.count == 0 {
            return Ok(());
        }
        let mut group = file.next_row_group()?;
        for leaf in &mut self.leaves {
            let Some(mut column) = group.next_column()? else { break };
            let (definition, repetition) = (Some(&leaf.definition[..]), Some(&leaf.repetition[..]));
            match &mut leaf.values {
                Values::Text(values) => {
                    column.typed::<ByteArrayType>().write_batch(values, definition, repetition)?;
                    values.clear();
                }
                Values::Whole(values) => {
                    column.typed::<Int64Type>().write_batch(values, definition, repetition)?;
                    values.clear();
                }
                Values::Real(values) => {
                    column.typed::<DoubleType>().write_batch(values, definition, repetition)?;
                    values.clear();
                }
                Values::Truth(values) => {
                    column.typed::<BoolType>().write_batch(values, definition, repetition)?;
                    values.clear();
                }
            }
            column.close()?;
            leaf.definition.clear();
            leaf.repetition.clear();
        }
        group.close()?;
        (self.bytes, self.count) = (0, 0);
        Ok(())
    }
}

fn collect(node: &Type, leaves: &mut Vec<Leaf>) -> Result<()> {
    if node.is_group() {
        return node.get_fields().iter().try_for_each(|field| collect(field, leaves));
    }
    let values = match node.get_physical_type() {
        Physical::BYTE_ARRAY => Values::Text(Vec::new()),
        Physical::INT64 => Values::Whole(Vec::new()),
        Physical::DOUBLE => Values::Real(Vec::new()),
        Physical::BOOLEAN => Values::Truth(Vec::new()),
        Physical::INT32 | Physical::INT96 | Physical::FLOAT | Physical::FIXED_LEN_BYTE_ARRAY => {
            return Err(ParquetError::General(format!("the column {} has a type that is not written", node.name())));
        }
    };
    leaves.push(Leaf { values, definition: Vec::new(), repetition: Vec::new() });
    Ok(())
}

/// Gives every leaf below `node` its part of `value`; `at` is the number of the next leaf.
fn shred(
    node: &Type,
    value: Option<&Value>,
    level: Level,
    leaves: &mut [Leaf],
    at: &mut usize,
    bytes: &mut usize,
) -> Result<()> {
    let value = value.filter(|value| !value.is_null());
    let is_optional = node.get_basic_info().repetition() == Repetition::OPTIONAL;
    let Some(value) = value else {
        if is_optional {
            absent(node, level, leaves, at);
            return Ok(());
        }
        return Err(ParquetError::General(format!("the column {} has no value", node.name())));
    };
    let inside = Level { definition: level.definition + i16::from(is_optional), ..level };
    if node.is_primitive() {
        let leaf = &mut leaves[*at];
        *at += 1;
        leaf.definition.push(inside.definition);
        leaf.repetition.push(inside.repetition);
        *bytes += leaf.push(value, node.name())?;
        return Ok(());
    }
    if let [repeated] = node.get_fields()
        && repeated.get_basic_info().repetition() == Repetition::REPEATED
    {
        return list(repeated, value, inside, leaves, at, bytes);
    }
    for field in node.get_fields() {
        shred(field, value.get(field.name()), inside, leaves, at, bytes)?;
    }
    Ok(())
}

/// A list: a repeated group of one element.
fn list(
    repeated: &Type,
    value: &Value,
    level: Level,
    leaves: &mut [Leaf],
    at: &mut usize,
    bytes: &mut usize,
) -> Result<()> {
    let element = repeated.get_fields().first();
    let (Some(element), Some(values)) = (element, value.as_array()) else {
        return Err(ParquetError::General(format!("the column {} is no list", repeated.name())));
    };
    if values.is_empty() {
        absent(element, level, leaves, at);
        return Ok(());
    }
    let (first, lists) = (*at, level.lists + 1);
    for (index, value) in values.iter().enumerate() {
        *at = first;
        let repetition = if index == 0 { level.repetition } else { lists };
        let inside = Level { definition: level.definition + 1, repetition, lists };
        shred(element, Some(value), inside, leaves, at, bytes)?;
    }
    Ok(())
}

/// Nothing for every leaf below `node`.
fn absent(node: &Type, level: Level, leaves: &mut [Leaf], at: &mut usize) {
    if node.is_group() {
        node.get_fields().iter().for_each(|field| absent(field, level, leaves, at));
        return;
    }
    let leaf = &mut leaves[*at];
    *at += 1;
    leaf.definition.push(level.definition);
    leaf.repetition.push(level.repetition);
}

impl Leaf {
    /// Takes a value, and tells about how many bytes it holds.
    fn push(&mut self, value: &Value, name: &str) -> Result<usize> {
        let wrong = || ParquetError::General(format!("the column {name} cannot hold {value}"));
        match &mut self.values {
            Values::Text(values) => {
                let text = value.as_str().ok_or_else(wrong)?;
                values.push(ByteArray::from(text));
                return Ok(text.len() + 40);
            }
            Values::Whole(values) => values.push(value.as_i64().ok_or_else(wrong)?),
            Values::Real(values) => values.push(value.as_f64().ok_or_else(wrong)?),
            Values::Truth(values) => values.push(value.as_bool().ok_or_else(wrong)?),
        }
        Ok(12)
    }
}
