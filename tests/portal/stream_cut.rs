//! Streams that break, are overtaken, or stand still: what has come is kept, byte for byte.

use portal::Policy;
use tokio::io::AsyncWriteExt;
use wire::stream::{DeskFrame, GatewayFrame};

use crate::desk::{Desk, Sealed, a_desk, a_dossier, upload_of};
use crate::http::{Served, answer, head, say, served};
use crate::province::{Province, a_strict_province};
use crate::stream_line::{Stream, a_stream, blocks, encoded, farewell, lane, open, receipt};

const SIZE: usize = 400_000;

struct Road {
    province: Province,
    desk: Desk,
    sealed: Sealed,
    upload: String,
    served: Served,
}

async fn a_road(policy: Policy) -> Road {
    let province = a_strict_province(policy);
    let desk = a_desk(&province, 1).await;
    let sealed = a_dossier(&desk, 1, &[SIZE]);
    let upload = upload_of(&desk.announce(&province, &sealed).await);
    let served = served(&province).await;
    Road { province, desk, sealed, upload, served }
}

impl Road {
    /// Opens a stream that asks how far the part has come.
    async fn stream(&self) -> (Stream, usize) {
        let stream = a_stream(&self.served, &self.province, &self.desk, &[&self.upload]).await;
        let here = stream.offsets.parse().unwrap();
        (stream, here)
    }

    fn paper(&self) -> &[u8] {
        &self.sealed.papers[0]
    }

    /// Sends the rest, as a desk does, and proves the receipt. A line that was thought dead may be
    /// heard only now and come in between, but only once.
    async fn go_on(&self) {
        for _ in 0..5 {
            let (mut stream, here) = self.stream().await;
            stream.say(&lane(0, here, &self.upload, self.paper())).await;
            stream.say(&[DeskFrame::End]).await;
            let heard = stream.hear_all().await;
            if receipt(&heard, 0, &self.province, &self.sealed).is_some() {
                return;
            }
        }
        panic!("the upload never comes to its end");
    }

    /// A stream on which so much has come, and is acknowledged.
    async fn brought(&self, size: usize) -> Stream {
        let (mut stream, here) = self.stream().await;
        stream.say(&[open(0, here, &self.upload)]).await;
        stream.say(&blocks(0, &self.paper()[here..size])).await;
        stream.hear_taken(0, size as u64).await;
        stream
    }

