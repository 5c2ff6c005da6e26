//! A result file on its way makes room for whatever else there is, and goes on after it: what has come of it
//! the desk keeps.

use domain::ids::{DossierId, Id};
use domain::text::Line;
use seal::hash::hash;
use wire::event::ResultLine;

use crate::testing::{Scene, a_memory, a_parcel, announced, begun, capabilities, delivered, id};
use crate::{
    Answer, Effect, Failure, Input, Memory, NEWS_MS, Parcel, Request, Stage, Trouble, Wanted, Why,
};

fn a_letter() -> Wanted {
    let line = ResultLine {
        name: Line::new("ket-qua.pdf"),
        media: "application/pdf".to_owned(),
        size: 100_000_000,
        sha256: hash(b"result"),
    };
    Wanted { dossier: DossierId::from_bytes([9; 16]), line }
}

/// A courier that fetches a result file and has these parcels, none of which may go.
fn fetching_beside(parcels: Vec<Parcel>) -> Scene {
    let mut scene = begun(Memory { wanted: vec![a_letter()], ..a_memory(parcels) });
    scene.told(Answer::Capabilities(Box::new(capabilities(1)))).no_news();
    assert!(is_fetching(&scene));
    scene
}

fn is_fetching(scene: &Scene) -> bool {
    scene.asked() == Some(&Request::Fetch(a_letter()))
}

fn gives_way(scene: &Scene) -> bool {
    matches!(scene.said.first(), Some(Effect::Abandon(_)))
}

fn comes(scene: &mut Scene, held: u64) {
    let request = scene.courier.flight.as_ref().unwrap().id;
    scene.hear(Input::Came { request, held });
}

/// Until the news are read in between.
fn comes_for_five_minutes(scene: &mut Scene) {
    for n in 1..=20 {
        scene.passes(NEWS_MS / 20 - 1);
        comes(scene, n);
    }
    scene.sleeps().no_news();
}

#[test]
fn dossier_does_not_wait_behind_a_result_file() {
    let mut scene = fetching_beside(vec![]);
    comes(&mut scene, 1_000);

    scene.hear(Input::Queued(a_parcel(1, 1)));

    assert!(gives_way(&scene), "{:?}", scene.said);
    assert_eq!(scene.announces(), [id(1)]);
    scene.outcomes(vec![announced(0)]);
    assert!(matches!(scene.asked(), Some(Request::Slice { .. })), "its pages as well");
    scene.hear(Input::Queued(a_parcel(2, 2)));
    assert!(!gives_way(&scene), "only a result file is in the way");
}

#[test]
fn result_file_goes_on_whenever_nothing_is_to_be_sent_and_is_blamed_for_nothing() {
    let mut scene = fetching_beside(vec![]);

    for n in 1..=100 {
        scene.passes(30_000 - 1).hear(Input::Queued(a_parcel(n, n)));
        assert_eq!(scene.announces(), [id(n)]);
        scene.outcomes(vec![delivered(n)]);
        if matches!(scene.asked(), Some(Request::Feed { .. })) {
            scene.no_news();
        }
        assert!(is_fetching(&scene), "after dossier {n}: {:?}", scene.asked());
        comes(&mut scene, u64::from(n));
    }

    let standing = scene.courier.standing();
    assert_eq!(standing.hindrance, None);
    assert_eq!(standing.unfetched, [(a_letter(), None)], "nothing went wrong with it");
    let line_broke = Failure::Transient { trouble: Trouble::Unreachable, retry_after_ms: None };
    scene.failed(line_broke);
    assert!(is_fetching(&scene), "what came since it gave way is more than ever before");
}

#[test]
fn result_file_goes_on_when_what_was_queued_cannot_go_yet() {
    let set_aside = Parcel { stage: Stage::SetAside, ..a_parcel(1, 1) };
    let mut scene = fetching_beside(vec![set_aside]);

    scene.hear(Input::Queued(a_parcel(2, 1)));

    assert!(scene.said.is_empty(), "an earlier one of its dossier waits: {:?}", scene.said);
}

#[test]
fn form_that_has_failed_has_another_turn_after_five_minutes_of_one_result_file() {
    let mut scene = begun(Memory { wanted: vec![a_letter()], ..a_memory(vec![a_parcel(1, 1)]) });
    scene.told(Answer::Capabilities(Box::new(capabilities(1))));
    scene.failed(Failure::Transient { trouble: Trouble::Broken, retry_after_ms: None });
    scene.sleeps().no_news();
    assert!(is_fetching(&scene), "what has not failed goes first: {:?}", scene.asked());

    comes_for_five_minutes(&mut scene);

    assert_eq!(scene.announces(), [id(1)]);
}

