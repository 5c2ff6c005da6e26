use wire::capabilities::Capabilities;
use wire::feed::{Cursor, FeedPage};
use wire::problem::Reason;

use crate::testing::{
    RUN, a_memory, a_parcel, announced, begun, capabilities, delivered, id, refused, under_way,
};
use crate::{
    Activity, Answer, Effect, Failure, Input, LEASE_MS, Lease, Memory, Obstacle, Parcel, Request,
    Run, STALL_MS, Stage, Tick, Trouble, WaitsFor, Why,
};

fn stopped(trouble: Trouble) -> Failure {
    Failure::Transient { trouble, retry_after_ms: None }
}

#[test]
fn parcel_goes_its_whole_way_when_nothing_is_in_its_way() {
    let mut scene = begun(a_memory(vec![a_parcel(1, 1)]));
    assert_eq!(scene.asked(), Some(&Request::Capabilities), "what the gateway takes comes first");

    scene.told(Answer::Capabilities(Box::new(capabilities(1))));
    assert_eq!(scene.saved(), ["capabilities", "announcing 1, attempt 1"]);
    assert_eq!(scene.announces(), [id(1)]);

    scene.outcomes(vec![announced(600)]);
    assert_eq!(scene.saved(), ["sending 1"]);
    let Some(Request::Slice { part: 1, offset: 600, length: 400, .. }) = scene.asked() else {
        panic!("the rest of the page, not {:?}", scene.asked());
    };

    scene.told(Answer::Taken { offset: 1_000 });
    assert!(matches!(scene.asked(), Some(Request::Inquire { .. })), "whether that was all");

    scene.told(Answer::Outcome(delivered(1)));
    assert_eq!(scene.saved(), ["delivered 1"]);
    assert_eq!(scene.asked(), Some(&Request::Feed { after: None }), "then the news");

    scene.no_news();
    assert_eq!(scene.courier.wake().unwrap().1, Why::Poll, "and rest");
    assert_eq!(scene.courier.standing().waiting, 0, "nothing waits any more");
}

#[test]
fn round_begins_with_what_the_gateway_said_of_itself_before() {
    let told = |mark: &str| Capabilities { mark: Some(mark.to_owned()), ..capabilities(1) };
    let memory =
        Memory { capabilities: Some(Box::new(told("a"))), ..a_memory(vec![a_parcel(1, 1)]) };
    let news = |mark: &str| {
        let (events, next) = (vec![], Cursor::new("1.0"));
        let capabilities = Some(mark.to_owned());
        Answer::Feed(FeedPage { era: 1, events, next, more: false, capabilities })
    };

    let mut scene = begun(memory.clone());
    assert_eq!(scene.announces(), [id(1)], "it goes at once");
    scene.outcomes(vec![delivered(1)]).told(news("a"));
    assert_eq!(scene.asked(), None, "the gateway is as it was");

    let mut scene = begun(memory);
    scene.outcomes(vec![delivered(1)]).told(news("b"));
    assert_eq!(scene.asked(), Some(&Request::Capabilities), "the gateway is another");
    scene.told(Answer::Capabilities(Box::new(told("b"))));
    assert_eq!(scene.saved(), ["capabilities"]);
    assert_eq!(scene.asked(), None);
}

#[test]
fn save_stands_before_the_request_that_it_protects() {
    let scene = under_way(vec![a_parcel(1, 1)]);

    assert!(
        matches!(scene.said.as_slice(), [Effect::Save(_), Effect::Send(_, Request::Announce(_))]),
        "{:?}",
        scene.said
    );
}

