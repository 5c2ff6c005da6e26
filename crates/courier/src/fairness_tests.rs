//! One errand that never ends well keeps nothing else waiting.

use domain::ids::{DossierId, Id, ParcelId};
use domain::text::Line;
use seal::hash::hash;
use wire::event::ResultLine;

use crate::streaming::announcing;
use crate::testing::{
    Scene, a_memory, a_parcel, announced, begun, capabilities, delivered, id, under_way,
};
use crate::{
    Answer, Failure, Input, Memory, Obstacle, Parcel, Request, Stage, Trouble, Unfetched, Wanted,
    Word,
};

fn stopped(trouble: Trouble) -> Failure {
    Failure::Transient { trouble, retry_after_ms: None }
}

/// Which parcel's bytes are under way.
fn slice_of(scene: &Scene) -> Option<ParcelId> {
    match scene.asked() {
        Some(Request::Slice { parcel, .. }) => Some(*parcel),
        _ => None,
    }
}

#[test]
fn others_and_the_news_go_first_when_somebody_in_between_blocks_one_parcel() {
    for trouble in [Trouble::NotTheGateway, Trouble::Unreachable, Trouble::Untrusted] {
        let mut scene = under_way(vec![a_parcel(1, 1), a_parcel(2, 2)]);
        scene.outcomes(vec![announced(0), announced(0)]);
        assert_eq!(slice_of(&scene), Some(id(1)));

        scene.failed(stopped(trouble.clone())).sleeps();

        assert!(
            matches!(scene.asked(), Some(Request::Inquire { parcel, .. }) if *parcel == id(2)),
            "{trouble:?}: the other goes first, not {:?}",
            scene.asked()
        );
        scene.told(Answer::Outcome(delivered(2)));
        assert_eq!(scene.asked(), Some(&Request::Feed { after: None }), "{trouble:?}: and news");
    }
}

#[test]
fn announcement_that_somebody_in_between_blocks_is_split_until_the_others_are_through() {
    let mut scene = under_way([1, 2, 3].map(|n| a_parcel(n, n)).to_vec());

    scene.failed(stopped(Trouble::NotTheGateway)).sleeps().no_news();
    assert_eq!(scene.announces(), [id(1)]);
    scene.failed(stopped(Trouble::NotTheGateway)).sleeps();

    assert_eq!(scene.announces(), [id(2)], "those that were not blocked alone");
}

#[test]
fn parcel_that_was_tried_more_often_goes_later_in_the_next_run() {
    let tried = |n: u8, attempts| Parcel { attempts, ..a_parcel(n, n) };
    let memory = a_memory(vec![tried(1, 3), tried(2, 0), tried(3, 1)]);
    let mut scene = begun(memory);

    scene.told(Answer::Capabilities(Box::new(capabilities(1))));
    assert_eq!(scene.announces(), [id(2)], "the one that never left");
    scene.outcomes(vec![delivered(2)]).no_news();
    assert_eq!(scene.announces(), [id(3)]);
    scene.outcomes(vec![delivered(3)]);

    assert_eq!(scene.announces(), [id(1)]);
}

#[test]
fn courier_in_a_hurry_gives_each_errand_one_turn() {
    let mut scene = under_way(vec![a_parcel(1, 1), a_parcel(2, 2)]);
    scene.outcomes(vec![announced(0), announced(0)]);
    scene.failed(stopped(Trouble::NotTheGateway));
    assert!(scene.courier.has_untried(), "the other and the news had no turn");

    scene.hear(Input::Hurried);
    assert_eq!(scene.asked(), Some(&Request::Feed { after: None }), "the news show the road");
    scene.no_news().told(Answer::Outcome(announced(0)));
    assert_eq!(slice_of(&scene), Some(id(2)), "at once");
    scene.failed(stopped(Trouble::Unreachable));

    assert!(!scene.courier.has_untried(), "everything had its turn");
    scene.hear(Input::Hurried);
    assert!(scene.said.is_empty(), "so it waits");
}

#[test]
fn courier_in_a_hurry_ends_when_the_same_trouble_meets_two_errands_in_a_row() {
    let mut scene = under_way([1, 2, 3].map(|n| a_parcel(n, n)).to_vec());
    scene.failed(stopped(Trouble::Unreachable));

    scene.hear(Input::Hurried).failed(stopped(Trouble::Unreachable));

    assert!(!scene.courier.has_untried(), "neither parcels nor news: it is the road");
}

