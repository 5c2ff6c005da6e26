use super::*;
use crate::testing::{Filled, a_person, a_store, attach, begin, change, erase};

/// Dossiers in which a paper of this one is, too, as the numbers under which they were begun.
fn others(filled: &Filled, except: DossierId) -> Vec<Vec<DossierId>> {
    let among = Among { except, since: NaiveDate::from_ymd_opt(2026, 11, 1).unwrap() };
    let found = filled.store.look(|view| with_a_file(view, among)).unwrap();
    let mut pages: Vec<_> = found.iter().map(|(page, _)| *page).collect();
    pages.sort();
    pages.dedup();
    let of_page = |page| found.iter().filter(move |one| one.0 == page);
    pages.into_iter().map(|page| of_page(page).map(|one| one.1.dossier).collect()).collect()
}

/// Each dossier has the same printed form in it; one older one has this person's own paper.
#[test]
fn paper_in_the_wrong_dossier_is_found_beside_a_blank_form_that_is_in_all() {
    const BLANK: u8 = 1;
    const OWN: u8 = 2;
    let filled = a_store();
    let (mut wrong, mut mine) = (None, None);
    change(&filled, |tx| {
        let dossier = begin(tx, 1, &a_person("Vi Văn Páo", Some("020090000111")))?;
        attach(tx, 1, dossier, OWN)?;
        wrong = Some(dossier);
        for n in 2..=2 + MOST_WITH_A_FILE {
            let other = begin(tx, n, &a_person("Lò Thị Mận", Some("020190000222")))?;
            attach(tx, n, other, BLANK)?;
        }
        let dossier = begin(tx, 1_000, &a_person("Lò Thị Đào", Some("020190000123")))?;
        attach(tx, 1_000, dossier, BLANK)?;
        attach(tx, 1_001, dossier, OWN)?;
        mine = Some(dossier);
        Ok(())
    });

    let found = others(&filled, mine.unwrap());

    assert_eq!(found.len(), 2, "both papers are elsewhere");
    assert_eq!(found[0].len(), 50, "no more are looked at");
    assert_eq!(found[1], [wrong.unwrap()]);
}

#[test]
fn erased_dossier_is_no_double() {
    let filled = a_store();
    let person = a_person("Lò Thị Đào", Some("020190000123"));
    let mut mine = None;
    change(&filled, |tx| {
        for n in 1..=2 {
            let dossier = begin(tx, n, &person)?;
            attach(tx, n, dossier, 1)?;
            mine = Some(dossier);
        }
        Ok(())
    });
    let mine = mine.unwrap();
    let since = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
    let found = || {
        let among = Among { except: mine, since };
        let procedure = "1.001193".parse().unwrap();
        let of_hers = |view: &View<'_>| of_a_person(view, among, &procedure, &person);
        (filled.store.look(of_hers).unwrap().len(), others(&filled, mine).len())
    };
    assert_eq!(found(), (1, 1));

    change(&filled, |tx| erase(tx, 1));

    assert_eq!(found(), (0, 0), "neither by the person nor by the file");
}
