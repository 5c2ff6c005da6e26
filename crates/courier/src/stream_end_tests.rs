//! When a stream comes to its end, and what comes before the next.

use wire::capabilities::Capabilities;
use wire::problem::Reason;
use wire::stream::PROTOCOL;

use crate::streaming::{order, stopped, streaming};
use crate::testing::{a_memory, a_parcel, announced, begun, capabilities, delivered, id, refused};
use crate::{
    Activity, Answer, Effect, Input, LEASE_MS, NEWS_MS, Request, STALL_MS, Trouble, WaitsFor, Why,
    Word,
};

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
        scene.passes(NEWS_MS / 10 - 1).taken(0, n);
    }
    assert_eq!(scene.courier.wake().unwrap().1, Why::News);

    scene.sleeps();
    assert!(scene.finishes());
    scene.told(Answer::Streamed);

    assert!(matches!(scene.asked(), Some(Request::Feed { .. })));
    scene.no_news();
    assert_eq!(order(&scene.lanes()), [(1, Some(10))], "then it goes on");

    scene.passes(NEWS_MS).taken(0, 11).hear(Input::Woken).told(Answer::Streamed);
    assert!(matches!(scene.asked(), Some(Request::Feed { .. })), "and again");
}

#[test]
fn news_are_read_when_somebody_rings() {
    let mut scene = streaming(1);

    scene.taken(0, 1).hear(Input::Rung);
    assert!(scene.finishes());
    scene.told(Answer::Streamed);

    assert!(matches!(scene.asked(), Some(Request::Feed { .. })));
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
    let bytes = |held| WaitsFor::Bytes { held, size: 1_100, parts: 1 };
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
