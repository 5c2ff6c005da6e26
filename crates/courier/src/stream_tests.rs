//! Parts go over in one stream, and what comes of its troubles.

use wire::problem::{Problem, Reason};
use wire::stream::MOST_RESUMED;

use crate::streaming::{announcing, order, stopped, streaming};
use crate::testing::{a_parcel, announced, delivered, id};
use crate::{
    Activity, Answer, BARRED_MS, Effect, Failure, Input, Obstacle, Parcel, Request, Trouble, Word,
};

#[test]
fn all_parts_go_in_one_stream_small_dossiers_before_large_ones() {
    let large = Parcel { sizes: [100, 90_000].into(), ..a_parcel(1, 1) };
    let mut scene = announcing(vec![large, a_parcel(2, 2), a_parcel(3, 3)]);

    scene.outcomes(vec![announced(0), announced(0), announced(10)]).no_news();

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
    scene.sleeps();

    assert_eq!(order(&scene.lanes()), [(1, None)], "no question goes before it");
    let saved = ["announcing 1, attempt 2", "sending 1", "announcing 2, attempt 2", "sending 2"];
    assert_eq!(scene.saved(), saved);
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

/// What somebody says in whose place the gateway should have answered.
fn answers_instead() -> [Failure; 4] {
    [Trouble::Broken, Trouble::LoginPage, Trouble::ProxyRefuses, Trouble::NotTheGateway]
        .map(stopped)
}

#[test]
fn gateway_that_is_too_busy_for_streams_is_waited_for() {
    let busy = || Failure::Transient { trouble: Trouble::Busy, retry_after_ms: Some(5_000) };
    let mut scene = streaming(1);

    for _ in 0..4 {
        scene.failed(busy()).sleeps().comes_to_sending(0);
    }

    assert_eq!(order(&scene.lanes()), [(1, None)], "slices would be more work for it");
}

#[test]
fn stream_is_tried_again_when_nothing_else_gets_past_the_front_either() {
    for answer in answers_instead() {
        let mut scene = streaming(1);
        scene.taken(0, 100).failed(stopped(Trouble::Busy)).sleeps();
        assert_eq!(order(&scene.lanes()), [(1, None)], "the gateway begins anew");

        scene.failed(answer.clone()).sleeps();
        assert!(matches!(scene.asked(), Some(Request::Feed { .. })), "the news tell more");
        for _ in 0..6 {
            scene.failed(answer.clone()).sleeps();
            let asked = scene.asked();
            let is_either = matches!(asked, Some(Request::Feed { .. } | Request::Stream(_)));
            assert!(is_either, "{answer:?}: {asked:?}");
        }
        scene.comes_to_sending(0);

        assert_eq!(order(&scene.lanes()), [(1, None)], "{answer:?}");
    }
}

#[test]
fn stream_that_was_turned_away_is_forgiven_when_the_news_are_as_well() {
    let mut scene = streaming(1);

    scene.failed(stopped(Trouble::Broken)).sleeps();
    assert!(matches!(scene.asked(), Some(Request::Feed { .. })));
    scene.failed(stopped(Trouble::Broken)).sleeps();
    while !matches!(scene.asked(), Some(Request::Stream(_))) {
        scene.failed(stopped(Trouble::Broken)).sleeps();
    }
    scene.failed(stopped(Trouble::Broken)).sleeps().no_news();
    assert_eq!(order(&scene.lanes()), [(1, None)]);
    scene.failed(stopped(Trouble::Broken)).sleeps().comes_to_sending(0);

    assert_eq!(order(&scene.lanes()), [(1, None)], "only the last was turned away by itself");
}

#[test]
fn trouble_at_the_door_of_a_stream_is_told_and_waited_out_as_anywhere_else() {
    let mut scene = streaming(1);

    let retry_after_ms = Some(90_000);
    scene.failed(Failure::Transient { trouble: Trouble::Busy, retry_after_ms });

    let obstacle = scene.courier.standing().hindrance.map(|it| it.obstacle);
    assert_eq!(obstacle, Some(Obstacle::Road(Trouble::Busy)));
    let until = crate::Tick(scene.now.tick.0 + 90_000);
    assert_eq!(scene.courier.activity(), Activity::BackingOff { next: until });
}

#[test]
fn slices_go_for_an_hour_when_a_front_turns_two_streams_away_and_nothing_else() {
    for answer in answers_instead() {
        let mut scene = streaming(1);

        scene.failed(answer.clone()).sleeps().no_news();
        assert_eq!(order(&scene.lanes()), [(1, None)], "once is no proof");
        scene.failed(answer.clone()).sleeps().comes_to_sending(0);

        assert!(matches!(scene.asked(), Some(Request::Slice { .. })), "{answer:?}");
        scene.passes(BARRED_MS).told(Answer::Taken { offset: 400 }).comes_to_sending(0);
        assert_eq!(order(&scene.lanes()), [(1, Some(400))], "then a stream is tried again");
    }
}

#[test]
fn front_that_had_no_gateway_now_and_then_is_held_against_no_stream() {
    let mut scene = streaming(1);

    for _ in 0..3 {
        scene.failed(stopped(Trouble::Broken)).sleeps().no_news();
        assert_eq!(order(&scene.lanes()), [(1, None)]);
        scene.opened().failed(stopped(Trouble::Busy)).sleeps().comes_to_sending(0);
    }

    assert_eq!(order(&scene.lanes()), [(1, None)], "one was let in between");
}

#[test]
fn slices_go_in_the_same_round_when_nobody_waits_for_the_next() {
    let mut scene = streaming(1);

    scene.failed(stopped(Trouble::Broken));
    assert!(scene.courier.has_untried());
    scene.hear(Input::Hurried).comes_to_sending(0);

    assert!(matches!(scene.asked(), Some(Request::Slice { .. })), "{:?}", scene.asked());
}

#[test]
fn slices_go_at_once_when_no_stream_is_let_through_until_somebody_rings() {
    let mut scene = streaming(1);

    scene.failed(Failure::NoStream);
    assert!(matches!(scene.asked(), Some(Request::Slice { offset: 0, .. })), "without a pause");
    scene.hear(Input::Rung).told(Answer::Taken { offset: 400 }).comes_to_sending(0);

    assert_eq!(order(&scene.lanes()), [(1, Some(400))]);
}
