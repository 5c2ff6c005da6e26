//! How much of the gateway's memory bodies hold that are half here: all of them together, and those of one
//! desk.

use std::io::Write;

use axum::body::{Body, Bytes};
use axum::http::Request;
use flate2::Compression;
use flate2::write::GzEncoder;
use portal::Policy;
use serde_json::{Value, json};
use tokio::io::AsyncReadExt;
use tokio::sync::mpsc;
use wire::path;

use crate::desk::{Desk, a_desk, a_dossier};
use crate::http::{answer, head, say, served};
use crate::province::{Answer, Province, a_province, a_strict_province};

/// A body that is said piece by piece.
struct Voice(mpsc::Sender<Result<Bytes, std::io::Error>>);

fn a_body() -> (Voice, Body) {
    let (sender, receiver) = mpsc::channel(1);
    let pieces = futures_util::stream::unfold(receiver, |mut receiver| async {
        let piece = receiver.recv().await?;
        Some((piece, receiver))
    });
    (Voice(sender), Body::from_stream(pieces))
}

impl Voice {
    /// Says some bytes, and waits until they are kept or refused: there is room for one piece on the way, so
    /// the second one behind them has it only when somebody has come back from them.
    async fn say(&self, bytes: &[u8]) {
        for piece in [Bytes::copy_from_slice(bytes), Bytes::new(), Bytes::new()] {
            // Whoever has refused it may have stopped listening.
            let _ = self.0.send(Ok(piece)).await;
        }
    }
}

fn narrow() -> Policy {
    Policy {
        body_bytes: 100_000,
        desk_body_bytes: 90_000,
        body_free_bytes: 10_000,
        ..Policy::default()
    }
}

/// An announcement of the desk's first dossier, in so many bytes.
fn announcement(desk: &Desk, size: usize) -> Vec<u8> {
    let mut body = json!({
        "instance_id": desk.id, "epoch": 1, "more": "",
        "announcements": [a_dossier(desk, 1, &[]).announcement()],
    });
    let short = body.to_string().len();
    body["more"] = Value::String("x".repeat(size.saturating_sub(short)));
    body.to_string().into_bytes()
}

fn packed(bytes: &[u8], how: Compression) -> Vec<u8> {
    let mut into = GzEncoder::new(vec![], how);
    into.write_all(bytes).unwrap();
    into.finish().unwrap()
}

fn request(desk: &Desk, province: &Province, body: impl Into<Body>) -> Request<Body> {
    desk.request(province, "POST", path::ANNOUNCEMENTS).body(body.into()).unwrap()
}

async fn announce(desk: &Desk, province: &Province, size: usize) -> Answer {
    province.ask(request(desk, province, announcement(desk, size))).await
}

async fn announce_packed(desk: &Desk, province: &Province, body: Vec<u8>) -> Answer {
    let asked = desk.request(province, "POST", path::ANNOUNCEMENTS);
    province.ask(asked.header("content-encoding", "gzip").body(Body::from(body)).unwrap()).await
}

/// Status, and after how many seconds to come again.
fn told(answer: &Answer) -> (u16, Option<&str>) {
    (answer.status.as_u16(), answer.header("retry-after"))
}

#[tokio::test]
async fn half_a_body_keeps_long_ones_waiting_and_no_short_one() {
    let province = a_strict_province(narrow());
    let (slow, other) = (a_desk(&province, 1).await, a_desk(&province, 2).await);
    let (voice, body) = a_body();
    let hanging = tokio::spawn(province.raw(request(&slow, &province, body)));
    voice.say(&announcement(&slow, 80_000)[..70_000]).await;

    let long = announce(&other, &province, 60_000).await;
    let short = announce(&other, &province, 9000).await;

    assert_eq!(told(&long), (503, Some("5")));
    assert_eq!(long.code(), "busy");
    assert_eq!(short.status, 200, "the first bytes of a body are always free");
    hanging.abort();
    let _ = hanging.await;
    assert_eq!(announce(&other, &province, 60_000).await.status, 200, "who has gone holds nothing");
}

