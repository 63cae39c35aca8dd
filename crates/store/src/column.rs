//! Columns of a row as words of the domain, and the few ways in which queries are run.

use crate::error::StoreError;
use rusqlite::types::{FromSql, Type, ValueRef};
use rusqlite::{CachedStatement, Connection, OptionalExtension as _, Params, Row};
use serde::{Serialize, de::DeserializeOwned};

/// Why a column could not be read: the file holds what no program of ours wrote there.
fn damaged(column: usize, kind: Type, error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, kind, Box::new(error))
}

/// JSON of a column.
pub(crate) fn json<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let text = row.get_ref(column)?.as_str()?;
    serde_json::from_str(text).map_err(|error| damaged(column, Type::Text, error))
}

/// JSON of a column, or the default where it is null.
pub(crate) fn json_or_default<T: DeserializeOwned + Default>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    match row.get_ref(column)? {
        ValueRef::Null => Ok(T::default()),
        _ => json(row, column),
    }
}

/// A value with its name in files.
pub(crate) fn named<T>(row: &Row<'_>, column: usize, parse: impl Fn(&str) -> Option<T>) -> rusqlite::Result<T> {
    let name = row.get_ref(column)?.as_str()?;
    parse(name).ok_or_else(|| rusqlite::Error::InvalidColumnType(column, name.to_owned(), Type::Text))
}

/// A count, which is never negative.
pub(crate) fn count(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    let number: i64 = row.get(column)?;
    u64::try_from(number).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(column, number))
}

/// As stored; the largest number SQLite knows is 2^63 - 1.
pub(crate) fn stored(number: u64) -> Result<i64, StoreError> {
    i64::try_from(number).map_err(|_| StoreError::NumberTooLarge { number })
}

/// The JSON form of a value, which all words of the domain have.
pub(crate) fn to_json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// JSON, or null for what says nothing.
pub(crate) fn json_unless<T: Serialize>(value: &T, empty: bool) -> Option<String> {
    (!empty).then(|| to_json(value))
}

/// The ways in which every table runs its queries.
pub(crate) trait Queries {
    /// Prepared once for each connection.
    fn cached(&self, sql: &str) -> Result<CachedStatement<'_>, StoreError>;

    /// Changes rows; gives their number.
    fn run(&self, sql: &str, parameters: impl Params) -> Result<usize, StoreError> {
        Ok(self.cached(sql)?.execute(parameters)?)
    }

    /// The only row, if there is one.
    fn one<T>(
        &self,
        sql: &str,
        parameters: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, StoreError> {
        Ok(self.cached(sql)?.query_row(parameters, read).optional()?)
    }

    /// The first column of the only row.
    fn value<T: FromSql>(&self, sql: &str, parameters: impl Params) -> Result<Option<T>, StoreError> {
        self.one(sql, parameters, |row| row.get(0))
    }

    /// All rows: only where they are few.
    fn all<T>(
        &self,
        sql: &str,
        parameters: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let mut statement = self.cached(sql)?;
        let rows = statement.query_map(parameters, read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Row after row, however many there are.
    fn each<E: From<StoreError>>(
        &self,
        sql: &str,
        parameters: impl Params,
        mut row_read: impl FnMut(&Row<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut statement = self.cached(sql)?;
        let mut rows = statement.query(parameters).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            row_read(row)?;
        }
        Ok(())
    }
}

impl Queries for Connection {
    fn cached(&self, sql: &str) -> Result<CachedStatement<'_>, StoreError> {
        Ok(self.prepare_cached(sql)?)
    }
}
