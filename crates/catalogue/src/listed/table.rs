//! A CSV file with its headings, row by row.

use std::collections::BTreeMap;

use domain::text::nfc;

use super::fault::{ListFault, ListFile};
use super::unread::{Unread, WhyUnread};

/// The most that is read of one file, in bytes.
const LONGEST: usize = 64 << 20;

/// A table that was read: rows of the columns that are known.
pub(super) struct Table {
    file: ListFile,
    pub(super) rows: Vec<Row>,
    pub(super) unread: Vec<Unread>,
}

/// One row: its number in the file, and its cells by heading.
pub(super) struct Row {
    pub(super) number: usize,
    cells: BTreeMap<&'static str, String>,
}

impl Row {
    /// What stands in a column; empty where the file has none.
    pub(super) fn get(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// The same without the blanks around it.
    pub(super) fn trimmed(&self, column: &str) -> String {
        self.get(column).trim().to_owned()
    }
}

/// The text of a file, which must be Unicode.
pub(super) fn text(file: ListFile, bytes: &[u8]) -> Result<&str, ListFault> {
    if bytes.len() > LONGEST {
        return Err(ListFault::TooLong { file, most: LONGEST });
    }
    let text = str::from_utf8(bytes).map_err(|_| ListFault::NotUtf8 { file })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

impl Table {
    /// Reads a file with at least the `needed` of these columns.
    pub(super) fn read(
        file: ListFile,
        bytes: &[u8],
        (needed, others): (&'static [&'static str], &'static [&'static str]),
    ) -> Result<Self, ListFault> {
        let text = text(file, bytes)?;
        let broken = |row| ListFault::Broken { file, row };
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let headings = reader.headers().map_err(|_| broken(1))?.clone();
        if let Some(column) = needed.iter().find(|column| !headings.iter().any(|h| h == **column)) {
            return Err(ListFault::NoColumn { file, column });
        }
        let known = |heading: &str| needed.iter().chain(others).find(|known| **known == heading);
        let columns: Vec<_> = headings.iter().map(|heading| known(heading).copied()).collect();
        let mut table = Self { file, rows: Vec::new(), unread: Vec::new() };
        let strange = headings.iter().zip(&columns).filter(|(_, known)| known.is_none());
        for (heading, _) in strange {
            table.note((WhyUnread::UnknownColumn, 1), "", heading, heading);
        }
        for (place, record) in reader.records().enumerate() {
            let number = place + 2;
            let record = record.map_err(|_| broken(number))?;
            table.take(number, &columns, &record)?;
        }
        Ok(table)
    }

    fn take(
        &mut self,
        number: usize,
        columns: &[Option<&'static str>],
        record: &csv::StringRecord,
    ) -> Result<(), ListFault> {
        let mut cells = BTreeMap::new();
        for (column, cell) in columns.iter().zip(record) {
            let Some(column) = column else { continue };
            if is_of_an_old_font(cell) {
                return Err(ListFault::OldFont { file: self.file, row: number });
            }
            let composed = nfc(cell);
            if composed != cell {
                let code = record.get(0).unwrap_or_default();
                self.note((WhyUnread::NotComposed, number), code, column, &composed);
            }
            cells.insert(*column, composed);
        }
        self.rows.push(Row { number, cells });
        Ok(())
    }

    /// Notes that something in a row of this file was not read.
    pub(super) fn note(
        &mut self,
        (why, row): (WhyUnread, usize),
        code: &str,
        column: &str,
        text: &str,
    ) {
        let place = format!("{} {column}", self.file.name());
        self.unread.push(Unread { code: code.to_owned(), place, row, text: text.to_owned(), why });
    }
}

/// Signs that stand for Vietnamese letters in the fonts of TCVN 5712 (`.VnTime`), and that no
/// Vietnamese word has between its letters: `Thñ tôc ®¨ng ký`, `Gi¸m hé`.
const OLD_SIGNS: &str = "¨®¸µ¶¹¾¼½Æ©¬ª";

/// Whether a text is written for a font from before Unicode: two such signs within words.
fn is_of_an_old_font(text: &str) -> bool {
    let within = |word: &str| {
        let has_letters = word.chars().filter(|c| c.is_alphabetic()).count() >= 1;
        if has_letters { word.chars().filter(|c| OLD_SIGNS.contains(*c)).count() } else { 0 }
    };
    text.split_whitespace().map(within).sum::<usize>() >= 2
}
