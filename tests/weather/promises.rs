//! What must hold, whatever the weather.

use courier::{Activity, Change, Input, Obstacle, ParcelStanding, Request, WaitsFor};
use domain::ids::{DeskId, Id, ParcelId};
use domain::kinds::ParcelState;
use domain::moment::Millis;
use wire::known::Known;
use wire::problem::Reason;
use wire::receipt::{self, Receipt};

use crate::content::{Cargo, Content, Flaw};
use crate::desk::Row;
use crate::gateway::DESK;
use crate::mutants::Mutant;
use crate::road::{is_own_file, parcels_of};
use crate::world::World;

/// A promise that was not kept.
#[derive(Debug)]
pub struct Broken {
    pub promise: &'static str,
    pub detail: String,
}

/// What a receipt about this parcel would say.
pub fn true_receipt(content: &Content) -> Receipt {
    let expected = content.expected.clone();
    Receipt {
        format: receipt::FORMAT,
        key: expected.key,
        dossier_id: expected.dossier_id,
        desk_id: DeskId::from_bytes(DESK),
        sha256: expected.sha256,
        parts: expected.parts,
        announced_ms: Millis::new(1),
        delivered_ms: Millis::new(2),
    }
}

impl World {
    /// No request leaves before what it may cause is on the disk.
    pub fn check_sent(&mut self, request: &Request) {
        // The mutant that breaks this very rule is to be found by what comes of it.
        if self.mutant == Some(Mutant::SentBeforeSaved) {
            return;
        }
        // A question about a parcel may stand in for its announcement.
        let is_wanted = |state| match request {
            Request::Announce(_) => state == ParcelState::Announcing,
            Request::Inquire { .. } => {
                matches!(state, ParcelState::Announcing | ParcelState::Sending)
            }
            _ => state == ParcelState::Sending,
        };
        let is_other_life = self.told_era.is_some_and(|era| self.desk.era != Some(era));
        let must_compare = self.desk.must_compare || is_other_life;
        if must_compare && matches!(request, Request::Announce(_)) {
            let detail = format!("{:?} is saved, {:?} was told", self.desk.era, self.told_era);
            self.break_promise("both sides are compared before anything is sent", detail);
        }
        for parcel in parcels_of(request) {
            let row = &self.desk.rows[&parcel];
            let is_cancelled = row.state == ParcelState::Cancelled;
            let is_saved = is_wanted(row.state) && row.attempts > 0 && row.lease.is_some();
            if !is_saved && !is_cancelled {
                let detail = format!("{parcel} is {}", row.state);
                self.break_promise("no request leaves before its save", detail);
            }
        }
    }

    /// What is called delivered, the gateway holds at that moment, unless a backup took it away.
    pub fn check_saved(&mut self, changes: &[Change]) {
        for change in changes {
            let Change::Delivered { parcel, .. } = change else { continue };
            self.tally.delivered += 1;
            let key = self.content(*parcel).key;
            if !self.is_held(*parcel) && !self.gateway.forgotten.contains(&key) {
                let detail = format!("{parcel} is not whole");
                self.break_promise("what is called delivered is held", detail);
            }
        }
    }

    fn is_held(&self, parcel: ParcelId) -> bool {
        let content = self.content(parcel);
        let record = self.gateway.state.records.get(&content.key);
        record.is_some_and(|record| {
            record.is_whole()
                && record.receipt.is_some()
                && record.parts == content.parts
                && record.content.expected == content.expected
        })
    }

    /// Whether nothing more is to be expected.
    pub fn is_settled(&self) -> bool {
        let gateway = &self.gateway.state;
        let told = gateway.events.iter().map(|event| (event.era, event.number));
        let is_known = self.desk.era == Some(self.gateway.era) || self.desk.rows.is_empty();
        let fetched = |row: &courier::Wanted| self.gateway.fetch(row).is_err();
        (self.courier.is_some() || self.is_one_round)
            && is_known
            && self.desk.feed.iter().copied().eq(told)
            && self.desk.wanted.iter().all(fetched)
            && self.desk.rows.values().all(|row| !row.is_open() || self.may_wait(row))
            && self
                .desk
                .rows
                .values()
                .all(|row| row.state != ParcelState::Delivered || self.is_held(row.content.parcel))
    }

    /// Whether a parcel may wait for ever: it, or one before it, waits for the clerk or stumbles
    /// over the gateway.
    fn may_wait(&self, row: &Row) -> bool {
        let before = self.desk.of(row.content.dossier);
        let before = before.iter().filter(|other| other.content.seq <= row.content.seq);
        before
            .filter(|other| other.is_open())
            .any(|other| other.state == ParcelState::SetAside || other.content.flaw.is_endless())
    }

    pub fn check_the_end(&mut self) {
        for row in self.desk.rows.clone().into_values() {
            let parcel = row.content.parcel;
            if row.never_left && !row.is_restored && self.gateway.heard.contains(&row.content.key) {
                let detail = format!("{parcel} was cancelled as one that never left");
                self.break_promise("what never left is not there", detail);
            }
            if row.state == ParcelState::SetAside {
                self.tally.set_aside += 1;
                self.check_reason(&row);
            }
        }
        self.check_gateway();
        self.check_standing();
    }

