//! What a request may say and may leave out: each option of the document, by luck.

use std::io::Write;
use std::sync::LazyLock;

use data_encoding::BASE64;
use flate2::Compression;
use flate2::write::GzEncoder;
use seal::hash::hash;
use sha1::Digest;
use wire::stream::MOST_RESUMED;

use super::makers::{Added, Run};
use super::plan::{Step, Turn};
use crate::desk::VERSION;

/// The contents of the program's own catalogue.
static OWN: LazyLock<String> = LazyLock::new(|| {
    catalogue::shipped::catalogue().unwrap().hash().expect("it is a package").to_string()
});

/// One of so many choices, by the luck of a turn: the same for each name however often it is asked.
pub fn chosen(draw: u64, name: &str, choices: usize) -> usize {
    let luck = hash(&[&draw.to_be_bytes(), name.as_bytes()].concat());
    usize::from(luck.as_bytes()[0]) % choices
}

pub fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut into = GzEncoder::new(vec![], Compression::fast());
    into.write_all(bytes).unwrap();
    into.finish().unwrap()
}

impl Run<'_> {
    /// What is said where it may be left out. An option that nobody chooses here is not tested.
    pub(super) fn option(&self, name: &str, turn: &Turn, added: &Added) -> Option<String> {
        let one_of = |values: &[&str]| {
            let value = values[chosen(turn.draw, name, values.len())];
            (!value.is_empty()).then(|| value.to_owned())
        };
        match name {
            "nopho-nonce" => {
                let long = "~".repeat(64);
                one_of(&["", "n-1", "a/b=c", &long])
            }
            "nopho-client" => one_of(&["", VERSION, VERSION, "9.0.1-rc.1"]),
            "accept-encoding" | "Accept-Encoding" => {
                one_of(&["", "gzip", "br, gzip;q=0.5", "identity"])
            }
            "content-encoding" => one_of(&["", "gzip"]),
            "after" => self.cursor(turn, chosen(turn.draw, name, 3)),
            "since" => one_of(&["", &OWN, &OWN, &"0".repeat(64), "x"]),
            "Range" => one_of(&["", "bytes=0-9", "bytes=5-", "bytes=-7", "bytes=0-1,3-4"]),
            "If-Range" => {
                let tag = format!("\"{}\"", added.values["sha256"]);
                one_of(&["", "", &tag, "\"other\""])
            }
            "Upload-Checksum" => {
                let sha1 = BASE64.encode(sha1::Sha1::digest(&added.body).as_slice());
                let sha256 = BASE64.encode(hash(&added.body).as_bytes());
                one_of(&["", &format!("sha1 {sha1}"), &format!("sha256 {sha256}")])
            }
            "nopho-resume" => self.resumed(chosen(turn.draw, name, 3)),
            _ => panic!("{name} is never said"),
        }
    }

    fn cursor(&self, turn: &Turn, choice: usize) -> Option<String> {
        let Step::Read(list) = turn.step else { panic!("{:?} is no list", turn.step) };
        let known = self.cursors.get(list).map(|cursor| cursor.as_str().to_owned());
        match choice {
            0 => None,
            1 => known,
            _ => Some("1.0".to_owned()),
        }
    }

    /// Uploads of this desk, and such as there are none.
    fn resumed(&self, choice: usize) -> Option<String> {
        if choice == 0 {
            return None;
        }
        let own = self.uploads.values().take(MOST_RESUMED - 2).map(String::as_str);
        let all: Vec<_> = own.chain(["nonsense", "/v1/uploads/x"]).collect();
        Some(all.join(if choice == 1 { "," } else { " , " }))
    }
}
