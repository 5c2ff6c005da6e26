//! Lists of people as they are shown and as they are printed.

use serde_json::{Value, json};

use crate::form::{Field, Group};
use crate::household_testing::{MEMBERS, a_household, a_member};
use crate::sheet_tests::sheet_of;
use crate::testing::Dossier;
use crate::{SheetBlock, SheetTable};

fn groups(dossier: &Dossier) -> Vec<Group> {
    let blocks = dossier.view().blocks.into_iter().flat_map(|block| block.groups);
    blocks.filter(|group| group.repeat.is_some()).collect()
}

fn field(group: &Group, name: &str) -> Option<Field> {
    group.fields.iter().find(|field| field.path.ends_with(&format!("/{name}"))).cloned()
}

fn table(dossier: &Dossier) -> Option<SheetTable> {
    sheet_of(dossier).blocks.into_iter().find_map(|block| match block {
        SheetBlock::Table(table) => Some(table),
        _ => None,
    })
}

fn hidden(members: Value) -> Dossier {
    a_household(members).typing("/declaration/relation", "other")
}

#[test]
fn each_row_is_a_group_with_its_own_places() {
    let groups = groups(&a_household(json!([a_member(), a_member()])));

    let ids: Vec<_> = groups.iter().map(|group| group.id.as_str()).collect();
    assert_eq!(ids, ["members-0", "members-1"]);
    let second = &groups[1];
    assert_eq!(second.title.as_ref().unwrap().in_("vi"), "Người thứ 2");
    assert_eq!(second.fields[0].path, "/declaration/members/1/name");
    assert_eq!(groups[0].help.as_ref().unwrap().in_("vi"), "Ghi mọi người cùng hộ.");
    assert_eq!(second.help, None, "said once, above the first");
    let repeat = second.repeat.as_ref().unwrap();
    assert_eq!((repeat.at.as_str(), repeat.title.in_("vi")), (MEMBERS, "Thành viên hộ"));
    assert_eq!((repeat.row, repeat.count, repeat.least, repeat.most), (Some(1), 2, 1, 4));
    assert_eq!((repeat.add.in_("vi"), repeat.is_needed), ("Thêm người", true));
}

#[test]
fn list_without_rows_is_a_group_without_fields() {
    for none in [Value::Null, json!([]), json!("Páo")] {
        let groups = groups(&a_household(none));

        let [group] = &groups[..] else { panic!("{groups:?}") };
        assert_eq!(group.title.as_ref().unwrap().in_("vi"), "Thành viên hộ");
        assert_eq!(group.fields, []);
        let repeat = group.repeat.as_ref().unwrap();
        assert_eq!((repeat.row, repeat.count), (None, 0));
        assert_eq!(group.person, None, "nobody is in it whom a card could fill in");
    }
}

#[test]
fn what_is_computed_offered_and_wrong_belongs_to_its_row() {
    let mut other = a_member();
    other["birth"] = json!("1950");
    other["relation"] = json!("other");
    other["number"] = json!("020090000456");
    let groups = groups(&a_household(json!([a_member(), other])));

    let words = |row: usize| field(&groups[row], "in_words").unwrap().value.unwrap();
    assert!(words(0).starts_with("Ngày năm tháng ba"), "{}", words(0));
    assert!(words(1).starts_with("Năm một nghìn chín trăm năm mươi"), "{}", words(1));
    assert_eq!(field(&groups[1], "since").unwrap().offered.unwrap().value, "1950");
    let number = field(&groups[1], "number").unwrap();
    assert_eq!(number.wrong.unwrap().code, "number-other-birth-year");
    assert!(field(&groups[0], "relation_other").is_none());
    assert!(field(&groups[1], "relation_other").unwrap().is_required);
}

#[test]
fn rows_of_a_hidden_list_are_shown_as_long_as_they_are_there() {
    let groups = groups(&hidden(json!([{ "name": "Páo" }, {}])));

    assert_eq!(groups.len(), 2);
    assert!(groups.iter().all(|group| !group.repeat.as_ref().unwrap().is_needed));
    assert_eq!((groups[0].fields.len(), groups[1].fields.len()), (1, 0), "only what is typed");
    for none in [Value::Null, json!([])] {
        assert!(self::groups(&hidden(none)).is_empty());
    }
}

#[test]
fn rows_beyond_the_most_are_counted_and_not_shown() {
    let groups = groups(&a_household(json!(vec![a_member(); 1_000])));

    assert_eq!(groups.len(), 4);
    assert_eq!(groups[3].repeat.as_ref().unwrap().count, 1_000);
}

#[test]
fn table_prints_the_rows_and_leaves_some_to_the_hand() {
    let mut other = a_member();
    other["relation"] = json!("other");
    other["relation_other"] = json!("cháu");
    other["birth"] = Value::Null;
    let table = table(&a_household(json!([a_member(), other]))).unwrap();

    let labels: Vec<_> = table.columns.iter().map(|column| column.label.as_str()).collect();
    assert_eq!(labels, ["Họ, chữ đệm và tên", "Ngày sinh", "Quan hệ"]);
    let widths: Vec<_> = table.columns.iter().map(|column| column.width).collect();
    assert_eq!((widths, table.is_numbered), (vec![3, 2, 1], true));
    let said = |row: usize| -> Vec<_> {
        table.rows[row].iter().map(|cell| cell.as_deref().unwrap_or("…")).collect()
    };
    assert_eq!(said(0), ["Vi Văn Páo", "05/03/1990", "Chủ hộ"]);
    assert_eq!(said(1), ["Vi Văn Páo", "…", "Quan hệ khác, cháu"]);
    assert_eq!((said(2), table.rows.len()), (vec!["…"; 3], 3));
    assert!(!format!("{table:?}").contains("Páo"), "nothing of people in a log");
}

#[test]
fn table_is_there_only_where_its_list_is_asked_for() {
    assert_eq!(table(&a_household(Value::Null)).unwrap().rows.len(), 3, "all for the hand");
    assert_eq!(table(&a_household(json!(vec![a_member(); 9]))).unwrap().rows.len(), 4);
    assert_eq!(table(&hidden(json!([a_member()]))), None);
}
