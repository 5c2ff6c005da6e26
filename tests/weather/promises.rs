//! What must hold, whatever the weather.

use courier::{
    Activity, Change, Failure, Input, Obstacle, ParcelStanding, Request, Trouble, WaitsFor,
};
use domain::ids::ParcelId;
use domain::kinds::ParcelState;
use domain::moment::Millis;
use wire::known::Known;
use wire::problem::Reason;
use wire::receipt::{self, Receipt};

use crate::content::{Cargo, Content, Flaw};
use crate::desk::Row;
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
        desk_id: content.desk_id(),
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
        // What this mutant is told, it does not always hear.
        let is_deaf = self.mutant == Some(Mutant::OneBlocksAll);
        let is_other_life =
            !is_deaf && self.here.told_era.is_some_and(|era| self.here.desk.era != Some(era));
        let must_compare = self.here.desk.must_compare || is_other_life;
        if must_compare && matches!(request, Request::Announce(_)) {
            let detail =
                format!("{:?} is saved, {:?} was told", self.here.desk.era, self.here.told_era);
            self.break_promise("both sides are compared before anything is sent", detail);
        }
        for parcel in parcels_of(request) {
            if matches!(request, Request::Announce(_)) {
                self.check_parent(parcel);
            }
            let row = &self.here.desk.rows[&parcel];
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
            match change {
                Change::Delivered { parcel, .. } => self.check_delivered(*parcel),
                Change::Compared { era, .. } => self.check_compared(*era),
                Change::Events { events, .. } => self.check_events(events),
                Change::SetAside { parcel, problem }
                    if problem.code == Known::Word(Reason::NotHead) =>
                {
                    self.hear_not_head(*parcel);
                }
                _ => {}
            }
        }
    }

    fn check_delivered(&mut self, parcel: ParcelId) {
        self.tally.delivered += 1;
        let key = self.content(parcel).key;
        if !self.is_held(parcel) && !self.gateway.forgotten.contains(&key) {
            let detail = format!("{parcel} is not whole");
            self.break_promise("what is called delivered is held", detail);
        }
    }

    pub fn is_held(&self, parcel: ParcelId) -> bool {
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
        let desk = &self.here.desk;
        let rows = || desk.rows.values();
        let is_delivered = |row: &&Row| row.state == ParcelState::Delivered;
        let is_running = self.here.courier.is_some() || self.here.is_one_round;
        is_running
            && (desk.era == Some(self.gateway.era) || desk.rows.is_empty())
            && rows().all(|row| !row.is_open() || self.may_wait(row))
            && rows().filter(is_delivered).all(|row| self.is_held(row.content.parcel))
            && desk.wanted.iter().all(|wanted| self.gateway.fetch(wanted).is_err())
            && desk.feed.iter().cloned().eq(self.gateway.told(self.here.number, usize::MAX))
    }

    /// Whether a parcel may wait for ever: it, or one before it, waits for the clerk or stumbles
    /// over the gateway.
    fn may_wait(&self, row: &Row) -> bool {
        let before = self.here.desk.of(row.content.dossier);
        let before = before.iter().filter(|other| other.content.seq <= row.content.seq);
        before
            .filter(|other| other.is_open())
            .any(|other| other.state == ParcelState::SetAside || other.content.flaw.is_endless())
    }

    pub fn check_the_end(&mut self) {
        for row in self.here.desk.rows.clone().into_values() {
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
        self.check_lines();
        self.check_gateway();
        self.check_nothing_vanished();
        self.check_standing();
    }

    /// What was set aside, was set aside for a reason that somebody gave.
    fn check_reason(&mut self, row: &Row) {
        let Some(problem) = &row.problem else {
            return self.break_promise("what is set aside says why", String::new());
        };
        if problem.code == Known::Word(Reason::NotHead) && !self.is_head_shown(problem) {
            let detail = format!("{}: {:?}", row.content.parcel, problem.head);
            return self.break_promise("the clerk sees both", detail);
        }
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
        let parent = self.here.desk.rows.values().find(|other| Some(other.content.key) == parent);
        row.is_restored
            || parent.is_none_or(|parent| {
                matches!(parent.state, ParcelState::Cancelled | ParcelState::SetAside)
            })
    }

    /// The gateway holds nothing of this desk but what the desk sent, and nothing twice.
    fn check_gateway(&mut self) {
        let mut seen = std::collections::BTreeSet::new();
        let desk = self.here.number;
        let records = self.gateway.state.records.values();
        let records = records.filter(|record| record.content.owner == desk);
        let mut wrong = vec![];
        for record in records {
            let row = self.here.desk.rows.get(&record.content.parcel);
            let is_ours = row.is_some_and(|row| row.content.expected == record.content.expected);
            let is_first = record
                .submission()
                .is_none_or(|_| seen.insert((record.content.dossier, record.content.revision())));
            let is_known = is_ours || self.here.unknown.contains(&record.content.key);
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
        let Some(courier) = &self.here.courier else { return };
        let standing = courier.courier().standing();
        // Whatever is not under way waits, in the store too, but for what another round began.
        let is_leased = |parcel: &ParcelStanding| {
            let lease = self.here.desk.rows.get(&parcel.parcel).and_then(|row| row.lease);
            let is_live = lease.is_some_and(|lease| !lease.is_over(self.now(), self.this_run()));
            is_live && !matches!(parcel.waits_for, WaitsFor::Lease(_))
        };
        let is_saved = !self.here.inbox.iter().any(|input| matches!(input, Input::NotSaved))
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

    /// What is told to be in the way of a request; of a stream much may be in the way at once.
    pub fn trouble_of(&self, input: &Input) -> Option<Trouble> {
        let Input::Answered { request, answer: Err(Failure::Transient { trouble, .. }), .. } =
            input
        else {
            return None;
        };
        // What these mutants are told, they do not always hear.
        let is_deaf = matches!(self.mutant, Some(Mutant::OneBlocksAll | Mutant::OnlyForms));
        let is_heard = self.here.in_flight == Some(*request) && !self.here.watch.is_streaming();
        (is_heard && !is_deaf).then(|| trouble.clone())
    }

    /// Whoever waits is told what is in the way, and nothing else.
    pub fn check_name(&mut self, trouble: Option<Trouble>) {
        let (Some(trouble), Some(courier)) = (trouble, &self.here.courier) else { return };
        let standing = courier.courier().standing();
        let waits = matches!(standing.activity, Activity::BackingOff { .. });
        let named = standing.hindrance.map(|hindrance| hindrance.obstacle);
        let obstacle = Obstacle::Road(trouble);
        if waits && named.as_ref() != Some(&obstacle) {
            let detail = format!("{named:?}, where it is {obstacle:?}");
            self.break_promise("what is in the way is called by its name", detail);
        }
    }

    /// What is said in front of the screen agrees with the store.
    fn check_standing(&mut self) {
        let Some(standing) = self.here.courier.as_ref().map(|it| it.courier().standing()) else {
            return;
        };
        if standing.activity == Activity::UnderWay || !self.here.inbox.is_empty() {
            return;
        }
        let rows = self.here.desk.rows.values();
        let set_aside = rows.clone().filter(|row| row.state == ParcelState::SetAside).count();
        let open = rows.filter(|row| row.is_open()).count();
        if (standing.waiting + standing.set_aside, standing.set_aside) != (open, set_aside) {
            let detail = format!("{standing:?} where {open} are open, {set_aside} set aside");
            self.break_promise("the standing is honest", detail);
        }
    }

    pub fn what_is_open(&self) -> String {
        let open = self.here.desk.rows.values().filter(|row| row.is_open() && !self.may_wait(row));
        let open: Vec<String> =
            open.map(|row| format!("{} is {}", row.content.parcel, row.state)).collect();
        let standing = self.here.courier.as_ref().map(|it| it.courier().standing());
        let told = self.gateway.told(self.here.number, usize::MAX).count();
        let applied = self.here.desk.feed.len();
        format!(
            "open: {open:?}; {applied} of {told} events; era {:?} of {}; {standing:?}",
            self.here.desk.era, self.gateway.era
        )
    }
}
