//! The importer of a province's list, on the real list of 438 procedures. The list is not part of the
//! project: where it is missing, this is not checked, and says so on the error stream.

use std::collections::{BTreeMap, BTreeSet};

use catalogue::listed::{Export, Imported, Listed, ListedDocument, WhyUnread, import};
use catalogue::package::{Package, with_list};
use catalogue::{Catalogue, shipped};
use domain::moment::Millis;

use crate::rows::bytes_of;

/// A row of `procedure_documents.csv` as it is written there.
type Written = BTreeMap<String, String>;

fn official() -> Option<Imported> {
    let (procedures, documents) =
        (bytes_of("procedures.csv")?, bytes_of("procedure_documents.csv")?);
    let details = bytes_of("procedure_details.json")?;
    let export = Export { procedures: &procedures, documents: &documents, details: Some(&details) };
    Some(import(&export, "the list beside the project").unwrap())
}

/// The list as it is read again from a package that was packed, opened and read.
fn through_a_package(imported: &Imported) -> Catalogue {
    let files = shipped::package(&shipped::catalogue().unwrap()).unwrap().files().clone();
    let files = with_list(files, imported.file().unwrap(), "2026.12.01".parse().unwrap()).unwrap();
    let packed = Package::of(files, Millis::new(0)).unwrap().bytes().unwrap();
    Package::open_trusted(&packed).unwrap().catalogue().unwrap()
}

/// Writes a paper out again, column by column.
fn written(owner: &Listed, document: &ListedDocument) -> Written {
    let kind: &str = document.kind.into();
    let cells = [
        ("code", owner.code.to_string()),
        ("ordinal", document.ordinal.to_string()),
        ("group", document.group.clone()),
        ("name", document.name.clone()),
        ("originals", document.originals.to_string()),
        ("copies", document.copies.to_string()),
        ("copies_text", document.copies_text.clone()),
        ("form_file_listed", if document.has_form_file { "yes" } else { "no" }.to_owned()),
        ("kind", kind.to_owned()),
        ("source", document.source.clone()),
        ("verified", document.verified.clone()),
    ];
    cells.into_iter().map(|(column, cell)| (column.to_owned(), cell)).collect()
}

fn rows_of(name: &str) -> Vec<Written> {
    let bytes = bytes_of(name).unwrap();
    csv::Reader::from_reader(bytes.as_slice()).into_deserialize().map(Result::unwrap).collect()
}

#[test]
fn papers_written_out_again_equal_the_rows_of_the_list_for_each_code() {
    let Some(imported) = official() else { return };
    let catalogue = through_a_package(&imported);
    let rows = rows_of("procedure_documents.csv");
    let codes: BTreeSet<_> =
        rows_of("procedures.csv").into_iter().map(|row| row["code"].clone()).collect();
    assert_eq!(codes.len(), 438);

    for code in &codes {
        let procedure = catalogue.procedure(&code.parse().unwrap()).unwrap();
        let listed = procedure.listed().unwrap();
        let again: Vec<_> = listed.documents.iter().map(|one| written(listed, one)).collect();
        let there: Vec<_> = rows.iter().filter(|row| row["code"] == *code).cloned().collect();
        assert_eq!(again, there, "{code}");
    }
    assert_eq!(rows.len(), 2_472, "all of them belong to one of the codes");
}

#[test]
fn each_procedure_of_the_list_keeps_its_texts() {
    let Some(imported) = official() else { return };
    let catalogue = through_a_package(&imported);

    for row in rows_of("procedures.csv") {
        let code = &row["code"];
        let listed = catalogue.procedure(&code.parse().unwrap()).unwrap().listed().unwrap();
        assert_eq!(listed.name, row["name"], "{code}");
        assert_eq!(listed.decision, row["decision"], "{code}");
        assert_eq!(listed.legal_basis.join("; "), row["legal_basis"], "{code}");
        assert_eq!(listed.time, row["deadline_text"].trim(), "{code}");
        assert_eq!(listed.fee, row["fee_text"].trim(), "{code}");
        let channels = listed.channels.iter().map(|one| one.name.as_str()).collect::<BTreeSet<_>>();
        let there = row["channels"].split(',').map(str::trim).filter(|one| !one.is_empty());
        assert_eq!(channels, there.collect(), "{code}");
    }
}

#[test]
fn details_give_each_channel_its_own_time_and_fee() {
    let Some(imported) = official() else { return };
    let birth = imported.procedures().iter().find(|one| one.code.as_str() == "1.004222").unwrap();

    assert!(birth.channels.iter().all(|channel| !channel.time.is_empty()), "{:?}", birth.channels);
    assert!(birth.channels.iter().any(|channel| channel.fee.contains("10,000")), "in full");
}

#[test]
fn what_the_list_leaves_open_is_counted() {
    let Some(imported) = official() else { return };
    let mut counts: BTreeMap<WhyUnread, usize> = BTreeMap::new();
    for unread in &imported.unread {
        *counts.entry(unread.why).or_default() += 1;
    }

    let expected = BTreeMap::from([
        (WhyUnread::UnitLost, 53),
        (WhyUnread::NoTime, 42),
        (WhyUnread::CountImplausible, 13),
        (WhyUnread::NoPapers, 124),
    ]);
    for (why, count) in expected {
        assert_eq!(counts.get(&why), Some(&count), "{}: {counts:?}", why.word());
    }
    let left_out = imported.unread.iter().filter(|unread| unread.why.is_left_out());
    assert_eq!(left_out.count(), 0, "nothing of the list is missing: {counts:?}");
}

#[test]
fn list_checks_nothing_and_takes_nothing_away() {
    let Some(imported) = official() else { return };
    let (before, after) = (
        shipped::package(&shipped::catalogue().unwrap()).unwrap().catalogue().unwrap(),
        through_a_package(&imported),
    );

    for procedure in before.procedures() {
        let with_list = after.procedure(procedure.code()).unwrap();
        assert_eq!(with_list.is_checked(), procedure.is_checked(), "{}", procedure.code());
        assert_eq!(with_list.components().len(), procedure.components().len());
    }
    let only_listed = after.procedures().filter(|one| before.procedure(one.code()).is_none());
    assert!(only_listed.into_iter().all(|one| !one.is_checked() && one.components().is_empty()));
}