#[tokio::test]
async fn one_of_two_bodies_that_hold_each_other_up_is_refused_and_the_other_goes_on() {
    let province = a_strict_province(narrow());
    let (first, second) = (a_desk(&province, 1).await, a_desk(&province, 2).await);
    let [(one, one_body), (other, other_body)] = [a_body(), a_body()];
    let words = [announcement(&first, 80_000), announcement(&second, 80_000)];
    let script = async {
        one.say(&words[0][..50_000]).await;
        other.say(&words[1][..50_000]).await;
        one.say(&words[0][50_000..]).await;
        drop(one);
        other.say(&words[1][50_000..]).await;
        drop(other);
    };

    let (refused, taken, ()) = tokio::join!(
        province.ask(request(&first, &province, one_body)),
        province.ask(request(&second, &province, other_body)),
        script
    );

    assert_eq!(told(&refused), (503, Some("5")));
    assert_eq!(taken.status, 200);
    assert_eq!(announce(&first, &province, 80_000).await.status, 200, "and then the first");
}

#[tokio::test]
async fn desk_that_holds_its_part_waits_and_no_other_does() {
    let province = a_strict_province(narrow());
    let (greedy, other) = (a_desk(&province, 1).await, a_desk(&province, 2).await);
    let (voice, body) = a_body();
    let hanging = tokio::spawn(province.raw(request(&greedy, &province, body)));
    voice.say(&announcement(&greedy, 80_000)[..60_000]).await;

    let own = announce(&greedy, &province, 60_000).await;
    let others = announce(&other, &province, 50_000).await;

    assert_eq!(told(&own), (429, Some("5")));
    assert_eq!(others.status, 200);
    hanging.abort();
    let _ = hanging.await;
    assert_eq!(announce(&greedy, &province, 60_000).await.status, 200);
}

#[tokio::test]
async fn body_counts_as_it_is_unpacked_too() {
    let province = a_strict_province(Policy { desk_body_bytes: 1_000_000, ..narrow() });
    let desk = a_desk(&province, 1).await;
    let swelling = packed(&announcement(&desk, 400_000), Compression::best());
    assert!(swelling.len() < 5000, "{} bytes", swelling.len());

    let refused = announce_packed(&desk, &province, swelling).await;

    assert_eq!(told(&refused), (503, Some("5")));
    let fit = packed(&announcement(&desk, 90_000), Compression::best());
    assert_eq!(
        announce_packed(&desk, &province, fit).await.status,
        200,
        "nothing is held any more"
    );
}

#[tokio::test]
async fn longest_request_is_taken_by_a_gateway_that_is_not_busy() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let most = usize::try_from(province.gateway.policy().max_request_bytes).unwrap();
    let stored = packed(&announcement(&desk, most - 4096), Compression::none());
    assert!((most - 4096..most).contains(&stored.len()), "as long as it is unpacked");

    for _ in 0..2 {
        assert_eq!(announce_packed(&desk, &province, stored.clone()).await.status, 200);
        assert_eq!(announce(&desk, &province, most).await.status, 200);
        assert_eq!(announce(&desk, &province, most + 1).await.status, 413);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn desk_that_is_still_speaking_hears_that_there_is_no_room() {
    let province = a_strict_province(Policy { body_bytes: 20_000, ..narrow() });
    let desk = a_desk(&province, 1).await;
    let served = served(&province).await;
    let bearer = desk.bearer(&province, province.gateway.now());
    let body = announcement(&desk, 2_000_000);
    let headers = [
        ("authorization".to_owned(), format!("Bearer {bearer}")),
        ("content-length".to_owned(), body.len().to_string()),
        ("connection".to_owned(), "close".to_owned()),
    ];
    let mut line = served.line().await;

    say(&mut line, head("POST", path::ANNOUNCEMENTS, &headers).as_bytes()).await;
    say(&mut line, &body).await;
    let told = answer(&mut line).await;

    assert!(told.starts_with("HTTP/1.1 503"), "{told}");
    assert!(told.contains("retry-after: 5\r\n"), "{told}");
    let mut problem = vec![];
    let _ = line.read_to_end(&mut problem).await;
    assert!(String::from_utf8_lossy(&problem).contains("\"busy\""), "with its reason");
}
