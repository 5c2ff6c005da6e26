//! A busy world: a second desk that works on the same dossiers, an agency that asks for more, desks
//! that are revoked and let in again, and more residents in the morning than one request holds.

use std::collections::BTreeMap;
use std::rc::Rc;

use courier::{Activity, Input};
use domain::ids::{DossierId, ParcelId};
use domain::kinds::ParcelState;
use wire::announcement::{Head, Key};
use wire::event::Event as AgencyEvent;
use wire::known::Known;
use wire::problem::Reason;

use crate::content::{Content, Flaw};
use crate::desk::Row;
use crate::mutants::Mutant;
use crate::news::ASKS;
use crate::seat::Seat;
use crate::tally::{Edge, Fault};
use crate::world::{Event, World};

/// How much of each delivery of a desk the gateway holds.
pub struct Brought {
    era: u32,
    bytes: BTreeMap<Key, usize>,
}

impl World {
    /// Settles who is there; called before anything is planned.
    pub fn plan_the_crowd(&mut self) {
        self.fine_from = self.luck.between(5, 24) * 60_000;
        if self.luck.per_mille(if self.has_letters { 400 } else { 250 }) {
            self.gateway.max_announcements = self.luck.between(20, 60) as u32;
            self.widest = self.widest.min(40);
            for _ in 0..self.luck.between(21, 36) {
                self.new_dossier();
            }
            if self.has_letters && self.luck.per_mille(500) {
                self.calm_the_morning();
            }
        }
        let is_one_round = self.luck.per_mille(250) && self.mutant.is_none();
        if self.luck.per_mille(700) {
            self.away = Some(Box::new(Seat::new(1, is_one_round)));
            self.turn_to(1);
            for _ in 0..self.luck.between(2, 6) {
                let when = self.luck.below(self.fine_from);
                self.at(when, Event::Clerk);
            }
            self.at(2, Event::Start);
            self.turn_to(0);
        }
    }

    /// Nothing is wrong with what is there but what the gateway says of it.
    fn calm_the_morning(&mut self) {
        for row in self.here.desk.rows.values_mut() {
            if !matches!(row.content.flaw, Flaw::None | Flaw::Refused(_)) {
                let calm = Content { flaw: Flaw::None, ..(*row.content).clone() };
                row.content = Rc::new(calm);
                self.contents.insert(row.content.parcel, row.content.clone());
            }
        }
    }

    /// The clerk is told that another desk was first. In later worlds she soon looks at it.
    pub fn hear_not_head(&mut self, parcel: ParcelId) {
        self.tally.edge(Edge::HearsNotHead);
        if self.has_letters && self.luck.per_mille(500) {
            let dossier = self.content(parcel).dossier;
            let pause = self.luck.below(10 * 60_000);
            self.at(pause, Event::Answer(dossier));
        }
    }

    pub fn clerk_in_a_crowd(&mut self) {
        let sees_both = self.here.desk.rows.values().any(|row| told_head(row).is_some());
        if sees_both && self.luck.per_mille(700) { self.choose() } else { self.follow_theirs() }
    }

    /// A resident comes to this desk with a dossier of which the gateway has something.
    fn follow_theirs(&mut self) {
        let Some(dossier) = self.some_known_there() else { return };
        if self.seal_on_head(dossier) {
            self.tally.edge(Edge::FollowsTheirs);
        }
    }

    fn some_known_there(&mut self) -> Option<DossierId> {
        let records = self.gateway.state.records.values();
        let dossiers: Vec<_> = records.map(|record| record.content.dossier).collect();
        self.luck.pick(&dossiers).copied()
    }

    /// Follows what is newest as far as the clerk knows: her own that is on its way, or what the
    /// gateway has. Tells whether the parent is another desk's.
    fn seal_on_head(&mut self, dossier: DossierId) -> bool {
        if let Some((number, parent, state)) = self.own_last(dossier)
            && state != ParcelState::Delivered
        {
            if state != ParcelState::SetAside {
                self.seal(dossier, number + 1, Some(parent));
            }
            return false;
        }
        let head = self.gateway.head(dossier).map(|head| &head.content);
        let Some(head) = head else { return false };
        let (number, parent, owner) = (head.revision().get() + 1, head.key, head.owner);
        self.seal(dossier, number, Some(parent));
        owner != self.here.number
    }

    /// What this desk sealed last of a dossier and has not taken back.
    fn own_last(&self, dossier: DossierId) -> Option<(u32, Key, ParcelState)> {
        let rows = self.here.desk.of(dossier);
        let alive = rows.iter().rev().filter(|row| row.state != ParcelState::Cancelled);
        { alive }.find_map(|row| Some((row.number()?, row.content.key, row.state)))
    }

    /// The clerk sees both, what another desk sent and her own, and chooses: hers goes behind the
    /// other's, or is given up, and with it what she had built on it.
    fn choose(&mut self) {
        let Some(parcel) = self.some_parcel(|row| told_head(row).is_some()) else { return };
        self.choose_about(parcel);
    }

    fn choose_about(&mut self, parcel: ParcelId) {
        let row = &self.here.desk.rows[&parcel];
        let (dossier, Some(head)) = (row.content.dossier, told_head(row).cloned()) else { return };
        let rows = self.here.desk.of(dossier);
        let built_on_it = |it: &&&Row| it.content.seq >= row.content.seq && it.number().is_some();
        let dead = rows.iter().filter(built_on_it).filter(|it| it.is_open());
        let dead: Vec<ParcelId> = dead.map(|it| it.content.parcel).collect();
        dead.into_iter().for_each(|parcel| self.cancel(parcel, false));
        if self.luck.per_mille(if self.has_letters { 500 } else { 300 }) {
            return self.tally.edge(Edge::GivesUpOwn);
        }
        self.tally.edge(Edge::TakesTheirs);
        self.seal(dossier, head.revision.get() + 1, Some(Key::from(head.submission_id)));
    }

