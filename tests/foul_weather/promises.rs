//! What must be so once nothing waits any more, whatever the weather was.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use desk::comparison;
use desk::dossiers::{self, Whole};
use desk::rows::RevisionRow;
use domain::ids::{DossierId, Id, SubmissionId};
use domain::kinds::ParcelState;
use link::ports::PartSource;
use portal::acts::listing;
use portal::sealed;
use portal::store::{parts, revisions};
use seal::Sha256;
use testkit::{SeededLuck, TestDossier};

use crate::desk::Desk;
use crate::province::Province;

/// A revision that somebody holds to be delivered.
type Held = (DossierId, SubmissionId, Sha256);

/// Tells which promise was broken.
pub fn kept(desk: &Desk, province: &Province) -> Result<(), String> {
    for dossier in &desk.dossiers {
        let whole = dossiers::show(&desk.desk, dossier.dossier).unwrap();
        one_receipt_each(&whole)?;
        for (revision, _) in &whole.revisions {
            arrived_once(province, revision)?;
            same_bytes(desk, province, &whole, revision)?;
        }
        every_page(province, dossier)?;
    }
    both_agree(&believed(desk), &listed(desk, province)?)
}

fn one_receipt_each(whole: &Whole) -> Result<(), String> {
    let mut receipts: Vec<[u8; 16]> = whole.receipts.iter().map(|receipt| receipt.key).collect();
    let keys = whole.revisions.iter().map(|(revision, _)| *revision.submission.as_bytes());
    let mut sealed: Vec<[u8; 16]> = keys.collect();
    receipts.sort_unstable();
    sealed.sort_unstable();
    if receipts == sealed {
        return Ok(());
    }
    Err(format!("{} receipts for {} revisions", receipts.len(), sealed.len()))
}

fn arrived_once(province: &Province, revision: &RevisionRow) -> Result<(), String> {
    let look = |view: &portal::store::View<'_>| {
        let row = revisions::get(view, revision.submission)?;
        Ok::<_, portal::PortalError>((row, revisions::deliveries(view, &revision.manifest_hash)?))
    };
    match province.gateway.store().look(look).unwrap() {
        (Some(row), 1) if row.delivered.is_some() && row.receipt.is_some() => Ok(()),
        (row, deliveries) => Err(format!(
            "the gateway has {deliveries} deliveries of {}, and a receipt: {:?}",
            revision.submission,
            row.map(|row| row.receipt.is_some())
        )),
    }
}

/// Each part at the gateway, read back, is what the desk sealed.
fn same_bytes(
    desk: &Desk,
    province: &Province,
    whole: &Whole,
    revision: &RevisionRow,
) -> Result<(), String> {
    let parcel = whole.parcels.iter().find(|row| row.submission == Some(revision.submission));
    let parcel = parcel.ok_or("a revision without a parcel")?.parcel;
    let delivery = desk.desk.delivery();
    let held = held_parts(province, revision.submission);
    let frozen = &whole.revisions.iter().find(|(row, _)| row.submission == revision.submission);
    let count = frozen.map_or(0, |(_, parts)| parts.len());
    if held.len() != count {
        return Err(format!("{} parts arrived of {count}", held.len()));
    }
    for (number, there) in held {
        let mut here = vec![];
        delivery.open(parcel, number, 0).unwrap().read_to_end(&mut here).unwrap();
        if here != there {
            return Err(format!("part {number} differs: {} and {}", here.len(), there.len()));
        }
    }
    Ok(())
}

fn held_parts(province: &Province, submission: SubmissionId) -> BTreeMap<u32, Vec<u8>> {
    let gateway = &province.gateway;
    let rows = gateway.store().look(|view| parts::of(view, submission)).unwrap();
    let form = gateway.store().look(|view| revisions::frozen(view, submission)).unwrap();
    let bytes = |file: Option<String>| match file {
        Some(file) => sealed::read(gateway, &file).unwrap(),
        None => form.as_ref().unwrap().form.clone(),
    };
    rows.into_iter().map(|row| (row.number, bytes(row.file))).collect()
}

