//! What must hold of what both sides remember: the feed, the comparison, the line of revisions.

use std::collections::BTreeMap;

use domain::ids::{DossierId, ParcelId};
use domain::kinds::ParcelState;
use wire::event::Event;
use wire::problem::Problem;

use crate::gateway::Record;
use crate::world::World;

impl World {
    /// What the gateway told, this desk has, in its order and up to where it goes on reading.
    pub fn check_events(&mut self, events: &[Event]) {
        self.hear_the_agency(events);
        let desk = &self.here.desk;
        let is_same_life = desk.era == Some(self.gateway.era);
        let place = desk.cursor.as_ref().filter(|_| is_same_life);
        let Some(place) = place.and_then(|cursor| self.gateway.place_of(cursor)) else { return };
        let told = |to| self.gateway.told(self.here.number, to).collect::<Vec<_>>();
        let is_whole = desk.feed.starts_with(&told(place));
        if !is_whole || !told(usize::MAX).starts_with(&desk.feed) {
            let detail = format!("{:?} of {:?} up to {place}", desk.feed, told(usize::MAX));
            self.break_promise("no event is skipped", detail);
        }
    }

    /// What the gateway lacks, this desk queues again.
    pub fn check_compared(&mut self, era: u32) {
        if era != self.gateway.era {
            return;
        }
        let rows = self.here.desk.rows.values();
        let delivered = rows.filter(|row| row.state == ParcelState::Delivered);
        let mut lacking = delivered.filter(|row| !self.is_held(row.content.parcel));
        if let Some(row) = lacking.next() {
            let detail = format!("{} is called delivered", row.content.parcel);
            self.break_promise("what the gateway lacks is sent again", detail);
        }
    }

    /// Before a revision goes what it follows, where this desk has it to send.
    pub fn check_parent(&mut self, parcel: ParcelId) {
        let parent = self.content(parcel).parent();
        let mut rows = self.here.desk.rows.values();
        let waiting = rows.find(|row| Some(row.content.key) == parent && row.is_open());
        if let Some(parent) = waiting {
            let detail = format!("{parcel} goes, {} is {}", parent.content.parcel, parent.state);
            self.break_promise("a parent goes before its child", detail);
        }
    }

    pub fn is_head_shown(&self, problem: &Problem) -> bool {
        let head = problem.head.as_ref().map(|head| head.submission_id);
        head.is_some_and(|head| self.gateway.heads_told.contains(&head))
    }

    /// Whatever a clerk sealed is there, waits, or was taken back by her: see also
    /// [`Self::check_the_end`] for each of these.
    pub fn check_nothing_vanished(&mut self) {
        let desk = self.here.number;
        let own = self.contents.values().filter(|content| content.owner == desk);
        let mut lost = own.filter(|content| match self.here.desk.rows.get(&content.parcel) {
            Some(row) if row.state == ParcelState::Cancelled => {
                !self.taken_back.contains(&content.parcel)
            }
            Some(_) => false,
            None => !self.here.unknown.contains(&content.key),
        });
        if let Some(content) = lost.next() {
            let detail = format!("{} of desk {desk}", content.parcel);
            self.break_promise("nothing that was sealed vanishes", detail);
        }
    }

    /// The revisions that the gateway has of a dossier follow one another.
    pub fn check_lines(&mut self) {
        let mut lines: BTreeMap<DossierId, Vec<&Record>> = BTreeMap::new();
        let revisions = self.gateway.state.records.values().filter(|it| it.number().is_some());
        for record in revisions.filter(|_| self.is_crowded) {
            lines.entry(record.content.dossier).or_default().push(record);
        }
        let forked = lines.iter_mut().find_map(|(dossier, line)| {
            line.sort_by_key(|record| record.number());
            let first = line.first()?;
            let follows = |pair: &[&Record]| {
                pair[1].content.parent() == Some(pair[0].content.key)
                    && pair[1].number() == pair[0].number().map(|number| number + 1)
            };
            let is_line = first.content.parent().is_none() && line.windows(2).all(follows);
            (!is_line).then_some(*dossier)
        });
        if let Some(dossier) = forked {
            self.break_promise("a dossier's revisions are one line", dossier.to_string());
        }
    }
}
