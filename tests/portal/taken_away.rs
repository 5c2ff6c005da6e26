//! What people take away from the gateway survives a power cut and a kill: an export or a backup
//! that was reported is there, and one that says that it is whole is whole.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use files::SyncPoint;
use portal::World;
use portal::backup::restore::restore;
use portal::exchange::import::import;
use serde_json::json;
use tempfile::TempDir;
use testkit::{ForgetfulDisk, Picture, PowerCut, a_pdf};

use crate::desk::{Desk, Sealed, a_desk, a_stranger};
use crate::export::broken;
use crate::operator::{Saying, a_whole_dossier, official, to};
use crate::province::{Province, a_province};

const CUTS: [PowerCut; 4] = [
    PowerCut::NothingLost,
    PowerCut::LoseAllUnsynced,
    PowerCut::NamesWithoutBytes,
    PowerCut::Torn(1),
];

/// Every point that stands in the sources of what people at the gateway do.
const POINTS: [&str; 16] = [
    "result.file-kept",
    "result.row-written",
    "advance.event-written",
    "export.file-kept",
    "export.batches-kept",
    "export.manifest-kept",
    "import.record-written",
    "import.written",
    "backup.database-copied",
    "backup.written",
    "backup.named",
    "restore.begun",
    "restore.files-kept",
    "restore.named",
    "copy.opened",
    "copy.changed",
];

/// A later pass of a point: the database is opened first for a backup, then for a restore.
const LATER: [&str; 1] = ["copy.opened#2"];

const HOME: &str = "NOPHO_TEST_HOME";
const STOP_AT: &str = "NOPHO_STOP_AT";

fn dossier() -> Sealed {
    a_whole_dossier(&a_stranger(1), 1, &[5000])
}

async fn with_a_dossier(province: &Province) -> Desk {
    let desk = a_desk(province, 1).await;
    desk.deliver(province, &dossier()).await;
    desk
}

/// What was reported by the time of a moment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Reported {
    export: bool,
    backup: bool,
}

/// Exports and backs up on a disk that forgets; a picture before each of its calls.
async fn tell(deaf_to: Option<SyncPoint>) -> (Vec<(Reported, Picture)>, Vec<SyncPoint>) {
    let home = TempDir::new().unwrap();
    let disk = ForgetfulDisk::at(home.path()).watched();
    let disk = deaf_to.into_iter().fold(disk, ForgetfulDisk::deaf_to);
    let disk_of_its_own = Arc::new(disk.clone());
    Province::set_up_on(home.path(), disk_of_its_own.clone()).unwrap();
    let province = Province::on(home.path(), disk_of_its_own).unwrap();
    with_a_dossier(&province).await;
    let (mut moments, mut now) = (vec![], Reported::default());
    disk.pictures();
    let mut note = |now: &mut Reported, more: fn(&mut Reported)| {
        moments.extend(disk.pictures().into_iter().map(|picture| (*now, picture)));
        more(now);
        moments.push((*now, disk.picture("the next step")));
    };

    province.export("0", "away/out").unwrap();
    note(&mut now, |now| now.export = true);
    province.backup("away/gateway.backup").unwrap();
    note(&mut now, |now| now.backup = true);
    (moments, disk.heard())
}

fn broken_promise(moments: &[(Reported, Picture)], province: &Province) -> Option<String> {
    let mut seen = BTreeSet::new();
    for (reported, picture) in moments {
        for cut in CUTS {
            let remains = picture.remains(cut);
            if !seen.insert((*reported, remains.clone())) {
                continue;
            }
            let home = TempDir::new().unwrap();
            remains.laid_in(home.path());
            if let Err(what) = check(*reported, home.path(), province) {
                return Some(format!("{cut:?} before `{}`, {reported:?}: {what}", picture.before));
            }
        }
    }
    None
}

fn check(reported: Reported, home: &Path, province: &Province) -> Result<(), String> {
    let (out, file) = (home.join("away/out"), home.join("away/gateway.backup"));
    if let Some(what) = broken(&out) {
        return Err(format!("the export is not whole: {what}"));
    }
    if reported.export && !out.join("manifest.json").exists() {
        return Err("the export is gone".to_owned());
    }
    match file.exists() {
        false if reported.backup => Err("the backup is gone".to_owned()),
        false => Ok(()),
        true => {
            let anew = restore(&World::real(), &home.join("anew"), &province.keys(), &file);
            anew.map(drop).map_err(|failure| format!("the backup: {failure:?}"))
        }
    }
}