#[test]
fn news_are_read_when_somebody_rings_while_a_result_file_comes() {
    let mut scene = fetching_beside(vec![]);

    scene.hear(Input::Rung);

    assert!(gives_way(&scene), "{:?}", scene.said);
    assert!(matches!(scene.asked(), Some(Request::Feed { .. })));
    scene.no_news();
    assert!(is_fetching(&scene), "then it goes on");
}

#[test]
fn news_are_read_after_five_minutes_of_one_result_file() {
    let mut scene = fetching_beside(vec![]);
    for round in 0..2 {
        for n in 1..=10 {
            scene.passes(NEWS_MS / 10 - 1);
            comes(&mut scene, round * 10 + n);
        }
        assert_eq!(scene.courier.wake().unwrap().1, Why::News);

        scene.sleeps();

        assert!(gives_way(&scene), "{:?}", scene.said);
        assert!(matches!(scene.asked(), Some(Request::Feed { .. })));
        scene.no_news();
        assert!(is_fetching(&scene), "then it goes on");
    }
}

#[test]
fn result_file_goes_on_at_once_in_its_second_pass_when_other_bytes_were_thrown_away() {
    let stopped = |trouble| Failure::Transient { trouble, retry_after_ms: None };
    let mut scene = fetching_beside(vec![]);
    comes(&mut scene, 100_000_000);

    comes(&mut scene, 0);
    scene.failed(stopped(Trouble::NotTheGateway));
    assert_eq!(scene.asked(), None, "other bytes are no break of the line");
    scene.sleeps().no_news();
    comes(&mut scene, 1_000);
    scene.failed(stopped(Trouble::Unreachable));

    assert!(is_fetching(&scene), "the second pass has come further: {:?}", scene.asked());
}

#[test]
fn pages_that_have_failed_have_another_turn_after_five_minutes_of_one_result_file() {
    let mut scene = begun(Memory { wanted: vec![a_letter()], ..a_memory(vec![a_parcel(1, 1)]) });
    scene.told(Answer::Capabilities(Box::new(capabilities(1)))).outcomes(vec![announced(0)]);
    assert!(matches!(scene.asked(), Some(Request::Slice { .. })), "{:?}", scene.asked());
    scene.failed(Failure::Transient { trouble: Trouble::Broken, retry_after_ms: None });
    scene.sleeps().no_news();
    assert!(is_fetching(&scene), "what has not failed goes first: {:?}", scene.asked());

    comes_for_five_minutes(&mut scene);

    let asked = scene.asked();
    assert!(matches!(asked, Some(Request::Inquire { .. } | Request::Slice { .. })), "{asked:?}");
}

#[test]
fn result_file_of_which_nothing_stays_comes_to_its_end() {
    let mut scene = fetching_beside(vec![]);
    comes(&mut scene, 9_000_000);
    scene.hear(Input::Queued(a_parcel(1, 1)));
    assert!(gives_way(&scene), "nobody knows yet");
    scene.outcomes(vec![delivered(1)]);
    assert!(is_fetching(&scene), "{:?}", scene.asked());

    comes(&mut scene, 1_000);
    scene.hear(Input::Queued(a_parcel(2, 2)));
    assert!(!gives_way(&scene), "all that came would come once more: {:?}", scene.said);
    scene.hear(Input::Rung);
    assert!(!gives_way(&scene), "{:?}", scene.said);
    for n in 1..=30 {
        scene.passes(NEWS_MS / 20 - 1);
        comes(&mut scene, n * 1_000_000);
        assert!(scene.said.iter().all(|it| !matches!(it, Effect::Abandon(_))), "{n}");
    }
    scene.told(Answer::Fetched);

    assert_eq!(scene.announces(), [id(2)], "then what waited goes");
}

#[test]
fn letter_that_is_gone_for_one_dossier_is_asked_for_again_for_another() {
    let theirs = Wanted { dossier: DossierId::from_bytes([8; 16]), ..a_letter() };
    let often_failed = Parcel { attempts: 9, ..a_parcel(1, 1) };
    let wanted = vec![a_letter(), theirs.clone()];
    let mut scene = begun(Memory { wanted, ..a_memory(vec![often_failed]) });
    scene.told(Answer::Capabilities(Box::new(capabilities(1)))).no_news();
    let broken = || Failure::Transient { trouble: Trouble::Broken, retry_after_ms: None };
    assert!(is_fetching(&scene));
    scene.failed(broken());

    for _ in 0..30 {
        match scene.asked().cloned() {
            Some(Request::Feed { .. }) => scene.no_news(),
            Some(Request::Fetch(wanted)) if wanted == theirs => scene.failed(Failure::Gone),
            Some(Request::Fetch(_)) => return,
            Some(_) => scene.failed(broken()),
            None => scene.sleeps(),
        };
    }

    panic!("it waits behind a dossier that fails each time");
}
