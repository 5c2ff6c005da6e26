//! How an action is entered into the journal.

use domain::ids::DossierId;
use domain::moment::Stamp;
use machine::failpoint;
use seal::{DossierMac, Identity};
use serde_json::Value;
use store::journal::{self, Act};
use store::{StoreError, Tx};

use crate::session::Desk;

/// Saves of one draft by one person are entered at most this often: typing is not evidence, the
/// sealed revision is.
const SAVES_APART_MS: i64 = 10 * 60 * 1000;

/// What an entry says besides who and when.
pub(crate) struct Entry<'a> {
    pub(crate) act: &'static str,
    pub(crate) dossier: Option<DossierId>,
    pub(crate) before: Option<Content<'a>>,
    pub(crate) after: Option<Content<'a>>,
    pub(crate) detail: Value,
}

/// Content that is entered as its HMAC under the dossier's own key, which dies with the dossier.
pub(crate) struct Content<'a> {
    pub(crate) identity: &'a Identity,
    pub(crate) bytes: &'a [u8],
}

impl Entry<'_> {
    /// An entry about a dossier without content.
    pub(crate) fn about(act: &'static str, dossier: DossierId) -> Self {
        Self { dossier: Some(dossier), ..Self::of(act) }
    }

    /// An entry about no dossier.
    pub(crate) fn of(act: &'static str) -> Self {
        let detail = Value::Object(serde_json::Map::new());
        Self { act, dossier: None, before: None, after: None, detail }
    }
}

impl Desk {
    /// Enters an act within its own transaction.
    pub(crate) fn enter(
        &self,
        tx: &Tx<'_>,
        stamp: &Stamp,
        entry: Entry<'_>,
    ) -> Result<(), StoreError> {
        let mac = |content: Content<'_>| DossierMac::new(content.identity).of(content.bytes);
        let act = Act {
            name: entry.act,
            dossier: entry.dossier,
            before: entry.before.map(mac),
            after: entry.after.map(mac),
            detail: entry.detail,
            stamp,
        };
        journal::append(tx, &self.journal_key, &act)?;
        failpoint::pass("journal.entered");
        Ok(())
    }
}

/// Whether a save of a draft deserves an entry of its own.
pub(crate) fn save_is_entered(
    tx: &Tx<'_>,
    dossier: DossierId,
    stamp: &Stamp,
) -> Result<bool, StoreError> {
    let last = journal::last_of(&tx.view(), dossier, "draft.saved")?;
    Ok(last.is_none_or(|last| is_apart(&last, stamp)))
}

fn is_apart(last: &Stamp, now: &Stamp) -> bool {
    let quiet_ms = now.reading.clock.since(last.reading.clock);
    // A clock that ran backwards must not silence the journal.
    last.operator != now.operator || !(0..SAVES_APART_MS).contains(&quiet_ms)
}
