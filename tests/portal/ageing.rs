//! Parts that nobody finishes: their bytes go and their place is free, what was announced stays.

use std::path::PathBuf;

use portal::Policy;
use portal::acts::recovery;
use wire::announcement::Outcome;
use wire::path;
use wire::stream::GatewayFrame;

use crate::desk::{a_desk, a_dossier, a_stranger, upload_of};
use crate::http::served;
use crate::kills::{HOME, STOP_AT, run_story};
use crate::province::{DAY_MS, MORNING, Province, a_province, a_strict_province};
use crate::stream_line::{a_stream, lane};

/// The point between the row of what is let go and its bytes.
pub const LET_GO: &str = "upload.let-go";

fn files(province: &Province) -> usize {
    std::fs::read_dir(province.data().join("uploads")).unwrap().count()
}

#[tokio::test]
async fn unfinished_part_is_kept_for_as_long_as_is_told_and_no_longer() {
    let province =
        a_strict_province(Policy { unfinished_kept_ms: 2 * DAY_MS, ..Policy::default() });
    let desk = a_desk(&province, 1).await;
    let (idle, busy) = (a_dossier(&desk, 1, &[5000]), a_dossier(&desk, 2, &[5000]));
    let idle_upload = upload_of(&desk.announce(&province, &idle).await);
    let busy_upload = upload_of(&desk.announce(&province, &busy).await);
    let told = desk.patch(&province, &idle_upload, 0, &idle.papers[0][..700]).await;
    desk.patch(&province, &busy_upload, 0, &busy.papers[0][..700]).await;
    assert_eq!(told.header("upload-expires"), Some("Wed, 25 Nov 2026 01:00:00 GMT"));
    assert_eq!(recovery::expire(&province.gateway).unwrap(), 0);

    province.clock.advance(2 * DAY_MS);
    assert_eq!(recovery::expire(&province.gateway).unwrap(), 0, "until then it is kept");
    desk.patch(&province, &busy_upload, 700, &busy.papers[0][700..900]).await;
    province.clock.advance(1);

    assert_eq!(recovery::expire(&province.gateway).unwrap(), 1, "only the one that stood still");
    assert_eq!(files(&province), 1, "its bytes are gone while the gateway serves");
    assert_eq!(desk.head(&province, &idle_upload).await.status, 410);
    let goes_on = desk.head(&province, &busy_upload).await;
    assert_eq!(goes_on.number("upload-offset"), 900);
    assert_eq!(recovery::expire(&province.gateway).unwrap(), 0, "once");
}

#[tokio::test]
async fn announcement_and_id_stay_and_the_part_begins_at_0_as_if_nothing_had_come() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let sealed = a_dossier(&desk, 1, &[5000, 300]);
    let upload = upload_of(&desk.announce(&province, &sealed).await);
    desk.patch(&province, &upload, 0, &sealed.papers[0][..4000]).await;
    province.clock.advance(31 * DAY_MS);
    recovery::expire(&province.gateway).unwrap();

    let place = format!("{}/{}", path::SUBMISSIONS, sealed.manifest.submission_id);
    let stands: Outcome = desk.get(&province, &place).await.json();

    let Outcome::Announced { announced_ms, missing } = &stands else { panic!("{stands:?}") };
    assert_eq!(*announced_ms, MORNING, "a month ago");
    assert_eq!(missing.iter().map(|part| part.offset).collect::<Vec<_>>(), [0, 0]);
    assert_eq!(desk.announce(&province, &sealed).await, stands, "announced again, it is the same");
    desk.deliver(&province, &sealed).await;
    assert_eq!(province.twins(&sealed.bytes), 1);
    assert_eq!(files(&province), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn stream_is_told_that_an_old_upload_is_not_there() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let sealed = a_dossier(&desk, 1, &[5000]);
    let upload = upload_of(&desk.announce(&province, &sealed).await);
    desk.patch(&province, &upload, 0, &sealed.papers[0][..4000]).await;
    province.clock.advance(31 * DAY_MS);
    recovery::expire(&province.gateway).unwrap();
    let served = served(&province).await;

    let mut stream = a_stream(&served, &province, &desk, &[&upload]).await;
    stream.say(&lane(0, 4000, &upload, &sealed.papers[0])).await;

    assert_eq!(stream.offsets, "-");
    let Some(GatewayFrame::Refused { lane: 0, problem }) = stream.hear().await else {
        panic!("it is refused")
    };
    assert_eq!(problem.code.to_string(), "not-found");
}

/// Told in a process of its own, which is killed in between.
#[tokio::test]
#[ignore = "told in a process of its own by kill_between_the_row_and_its_bytes_costs_nothing"]
async fn old_part_is_let_go() {
    let home = PathBuf::from(std::env::var_os(HOME).expect("a folder"));
    let province = Province::at(&home);
    let (desk, sealed) = (a_stranger(1), a_dossier(&a_stranger(1), 1, &[5000]));
    let upload = upload_of(&desk.announce(&province, &sealed).await);
    desk.patch(&province, &upload, 0, &sealed.papers[0][..700]).await;
    province.clock.advance(31 * DAY_MS);
    recovery::expire(&province.gateway).unwrap();
}

#[tokio::test]
async fn kill_between_the_row_and_its_bytes_costs_nothing() {
    let province = a_province();
    a_desk(&province, 1).await;
    let home = province.home.path().to_owned();
    let kept = province.put_down();

    let killed = run_story("ageing::old_part_is_let_go", &home, STOP_AT, LET_GO);

    assert!(!killed.status.success(), "the point is never passed");
    let left = std::fs::read_dir(home.join("data/uploads")).unwrap().count();
    assert_eq!(left, 1, "bytes that belong to nobody any more");
    let province = Province::at(&home);
    assert_eq!(files(&province), 0, "a start sweeps them");
    let (desk, sealed) = (a_stranger(1), a_dossier(&a_stranger(1), 1, &[5000]));
    let upload = upload_of(&desk.announce(&province, &sealed).await);
    assert_eq!(desk.head(&province, &upload).await.number("upload-offset"), 0);
    desk.deliver(&province, &sealed).await;
    drop(kept);
}
