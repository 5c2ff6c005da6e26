//! Every code that the gateway's program can say has a sentence, in both languages.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::operator::text;
use crate::province::a_province;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The sources of a folder, without their tests.
fn sources(folder: &Path) -> Vec<String> {
    let mut found = vec![];
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            found.extend(sources(&entry.path()));
        } else if entry.path().extension().is_some_and(|ending| ending == "rs") {
            let source = fs::read_to_string(entry.path()).unwrap();
            found.push(source.split("#[cfg(test)]\nmod ").next().unwrap().to_owned());
        }
    }
    found
}

fn sentences(language: &str) -> BTreeSet<String> {
    let file = |name: &str| root().join("assets/locales").join(language).join(name);
    let texts = ["problems.ftl", "portal.ftl"].map(|name| fs::read_to_string(file(name)).unwrap());
    let names = texts.iter().flat_map(|text| text.lines()).filter_map(|line| line.split_once(" ="));
    names.map(|(name, _)| name.to_owned()).filter(|name| !name.starts_with([' ', '#'])).collect()
}

fn literals_after<'s>(source: &'s str, start: &'static str) -> impl Iterator<Item = &'s str> {
    source.split(start).skip(1).filter_map(|rest| rest.split('"').next())
}

/// Codes of failures, and names of sentences that the shell says.
fn spoken() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for source in sources(&root().join("crates/portal/src")) {
        for body in source.split("fn code(").skip(1) {
            let body = body.split("\n    }\n").next().unwrap();
            names.extend(literals_after(body, "=> \"").map(str::to_owned));
        }
        for start in [".say(\"", ".note(\"", "say(\""] {
            names.extend(literals_after(&source, start).map(str::to_owned));
        }
    }
    names
}

#[test]
fn every_code_has_a_sentence() {
    let names = spoken();
    for sure in ["case-closed", "import-twice", "export-done", "backup-damaged", "gateway-sql"] {
        assert!(names.contains(sure), "the sources were really read: {sure}, {names:?}");
    }
    for language in ["vi", "en"] {
        let sentences = sentences(language);
        let mute: Vec<_> = names.iter().filter(|name| !sentences.contains(*name)).collect();
        assert!(mute.is_empty(), "{language}: {mute:?}");
        for status in 1..=10 {
            assert!(sentences.contains(&format!("status-{status}")), "{language}: {status}");
        }
    }
}

/// Every sentence that takes something is said with all that it takes: in a build for tests a
/// missing variable is a panic.
#[tokio::test]
async fn refusals_are_said_in_both_languages() {
    let province = a_province();
    let file = province.out("bad.json");
    let records = serde_json::json!([
        1,
        { "ThongTinKhac": "nopho:00000000-0000-7000-8000-000000000000", "NgayHenTra": "x" },
        { "MaHoSo": "1", "TrangThaiHoSo": [] },
        { "ThongTinKhac": "LS01", "DanhSachGiayToKetQua": [{ "DuongDanTepTinKetQua": "../a" }] },
    ]);
    fs::write(&file, records.to_string()).unwrap();
    for language in ["vi", "en"] {
        let run = |args: &[&str]| province.run(&[args, &["--lang", language]].concat());
        let told = [
            run(&["import", text(&file)]),
            run(&["export", "--since", "9.0.0", "-o", text(&province.out("o"))]),
            run(&["restore", text(&file)]),
            run(&["show", "LS01"]),
            run(&["list"]),
        ];
        for told in told {
            assert!(!(told.out + &told.err).contains('{'), "{language}");
        }
    }
}
