//! What the courier believes the store to say, and what it is about to have changed there.
//!
//! Every change is made here at once, so that the next decision sees it, and can be taken back
//! until it is known to be on the disk.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::{DossierId, Id, ParcelId};
use domain::moment::{Millis, Seq};
use wire::capabilities::Capabilities;
use wire::event::Event;
use wire::feed::{Cursor, Holding};
use wire::keys::KeyRing;
use wire::problem::Problem;
use wire::receipt::Verified;

use crate::effect::Change;
use crate::memory::{Gateway, Memory, Wanted};
use crate::parcel::{Lease, Parcel, Stage};

#[derive(Debug)]
pub(crate) struct Ledger {
    gateway: Gateway,
    parcels: BTreeMap<ParcelId, Parcel>,
    /// The parcels of each dossier in the desk's order: the first is the only one that may go.
    dossiers: BTreeSet<(DossierId, Seq, ParcelId)>,
    /// Parcels that somebody may be sending.
    leased: BTreeSet<ParcelId>,
    set_aside: BTreeSet<ParcelId>,
    /// Dossiers of which something changed since somebody last asked.
    touched: BTreeSet<DossierId>,
    wanted: Vec<Wanted>,
    capabilities: Option<Box<Capabilities>>,
    changes: Vec<Change>,
    undo: Vec<Undo>,
}

/// Something as it was before a change.
#[derive(Debug)]
enum Undo {
    Parcel(Box<Parcel>),
    Gateway(Box<Gateway>),
    Wanted(Vec<Wanted>),
    Capabilities(Option<Box<Capabilities>>),
}

impl Ledger {
    pub(crate) fn new(memory: Memory) -> Self {
        // Collected, a tree has full nodes; filled one by one in order, half of each stays empty.
        let parcels = memory.parcels.into_iter().map(|parcel| (parcel.id, parcel));
        let parcels: BTreeMap<_, _> = parcels.collect();
        let mut ledger = Self {
            gateway: memory.gateway,
            dossiers: parcels.values().map(place).collect(),
            touched: parcels.values().map(|parcel| parcel.dossier).collect(),
            parcels,
            leased: BTreeSet::new(),
            set_aside: BTreeSet::new(),
            wanted: memory.wanted,
            capabilities: memory.capabilities,
            changes: Vec::new(),
            undo: Vec::new(),
        };
        let stages: Vec<_> = ledger.parcels.values().map(|it| (it.id, it.stage)).collect();
        for (id, stage) in stages {
            ledger.note_stage(id, stage);
        }
        ledger
    }

    pub(crate) fn gateway(&self) -> &Gateway {
        &self.gateway
    }

    pub(crate) fn capabilities(&self) -> Option<&Capabilities> {
        self.capabilities.as_deref()
    }

    pub(crate) fn wanted(&self) -> &[Wanted] {
        &self.wanted
    }

    pub(crate) fn parcel(&self, id: ParcelId) -> Option<&Parcel> {
        self.parcels.get(&id)
    }

    pub(crate) fn parcels(&self) -> impl Iterator<Item = &Parcel> {
        self.parcels.values()
    }

    /// How often each parcel was tried.
    pub(crate) fn attempts(&self) -> impl Iterator<Item = (ParcelId, u32)> {
        self.parcels.values().map(|parcel| (parcel.id, parcel.attempts))
    }

    pub(crate) fn count(&self) -> usize {
        self.parcels.len()
    }

    pub(crate) fn count_set_aside(&self) -> usize {
        self.set_aside.len()
    }

    pub(crate) fn count_leased(&self) -> usize {
        self.leased.len()
    }

    /// Parcels with a lease, whoever's it is.
    pub(crate) fn leased(&self) -> impl Iterator<Item = &Parcel> {
        self.leased.iter().filter_map(|id| self.parcels.get(id))
    }

    /// The oldest parcel of a dossier: the only one that may go.
    pub(crate) fn head(&self, dossier: DossierId) -> Option<&Parcel> {
        let before_all = (dossier, Seq::new(i64::MIN), ParcelId::from_bytes([0; 16]));
        let (of, _, id) = self.dossiers.range(before_all..).next()?;
        if *of == dossier { self.parcels.get(id) } else { None }
    }

    /// Dossiers of which something changed since this was last asked.
    pub(crate) fn touched(&mut self) -> BTreeSet<DossierId> {
        std::mem::take(&mut self.touched)
    }

    /// Something that is known of the parcel beside its row has changed.
    pub(crate) fn touch(&mut self, id: ParcelId) {
        self.touched.extend(self.parcels.get(&id).map(|parcel| parcel.dossier));
    }

    pub(crate) fn touch_all(&mut self) {
        // Also those of which nothing is left stay touched: their places are to be given up.
        let left = std::mem::take(&mut self.touched);
        self.touched = self.dossiers.iter().map(|(dossier, ..)| *dossier).chain(left).collect();
    }

    /// Takes a parcel in that the desk has queued.
    pub(crate) fn put(&mut self, parcel: Parcel) {
        self.drop_parcel(parcel.id);
        self.touched.insert(parcel.dossier);
        self.dossiers.insert(place(&parcel));
        self.note_stage(parcel.id, parcel.stage);
        self.parcels.insert(parcel.id, parcel);
    }

    /// Forgets a parcel that the desk has cancelled.
    pub(crate) fn drop_parcel(&mut self, id: ParcelId) -> Option<Parcel> {
        let parcel = self.parcels.remove(&id)?;
        self.leased.remove(&id);
        self.set_aside.remove(&id);
        self.touched.insert(parcel.dossier);
        self.dossiers.remove(&place(&parcel));
        Some(parcel)
    }

