//! What comes back: capabilities, the list of what the gateway holds, events, result files.

use domain::ids::ParcelId;
use wire::announcement::{NewsWanted, Outcome};
use wire::capabilities::Capabilities;
use wire::event::Event;
use wire::feed::{Cursor, FeedPage, Holding, HoldingsPage};
use wire::statement::Distrust;

use crate::blame::Culprit;
use crate::courier::{Courier, NEWS_MS, later};
use crate::effect::{Request, RequestId};
use crate::flight::Reached;
use crate::input::Trouble;
use crate::memory::Wanted;
use crate::standing::{Obstacle, Unfetched};
use crate::turn::Turn;

/// A desk may not keep so many bytes of a result file that had come.
const LEAST_KEPT: u64 = 256 * 1024;

/// How often in one round both sides are compared.
const COMPARISONS: u32 = 2;
/// How many pages of the feed in a row may have nothing in them.
const IDLE_PAGES: u32 = 100;

/// The list of what the gateway holds, as far as it came.
#[derive(Debug, Default)]
pub(crate) struct Comparison {
    pub(crate) after: Option<Cursor>,
    era: Option<u32>,
    holdings: Vec<Holding>,
    /// How many were begun in this round.
    begun: u32,
    /// One has just ended: what it had queued again is yet to be handed in, and a parent among it
    /// goes before its child. So the feed is read first.
    pub(crate) is_fresh: bool,
}

impl Courier {
    /// What the gateway takes, and which life of its records it lives.
    pub(crate) fn told_capabilities(&mut self, told: Box<Capabilities>) -> Turn {
        if told.gateway != self.ledger.gateway().keys.gateway() {
            return Turn::stop(Trouble::NotTheGateway);
        }
        if self.ledger.gateway().era != Some(told.era) {
            self.ledger.want_comparison();
        }
        let known = self.ledger.gateway().keys.serial();
        if told.keys_serial.is_some_and(|newest| newest > known) {
            self.ask_for_keys();
        }
        self.ledger.take_capabilities(told);
        self.offer.hear(self.now.tick);
        Turn::GoOn
    }

    /// The next page of what the gateway holds.
    pub(crate) fn told_holdings(&mut self, page: HoldingsPage) -> Turn {
        let comparison = &mut self.plan.comparison;
        if comparison.era != Some(page.era) {
            let is_first = comparison.after.is_none();
            let begun = comparison.begun + 1;
            *comparison = Comparison { era: Some(page.era), begun, ..Comparison::default() };
            if begun > COMPARISONS {
                return Turn::stop(Trouble::Broken);
            }
            if !is_first {
                return Turn::GoOn;
            }
        }
        if page.more && (page.holdings.is_empty() || comparison.after.as_ref() == Some(&page.next))
        {
            return Turn::stop(Trouble::Broken);
        }
        comparison.holdings.extend(page.holdings);
        comparison.after = Some(page.next);
        if page.more {
            return Turn::GoOn;
        }
        let holdings = std::mem::take(&mut comparison.holdings);
        let begun = comparison.begun;
        *comparison = Comparison { begun, is_fresh: true, ..Comparison::default() };
        self.ledger.compared(page.era, holdings);
        self.plan.is_feed_read = false;
        Turn::GoOn
    }

    /// Where the feed goes on, if news are wanted along with the answer to an announcement.
    pub fn wants_news(&self) -> Option<NewsWanted> {
        let wants = !self.plan.is_feed_read || self.now.tick >= self.news_by;
        wants.then(|| NewsWanted { after: self.ledger.gateway().cursor.clone() })
    }

    /// News that cannot be used are no trouble of the announcement's: they are asked for again.
    pub(crate) fn announced_with_news(
        &mut self,
        batch: &[ParcelId],
        outcomes: Vec<Outcome>,
        page: FeedPage,
    ) -> Turn {
        let is_other_life = self.ledger.gateway().era != Some(page.era);
        let turn = self.announced(batch, outcomes);
        if matches!(turn, Turn::GoOn) {
            let _ = self.told_news(page);
        } else if is_other_life {
            self.ledger.want_comparison();
        }
        turn
    }

    /// The next page of events.
    pub(crate) fn told_news(&mut self, page: FeedPage) -> Turn {
        if self.ledger.gateway().era != Some(page.era) {
            return self.feed_lost();
        }
        let events = match self.new_events(&page) {
            Ok(events) => events,
            Err(distrust) if distrust.wants_keys() && self.ask_for_keys() => return Turn::GoOn,
            Err(_) => return feed_stops(Trouble::NotTheGateway),
        };
        self.plan.idle_pages = if events.is_empty() { self.plan.idle_pages + 1 } else { 0 };
        let is_moved = self.ledger.gateway().cursor.as_ref() != Some(&page.next);
        if page.more && (!is_moved || self.plan.idle_pages > IDLE_PAGES) {
            return feed_stops(Trouble::Broken);
        }
        if is_moved || !events.is_empty() {
            self.ledger.events(events, page.era, page.next);
            self.got_through();
        }
        self.blame.acquit(Culprit::Feed);
        if !page.more {
            self.blame.take_turn(Culprit::Feed);
            self.hear_mark(page.capabilities.as_deref());
            self.news_by = later(self.now.tick, NEWS_MS);
        }
        (self.plan.comparison.is_fresh, self.plan.is_feed_due) = (false, false);
        self.plan.is_feed_read = !page.more;
        Turn::GoOn
    }

