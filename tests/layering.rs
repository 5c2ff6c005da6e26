//! Who may import whom. Two lists name every edge there is, `breaches` judges both the workspace and
//! the lists themselves, and each rule is shown to bite on a house with one edge too many.

#[path = "layering/graph.rs"]
mod graph;
mod sources;

use std::collections::BTreeSet;

use cargo_metadata::MetadataCommand;
use graph::{Crate, Graph};
use sources::{at, texts};

/// What each crate imports of ours, in the program and its build scripts. Exact: an edge that is gone
/// is struck out here too.
const IMPORTS: &[(&str, &str)] = &[
    ("domain", ""),
    ("seal", ""),
    ("catalogue", "domain seal"),
    ("files", ""),
    ("imaging", ""),
    ("locale", ""),
    ("machine", "domain"),
    ("pacing", ""),
    ("wire", "domain seal"),
    ("courier", "domain seal wire"),
    ("link", "courier domain pacing seal wire"),
    ("print", "catalogue domain"),
    ("vault", "seal"),
    ("sqlite", "domain files seal"),
    ("store", "domain files seal sqlite"),
    ("desk", "catalogue courier domain files imaging link machine print seal store vault wire"),
    ("bridge", "desk domain locale"),
    ("cli", "bridge"),
    ("src-tauri", "bridge"),
    ("testkit", "courier desk domain files imaging link machine seal store vault wire"),
    ("portal", "catalogue domain files locale machine seal sqlite wire"),
];

/// What a crate's own tests import beyond that. `testkit` is open to all of them and not listed.
const IMPORTS_IN_TESTS: &[(&str, &str)] = &[];

/// The floors from the ground up. A crate imports from below its own floor only. The floors of words
/// and of the pure know no machine; `files` is the door to its disk and `machine` to its clock and luck,
/// for the floors above and for the gateway.
const FLOORS: &[&[&str]] = &[
    &["domain"],
    &["catalogue", "courier", "locale", "seal", "wire"],
    &["files", "machine", "pacing"],
    &["sqlite"],
    &["store", "vault", "imaging", "print", "report", "link"],
    &["desk"],
    &["bridge"],
    &["cli", "src-tauri"],
];
const WORDS: usize = 1;
const PURE: usize = 2;
const HOSTS: usize = 8;

/// What stands on floor 2 may use this beside it: keys, and for the courier the words of the road,
/// whose receipts and events it verifies, purely.
const BESIDE: &[(&str, &str)] =
    &[("catalogue", "seal"), ("wire", "seal"), ("courier", "seal"), ("courier", "wire")];

/// The province's program stands beside the house and may use these.
const PORTAL_USES: &[&str] =
    &["domain", "catalogue", "files", "locale", "machine", "seal", "sqlite", "wire"];

/// Who may speak SQL; everybody else asks one of them.
const SPEAK_SQL: &[&str] = &["portal", "store"];

/// What never reaches a desk.
const NOT_SHIPPED: &[&str] = &["portal", "testkit"];

/// The member that holds the tests across crates; it may import anything and nobody imports it.
const GUEST: &str = "tests";

/// Third-party crates that a crate may not name, with everything that starts with such a name.
fn banned_from(name: &str) -> Vec<&'static str> {
    let mut banned = match name {
        "bridge" => vec!["rusqlite", "reqwest"],
        "desk" => vec!["axum", "rusqlite"],
        "domain" => vec!["tokio", "rusqlite", "reqwest", "rand", "getrandom"],
        _ if floor_of(name) == Some(PURE) => vec!["tokio", "rusqlite", "reqwest"],
        _ => vec![],
    };
    if name != "src-tauri" {
        banned.push("tauri");
    }
    banned
}

fn breaches(graph: &Graph, imports: &Graph) -> Vec<String> {
    let mut found = unlisted_or_gone(graph, imports);
    for (name, named) in graph.crates.iter().filter(|(name, _)| *name != GUEST) {
        found.extend(homeless(name));
        found.extend(upward(name, &named.ours));
        found.extend(banned(name, named));
    }
    found.extend(graph.crates.get("domain").and_then(clock_in));
    found
}

fn unlisted_or_gone(graph: &Graph, imports: &Graph) -> Vec<String> {
    let (found, listed) = (edges(graph), edges(imports));
    let unlisted = found.difference(&listed).map(|edge| format!("{edge} is not on the list"));
    let gone = listed.difference(&found).map(|edge| format!("{edge} is on the list but gone"));
    unlisted.chain(gone).collect()
}

fn edges(graph: &Graph) -> BTreeSet<String> {
    let crates = graph.crates.iter().filter(|(name, _)| *name != GUEST);
    crates
        .flat_map(|(name, named)| {
            let ours = named.ours.iter().map(move |to| format!("{name} -> {to}"));
            let open = |to: &&String| *to != "testkit";
            let tests = named.ours_in_tests.iter().filter(open);
            ours.chain(tests.map(move |to| format!("{name} -> {to} in tests")))
        })
        .collect()
}

