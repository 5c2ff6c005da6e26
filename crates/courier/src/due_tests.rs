//! What is due first goes first, among forms and among scans.

use chrono::NaiveDate;
use domain::ids::ParcelId;
use domain::moment::Millis;

use crate::streaming::{announcing, order, stopped, streaming};
use crate::testing::{
    NOON, Scene, a_memory, a_parcel, announced, begun, capabilities, delivered, id, under_way,
};
use crate::{Answer, Effect, Input, Lease, Parcel, Request, Run, Stage, Trouble};

fn december(day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2026, 12, day)
}

/// Parcel `n`, which must have arrived by this day of December.
fn due(n: u8, day: u32) -> Parcel {
    Parcel { due: december(day), ..a_parcel(n, n) }
}

fn slice_of(scene: &Scene) -> Option<ParcelId> {
    match scene.asked() {
        Some(Request::Slice { parcel, .. }) => Some(*parcel),
        _ => None,
    }
}

#[test]
fn due_one_is_announced_first_although_it_was_queued_last() {
    let mut scene = under_way(vec![a_parcel(1, 1), a_parcel(2, 2), a_parcel(3, 3), due(4, 5)]);

    assert_eq!(scene.announces(), [4, 1, 2].map(id), "the others as they were queued");
    scene.outcomes(vec![delivered(4), delivered(1), delivered(2)]);
    assert_eq!(scene.announces(), [id(3)]);
}

#[test]
fn earlier_day_goes_first_and_of_one_day_what_was_queued_first() {
    let scene = under_way(vec![due(1, 9), due(2, 5), due(3, 9), a_parcel(4, 4)]);

    assert_eq!(scene.announces(), [2, 1, 3].map(id));
}

#[test]
fn forms_of_all_go_before_the_scans_of_what_is_due() {
    let mut scene = under_way(vec![due(1, 5), a_parcel(2, 2), a_parcel(3, 3), a_parcel(4, 4)]);

    scene.outcomes(vec![announced(0), announced(0), delivered(3)]);

    assert_eq!(scene.announces(), [id(4)]);
    scene.outcomes(vec![announced(0)]);
    assert_eq!(slice_of(&scene), Some(id(1)), "then those scans first");
}

#[test]
fn scans_of_what_is_due_go_first_in_a_stream_and_small_before_large_among_equals() {
    let large = |parcel| Parcel { sizes: [100, 90_000].into(), ..parcel };
    let equals = [large(due(3, 5)), due(4, 5)];
    let others = [large(a_parcel(1, 1)), a_parcel(2, 2), large(due(5, 4))];
    let mut scene = announcing(others.into_iter().chain(equals).collect());
    assert_eq!(scene.announces(), [5, 3, 4, 1, 2].map(id));

    scene.outcomes(vec![announced(0); 5]).no_news();

    let lanes = order(&scene.lanes());
    let parcels: Vec<_> = lanes.into_iter().map(|(parcel, _)| parcel).collect();
    assert_eq!(parcels, [5, 4, 3, 2, 1]);
}

#[test]
fn stream_ends_in_order_for_what_is_due_and_goes_on_behind_it() {
    let mut scene = streaming(2);
    scene.taken(0, 400);

    scene.hear(Input::Queued(due(3, 5)));
    assert!(scene.finishes(), "as for any form");
    scene.told(Answer::Streamed);
    assert_eq!(scene.announces(), [id(3)]);
    scene.outcomes(vec![announced(0)]);

    assert_eq!(order(&scene.lanes()), [(3, Some(0)), (1, Some(400)), (2, Some(0))]);
}

#[test]
fn slice_under_way_is_not_abandoned_for_what_is_due_and_what_it_brought_counts() {
    let mut scene = under_way(vec![a_parcel(1, 1)]);
    scene.outcomes(vec![announced(0)]);
    assert_eq!(slice_of(&scene), Some(id(1)));

    scene.hear(Input::Queued(due(2, 5)));
    assert!(scene.said.is_empty(), "{:?}", scene.said);
    scene.told(Answer::Taken { offset: 400 });
    assert_eq!(scene.announces(), [id(2)]);
    scene.outcomes(vec![announced(600)]);
    assert_eq!(slice_of(&scene), Some(id(2)));
    scene.told(Answer::Taken { offset: 1_000 }).told(Answer::Outcome(delivered(2)));

    assert!(
        matches!(scene.asked(), Some(Request::Slice { parcel, offset: 400, .. }) if *parcel == id(1)),
        "{:?}",
        scene.asked()
    );
}

#[test]
fn slices_of_what_is_due_and_was_begun_before_go_before_those_of_a_new_dossier() {
    let lease = Lease { until: Millis::new(NOON), holder: Run([9; 8]) };
    let new = Parcel { attempts: 1, ..a_parcel(1, 1) };
    let begun_before = Parcel { stage: Stage::Sending(lease), attempts: 1, ..due(2, 5) };
    let mut scene = begun(a_memory(vec![new, begun_before]));
    scene.told(Answer::Capabilities(Box::new(capabilities(1)))).no_news();
    assert_eq!(scene.announces(), [id(1)], "its form goes before any scans");

    scene.outcomes(vec![announced(0)]).comes_to_sending(300);

    assert_eq!(slice_of(&scene), Some(id(2)));
}

#[test]
fn what_is_due_and_never_comes_through_keeps_nothing_else_waiting() {
    let mut scene = under_way(vec![a_parcel(1, 1), due(2, 5)]);
    scene.outcomes(vec![announced(0), announced(0)]);
    assert_eq!(slice_of(&scene), Some(id(2)));

    scene.failed(stopped(Trouble::NotTheGateway)).sleeps();
    scene.told(Answer::Outcome(announced(0)));

    assert_eq!(slice_of(&scene), Some(id(1)));
    let gave_up = |effect: &Effect| matches!(effect, Effect::Abandon(_));
    assert!(!scene.said.iter().any(gave_up));
}

#[test]
fn withdrawal_keeps_the_place_in_which_it_was_queued() {
    let withdrawal = Parcel { sizes: [].into(), ..a_parcel(2, 2) };

    let scene = under_way(vec![a_parcel(1, 1), withdrawal, due(3, 5)]);

    assert_eq!(scene.announces(), [3, 1, 2].map(id));
}
