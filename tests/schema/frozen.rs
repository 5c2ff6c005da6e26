//! Migrations never change: databases in the field have seen them as they were.

use std::fs;
use std::path::{Path, PathBuf};

use seal::hash::hash;
use store::schema::{MIGRATIONS, VERSION};

const FROZEN: &str = include_str!("frozen.txt");

fn migrations() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/store/src/migrations")
}

/// The lines of `frozen.txt`, in the form of `sha256sum`.
fn frozen() -> Vec<(String, String)> {
    let line = |line: &str| {
        let (hash, file) = line.split_once("  ").expect("a hash, two spaces, a file");
        (file.to_owned(), hash.to_owned())
    };
    FROZEN.lines().map(line).collect()
}

#[test]
fn migration_is_as_it_was_frozen() {
    for (file, frozen) in frozen() {
        let text = fs::read(migrations().join(&file)).expect(&file);
        assert_eq!(
            hash(&text).to_string(),
            frozen,
            "{file} has changed. Once it is released, put it back and write the next migration. \
             Until then: cd crates/store/src/migrations && sha256sum *.sql > \
             ../../../../tests/schema/frozen.txt"
        );
    }
}

#[test]
fn every_migration_is_frozen_and_run_in_order() {
    let mut files: Vec<_> = fs::read_dir(migrations())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    let run: Vec<_> = MIGRATIONS.iter().map(|(name, _)| format!("{name}.sql")).collect();
    let frozen: Vec<_> = frozen().into_iter().map(|(file, _)| file).collect();

    assert_eq!(files, run, "left: the files, right: what the program runs");
    assert_eq!(files, frozen, "left: the files, right: tests/schema/frozen.txt");
    assert_eq!(usize::try_from(VERSION), Ok(run.len()), "the version counts the migrations");
    for (number, name) in (1..).zip(&run) {
        assert!(name.starts_with(&format!("{number:04}_")), "{name} is number {number}");
    }
}
