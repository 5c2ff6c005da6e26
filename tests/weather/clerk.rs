//! What the clerk does, and what befalls the desk and the gateway.

use std::rc::Rc;

use courier::Input;
use domain::ids::{DossierId, Id, ParcelId, SubmissionId};
use domain::kinds::ParcelState;
use wire::announcement::Key;

use crate::content::{Cargo, Content, ELSEWHERE};
use crate::desk::{Row, edge_of};
use crate::keys;
use crate::tally::{Edge, Fault};
use crate::world::World;

const DAY_MS: u64 = 24 * 60 * 60 * 1000;
/// How long a gateway that crashed may be away.
const LONGEST_AWAY_MS: u64 = 20_000;

impl World {
    pub fn clerk_acts(&mut self) {
        if self.is_crowded && self.luck.per_mille(300) {
            return self.clerk_in_a_crowd();
        }
        match self.luck.below(12) {
            0..4 => self.new_dossier(),
            4..6 => self.supplement(),
            6 => self.withdraw(),
            7..9 => self.take_back(),
            9 => self.retry(),
            10 => self.supersede(),
            _ if self.luck.per_mille(300) => self.supersede(),
            _ => self.ring(),
        }
    }

    /// The clerk is quicker than the next thing that the courier wants done.
    pub fn clerk_is_quick(&mut self) {
        if self.luck.per_mille(500) { self.take_back() } else { self.clerk_acts() }
    }

    fn ring(&mut self) {
        self.tell(Input::Rung);
    }

    pub fn new_dossier(&mut self) {
        let dossier = DossierId::from_bytes(self.luck.id());
        self.seal(dossier, 1, None);
    }

    /// The next revision of a dossier, whether or not the last one has arrived.
    fn supplement(&mut self) {
        let Some(dossier) = self.some_dossier() else { return };
        let rows = self.here.desk.of(dossier);
        let last = rows.iter().rev().filter(|row| row.state != ParcelState::Cancelled);
        let last = last.filter_map(|row| Some((row.number()?, row.content.key))).next();
        match last {
            Some((number, parent)) => self.seal(dossier, number + 1, Some(parent)),
            None => self.seal(dossier, 1, None),
        }
    }

    fn withdraw(&mut self) {
        if let Some(dossier) = self.some_dossier() {
            self.queue(dossier, Cargo::Withdrawal);
        }
    }

    pub fn seal(&mut self, dossier: DossierId, number: u32, parent: Option<Key>) {
        let submission = SubmissionId::from_bytes(self.luck.id());
        self.queue(dossier, Cargo::Revision { submission, number, parent });
    }

    fn queue(&mut self, dossier: DossierId, cargo: Cargo) {
        if self.here.desk.must_compare {
            self.tally.edge(Edge::IntakeBeforeComparison);
        }
        let seq = self.here.desk.next_seq();
        let mut content =
            Content::new(&mut self.luck, self.here.number, seq, dossier, cargo, self.widest);
        if let Some(before) = self.before(&content).filter(|_| self.gateway.knows_papers) {
            content = content.keeping_papers_of(&before, &mut self.luck);
        }
        content.due = self.day_of(&content);
        let (parcel, key, flaw) = (content.parcel, content.key, content.flaw);
        self.history.note(self.tick, || format!("clerk queues {parcel} as {key}, {flaw:?}"));
        let content = Rc::new(content);
        self.contents.insert(parcel, content.clone());
        if let Some(courier) = self.here.courier.as_mut() {
            courier.expect(&content);
        }
        let parcel = self.here.desk.queue(content);
        self.tell(Input::Queued(parcel));
    }

    /// What this desk sealed that this follows.
    fn before(&self, content: &Content) -> Option<Rc<Content>> {
        let mut rows = self.here.desk.rows.values();
        let parent = content.parent()?;
        rows.find(|row| row.content.key == parent).map(|row| row.content.clone())
    }

    /// Cancels a parcel of which nobody outside can have heard.
    fn take_back(&mut self) {
        let is_fresh = |row: &&Row| row.state == ParcelState::Queued && row.attempts == 0;
        if let Some(parcel) = self.some_parcel(is_fresh) {
            self.cancel(parcel, true);
        }
    }

    /// Something else takes the place of a parcel, wherever it is.
    fn supersede(&mut self) {
        let rare = self.luck.per_mille(800);
        let is_open = |row: &&Row| match row.state {
            ParcelState::SetAside => true,
            ParcelState::Announcing | ParcelState::Sending => rare,
            _ => false,
        };
        if let Some(parcel) = self.some_parcel(is_open) {
            self.cancel(parcel, false);
        }
    }

    pub fn cancel(&mut self, parcel: ParcelId, never_left: bool) {
        let Some(row) = self.here.desk.rows.get_mut(&parcel) else { return };
        edge_of(row.state, ParcelState::Cancelled)
            .into_iter()
            .for_each(|edge| self.tally.edge(edge));
        (row.state, row.lease, row.never_left) = (ParcelState::Cancelled, None, never_left);
        self.taken_back.insert(parcel);
        self.history.note(self.tick, || format!("clerk cancels {parcel}"));
        self.tell(Input::Cancelled(parcel));
    }

    /// The clerk has another try at what was set aside.
    fn retry(&mut self) {
        let Some(parcel) = self.some_parcel(|row| row.state == ParcelState::SetAside) else {
            return;
        };
        let Some(row) = self.here.desk.rows.get_mut(&parcel) else { return };
        (row.state, row.problem) = (ParcelState::Queued, None);
        edge_of(ParcelState::SetAside, ParcelState::Queued)
            .into_iter()
            .for_each(|edge| self.tally.edge(edge));
        let queued = row.parcel();
        self.history.note(self.tick, || format!("clerk queues {parcel} again"));
        self.tell(Input::Queued(queued));
    }