#[test]
fn nothing_is_announced_before_both_sides_are_compared() {
    let mut scene = begun(a_memory(vec![a_parcel(1, 1)]));

    scene.told(Answer::Capabilities(Box::new(capabilities(2))));
    assert_eq!(scene.asked(), Some(&Request::Holdings { after: None }), "it lives another life");
    assert_eq!(scene.courier.standing().parcels[0].waits_for, WaitsFor::Comparison);

    scene.nothing_held(2);
    assert_eq!(scene.saved(), ["compared 2"]);
    let (events, next) = (vec![], Cursor::new("2.0"));
    scene.told(Answer::Feed(FeedPage { era: 2, events, next, more: false, capabilities: None }));
    assert_eq!(scene.announces(), [id(1)], "then it goes");
}

#[test]
fn silence_stops_the_round_and_the_parcel_waits_again() {
    let mut scene = under_way(vec![a_parcel(1, 1)]);

    scene.sleeps();

    assert!(matches!(scene.said.first(), Some(Effect::Abandon(_))), "nobody waits for it");
    assert_eq!(scene.saved(), ["queued 1"]);
    let hindrance = scene.courier.standing().hindrance.unwrap();
    assert_eq!(hindrance.obstacle, Obstacle::Road(Trouble::Stalled), "and it says why");
    assert_eq!(scene.courier.wake().unwrap().1, Why::BackOff);
}

#[test]
fn answer_may_take_as_long_as_it_likes_while_bytes_come_in() {
    let mut scene = under_way(vec![a_parcel(1, 1)]);
    let Some(Effect::Send(request, _)) = scene.said.last().cloned() else { panic!("it asked") };

    for _ in 0..100 {
        scene.passes(STALL_MS - 1).hear(Input::Progressed(request)).hear(Input::Woken);
        assert!(scene.said.is_empty(), "there is progress");
    }

    let (due, why) = scene.courier.wake().unwrap();
    assert_eq!((due, why), (Tick(scene.now.tick.0 + STALL_MS), Why::ReplyDeadline));
}

#[test]
fn late_answer_changes_nothing() {
    let mut scene = under_way(vec![a_parcel(1, 1)]);
    let Some(Effect::Send(request, _)) = scene.said.last().cloned() else { panic!("it asked") };
    scene.sleeps();

    let answer = Ok(Answer::Outcomes(vec![delivered(1)]));
    scene.hear(Input::Answered { request, answer, time: None });

    assert!(scene.said.is_empty(), "it is asked again instead");
}

#[test]
fn plan_is_forgotten_when_it_could_not_be_saved() {
    let mut scene = under_way(vec![a_parcel(1, 1)]);

    scene.hear(Input::NotSaved);
    assert!(scene.said.is_empty(), "there is nothing to take back: nothing was sent");
    let standing = scene.courier.standing();
    assert_eq!(standing.hindrance.unwrap().obstacle, Obstacle::NotSaved);
    assert_eq!(standing.parcels[0].attempts, 0, "as the store says");

    scene.sleeps();
    assert_eq!(scene.asked(), Some(&Request::Capabilities), "those were not saved either");
}

#[test]
fn receipt_counts_again_when_it_could_not_be_saved() {
    let mut scene = under_way(vec![a_parcel(1, 1)]);
    scene.outcomes(vec![delivered(1)]).hear(Input::NotSaved);

    scene.sleeps();
    assert_eq!(scene.saved(), ["queued 1"], "it was announced, and the lease was this courier's");
    scene.no_news();

    let saved = scene.saved();
    assert_eq!(saved.last().unwrap(), "announcing 1, attempt 2", "the gateway says it again");
}

#[test]
fn back_off_is_forgotten_when_somebody_rings() {
    let mut scene = under_way(vec![a_parcel(1, 1)]);
    scene.failed(stopped(Trouble::Unreachable));
    let Activity::BackingOff { .. } = scene.courier.standing().activity else {
        panic!("it waits");
    };

    scene.hear(Input::Rung);

    assert_eq!(scene.asked(), Some(&Request::Feed { after: None }), "at once");
    assert!(scene.courier.standing().hindrance.is_some(), "named until something gets through");
    scene.no_news();
    assert_eq!(scene.courier.standing().hindrance, None, "as now");
    assert_eq!(scene.announces(), [id(1)], "and then it goes");
}

