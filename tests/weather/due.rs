//! What is due first goes first, as far as it can be told from what is asked.

use chrono::{Days, NaiveDate};
use courier::{Activity, Input, Lane, Request, WaitsFor};
use domain::ids::{Id, ParcelId};
use domain::moment::Seq;

use crate::content::Content;
use crate::tally::Edge;
use crate::world::World;

const PROMISE: &str = "what is due first goes first";
/// The first of the days by which an agency wants something.
const FIRST_DAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 12, 1);

/// What has no day comes last.
type Day = (bool, Option<NaiveDate>);

/// What is remembered of a courier's troubles: what failed goes behind what did not, due or not.
#[derive(Default)]
pub struct Calm {
    /// Something stopped a round, or was tried before: not everything has failed equally often.
    is_over: bool,
    /// Something could not be saved: it was tried, although the store says otherwise.
    has_unsaved: bool,
}

impl World {
    /// Half of all supplements are answers that an agency wants by a day; of no luck but their own,
    /// so that nothing else of a world changes with them.
    pub fn day_of(&self, content: &Content) -> Option<NaiveDate> {
        let [chance, day, ..] = *content.parcel.as_bytes();
        let is_wanted = self.has_days && content.parent().is_some() && chance.is_multiple_of(2);
        FIRST_DAY?.checked_add_days(Days::new(u64::from(day % 5))).filter(|_| is_wanted)
    }

    /// A courier begins, or counts anew by what was tried before.
    pub fn calm_down(&mut self) {
        let is_over = self.here.desk.rows.values().any(|row| row.is_open() && row.attempts > 0);
        self.here.watch.calm = Calm { is_over, has_unsaved: false };
    }

    /// Looks at an input before the courier does.
    pub fn note_trouble(&mut self, input: &Input) {
        match input {
            Input::Rung | Input::Roused => self.calm_down(),
            Input::NotSaved => self.here.watch.calm.has_unsaved = true,
            _ => {}
        }
    }

    /// Looks at a courier after an input.
    pub fn note_unrest(&mut self) {
        let activity = self.here.courier.as_ref().map(|it| it.courier().activity());
        self.here.watch.calm.is_over |= matches!(activity, Some(Activity::BackingOff { .. }));
    }

    /// Looks at what is sent.
    pub fn check_due(&mut self, request: &Request) {
        match request {
            Request::Announce(batch) if self.has_days => self.check_due_forms(batch),
            Request::Stream(lanes) if self.has_days => self.check_due_scans(lanes),
            _ => {}
        }
    }

    /// What goes in one announcement has failed equally often; and nothing has failed less often than
    /// what was never tried.
    fn check_due_forms(&mut self, batch: &[ParcelId]) {
        let places: Vec<_> = batch.iter().map(|parcel| self.place_of(*parcel)).collect();
        if !places.is_sorted() {
            return self.break_promise(PROMISE, format!("{places:?} in one announcement"));
        }
        let seqs: Vec<Seq> = places.iter().map(|(_, seq)| *seq).collect();
        if !seqs.is_sorted() {
            self.tally.edge(Edge::DueFormOvertakes);
        }
        let last = places.last().copied().filter(|_| !self.here.watch.calm.has_unsaved);
        let standing = self.here.courier.as_ref().map(|it| it.courier().standing());
        let waits = standing.iter().flat_map(|standing| &standing.parcels);
        let waits = waits.filter(|it| it.attempts == 0 && it.waits_for == WaitsFor::Turn);
        let left = waits.map(|it| (self.place_of(it.parcel), it.parcel));
        if let Some((place, parcel)) = { left }.find(|(place, _)| Some(*place) < last) {
            let detail = format!("{parcel}, {place:?}, waits for {places:?}");
            self.break_promise(PROMISE, detail);
        }
    }

    /// While nothing has failed, scans go in the order of their days.
    fn check_due_scans(&mut self, lanes: &[Lane]) {
        let places: Vec<_> = lanes.iter().map(|lane| self.place_of(lane.parcel)).collect();
        let days: Vec<Day> = places.iter().map(|(day, _)| *day).collect();
        if days.is_sorted() {
            let overtakes = |pair: &[(Day, Seq)]| pair[0].0 < pair[1].0 && pair[0].1 > pair[1].1;
            if places.windows(2).any(overtakes) {
                self.tally.edge(Edge::DueScansOvertake);
            }
        } else if !self.here.watch.calm.is_over {
            self.break_promise(PROMISE, format!("{places:?} in one stream"));
        }
    }

    fn place_of(&self, parcel: ParcelId) -> (Day, Seq) {
        let content = self.content(parcel);
        ((content.due.is_none(), content.due), content.seq)
    }
}