    /// What came of an event that was saved: the clerk will answer, sooner or later.
    pub fn hear_the_agency(&mut self, events: &[AgencyEvent]) {
        for event in events {
            let is_known = event.status.parse().is_ok_and(|code: u32| (2..=10).contains(&code));
            if !is_known {
                self.tally.edge(Edge::HearsUnknownCode);
            }
            let is_new = self.here.heard.insert((event.era, event.number));
            if self.is_crowded && event.status == ASKS && is_new {
                self.tally.edge(Edge::HearsAsked);
                let pause = self.luck.below(10 * 60_000);
                self.at(pause, Event::Answer(event.dossier_id));
            }
        }
    }

    /// The clerk answers the agency with the next revision, whether there is a network or not.
    pub fn answer(&mut self, dossier: DossierId) {
        let Some((number, parent, state)) = self.own_last(dossier) else { return };
        let rows = self.here.desk.rows.values();
        let conflict = { rows }.find(|row| row.content.key == parent && told_head(row).is_some());
        if let Some(parcel) = conflict.map(|row| row.content.parcel) {
            return self.choose_about(parcel);
        }
        match state {
            ParcelState::SetAside => return,
            ParcelState::Delivered => self.tally.edge(Edge::Answers),
            _ => self.tally.edge(Edge::AnswersOnTheWay),
        }
        let standing = self.here.courier.as_ref().map(|it| it.courier().standing().activity);
        if matches!(standing, None | Some(Activity::BackingOff { .. })) {
            self.tally.edge(Edge::AnswersOffline);
        }
        self.seal(dossier, number + 1, Some(parent));
    }

    pub fn calamity_in_a_crowd(&mut self) {
        match self.luck.below(9) {
            0..2 => self.both_seal(),
            2..6 => self.revoke(),
            6 => self.rotate_keys(),
            _ => self.agency_is_busy(),
        }
    }

    fn agency_is_busy(&mut self) {
        for _ in 0..self.luck.between(1, 4) {
            let now = self.true_time();
            self.gateway.happen_in_a_crowd(&mut self.luck, now);
        }
    }

    /// The resident goes to both desks, and each follows what it knows.
    fn both_seal(&mut self) {
        if self.away.is_none() {
            return self.agency_is_busy();
        }
        let Some(dossier) = self.some_known_there() else { return };
        self.tally.fault(Fault::BothSeal);
        self.history.note(self.tick, || format!("both desks follow {dossier}"));
        self.at_each(|world| {
            world.seal_on_head(dossier);
        });
    }

    pub fn revoke(&mut self) {
        let desk = self.here.number;
        if !self.gateway.revoked.insert(desk) {
            return;
        }
        self.tally.fault(Fault::DeskRevoked);
        self.history.note(self.tick, || "this desk is revoked".to_owned());
        if self.here.flow.as_ref().is_some_and(|flow| Some(flow.id) == self.here.in_flight) {
            self.tally.edge(Edge::RevokedInStream);
        }
        if self.here.in_flight.is_some() && self.here.watch.is_announcing() {
            self.tally.edge(Edge::RevokedInAnnouncement);
        }
        let brought = self.brought();
        self.revoked.insert(desk, brought);
        let pause = self.luck.between(1_000, 15 * 60_000);
        self.at(pause.min(self.fine_from.saturating_sub(self.tick)), Event::LetIn);
    }

    /// The desk is enrolled anew, and goes on where it was.
    pub fn let_in(&mut self) {
        let desk = self.here.number;
        self.gateway.revoked.remove(&desk);
        self.history.note(self.tick, || "this desk is let in again".to_owned());
        if self.here.desk.rows.values().any(Row::is_open) {
            self.tally.edge(Edge::LetInAgain);
        }
        if let Some(before) = self.revoked.remove(&desk) {
            self.check_brought(&before);
        }
        if self.luck.per_mille(500) {
            self.tell(Input::Rung);
        }
    }

    /// Whether the province has withdrawn this desk's right to send.
    pub fn is_refused(&self) -> bool {
        self.gateway.revoked.contains(&self.here.number)
            && self.mutant != Some(Mutant::RevokedIsHeard)
    }

    fn brought(&self) -> Brought {
        let records = self.gateway.state.records.values();
        let own = records.filter(|record| record.content.owner == self.here.number);
        let bytes = own.map(|it| (it.content.key, it.parts.iter().map(Vec::len).sum()));
        Brought { era: self.gateway.era, bytes: bytes.collect() }
    }

    fn check_brought(&mut self, before: &Brought) {
        let after = self.brought();
        let is_more = |(key, bytes): &(&Key, &usize)| before.bytes.get(key) < Some(*bytes);
        if after.era == before.era
            && let Some((key, _)) = after.bytes.iter().find(is_more)
        {
            let detail = format!("{key} came further");
            self.break_promise("nothing is taken from a revoked desk", detail);
        }
    }
}

/// What the gateway has in the place of what the clerk sealed, as far as she was told.
fn told_head(row: &Row) -> Option<&Head> {
    let problem = row.problem.as_ref().filter(|_| row.state == ParcelState::SetAside)?;
    let is_conflict = problem.code == Known::Word(Reason::NotHead);
    problem.head.as_ref().filter(|_| is_conflict)
}
