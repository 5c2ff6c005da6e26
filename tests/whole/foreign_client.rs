//! A tus client that others wrote (npm's `tus-js-client`) sends a part to our gateway. It is cut at
//! twenty places; each time a new process, which remembers nothing but where the upload is, goes on.

use std::path::Path;
use std::process::Command;

use portal::Policy;
use serde_json::{Value, json};

use crate::desk::sha256;
use crate::inside::Inside;
use crate::papers::a_scan;
use crate::second_desk::SecondDesk;

const CUTS: usize = 20;
const SLICE: usize = 65_536;

/// A part that a gateway waits for, and a client to send it.
struct Theirs {
    gateway: Inside,
    home: tempfile::TempDir,
    dossier: String,
    upload: String,
    bearer: String,
    scan: Vec<u8>,
}

/// How a process of theirs ended.
struct Ended {
    code: i32,
    said: Value,
}

impl Theirs {
    fn with_a_scan_of(size: usize) -> Self {
        let gateway = Inside::in_clear(Policy { checkpoint_bytes: 10_000, ..Policy::default() });
        let desk = SecondDesk::at(&gateway.gateway);
        let scan = a_scan(4, size);
        let (dossier, upload) = desk.announces(&gateway.gateway, &scan);
        let bearer = desk.bearer(&gateway.gateway);
        let home = tempfile::tempdir().unwrap();
        std::fs::write(home.path().join("scan.pdf"), &scan).unwrap();
        let dossier = dossier.to_string();
        Self { gateway, home, dossier, upload, bearer, scan }
    }

    fn send(&self, more: &[&str]) -> Ended {
        let node = Path::new(env!("CARGO_MANIFEST_DIR")).join("node");
        assert!(node.join("node_modules").is_dir(), "`make setup-test` installs tests/node");
        let output = Command::new("node")
            .arg(node.join("tus-client.mjs"))
            .arg(format!("{}{}", self.gateway.url(), self.upload))
            .arg(&self.bearer)
            .arg(self.home.path().join("scan.pdf"))
            .args(["--slice", &SLICE.to_string()])
            .args(more)
            .output()
            .expect("Node is there");
        let said = serde_json::from_slice(&output.stdout);
        let said = said.unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
        Ended { code: output.status.code().unwrap(), said }
    }

    /// How many bytes the gateway says that it holds.
    fn held(&self) -> usize {
        let held = self.gateway.received(&self.upload);
        usize::try_from(held).unwrap()
    }

    /// The hash under which the gateway holds the whole part.
    fn kept(&self) -> Value {
        let rows = portal::agency::overview::list(&self.gateway.gateway, None).unwrap();
        let row = rows.iter().find(|row| row.dossier_id.to_string() == self.dossier).unwrap();
        assert_eq!(row.deliveries, 1, "it has arrived, once");
        json!(row.parts[1].sha256.to_string())
    }
}

/// Places all over the part, in order. A slice more than the gateway admits to may have come by the
/// time that it is asked, so the end is kept clear.
fn places(size: usize) -> Vec<usize> {
    let (luck, end) = (testkit::SeededLuck::new(20), size - 2 * SLICE);
    let mut places: Vec<_> = (0..CUTS).map(|_| luck.below(end as u64)).collect();
    places.sort_unstable();
    places.into_iter().map(|place| usize::try_from(place).unwrap()).collect()
}

#[test]
fn part_of_a_foreign_client_goes_on_where_it_was_cut_and_arrives_whole() {
    let theirs = Theirs::with_a_scan_of(2_000_000);
    let mut before = 0;

    for place in places(theirs.scan.len()) {
        // The heads of requests count too, so it never comes farther than that.
        let bytes = place.saturating_sub(before).max(1);
        let cut = theirs.send(&["--cut", &bytes.to_string()]);
        assert_eq!((cut.code, &cut.said["outcome"]), (3, &json!("cut")), "at {place}");
        let held = theirs.held();
        assert!(held >= before, "what was acknowledged is never lost: {held} after {before}");
        before = held;
    }
    let done = theirs.send(&[]);

    assert!(before > 0, "something came of what was cut");
    assert_eq!((done.code, &done.said["outcome"]), (0, &json!("done")), "{}", done.said);
    assert_eq!(theirs.kept(), sha256(&theirs.scan), "byte for byte");
}

#[test]
fn slice_with_a_wrong_checksum_is_refused_and_changes_nothing() {
    let theirs = Theirs::with_a_scan_of(200_000);
    theirs.send(&["--cut", "90000", "--checksum", "right"]);
    let before = theirs.held();

    let wrong = theirs.send(&["--checksum", "wrong"]);
    let after = theirs.held();
    let right = theirs.send(&["--checksum", "right"]);

    assert_eq!((wrong.code, &wrong.said["status"]), (4, &json!(460)), "{}", wrong.said);
    assert_eq!((before, after), (SLICE, SLICE), "whole slices count, and nothing of a wrong one");
    assert_eq!(right.code, 0, "{}", right.said);
    assert_eq!(theirs.kept(), sha256(&theirs.scan));
}

#[test]
fn foreign_client_without_a_bearer_sends_nothing() {
    let mut theirs = Theirs::with_a_scan_of(1_000);
    theirs.bearer = "-".to_owned();

    let refused = theirs.send(&[]);

    assert_eq!((refused.code, &refused.said["status"]), (4, &json!(401)), "{}", refused.said);
    assert_eq!(theirs.held(), 0);
}
