//! House rules that no compiler knows: short files, names that say something, nothing left for later,
//! nothing of a developer's own machine, a README whose map is the house.

mod sources;

use std::collections::BTreeSet;

use sources::{at, entries, texts};

const CODE: &[&str] = &[".rs", ".ts", ".svelte"];
const LINES: usize = 400;
/// A reason for a long file stands among its first lines.
const NEAR_THE_TOP: usize = 20;

const HOLLOW_WORDS: &[&str] =
    &["Manager", "Service", "Helper", "Util", "Handler", "Processor", "Data", "Info"];
const HOLLOW_STARTS: &[&str] = &["do", "process"];
/// Terms of the design that happen to hold such a word: the key to the data, the folder of the data.
const TERMS: &[&str] = &["DataKey", "DataFolder", "data_key", "data_folder"];
const BEFORE_A_DECLARATION: &[&str] =
    &["", "pub", "crate", "super", "export", "default", "declare", "abstract", "async", "unsafe"];

// In two pieces each, so that this file keeps the rules that it holds up.
const UNFINISHED: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME")];
const HOMES: &[&str] = &[concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/Us", "ers/")];
const OUTSIDE: &str = concat!("../", "shared");

/// Says what is wrong with a file's length, if anything.
fn length(text: &str) -> Option<String> {
    let lines = text.lines().count();
    let mut top = text.lines().take(NEAR_THE_TOP);
    let reason =
        top.any(|line| line.trim().strip_prefix("// long:").is_some_and(|r| !r.trim().is_empty()));
    (lines > LINES && !reason).then(|| format!("{lines} lines and no `// long:` with a reason"))
}

/// Names of types, modules and functions that say nothing.
fn hollow_names(text: &str) -> Vec<String> {
    let declared = text.lines().filter_map(declared);
    declared.filter(|(word, name)| is_hollow(word, name)).map(|(_, name)| name.to_owned()).collect()
}

/// The declaring word at the head of a line, and the name that follows it.
fn declared(line: &str) -> Option<(&str, &str)> {
    let mut words = line.trim().split(|c: char| !c.is_alphanumeric() && c != '_' && c != '/');
    let word = words.find(|word| !BEFORE_A_DECLARATION.contains(word))?;
    match (word, words.next()?) {
        ("const", "fn") => Some(("fn", words.next()?)),
        (word, name) => Some((word, name)),
    }
}

fn is_hollow(word: &str, name: &str) -> bool {
    match word {
        _ if TERMS.contains(&name) => false,
        "struct" | "enum" | "trait" | "union" | "type" | "class" | "interface" => {
            HOLLOW_WORDS.iter().any(|hollow| stands_at_an_end(hollow, name))
        }
        "mod" => HOLLOW_WORDS.iter().any(|hollow| {
            let hollow = hollow.to_lowercase();
            name.split('_').any(|part| part == hollow || part.strip_suffix('s') == Some(&hollow))
        }),
        "fn" | "function" | "const" => HOLLOW_STARTS.iter().any(|start| {
            let rest = name.strip_prefix(start).unwrap_or_default();
            rest.starts_with(|c: char| c == '_' || c.is_uppercase())
        }),
        _ => false,
    }
}

fn stands_at_an_end(hollow: &str, name: &str) -> bool {
    let first = name.strip_prefix(hollow).is_some_and(|rest| !rest.starts_with(char::is_lowercase));
    first || name.strip_suffix('s').unwrap_or(name).ends_with(hollow) || name.ends_with(hollow)
}

fn unfinished(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| UNFINISHED.contains(word)).map(str::to_owned).collect()
}

/// Absolute paths of somebody's machine. A path that merely goes on in the middle is none.
fn homes(text: &str) -> Vec<String> {
    let inside = |before: &str| {
        before.ends_with(|c: char| {
            c.is_alphanumeric() || ['/', '.', '_', '-', '}', ')', '*'].contains(&c)
        })
    };
    let hits = HOMES.iter().flat_map(|home| text.match_indices(home));
    let hits = hits.filter(|(index, _)| !inside(&text[..*index]));
    hits.map(|(_, home)| home.to_owned()).collect()
}

fn outside(text: &str) -> Vec<String> {
    text.matches(OUTSIDE).map(str::to_owned).collect()
}

/// Folders that the README's map names as rooms under `crates/`.
fn rooms_on_the_map(readme: &str) -> BTreeSet<String> {
    let cells = readme.lines().filter_map(|line| line.trim().strip_prefix("| `crates/"));
    let names = cells.filter_map(|cell| cell.split('`').next());
    names.map(|name| name.trim_end_matches('/').to_owned()).collect()
}

fn code() -> Vec<(String, String)> {
    let folders = ["crates", "tests", "src-tauri", "ui"];
    folders.iter().flat_map(|folder| texts(folder, CODE)).collect()
}

fn tools() -> Vec<(String, String)> {
    let names = ["Cargo.toml", "Makefile", "README.md", "clippy.toml", "deny.toml", "rustfmt.toml"];
    let top = names
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), std::fs::read_to_string(at(name)).ok()?)));
    top.chain(texts(".ci", &[""])).chain(texts("crates", &["Cargo.toml"])).collect()
}

