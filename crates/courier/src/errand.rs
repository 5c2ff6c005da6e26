//! Which errand comes next in a round.

use domain::ids::ParcelId;
use wire::stream::MOST_RESUMED;

use crate::blame::Culprit;
use crate::courier::Courier;
use crate::effect::Request;
use crate::line::Place;
use crate::memory::Wanted;
use crate::turn::Turn;

/// What there is to be done, in the order in which it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Errand {
    /// Forms go before scans: the agency can begin to read, and they are small.
    Announce,
    /// What the gateway has taken note of before is gathered for one stream, or is due before what is
    /// being sent …
    Gather(ParcelId),
    /// However much is to be sent, there may be news.
    News,
    Send,
    /// … or taken up one by one, where there are no streams.
    Resume(ParcelId),
    Feed,
    Fetch,
}

impl Courier {
    /// What failed least often comes first.
    pub(crate) fn errand(&mut self) -> Option<Errand> {
        if self.plan.comparison.is_fresh || self.plan.is_feed_due {
            return Some(Errand::Feed);
        }
        self.line_up();
        if let Some(owed) = self.owed() {
            return Some(owed);
        }
        if std::mem::take(&mut self.streams.is_form_due)
            && self.line.first().is_some_and(|it| !it.is_noted)
        {
            // Its pages as well.
            self.owes_sending = true;
            return Some(Errand::Announce);
        }
        let first = self.line.first().map(|it| ((it.had_turn, it.blame), self.errand_of(it)));
        let upload = self.plan.uploads.first().map(|upload| Culprit::Parcel(upload.parcel));
        let feed = self.feed_errand();
        let result = self.next_result().map(Culprit::result);
        let rank = |culprit| (self.blame.had_turn(culprit), self.blame.of(culprit));
        let errands = [
            upload.map(|upload| (rank(upload), Errand::Send)),
            first,
            feed.map(|errand| (self.rank_of_feed(), errand)),
            result.map(|result| (rank(result), Errand::Fetch)),
        ];
        errands.into_iter().flatten().min().map(|(_, errand)| errand)
    }

    fn feed_errand(&self) -> Option<Errand> {
        if self.now.tick >= self.news_by {
            return Some(Errand::News);
        }
        // A stream ends its connection: what is asked before it needs no other.
        let before_stream = self.may_stream() && self.plan.uploads.first().is_some();
        let errand = if before_stream { Errand::News } else { Errand::Feed };
        (!self.plan.is_feed_read).then_some(errand)
    }

    /// That the news were read before says nothing against them when they are due again.
    fn rank_of_feed(&self) -> (bool, u32) {
        let blame = self.blame.of(Culprit::Feed);
        let is_due_again = self.now.tick >= self.news_by && blame == 0;
        (self.blame.had_turn(Culprit::Feed) && !is_due_again, blame)
    }

    fn errand_of(&self, place: &Place) -> Errand {
        let gathers = || self.may_stream() && self.plan.uploads.count() < MOST_RESUMED;
        let is_due_first = || self.plan.uploads.first_due().is_some_and(|due| place.due < due);
        match place.is_noted {
            false => Errand::Announce,
            true if gathers() || is_due_first() => Errand::Gather(place.id),
            true => Errand::Resume(place.id),
        }
    }

    /// A line that breaks again and again would only ever carry forms, if they always went first. So
    /// after an announcement that failed sending has its turn, whatever else there is, until it has
    /// brought something over or has failed as well.
    fn owed(&mut self) -> Option<Errand> {
        if !self.owes_sending {
            return None;
        }
        if self.plan.uploads.first().is_some() {
            return Some(Errand::Send);
        }
        let begun = self.line.iter().find(|place| place.is_noted);
        self.owes_sending = begun.is_some();
        begun.map(|place| Errand::Resume(place.id))
    }

    /// Whoever failed had his turn.
    pub(crate) fn note_whose_turn(&mut self, request: &Request, turn: &Turn) {
        if !matches!(turn, Turn::Stop(_)) {
            return;
        }
        match request {
            Request::Announce(_) => self.owes_sending = true,
            Request::Inquire { .. } | Request::Slice { .. } | Request::Stream(_) => {
                self.owes_sending = false;
            }
            Request::Capabilities
            | Request::Keys
            | Request::Time
            | Request::Feed { .. }
            | Request::Holdings { .. }
            | Request::Fetch(_)
            | Request::Catalogue(_) => {}
        }
    }

    pub(crate) fn next_result(&self) -> Option<&Wanted> {
        // The agency may give the same letter to many.
        let is_skipped = |it: &Wanted| self.plan.skipped.contains(&(it.dossier, it.line.sha256));
        let open = |wanted: &&Wanted| !is_skipped(wanted);
        let rank = |wanted: &&Wanted| {
            let culprit = Culprit::result(wanted);
            (self.blame.had_turn(culprit), self.blame.of(culprit))
        };
        let mut open = self.ledger.wanted().iter().filter(open);
        // Most often nothing failed, and the first is as good as any.
        let first = open.next()?;
        if rank(&first) == (false, 0) { Some(first) } else { open.chain([first]).min_by_key(rank) }
    }
}