    async fn slice(&self, method: &str, more: &[(&str, String)]) -> tokio::net::TcpStream {
        let bearer = self.desk.bearer(&self.province, self.province.gateway.now());
        let mut headers = vec![
            ("authorization".to_owned(), format!("Bearer {bearer}")),
            ("tus-resumable".to_owned(), "1.0.0".to_owned()),
        ];
        headers.extend(more.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
        let mut line = self.served.line().await;
        say(&mut line, head(method, &self.upload, &headers).as_bytes()).await;
        line
    }
}

/// How a line ends.
#[derive(Clone, Copy)]
enum Cut {
    /// The other side hears of it.
    Closed,
    /// Nobody ever hears of it.
    Silent,
}

#[tokio::test(flavor = "multi_thread")]
async fn part_arrives_whole_whatever_the_stream_is_cut_at() {
    let road = a_road(Policy::default()).await;
    let (mut at, mut dead) = (0, vec![]);
    // Cuts that look random and come the same way each time.
    let cuts =
        (1_u64..).map(|n| (n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 33) as usize % 60_000 + 1);
    let ways = [Cut::Closed, Cut::Silent].into_iter().cycle();

    for (cut, way) in cuts.zip(ways) {
        let (mut stream, here) = road.stream().await;
        assert!(here >= at, "{here} bytes are less than what was acknowledged, {at}");
        at = here;
        let said = encoded(&lane(0, here, &road.upload, road.paper()));
        if cut >= said.len() {
            break;
        }
        say(&mut stream.line, &said[..cut]).await;
        if let Some(GatewayFrame::Taken { offset, .. }) = stream.hear().await {
            at = at.max(offset as usize);
        }
        match way {
            Cut::Closed => stream.line.shutdown().await.unwrap(),
            Cut::Silent => dead.push(stream),
        }
    }
    road.go_on().await;

    assert!(dead.len() > 3, "many lines died silently");
    road.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bytes_of_a_block_that_broke_off_count() {
    let road = a_road(Policy::default()).await;
    let (mut stream, _) = road.stream().await;
    let said = encoded(&lane(0, 0, &road.upload, road.paper()));

    // The head of the lane, one block, and 100 bytes of the next.
    let opened = encoded(&[open(0, 0, &road.upload)]).len();
    say(&mut stream.line, &said[..opened + 9 + 16_384 + 9 + 100]).await;
    stream.line.shutdown().await.unwrap();
    let heard = stream.hear_all().await;

    assert_eq!(heard.last(), Some(&GatewayFrame::Taken { lane: 0, offset: 16_484 }), "{heard:?}");
    let (_, here) = road.stream().await;
    assert_eq!(here, 16_484);
}

#[tokio::test(flavor = "multi_thread")]
async fn newer_stream_ends_the_older_and_goes_on_from_what_it_brought() {
    let road = a_road(Policy { grace_ms: 60_000, ..Policy::default() }).await;
    let mut older = road.brought(100_000).await;
    older.say(&blocks(0, &road.paper()[100_000..100_010])).await;

    road.go_on().await;

    let heard = older.hear_all().await;
    assert_eq!(farewell(&heard).as_deref(), Some("overtaken"), "{heard:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn stream_ends_a_slice_at_once_even_one_whose_bytes_still_come() {
    let road = a_road(Policy { grace_ms: 60_000, ..Policy::default() }).await;
    let mut slice = road
        .slice(
            "PATCH",
            &[
                ("content-type", "application/offset+octet-stream".to_owned()),
                ("upload-offset", "0".to_owned()),
                ("content-length", SIZE.to_string()),
            ],
        )
        .await;
    say(&mut slice, &road.paper()[..100_000]).await;

    road.go_on().await;

    let told = answer(&mut slice).await;
    assert!(told.starts_with("HTTP/1.1 409"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_by_slices_ends_the_stream_that_writes_to_the_part() {
    let road = a_road(Policy::default()).await;
    let mut stream = road.brought(50_000).await;

    let mut line = road.slice("HEAD", &[]).await;

    let told = answer(&mut line).await;
    assert!(told.contains("upload-offset: 50000"), "{told}");
    let heard = stream.hear_all().await;
    assert_eq!(farewell(&heard).as_deref(), Some("overtaken"), "{heard:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn announcement_in_between_disturbs_no_stream() {
    let road = a_road(Policy::default()).await;
    let mut stream = road.brought(50_000).await;

    let outcome = road.desk.announce(&road.province, &road.sealed).await;

    assert_eq!(upload_of(&outcome), road.upload);
    stream.say(&blocks(0, &road.paper()[50_000..])).await;
    stream.say(&[DeskFrame::End]).await;
    let heard = stream.hear_all().await;
    assert!(receipt(&heard, 0, &road.province, &road.sealed).is_some(), "{heard:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn silent_stream_is_given_up_and_what_came_is_kept() {
    let road = a_road(Policy { stall_ms: 300, ..Policy::default() }).await;
    let mut stream = road.brought(30_000).await;

    let heard = stream.hear_all().await;

    assert_eq!(farewell(&heard).as_deref(), Some("stalled"), "{heard:?}");
    let (_, here) = road.stream().await;
    assert_eq!(here, 30_000);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_come_is_acknowledged_before_the_gateway_ends() {
    let road = a_road(Policy::default()).await;
    let mut stream = road.brought(30_000).await;
    stream.say(&blocks(0, &road.paper()[30_000..31_000])).await;
    // The gateway may not have read it yet: then it was not acknowledged either.
    tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    let Road { province, desk, sealed, upload, served } = road;

    let ((), heard) = tokio::join!(served.end(), stream.hear_all());

    assert_eq!(farewell(&heard).as_deref(), Some("busy"), "{heard:?}");
    let taken = heard.iter().rev().find_map(|frame| match frame {
        GatewayFrame::Taken { offset, .. } => Some(*offset),
        _ => None,
    });
    let province = province.restarted();
    let offset = desk.head(&province, &upload).await.number("upload-offset");
    assert_eq!(offset, taken.unwrap_or(30_000), "{heard:?}");
    desk.deliver(&province, &sealed).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_desk_is_acknowledged_soon_and_before_its_block_is_whole() {
    let road = a_road(Policy::default()).await;
    let (mut stream, _) = road.stream().await;
    let said = encoded(&[
        open(0, 0, &road.upload),
        DeskFrame::Block { lane: 0, bytes: road.paper()[..50_000].to_vec() },
    ]);
    let opened = encoded(&[open(0, 0, &road.upload)]).len() + 9;

    for end in [700, 1400, 3000] {
        let begin =
            if end == 700 { 0 } else { opened + end - if end == 1400 { 700 } else { 1600 } };
        say(&mut stream.line, &said[begin..opened + end]).await;
        stream.hear_taken(0, end as u64).await;
    }
}
