//! Parts go over in one stream, and what comes of its troubles.

use domain::ids::Id;
use wire::capabilities::Capabilities;
use wire::problem::{Problem, Reason};
use wire::stream::{MOST_RESUMED, PROTOCOL};

use crate::testing::{
    Scene, a_memory, a_parcel, announced, begun, capabilities, delivered, id, refused,
};
use crate::{
    Activity, Answer, BARRED_MS, Effect, Failure, Input, LEASE_MS, Lane, Obstacle, POLL_MS, Parcel,
    Request, STALL_MS, Trouble, WaitsFor, Why, Word,
};

fn stopped(trouble: Trouble) -> Failure {
    Failure::Transient { trouble, retry_after_ms: None }
}

fn speaks_streams() -> Answer {
    let (streams, max_announcements) = (vec![PROTOCOL.to_owned()], 100);
    Answer::Capabilities(Box::new(Capabilities { streams, max_announcements, ..capabilities(1) }))
}

/// A courier that has just announced these.
fn announcing(parcels: Vec<Parcel>) -> Scene {
    let mut scene = begun(a_memory(parcels));
    scene.told(speaks_streams());
    scene
}

/// Parcels 1 to `count` are in one stream, each with one part, from its beginning.
fn streaming(count: u8) -> Scene {
    let mut scene = announcing((1..=count).map(|n| a_parcel(n, n)).collect());
    scene.outcomes((1..=count).map(|_| announced(0)).collect());
    scene
}

impl Scene {
    fn lanes(&self) -> Vec<Lane> {
        match self.asked() {
            Some(Request::Stream(lanes)) => lanes.clone(),
            other => panic!("it asks for no stream, but {other:?}"),
        }
    }

    fn said_of(&mut self, lane: usize, word: Word) -> &mut Self {
        let request = self.courier.flight.as_ref().unwrap().id;
        self.hear(Input::Streamed { request, lane, word })
    }

    fn taken(&mut self, lane: usize, offset: u64) -> &mut Self {
        self.said_of(lane, Word::Taken { offset })
    }

    fn opened(&mut self) -> &mut Self {
        let request = self.courier.flight.as_ref().unwrap().id;
        self.hear(Input::Progressed(request))
    }

    /// Goes through all that comes before sending, where the gateway holds so much.
    fn comes_to_sending(&mut self, offset: u64) -> &mut Self {
        loop {
            match self.asked() {
                Some(Request::Feed { .. }) => self.no_news(),
                Some(Request::Inquire { .. }) => self.told(Answer::Outcome(announced(offset))),
                _ => return self,
            };
        }
    }

    fn finishes(&self) -> bool {
        self.said.iter().any(|effect| matches!(effect, Effect::Finish(_)))
    }

    fn goes_on(&self) -> bool {
        self.courier.is_streaming() && !self.finishes()
    }
}

fn order(lanes: &[Lane]) -> Vec<(u8, Option<u64>)> {
    lanes.iter().map(|lane| (lane.parcel.as_bytes()[0], lane.from)).collect()
}

#[test]
fn all_parts_go_in_one_stream_small_dossiers_before_large_ones() {
    let large = Parcel { sizes: vec![100, 90_000], ..a_parcel(1, 1) };
    let mut scene = announcing(vec![large, a_parcel(2, 2), a_parcel(3, 3)]);

    scene.outcomes(vec![announced(0), announced(0), announced(10)]);

    let lanes = scene.lanes();
    assert_eq!(order(&lanes), [(2, Some(0)), (3, Some(10)), (1, Some(0))]);
    assert_eq!((lanes[2].part, lanes[2].size), (1, 90_000));
}

#[test]
fn receipt_is_saved_while_the_others_go_on() {
    let mut scene = streaming(2);

    scene.taken(0, 1_000).said_of(0, Word::Stands(delivered(1)));

    assert_eq!(scene.saved(), ["delivered 1"]);
    assert!(scene.goes_on(), "and the other is still under way");
}

#[test]
fn line_that_breaks_is_taken_up_again_at_once_when_something_had_come_over() {
    let mut scene = streaming(2);

    scene.taken(0, 400).failed(stopped(Trouble::Stalled));

    assert_eq!(order(&scene.lanes()), [(1, None), (2, None)], "and the gateway says from where");
    assert_eq!(scene.courier.standing().hindrance, None);
}