#[test]
fn courier_in_a_hurry_ends_when_the_trouble_is_no_errands() {
    let mut scene = begun(a_memory(vec![a_parcel(1, 1)]));

    scene.failed(stopped(Trouble::Unreachable));

    assert!(!scene.courier.has_untried(), "what the gateway takes could not even be asked");
}

#[test]
fn forms_go_before_scans() {
    let mut scene = under_way([1, 2, 3, 4].map(|n| a_parcel(n, n)).to_vec());

    scene.outcomes(vec![announced(999), announced(999), delivered(3)]);

    assert_eq!(scene.announces(), [id(4)], "and not the scans of the first");
    scene.outcomes(vec![delivered(4)]);
    for n in [1, 2] {
        assert_eq!(slice_of(&scene), Some(id(n)), "then those");
        scene.told(Answer::Taken { offset: 1_000 }).told(Answer::Outcome(delivered(n)));
    }
}

#[test]
fn scans_have_their_turn_when_a_form_does_not_come_through() {
    let mut scene = under_way([1, 2, 3, 4].map(|n| a_parcel(n, n)).to_vec());
    scene.outcomes(vec![announced(0), announced(0), delivered(3)]);
    assert_eq!(scene.announces(), [id(4)]);

    scene.failed(stopped(Trouble::Unreachable)).sleeps();
    scene.told(Answer::Outcome(announced(0)));
    assert_eq!(slice_of(&scene), Some(id(1)), "although the form waits");
    scene.hear(Input::Queued(a_parcel(5, 5))).told(Answer::Taken { offset: 400 });

    assert_eq!(scene.announces(), [id(5)], "until something came over");
}

#[test]
fn form_is_sent_once_however_often_the_line_breaks() {
    let mut scene = under_way(vec![a_parcel(1, 1)]);
    scene.outcomes(vec![announced(0)]);

    for offset in [100, 200, 300] {
        scene.failed(stopped(Trouble::Unreachable)).sleeps();
        if matches!(scene.asked(), Some(Request::Feed { .. })) {
            scene.no_news();
        }
        assert!(matches!(scene.asked(), Some(Request::Inquire { .. })), "{:?}", scene.asked());
        scene.told(Answer::Outcome(announced(offset)));
        assert_eq!(slice_of(&scene), Some(id(1)), "it goes on");
    }
}

#[test]
fn parcel_is_announced_again_when_the_gateway_has_forgotten_it() {
    let mut scene = under_way(vec![a_parcel(1, 1)]);
    scene.outcomes(vec![announced(0)]).failed(stopped(Trouble::Unreachable)).sleeps().no_news();

    scene.failed(Failure::Gone);

    assert_eq!(scene.announces(), [id(1)], "with its form");
}

#[test]
fn parcel_of_an_earlier_run_is_asked_after_when_its_form_is_there() {
    let lease = crate::Lease {
        until: domain::moment::Millis::new(crate::testing::NOON),
        holder: crate::Run([9; 8]),
    };
    let sending = Parcel { stage: Stage::Sending(lease), attempts: 1, ..a_parcel(1, 1) };
    let mut scene = begun(a_memory(vec![sending]));

    scene.told(Answer::Capabilities(Box::new(capabilities(1)))).no_news();

    assert_eq!(scene.saved().last().unwrap(), "announcing 1, attempt 2");
    assert!(matches!(scene.asked(), Some(Request::Inquire { .. })));
    scene.told(Answer::Outcome(announced(500)));
    assert_eq!(scene.saved(), ["sending 1"]);
}

#[test]
fn others_go_when_the_desk_cannot_read_one_parcel_for_a_moment() {
    let mut scene = under_way(vec![a_parcel(1, 1), a_parcel(2, 2)]);
    scene.outcomes(vec![announced(0), announced(0)]);

    scene.failed(Failure::Unable("store-io"));
    let hindrance = scene.courier.standing().hindrance.unwrap();
    assert_eq!(hindrance.obstacle, Obstacle::Desk("store-io"), "it waits, and says why");
    scene.sleeps();

    assert!(matches!(scene.asked(), Some(Request::Inquire { parcel, .. }) if *parcel == id(2)));
    assert_eq!(scene.courier.standing().set_aside, 0, "nothing is the clerk's");
}

fn wanting_a_result() -> Memory {
    let line = ResultLine {
        name: Line::new("ket-qua.pdf"),
        media: "application/pdf".to_owned(),
        size: 9,
        sha256: hash(b"result"),
    };
    let wanted = vec![Wanted { dossier: DossierId::from_bytes([1; 16]), line }];
    Memory { wanted, ..a_memory(vec![]) }
}

fn fetching() -> Scene {
    let mut scene = begun(wanting_a_result());
    scene.told(Answer::Capabilities(Box::new(capabilities(1)))).no_news();
    scene
}

