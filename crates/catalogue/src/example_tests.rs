//! The shipped package as a whole.

use domain::kinds::Channel;
use serde_json::{Value, json};

use crate::form::{BlockState, PaperState};
use crate::sheet;
use crate::testing::{BIRTH, DEATH, EXTRACT, MARRIAGE, Package, STATUS, a_dossier, with_forms};

/// The procedures with a form whose list of papers nobody has checked.
const UNCHECKED: [&str; 3] = ["1.001776", "2.000986", "2.001023"];

#[test]
fn example_has_no_gap_when_its_papers_are_given() {
    for code in with_forms() {
        let mut dossier = a_dossier(code);
        let papers = dossier.view().papers;
        let missing = papers.iter().filter(|paper| paper.state == PaperState::Missing);
        dossier.pages = missing.map(|paper| paper.id.clone()).collect();

        let form = dossier.view();

        assert_eq!(form.missing, [], "{code} is complete");
        assert_eq!(form.warnings, [], "{code} is not strange either");
        assert_eq!(form.is_checked, !UNCHECKED.contains(&code), "{code}: its list of papers");
        let is_done = form.blocks.iter().all(|block| block.state == BlockState::Done);
        assert_eq!(is_done, form.is_checked, "{code} is done once its list is checked");
    }
}

#[test]
fn example_misses_its_papers_when_none_is_given() {
    assert_eq!(a_dossier(BIRTH).missing_papers(), ["to-khai", "giay-chung-sinh"]);
    assert_eq!(a_dossier(DEATH).missing_papers(), ["to-khai", "giay-bao-tu"]);
    for code in [STATUS, MARRIAGE, EXTRACT, "1.002755", "1.004194", "1.004222", "1.010038"] {
        assert_eq!(a_dossier(code).missing_papers(), ["to-khai"], "{code}");
    }
    let founding = ["to-khai", "van-ban-uy-quyen-thanh-vien"];
    assert_eq!(a_dossier("1.001612").missing_papers(), founding);
    assert_eq!(a_dossier("1.001776").missing_papers(), ["to-khai", "xac-nhan-khuyet-tat"]);
}

#[test]
fn every_record_names_its_source_and_its_dates() {
    let package = Package::shipped();

    for code in with_forms() {
        let about = &package.json(&format!("procedures/{code}.json"))["about"];
        assert!(about["source"].as_str().unwrap().contains("dichvucong.gov.vn"), "{code}");
        for date in ["effective_from", "effective_to"] {
            assert_eq!(about.get(date), Some(&Value::Null), "{code}: not known, and said so");
        }
    }
}

#[test]
fn deadline_keeps_its_bare_number_when_the_source_lost_the_unit() {
    let dossier = a_dossier(STATUS);
    let time = &dossier.procedure().about().time;

    assert_eq!(time.as_listed, "3");
    assert!(time.said.in_("vi").contains("không ghi đơn vị"), "nobody makes days of it");
}

#[test]
fn every_shape_has_its_field_and_every_text_both_languages() {
    let package = Package::shipped();

    for name in shipped_forms(&package) {
        let schema = package.json(&format!("forms/{name}.schema.json"));
        let layout = package.json(&format!("forms/{name}.layout.json"));
        let mut leaves = Vec::new();
        collect_leaves(&schema, "/declaration", &mut leaves);
        let fields = layout["groups"].as_array().unwrap().iter();
        let fields: Vec<_> =
            fields.flat_map(|group| group["fields"].as_array().unwrap().clone()).collect();

        for leaf in leaves {
            assert!(fields.iter().any(|field| field["path"] == json!(leaf)), "{name}: {leaf}");
        }
        for (place, text) in texts(&layout, "") {
            assert!(text.get("en").is_some(), "{name}: {place} has no English");
        }
    }
}

/// What only chooses between lines, and what serves the desk and its rules.
const NOT_PRINTED: [&str; 19] = [
    "/declaration/authorised",
    "/declaration/birthplace/kind",
    "/declaration/consents/householder/way",
    "/declaration/consents/owner/way",
    "/declaration/consents/parent/way",
    "/declaration/declarant/unnumbered",
    "/declaration/delegate",
    "/declaration/no_e_identity",
    "/declaration/proxy/given",
    "/declaration/residence/householder/who",
    "/declaration/subject/unnumbered",
    "/declaration/tax/elsewhere",
    "/declaration/place/kind",
    "/declaration/residence_unknown",
    "/declaration/birth_certificate/fetched",
    "/declaration/notice/fetched",
    "/declaration/purpose_kind",
    "/declaration/partner/sex",
    "/declaration/partner/at_foreign_mission",
];

