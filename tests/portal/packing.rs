//! Records that come compressed: shorter, with their length, and the same.

use std::io::Read;

use axum::body::Body;
use axum::http::Request;
use flate2::read::GzDecoder;
use tokio::io::AsyncReadExt;
use wire::announcement::Outcomes;
use wire::feed::{FeedPage, HoldingsPage};
use wire::path;

use crate::desk::{Desk, a_desk, a_dossier};
use crate::http::{answer, head, say, served};
use crate::province::{Answer, Province, a_province};

/// A desk that has delivered enough for its lists to be long.
async fn with_long_lists(province: &Province) -> Desk {
    let desk = a_desk(province, 1).await;
    for number in 1..=12 {
        desk.deliver(province, &a_dossier(&desk, number, &[])).await;
    }
    desk
}

async fn asked(desk: &Desk, province: &Province, path: &str, takes: &str) -> Answer {
    let request = desk.request(province, "GET", path).header("accept-encoding", takes);
    province.ask(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn long_records_come_shorter_and_say_the_same() {
    let province = a_province();
    let desk = with_long_lists(&province).await;

    for path in [path::FEED, path::HOLDINGS, path::OPENAPI] {
        let plain = desk.get(&province, path).await;
        let packed = asked(&desk, &province, path, "br, gzip").await;

        assert_eq!(plain.header("content-encoding"), None, "{path}: nobody asked for it");
        assert_eq!(packed.header("content-encoding"), Some("gzip"), "{path}");
        assert_eq!(packed.number("content-length"), packed.bytes.len() as u64, "{path}");
        assert!(packed.bytes.len() < plain.bytes.len(), "{path}");
        assert_eq!(packed.plain(), plain.bytes, "{path}");
        assert_eq!(packed.header("vary"), Some("accept-encoding"), "{path}");
    }
    let page: FeedPage = asked(&desk, &province, path::FEED, "gzip").await.json();
    let held: HoldingsPage = asked(&desk, &province, path::HOLDINGS, "gzip").await.json();
    assert_eq!((page.events.len(), held.holdings.len()), (12, 12));
}

#[tokio::test]
async fn outcomes_of_many_announcements_come_compressed_too() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let announcements: Vec<_> =
        (1..=8).map(|n| a_dossier(&desk, n, &[100; 4]).announcement()).collect();
    let body = serde_json::json!({
        "instance_id": desk.id, "epoch": 1, "announcements": announcements,
    });
    let request = desk.request(&province, "POST", path::ANNOUNCEMENTS);
    let request = request.header("accept-encoding", "gzip");

    let answer = province.ask(request.body(Body::from(body.to_string())).unwrap()).await;

    assert_eq!(answer.header("content-encoding"), Some("gzip"));
    assert_eq!(answer.json::<Outcomes>().outcomes.len(), 8);
}

#[tokio::test]
async fn request_packed_in_a_way_that_nobody_unpacks_here_is_refused_as_described() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let request = desk.request(&province, "POST", path::ANNOUNCEMENTS);
    let request = request.header("content-encoding", "br").body(Body::from("{}")).unwrap();

    let answer = province.ask(request).await;

    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (415, "malformed"));
}

#[tokio::test]
async fn what_is_short_or_refused_or_not_wished_for_comes_as_it_is() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;

    let short = asked(&desk, &province, path::FEED, "gzip").await;
    assert_eq!((short.status.as_u16(), short.header("content-encoding")), (200, None));
    let refused = asked(&desk, &province, "/v1/feed?after=x", "gzip").await;
    assert_eq!((refused.status.as_u16(), refused.header("content-encoding")), (400, None));
    let unwanted = asked(&desk, &province, path::OPENAPI, "gzip;q=0, br").await;
    assert_eq!(unwanted.header("content-encoding"), None);
}

#[tokio::test]
async fn head_tells_of_the_same_answer_without_it() {
    let province = a_province();
    let ask = async |method: &str| {
        let request = Request::builder().method(method).uri(path::OPENAPI);
        let request = request.header("accept-encoding", "gzip").body(Body::empty()).unwrap();
        province.ask(request).await
    };

    let (get, head) = (ask("GET").await, ask("HEAD").await);

    assert_eq!(head.number("content-length"), get.bytes.len() as u64);
    assert_eq!(head.header("content-encoding"), Some("gzip"));
    assert!(head.bytes.is_empty());
}

/// What travels on the line: one piece with its length, for what knows no chunks.
#[tokio::test(flavor = "multi_thread")]
async fn packed_record_travels_without_chunks() {
    let province = a_province();
    let served = served(&province).await;
    let mut line = served.line().await;
    let wish = [("accept-encoding".to_owned(), "gzip".to_owned())];

    say(&mut line, head("GET", path::OPENAPI, &wish).as_bytes()).await;
    let told = answer(&mut line).await;

    assert!(told.contains("content-encoding: gzip\r\n"), "{told}");
    assert!(!told.contains("transfer-encoding"), "{told}");
    let length = told.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
    let mut bytes = vec![0; length.parse().unwrap()];
    line.read_exact(&mut bytes).await.unwrap();
    let mut plain = String::new();
    GzDecoder::new(bytes.as_slice()).read_to_string(&mut plain).unwrap();
    assert_eq!(plain, portal::openapi::DOCUMENT);
    say(&mut line, head("GET", path::TIME, &[]).as_bytes()).await;
    assert!(answer(&mut line).await.starts_with("HTTP/1.1 204"), "the line goes on");
}
