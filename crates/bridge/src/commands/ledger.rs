//! The ledger of receipts, shown and written.

use std::path::PathBuf;

use chrono::NaiveDate;
use desk::ledger::{self, Sought};
use serde::Deserialize;

use crate::error::UiError;
use crate::host::Host;
use crate::ledger::{Days, Names, line};
use crate::reply::{Ledger, LedgerWritten};
use crate::words::Words;

/// Rows of the longest page.
const LONGEST_PAGE: u32 = 500;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Find {
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    query: String,
    offset: u32,
    limit: u32,
}

pub(crate) fn find(host: &Host, words: &Words, args: Find) -> Result<Ledger, UiError> {
    let Find { from, until, query, offset, limit } = args;
    let sought = Sought { from, until, query, offset, limit: limit.min(LONGEST_PAGE) };
    host.with_desk(|desk, _| {
        let found = ledger::look(desk, &sought)?;
        let rows = found.entries.iter().map(|entry| line(desk, words, entry)).collect();
        Ok(Ledger { total: found.total, rows })
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Write {
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    /// Whether residents are named in it.
    #[serde(default)]
    names: bool,
    path: PathBuf,
}

pub(crate) fn write(host: &Host, args: Write) -> Result<LedgerWritten, UiError> {
    let names = if args.names { Names::Shown } else { Names::LeftOut };
    host.write_ledger(Days { from: args.from, until: args.until }, names, &args.path)
}