#[test]
fn line_that_brings_nothing_is_left_alone_for_a_while_and_then_asked_in_the_stream() {
    let mut scene = streaming(2);

    scene.opened().failed(stopped(Trouble::Unreachable));
    assert_eq!(scene.saved(), ["queued 1", "queued 2"]);
    assert!(matches!(scene.courier.activity(), Activity::BackingOff { .. }));
    scene.sleeps().no_news();

    assert_eq!(order(&scene.lanes()), [(1, None)], "no question goes before it");
    let saved = ["announcing 1, attempt 2", "sending 1", "announcing 2, attempt 2", "sending 2"];
    assert_eq!(scene.saved()[1..], saved);
}

#[test]
fn gateway_is_asked_about_no_more_uploads_than_one_stream_may_name() {
    let mut scene = streaming(40);

    scene.taken(0, 1).failed(stopped(Trouble::Unreachable));

    assert_eq!(scene.lanes().len(), MOST_RESUMED, "the rest wait for the next");
}

#[test]
fn nonsense_about_how_much_is_there_ends_the_stream_and_is_blamed_on_its_parcel() {
    for offset in [1_001, 99] {
        let mut scene = streaming(2);

        scene.taken(0, 100).taken(0, offset);

        assert!(matches!(scene.said[0], Effect::Abandon(_)), "{offset} cannot be");
        let hindrance = scene.courier.standing().hindrance.unwrap();
        assert_eq!(hindrance.obstacle, Obstacle::Road(Trouble::Broken));
        scene.sleeps();
        assert_eq!(order(&scene.lanes()), [(2, None), (1, None)], "it goes last");
    }
}

#[test]
fn refusal_of_one_lane_is_its_parcels_alone() {
    let refusal = || Failure::Final(Problem::new(Reason::MediaRefused, "test"));
    let ends: [(Failure, &[&str]); 4] = [
        (refusal(), &["set aside 1: media-refused"]),
        (Failure::Unreadable("page-damaged"), &["set aside 1: page-damaged"]),
        (Failure::Gone, &[]),
        (Failure::WrongOffset, &[]),
    ];
    for (failure, saved) in ends {
        let mut scene = streaming(2);

        scene.said_of(0, Word::Ended(failure.clone()));

        assert_eq!(scene.saved(), saved, "{failure:?}");
        assert!(scene.goes_on(), "{failure:?}");
        scene.taken(1, 1_000).said_of(1, Word::Stands(delivered(2)));
        assert_eq!(scene.saved(), ["delivered 2"], "{failure:?}");
    }
}

#[test]
fn file_that_cannot_be_read_now_stops_the_round_when_the_others_are_over() {
    let mut scene = streaming(2);

    scene.said_of(0, Word::Ended(Failure::Unable("page-held")));
    assert!(scene.goes_on());
    scene.said_of(1, Word::Stands(delivered(2))).told(Answer::Streamed);

    let hindrance = scene.courier.standing().hindrance.unwrap();
    assert_eq!(hindrance.obstacle, Obstacle::Desk("page-held"));
    assert_eq!(scene.saved(), ["queued 1"]);
}

#[test]
fn gateway_that_is_full_closes_the_road_for_all() {
    let mut scene = streaming(2);
    let full = Failure::Final(Problem::new(Reason::DiskFull, "test"));

    scene.said_of(0, Word::Ended(full));

    assert!(matches!(scene.said[0], Effect::Abandon(_)));
    assert_eq!(scene.saved(), ["queued 1", "queued 2"]);
}

#[test]
fn parcel_is_asked_after_when_all_was_taken_and_no_receipt_came() {
    let mut scene = streaming(1);

    scene.taken(0, 1_000).told(Answer::Streamed);

    assert!(matches!(scene.asked(), Some(Request::Inquire { parcel, .. }) if *parcel == id(1)));
}