/// Names each file with what a judgement finds in it.
fn found(files: &[(String, String)], judge: impl Fn(&str) -> Vec<String>) -> Vec<String> {
    let judged = files.iter().map(|(path, text)| (path, judge(text)));
    judged
        .filter(|(_, wrong)| !wrong.is_empty())
        .map(|(path, wrong)| format!("{path}: {wrong:?}"))
        .collect()
}

const NOTHING: Vec<String> = vec![];

#[test]
fn files_are_short_or_say_why_not() {
    assert_eq!(found(&code(), |text| length(text).into_iter().collect()), NOTHING);
}

#[test]
fn names_say_something() {
    assert_eq!(found(&code(), hollow_names), NOTHING);
}

#[test]
fn nothing_is_left_for_later() {
    assert_eq!(found(&[code(), tools()].concat(), unfinished), NOTHING);
}

#[test]
fn no_file_knows_a_developers_machine() {
    assert_eq!(found(&[code(), tools()].concat(), homes), NOTHING);
}

#[test]
fn programs_read_nothing_outside_the_project() {
    let mut programs = texts("crates", CODE);
    programs.retain(|(path, _)| path.contains("/src/"));

    assert_eq!(found(&programs, outside), NOTHING);
}

#[test]
fn readme_maps_every_room() {
    let readme = std::fs::read_to_string(at("README.md")).expect("there is a README.md");
    let rooms = entries(&at("crates")).into_iter().filter(|path| path.is_dir());
    let rooms: BTreeSet<_> =
        rooms.filter_map(|path| Some(path.file_name()?.to_str()?.to_owned())).collect();

    assert_eq!(rooms_on_the_map(&readme), rooms, "left: the map, right: the folders");
}

#[test]
fn rules_read_all_that_there_is() {
    let paths: Vec<_> = [code(), tools()].concat().into_iter().map(|(path, _)| path).collect();

    for path in
        ["crates/domain/src/lib.rs", "tests/house.rs", ".ci/test", "crates/domain/Cargo.toml"]
    {
        assert!(paths.iter().any(|other| other == path), "{path} was not read");
    }
}

#[test]
fn long_file_is_refused_without_a_reason() {
    let long = "x\n".repeat(LINES + 1);

    assert!(length(&long).is_some());
    assert!(length(&format!("// long:\n{long}")).is_some(), "no reason given");
    assert!(length(&format!("{long}// long: at the end")).is_some(), "not near the top");
    assert!(length(&format!("// long: one table of law\n{long}")).is_none());
    assert!(length(&"x\n".repeat(LINES)).is_none());
}

#[test]
fn hollow_name_is_refused() {
    for name in
        ["ParcelManager", "ServiceDesk", "Utils", "FormHandler", "PersonData", "DataRow", "Info"]
    {
        for word in ["struct", "pub enum", "trait", "type", "export interface"] {
            assert_eq!(hollow_names(&format!("{word} {name} {{")), [name]);
        }
    }
    assert_eq!(hollow_names("mod helpers;\npub(crate) mod form_util;"), ["helpers", "form_util"]);
    assert_eq!(
        hollow_names("pub async fn do_it()\n    pub const fn process_page()"),
        ["do_it", "process_page"]
    );
    assert_eq!(hollow_names("function doIt()\nconst processPage = 1"), ["doIt", "processPage"]);
}

#[test]
fn telling_name_is_accepted() {
    let good = "struct Dossier;\nstruct DataKey;\nenum Information {\nstruct Metadata;\nmod database;\npub mod data_key;";
    assert_eq!(hollow_names(good), NOTHING);
    assert_eq!(
        hollow_names("fn done()\nfn document()\nfn processing_days()\n// struct Util"),
        NOTHING
    );
}

#[test]
fn word_for_later_is_refused() {
    for word in UNFINISHED {
        assert_eq!(unfinished(&format!("let x = 1; // {word}: mend")), [*word]);
    }
    assert_eq!(unfinished("TODOS is a list"), NOTHING);
}

#[test]
fn path_of_a_developers_machine_is_refused() {
    for home in HOMES {
        assert_eq!(homes(&format!("read(\"{home}lan/notes.txt\")")), [*home]);
        assert_eq!(homes(&format!("{home}x")), [*home]);
        assert_eq!(homes(&format!("$top{home}x")), NOTHING);
    }
}

#[test]
fn path_outside_the_project_is_refused() {
    assert_eq!(outside(&format!("include!(\"../../{OUTSIDE}/x\")")), [OUTSIDE]);
}

#[test]
fn map_is_read_from_the_tables_first_column() {
    let readme = "| `crates/domain` | words |\n| `crates/seal/` | keys |\ntext on `crates/none`\n| a | `crates/none` |";

    assert_eq!(rooms_on_the_map(readme), BTreeSet::from(["domain", "seal"].map(str::to_owned)));
}
