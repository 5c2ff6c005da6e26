//! Coming to know the province's gateway.
//!
//! ```text
//! begin ─► Claim        the desk's key is on the disk before anybody hears of it
//!             │ over the road, in `link`: both sides show that they know the code
//!          finish       the gateway's root key is pinned
//! ```
//!
//! The key is the same each time, so that an enrolment whose answer was lost is simply tried again.

use std::sync::Arc;

use domain::actor::Actor;
use link::{Endpoint, Enrolled, LinkError};
use machine::failpoint;
use seal::{EnrolmentCode, Fingerprint, SigningKey};
use serde_json::json;
use store::gateway::{self, Enrolment, GatewayClock, GatewayRow};
use store::{Tx, View, desk_key, desk_row, parcels};
use wire::enrolment::{self as wire_enrolment, Claim, Welcome};
use wire::keys::KeyRing;
use wire::known::Known;

use crate::delivery::Delivery;
use crate::error::DeskError;
use crate::journal::Entry;
use crate::session::Desk;
use crate::sync;

/// Where a gateway is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Door {
    /// Its address, such as `https://nopho.langson.gov.vn`.
    pub url: String,
    /// PEM certificates to believe for it; `None`: those that the machine has.
    pub ca: Option<String>,
}

/// Enrols the desk at the gateway behind the door, with the code that the province read out. When the
/// answer was lost on the way, the same code may be used again.
///
/// # Errors
/// `StillWaiting`, `AlreadySyncing`, or why the gateway was not reached or refuses.
pub fn enrol(
    desk: &Arc<Desk>,
    actor: Actor,
    door: &Door,
    code: &EnrolmentCode,
) -> Result<(), DeskError> {
    let endpoint = Endpoint::parse(&door.url).map_err(LinkError::from)?;
    let _nobody_delivers = sync::only_one(desk)?;
    let road = sync::road_to(&endpoint, door, &Delivery::new(desk, actor)?)?;
    let claim = begin(desk, actor, code)?;
    let enrolled = link::enrol(&road, code, &claim)?;
    let door = Door { url: endpoint.to_string(), ca: door.ca.clone() };
    finish(desk, actor, &door, &enrolled)
}

/// Makes what the desk says of itself, for the gateway whose code it is.
///
/// # Errors
/// `StillWaiting` when the desk is enrolled at another gateway and something still waits for that
/// one: it would never get there.
pub fn begin(desk: &Desk, actor: Actor, code: &EnrolmentCode) -> Result<Claim, DeskError> {
    let seed = desk.world.bytes()?;
    let key = desk.store.act("ask to be enrolled", |tx| {
        refuse_to_leave(&tx.view(), code.root())?;
        key_in(desk, tx, actor, seed)
    })?;
    failpoint::pass("enrol.key-kept");
    let (row, (instance_id, epoch)) = (desk.row(), desk.life());
    Ok(Claim {
        format: wire_enrolment::FORMAT,
        desk_id: row.desk,
        kind: Known::Word(row.kind),
        prefix: row.prefix.clone(),
        name: row.name.clone(),
        key: key.public(),
        instance_id,
        epoch,
        asked: desk.reading(),
    })
}

/// What waits for one gateway must not be stranded by going to another.
fn refuse_to_leave(view: &View<'_>, root: Fingerprint) -> Result<(), DeskError> {
    let Some(now) = gateway::get(view)? else { return Ok(()) };
    let is_same = now.enrolment.root.fingerprint() == root;
    let waiting = parcels::open(view)?.len();
    if is_same || waiting == 0 { Ok(()) } else { Err(DeskError::StillWaiting { waiting }) }
}

fn key_in(desk: &Desk, tx: &Tx<'_>, actor: Actor, seed: [u8; 32]) -> Result<SigningKey, DeskError> {
    if let Some(key) = desk_key::get(&tx.view())? {
        return Ok(key);
    }
    let key = SigningKey::from_seed(&seed);
    let stamp = desk.stamp(tx, actor)?;
    desk_key::insert(tx, &key, &stamp)?;
    let detail = json!({ "key": key.public() });
    desk.enter(tx, &stamp, Entry { detail, ..Entry::of("desk-key.made") })?;
    Ok(key)
}

/// Pins the gateway that has shown that it knows the code. Both sides are compared before anything
/// is sent, and the feed begins anew.
///
/// # Errors
/// `StillWaiting` when somebody queued something for another gateway meanwhile.
pub fn finish(
    desk: &Desk,
    actor: Actor,
    door: &Door,
    enrolled: &Enrolled,
) -> Result<(), DeskError> {
    let Enrolled { welcome, keys, offset_ms } = enrolled;
    let clock = GatewayClock { offset_ms: *offset_ms, heard: welcome.now_ms };
    let now = desk.world.clock.now();
    desk.store.act("enrol the desk", |tx| {
        let root = welcome.root.fingerprint();
        refuse_to_leave(&tx.view(), root)?;
        let before = gateway::get(&tx.view())?;
        let (keys, keys_serial) = newest_keys(before.as_ref(), welcome, keys);
        let stamp = desk.stamp(tx, actor)?;
        let row = Enrolment {
            url: door.url.clone(),
            ca: door.ca.clone(),
            root: welcome.root,
            keys,
            keys_serial,
            name: welcome.name.clone(),
            agency: welcome.agency.clone(),
            stamp,
        };
        gateway::put(tx, &row)?;
        gateway::set_clock(tx, clock)?;
        desk_row::set_clock(tx, now)?;
        let detail = json!({ "gateway": root, "agency": welcome.agency, "url": door.url });
        Ok::<_, DeskError>(desk.enter(
            tx,
            &stamp,
            Entry { detail, ..Entry::of("desk.enrolled") },
        )?)
    })?;
    failpoint::pass("enrol.done");
    desk.set_gateway_clock(Some(clock), now);
    Ok(())
}

/// The list of keys that counts: never an older one of the same root than the desk has seen.
fn newest_keys(before: Option<&GatewayRow>, welcome: &Welcome, keys: &KeyRing) -> (String, u32) {
    let seen = before.map(|row| &row.enrolment).filter(|seen| seen.root == welcome.root);
    match seen {
        Some(seen) if seen.keys_serial > keys.serial() => (seen.keys.clone(), seen.keys_serial),
        _ => (welcome.keys.clone(), keys.serial()),
    }
}
