//! Looks for words and bytes in every file of a folder, in every disguise that software gives them
//! without meaning to hide them.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use data_encoding::{BASE64, BASE64URL, HEXLOWER, HEXUPPER};
use domain::text::fold;
use unicode_normalization::UnicodeNormalization;

/// Shorter beginnings would be found by chance in encrypted files.
const SHORTEST: usize = 8;

/// What must not be found.
#[derive(Default)]
pub struct Needles {
    forms: Vec<Form>,
}

/// One disguise of one needle.
struct Form {
    what: String,
    bytes: Vec<u8>,
}

impl Needles {
    /// Adds a text, in all its spellings.
    pub fn text(mut self, text: &str) -> Self {
        for (spelling, spelt) in spellings(text) {
            let what = format!("{text:?} {spelling}");
            let utf16: Vec<u16> = spelt.encode_utf16().collect();
            let little = utf16.iter().flat_map(|unit| unit.to_le_bytes()).collect();
            let big = utf16.iter().flat_map(|unit| unit.to_be_bytes()).collect();
            self.add(&format!("{what}, UTF-16LE"), little);
            self.add(&format!("{what}, UTF-16BE"), big);
            self = self.bytes(&what, spelt.as_bytes());
        }
        self
    }

    /// Adds bytes, as they are and as text makes them.
    pub fn bytes(mut self, what: &str, bytes: &[u8]) -> Self {
        self.add(what, bytes.to_vec());
        self.add(&format!("{what}, hex"), HEXLOWER.encode(bytes).into_bytes());
        self.add(&format!("{what}, HEX"), HEXUPPER.encode(bytes).into_bytes());
        for shift in 0..3 {
            let shifted = [&[0; 2][..shift], bytes].concat();
            // Only the symbols that no neighbouring byte has a part in.
            let sure = (shift * 8).div_ceil(6)..shifted.len() * 8 / 6;
            for (name, alphabet) in [("base64", BASE64), ("base64url", BASE64URL)] {
                let text = alphabet.encode(&shifted).into_bytes();
                self.add(
                    &format!("{what}, {name} shifted by {shift}"),
                    text[sure.clone()].to_vec(),
                );
            }
        }
        self
    }

    fn add(&mut self, what: &str, bytes: Vec<u8>) {
        assert!(bytes.len() >= SHORTEST, "{what} is too short to be looked for");
        self.forms.push(Form { what: what.to_owned(), bytes });
    }

    /// How many disguises are looked for.
    pub fn count(&self) -> usize {
        self.forms.len()
    }

    /// Every needle that lies in a folder, in a file or in a name, with the file's name; and every
    /// file whose content would have to be unpacked first. A PDF is unpacked: what can be read on it
    /// is searched too.
    pub fn found_in(&self, folder: &Path) -> Vec<String> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let name = entry.file_name().to_string_lossy().into_owned();
            let say = |what: String| format!("{name}: {what}");
            found.extend(self.found_in_bytes(name.as_bytes()).into_iter().map(say));
            if entry.path().is_dir() {
                found.extend(self.found_in(&entry.path()));
            } else {
                let bytes = fs::read(entry.path()).unwrap();
                found.extend(self.found_in_bytes(&bytes).into_iter().map(say));
                found.extend(packed(&bytes).map(|kind| say(kind.to_owned())));
                found.extend(self.found_on_a_pdf(&bytes).into_iter().map(say));
            }
        }
        found
    }

    fn found_on_a_pdf(&self, bytes: &[u8]) -> Vec<String> {
        if !bytes.starts_with(b"%PDF") {
            return Vec::new();
        }
        let text = text_of_a_pdf(bytes);
        let on_it = self.found_in_bytes(text.as_bytes()).into_iter();
        on_it.map(|what| format!("{what}, to be read on a PDF")).collect()
    }

    fn found_in_bytes(&self, bytes: &[u8]) -> Vec<String> {
        // Most places are dismissed by their first two bytes.
        let mut begins = vec![false; 1 << 16];
        let index = |pair: &[u8]| usize::from(pair[0]) << 8 | usize::from(pair[1]);
        self.forms.iter().for_each(|form| begins[index(&form.bytes)] = true);
        let mut found = Vec::new();
        for at in 0..bytes.len().saturating_sub(SHORTEST - 1) {
            if begins[index(&bytes[at..])] {
                let here = self.forms.iter().filter(|form| bytes[at..].starts_with(&form.bytes));
                found.extend(here.map(|form| form.what.clone()));
            }
        }
        found
    }
}

/// What can be read on a PDF. Its bytes do not show it, nor do its streams when they are inflated:
/// there a text is a row of glyph numbers of a reduced font. Only the table by which the font says
/// which letters they are (ToUnicode) gives it back, and `pdftotext` follows it as a viewer does.
pub fn text_of_a_pdf(bytes: &[u8]) -> String {
    let mut reader = Command::new("pdftotext")
        .args(["-layout", "-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pdftotext is there: poppler-utils");
    reader.stdin.take().unwrap().write_all(bytes).unwrap();
    let read = reader.wait_with_output().unwrap();
    assert!(read.status.success(), "a PDF that nobody can read hides something");
    String::from_utf8(read.stdout).unwrap()
}

fn spellings(text: &str) -> [(&'static str, String); 7] {
    [
        ("as it is", text.to_owned()),
        ("in NFC", text.nfc().collect()),
        ("in NFD", text.nfd().collect()),
        ("folded", fold(text)),
        ("in capitals", text.to_uppercase()),
        ("in small letters", text.to_lowercase()),
        ("in capitals, NFD", text.to_uppercase().nfd().collect()),
    ]
}

fn packed(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 3] =
        [(b"PK\x03\x04", "zip"), (b"\x1f\x8b", "gzip"), (b"\x28\xb5\x2f\xfd", "zstd")];
    KINDS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, kind)| *kind)
}
