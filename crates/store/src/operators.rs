//! The people who work at this desk.

use domain::ids::OperatorId;
use domain::kinds::Role;
use domain::text::Line;
use sqlite::{Alter, Ask};

use crate::error::StoreError;
use crate::row::{Binds, id, text};
use crate::store::{Tx, View};

/// A person who works at this desk.
#[derive(Clone)]
pub struct OperatorRow {
    /// Their id, for life.
    pub operator: OperatorId,
    /// Their name, as the receipts print it.
    pub name: Line,
    /// What they may do.
    pub role: Role,
}

/// Adds a person to the desk.
pub fn insert(tx: &Tx<'_>, row: &OperatorRow) -> Result<(), StoreError> {
    let binds = Binds::new()
        .id(":operator_id", &row.operator)
        .text(":name", row.name.as_str())
        .word(":role", row.role);
    let sql = "
        INSERT INTO operators (operator_id, name, role, is_active)
        VALUES (:operator_id, :name, :role, 1)";
    tx.run(sql, &*binds.params(), "add an operator").map(drop)
}

/// The people who may sign in, in the order in which they came.
pub fn active(view: &View<'_>) -> Result<Vec<OperatorRow>, StoreError> {
    let sql = "
        SELECT operator_id, name, role
        FROM operators
        WHERE is_active = 1
        ORDER BY rowid";
    let read = |row: &rusqlite::Row<'_>| {
        Ok(OperatorRow {
            operator: id(row, "operator_id")?,
            name: Line::new(&row.get::<_, String>("name")?),
            role: text(row, "role")?,
        })
    };
    view.all(sql, [], read, "read the operators")
}