    fn some_dossier(&mut self) -> Option<DossierId> {
        let dossiers: Vec<_> =
            self.here.desk.rows.values().map(|row| row.content.dossier).collect();
        self.luck.pick(&dossiers).copied()
    }

    pub fn some_parcel(&mut self, which: impl Fn(&&Row) -> bool) -> Option<ParcelId> {
        let rows = self.here.desk.rows.values().filter(which);
        let parcels: Vec<_> = rows.map(|row| row.content.parcel).collect();
        self.luck.pick(&parcels).copied()
    }

    pub fn calamity(&mut self) {
        if self.is_crowded {
            let seat = self.luck.below(self.seats() as u64) as usize;
            self.turn_to(seat);
            if self.luck.per_mille(400) {
                return self.calamity_in_a_crowd();
            }
        }
        if self.has_letters && self.luck.per_mille(150) {
            return self.restore_desk();
        }
        match self.luck.below(22) {
            0..2 => self.abandon_round(),
            2..4 => self.set_clock(),
            4 => self.crash_gateway(),
            5..7 => self.gateway.back_up(),
            7..10 => self.restore_gateway(),
            10 => self.rotate_keys(),
            11..15 => self.expire_uploads(),
            15 => self.other_desk(),
            16..18 => self.restore_desk(),
            _ => self.agency_acts(),
        }
    }

    fn abandon_round(&mut self) {
        if self.here.courier.is_some() {
            self.tally.fault(Fault::RoundAbandoned);
            self.begin();
        }
    }

    pub fn set_clock(&mut self) {
        self.tally.fault(Fault::ClockSet);
        let (sign, most) = (self.luck.below(2), self.luck.below(5));
        let most = [5_000, 200_000, 3_600_000, DAY_MS, 400 * DAY_MS][most as usize];
        let shift = self.luck.between(most / 4, most) as i64;
        self.here.skew = if sign == 0 { shift } else { -shift };
        let skew = self.here.skew;
        self.history.note(self.tick, || format!("the machine's clock is off by {skew} ms"));
    }

    pub fn crash_gateway(&mut self) {
        self.tally.fault(Fault::GatewayCrashed);
        self.history.note(self.tick, || "the gateway crashes".to_owned());
        self.lose_requests();
        self.at_each(|world| {
            world.cut_stream(Fault::CrashedInStream);
            world.cut_letter();
        });
        if self.has_fronts {
            let away = self.luck.between(1, LONGEST_AWAY_MS);
            self.away_until = self.tick + away;
        }
    }

    /// A front answers, and has no gateway behind it.
    pub fn is_gateway_away(&self) -> bool {
        self.tick < self.away_until && !self.is_fine()
    }

    fn restore_gateway(&mut self) {
        if self.gateway.restore() {
            self.tally.fault(Fault::GatewayRestored);
            self.at_each(|world| {
                world.cut_stream(Fault::CrashedInStream);
                world.cut_letter();
            });
            self.history.note(self.tick, || "the gateway is restored from a backup".to_owned());
        }
    }

    /// The desk's data folder comes from a backup; the first time there is none, and one is made.
    fn restore_desk(&mut self) {
        let now = self.here.desk.clone();
        let Some(backup) = self.here.desk_backup.replace(now) else { return };
        self.tally.fault(Fault::DeskRestored);
        self.history.note(self.tick, || "the desk is restored from a backup".to_owned());
        self.kill();
        let lost = self.here.desk.rows.values().map(|row| row.content.key);
        self.here.unknown.extend(lost);
        self.here.desk = backup.restored();
        self.here.arriving.clear();
    }

    pub fn rotate_keys(&mut self) {
        if self.gateway.key + 1 < keys::MOST {
            self.tally.fault(Fault::KeysRotated);
            self.gateway.key += 1;
            self.history.note(self.tick, || "the gateway has a new key".to_owned());
        }
    }

    fn expire_uploads(&mut self) {
        if self.gateway.expire() {
            self.tally.fault(Fault::UploadsExpired);
            self.history.note(self.tick, || "unfinished uploads expire".to_owned());
        }
    }

    /// Another desk delivers the next revision of one of this desk's dossiers.
    fn other_desk(&mut self) {
        let Some(dossier) = self.some_dossier() else { return };
        let records = self.gateway.state.records.values();
        let of = records.filter(|record| record.content.dossier == dossier);
        let head = match self.is_crowded {
            true => self.gateway.head(dossier),
            false => { of }.max_by_key(|it| it.content.revision()).filter(|it| it.is_whole()),
        };
        let parent = head.map(|head| (head.content.revision().get(), head.content.key));
        let (number, parent) = parent.map_or((1, None), |(number, key)| (number + 1, Some(key)));
        let submission = SubmissionId::from_bytes(self.luck.id());
        let cargo = Cargo::Revision { submission, number, parent };
        let seq = domain::moment::Seq::new(0);
        let content = Content::new(&mut self.luck, ELSEWHERE, seq, dossier, cargo, 10);
        self.tally.fault(Fault::OtherDesk);
        self.history.note(self.tick, || format!("another desk delivers {number} of {dossier}"));
        self.gateway.take_from_elsewhere(content, self.true_time());
    }

    pub fn agency_writes(&mut self) {
        let now = self.true_time();
        self.gateway.write_letter(&mut self.luck, now);
    }

    fn agency_acts(&mut self) {
        for _ in 0..self.luck.between(1, 3) {
            let now = self.true_time();
            self.gateway.happen(&mut self.luck, now);
        }
    }
}
