//! The lanes of a stream: trouble with one of them never ends the others.

use portal::Policy;
use wire::announcement::Outcome;
use wire::stream::{DeskFrame, GatewayFrame};

use crate::desk::{Desk, Sealed, a_desk, a_dossier, a_paper, upload_of};
use crate::http::{Served, served};
use crate::province::{Province, a_province, a_strict_province};
use crate::stream_line::{a_stream, blocks, farewell, lane, open, receipt, uploads};

struct Begun {
    province: Province,
    desk: Desk,
    sealed: Sealed,
    uploads: Vec<String>,
    served: Served,
}

async fn begun(policy: Policy, sizes: &[usize]) -> Begun {
    let province = a_strict_province(policy);
    let desk = a_desk(&province, 1).await;
    let sealed = a_dossier(&desk, 1, sizes);
    let uploads = uploads(&desk.announce(&province, &sealed).await);
    let served = served(&province).await;
    Begun { province, desk, sealed, uploads, served }
}

impl Begun {
    /// What a stream hears that says all this.
    async fn told(&self, frames: Vec<DeskFrame>) -> Vec<GatewayFrame> {
        let mut stream = a_stream(&self.served, &self.province, &self.desk, &[]).await;
        stream.try_to_say(&frames).await;
        stream.try_to_say(&[DeskFrame::End]).await;
        stream.hear_all().await
    }

    fn lane(&self, number: u32, part: usize) -> Vec<DeskFrame> {
        lane(number, 0, &self.uploads[part], &self.sealed.papers[part])
    }
}