#[test]
fn standing_says_why_a_result_cannot_be_had() {
    let refusal = wire::problem::Problem::new(wire::problem::Reason::NotYourDesk, "test");
    for (failure, why) in [
        (Failure::Gone, Unfetched::Gone),
        (Failure::Final(refusal), Unfetched::Refused("not-your-desk".to_owned())),
        (Failure::Unreadable("result-too-large"), Unfetched::Desk("result-too-large")),
        (stopped(Trouble::NotTheGateway), Unfetched::Road(Trouble::NotTheGateway)),
        (Failure::Unable("store-full"), Unfetched::Desk("store-full")),
    ] {
        let mut scene = fetching();
        assert_eq!(scene.courier.standing().unfetched[0].1, None, "not asked for yet");
        assert_eq!(scene.courier.unfetched().len(), 0, "not asked for yet");

        scene.failed(failure);

        let standing = scene.courier.standing();
        let of = (DossierId::from_bytes([1; 16]), hash(b"result"));
        assert_eq!(scene.courier.unfetched().get(&of), Some(&why));
        assert_eq!((standing.results, &standing.unfetched[0].1), (1, &Some(why)));
    }
}

#[test]
fn result_that_came_at_last_is_no_trouble_any_more() {
    let mut scene = fetching();
    scene.failed(Failure::Gone);
    assert_eq!(scene.courier.unfetched().values().collect::<Vec<_>>(), [&Unfetched::Gone]);
    scene.sleeps().no_news();

    scene.told(Answer::Fetched);

    assert_eq!(scene.courier.standing().unfetched, []);
    assert_eq!(scene.courier.unfetched().len(), 0, "nothing is said of a file that is here");
    assert_eq!(scene.courier.load().results, 0);
}

#[test]
fn dossier_is_sent_although_two_others_never_come_through() {
    let old = crate::Lease { until: domain::moment::Millis::new(0), holder: crate::Run([9; 8]) };
    let begun_before =
        |n, attempts| Parcel { stage: Stage::Sending(old), attempts, ..a_parcel(n, n) };
    let mut scene = begun(a_memory(vec![a_parcel(1, 1), begun_before(2, 1), begun_before(3, 40)]));
    scene.told(Answer::Capabilities(Box::new(capabilities(1))));

    let mut rounds = 0;
    while slice_of(&scene) != Some(id(3)) || rounds < 8 {
        rounds += usize::from(scene.asked().is_none());
        assert!(rounds < 16, "it waits for ever behind what somebody in between blocks");
        match scene.asked() {
            Some(Request::Feed { .. }) => scene.no_news(),
            Some(Request::Inquire { .. }) => scene.told(Answer::Outcome(announced(0))),
            // At first nothing comes through, and so all had their turn.
            Some(_) => scene.failed(stopped(Trouble::NotTheGateway)),
            None => scene.sleeps(),
        };
    }
}

#[test]
fn result_is_fetched_although_the_same_letter_is_gone_for_another_dossier() {
    let mut memory = wanting_a_result();
    let other = Wanted { dossier: DossierId::from_bytes([2; 16]), ..memory.wanted[0].clone() };
    memory.wanted.push(other.clone());
    let mut scene = begun(memory);
    scene.told(Answer::Capabilities(Box::new(capabilities(1)))).no_news();

    scene.failed(Failure::Gone);

    assert_eq!(scene.asked(), Some(&Request::Fetch(other)));
}

#[test]
fn dossier_that_failed_alone_has_another_turn_beside_two_that_the_gateway_loses_in_each_stream() {
    let mut scene = announcing(vec![a_parcel(1, 1), a_parcel(2, 2), a_parcel(3, 3)]);
    let mut turns = 0;

    for _ in 0..200 {
        match scene.asked().cloned() {
            Some(Request::Feed { .. }) => scene.no_news(),
            Some(Request::Announce(batch)) if batch.contains(&id(3)) => {
                turns += usize::from(batch.len() == 1);
                scene.failed(stopped(Trouble::Broken))
            }
            Some(Request::Announce(batch)) => scene.outcomes(vec![announced(0); batch.len()]),
            Some(Request::Stream(lanes)) => {
                for lane in 0..lanes.len() {
                    scene.said_of(lane, Word::Ended(Failure::Gone));
                }
                scene.told(Answer::Streamed)
            }
            Some(_) => scene.told(Answer::Outcome(announced(0))),
            None => scene.sleeps(),
        };
    }

    assert!(turns > 3, "it had {turns}");
}
