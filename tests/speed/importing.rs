//! Reading a province's list of 2,600 procedures, packing it, and opening the package again, each
//! against the least that anybody could do with the same bytes. The list is not part of the project:
//! where it is missing, nothing is measured, and that is said.

use std::fmt::Write;
use std::path::PathBuf;

use catalogue::listed::{Export, import};
use catalogue::package::{Package, PackageFiles, with_list};
use catalogue::{Catalogue, shipped};
use domain::moment::Millis;

use crate::pairs::{compare, heading};

/// A province's list.
const MANY: usize = 2_600;

/// The three files of an export.
struct Files {
    procedures: Vec<u8>,
    documents: Vec<u8>,
    details: Vec<u8>,
}

/// Prints how long importing, packing, opening and starting take.
pub fn imports() {
    let Some(list) = a_list() else {
        println!("\nimporting a list: NOT MEASURED, the list is not beside the project");
        return;
    };
    println!();
    heading();
    let export = || Export {
        procedures: &list.procedures,
        documents: &list.documents,
        details: Some(&list.details),
    };
    compare(
        "import a list of 2,600",
        "split its rows",
        10,
        || drop(std::hint::black_box(import(&export(), "").unwrap())),
        || {
            std::hint::black_box([&list.procedures, &list.documents].map(|file| rows(file)));
        },
    );
    let imported = import(&export(), "").unwrap();
    let files = with(&imported.file().unwrap());
    compare(
        "make a package of it",
        "read its files as JSON",
        10,
        || drop(std::hint::black_box(Package::of(files.clone(), Millis::new(0)).unwrap())),
        || json(&files),
    );
    let bytes = Package::of(files.clone(), Millis::new(0)).unwrap().bytes().unwrap();
    compare(
        "start with it: open and read",
        "read its files as JSON",
        10,
        || {
            let catalogue = Package::open_trusted(&bytes).unwrap().catalogue().unwrap();
            drop(std::hint::black_box(catalogue));
        },
        || json(&files),
    );
    compare(
        "start with the program's own",
        "read its files as JSON",
        10,
        || drop(std::hint::black_box(shipped::catalogue().unwrap())),
        || json(&own()),
    );
    let procedures = read(&files).procedures().count();
    let unpacked: usize = files.values().map(Vec::len).sum();
    println!(
        "{procedures} procedures: {:.1} MB of files, {:.2} MB as a package",
        megabytes(unpacked),
        megabytes(bytes.len())
    );
}

#[expect(clippy::cast_precision_loss, reason = "no file is that long")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

fn rows(file: &[u8]) -> usize {
    csv::Reader::from_reader(file).records().map(Result::unwrap).map(|row| row.len()).sum()
}

fn json(files: &PackageFiles) {
    // The list of units is no JSON.
    for (_, bytes) in files.iter().filter(|(path, _)| path.ends_with(".json")) {
        std::hint::black_box(serde_json::from_slice::<serde_json::Value>(bytes).unwrap());
    }
}

fn own() -> PackageFiles {
    shipped::FILES.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect()
}

fn with(list: &[u8]) -> PackageFiles {
    with_list(own(), list.to_vec(), "2027.01.01".parse().unwrap()).unwrap()
}

fn read(files: &PackageFiles) -> Catalogue {
    Catalogue::read(&|path| files.get(path).map(|bytes| bytes.as_slice().into())).unwrap()
}

/// The real list, repeated under other codes and names until there are so many procedures.
fn a_list() -> Option<Files> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/domain/data");
    let bytes = |name: &str| std::fs::read(folder.join(name)).ok();
    let procedures = repeated(&bytes("procedures.csv")?, true);
    let documents = repeated(&bytes("procedure_documents.csv")?, false);
    Some(Files { procedures, documents, details: bytes("procedure_details.json")? })
}

fn repeated(file: &[u8], is_named: bool) -> Vec<u8> {
    let mut reader = csv::Reader::from_reader(file);
    let headings = reader.headers().unwrap().clone();
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&headings).unwrap();
    for round in 0..MANY.div_ceil(438) {
        for row in &rows {
            let mut cells: Vec<String> = row.iter().map(str::to_owned).collect();
            if round > 0 {
                write!(cells[0], ".X{round}").unwrap();
                if is_named {
                    write!(cells[1], " (nhóm {round})").unwrap();
                }
            }
            writer.write_record(&cells).unwrap();
        }
    }
    writer.into_inner().unwrap()
}