#[test]
fn what_is_missing_anew_goes_in_the_next_stream() {
    let mut scene = streaming(1);

    scene.taken(0, 1_000).said_of(0, Word::Stands(announced(300))).told(Answer::Streamed);

    assert_eq!(order(&scene.lanes()), [(1, Some(300))]);
}

#[test]
fn slices_go_for_an_hour_when_two_streams_in_a_row_opened_and_brought_nothing() {
    let mut scene = streaming(1);

    for _ in 0..2 {
        scene.opened().failed(stopped(Trouble::Stalled)).sleeps().comes_to_sending(0);
    }

    assert!(matches!(scene.asked(), Some(Request::Slice { .. })), "{:?}", scene.asked());
    scene.passes(BARRED_MS).told(Answer::Taken { offset: 400 }).comes_to_sending(0);
    assert_eq!(order(&scene.lanes()), [(1, Some(400))], "then a stream is tried again");
}

#[test]
fn stream_that_never_opened_says_nothing_against_streams() {
    let mut scene = streaming(1);

    for _ in 0..5 {
        scene.failed(stopped(Trouble::Unreachable)).sleeps().comes_to_sending(0);
        assert_eq!(order(&scene.lanes()), [(1, None)], "the road was down");
    }
}

#[test]
fn slices_go_at_once_when_no_stream_is_let_through_until_somebody_rings() {
    let mut scene = streaming(1);

    scene.failed(Failure::NoStream);
    assert!(matches!(scene.asked(), Some(Request::Slice { offset: 0, .. })), "without a pause");
    scene.hear(Input::Rung).told(Answer::Taken { offset: 400 }).comes_to_sending(0);

    assert_eq!(order(&scene.lanes()), [(1, Some(400))]);
}

#[test]
fn stream_ends_in_order_when_a_form_is_queued_and_goes_on_after_it() {
    let mut scene = streaming(1);
    scene.taken(0, 100).hear(Input::Queued(a_parcel(2, 2)));
    assert!(scene.finishes(), "a form goes before scans");

    scene.hear(Input::Queued(a_parcel(3, 3)));
    assert!(!scene.finishes(), "it is told once");
    scene.taken(0, 200).told(Answer::Streamed);
    assert_eq!(scene.announces(), [id(2), id(3)]);
    scene.outcomes(vec![delivered(2), delivered(3)]);

    assert_eq!(order(&scene.lanes()), [(1, Some(200))], "what was said last counts");
}

#[test]
fn stream_goes_on_when_what_was_queued_cannot_go_yet() {
    let mut scene = streaming(1);

    scene.hear(Input::Queued(a_parcel(2, 1)));

    assert!(scene.goes_on(), "an earlier one of its dossier is still under way");
}

#[test]
fn news_are_read_after_five_minutes_of_streaming() {
    let mut scene = streaming(1);
    for n in 1..=10 {
        scene.passes(POLL_MS / 10 - 1).taken(0, n);
    }
    assert_eq!(scene.courier.wake().unwrap().1, Why::News);

    scene.sleeps();
    assert!(scene.finishes());
    scene.told(Answer::Streamed);

    assert_eq!(scene.asked(), Some(&Request::Feed { after: None }));
    scene.no_news();
    assert_eq!(order(&scene.lanes()), [(1, Some(10))], "then it goes on");
}

#[test]
fn news_are_read_when_somebody_rings() {
    let mut scene = streaming(1);

    scene.taken(0, 1).hear(Input::Rung);
    assert!(scene.finishes());
    scene.told(Answer::Streamed);

    assert_eq!(scene.asked(), Some(&Request::Feed { after: None }));
}

#[test]
fn stream_that_was_told_to_end_is_given_up_when_it_does_not() {
    let mut scene = streaming(1);
    scene.taken(0, 1).hear(Input::Queued(a_parcel(2, 2)));

    scene.passes(STALL_MS - 1).opened();
    scene.passes(1).hear(Input::Woken);

    assert!(matches!(scene.said[0], Effect::Abandon(_)), "whatever still comes");
    assert_eq!(scene.announces(), [id(2)]);
}

#[test]
fn stream_that_ends_and_has_moved_nothing_is_followed_by_a_pause() {
    let mut scene = streaming(1);

    scene.opened().told(Answer::Streamed);

    assert!(matches!(scene.courier.activity(), Activity::BackingOff { .. }));
}

