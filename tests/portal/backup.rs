//! A backup that is made while the gateway serves opens with the key alone, says nothing without it,
//! and begins a new era.

use std::fs;
use std::io::Write;
use std::path::Path;

use portal::World;
use portal::backup::fault::BackupError;
use portal::backup::make::{BackedUp, backup};
use portal::backup::restore::{Restored, restore};
use seal::hash::hash;
use serde_json::json;
use testkit::a_pdf;
use wire::feed::{FeedPage, HoldingsPage};
use wire::path;

use crate::desk::{Desk, Sealed, a_desk, upload_of};
use crate::needles::Needles;
use crate::operator::{NAME, Saying, a_whole_dossier, official, run, text, to};
use crate::province::{MORNING, Province, a_province};

impl Province {
    pub fn backup(&self, name: &str) -> Result<BackedUp, BackupError> {
        backup(&self.gateway, &self.keys(), &self.out(name))
    }

    /// Begins anew in `home`, with this province's keys.
    fn restore(&self, name: &str, home: &Path) -> Result<Restored, BackupError> {
        let keys = home.join("keys");
        fs::create_dir_all(&keys).unwrap();
        fs::copy(self.keys().join("gateway.key"), keys.join("gateway.key")).unwrap();
        restore(&World::real(), &home.join("data"), &keys, &self.out(name))
    }
}

/// A province with a dossier that has a result, and one that is still arriving.
async fn busy() -> (Province, Desk, Sealed, Sealed) {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let (whole, unfinished) =
        (a_whole_dossier(&desk, 1, &[70_000]), a_whole_dossier(&desk, 2, &[9000]));
    desk.deliver(&province, &whole).await;
    province.advance(&whole, &to(2).code(&official(1))).unwrap();
    province.advance(&whole, &to(9).with("giay.pdf", &a_pdf(1))).unwrap();
    let upload = upload_of(&desk.announce(&province, &unfinished).await);
    desk.patch(&province, &upload, 0, &unfinished.papers[0][..4000]).await;
    (province, desk, whole, unfinished)
}

async fn holdings(province: &Province, desk: &Desk) -> HoldingsPage {
    desk.get(province, path::HOLDINGS).await.json()
}

#[tokio::test]
async fn gateway_begins_anew_in_a_new_era_and_desks_see_what_it_lacks() {
    let (province, desk, whole, unfinished) = busy().await;
    let made = province.backup("gateway.backup").unwrap();
    let late = a_whole_dossier(&desk, 3, &[50]);
    desk.deliver(&province, &late).await;
    let before = holdings(&province, &desk).await;
    let feed: FeedPage = desk.get(&province, path::FEED).await.json();
    let home = tempfile::tempdir().unwrap();

    let restored = province.restore("gateway.backup", home.path()).unwrap();

    let era = restored.era;
    assert_eq!((made.era, made.files, restored.files), (1, 3, 3));
    let anew = Province::at(home.path());
    let after = holdings(&anew, &desk).await;
    assert_eq!((before.era, after.era), (1, era));
    assert!(era > 1);
    assert_eq!((before.holdings.len(), after.holdings.len()), (3, 2), "the late one is gone");
    let page: FeedPage =
        desk.get(&anew, &format!("{}?after={}", path::FEED, feed.next.as_str())).await.json();
    assert_eq!((page.era, page.events.len()), (era, 0), "an old cursor begins anew");
    assert_eq!(anew.standing(&whole).results.len(), 1);
    let result = format!("{}/{}/{}", path::RESULTS, whole.manifest.dossier_id, hash(&a_pdf(1)));
    assert_eq!(desk.get(&anew, &result).await.bytes, a_pdf(1), "results came along");
    for sealed in [&whole, &unfinished, &late] {
        desk.deliver(&anew, sealed).await;
    }
    assert_eq!(holdings(&anew, &desk).await.holdings.len(), 3, "sent again, once each");
    assert!(anew.list().iter().all(|row| row.deliveries == 1));
    let old = anew.export(&format!("1.{}.0", 1), "out").err().unwrap();
    assert_eq!(old.code(), "export-other-era");
}

#[tokio::test]
async fn backup_says_nothing_without_the_key() {
    let (province, _, whole, unfinished) = busy().await;
    province.backup("gateway.backup").unwrap();
    let needles = [&whole, &unfinished].into_iter().fold(Needles::default(), |needles, sealed| {
        needles.bytes("the beginning of a paper", &sealed.papers[0][..24])
    });
    let needles = needles.text(NAME).text("Đăng ký khai sinh").text(&official(1));
    let needles = needles.bytes("a result", &a_pdf(1)[20..80]);
    let alone = tempfile::tempdir().unwrap();
    fs::copy(province.out("gateway.backup"), alone.path().join("b")).unwrap();

    assert_eq!(needles.found_in(alone.path()), Vec::<String>::new());
    let (copies, results) = (province.data().join("copies"), province.data().join("results"));
    assert_eq!(needles.found_in(&copies), Vec::<String>::new());
    let left: Vec<_> = fs::read_dir(&copies).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().contains("gateway.db")), "{left:?}");
    assert_eq!(fs::read_dir(results).unwrap().count(), 1);
}

#[tokio::test]
async fn backup_is_whole_while_others_write() {
    let (province, desk, _, _) = busy().await;
    let store = province.gateway.store();
    let other = Province::at(province.home.path());

    // A writer that has begun and not ended, as a server beside the operator's command.
    let made = store.act("write beside a backup", |tx| {
        portal::store::gateway_row::begin_era(tx, MORNING)?;
        Ok::<_, portal::PortalError>(other.backup("gateway.backup").unwrap())
    });

    assert_eq!(made.unwrap().era, 1, "the state before");
    let home = tempfile::tempdir().unwrap();
    province.restore("gateway.backup", home.path()).unwrap();
    desk.deliver(&Province::at(home.path()), &a_whole_dossier(&desk, 5, &[5])).await;
}