#[test]
fn gateway_is_asked_later_when_it_says_so() {
    let mut scene = under_way(vec![a_parcel(1, 1)]);

    scene.failed(Failure::Transient { trouble: Trouble::Busy, retry_after_ms: Some(90_000) });

    let (due, why) = scene.courier.wake().unwrap();
    assert_eq!((due, why), (Tick(scene.now.tick.0 + 90_000), Why::BackOff));
}

#[test]
fn courier_goes_on_trying_for_ever() {
    let mut scene = under_way(vec![a_parcel(1, 1)]);

    let mut attempts = 0;
    for _ in 0..300 {
        scene.failed(stopped(Trouble::Unreachable)).sleeps();
        attempts += scene.saved().iter().filter(|it| it.starts_with("announcing 1")).count();
        assert!(scene.asked().is_some(), "it asks for something each time");
    }

    assert!(attempts > 100, "and for this often enough: {attempts}");
}

fn leased(until: i64, holder: Run) -> Parcel {
    let lease = Lease { until: domain::moment::Millis::new(until), holder };
    Parcel { stage: Stage::Sending(lease), attempts: 4, ..a_parcel(1, 1) }
}

#[test]
fn parcel_of_an_earlier_run_is_taken_up_at_once() {
    let until = crate::testing::NOON + LEASE_MS;
    let mut scene = begun(a_memory(vec![leased(until, Run([9; 8]))]));

    assert_eq!(scene.saved(), ["queued 1"], "whoever held the lease is gone");
    scene.told(Answer::Capabilities(Box::new(capabilities(1)))).no_news();
    assert_eq!(scene.saved().last().unwrap(), "announcing 1, attempt 5");
    assert!(matches!(scene.asked(), Some(Request::Inquire { .. })), "the gateway knows its form");
}

#[test]
fn parcel_of_an_earlier_round_of_this_run_waits_for_its_lease() {
    let until = crate::testing::NOON + 50_000;
    let mut scene = begun(a_memory(vec![leased(until, RUN)]));

    scene.told(Answer::Capabilities(Box::new(capabilities(1)))).no_news();
    let (due, why) = scene.courier.wake().unwrap();
    assert_eq!((due.0, why), (scene.now.tick.0 + 50_000, Why::LeaseEnds));
    let standing = scene.courier.standing();
    let lease = WaitsFor::Lease(domain::moment::Millis::new(until));
    assert_eq!(standing.parcels[0].waits_for, lease, "and says so");

    scene.sleeps();
    assert_eq!(scene.saved(), ["queued 1"]);
    scene.no_news();
    assert_eq!(scene.saved(), ["announcing 1, attempt 5"]);
}

#[test]
fn cancelled_parcel_stays_cancelled_when_news_of_it_come_late() {
    let mut scene = under_way(vec![]);
    scene.hear(Input::Cancelled(id(1)));

    scene.hear(Input::Queued(a_parcel(1, 1)));

    assert_eq!(scene.courier.standing().waiting, 0, "nothing to send");
}

#[test]
fn upload_ends_when_its_parcel_is_cancelled() {
    let mut scene = under_way(vec![a_parcel(1, 1), a_parcel(2, 2)]);
    scene.outcomes(vec![announced(0), announced(0)]);

    scene.hear(Input::Cancelled(id(1)));

    assert!(matches!(scene.said.first(), Some(Effect::Abandon(_))), "its slice is for nothing");
    let Some(Request::Slice { parcel, .. }) = scene.asked() else { panic!("the next goes on") };
    assert_eq!(*parcel, id(2));
}

#[test]
fn queued_parcel_starts_a_round_when_the_courier_rests() {
    let mut scene = under_way(vec![]);
    scene.no_news();

    scene.hear(Input::Queued(a_parcel(1, 1)));

    assert_eq!(scene.announces(), [id(1)]);
}

