//! The gateway is killed at each of its named points in the midst of a stream: nothing that it had
//! acknowledged is lost, and each dossier is taken in once.

use std::path::{Path, PathBuf};

use wire::announcement::Outcome;
use wire::stream::{DeskFrame, GatewayFrame};

use crate::desk::{Sealed, a_desk, a_dossier, a_stranger};
use crate::http::served;
use crate::kills::{HOME, STOP_AT, run_story};
use crate::points::SERVING;
use crate::province::{Province, a_province};
use crate::stream_line::{a_stream, lane, uploads};

/// Where the story writes down what it was told, at once.
const TOLD: &str = "told";

fn sealed() -> [Sealed; 2] {
    let desk = a_stranger(1);
    [a_dossier(&desk, 1, &[50_000, 300]), a_dossier(&desk, 2, &[20_000])]
}

/// What a desk does that sends everything over one stream until it has its receipts.
async fn tell(province: &Province) {
    let home = province.home.path();
    let served = served(province).await;
    let desk = a_stranger(1);
    let mut parts = vec![];
    for sealed in sealed() {
        let outcome = desk.announce(province, &sealed).await;
        let Outcome::Announced { missing, .. } = &outcome else { continue };
        for (part, upload) in missing.iter().zip(uploads(&outcome)) {
            parts.push((upload, sealed.papers[part.number as usize - 1].clone()));
        }
    }
    let named: Vec<_> = parts.iter().map(|(upload, _)| upload.as_str()).collect();
    let mut stream = a_stream(&served, province, &desk, &named).await;
    let offsets: Vec<usize> =
        stream.offsets.split(',').filter_map(|offset| offset.parse().ok()).collect();
    for ((number, (upload, paper)), offset) in (0..).zip(&parts).zip(offsets) {
        stream.try_to_say(&lane(number, offset, upload, paper)).await;
    }
    stream.try_to_say(&[DeskFrame::End]).await;
    let mut told = String::new();
    while let Some(frame) = stream.hear().await {
        if let GatewayFrame::Taken { lane, offset } = frame {
            told.push_str(&format!("{} {offset}\n", parts[lane as usize].0));
            std::fs::write(home.join(TOLD), &told).unwrap();
        }
    }
    drop(stream);
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "told in a process of its own by stream_goes_on_whatever_point_the_gateway_is_killed_at"]
async fn story_until_it_is_killed() {
    let home = PathBuf::from(std::env::var_os(HOME).expect("a folder"));
    tell(&Province::at(&home)).await;
}

/// Everything that was acknowledged is there.
async fn check(home: &Path, what: &str) {
    let told = std::fs::read_to_string(home.join(TOLD)).unwrap_or_default();
    let province = Province::at(home);
    let desk = a_stranger(1);
    for line in told.lines() {
        let (upload, offset) = line.split_once(' ').unwrap();
        let here = desk.head(&province, upload).await.number("upload-offset");
        assert!(here >= offset.parse().unwrap(), "{what}: {here} is less than {line}");
    }
    tell(&province).await;
    for sealed in sealed() {
        assert_eq!(province.twins(&sealed.bytes), 1, "{what}: it was taken in once");
        assert!(desk.receipt(&province, &sealed).await.is_some(), "{what}");
    }
    let uploads = std::fs::read_dir(province.data().join("uploads")).unwrap().count();
    let parts = std::fs::read_dir(province.data().join("parts")).unwrap().count();
    assert_eq!((uploads, parts), (0, 3), "{what}: each paper once, and nothing is left behind");
}

#[tokio::test(flavor = "multi_thread")]
async fn stream_goes_on_whatever_point_the_gateway_is_killed_at() {
    for point in SERVING {
        let mut killed = 0;
        for turn in 1..10 {
            let province = a_province();
            a_desk(&province, 1).await;
            let home = province.home.path().to_owned();
            let kept = province.put_down();
            let stop_at = format!("{point}#{turn}");
            let story = "stream_kills::story_until_it_is_killed";
            if run_story(story, &home, STOP_AT, &stop_at).status.success() {
                break;
            }
            killed += 1;
            check(&home, &stop_at).await;
            drop(kept);
        }
        assert!(killed > 0, "{point} is never passed");
    }
}
