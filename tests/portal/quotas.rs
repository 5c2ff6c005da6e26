//! What one desk may ask for, and that no other desk notices when it asks for more.

use axum::body::Body;
use axum::http::Request;
use portal::Policy;
use portal::acts::recovery;
use wire::announcement::{Outcome, Outcomes};
use wire::known::Known;
use wire::path;
use wire::problem::Reason;
use wire::stream::GatewayFrame;

use crate::desk::{Desk, Sealed, a_desk, a_dossier, upload_of};
use crate::http::{answer, head, say, served};
use crate::province::{Answer, DAY_MS, Province, a_strict_province};
use crate::stream_line::{a_stream, farewell, lane, receipt};

/// It is asked to come later, and after how many seconds.
fn later(answer: &Answer) -> u64 {
    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (429, "busy"), "{answer:?}");
    answer.number("retry-after")
}

async fn begun(desk: &Desk, province: &Province, number: u8, size: usize) -> (Sealed, String) {
    let sealed = a_dossier(desk, number, &[size]);
    let upload = upload_of(&desk.announce(province, &sealed).await);
    (sealed, upload)
}

/// A desk that has as much unfinished as it may have, in two parts.
async fn with_a_full_shelf(province: &Province) -> (Desk, [(Sealed, String); 2]) {
    let desk = a_desk(province, 1).await;
    let parts = [begun(&desk, province, 1, 9000).await, begun(&desk, province, 2, 9000).await];
    for (sealed, upload) in &parts {
        let sent = desk.patch(province, upload, 0, &sealed.papers[0][..6000]).await;
        assert_eq!(sent.status, 204);
    }
    (desk, parts)
}

fn narrow() -> Policy {
    Policy { desk_unfinished_bytes: 10_000, ..Policy::default() }
}

#[tokio::test]
async fn desk_with_too_many_unfinished_bytes_begins_no_part_and_finishes_those_it_has() {
    let province = a_strict_province(narrow());
    let (desk, [first, second]) = with_a_full_shelf(&province).await;
    let (third, upload) = begun(&desk, &province, 3, 500).await;

    let refused = desk.patch(&province, &upload, 0, &third.papers[0]).await;
    assert_eq!(later(&refused), 60);
    assert_eq!(desk.head(&province, &upload).await.number("upload-offset"), 0, "nothing is kept");

    let rest = desk.patch(&province, &second.1, 6000, &second.0.papers[0][6000..]).await;
    assert_eq!(rest.status, 204, "a part that is here may be finished");
    desk.deliver(&province, &third).await;
    desk.deliver(&province, &first.0).await;
}

#[tokio::test]
async fn other_desk_sends_as_if_nothing_were() {
    let province = a_strict_province(narrow());
    let (full, _) = with_a_full_shelf(&province).await;
    let other = a_desk(&province, 2).await;

    let (sealed, upload) = begun(&other, &province, 1, 9000).await;
    let sent = other.patch(&province, &upload, 0, &sealed.papers[0][..8000]).await;
    let (beyond, beyond_upload) = begun(&full, &province, 9, 100).await;

    assert_eq!(sent.status, 204);
    later(&full.patch(&province, &beyond_upload, 0, &beyond.papers[0]).await);
    other.deliver(&province, &sealed).await;
}