#[tokio::test]
async fn damaged_backup_restores_nothing() {
    let (province, _, _, _) = busy().await;
    province.backup("gateway.backup").unwrap();
    let bytes = fs::read(province.out("gateway.backup")).unwrap();
    let refused = |name: &str, bytes: &[u8]| {
        fs::write(province.out(name), bytes).unwrap();
        let home = tempfile::tempdir().unwrap();
        let code = province.restore(name, home.path()).err().unwrap().code();
        assert!(!home.path().join("data").exists(), "{name}: nothing was written");
        code
    };

    for part in 1..20 {
        let mut flipped = bytes.clone();
        let at = bytes.len() * part / 20;
        flipped[at] ^= 1;
        // Padding between the files says nothing.
        if bytes[at] != 0 {
            let code = refused("flipped", &flipped);
            assert!(["backup-damaged", "backup-not-whole"].contains(&code), "{at}: {code}");
        }
    }
    assert_eq!(refused("cut", &bytes[..bytes.len() / 2]), "backup-not-whole");
    assert_eq!(refused("short", &bytes[..bytes.len() - 3000]), "backup-not-whole");
    assert_eq!(refused("other", b"%PDF-1.4"), "backup-not-whole");
    assert_eq!(refused("empty", b""), "backup-not-whole");
}

#[tokio::test]
async fn name_that_leads_out_of_the_folder_is_not_followed() {
    let province = a_province();
    let mut tar = tar::Builder::new(fs::File::create(province.out("evil")).unwrap());
    let mut header = tar::Header::new_gnu();
    header.set_size(4);
    header.as_gnu_mut().unwrap().name[..11].copy_from_slice(b"../escape.x");
    header.set_cksum();
    tar.append(&header, &b"evil"[..]).unwrap();
    tar.into_inner().unwrap().flush().unwrap();
    let home = tempfile::tempdir().unwrap();

    let refused = province.restore("evil", home.path()).err().unwrap();

    assert_eq!(refused.code(), "backup-not-whole");
    assert!(!home.path().join("escape.x").exists());
}

#[tokio::test]
async fn nothing_of_anybodys_is_overwritten_and_the_wrong_key_opens_nothing() {
    let (province, _, _, _) = busy().await;
    let code = |done: Result<_, BackupError>| done.map(drop).err().unwrap().code();

    province.backup("gateway.backup").unwrap();
    assert_eq!(code(province.backup("gateway.backup").map(drop)), "backup-file-exists");
    assert_eq!(code(province.backup("data/b").map(drop)), "backup-inside");
    let keys = province.keys();
    let into = |data: &Path, keys: &Path| {
        let from = province.out("gateway.backup");
        restore(&World::real(), data, keys, &from).map(drop)
    };
    assert_eq!(code(into(&province.data(), &keys)), "gateway-already-set-up");
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("photo.jpg"), "x").unwrap();
    assert_eq!(code(into(home.path(), &keys)), "gateway-folder-not-empty");
    let other = tempfile::tempdir().unwrap();
    let (data, theirs) = (other.path().join("data"), other.path().join("keys"));
    let made = run(&["init", "--agency", "H1", "--data", text(&data), "--keys", text(&theirs)]);
    assert_eq!(made.code, 0, "{}", made.err);
    assert_eq!(code(into(&other.path().join("new"), &theirs)), "gateway-wrong-key");
    assert!(!other.path().join("new/gateway.db").exists(), "there is no gateway");
}

#[tokio::test]
async fn restore_that_was_cut_off_is_begun_anew() {
    let (province, _, whole, _) = busy().await;
    province.backup("gateway.backup").unwrap();
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    fs::create_dir_all(data.join("parts")).unwrap();
    fs::write(data.join("restoring.json"), "{}\n").unwrap();
    fs::write(data.join("parts/left.age"), "half").unwrap();
    for left in ["", "-wal", "-shm", "-journal"] {
        fs::write(data.join(format!("gateway.db.new{left}")), "half").unwrap();
    }

    province.restore("gateway.backup", home.path()).unwrap();

    assert!(!data.join("parts/left.age").exists() && !data.join("restoring.json").exists());
    assert_eq!(Province::at(home.path()).standing(&whole).status.as_deref(), Some("9"));
}

#[tokio::test]
async fn backup_and_restore_from_the_shell() {
    let (province, _, _, _) = busy().await;
    let file = province.out("gateway.backup");
    let data = province.out("anew");

    let made = province.run(&["backup", "-o", text(&file), "--json"]);
    assert_eq!((made.code, &made.json()["files"]), (0, &json!(3)), "{}", made.err);
    let again = province.run(&["backup", "-o", text(&file), "--json"]);
    assert_eq!((again.code, again.failure().as_str()), (1, "backup-file-exists"));
    let folders = ["--data", text(&data), "--keys", text(&province.keys())].map(str::to_owned);
    let folders = folders.each_ref().map(String::as_str);
    let missing = run(&[&["restore", "none", "--json"], &folders[..]].concat());
    assert_eq!((missing.code, missing.failure().as_str()), (2, "backup-missing"));
    let restored = run(&[&["restore", text(&file), "--json"], &folders[..]].concat());
    assert_eq!(restored.code, 0, "{}", restored.err);
    assert!(restored.json()["era"].as_u64() > Some(1));
    assert_eq!(restored.json()["desks"][0]["prefix"], "LS01");
    let listed = run(&[&["list", "--json"], &folders[..]].concat());
    assert_eq!(listed.json().as_array().map(Vec::len), Some(2));
}
