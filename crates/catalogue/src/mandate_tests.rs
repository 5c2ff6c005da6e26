//! Who may hand in for somebody else: what the source says, and that it is said where it is asked.

use serde_json::json;

use crate::testing::{BIRTH, MARRIAGE, Package, a_dossier};
use crate::{BlockId, Form};

/// The help where the relation to the owner is asked for.
fn told(form: &Form) -> Option<String> {
    let behalf = form.blocks.iter().find(|block| block.id == BlockId::Behalf).unwrap();
    let asks = |path: &str| path == "/behalf/relation";
    let group = behalf.groups.iter().find(|one| one.fields.iter().any(|field| asks(&field.path)));
    group.and_then(|group| group.help.as_ref()).map(|help| help.in_("vi").to_owned())
}

#[test]
fn mandate_is_told_where_somebody_hands_in_for_another_and_nowhere_else() {
    let alone = told(&a_dossier(BIRTH).view());
    let birth = told(&a_dossier(BIRTH).on_behalf().view()).unwrap();
    let marriage = told(&a_dossier(MARRIAGE).on_behalf().view()).unwrap();

    assert_eq!(alone, None, "who hands in for themselves is asked nothing of the kind");
    assert!(birth.contains("người thân thích khác"), "{birth}");
    assert!(birth.contains("không phải chứng thực"), "{birth}");
    assert_eq!(marriage, "Nguồn không nói ai được nộp thay mà không cần chứng thực.");
}

#[test]
fn every_paper_of_a_mandate_has_its_rule_with_a_row_and_a_source() {
    let mut known = 0;
    for (code, record) in Package::shipped().records() {
        let components = record["components"].as_array();
        let ids = components.into_iter().flatten().map(|one| one["id"].as_str().unwrap());
        let has_paper = ids.into_iter().any(|id| id == "van-ban-uy-quyen");
        let mandate = &record["mandate"];
        assert_eq!(has_paper, mandate.is_object(), "{code}");
        if mandate.is_object() {
            known += 1;
            assert!(mandate["source"].as_str().unwrap().contains(&code), "{code}");
            assert!(!mandate["rows"].as_array().unwrap().is_empty(), "{code}");
            assert!(mandate["said"]["en"].is_string(), "{code}");
        }
    }
    assert_eq!(known, KNOWN, "the records were really read");
}

/// So many of the records have a rule.
const KNOWN: usize = 35;

#[test]
fn mandate_without_a_row_or_a_source_is_refused() {
    let file = format!("procedures/{BIRTH}.json");

    let without_rows = Package::shipped().with(&file, "/mandate/rows", json!([])).read();
    let without_source = Package::shipped().with(&file, "/mandate/source", json!(" ")).read();

    assert!(without_rows.is_err(), "nobody can look it up");
    assert!(without_source.is_err(), "nobody can look it up");
}
