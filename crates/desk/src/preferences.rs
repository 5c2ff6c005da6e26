//! How the window looks to whoever works at this desk: words by name, which nothing here reads.

use std::collections::BTreeMap;

use store::{StoreError, preferences};

use crate::error::DeskError;
use crate::session::Desk;

/// Everything that was chosen, by name.
pub fn all(desk: &Desk) -> Result<BTreeMap<String, String>, DeskError> {
    let all: Result<_, StoreError> = desk.store.look(preferences::all);
    Ok(all?)
}

/// Keeps what was chosen, over what was chosen before.
pub fn keep<'a>(
    desk: &Desk,
    chosen: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Result<(), DeskError> {
    let kept: Result<(), StoreError> = desk.store.act("keep the preferences", |tx| {
        chosen.into_iter().try_for_each(|(name, value)| preferences::put(tx, name, value))
    });
    Ok(kept?)
}