    /// The gateway lives another life than the one that the feed was read in.
    pub(crate) fn feed_lost(&mut self) -> Turn {
        self.ledger.want_comparison();
        if self.plan.comparison.begun < COMPARISONS {
            Turn::GoOn
        } else {
            Turn::stop(Trouble::Broken)
        }
    }

    /// More of a result file is here.
    pub(crate) fn came(&mut self, request: RequestId, held: u64) -> Turn {
        let Some(flight) = self.flight.as_mut().filter(|flight| flight.id == request) else {
            return Turn::Stay;
        };
        flight.progress(self.now.tick);
        let Request::Fetch(wanted) = &flight.request else { return Turn::Stay };
        let file = (wanted.dossier, wanted.line.sha256);
        if held == 0 {
            self.begun.remove(&file);
            return Turn::Stay;
        }
        let begun = self.begun.entry(file).or_default();
        flight.course.begins_anew |= held.saturating_add(LEAST_KEPT) < *begun;
        if held > *begun {
            *begun = held;
            flight.course.reach(Reached::Brought);
            self.blame.relent();
            self.got_through();
        }
        Turn::Stay
    }

    /// The result file is kept.
    pub(crate) fn fetched(&mut self, wanted: &Wanted) -> Turn {
        self.ledger.drop_wanted(wanted);
        self.unfetched.remove(&(wanted.dossier, wanted.line.sha256));
        self.begun.remove(&(wanted.dossier, wanted.line.sha256));
        self.blame.acquit(Culprit::result(wanted));
        self.got_through();
        Turn::GoOn
    }

    /// The result file cannot be had now; it is asked for again in the next round.
    pub(crate) fn skip(&mut self, wanted: &Wanted, why: Unfetched) -> Turn {
        self.note_unfetched(wanted, why);
        self.blame.take_turn(Culprit::result(wanted));
        self.plan.skipped.insert((wanted.dossier, wanted.line.sha256));
        Turn::GoOn
    }

    /// Remembers why a result file could not be had, for whoever waits for it.
    pub(crate) fn note_unfetched(&mut self, wanted: &Wanted, why: Unfetched) {
        self.unfetched.insert((wanted.dossier, wanted.line.sha256), why);
    }

    /// The events of a page that were not applied yet.
    fn new_events(&self, page: &FeedPage) -> Result<Vec<Event>, Distrust> {
        let gateway = self.ledger.gateway();
        let mut last = gateway.last_event;
        let mut new = Vec::new();
        for statement in &page.events {
            let event = Event::verify(statement, &gateway.keys)?;
            if event.era > page.era {
                return Err(Distrust::Elsewhere);
            }
            if event.number > last {
                last = event.number;
                new.push(event);
            }
        }
        Ok(new)
    }
}

fn feed_stops(trouble: Trouble) -> Turn {
    Turn::halt(Obstacle::Road(trouble), vec![Culprit::Feed])
}

#[cfg(test)]
mod tests {
    use domain::ids::{DossierId, Id, SubmissionId};
    use domain::moment::Millis;
    use domain::text::Line;
    use seal::hash::hash;
    use wire::event::{FORMAT, ResultLine};

    use super::*;
    use crate::testing::{Scene, a_parcel, delivered, receipts, under_way};
    use crate::{Answer, Failure, Input, STALL_MS};

    fn an_event(number: u64, signer: u8) -> String {
        let line = ResultLine {
            name: Line::new("ket-qua.pdf"),
            media: "application/pdf".to_owned(),
            size: 9,
            sha256: hash(b"result"),
        };
        let event = Event {
            format: FORMAT,
            era: 1,
            number,
            at_ms: Millis::new(1),
            dossier_id: DossierId::from_bytes([1; 16]),
            submission_id: SubmissionId::from_bytes([1; 16]),
            status: "2".to_owned(),
            official_code: None,
            received_ms: None,
            reason: None,
            deadline: None,
            result: (number == 3).then_some(line),
        };
        event.sign("1", &receipts(signer)).unwrap()
    }

    fn page(scene: &mut Scene, events: Vec<String>, next: &str, more: bool) {
        let next = Cursor::new(next);
        scene.told(Answer::Feed(FeedPage { era: 1, events, next, more, capabilities: None }));
    }

