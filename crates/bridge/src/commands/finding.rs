//! Looking dossiers up.

use desk::finding::{self, Filter, Order, Search};
use serde::Deserialize;
use ts_rs::TS;

use super::names::procedure_name;
use crate::error::UiError;
use crate::host::Host;
use crate::reply::Found;
use crate::words::Words;

/// Rows of the longest page.
const LONGEST_PAGE: u32 = 500;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Find {
    query: String,
    filter: Wanted,
    offset: u32,
    limit: u32,
}

/// Which dossiers are looked through.
#[derive(Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "Filter")]
pub(crate) enum Wanted {
    All,
    Draft,
    Waiting,
    Delivered,
    Supplement,
    Result,
    SetAside,
    Discarded,
}

impl From<Wanted> for Filter {
    fn from(wanted: Wanted) -> Self {
        match wanted {
            Wanted::All => Self::All,
            Wanted::Draft => Self::Draft,
            Wanted::Waiting => Self::Waiting,
            Wanted::Delivered => Self::Delivered,
            Wanted::Supplement => Self::Supplement,
            Wanted::Result => Self::Result,
            Wanted::SetAside => Self::SetAside,
            Wanted::Discarded => Self::Discarded,
        }
    }
}

pub(crate) fn find(host: &Host, words: &Words, args: Find) -> Result<Found, UiError> {
    let search = Search {
        filter: args.filter.into(),
        terms: finding::terms(&args.query),
        order: Order::NewestFirst,
        offset: args.offset,
        limit: args.limit.min(LONGEST_PAGE),
    };
    host.with_desk(|desk, _| {
        let found = finding::find(desk, &search)?;
        let row = |row| words.row(row, |code| procedure_name(desk, code, words.language()));
        Ok(Found { total: found.total, rows: found.rows.iter().map(row).collect() })
    })
}
