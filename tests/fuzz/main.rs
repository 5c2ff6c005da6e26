//! The corpus of the fuzzing, replayed as plain tests, and what keeps the targets honest: how far the
//! corpus gets, that each property would notice, and that no planted crash lies in what is committed.
//! README.md beside this file says how to fuzz and how to add a target.

mod targets;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use domain::card::Order;
use targets::archive::Archive;
use targets::mutation::{Kind, of_card, of_parts};
use targets::{card, definition, form, package, picture, planted};

/// The largest file of the corpus, in bytes.
const LARGEST: usize = 64 * 1024;

/// How many changed inputs a plain test tries, beside the corpus itself.
const CHANGES: u32 = 40;

/// The files of one target's corpus, in order of name.
fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let listing = std::fs::read_dir(&folder).unwrap();
    let mut paths: Vec<PathBuf> = listing.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let named = paths.iter().map(|path| {
        let name = path.file_name().unwrap().to_str().unwrap();
        (format!("{target}/{name}"), std::fs::read(path).unwrap())
    });
    named.collect()
}

/// Stands in for the engine's blind mutation: turns one bit, or cuts something off.
fn a_little(bytes: &[u8], seed: u32) -> Vec<u8> {
    let mut changed = bytes.to_vec();
    let at = seed as usize % (bytes.len() + 1);
    match changed.get_mut(at) {
        Some(byte) => *byte ^= 1 << (seed % 8),
        None => changed.truncate(at / 2),
    }
    changed
}

#[test]
fn corpus_is_replayed_through_the_reader_of_packages() {
    let mut words = BTreeSet::new();
    let mut taken = 0;

    for (name, input) in corpus("package") {
        let outcome = package::run(&input);
        assert!(!planted::in_package(&outcome), "{name} is a planted crash");
        match outcome {
            package::Outcome::Refused(fault) => drop(words.insert(fault.code())),
            package::Outcome::Taken(_) => taken += 1,
        }
    }

    assert!(taken >= 5, "{taken} of the corpus are packages");
    let all = [
        "package-newer",
        "package-not-one",
        "package-cut-off",
        "package-path",
        "package-too-big",
        "package-unreadable",
    ];
    assert!(all.iter().all(|word| words.contains(word)), "{words:?}");
}

#[test]
fn corpus_is_replayed_through_the_reader_of_cards() {
    let (mut words, mut orders, mut homes) = (BTreeSet::new(), Vec::new(), 0);

    for (name, input) in corpus("card") {
        let seen = card::run(&input);
        assert!(!planted::in_card(&seen), "{name} is a planted crash");
        match seen {
            Ok(seen) => {
                orders.push(seen.card.order);
                homes += usize::from(seen.home.is_some_and(|home| home.was.is_some()));
            }
            Err(reason) => drop(words.insert(reason.code())),
        }
    }

    assert!(orders.contains(&Order::Known) && orders.contains(&Order::ByShape));
    assert!(homes > 0, "an address of before July 2025 is among them");
    assert_eq!(words.len(), 13, "every reason why a text is no card: {words:?}");
}

#[test]
fn corpus_is_replayed_through_the_evaluator_of_forms() {
    let (mut whole, mut refused, mut tables) = (0, 0, 0);

    for (name, input) in corpus("form") {
        let outcome = form::run(&input);
        assert!(!planted::in_form(&outcome), "{name} is a planted crash");
        match outcome {
            form::Outcome::Refused => refused += 1,
            form::Outcome::Laid(laid) => {
                whole += usize::from(laid.form.missing.is_empty());
                tables += usize::from(laid.has_a_table());
            }
        }
    }

    assert!(whole > 0 && refused > 0 && tables > 0, "{whole} {refused} {tables}");
}

#[test]
fn corpus_is_replayed_through_the_reader_of_pictures() {
    let (mut words, mut kinds) = (BTreeSet::new(), Vec::new());

    for (name, input) in corpus("picture") {
        let seen = picture::run(&input);
        assert!(!planted::in_picture(&seen), "{name} is a planted crash");
        match seen {
            Ok(seen) => kinds.push(seen.kind),
            Err(refusal) => drop(words.insert(refusal.code())),
        }
    }

    let all = [imaging::Kind::Jpeg, imaging::Kind::Png, imaging::Kind::Tiff, imaging::Kind::WebP];
    assert!(all.iter().all(|kind| kinds.contains(kind)), "{kinds:?}");
    assert!(kinds.contains(&imaging::Kind::Bmp));
    // No small file is too big.
    assert_eq!(words.len(), imaging::Refusal::ALL.len() - 1, "{words:?}");
}

#[test]
fn what_is_nested_too_deeply_or_repeats_in_itself_is_refused() {
    for name in ["nested-too-deep", "list-in-a-list", "expression-too-deep", "expression-too-long"]
    {
        let input = corpus("form").into_iter().find(|(file, _)| *file == format!("form/{name}"));

        let outcome = form::run(&input.unwrap().1);

        assert!(matches!(outcome, form::Outcome::Refused), "{name} was taken");
    }
}

#[test]
fn corpus_holds_small_files_with_names_that_every_system_can_write() {
    for (name, input) in ["package", "card", "form", "picture"].into_iter().flat_map(corpus) {
        let is_sign = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-/".contains(c);
        assert!(name.chars().all(is_sign), "{name}");
        let is_the_engines = name.len() > 40 && !name.contains('-');
        assert!(!is_the_engines, "{name} was left by a run; what is kept says what it is");
        assert!(input.len() <= LARGEST, "{name} has {} bytes", input.len());
    }
}

#[test]
fn small_package_is_whole_and_its_form_has_everything_that_repeats() {
    let catalogue = definition::Definition::default().read().unwrap();
    let procedure = catalogue.procedure(&definition::CODE.parse().unwrap()).unwrap();

    assert!(procedure.has_form() && procedure.signed_as().is_some());
    assert!(catalogue.procedures().count() > 2 && catalogue.amendment(procedure).is_some());
}

#[test]
fn archive_is_the_same_when_it_is_written_again() {
    for (name, input) in corpus("form").into_iter().chain(corpus("package")) {
        let archive = Archive::read(&input);
        let again = Archive::read(&archive.bytes());
        assert_eq!(again.parts, archive.parts, "{name}");
    }
}

#[test]
fn changed_inputs_keep_the_properties_too() {
    for seed in 0..CHANGES {
        for (target, kind) in [("package", Kind::Package), ("form", Kind::Form)] {
            let files = corpus(target);
            let (_, input) = &files[seed as usize % files.len()];
            let mut blind = |bytes: &[u8], _| a_little(bytes, seed);
            let changed = of_parts(kind, input, LARGEST, seed, &mut blind);
            match kind {
                Kind::Package => drop(package::run(&changed)),
                Kind::Form => drop(form::run(&changed)),
            }
        }
        let files = corpus("card");
        let (_, input) = &files[seed as usize % files.len()];
        let mut blind = |bytes: &[u8], _| a_little(bytes, seed);
        drop(card::run(&of_card(input, LARGEST, seed, &mut blind)));
        for (_, input) in corpus("picture") {
            drop(picture::run(&a_little(&input, seed.wrapping_mul(31))));
        }
    }
}

#[test]
fn mutation_is_the_same_for_the_same_seed() {
    for (_, input) in corpus("form") {
        let change = |seed: u32| {
            let mut blind = |bytes: &[u8], _| a_little(bytes, seed);
            of_parts(Kind::Form, &input, LARGEST, seed, &mut blind)
        };
        assert_eq!(change(7), change(7));
    }
}
