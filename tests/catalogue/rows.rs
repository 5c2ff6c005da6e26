//! The checked procedures against the rows of the list that they were made from. The list is not part
//! of the project: where it is missing, this is not checked, and says so on the error stream.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::PathBuf;

use catalogue::shipped;
use serde_json::Value;

/// One row of the list: its number within the procedure, and whether it is a paper or a note.
struct Row {
    ordinal: u64,
    is_paper: bool,
}

/// The bytes of a file of the list.
pub(crate) fn bytes_of(name: &str) -> Option<Vec<u8>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/domain/data");
    let file = folder.join(name);
    if !file.exists() {
        // What a test prints is shown only when it fails; this is shown always.
        let mut screen = std::io::stderr();
        writeln!(screen, "NOT CHECKED: {name} is not beside the project").unwrap();
        return None;
    }
    Some(std::fs::read(file).unwrap())
}

fn list(name: &str) -> Option<csv::Reader<std::io::Cursor<Vec<u8>>>> {
    Some(csv::Reader::from_reader(std::io::Cursor::new(bytes_of(name)?)))
}

fn records(
    reader: csv::Reader<std::io::Cursor<Vec<u8>>>,
) -> impl Iterator<Item = BTreeMap<String, String>> {
    reader.into_deserialize().map(Result::unwrap)
}

fn rows() -> Option<BTreeMap<String, Vec<Row>>> {
    let mut rows: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for record in records(list("procedure_documents.csv")?) {
        let ordinal = record["ordinal"].parse().unwrap();
        let row = Row { ordinal, is_paper: record["kind"] == "component" };
        rows.entry(record["code"].clone()).or_default().push(row);
    }
    Some(rows)
}

/// The records of the package that name the rows they stand for.
fn traced() -> Vec<Value> {
    let files = shipped::FILES.iter().filter(|(name, _)| name.starts_with("procedures/"));
    let records = files.map(|(_, bytes)| serde_json::from_slice::<Value>(bytes).unwrap());
    let records = records.flat_map(|json| match json {
        Value::Array(many) => many,
        one => vec![one],
    });
    let has_rows = |record: &Value| {
        record["components"]
            .as_array()
            .is_some_and(|all| all.iter().any(|one| one["rows"].is_array()))
    };
    records.filter(has_rows).collect()
}

fn numbers(records: &Value, key: &str) -> BTreeSet<u64> {
    let records = records.as_array().into_iter().flatten();
    let named = records.flat_map(|record| match &record[key] {
        Value::Array(many) => many.clone(),
        Value::Null => vec![],
        one => vec![one.clone()],
    });
    named.map(|number| number.as_u64().unwrap()).collect()
}

#[test]
fn each_row_of_the_list_is_a_paper_or_said_why_not() {
    let Some(rows) = rows() else { return };
    let traced = traced();
    assert!(traced.len() >= 60, "only {} procedures name their rows", traced.len());

    for record in &traced {
        let code = record["about"]["code"].as_str().unwrap();
        let rows = rows.get(code).map(Vec::as_slice).unwrap_or_default();
        let known: BTreeSet<_> = rows.iter().map(|row| row.ordinal).collect();
        let papers = rows.iter().filter(|row| row.is_paper).map(|row| row.ordinal).collect();
        let modelled = numbers(&record["components"], "rows");
        let left_out = numbers(&record["left_out"], "row");

        assert!(modelled.is_disjoint(&left_out), "{code}: a row is a paper and is none");
        let named: BTreeSet<_> = modelled.union(&left_out).copied().collect();
        assert!(named.is_subset(&known), "{code}: it names rows that are not there");
        let missing: Vec<_> = BTreeSet::difference(&papers, &named).collect();
        assert!(missing.is_empty(), "{code}: rows {missing:?} are nowhere");
    }
}

#[test]
fn each_procedure_is_called_as_in_the_list() {
    let Some(list) = list("procedures.csv") else { return };
    let listed: BTreeMap<_, _> = records(list).map(|one| (one["code"].clone(), one)).collect();

    for record in traced() {
        let about = &record["about"];
        let listed = &listed[about["code"].as_str().unwrap()];
        assert_eq!(about["name"]["vi"], listed["name"].as_str());
        assert_eq!(about["decision"], listed["decision"].as_str(), "{}", listed["code"]);
    }
}
