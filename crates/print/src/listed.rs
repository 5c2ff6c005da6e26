//! The rows of a list on a declaration: people of a household, witnesses.

use catalogue::SheetTable;

use crate::clean::clean;
use crate::flow::Block;
use crate::setting::{Setting, Stand};
use crate::table::{Column, Table};
use crate::words::Words;

/// The part of the width that the numbers take.
const NUMBERS: f32 = 0.07;
/// A row with room for the hand is this high, in sizes of the letters of the page.
const TO_WRITE_IN: f32 = 2.0;

/// The table's blocks; what is not known is left empty.
pub(crate) fn listed(setting: &Setting, words: &Words, list: &SheetTable) -> Vec<Block> {
    let titles: Vec<_> = list.columns.iter().map(|column| clean(&column.label)).collect();
    let shares = list.columns.iter().map(|column| f32::from(column.width));
    let whole: f32 = shares.clone().sum();
    let numbers = list.is_numbered.then_some(Column {
        share: whole * NUMBERS / (1.0 - NUMBERS),
        title: &words.receipt.number_column,
        stand: Stand::Centre,
    });
    let columns = titles.iter().zip(shares);
    let columns = columns.map(|(title, share)| Column { share, title, stand: Stand::Left });
    let row = |(index, cells): (usize, &Vec<Option<String>>)| {
        let number = list.is_numbered.then(|| (index + 1).to_string());
        let cells = cells.iter().map(|cell| cell.as_deref().map(clean).unwrap_or_default());
        number.into_iter().chain(cells).collect()
    };
    let table = Table {
        columns: numbers.into_iter().chain(columns).collect(),
        over: None,
        rows: list.rows.iter().enumerate().map(row).collect(),
        to_write_in: setting.measures.body * TO_WRITE_IN,
    };
    setting.table(&table, setting.measures.small)
}
