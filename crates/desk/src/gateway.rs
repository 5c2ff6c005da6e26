//! The gateway at which this desk is enrolled, as far as the desk knows it.

use domain::moment::{Millis, Stamp};
use domain::text::Line;
use seal::{Fingerprint, SigningKey};
pub use store::gateway::Tried;
use store::gateway::{self, GatewayClock, GatewayRow};
use store::{StoreError, View};
use wire::capabilities::Capabilities;
use wire::keys::KeyRing;

use crate::error::DeskError;
use crate::offers::{self, Offered};
use crate::session::Desk;

/// A machine's clock that is further off than this is spoken of.
pub const CLOCK_OFF_MS: i64 = 5 * 60 * 1000;

/// The gateway, for people.
#[derive(Debug, Clone)]
pub struct Known {
    /// Where it is.
    pub url: String,
    /// What people call it.
    pub name: Line,
    /// Code of the agency that runs it.
    pub agency: String,
    /// The fingerprint of its root key.
    pub fingerprint: Fingerprint,
    /// Who enrolled the desk, when.
    pub enrolled: Stamp,
    /// Its clock against the machine's; `None` before its first signed time.
    pub clock: Option<GatewayClock>,
    /// What it takes; `None` before it said so.
    pub capabilities: Option<Capabilities>,
    /// Whether what both sides hold must be compared before anything is sent.
    pub must_compare: bool,
    /// How the last round ended; `None` before the first.
    pub tried: Option<Tried>,
    /// The package of the catalogue that it offers; `None` when it offers none.
    pub catalogue: Option<Offered>,
}

/// What is known of the gateway; `None` while the desk is not enrolled.
pub fn known(desk: &Desk) -> Result<Option<Known>, DeskError> {
    let row: Result<_, StoreError> = desk.store.look(gateway::get);
    let Some(row) = row? else { return Ok(None) };
    let catalogue = offers::offered(desk)?;
    Ok(Some(Known {
        catalogue,
        must_compare: must_compare(desk, &row),
        fingerprint: row.enrolment.root.fingerprint(),
        capabilities: capabilities_of(&row),
        url: row.enrolment.url,
        name: row.enrolment.name,
        agency: row.enrolment.agency,
        enrolled: row.enrolment.stamp,
        clock: row.time,
        tried: row.tried,
    }))
}

/// How far the machine's clock is off, where that is worth speaking of: milliseconds to add to it.
pub fn clock_off(desk: &Desk) -> Option<i64> {
    let offset_ms = desk.reading().offset_ms?;
    (offset_ms.abs() > CLOCK_OFF_MS).then_some(offset_ms)
}

/// The gateway's row.
///
/// # Errors
/// `NotEnrolled`.
pub(crate) fn enrolled(view: &View<'_>) -> Result<GatewayRow, DeskError> {
    gateway::get(view)?.ok_or(DeskError::NotEnrolled)
}

/// The keys that the gateway's root vouches for.
pub(crate) fn keys_of(row: &GatewayRow) -> Result<KeyRing, DeskError> {
    Ok(KeyRing::open(&row.enrolment.keys, &row.enrolment.root, row.enrolment.keys_serial)?)
}

/// What the gateway takes. What a newer gateway says in a way that this version cannot read is as
/// good as not said: the gateway itself refuses what it does not take.
pub(crate) fn capabilities_of(row: &GatewayRow) -> Option<Capabilities> {
    serde_json::from_str(row.capabilities.as_deref()?).ok()
}

/// Whether a backup was restored since both sides were compared, or they never were.
pub(crate) fn must_compare(desk: &Desk, row: &GatewayRow) -> bool {
    row.compared_in != Some(desk.life().0)
}

/// The key with which this desk signs.
///
/// # Errors
/// `NotEnrolled` when there is none yet.
pub(crate) fn signing_key(desk: &Desk) -> Result<SigningKey, DeskError> {
    let key: Result<_, StoreError> = desk.store.look(store::desk_key::get);
    key?.ok_or(DeskError::NotEnrolled)
}

/// The best estimate of the gateway's time: never before this program was built, nor before a time
/// that the gateway has signed.
pub(crate) fn time(desk: &Desk) -> Millis {
    /// 2026-11-01T00:00:00Z: no machine that runs this program lives earlier.
    const BUILT: Millis = Millis::new(1_793_491_200_000);
    let heard = desk.gateway_clock().map_or(BUILT, |clock| clock.heard);
    desk.reading().best().max(BUILT).max(heard)
}
