//! The desk's store: applies what the courier wants saved in one transaction, or none of it, and
//! refuses what the picture of the stages does not allow.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use courier::{Change, Gateway, Lease, Memory, Parcel, Run, Stage, Wanted};
use domain::ids::{DossierId, ParcelId};
use domain::kinds::ParcelState;
use domain::moment::Seq;
use wire::capabilities::Capabilities;
use wire::event::Event;
use wire::feed::{Cursor, Holding};
use wire::problem::Problem;

use crate::content::{Cargo, Content};
use crate::keys;
use crate::tally::{Edge, Tally};

#[derive(Clone)]
pub struct Desk {
    pub rows: BTreeMap<ParcelId, Row>,
    pub wanted: Vec<Wanted>,
    pub era: Option<u32>,
    pub cursor: Option<Cursor>,
    pub last_event: u64,
    pub offset_ms: Option<i64>,
    pub must_compare: bool,
    pub keys: String,
    pub capabilities: Option<Box<Capabilities>>,
    /// Events that were saved since both sides were last compared, in their order.
    pub feed: Vec<Told>,
    kept: BTreeSet<(DossierId, String)>,
    next_seq: i64,
}

/// An event as it was saved: the gateway's life, its number, and the raw code as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told(pub u32, pub u64, pub Rc<str>);

#[derive(Clone)]
pub struct Row {
    pub content: Rc<Content>,
    pub state: ParcelState,
    pub lease: Option<Lease>,
    pub attempts: u32,
    pub problem: Option<Problem>,
    /// It was cancelled with the promise that nobody outside has heard of it.
    pub never_left: bool,
    /// It comes out of a backup: what happened to it since, this desk cannot know.
    pub is_restored: bool,
}

/// Why a transaction was not committed.
#[derive(Debug)]
pub enum NotCommitted {
    /// The clerk was quicker: the parcel is cancelled.
    Closed,
    /// The courier asked for something that must not be.
    Illegal(String),
    /// An event comes again, or too late.
    OutOfOrder(String),
}

impl Row {
    pub fn parcel(&self) -> Parcel {
        let lease = || self.lease.expect("a lease while under way");
        Parcel {
            id: self.content.parcel,
            dossier: self.content.dossier,
            seq: self.content.seq,
            due: self.content.due,
            key: self.content.expected.key,
            promise: self.content.expected.promise(),
            sizes: self.content.sizes().into(),
            stage: match self.state {
                ParcelState::Announcing => Stage::Announcing(lease()),
                ParcelState::Sending => Stage::Sending(lease()),
                ParcelState::SetAside => Stage::SetAside,
                ParcelState::Queued | ParcelState::Delivered | ParcelState::Cancelled => {
                    Stage::Queued
                }
            },
            attempts: self.attempts,
        }
    }

    pub fn is_open(&self) -> bool {
        !matches!(self.state, ParcelState::Delivered | ParcelState::Cancelled)
    }

    pub fn number(&self) -> Option<u32> {
        match &self.content.cargo {
            Cargo::Revision { number, .. } => Some(*number),
            Cargo::Withdrawal => None,
        }
    }
}

impl Desk {
    pub fn new() -> Self {
        Self {
            rows: BTreeMap::new(),
            wanted: vec![],
            era: None,
            cursor: None,
            last_event: 0,
            offset_ms: None,
            must_compare: false,
            keys: keys::list(0),
            capabilities: None,
            feed: vec![],
            kept: BTreeSet::new(),
            next_seq: 1,
        }
    }

    pub fn memory(&self, run: Run) -> Memory {
        let gateway = Gateway {
            root: keys::root_public(),
            keys: keys::ring(&self.keys),
            era: self.era,
            cursor: self.cursor.clone(),
            last_event: self.last_event,
            offset_ms: self.offset_ms,
            must_compare: self.must_compare,
        };
        let parcels = self.rows.values().filter(|row| row.is_open()).map(Row::parcel).collect();
        Memory {
            run,
            gateway,
            parcels,
            wanted: self.wanted.clone(),
            capabilities: self.capabilities.clone(),
        }
    }

