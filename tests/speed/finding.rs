//! Finding a procedure, against what a full-text index finds in the same names and synonyms: how long
//! it takes, and how often the right one is among the first three.

#[path = "../catalogue/queries.rs"]
mod queries;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use catalogue::{Catalogue, Fit, Found, shipped};
use domain::text::fold;
use queries::{Query, sets};
use rusqlite::{Connection, params};
use serde_json::{Value, json};

/// A province's list.
const MANY: usize = 2_600;

/// Prints p50 and p99 of a key stroke, and success among three, for each group, ours and the index's.
pub fn finds() {
    println!("\n{:<44}{:>10}{:>10}{:>12}", "finding a procedure", "p50", "p99", "among 3");
    let sets = sets();
    let queries: Vec<_> = sets.iter().flat_map(|set| &set.queries).collect();
    for count in [0, MANY] {
        let catalogue = a_catalogue(count);
        let index = Index::of(&catalogue);
        let size = catalogue.procedures().count();
        for group in ["no-marks", "street", "typos"] {
            let asked: Vec<_> = queries.iter().filter(|query| query.group == group).collect();
            line(&format!("{size} procedures, {group}"), &asked, |said| {
                let found = catalogue.search(said, 3);
                found.iter().map(|one| one.procedure.code().to_string()).collect()
            });
            line(&format!("{size} in SQLite's FTS5, {group}"), &asked, |said| index.find(said));
        }
    }
    let began = Instant::now();
    let catalogue = a_catalogue(MANY);
    let (many, count) = (began.elapsed(), catalogue.procedures().count());
    let nonsense: usize = sets.iter().map(|set| set.nonsense.len()).sum();
    let asked = || sets.iter().flat_map(|set| &set.nonsense).map(|said| catalogue.search(said, 3));
    let shown = asked().filter(|found| !found.is_empty()).count();
    let is_sure = |found: &Vec<Found<'_>>| found.iter().any(|one| one.fit != Fit::Perhaps);
    let sure = asked().filter(is_sure).count();
    println!("shown for nonsense: {shown} of {nonsense}, as sure: {sure}");
    println!("make and read a catalogue of {count} procedures: {:.0} ms", many.as_secs_f64() * 1e3);
}

fn line(name: &str, asked: &[&&Query], find: impl Fn(&str) -> Vec<String>) {
    let mut found = 0_u32;
    let mut times: Vec<Duration> = Vec::new();
    for query in asked {
        found += u32::from(find(&query.said).iter().any(|code| is_wanted(query, code)));
        // As it is typed: the search runs at every key stroke.
        for (end, _) in query.said.char_indices().skip(1).chain([(query.said.len(), ' ')]) {
            let typed = query.said.get(..end).unwrap();
            let began = Instant::now();
            std::hint::black_box(find(typed));
            times.push(began.elapsed());
        }
    }
    times.sort();
    let at = |share: usize| {
        times.get(times.len() * share / 100).map_or(f64::NAN, |time| time.as_secs_f64() * 1e3)
    };
    println!(
        "{name:<44}{:>7.2} ms{:>7.2} ms{:>8.1} % of {}",
        at(50),
        at(99),
        f64::from(found) * 100.0 / f64::from(u32::try_from(asked.len()).unwrap()),
        asked.len()
    );
}

fn is_wanted(query: &Query, code: &String) -> bool {
    query.wants.contains(code)
}

/// The shipped catalogue, its procedures repeated under other codes and names until there are so many.
fn a_catalogue(at_least: usize) -> Catalogue {
    let shipped = |path: &str| shipped::file(path).map(Cow::Borrowed);
    let first = Catalogue::read(&shipped).unwrap();
    let more = (0..).take_while(|round| (round + 1) * first.procedures().count() < at_least);
    let mut records = Vec::new();
    for round in more {
        for (number, procedure) in first.procedures().enumerate() {
            let name = format!("{} thuộc diện {}", procedure.name().in_("vi"), round + 2);
            let code = format!("9.{:06}", round * first.procedures().count() + number);
            let about = json!({
                "code": code, "name": { "vi": name }, "field": procedure.about().field, "source": "made up"
            });
            records.push(json!({ "about": about }));
        }
    }
    let mut package: Value =
        serde_json::from_slice(shipped::file("package.json").unwrap()).unwrap();
    let files = package["procedures"].as_array_mut().unwrap();
    files.push(json!("procedures/more.json"));
    let made: BTreeMap<_, _> = [
        ("package.json", serde_json::to_vec(&package).unwrap()),
        ("procedures/more.json", serde_json::to_vec(&records).unwrap()),
    ]
    .into();
    let files = |path: &str| made.get(path).map(|bytes| Cow::Borrowed(&bytes[..]));
    Catalogue::read(&|path| files(path).or_else(|| shipped(path))).unwrap()
}

/// Names and synonyms, folded, in a full-text index that is asked for any of the words.
struct Index(Connection);

impl Index {
    fn of(catalogue: &Catalogue) -> Self {
        let index = Connection::open_in_memory().unwrap();
        index.execute_batch("CREATE VIRTUAL TABLE found USING fts5(code UNINDEXED, said)").unwrap();
        let street: Value =
            serde_json::from_slice(shipped::file("synonyms.json").unwrap()).unwrap();
        for procedure in catalogue.procedures() {
            let code = procedure.code().to_string();
            let synonyms = street["procedures"][&code].as_array().cloned().unwrap_or_default();
            let synonyms =
                synonyms.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" . ");
            let said = fold(&format!("{} . {synonyms}", procedure.name().in_("vi")));
            index.execute("INSERT INTO found VALUES (?1, ?2)", params![code, said]).unwrap();
        }
        Self(index)
    }

    fn find(&self, said: &str) -> Vec<String> {
        let words = fold(said);
        let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let any = words.map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" OR ");
        let mut select = self
            .0
            .prepare_cached("SELECT code FROM found WHERE found MATCH ?1 ORDER BY rank LIMIT 3")
            .unwrap();
        let codes = select.query_map([any], |row| row.get(0)).unwrap();
        codes.collect::<Result<_, _>>().unwrap()
    }
}