#[test]
fn news_are_read_although_the_gateway_stumbles_on_one_parcel() {
    let mut scene = under_way(vec![a_parcel(1, 1)]);

    scene.failed(stopped(Trouble::Broken)).sleeps();

    assert_eq!(scene.asked(), Some(&Request::Feed { after: None }), "what failed goes last");
    scene.no_news();
    assert_eq!(scene.announces(), [id(1)], "but it goes");
}

#[test]
fn feed_of_another_life_makes_the_courier_compare() {
    let mut scene = under_way(vec![]);
    let (events, next) = (vec![], Cursor::new("2.0"));

    scene.told(Answer::Feed(FeedPage { era: 2, events, next, more: true, capabilities: None }));
    assert_eq!(scene.asked(), Some(&Request::Holdings { after: None }));

    scene.nothing_held(2);
    assert_eq!(scene.saved(), ["compared 2"]);
    assert_eq!(scene.asked(), Some(&Request::Feed { after: None }), "the feed begins anew");
}

#[test]
fn standing_says_what_each_parcel_waits_for() {
    let set_aside = Parcel { stage: Stage::SetAside, ..a_parcel(3, 3) };
    let parcels = vec![a_parcel(1, 1), a_parcel(2, 1), set_aside, a_parcel(4, 4)];
    let mut scene = under_way(parcels);
    scene.outcomes(vec![announced(300), refused(Reason::NotHead)]);

    let standing = scene.courier.standing();

    let waits: Vec<WaitsFor> = standing.parcels.iter().map(|parcel| parcel.waits_for).collect();
    let bytes = WaitsFor::Bytes { held: 400, size: 1_100, parts: 1 };
    assert_eq!(waits, [bytes, WaitsFor::Earlier(id(1)), WaitsFor::Clerk, WaitsFor::Clerk]);
    assert_eq!((standing.waiting, standing.set_aside), (2, 2));
    assert_eq!(standing.activity, Activity::UnderWay);
}

#[test]
fn whoever_asks_often_hears_the_same_as_whoever_asks_for_everything() {
    let mut scene = under_way(vec![a_parcel(1, 1), a_parcel(2, 1), a_parcel(4, 4)]);
    scene.outcomes(vec![announced(300), refused(Reason::NotHead)]);
    let courier = &scene.courier;

    let standing = courier.standing();

    for parcel in &standing.parcels {
        assert_eq!(courier.waits_for(parcel.parcel), Some(parcel.waits_for));
    }
    assert_eq!(courier.waits_for(id(9)), None, "nobody knows it");
    assert_eq!(courier.going_over().collect::<Vec<_>>(), [id(1)], "the others are not looked at");
    assert_eq!(courier.outlook(), standing.outlook());
}

#[test]
fn line_is_the_same_whether_it_was_known_whole_or_came_one_by_one() {
    let parcels = || vec![a_parcel(4, 1), a_parcel(3, 2), a_parcel(1, 3), a_parcel(2, 1)];
    let scene = under_way(parcels());
    let known = scene.announces();

    let mut courier = crate::Courier::new(a_memory(vec![]), 1, scene.now);
    for parcel in parcels() {
        let _ = courier.handle(scene.now, Input::Queued(parcel));
    }

    assert_eq!(known, [1, 2, 3].map(id), "the oldest of each dossier");
    courier.line_up();
    assert_eq!(courier.line.iter().map(|place| place.id).collect::<Vec<_>>(), known);
}

#[test]
fn parcel_that_was_cancelled_is_not_announced_when_somebody_rings() {
    let mut scene = begun(a_memory(vec![a_parcel(1, 1), a_parcel(2, 2)]));
    scene.told(Answer::Capabilities(Box::new(capabilities(1))));
    scene.failed(Failure::Transient { trouble: Trouble::Broken, retry_after_ms: None });

    scene.hear(Input::Cancelled(id(1))).hear(Input::Rung).no_news();

    assert_eq!(scene.announces(), [id(2)]);
}