    pub fn next_seq(&mut self) -> Seq {
        self.next_seq += 1;
        Seq::new(self.next_seq)
    }

    pub fn queue(&mut self, content: Rc<Content>) -> Parcel {
        let (state, lease, problem) = (ParcelState::Queued, None, None);
        let (attempts, never_left, is_restored) = (0, false, false);
        let row = Row { content, state, lease, attempts, problem, never_left, is_restored };
        let parcel = row.parcel();
        self.rows.insert(parcel.id, row);
        parcel
    }

    /// The desk as it comes out of a backup: both sides are compared before anything is sent.
    pub fn restored(mut self) -> Self {
        self.must_compare = true;
        self.rows.values_mut().for_each(|row| row.is_restored = true);
        self
    }

    /// The rows of a dossier in the desk's order.
    pub fn of(&self, dossier: DossierId) -> Vec<&Row> {
        let mut rows: Vec<&Row> =
            self.rows.values().filter(|row| row.content.dossier == dossier).collect();
        rows.sort_by_key(|row| row.content.seq);
        rows
    }

    pub fn keeps(&self, wanted: &Wanted) -> bool {
        self.kept.contains(&(wanted.dossier, wanted.line.sha256.to_string()))
    }

    pub fn keep(&mut self, wanted: &Wanted) {
        self.kept.insert((wanted.dossier, wanted.line.sha256.to_string()));
        self.wanted.retain(|other| other != wanted);
    }

    /// Commits all changes, or none. Gives the parcels that were queued by it.
    pub fn save(
        &mut self,
        changes: &[Change],
        tally: &mut Tally,
    ) -> Result<Vec<Parcel>, NotCommitted> {
        let mut next = self.clone();
        let mut edges = Tally::default();
        let mut queued = vec![];
        for change in changes {
            queued.extend(next.apply(change, &mut edges)?);
        }
        tally.add(&edges);
        *self = next;
        Ok(queued)
    }

    fn apply(&mut self, change: &Change, tally: &mut Tally) -> Result<Vec<Parcel>, NotCommitted> {
        match change {
            Change::Announcing { parcel, lease, attempts } => {
                let row = self.step(*parcel, ParcelState::Announcing, tally)?;
                if *attempts != row.attempts + 1 {
                    return Err(NotCommitted::Illegal(format!("attempt {attempts} of {parcel}")));
                }
                (row.lease, row.attempts) = (Some(*lease), *attempts);
            }
            Change::Sending { parcel, lease, .. } => {
                self.step(*parcel, ParcelState::Sending, tally)?.lease = Some(*lease);
            }
            Change::Queued(parcel) => {
                self.step(*parcel, ParcelState::Queued, tally)?;
            }
            Change::Delivered { parcel, .. } => {
                self.step(*parcel, ParcelState::Delivered, tally)?;
            }
            Change::SetAside { parcel, problem } => {
                let row = self.step(*parcel, ParcelState::SetAside, tally)?;
                row.problem = Some(problem.clone());
            }
            Change::Clock { offset_ms, .. } => {
                tally.edge(Edge::SavesClock);
                self.offset_ms = Some(*offset_ms);
            }
            Change::Keys { statement, .. } => {
                tally.edge(Edge::SavesKeys);
                self.keys = statement.clone();
            }
            Change::Capabilities(told) => {
                tally.edge(Edge::SavesCapabilities);
                self.capabilities = Some(told.clone());
            }
            Change::Events { events, era, next } => {
                tally.edge(Edge::SavesEvents);
                self.apply_events(events)?;
                (self.era, self.cursor) = (Some(*era), Some(next.clone()));
            }
            Change::Compared { era, holdings } => {
                tally.edge(Edge::SavesComparison);
                return Ok(self.compare(*era, holdings, tally));
            }
        }
        Ok(vec![])
    }