    /// What was set aside, was set aside for a reason that somebody gave.
    fn check_reason(&mut self, row: &Row) {
        let Some(problem) = &row.problem else {
            return self.break_promise("what is set aside says why", String::new());
        };
        if problem.code == Known::Word(Reason::ParentUnknown) && !self.is_orphan(row) {
            let detail = format!("{}: its parent is there", row.content.parcel);
            return self.break_promise("a parent goes before its child", detail);
        }
        let is_own = row.content.flaw == Flaw::Damaged && is_own_file(problem);
        let said = (row.content.key, problem.code.to_string());
        if !is_own && !self.gateway.refusals.contains(&said) {
            let detail = format!("{}: nobody said {}", row.content.parcel, problem.code);
            self.break_promise("what is set aside was refused", detail);
        }
    }

    /// Whether the desk has no parent to send before this one.
    fn is_orphan(&self, row: &Row) -> bool {
        let parent = match &row.content.cargo {
            Cargo::Revision { parent, .. } => *parent,
            Cargo::Withdrawal => return true,
        };
        let parent = self.desk.rows.values().find(|other| Some(other.content.key) == parent);
        row.is_restored
            || parent.is_none_or(|parent| {
                matches!(parent.state, ParcelState::Cancelled | ParcelState::SetAside)
            })
    }

    /// The gateway holds nothing of this desk but what the desk sent, and nothing twice.
    fn check_gateway(&mut self) {
        let mut seen = std::collections::BTreeSet::new();
        let records = self.gateway.state.records.values().filter(|record| !record.is_foreign);
        let mut wrong = vec![];
        for record in records {
            let row = self.desk.rows.get(&record.content.parcel);
            let is_ours = row.is_some_and(|row| row.content.expected == record.content.expected);
            let is_first = record
                .submission()
                .is_none_or(|_| seen.insert((record.content.dossier, record.content.revision())));
            let is_known = is_ours || self.unknown.contains(&record.content.key);
            if !is_known || !is_first {
                wrong.push(record.content.key);
            }
        }
        if !wrong.is_empty() {
            self.break_promise("everything is there exactly once", format!("{wrong:?}"));
        }
    }

    /// Whoever waits is told why.
    pub fn check_hindrance(&mut self) {
        let Some(courier) = &self.courier else { return };
        let standing = courier.courier().standing();
        // Whatever is not under way waits, in the store too, but for what another round began.
        let is_leased = |parcel: &ParcelStanding| {
            let lease = self.desk.rows.get(&parcel.parcel).and_then(|row| row.lease);
            let is_live = lease.is_some_and(|lease| !lease.is_over(self.now(), self.this_run()));
            is_live && !matches!(parcel.waits_for, WaitsFor::Lease(_))
        };
        let is_saved = !self.inbox.iter().any(|input| matches!(input, Input::NotSaved))
            && standing.hindrance.as_ref().is_none_or(|it| it.obstacle != Obstacle::NotSaved);
        if standing.activity != Activity::UnderWay
            && is_saved
            && let Some(left) = standing.parcels.iter().find(|parcel| is_leased(parcel))
        {
            let detail = format!("{left:?}");
            return self.break_promise("nothing is left as if it were under way", detail);
        }
        let is_honest = match standing.activity {
            Activity::BackingOff { .. } => standing.hindrance.is_some(),
            Activity::Rested { .. } => standing.hindrance.is_none(),
            Activity::UnderWay => true,
        };
        if !is_honest {
            self.break_promise("the standing is honest", format!("{standing:?}"));
        }
    }

    /// What is said in front of the screen agrees with the store.
    fn check_standing(&mut self) {
        let Some(standing) = self.courier.as_ref().map(|it| it.courier().standing()) else {
            return;
        };
        if standing.activity == Activity::UnderWay || !self.inbox.is_empty() {
            return;
        }
        let rows = self.desk.rows.values();
        let set_aside = rows.clone().filter(|row| row.state == ParcelState::SetAside).count();
        let open = rows.filter(|row| row.is_open()).count();
        if (standing.waiting + standing.set_aside, standing.set_aside) != (open, set_aside) {
            let detail = format!("{standing:?} where {open} are open, {set_aside} set aside");
            self.break_promise("the standing is honest", detail);
        }
    }

    pub fn what_is_open(&self) -> String {
        let open = self.desk.rows.values().filter(|row| row.is_open() && !self.may_wait(row));
        let open: Vec<String> =
            open.map(|row| format!("{} is {}", row.content.parcel, row.state)).collect();
        let standing = self.courier.as_ref().map(|it| it.courier().standing());
        let told = self.gateway.state.events.len();
        let applied = self.desk.feed.len();
        format!(
            "open: {open:?}; {applied} of {told} events; era {:?} of {}; {standing:?}",
            self.desk.era, self.gateway.era
        )
    }
}