fn refusal(heard: &[GatewayFrame], of: u32) -> Option<String> {
    heard.iter().find_map(|frame| match frame {
        GatewayFrame::Refused { lane, problem } if *lane == of => Some(problem.code.to_string()),
        _ => None,
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn lane_at_a_wrong_offset_is_told_the_right_one() {
    let begun = begun(Policy::default(), &[5000, 4000]).await;
    let (first, paper) = (&begun.uploads[0], &begun.sealed.papers[0]);
    begun.desk.patch(&begun.province, first, 0, &paper[..1000]).await;

    let mut frames = lane(0, 999, first, paper);
    frames.extend(lane(1, 1001, first, paper));
    frames.extend(begun.lane(2, 1));
    frames.extend(lane(3, 1000, first, paper));
    let heard = begun.told(frames).await;

    assert!(heard.contains(&GatewayFrame::Elsewhere { lane: 0, offset: 1000 }), "{heard:?}");
    assert!(heard.contains(&GatewayFrame::Elsewhere { lane: 1, offset: 1000 }), "{heard:?}");
    assert!(heard.contains(&GatewayFrame::Taken { lane: 2, offset: 4000 }), "{heard:?}");
    assert!(heard.contains(&GatewayFrame::Taken { lane: 3, offset: 5000 }), "{heard:?}");
    let receipts = [2, 3].map(|lane| receipt(&heard, lane, &begun.province, &begun.sealed));
    assert_eq!(receipts.iter().flatten().count(), 1, "one receipt, with the last part");
}

#[tokio::test(flavor = "multi_thread")]
async fn lane_of_a_part_that_is_held_is_told_how_the_delivery_stands() {
    let begun = begun(Policy::default(), &[900, 800]).await;

    let heard = begun.told(begun.lane(0, 0)).await;
    assert_eq!(heard, [GatewayFrame::Taken { lane: 0, offset: 900 }]);
    let heard = begun.told(begun.lane(7, 0)).await;
    assert_eq!(heard[0], GatewayFrame::Elsewhere { lane: 7, offset: 900 });
    let GatewayFrame::Stands { lane: 7, outcome: Outcome::Announced { missing, .. } } = &heard[1]
    else {
        panic!("{heard:?}")
    };
    assert_eq!((missing.len(), missing[0].number, heard.len()), (1, 2, 2));

    begun.told(begun.lane(0, 1)).await;
    let heard = begun.told(vec![open(4, 900, &begun.uploads[0])]).await;
    assert!(receipt(&heard, 4, &begun.province, &begun.sealed).is_some(), "{heard:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn upload_that_is_not_the_desks_is_not_there_and_nobody_is_disturbed() {
    let begun = begun(Policy::default(), &[5000]).await;
    let other = a_desk(&begun.province, 2).await;
    let theirs = a_dossier(&other, 1, &[60_000]);
    let foreign = upload_of(&other.announce(&begun.province, &theirs).await);
    let mut owner = a_stream(&begun.served, &begun.province, &other, &[]).await;
    owner.say(&[open(0, 0, &foreign)]).await;
    owner.say(&blocks(0, &theirs.papers[0][..20_000])).await;
    owner.hear_taken(0, 20_000).await;

    let mut frames = vec![open(0, 20_000, &foreign), open(1, 0, "/v1/uploads/x")];
    frames.extend(blocks(0, &theirs.papers[0][20_000..]));
    frames.extend(blocks(1, b"abc"));
    frames.extend(begun.lane(2, 0));
    let heard = begun.told(frames).await;

    assert_eq!(refusal(&heard, 0).as_deref(), Some("not-found"), "{heard:?}");
    assert_eq!(refusal(&heard, 1).as_deref(), Some("not-found"), "{heard:?}");
    assert!(receipt(&heard, 2, &begun.province, &begun.sealed).is_some(), "the rest goes on");
    owner.say(&blocks(0, &theirs.papers[0][20_000..])).await;
    owner.say(&[DeskFrame::End]).await;
    let heard = owner.hear_all().await;
    assert!(receipt(&heard, 0, &begun.province, &theirs).is_some(), "{heard:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_bytes_are_refused_and_the_part_begins_anew_on_the_same_stream() {
    let begun = begun(Policy::default(), &[40_000, 700]).await;
    let mut stream = a_stream(&begun.served, &begun.province, &begun.desk, &[]).await;

    stream.say(&lane(0, 0, &begun.uploads[0], &a_paper(99, 40_000))).await;
    stream.say(&begun.lane(1, 1)).await;
    let mut heard = vec![];
    while refusal(&heard, 0).is_none() {
        heard.push(stream.hear().await.expect("the stream goes on"));
    }
    stream.say(&begun.lane(2, 0)).await;
    stream.say(&[DeskFrame::End]).await;
    heard.extend(stream.hear_all().await);

    assert_eq!(refusal(&heard, 0).as_deref(), Some("part-mismatch"));
    assert!(!heard.contains(&GatewayFrame::Taken { lane: 0, offset: 40_000 }), "{heard:?}");
    assert!(receipt(&heard, 2, &begun.province, &begun.sealed).is_some(), "{heard:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn part_takes_not_one_byte_more_than_it_has() {
    let begun = begun(Policy::default(), &[3000, 700]).await;

    let mut frames = begun.lane(0, 0);
    frames.extend(blocks(0, b"one more"));
    frames.extend(begun.lane(1, 1));
    let heard = begun.told(frames).await;

    let is_refused = refusal(&heard, 0).as_deref() == Some("too-big");
    let is_whole = heard.contains(&GatewayFrame::Taken { lane: 0, offset: 3000 });
    assert!(is_refused != is_whole, "whole before the byte too many came, or refused: {heard:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn bytes_that_the_disk_has_lost_are_asked_for_again() {
    let begun = begun(Policy::default(), &[30_000]).await;
    let paper = &begun.sealed.papers[0];
    begun.desk.patch(&begun.province, &begun.uploads[0], 0, &paper[..9000]).await;
    for file in std::fs::read_dir(begun.province.data().join("uploads")).unwrap() {
        std::fs::write(file.unwrap().path(), b"torn").unwrap();
    }

    let heard = begun.told(lane(0, 9000, &begun.uploads[0], paper)).await;
    assert_eq!(heard, [GatewayFrame::Elsewhere { lane: 0, offset: 0 }]);

    let heard = begun.told(begun.lane(0, 0)).await;
    assert!(receipt(&heard, 0, &begun.province, &begun.sealed).is_some(), "{heard:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn stream_that_breaks_the_rules_of_lanes_is_ended() {
    let begun = begun(Policy { max_lanes: 2, ..Policy::default() }, &[50, 50, 50]).await;
    let [a, b, c] = [0, 1, 2].map(|part| begun.uploads[part].as_str());
    let faults = [
        ("too many at once", vec![open(0, 0, a), open(1, 0, b), open(2, 0, c)]),
        ("the same number twice", vec![open(0, 0, a), open(0, 0, b)]),
        ("the same upload twice", vec![open(0, 0, a), open(1, 0, a)]),
        ("a block of nothing", blocks(3, b"abc")),
    ];
    for (what, frames) in faults {
        let heard = begun.told(frames).await;
        assert_eq!(farewell(&heard).as_deref(), Some("malformed"), "{what}: {heard:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn desk_that_lost_its_right_is_told_at_the_next_write() {
    let begun = begun(Policy::default(), &[60_000]).await;
    let mut stream = a_stream(&begun.served, &begun.province, &begun.desk, &[]).await;
    stream.say(&[open(0, 0, &begun.uploads[0])]).await;
    stream.say(&blocks(0, &begun.sealed.papers[0][..20_000])).await;
    stream.hear_taken(0, 20_000).await;

    assert_eq!(begun.province.run(&["revoke", "LS01"]).code, 0);
    stream.try_to_say(&blocks(0, &begun.sealed.papers[0][20_000..])).await;

    let heard = stream.hear_all().await;
    assert_eq!(farewell(&heard).as_deref(), Some("revoked"), "{heard:?}");
    assert_eq!(heard.len(), 1, "nothing more was taken");
}

#[tokio::test]
async fn capabilities_name_the_protocol() {
    let province = a_province();

    let said: wire::capabilities::Capabilities =
        province.get(wire::path::CAPABILITIES).await.json();

    assert_eq!(said.streams, [wire::stream::PROTOCOL]);
}
