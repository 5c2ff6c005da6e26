//! Tables of print files, and that they print the rows of a list of their form.

use super::Read;
use super::records::{ColumnRecord, TableRecord};
use super::sheets::Reader;
use crate::row::{ROW, within};
use crate::sheet_plan::TablePlan;
use crate::sheet_table::SheetColumn;

/// The most rows that are left to the hand.
const MOST_EMPTY: usize = 60;

/// Reads a table and looks up every place.
pub(super) fn table(reader: &Reader<'_>, at: &str, table: TableRecord) -> Read<TablePlan> {
    let lists = reader.own().repeated();
    if !lists.into_iter().any(|(_, list)| list.at == table.each) {
        return reader.refuse(at, &format!("no group repeats at {}", table.each));
    }
    if table.least_rows > MOST_EMPTY || table.columns.is_empty() {
        return reader.refuse(at, "a table has columns, and at most 60 rows for the hand");
    }
    let each = &table.each;
    let columns = table.columns.into_iter().enumerate();
    let columns =
        columns.map(|(place, one)| column(reader, &format!("{at}/columns/{place}"), each, one));
    Ok(TablePlan {
        columns: columns.collect::<Read<_>>()?,
        each: table.each.clone(),
        is_numbered: table.numbered,
        least_rows: table.least_rows,
    })
}

fn column(
    reader: &Reader<'_>,
    at: &str,
    each: &str,
    column: ColumnRecord,
) -> Read<(SheetColumn, Vec<String>)> {
    let paths = match (column.path, column.paths) {
        (Some(path), None) => vec![path],
        (None, Some(paths)) if !paths.is_empty() => paths,
        _ => return reader.refuse(at, "one of path and paths"),
    };
    for path in &paths {
        if within(path, each).and_then(|rest| within(rest, ROW)).is_none() {
            return reader.refuse(at, &format!("{path} is in no row of {each}"));
        }
        reader.is_known(at, path)?;
    }
    if column.width == 0 {
        return reader.refuse(at, "a column without width");
    }
    Ok((SheetColumn { label: reader.words(at, &column.label)?, width: column.width }, paths))
}
