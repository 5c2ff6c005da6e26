//! Tables on a sheet: a row for each of a list, and empty ones for the hand.

use std::fmt;

use crate::case::Case;
use crate::check::holds;
use crate::laid::rows_of;
use crate::layout::GroupPlan;
use crate::row::in_row;
use crate::sheet_plan::TablePlan;
use crate::spelling::Spelling;

/// A table; its head is said again on each page.
#[derive(Clone, PartialEq, Eq)]
pub struct SheetTable {
    /// The columns, beside the one of the numbers.
    pub columns: Vec<SheetColumn>,
    /// The rows are numbered, those for the hand too.
    pub is_numbered: bool,
    /// One cell for each column; `None` is left empty, to be filled in by hand.
    pub rows: Vec<Vec<Option<String>>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetColumn {
    /// What is asked.
    pub label: String,
    /// Its share of the width, to be held against those of the others.
    pub width: u16,
}

/// The table of a list; nothing where the list is not asked for in this case, and where it would have
/// no row.
pub(crate) fn table(
    plan: &TablePlan,
    group: &GroupPlan,
    spelling: &Spelling<'_>,
    case: &Case<'_>,
) -> Option<SheetTable> {
    let list = group.repeats.as_ref().filter(|_| holds(group.shown.as_ref(), case))?;
    let row = |row: usize| {
        let cells = plan.columns.iter().map(|(_, places)| {
            let places: Vec<_> = places.iter().map(|place| in_row(place, row)).collect();
            spelling.joined(&places)
        });
        cells.collect::<Vec<_>>()
    };
    let mut rows: Vec<_> = (0..rows_of(list, case)).map(row).collect();
    let empty = vec![None; plan.columns.len()];
    rows.resize(rows.len().max(plan.least_rows), empty);
    let columns = plan.columns.iter().map(|(column, _)| column.clone()).collect();
    (!rows.is_empty()).then_some(SheetTable { columns, is_numbered: plan.is_numbered, rows })
}

// What is said of people never reaches a log.
impl fmt::Debug for SheetTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SheetTable({} columns, {} rows)", self.columns.len(), self.rows.len())
    }
}
