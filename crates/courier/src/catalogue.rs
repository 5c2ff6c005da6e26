//! The package of the catalogue that the gateway offers: asked for when nothing of a resident's is left
//! to be done, and given up for anything that is. Whatever becomes of it stops no round.

use seal::Sha256;

use crate::courier::Courier;
use crate::effect::Request;
use crate::input::Tick;
use crate::round::Asked;
use crate::turn::Turn;

/// How long what the gateway offers is taken for what it still offers: a window is open all day.
const OFFER_GOOD_MS: u64 = 60 * 60 * 1000;
/// The same, when somebody asks for a round.
const OFFER_FRESH_MS: u64 = 60 * 1000;

/// What is remembered of what the gateway offers, beside its capabilities.
#[derive(Debug, Default)]
pub(crate) struct Offer {
    /// When the capabilities were told.
    heard: Option<Tick>,
    /// The package about which nothing more is to be done.
    settled: Option<Sha256>,
}

impl Offer {
    pub(crate) fn hear(&mut self, at: Tick) {
        *self = Self { heard: Some(at), settled: None };
    }

    fn is_older_than(&self, ms: u64, now: Tick) -> bool {
        self.heard.is_none_or(|at| now.0.saturating_sub(at.0) > ms)
    }
}

impl Courier {
    /// Somebody wants to know what there is now.
    pub(crate) fn listen_for_offers(&mut self) {
        if self.offer.is_older_than(OFFER_FRESH_MS, self.now.tick) {
            self.offer.heard = None;
        }
    }

    /// The gateway says whether its capabilities are as they were told last.
    pub(crate) fn hear_mark(&mut self, mark: Option<&str>) {
        let Some(mark) = mark else { return };
        let told = self.ledger.capabilities().and_then(|told| told.mark.as_deref());
        self.offer.heard = (told == Some(mark)).then_some(self.now.tick);
    }

    /// What is asked for the catalogue's sake, when there is anything left to ask in this round.
    pub(crate) fn next_catalogue(&self) -> Option<Request> {
        if self.plan.catalogue == Asked::Answered {
            return None;
        }
        if self.offer.is_older_than(OFFER_GOOD_MS, self.now.tick) {
            return Some(Request::Capabilities);
        }
        let offered = self.ledger.capabilities()?.catalogue.as_ref()?;
        let is_open = self.offer.settled != Some(offered.hash);
        is_open.then(|| Request::Catalogue(offered.clone()))
    }

    /// Whether the request that is under way is made for the catalogue's sake alone.
    pub(crate) fn is_catalogue_under_way(&self) -> bool {
        self.flight.as_ref().is_some_and(|flight| self.is_for_the_catalogue(&flight.request))
    }

    /// Whether a request is made for the catalogue's sake alone: a dossier does not wait behind it.
    pub(crate) fn is_for_the_catalogue(&self, request: &Request) -> bool {
        match request {
            Request::Catalogue(_) => true,
            Request::Capabilities => self.ledger.capabilities().is_some(),
            Request::Announce(_)
            | Request::Keys
            | Request::Time
            | Request::Inquire { .. }
            | Request::Slice { .. }
            | Request::Stream(_)
            | Request::Feed { .. }
            | Request::Holdings { .. }
            | Request::Fetch(_) => false,
        }
    }

    /// The desk has taken the package, or does not want it.
    pub(crate) fn settled_catalogue(&mut self, hash: Sha256) -> Turn {
        self.offer.settled = Some(hash);
        Turn::GoOn
    }

    /// The package cannot be had now. The next round asks what is offered by then.
    pub(crate) fn leave_catalogue(&mut self) -> Turn {
        self.plan.catalogue = Asked::Answered;
        self.offer.heard = None;
        Turn::GoOn
    }
}

#[cfg(test)]
mod tests {
    use seal::hash::hash;
    use wire::capabilities::{Capabilities, CatalogueLine};

    use super::*;
    use crate::testing::{Scene, a_memory, a_parcel, begun, capabilities, delivered, id, keys};
    use crate::{Answer, Effect, Failure, Input, Trouble};

    fn an_offer(content: &str) -> CatalogueLine {
        let version = "2026.11.22".to_owned();
        CatalogueLine { version, hash: hash(content.as_bytes()), bytes: 9 }
    }

