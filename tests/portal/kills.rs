//! The gateway is killed at each of its named points, in a process of its own. Nothing that it had
//! acknowledged is lost, nothing is taken in twice, and the desk gets its receipt after a restart.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::ageing::LET_GO;
use crate::desk::{Sealed, a_desk, a_dossier, a_stranger, a_supplement, upload_of};
use crate::points::SERVING;
use crate::province::{Province, a_province};

pub const HOME: &str = "NOPHO_TEST_HOME";
pub const STOP_AT: &str = "NOPHO_STOP_AT";
const MUTANT: &str = "NOPHO_PORTAL_MUTANT";

fn sealed() -> [Sealed; 2] {
    let desk = a_stranger(1);
    let first = a_dossier(&desk, 1, &[5000, 300]);
    let second = a_supplement(&desk, 2, &first, vec![vec![9; 40]]);
    [first, second]
}

/// What a desk does that goes on until it has its receipts.
async fn tell(province: &Province) {
    let desk = a_stranger(1);
    for sealed in sealed() {
        let outcome = desk.announce(province, &sealed).await;
        if matches!(outcome, wire::announcement::Outcome::Announced { .. }) {
            let upload = upload_of(&outcome);
            let at = desk.head(province, &upload).await.number("upload-offset");
            let (at, half) = (usize::try_from(at).unwrap(), sealed.papers[0].len() / 2);
            if at < half {
                desk.patch(province, &upload, at as u64, &sealed.papers[0][at..half]).await;
            }
        }
        desk.deliver(province, &sealed).await;
    }
}

#[tokio::test]
#[ignore = "told in a process of its own by receipts_come_whatever_point_the_gateway_is_killed_at"]
async fn story_until_it_is_killed() {
    let home = PathBuf::from(std::env::var_os(HOME).expect("a folder"));
    tell(&Province::at(&home)).await;
}

fn run(home: &Path, variable: &str, value: &str) -> Output {
    run_story("kills::story_until_it_is_killed", home, variable, value)
}

/// Tells a story in a process of its own.
pub fn run_story(story: &str, home: &Path, variable: &str, value: &str) -> Output {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", story, "--ignored", "--nocapture"])
        .env(HOME, home)
        .env(variable, value)
        .output()
        .unwrap()
}

/// What every story must end with, however often it was broken off.
async fn check(home: &Path, what: &str) {
    let province = Province::at(home);
    tell(&province).await;
    let desk = a_stranger(1);
    for sealed in sealed() {
        assert_eq!(province.twins(&sealed.bytes), 1, "{what}: it was taken in once");
        assert!(desk.receipt(&province, &sealed).await.is_some(), "{what}");
    }
    assert_eq!(
        crate::lists::statuses(&province, &desk).await,
        ["1", "1"],
        "{what}: one event each"
    );
    let left: Vec<_> = std::fs::read_dir(province.data().join("uploads")).unwrap().collect();
    let province = province.restarted();
    let uploads = std::fs::read_dir(province.data().join("uploads")).unwrap().count();
    assert_eq!(uploads, 0, "{what}: nothing is left behind, there was {left:?}");
    let parts = std::fs::read_dir(province.data().join("parts")).unwrap().count();
    assert_eq!(parts, 3, "{what}: each paper once");
}

#[tokio::test]
async fn receipts_come_whatever_point_the_gateway_is_killed_at() {
    for point in SERVING {
        let mut killed = 0;
        for turn in 1..10 {
            let province = a_province();
            a_desk(&province, 1).await;
            let home = province.home.path().to_owned();
            let kept = province.put_down();
            let stop_at = format!("{point}#{turn}");
            let output = run(&home, STOP_AT, &stop_at);
            if output.status.success() {
                break;
            }
            killed += 1;
            check(&home, &stop_at).await;
            drop(kept);
        }
        assert!(killed > 0, "{point} is never passed");
    }
}

#[test]
fn every_point_is_on_the_list() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/portal/src/acts");
    let mut found = vec![];
    for file in std::fs::read_dir(source).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let points = text.split("failpoint::pass(\"").skip(1);
        found.extend(points.filter_map(|rest| rest.split('"').next()).map(str::to_owned));
    }
    found.sort();
    let mut listed = SERVING.map(str::to_owned).to_vec();
    listed.push(LET_GO.to_owned());
    listed.sort();
    assert_eq!(found, listed);
}

/// The tests above must be able to fail: a gateway that forgets to look for what it has is found
/// out by the count.
#[tokio::test]
async fn gateway_that_takes_a_repeat_for_new_is_found_out() {
    let province = a_province();
    a_desk(&province, 1).await;
    let home = province.home.path().to_owned();
    let kept = province.put_down();

    assert!(run(&home, MUTANT, "no-uniqueness").status.success());

    let province = Province::at(&home);
    assert!(province.twins(&sealed()[0].bytes) > 1, "the count tells");
    drop(kept);
}
