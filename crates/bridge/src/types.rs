//! The types that the window reads, as TypeScript: what is committed is what the program answers.
#![expect(clippy::disallowed_methods, reason = "sources are written, no data")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use ts_rs::{Config, TS};

use crate::commands::finding::Wanted;
use crate::doors::BeginSetUp;
use crate::reply::{
    Attached, Begun, BothSides, CardRead, CardShown, ComparedView, DossierPage, Examined, FormView,
    Found, Gateway, HostStatus, Kept, KeptTheirs, Ledger, LedgerWritten, Letterhead, Mended,
    Packages, PersonTaken, Prefs, PrintBy, Printed, Probed, ProcedureLine, ProcedureShown,
    QueueView, Queued, ResidentLine, Retried, Road, Saved, Status, TakenBack, Today, Unit, Written,
};
use crate::{Changed, Spoken};

/// Set to write the files anew instead of comparing them.
const WRITE: &str = "NOPHO_WRITE_TYPES";

/// Files beside the generated ones, written by hand.
const BY_HAND: [&str; 1] = ["json"];

/// Every type with those that it is made of, as files in a folder.
macro_rules! export {
    ($config:expr, $($name:ty),+ $(,)?) => {
        $(<$name>::export_all($config).expect("a type is written");)+
    };
}

fn generated() -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().unwrap();
    let config = Config::new().with_out_dir(folder.path()).with_large_int("number");
    export!(
        &config,
        Spoken,
        Changed,
        HostStatus,
        CardShown,
        Prefs,
        Status,
        Examined,
        Today,
        Found,
        DossierPage,
        QueueView,
        ComparedView,
        BothSides,
        KeptTheirs,
        Road,
        Begun,
        Attached,
        Saved,
        Queued,
        TakenBack,
        Gateway,
        Probed,
        Retried,
        Written,
        Printed,
        PrintBy,
        Kept,
        Packages,
        Letterhead,
        Ledger,
        LedgerWritten,
        FormView,
        ProcedureLine,
        ProcedureShown,
        Unit,
        ResidentLine,
        PersonTaken,
        CardRead,
        Mended,
        Wanted,
        BeginSetUp,
    );
    let mut files = files_in(folder.path());
    let index = files.keys().filter_map(|name| name.strip_suffix(".ts"));
    let index = index.map(|name| format!("export type {{ {name} }} from \"./{name}\";\n"));
    let by_hand = BY_HAND.iter().map(|name| format!("export type * from \"./{name}\";\n"));
    files.insert("index.ts".to_owned(), index.chain(by_hand).collect());
    files
}

fn files_in(folder: &Path) -> BTreeMap<String, String> {
    let files = fs::read_dir(folder).into_iter().flatten().map(Result::unwrap);
    let read = |path: PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name, fs::read_to_string(path).unwrap())
    };
    files.map(|file| read(file.path())).collect()
}

fn committed() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/lib/bridge")
}

#[test]
fn types_of_the_window_are_what_the_program_answers() {
    let generated = generated();
    if std::env::var_os(WRITE).is_some() {
        write(&generated);
    }

    let (mut committed, wanted) = (files_in(&committed()), generated);
    committed.retain(|name, _| !is_by_hand(name));

    let names = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&committed), names(&wanted), "`make types` writes them anew");
    for (name, text) in wanted {
        let (committed, wanted) = (bare(&committed[&name]), bare(&text));
        assert_eq!(committed, wanted, "{name} has changed: `make types` writes it anew");
    }
}

/// A text without what a formatter may choose: spaces, quotes, what ends a line or begins a list.
fn bare(text: &str) -> String {
    let kept = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, ',' | ';' | '*'));
    let quoted: String = kept.map(|c| if c == '\'' { '"' } else { c }).collect();
    quoted.replace("=|", "=").replace("(|", "(")
}

fn write(files: &BTreeMap<String, String>) {
    fs::create_dir_all(committed()).unwrap();
    let is_old = |name: &String| !files.contains_key(name) && !is_by_hand(name);
    for old in files_in(&committed()).keys().filter(|name| is_old(name)) {
        fs::remove_file(committed().join(old)).unwrap();
    }
    let known = files_in(&committed());
    let is_same =
        |name: &String, text: &String| known.get(name).is_some_and(|old| bare(old) == bare(text));
    // What says the same stays as the formatter has laid it out.
    for (name, text) in files.iter().filter(|(name, text)| !is_same(name, text)) {
        fs::write(committed().join(name), text).unwrap();
    }
}

fn is_by_hand(file: &str) -> bool {
    BY_HAND.iter().any(|name| file.strip_suffix(".ts") == Some(name))
}
