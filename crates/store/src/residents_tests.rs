use domain::text::{fold, fold_keeping_marks};

use super::*;
use crate::testing::{Filled, a_person, a_store, begin, change, erase};

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

/// Who hands in for a whole hamlet is in more dossiers than are looked at first.
#[test]
fn namesake_of_a_frequent_visitor_is_found() {
    let filled = a_store();
    change(&filled, |tx| {
        begin(tx, 1, &a_person("Nguyễn Thị Lan", Some("020190000001")))?;
        begin(tx, 2, &a_person("Lò Thị Lan", Some("020190000002")))?;
        let frequent = a_person("Vi Thị Lan", Some("020190000003"));
        (3..603).try_for_each(|n| begin(tx, n, &frequent).map(drop))
    });

    let everybody = ["Vi Thị Lan", "Lò Thị Lan", "Nguyễn Thị Lan"];
    assert_eq!(found(&filled, "lan"), everybody);
    let number = Sought { number: Some("0201".to_owned()), ..Sought::default() };
    let by_number = filled.store.look(|view| find(view, &number, 8)).unwrap();
    assert_eq!(by_number.len(), 3);
    assert_eq!(by_number[0].dossiers, 600);
}

#[test]
fn person_of_an_erased_dossier_is_found_by_nothing() {
    let filled = a_store();
    let mut erased = None;
    change(&filled, |tx| {
        let person = a_person("Nguyễn Thị Lan", Some("020190000001"));
        begin(tx, 1, &person)?;
        erased = Some(begin(tx, 2, &person)?);
        begin(tx, 3, &a_person("Lò Thị Lan", Some("020190000002")))?;
        erase(tx, 2)?;
        erase(tx, 3)
    });

    assert_eq!(found(&filled, "lan"), ["Nguyễn Thị Lan"]);
    let number = Sought { number: Some("020190".to_owned()), ..Sought::default() };
    let by_number = filled.store.look(|view| find(view, &number, 8)).unwrap();
    assert_eq!(by_number[0].dossiers, 1, "one is left");
    let of_it = filled.store.look(|view| of(view, erased.unwrap(), Part::Submitter)).unwrap();
    assert!(of_it.is_none(), "nobody is taken over from it");
    change(&filled, |tx| crate::keys_of_people::renew(tx, erased.unwrap()));
    assert_eq!(found(&filled, "lan"), ["Nguyễn Thị Lan"], "nor are its keys made again");
}
