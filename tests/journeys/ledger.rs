//! What the gateway has signed for is found again by day, by code and by name.

use chrono::Days;
use desk::Desk;
use desk::ledger::{Found, Sought, look};

use crate::enrolled::{correct, delivered, does, enrolled, whole};

fn found(desk: &Desk, sought: Sought) -> Found {
    look(desk, &Sought { limit: 100, ..sought }).unwrap()
}

#[test]
fn entry_names_every_part_with_the_hash_that_was_signed() {
    let (desk, gateway) = enrolled();
    let dossier = delivered(&desk, &gateway);

    let found = found(&desk, Sought::default());

    let (revision, parts) = whole(&desk, &dossier).revisions.pop().unwrap();
    assert_eq!(found.total, 1);
    let entry = &found.entries[0];
    assert_eq!(entry.sha256, Some(revision.manifest_hash));
    let signed: Vec<_> = entry.parts.iter().map(|part| (part.sha256, part.size)).collect();
    let sealed: Vec<_> =
        parts.iter().map(|part| (part.digest.sha256, Some(part.digest.size))).collect();
    assert_eq!(signed, sealed);
    assert!(entry.parts[0].component.is_none() && entry.parts[1].component.is_some());
    assert!(!entry.key_id.is_empty() && entry.gateway_name.is_some());
    assert_eq!(entry.revision.map(|it| it.get()), Some(1));
}

#[test]
fn each_revision_has_its_own_entry_and_the_newest_comes_first() {
    let (desk, gateway) = enrolled();
    let mut dossier = delivered(&desk, &gateway);
    correct(&desk, &mut dossier, 7);
    does(&desk, &gateway.receives_all(&desk));

    let found = found(&desk, Sought::default());

    let revisions: Vec<_> = found.entries.iter().filter_map(|entry| entry.revision).collect();
    assert_eq!(revisions.iter().map(|it| it.get()).collect::<Vec<_>>(), [2, 1]);
}

#[test]
fn entry_is_found_by_the_days_between_which_it_was_signed() {
    let (desk, gateway) = enrolled();
    delivered(&desk, &gateway);
    let day = found(&desk, Sought::default()).entries[0].delivered.civil_date();
    let (before, after) = (day - Days::new(1), day + Days::new(1));
    let total = |from, until| found(&desk, Sought { from, until, ..Sought::default() }).total;

    assert_eq!(total(Some(day), Some(day)), 1, "both days are in it");
    assert_eq!(total(None, Some(before)), 0);
    assert_eq!(total(Some(after), None), 0);
}

#[test]
fn entry_is_found_by_a_code_or_a_name() {
    let (desk, gateway) = enrolled();
    let dossier = delivered(&desk, &gateway);
    let entry = found(&desk, Sought::default()).entries.remove(0);
    let code = entry.code.unwrap().to_string();
    let total = |query: &str| {
        let query = query.to_owned();
        found(&desk, Sought { query, ..Sought::default() }).total
    };

    assert_eq!(entry.dossier, dossier.dossier);
    assert_eq!(total(&code), 1);
    assert_eq!(total(entry.person.as_str()), 1);
    assert_eq!(total("Chẩu A Không Có"), 0);
}