    fn step(
        &mut self,
        parcel: ParcelId,
        next: ParcelState,
        tally: &mut Tally,
    ) -> Result<&mut Row, NotCommitted> {
        let illegal = |what: String| NotCommitted::Illegal(what);
        let row = self.rows.get_mut(&parcel).ok_or_else(|| illegal(format!("{parcel}?")))?;
        if row.state == ParcelState::Cancelled {
            return Err(NotCommitted::Closed);
        }
        let is_renewal = (row.state, next) == (ParcelState::Sending, ParcelState::Sending);
        if !is_renewal && !row.state.may_become(next) {
            return Err(illegal(format!("{parcel}: {} to {next}", row.state)));
        }
        edge_of(row.state, next).into_iter().for_each(|edge| tally.edge(edge));
        row.state = next;
        row.lease = None;
        row.problem = None;
        Ok(row)
    }

    fn apply_events(&mut self, events: &[Event]) -> Result<(), NotCommitted> {
        for event in events {
            if event.number <= self.last_event {
                let what = format!("event {} after {}", event.number, self.last_event);
                return Err(NotCommitted::OutOfOrder(what));
            }
            self.last_event = event.number;
            self.feed.push(Told(event.era, event.number, event.status.as_str().into()));
            let Some(line) = event.result.clone() else { continue };
            let wanted = Wanted { dossier: event.dossier_id, line };
            if !self.keeps(&wanted) && !self.wanted.contains(&wanted) {
                self.wanted.push(wanted);
            }
        }
        Ok(())
    }

    fn compare(&mut self, era: u32, holdings: &[Holding], tally: &mut Tally) -> Vec<Parcel> {
        let was_restored = self.era.is_some_and(|seen| seen != era);
        let mut queued = vec![];
        for row in self.rows.values_mut().filter(|row| row.state == ParcelState::Delivered) {
            let is_lost = match &row.content.cargo {
                Cargo::Revision { submission, .. } => {
                    let held = holdings.iter().filter(|holding| holding.is_delivered);
                    !held.map(|holding| holding.submission_id).any(|id| id == *submission)
                }
                Cargo::Withdrawal => was_restored,
            };
            if is_lost {
                row.state = ParcelState::Queued;
                tally.edge(Edge::DeliveredToQueued);
                queued.push(row.parcel());
            }
        }
        (self.era, self.cursor, self.last_event) = (Some(era), None, 0);
        self.must_compare = false;
        self.feed.clear();
        queued
    }
}

pub fn edge_of(from: ParcelState, to: ParcelState) -> Option<Edge> {
    use ParcelState as State;
    Some(match (from, to) {
        (State::Queued, State::Announcing) => Edge::QueuedToAnnouncing,
        (State::Queued, State::Cancelled) => Edge::QueuedToCancelled,
        (State::Announcing, State::Queued) => Edge::AnnouncingToQueued,
        (State::Announcing, State::Sending) => Edge::AnnouncingToSending,
        (State::Announcing, State::Delivered) => Edge::AnnouncingToDelivered,
        (State::Announcing, State::SetAside) => Edge::AnnouncingToSetAside,
        (State::Announcing, State::Cancelled) => Edge::AnnouncingToCancelled,
        (State::Sending, State::Queued) => Edge::SendingToQueued,
        (State::Sending, State::Sending) => Edge::SendingRenewed,
        (State::Sending, State::Delivered) => Edge::SendingToDelivered,
        (State::Sending, State::SetAside) => Edge::SendingToSetAside,
        (State::Sending, State::Cancelled) => Edge::SendingToCancelled,
        (State::SetAside, State::Queued) => Edge::SetAsideToQueued,
        (State::SetAside, State::Cancelled) => Edge::SetAsideToCancelled,
        _ => return None,
    })
}