fn homeless(name: &str) -> Option<String> {
    let known = floor_of(name).is_some() || NOT_SHIPPED.contains(&name);
    (!known).then(|| format!("{name} stands on no floor"))
}

fn upward(name: &str, ours: &BTreeSet<String>) -> Vec<String> {
    let wrong = ours.iter().filter(|to| !may_import(name, to));
    wrong.map(|to| format!("{name} must not import {to}")).collect()
}

fn may_import(from: &str, to: &str) -> bool {
    if from == "testkit" {
        return to != "portal";
    }
    if from == "portal" {
        return PORTAL_USES.contains(&to);
    }
    if to == "sqlite" {
        return SPEAK_SQL.contains(&from);
    }
    match (floor_of(from), floor_of(to)) {
        (Some(HOSTS), _) => to == "bridge",
        (Some(PURE), Some(PURE)) => BESIDE.contains(&(from, to)),
        (Some(from), Some(to)) => to < from,
        (None, _) | (_, None) => false,
    }
}

fn floor_of(name: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&name)).map(|index| index + WORDS)
}

fn banned(name: &str, named: &Crate) -> Vec<String> {
    let family = |crate_name: &str, ban: &str| {
        crate_name
            .strip_prefix(ban)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_']))
    };
    let bans = banned_from(name);
    let wrong = named.foreign.keys().filter(|other| bans.iter().any(|ban| family(other, ban)));
    wrong.map(|other| format!("{name} must not name {other}")).collect()
}

fn clock_in(domain: &Crate) -> Option<String> {
    let features = domain.foreign.get("chrono")?;
    let clock =
        ["clock", "default", "now"].into_iter().find(|feature| features.contains(*feature))?;
    Some(format!("domain must not switch on chrono's `{clock}`: time is handed in"))
}

/// Names of the world outside in the source of a crate that has none.
fn world_outside(source: &str) -> BTreeSet<&'static str> {
    let code: String = source.lines().filter_map(|line| line.split("//").next()).collect();
    let code: String = code.split_whitespace().collect();
    let groups = code.split("std::{").skip(1).filter_map(|rest| rest.split(';').next());
    let grouped: BTreeSet<&str> =
        groups.flat_map(|group| group.split(|c: char| !c.is_alphanumeric())).collect();
    let named = |word: &str| code.contains(&format!("std::{word}")) || grouped.contains(word);
    ["fs", "net"].into_iter().filter(|word| named(word)).collect()
}

#[test]
fn workspace_has_exactly_the_edges_on_the_lists() {
    let graph = Graph::of(
        &MetadataCommand::new().no_deps().manifest_path(at("Cargo.toml")).exec().unwrap(),
    );

    assert_eq!(breaches(&graph, &listed()), Vec::<String>::new());
}

#[test]
fn pure_crates_name_neither_files_nor_network() {
    for name in FLOORS.iter().take(PURE).copied().flatten() {
        for (path, source) in texts(&format!("crates/{name}/src"), &[".rs"]) {
            assert!(
                world_outside(&source).is_empty(),
                "{path} is not pure: {:?}",
                world_outside(&source)
            );
        }
    }
}

#[test]
fn house_without_a_wrong_edge_is_accepted() {
    assert_eq!(breaches(&listed(), &listed()), Vec::<String>::new());
}

#[test]
fn edge_is_refused_when_it_is_not_on_the_list() {
    for (from, to) in [("bridge", "store"), ("store", "wire"), ("link", "files")] {
        assert_breach(&with_import(from, to), &format!("{from} -> {to} is not on the list"));
    }
}

#[test]
fn edge_of_tests_is_refused_when_it_is_not_on_the_list() {
    let mut house = listed();
    room(&mut house, "seal").ours_in_tests.insert("store".to_owned());

    assert_breach(&house, "seal -> store in tests is not on the list");
}

#[test]
fn testkit_is_open_to_any_tests() {
    let mut house = listed();
    room(&mut house, "domain").ours_in_tests.insert("testkit".to_owned());

    assert_eq!(breaches(&house, &listed()), Vec::<String>::new());
}

#[test]
fn edge_on_the_list_is_refused_when_it_is_gone() {
    let mut house = listed();
    room(&mut house, "vault").ours.remove("seal");

    assert_breach(&house, "vault -> seal is on the list but gone");
}

/// The lists are judged too: an edge that breaks a rule stays refused after somebody has listed it.
#[test]
fn listed_edge_is_refused_when_it_breaks_a_rule() {
    let wrong = [
        ("domain", "seal"),
        ("seal", "wire"),
        ("wire", "courier"),
        ("wire", "files"),
        ("files", "store"),
        ("store", "vault"),
        ("desk", "sqlite"),
        ("link", "store"),
        ("desk", "bridge"),
        ("vault", "desk"),
        ("cli", "desk"),
        ("src-tauri", "domain"),
        ("portal", "store"),
        ("desk", "portal"),
        ("bridge", "testkit"),
        ("testkit", "portal"),
    ];
    for (from, to) in wrong {
        let house = with_import(from, to);
        assert_eq!(breaches(&house, &house), [format!("{from} must not import {to}")]);
    }
}