/// Each page that a clerk handed over is there, as it was handed over.
fn every_page(province: &Province, dossier: &TestDossier) -> Result<(), String> {
    let held = held_parts(province, dossier.submission.ok_or("it was never submitted")?);
    let is_there = |bytes: &Vec<u8>| held.values().any(|part| part == bytes);
    if dossier.pages.iter().all(|(_, bytes)| is_there(bytes)) {
        return Ok(());
    }
    Err("a page is not at the gateway as it was handed over".to_owned())
}

/// The comparison that a clerk asks for finds nothing; tells how many revisions are alike.
pub fn clerk_sees_no_difference(desk: &Desk) -> Result<u64, String> {
    let found = comparison::look(desk.desk.shared(), desk.desk.actor());
    let found = found.map_err(|error| format!("both sides were not compared: {error:?}"))?;
    let revisions: usize = desk
        .dossiers
        .iter()
        .map(|it| dossiers::show(&desk.desk, it.dossier).unwrap().revisions.len())
        .sum();
    if found.differences.is_empty() && found.equal == revisions as u64 {
        return Ok(found.equal);
    }
    Err(format!("of {revisions} revisions {} are alike: {:?}", found.equal, found.differences))
}

/// What the desk believes to be delivered.
fn believed(desk: &Desk) -> BTreeSet<Held> {
    let wholes = desk.dossiers.iter().map(|it| dossiers::show(&desk.desk, it.dossier).unwrap());
    let delivered = |whole: Whole| {
        let parcels = whole.parcels.into_iter();
        let done = parcels.filter(|parcel| parcel.state == ParcelState::Delivered);
        let done: BTreeSet<_> = done.filter_map(|parcel| parcel.submission).collect();
        let revisions = whole.revisions.into_iter().map(|(revision, _)| revision);
        let held = revisions.filter(move |revision| done.contains(&revision.submission));
        held.map(|it| (it.dossier, it.submission, it.manifest_hash))
    };
    wholes.flat_map(delivered).collect()
}

/// What the gateway says that it holds of this desk, as it tells the desk itself.
fn listed(desk: &Desk, province: &Province) -> Result<BTreeSet<Held>, String> {
    let (mut all, mut after) = (BTreeSet::new(), None::<String>);
    loop {
        let page = listing::held(&province.gateway, desk.desk.row().desk, after.as_deref());
        let page = page.map_err(|refusal| format!("{refusal:?}"))?;
        for holding in page.holdings {
            if !holding.is_delivered {
                return Err(format!("the gateway still waits for {}", holding.submission_id));
            }
            all.insert((holding.dossier_id, holding.submission_id, holding.manifest_sha256));
        }
        if !page.more {
            return Ok(all);
        }
        after = Some(page.next.as_str().to_owned());
    }
}

/// The reconciliation is empty both ways.
fn both_agree(desk: &BTreeSet<Held>, gateway: &BTreeSet<Held>) -> Result<(), String> {
    let only = |one: &BTreeSet<Held>, other| one.difference(other).count();
    match (only(desk, gateway), only(gateway, desk)) {
        (0, 0) if !desk.is_empty() => Ok(()),
        (desk, gateway) => Err(format!("{desk} only at the desk, {gateway} only at the gateway")),
    }
}

#[test]
fn clerk_sees_what_has_not_arrived() {
    let province = Province::new();
    let mut desk = Desk::at(&province, 1);
    desk.takes_dossiers(&SeededLuck::new(1));

    let seen = clerk_sees_no_difference(&desk);

    assert!(seen.is_err(), "nothing was sent: {seen:?}");
}

#[test]
fn difference_between_desk_and_gateway_is_seen_from_either_side() {
    let held =
        |n| (DossierId::from_bytes([n; 16]), SubmissionId::from_bytes([n; 16]), Sha256::OF_NOTHING);
    let (one, both) = (BTreeSet::from([held(1)]), BTreeSet::from([held(1), held(2)]));

    assert_eq!(both_agree(&both, &both), Ok(()));
    assert!(both_agree(&both, &one).is_err(), "the gateway lost one");
    assert!(both_agree(&one, &both).is_err(), "the desk knows nothing of one");
    assert!(both_agree(&BTreeSet::new(), &BTreeSet::new()).is_err(), "nothing proves nothing");
}