    fn offers(content: &str) -> Answer {
        let catalogue = Some(an_offer(content));
        Answer::Capabilities(Box::new(Capabilities { catalogue, ..capabilities(1) }))
    }

    /// A courier that has nothing left to do but to ask for the package.
    fn asking() -> Scene {
        let mut scene = begun(a_memory(vec![]));
        scene.told(offers("a package")).no_news();
        assert_eq!(scene.asked(), Some(&Request::Catalogue(an_offer("a package"))));
        scene
    }

    fn unreachable() -> Failure {
        Failure::Transient { trouble: Trouble::Unreachable, retry_after_ms: None }
    }

    #[test]
    fn catalogue_is_asked_for_when_nothing_of_a_residents_is_left() {
        let mut scene = begun(a_memory(vec![a_parcel(1, 1)]));

        scene.told(offers("a package"));
        assert_eq!(scene.announces(), [id(1)], "the dossier goes first");
        scene.outcomes(vec![delivered(1)]);
        assert!(matches!(scene.asked(), Some(Request::Feed { .. })), "then the news");
        scene.no_news();

        assert_eq!(scene.asked(), Some(&Request::Catalogue(an_offer("a package"))));
    }

    #[test]
    fn catalogue_is_asked_for_once_while_the_gateway_offers_the_same() {
        let mut scene = asking();

        scene.told(Answer::Settled);
        assert_eq!(scene.asked(), None, "the round is over");
        scene.sleeps().no_news();

        assert_eq!(scene.asked(), None, "and in the next one nothing is to be done");
    }

    #[test]
    fn dossier_does_not_wait_behind_a_catalogue() {
        let mut scene = asking();
        assert!(scene.courier.standing().is_for_the_catalogue);

        scene.hear(Input::Queued(a_parcel(1, 1)));

        assert!(!scene.courier.standing().is_for_the_catalogue, "it is the dossier's turn");
        assert!(matches!(scene.said.first(), Some(Effect::Abandon(_))), "{:?}", scene.said);
        assert_eq!(scene.announces(), [id(1)]);
        scene.outcomes(vec![delivered(1)]);
        assert_eq!(scene.asked(), Some(&Request::Catalogue(an_offer("a package"))), "it goes on");
    }

    #[test]
    fn catalogue_that_cannot_be_had_stops_no_round_and_is_asked_for_in_the_next() {
        let mut scene = asking();

        scene.failed(unreachable());
        assert_eq!((scene.asked(), scene.courier.standing().hindrance), (None, None));
        scene.sleeps().no_news();
        assert_eq!(scene.asked(), Some(&Request::Capabilities), "is it still offered?");
        scene.told(offers("a later package"));

        assert_eq!(scene.asked(), Some(&Request::Catalogue(an_offer("a later package"))));
    }

    #[test]
    fn gateway_that_does_not_say_again_what_it_offers_stops_no_round() {
        let mut scene = asking();
        scene.told(Answer::Settled);

        scene.passes(OFFER_GOOD_MS + 1).hear(Input::Woken).no_news().failed(unreachable());

        assert_eq!((scene.asked(), scene.courier.standing().hindrance), (None, None));
    }

    #[test]
    fn gateway_is_asked_again_what_it_offers_after_an_hour_or_a_click() {
        let mut scene = asking();
        scene.told(Answer::Settled);

        scene.passes(OFFER_FRESH_MS + 1).hear(Input::Rung).no_news();
        assert_eq!(scene.asked(), Some(&Request::Capabilities), "somebody clicked");
        scene.told(offers("a package")).told(Answer::Settled);
        scene.passes(OFFER_GOOD_MS + 1).hear(Input::Woken).no_news();

        assert_eq!(scene.asked(), Some(&Request::Capabilities), "an hour has gone by");
    }

    #[test]
    fn newer_keys_are_taken_before_anything_that_they_may_have_signed() {
        let mut scene = begun(a_memory(vec![a_parcel(1, 1)]));
        let told = Capabilities { keys_serial: Some(2), ..capabilities(1) };

        scene.told(Answer::Capabilities(Box::new(told)));
        assert_eq!(scene.asked(), Some(&Request::Keys));
        scene.told(Answer::Keys(keys(2)));

        assert_eq!(scene.saved()[0], "keys 2");
        assert_eq!(scene.announces(), [id(1)]);
    }
}