    #[test]
    fn event_is_applied_once_however_often_it_comes() {
        let mut scene = under_way(vec![]);

        page(&mut scene, vec![an_event(1, 1), an_event(2, 1)], "1.2", true);
        assert_eq!(scene.saved(), ["2 events, then 1.2"]);
        page(&mut scene, vec![an_event(2, 1), an_event(4, 1)], "1.4", false);

        assert_eq!(scene.saved(), ["1 events, then 1.4"]);
    }

    #[test]
    fn page_is_refused_as_a_whole_when_one_event_is_forged() {
        let mut scene = under_way(vec![]);

        page(&mut scene, vec![an_event(1, 1), an_event(2, 9)], "1.2", false);

        assert!(scene.saved().is_empty(), "nothing of it counts");
        assert_eq!(scene.asked(), None, "the round is over");
    }

    #[test]
    fn news_that_come_with_an_announcement_are_not_asked_for_again() {
        let mut scene = under_way(vec![a_parcel(1, 1)]);
        assert_eq!(scene.courier.wants_news(), Some(NewsWanted { after: None }));
        let page = |events| {
            let next = Cursor::new("1.1");
            FeedPage { era: 1, events, next, more: false, capabilities: None }
        };
        let both = |page| Answer::OutcomesAndNews(vec![delivered(1)], page);

        scene.told(both(page(vec![an_event(1, 1)])));
        assert_eq!(scene.saved(), ["delivered 1", "1 events, then 1.1"]);
        assert_eq!(scene.asked(), None, "the round is over");

        let mut scene = under_way(vec![a_parcel(1, 1)]);
        scene.told(both(page(vec![an_event(1, 9)])));
        assert_eq!(scene.saved(), ["delivered 1"], "forged news are no trouble of the dossier's");
        assert!(matches!(scene.asked(), Some(Request::Feed { .. })), "they are asked for again");
    }

    #[test]
    fn feed_that_leads_nowhere_is_left() {
        let mut scene = under_way(vec![]);
        page(&mut scene, vec![], "1.0", true);

        page(&mut scene, vec![], "1.0", true);

        assert_eq!(scene.asked(), None, "it says that there is more and shows nothing");
    }

    #[test]
    fn result_file_is_fetched_when_an_event_brings_it() {
        let mut scene = under_way(vec![]);
        page(&mut scene, vec![an_event(3, 1)], "1.3", false);
        assert!(matches!(scene.asked(), Some(Request::Fetch(_))));

        scene.told(Answer::Fetched);

        assert_eq!(scene.courier.standing().results, 0);
    }

    #[test]
    fn result_file_is_asked_for_again_in_the_next_round_when_it_is_not_there() {
        let mut scene = under_way(vec![]);
        page(&mut scene, vec![an_event(3, 1)], "1.3", false);

        scene.failed(Failure::Gone);
        assert_eq!(scene.asked(), None, "the round is over");
        assert_eq!(scene.courier.standing().results, 1, "and it is still wanted");
        scene.sleeps();
        page(&mut scene, vec![], "1.3", false);

        assert!(matches!(scene.asked(), Some(Request::Fetch(_))));
    }

    fn comes(scene: &mut Scene, held: u64) {
        let request = scene.courier.flight.as_ref().unwrap().id;
        scene.hear(Input::Came { request, held });
    }

    #[test]
    fn result_file_goes_on_at_once_when_the_line_broke_after_more_of_it_had_come() {
        let line_broke =
            || Failure::Transient { trouble: Trouble::Unreachable, retry_after_ms: None };
        let mut scene = under_way(vec![]);
        page(&mut scene, vec![an_event(3, 1)], "1.3", false);

        for held in 1..=5 {
            comes(&mut scene, held);
            scene.failed(line_broke());
            assert!(matches!(scene.asked(), Some(Request::Fetch(_))), "with {held} bytes");
        }
        comes(&mut scene, 6);
        scene.passes(STALL_MS).hear(Input::Woken);
        assert!(matches!(scene.asked(), Some(Request::Fetch(_))), "silence is a break as well");
        assert!(scene.courier.standing().hindrance.is_none());

        comes(&mut scene, 6);
        scene.failed(line_broke());
        assert_eq!(
            scene.asked(),
            None,
            "what came before is no progress: it begins anew each time"
        );
        assert!(scene.courier.standing().hindrance.is_some());
    }

    #[test]
    fn result_file_waits_when_the_gateway_itself_stopped_sending_it() {
        let mut scene = under_way(vec![]);
        page(&mut scene, vec![an_event(3, 1)], "1.3", false);

        comes(&mut scene, 5);
        scene.failed(Failure::Transient { trouble: Trouble::Broken, retry_after_ms: None });

        assert_eq!(scene.asked(), None);
    }
}
