//! In which order the parcels go that may go now.
//!
//! It is kept up to date by what has changed, because every input asks for it and a desk may have
//! thousands of parcels.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::{DossierId, ParcelId};
use domain::moment::Seq;

use crate::blame::Culprit;
use crate::courier::Courier;
use crate::due::Due;
use crate::parcel::Stage;

/// A parcel's place; the least goes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) had_turn: bool,
    pub(crate) blame: u32,
    /// The gateway has taken note of it, as far as is known: forms go before scans.
    pub(crate) is_noted: bool,
    pub(crate) due: Due,
    seq: Seq,
    pub(crate) id: ParcelId,
}

impl Place {
    /// Whether both may go in one announcement.
    pub(crate) fn goes_with(&self, other: &Self) -> bool {
        (self.had_turn, self.blame, self.is_noted) == (other.had_turn, other.blame, other.is_noted)
    }
}

/// The oldest parcel of each dossier, where it may go.
#[derive(Debug, Default)]
pub(crate) struct Line {
    places: BTreeMap<DossierId, Place>,
    order: BTreeSet<Place>,
}

impl Line {
    /// A whole line at once: collected, its trees have full nodes.
    fn of(places: BTreeMap<DossierId, Place>) -> Self {
        Self { order: places.values().copied().collect(), places }
    }

    pub(crate) fn first(&self) -> Option<&Place> {
        self.order.first()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Place> {
        self.order.iter()
    }

    fn put(&mut self, dossier: DossierId, place: Option<Place>) {
        let before = match place {
            Some(place) => self.places.insert(dossier, place),
            None => self.places.remove(&dossier),
        };
        if let Some(before) = before {
            self.order.remove(&before);
        }
        self.order.extend(place);
    }
}

impl Courier {
    /// Takes in what has changed since the line was last looked at.
    pub(crate) fn line_up(&mut self) {
        let touched = self.ledger.touched();
        if self.line.places.is_empty() {
            let place = |dossier| Some((dossier, self.place_of(dossier)?));
            self.line = Line::of(touched.into_iter().filter_map(place).collect());
            return;
        }
        for dossier in touched {
            let place = self.place_of(dossier);
            self.line.put(dossier, place);
        }
    }

    /// Whether a form waits that goes before what is being sent, but for what is owed to that.
    pub(crate) fn is_form_waiting(&self) -> bool {
        let first = self.line.first().filter(|place| !place.is_noted);
        let upload = self.plan.uploads.first().map(|upload| Culprit::Parcel(upload.parcel));
        let rank = |upload| (self.blame.had_turn(upload), self.blame.of(upload));
        first.zip(upload).is_some_and(|(it, upload)| (it.had_turn, it.blame) <= rank(upload))
    }

    fn place_of(&self, dossier: DossierId) -> Option<Place> {
        let head = self.ledger.head(dossier).filter(|head| head.stage == Stage::Queued)?;
        let culprit = Culprit::Parcel(head.id);
        Some(Place {
            had_turn: self.blame.had_turn(culprit),
            blame: self.blame.of(culprit),
            is_noted: self.noted.contains(&head.id),
            due: head.due.into(),
            seq: head.seq,
            id: head.id,
        })
    }
}