    /// Forgets a result file that is kept by now.
    pub(crate) fn drop_wanted(&mut self, wanted: &Wanted) {
        self.wanted.retain(|other| other != wanted);
    }

    /// Remembers that both sides must be compared before anything is sent.
    pub(crate) fn want_comparison(&mut self) {
        self.gateway.must_compare = true;
    }

    pub(crate) fn announcing(&mut self, id: ParcelId, lease: Lease) {
        self.change_parcel(id, |parcel| {
            parcel.stage = Stage::Announcing(lease);
            parcel.attempts = parcel.attempts.saturating_add(1);
            Change::Announcing { parcel: id, lease, attempts: parcel.attempts }
        });
    }

    pub(crate) fn sending(&mut self, id: ParcelId, lease: Lease, announced: Millis) {
        self.change_parcel(id, |parcel| {
            parcel.stage = Stage::Sending(lease);
            Change::Sending { parcel: id, lease, announced }
        });
    }

    pub(crate) fn queued(&mut self, id: ParcelId) {
        self.change_parcel(id, |parcel| {
            parcel.stage = Stage::Queued;
            Change::Queued(id)
        });
    }

    pub(crate) fn set_aside(&mut self, id: ParcelId, problem: Problem) {
        self.change_parcel(id, |parcel| {
            parcel.stage = Stage::SetAside;
            Change::SetAside { parcel: id, problem }
        });
    }

    pub(crate) fn delivered(&mut self, id: ParcelId, receipt: Verified) {
        if let Some(parcel) = self.drop_parcel(id) {
            self.undo.push(Undo::Parcel(Box::new(parcel)));
            self.changes.push(Change::Delivered { parcel: id, receipt });
        }
    }

    pub(crate) fn clock(&mut self, offset_ms: i64, gateway: Millis) {
        self.change_gateway().offset_ms = Some(offset_ms);
        self.changes.push(Change::Clock { offset_ms, gateway });
    }

    pub(crate) fn keys(&mut self, keys: KeyRing, statement: String) {
        let serial = keys.serial();
        self.change_gateway().keys = keys;
        self.changes.push(Change::Keys { statement, serial });
    }

    pub(crate) fn take_capabilities(&mut self, capabilities: Box<Capabilities>) {
        let before = self.capabilities.replace(capabilities.clone());
        self.undo.push(Undo::Capabilities(before));
        self.changes.push(Change::Capabilities(capabilities));
    }

    pub(crate) fn events(&mut self, events: Vec<Event>, era: u32, next: Cursor) {
        self.undo.push(Undo::Wanted(self.wanted.clone()));
        for event in &events {
            let Some(line) = event.result.clone() else { continue };
            let wanted = Wanted { dossier: event.dossier_id, line };
            if !self.wanted.contains(&wanted) {
                self.wanted.push(wanted);
            }
        }
        let gateway = self.change_gateway();
        gateway.cursor = Some(next.clone());
        gateway.last_event = events.last().map_or(gateway.last_event, |event| event.number);
        self.changes.push(Change::Events { events, era, next });
    }

    pub(crate) fn compared(&mut self, era: u32, holdings: Vec<Holding>) {
        let gateway = self.change_gateway();
        gateway.era = Some(era);
        gateway.cursor = None;
        gateway.last_event = 0;
        gateway.must_compare = false;
        self.changes.push(Change::Compared { era, holdings });
    }

    /// What is to be saved now.
    pub(crate) fn unsaved(&mut self) -> Vec<Change> {
        std::mem::take(&mut self.changes)
    }

    /// Everything so far is on the disk.
    pub(crate) fn settle(&mut self) {
        self.undo.clear();
    }

    /// Nothing since the last [`Self::settle`] is on the disk. Gives the parcels that it concerned.
    pub(crate) fn take_back(&mut self) -> BTreeSet<ParcelId> {
        self.changes.clear();
        let mut parcels = BTreeSet::new();
        while let Some(undo) = self.undo.pop() {
            match undo {
                Undo::Parcel(parcel) => {
                    parcels.insert(parcel.id);
                    self.put(*parcel);
                }
                Undo::Gateway(gateway) => {
                    let must_compare = gateway.must_compare || self.gateway.must_compare;
                    self.gateway = Gateway { must_compare, ..*gateway };
                }
                Undo::Wanted(wanted) => self.wanted = wanted,
                Undo::Capabilities(capabilities) => self.capabilities = capabilities,
            }
        }
        parcels
    }

    fn change_parcel(&mut self, id: ParcelId, change: impl FnOnce(&mut Parcel) -> Change) {
        let Some(parcel) = self.parcels.get_mut(&id) else { return };
        self.undo.push(Undo::Parcel(Box::new(parcel.clone())));
        self.changes.push(change(parcel));
        let (stage, dossier) = (parcel.stage, parcel.dossier);
        self.note_stage(id, stage);
        self.touched.insert(dossier);
    }

    fn note_stage(&mut self, id: ParcelId, stage: Stage) {
        self.leased.remove(&id);
        self.set_aside.remove(&id);
        match stage {
            Stage::Queued => {}
            Stage::Announcing(_) | Stage::Sending(_) => drop(self.leased.insert(id)),
            Stage::SetAside => drop(self.set_aside.insert(id)),
        }
    }

    fn change_gateway(&mut self) -> &mut Gateway {
        self.undo.push(Undo::Gateway(Box::new(self.gateway.clone())));
        &mut self.gateway
    }
}

fn place(parcel: &Parcel) -> (DossierId, Seq, ParcelId) {
    (parcel.dossier, parcel.seq, parcel.id)
}