#[tokio::test]
async fn what_grew_old_counts_no_more() {
    let province = a_strict_province(narrow());
    let (desk, _) = with_a_full_shelf(&province).await;
    let (third, upload) = begun(&desk, &province, 3, 500).await;
    later(&desk.patch(&province, &upload, 0, &third.papers[0]).await);

    province.clock.advance(31 * DAY_MS);
    recovery::expire(&province.gateway).unwrap();

    desk.deliver(&province, &third).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lane_beyond_the_quota_is_refused_and_one_that_was_begun_goes_on() {
    let province = a_strict_province(narrow());
    let (desk, [first, second]) = with_a_full_shelf(&province).await;
    let (third, upload) = begun(&desk, &province, 3, 500).await;
    let served = served(&province).await;

    let mut stream = a_stream(&served, &province, &desk, &[]).await;
    stream.say(&lane(0, 0, &upload, &third.papers[0])).await;
    let Some(GatewayFrame::Refused { lane: 0, problem }) = stream.hear().await else {
        panic!("it is refused")
    };
    assert_eq!((problem.code, problem.status), (Known::Word(Reason::Busy), 429));

    stream.say(&lane(1, 6000, &second.1, &second.0.papers[0])).await;
    stream.hear_taken(1, 9000).await;
    stream.say(&lane(2, 6000, &first.1, &first.0.papers[0])).await;
    stream.say(&lane(3, 0, &upload, &third.papers[0])).await;
    stream.say(&[wire::stream::DeskFrame::End]).await;
    let heard = stream.hear_all().await;
    assert!(receipt(&heard, 3, &province, &third).is_some(), "{heard:?}");
    assert_eq!(farewell(&heard), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn stream_that_holds_many_parts_open_gets_no_more_than_its_quota() {
    let province = a_strict_province(Policy { desk_unfinished_bytes: 100_000, ..narrow() });
    let desk = a_desk(&province, 1).await;
    let mut parts = vec![];
    for number in 1..=12 {
        parts.push(begun(&desk, &province, number, 60_000).await);
    }
    let served = served(&province).await;
    let mut stream = a_stream(&served, &province, &desk, &[]).await;

    // All lanes are open before a byte of any has come.
    let opened: Vec<_> =
        (0..).zip(&parts).map(|(n, (_, upload))| crate::stream_line::open(n, 0, upload)).collect();
    stream.say(&opened).await;
    for (number, (sealed, _)) in (0..).zip(&parts) {
        stream.try_to_say(&crate::stream_line::blocks(number, &sealed.papers[0][..50_000])).await;
    }
    let heard = stream.hear_all().await;

    assert_eq!(farewell(&heard).as_deref(), Some("busy"), "{heard:?}");
    let mut here = 0;
    for (_, upload) in &parts {
        here += desk.head(&province, upload).await.number("upload-offset");
    }
    assert!((100_000..100_000 + 200_000).contains(&here), "{here}");
}

#[tokio::test]
async fn desk_with_too_many_unfinished_announcements_is_heard_again_when_one_is_whole() {
    let province = a_strict_province(Policy { desk_unfinished: 3, ..Policy::default() });
    let (desk, other) = (a_desk(&province, 1).await, a_desk(&province, 2).await);
    let dossiers: Vec<_> = (1..=5).map(|n| a_dossier(&desk, n, &[300])).collect();
    let whole = a_dossier(&desk, 9, &[]);

    let mixed = dossiers.iter().chain([&whole]).map(Sealed::announcement).collect();
    let Outcomes { outcomes, .. } = desk.send(&province, mixed).await.json();

    let is_taken = |outcome: &Outcome| matches!(outcome, Outcome::Announced { .. });
    assert_eq!(outcomes.iter().filter(|outcome| is_taken(outcome)).count(), 3);
    let Outcome::Refused { problem } = &outcomes[4] else { panic!("{outcomes:?}") };
    assert_eq!((&problem.code, problem.status), (&Known::Word(Reason::Busy), 429));
    assert!(
        matches!(outcomes[5], Outcome::Delivered { .. }),
        "what lacks nothing waits for nothing"
    );
    let left = || dossiers[3..].iter().map(Sealed::announcement).collect();
    assert_eq!(later(&desk.send(&province, left()).await), 60, "nothing of it can be taken");
    assert_eq!(province.twins(&dossiers[3].bytes), 0, "and nothing of it is kept");
    let again = desk.send(&province, vec![dossiers[0].announcement()]).await;
    assert!(is_taken(&again.json::<Outcomes>().outcomes[0]), "what was announced is known");
    other.deliver(&province, &a_dossier(&other, 1, &[300])).await;

    desk.deliver(&province, &dossiers[0]).await;

    let Outcomes { outcomes, .. } = desk.send(&province, left()).await.json();
    assert_eq!(outcomes.iter().map(is_taken).collect::<Vec<_>>(), [true, false]);
}

#[tokio::test]
async fn desk_that_asks_too_often_is_told_when_to_come_and_no_other_desk_is() {
    let policy = Policy { desk_requests_per_minute: 2, desk_burst: 4, ..Policy::default() };
    let province = a_strict_province(policy);
    let (desk, other) = (a_desk(&province, 1).await, a_desk(&province, 2).await);

    for _ in 0..4 {
        assert_eq!(desk.get(&province, path::FEED).await.status, 200);
    }
    let wait = later(&desk.get(&province, path::FEED).await);
    let forged = Request::get(path::FEED).header("authorization", "Bearer a.b.c");
    let forged = province.ask(forged.body(Body::empty()).unwrap()).await;

    assert!((100..=120).contains(&wait), "until there is room for all four again: {wait}");
    assert_eq!(desk.head(&province, &format!("{}/x", path::UPLOADS)).await.status, 429);
    assert_eq!(forged.code(), "signed-out", "nobody is counted for whom he says that he is");
    assert_eq!(other.get(&province, path::FEED).await.status, 200);
    assert_eq!(province.get(path::CAPABILITIES).await.status, 200, "what is no desk's is free");
}

#[tokio::test(flavor = "multi_thread")]
async fn desk_with_too_many_requests_at_one_time_leaves_room_for_others() {
    let policy = Policy { desk_concurrent: 2, max_concurrent: 4, ..Policy::default() };
    let province = a_strict_province(policy);
    let (desk, other) = (a_desk(&province, 1).await, a_desk(&province, 2).await);
    let hanging: Vec<_> = (0..6)
        .map(|_| {
            let never = futures_util::stream::pending::<Result<Vec<u8>, std::io::Error>>();
            let request = desk.request(&province, "POST", path::ANNOUNCEMENTS);
            tokio::spawn(province.raw(request.body(Body::from_stream(never)).unwrap()))
        })
        .collect();
    // Until it is known whose they are, all that are on their way take seats of the house.
    while hanging.iter().filter(|task| task.is_finished()).count() < 4 {
        tokio::task::yield_now().await;
    }

    let refused = desk.get(&province, path::FEED).await;

    assert_eq!(later(&refused), 5);
    assert_eq!(other.get(&province, path::FEED).await.status, 200);
    hanging.iter().for_each(tokio::task::JoinHandle::abort);
    for task in hanging {
        let _ = task.await;
    }
    assert_eq!(desk.get(&province, path::FEED).await.status, 200, "the seats are free again");
}

#[tokio::test(flavor = "multi_thread")]
async fn connection_for_which_there_is_no_room_is_told_so_at_once() {
    let province = a_strict_province(Policy { max_connections: 1, ..Policy::default() });
    let served = served(&province).await;
    let mut guest = served.line().await;
    say(&mut guest, head("GET", path::TIME, &[]).as_bytes()).await;
    assert!(answer(&mut guest).await.starts_with("HTTP/1.1 204"));

    let mut late = served.line().await;
    say(&mut late, head("GET", path::CAPABILITIES, &[]).as_bytes()).await;
    let told = answer(&mut late).await;

    assert!(told.starts_with("HTTP/1.1 503"), "{told}");
    for line in ["retry-after: 5\r\n", "nopho-time: ", "connection: close\r\n"] {
        assert!(told.contains(line), "{line} in {told}");
    }
    let mut talker = served.line().await;
    let long = [("content-length".to_owned(), "100000".to_owned())];
    say(&mut talker, head("POST", path::ANNOUNCEMENTS, &long).as_bytes()).await;
    say(&mut talker, &[b' '; 100_000]).await;
    let told = answer(&mut talker).await;
    assert!(told.starts_with("HTTP/1.1 503"), "who speaks hears it too: {told}");
    say(&mut guest, head("GET", path::TIME, &[]).as_bytes()).await;
    assert!(answer(&mut guest).await.starts_with("HTTP/1.1 204"), "the guest is not disturbed");
}