#[test]
fn leases_of_all_that_is_in_the_stream_are_renewed_whether_or_not_their_turn_has_come() {
    let mut scene = streaming(2);
    let half = u64::try_from(LEASE_MS / 2).unwrap();

    scene.passes(half).taken(0, 1);
    assert!(scene.saved().is_empty(), "half is enough");
    scene.passes(1).taken(0, 2);

    assert_eq!(scene.saved(), ["sending 1", "sending 2"]);
}

#[test]
fn stream_ends_in_order_when_a_parcel_in_it_is_cancelled() {
    let mut scene = streaming(2);

    scene.hear(Input::Cancelled(id(1)));
    assert!(scene.finishes());
    scene.told(Answer::Streamed);

    assert_eq!(order(&scene.lanes()), [(2, Some(0))]);
}

#[test]
fn word_about_an_abandoned_stream_means_nothing() {
    let mut scene = streaming(1);
    let request = scene.courier.flight.as_ref().unwrap().id;
    scene.failed(stopped(Trouble::Unreachable));

    let word = Word::Stands(refused(Reason::MediaRefused));
    scene.hear(Input::Streamed { request, lane: 0, word });

    assert!(scene.said.is_empty());
}

#[test]
fn standing_says_how_much_of_each_parcel_is_there() {
    let mut scene = streaming(2);

    scene.taken(0, 250);

    let waits: Vec<_> = scene.courier.standing().parcels.iter().map(|it| it.waits_for).collect();
    let bytes = |held| WaitsFor::Bytes { held, size: 1_100 };
    assert_eq!(waits, [bytes(350), bytes(100)], "the form is there");
}

#[test]
fn scans_have_their_turn_after_an_announcement_that_failed() {
    let mut scene = streaming(1);
    scene.taken(0, 1).hear(Input::Queued(a_parcel(2, 2))).told(Answer::Streamed);
    assert_eq!(scene.announces(), [id(2)]);

    scene.failed(stopped(Trouble::Unreachable)).sleeps();
    assert_eq!(order(&scene.lanes()), [(1, None)], "although a form waits");
    scene.taken(0, 2);
    assert!(scene.goes_on(), "and before the one that failed");
}

#[test]
fn scans_have_no_longer_turn_than_until_something_came_over_when_another_form_waits() {
    let few = Capabilities {
        max_announcements: 1,
        streams: vec![PROTOCOL.to_owned()],
        ..capabilities(1)
    };
    let mut scene = begun(a_memory((1..=3).map(|n| a_parcel(n, n)).collect()));
    scene.told(Answer::Capabilities(Box::new(few))).outcomes(vec![announced(0)]);
    assert_eq!(scene.announces(), [id(2)]);

    scene.failed(stopped(Trouble::Unreachable)).sleeps();
    assert_eq!(order(&scene.lanes()), [(1, None)], "although the third was never tried");
    scene.taken(0, 1);
    assert!(scene.finishes());
    scene.told(Answer::Streamed);

    assert_eq!(scene.announces(), [id(3)]);
}

#[test]
fn forms_have_their_turn_when_sending_failed_as_well() {
    let mut scene = streaming(1);
    scene.taken(0, 1).hear(Input::Queued(a_parcel(2, 2))).told(Answer::Streamed);

    scene.failed(stopped(Trouble::Unreachable)).sleeps();
    assert_eq!(order(&scene.lanes()), [(1, None)]);
    scene.failed(stopped(Trouble::Unreachable)).sleeps().comes_to_sending(0);

    assert_eq!(scene.announces(), [id(2)]);
}

#[test]
fn one_that_breaks_every_stream_is_parted_from_the_others() {
    let mut scene = streaming(4);

    for company in [2, 1, 1] {
        scene.opened().failed(stopped(Trouble::NotTheGateway));
        scene.hear(Input::Rung).comes_to_sending(0);
        assert_eq!(scene.lanes().len(), company);
    }
    scene.taken(0, 1_000).said_of(0, Word::Stands(delivered(1))).told(Answer::Streamed);

    assert!(scene.courier.load().waiting < 4, "somebody is through");
}