#[tokio::test]
async fn what_was_taken_away_is_whole_when_the_power_goes_and_every_sync_matters() {
    // The same luck gives the same keys.
    let province = a_province();
    let (moments, heard) = tell(None).await;

    assert_eq!(broken_promise(&moments, &province), None);
    for point in SyncPoint::TAKEN_AWAY {
        assert!(heard.contains(point), "{point:?} is never used");
        let (moments, _) = tell(Some(*point)).await;
        let broken = broken_promise(&moments, &province);
        assert!(broken.is_some(), "nothing depends on {point:?}");
    }
}

fn back(home: &Path) -> PathBuf {
    let file = home.join("back.json");
    fs::write(home.join("b.pdf"), a_pdf(2)).unwrap();
    let record = json!([{
        "ThongTinKhac": format!("nopho:{}", dossier().manifest.dossier_id),
        "TrangThaiHoSo": "10",
        "DanhSachGiayToKetQua": [{ "DuongDanTepTinKetQua": "b.pdf" }]
    }]);
    fs::write(&file, record.to_string()).unwrap();
    file
}

/// What people do with a dossier from its arrival to its end; each step may be done already.
fn operate(home: &Path) {
    let province = Province::at(home);
    let status = || province.standing(&dossier()).status.unwrap();
    if status() == "1" {
        province.advance(&dossier(), &to(2).code(&official(1))).unwrap();
    }
    if status() == "2" {
        province.advance(&dossier(), &to(9).with("a.pdf", &a_pdf(1))).unwrap();
    }
    import(&province.gateway, &back(home)).unwrap();
    if !home.join("out/manifest.json").exists() {
        province.export("0", "out").unwrap();
    }
    if !home.join("b").exists() {
        province.backup("b").unwrap();
    }
    if !home.join("anew/gateway.db").exists() {
        restore(&World::real(), &home.join("anew"), &province.keys(), &home.join("b")).unwrap();
    }
}

#[test]
#[ignore = "told in a process of its own by work_goes_on_whatever_point_it_is_killed_at"]
fn work_until_it_is_killed() {
    operate(&PathBuf::from(std::env::var_os(HOME).expect("a folder")));
}

#[tokio::test]
async fn work_goes_on_whatever_point_it_is_killed_at() {
    for point in POINTS.into_iter().chain(LATER) {
        let province = a_province();
        let desk = with_a_dossier(&province).await;
        let home = province.home.path().to_owned();
        let kept = province.put_down();
        let killed = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "taken_away::work_until_it_is_killed", "--ignored"])
            .env(HOME, &home)
            .env(STOP_AT, point)
            .output()
            .unwrap();
        assert!(!killed.status.success(), "{point} is never passed");

        operate(&home);

        let province = Province::at(&home);
        let events = crate::operator::told(&province, &desk).await;
        let told: Vec<_> = events.iter().map(|event| event.status.as_str()).collect();
        assert_eq!(told, ["1", "2", "9", "10"], "{point}: each was told once");
        assert_eq!(province.standing(&dossier()).results.len(), 2, "{point}");
        assert_eq!(fs::read_dir(home.join("data/results")).unwrap().count(), 2, "{point}");
        assert_eq!(broken(&home.join("out")), None, "{point}");
        assert!(!home.join("out/unfinished.json").exists() || point == "export.manifest-kept");
        drop(kept);
    }
}

#[test]
fn every_point_of_an_operator_is_on_the_list() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/portal/src");
    let mut found = BTreeSet::new();
    for folder in ["agency", "backup", "exchange", "store"] {
        for file in fs::read_dir(source.join(folder)).unwrap() {
            let path = file.unwrap().path();
            if path.is_dir() {
                continue;
            }
            let text = fs::read_to_string(path).unwrap();
            let points = text.split("failpoint::pass(\"").skip(1);
            found.extend(points.filter_map(|rest| rest.split('"').next()).map(str::to_owned));
        }
    }

    assert_eq!(found, POINTS.map(str::to_owned).into_iter().collect());
}