#[test]
fn listed_edge_is_accepted_when_it_keeps_the_rules() {
    for (from, to) in [
        ("wire", "seal"),
        ("catalogue", "seal"),
        ("portal", "wire"),
        ("portal", "files"),
        ("portal", "sqlite"),
        ("link", "courier"),
    ] {
        let house = with_import(from, to);
        assert_eq!(breaches(&house, &house), Vec::<String>::new());
    }
}

#[test]
fn crate_is_refused_when_it_stands_on_no_floor() {
    let mut house = listed();
    house.crates.insert("utilities".to_owned(), Crate::default());

    assert_breach(&house, "utilities stands on no floor");
}

#[test]
fn third_party_crate_is_refused_where_it_is_banned() {
    let wrong = [
        ("domain", "tokio"),
        ("domain", "rusqlite"),
        ("domain", "reqwest"),
        ("domain", "rand_core"),
        ("domain", "getrandom"),
        ("seal", "tokio-util"),
        ("wire", "reqwest"),
        ("courier", "rusqlite"),
        ("bridge", "rusqlite"),
        ("bridge", "reqwest"),
        ("desk", "axum"),
        ("desk", "rusqlite"),
        ("desk", "tauri"),
        ("cli", "tauri-plugin-dialog"),
    ];
    for (name, other) in wrong {
        assert_breach(&with_foreign(name, other, &[]), &format!("{name} must not name {other}"));
    }
    assert_eq!(breaches(&with_foreign("src-tauri", "tauri", &[]), &listed()), Vec::<String>::new());
    assert_eq!(
        breaches(&with_foreign("domain", "randomise", &[]), &listed()),
        Vec::<String>::new()
    );
}

#[test]
fn domain_is_refused_when_chrono_has_a_clock() {
    for feature in ["clock", "default", "now"] {
        let house = with_foreign("domain", "chrono", &["alloc", feature]);
        assert_breach(&house, &format!("chrono's `{feature}`"));
    }
}

#[test]
fn world_outside_is_seen_however_it_is_imported() {
    assert_eq!(world_outside("let x = std::fs::read(p);"), BTreeSet::from(["fs"]));
    assert_eq!(
        world_outside("use std::{\n    fmt,\n    net::TcpStream,\n};"),
        BTreeSet::from(["net"])
    );
    assert!(world_outside("// std::fs belongs to files\nuse std::{fmt};\nlet fs = 1;").is_empty());
}

#[test]
fn metadata_is_read_with_every_kind_of_edge() {
    let graph = Graph::of(&MetadataCommand::parse(include_str!("layering/metadata.json")).unwrap());

    let store = &graph.crates["store"];
    assert_eq!(
        store.ours,
        BTreeSet::from(["domain", "seal", "vault"].map(str::to_owned)),
        "renamed, optional, for one target, for a build script"
    );
    assert_eq!(store.ours_in_tests, BTreeSet::from(["testkit".to_owned()]));
    assert_eq!(graph.crates["domain"].foreign["chrono"], BTreeSet::from(["alloc".to_owned()]));
    let found = breaches(&graph, &listed());
    for breach in ["store -> vault is not on the list", "src-tauri must not import vault"] {
        assert!(found.contains(&breach.to_owned()), "{breach} was not found in {found:?}");
    }
}

fn listed() -> Graph {
    let mut house = Graph::default();
    for (name, ours) in IMPORTS {
        room(&mut house, name).ours.extend(ours.split_whitespace().map(str::to_owned));
    }
    for (name, ours) in IMPORTS_IN_TESTS {
        room(&mut house, name).ours_in_tests.extend(ours.split_whitespace().map(str::to_owned));
    }
    house
}

fn with_import(from: &str, to: &str) -> Graph {
    let mut house = listed();
    room(&mut house, from).ours.insert(to.to_owned());
    house
}

fn with_foreign(name: &str, other: &str, features: &[&str]) -> Graph {
    let mut house = listed();
    let features = features.iter().map(|feature| (*feature).to_owned()).collect();
    room(&mut house, name).foreign.insert(other.to_owned(), features);
    house
}

fn room<'a>(house: &'a mut Graph, name: &str) -> &'a mut Crate {
    house.crates.entry(name.to_owned()).or_default()
}

fn assert_breach(house: &Graph, expected: &str) {
    let found = breaches(house, &listed());
    assert!(
        matches!(&found[..], [one] if one.contains(expected)),
        "expected {expected}, found {found:?}"
    );
}
