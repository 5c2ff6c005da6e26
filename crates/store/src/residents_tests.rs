use domain::text::{fold, fold_keeping_marks};

use super::*;
use crate::testing::{Filled, a_person, a_store, begin, change};

fn found(filled: &Filled, typed: &str) -> Vec<String> {
    let (name, marked) = (fold(typed), fold_keeping_marks(typed));
    let sought = Sought { name, marked, ..Sought::default() };
    let found = filled.store.look(|view| find(view, &sought, 8)).unwrap();
    found.iter().map(|one| one.person.name.as_str().to_owned()).collect()
}

/// The words of a name may come in any order, and the commonest family must not hide who bears it.
#[test]
fn name_in_another_order_is_found_when_thousands_bear_the_same_family() {
    let filled = a_store();
    change(&filled, |tx| {
        begin(tx, 1, &a_person("Nguyễn Văn Hùng", Some("020090000001")))?;
        (0..=MOST_COMPARED).try_for_each(|n| {
            let number = format!("0201{n:08}");
            begin(tx, n + 2, &a_person("Nguyễn An Bình", Some(&number))).map(drop)
        })
    });

    for typed in ["hung nguyen", "van nguyen", "nguyen hung", "hung v nguyen"] {
        assert_eq!(found(&filled, typed), ["Nguyễn Văn Hùng"], "{typed}");
    }
}