#[test]
fn every_shape_is_printed_for_the_one_who_signs() {
    let package = Package::shipped();

    for name in shipped_forms(&package) {
        let schema = package.json(&format!("forms/{name}.schema.json"));
        let print = package.json(&format!("forms/{name}.print.json")).to_string();
        let mut leaves = Vec::new();
        collect_leaves(&schema, "/declaration", &mut leaves);

        for leaf in leaves.iter().filter(|leaf| !NOT_PRINTED.contains(&leaf.as_str())) {
            let is_printed = [format!("\"{leaf}\""), format!("{{{leaf}}}")];
            assert!(is_printed.iter().any(|place| print.contains(place)), "{name}: {leaf}");
        }
    }
}

#[test]
fn print_file_says_what_was_not_seen_and_the_paper_names_no_circular() {
    let package = Package::shipped();

    for name in shipped_forms(&package) {
        let print = package.json(&format!("forms/{name}.print.json"));
        let source = print["source"].as_str().unwrap();
        assert!(source.contains(" not seen, so the sheet names no "), "{name}: {source}");
        let blocks = print["blocks"].to_string();
        for law in ["/TT-", "/NĐ-CP", "Thông tư", "Nghị định"] {
            assert!(!blocks.contains(law), "{name}: {law}");
        }
    }
}

#[test]
fn signed_sheet_comes_back_as_a_paper_that_says_how() {
    for code in with_forms() {
        let dossier = a_dossier(code);
        let signed_as = dossier.procedure().signed_as().unwrap();
        assert_eq!(signed_as.as_str(), "to-khai", "{code}");

        let papers = dossier.view().papers;
        let paper = papers.iter().find(|paper| paper.id == *signed_as).unwrap();
        let said = paper.said.as_ref().unwrap().in_("vi");
        for word in ["In ngay tại đây", "đọc lại và ký", "quét bản đã ký"] {
            assert!(said.contains(word), "{code}: {said}");
        }
    }
}

#[test]
fn civil_status_declared_online_has_nothing_to_sign() {
    for code in [BIRTH, DEATH, STATUS, MARRIAGE, EXTRACT] {
        let dossier = a_dossier(code);
        let signed_as = dossier.procedure().signed_as().unwrap();

        let online = a_dossier(code).by(Channel::Online).view().papers;
        assert!(
            online.iter().all(|paper| paper.id != *signed_as),
            "{code}: nothing to sign online"
        );
    }
}

#[test]
fn procedure_without_a_form_has_no_sheet() {
    let dossier = a_dossier(BIRTH);
    let mut others = dossier.catalogue.procedures().filter(|one| !one.has_form());

    let other = others.next().unwrap();

    assert_eq!(other.signed_as(), None);
    assert!(sheet(dossier.catalogue, other, &dossier.case()).is_none());
}

/// The forms that the package names.
fn shipped_forms(package: &Package) -> Vec<String> {
    let names = package.json("package.json")["forms"].as_array().unwrap().clone();
    names.iter().map(|name| name.as_str().unwrap().to_owned()).collect()
}

fn collect_leaves(schema: &Value, at: &str, leaves: &mut Vec<String>) {
    if let Some(item) = schema.get("items") {
        return collect_leaves(item, &format!("{at}/*"), leaves);
    }
    match schema.get("properties").and_then(Value::as_object) {
        None => leaves.push(at.to_owned()),
        Some(inner) => {
            for (name, schema) in inner {
                collect_leaves(schema, &format!("{at}/{name}"), leaves);
            }
        }
    }
}

fn texts(json: &Value, at: &str) -> Vec<(String, Value)> {
    if json.get("vi").is_some() {
        return vec![(at.to_owned(), json.clone())];
    }
    match json {
        Value::Object(fields) => {
            let inner = fields.iter().flat_map(|(name, one)| texts(one, &format!("{at}/{name}")));
            inner.collect()
        }
        Value::Array(items) => {
            let inner = items.iter().enumerate();
            inner.flat_map(|(place, one)| texts(one, &format!("{at}/{place}"))).collect()
        }
        _ => Vec::new(),
    }
}
