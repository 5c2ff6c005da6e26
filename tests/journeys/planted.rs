//! Nothing of a person is found in the data folder by somebody who has only the folder.

use std::fs;
use std::path::{Path, PathBuf};

use courier::Wanted;
use data_encoding::{BASE64, HEXLOWER, HEXUPPER};
use desk::papers::{self, Occasion, PaperForm, Size};
use desk::{handout, pages, withdrawals};
use domain::text::{Line, Prose};
use link::ports::Parcels;
use seal::hash::hash;
use serde_json::json;
use testkit::{
    TestDesk, TestDossier, a_birth_dossier, a_desk, a_form, a_gateway, a_jpeg, a_pdf, handed,
};
use unicode_normalization::UnicodeNormalization;
use wire::event::{Event, ResultLine};

use crate::enrolled::{does, event};
use crate::needles::Needles;

const MOTHER: &str = "Lò Thị Ngọc Đào";
const CHILD: &str = "Hoàng Ngọc Ánh";
const FILE_NAME: &str = "giấy chứng sinh của Đào.jpg";
const RESULT_NAME: &str = "giấy khai sinh Hoàng Ngọc Ánh.pdf";
const REASON: &str = "bà Đào còn thiếu giấy đăng ký kết hôn";

/// Everything that a thief would look for.
fn needles() -> Needles {
    let picture = a_jpeg(1);
    let pdf = a_pdf(2);
    Needles::default()
        .text(MOTHER)
        .text(CHILD)
        .text("Hoàng Văn Páo")
        .text("Bộ phận một cửa xã Thất Khê")
        .text(FILE_NAME)
        .text(RESULT_NAME)
        .text(REASON)
        .text("thôn Nà Kéo, xã Thất Khê")
        .text("020190000123")
        .text("0912 345 678")
        .text("0912345678")
        .text("1990-01-15")
        .bytes("the picture's beginning", &picture[..40])
        .bytes("the picture's middle", &picture[60..90])
        .bytes("the PDF's title", &pdf[pdf.len() / 2..][..60])
}

/// A desk on which everything has happened that leaves traces.
fn lived_in() -> TestDesk {
    lived_in_and_printed().0
}

/// The same, and the paper that another program still has open.
fn lived_in_and_printed() -> (TestDesk, PathBuf) {
    let desk = a_desk().opened();
    let mut form = a_form();
    form["request"] = json!("thôn Nà Kéo, xã Thất Khê");
    let mut dossier = a_birth_dossier().with_form(form.clone()).with_pages(2).begun(&desk);
    let named = pages::Handed { name: Line::new(FILE_NAME), ..handed(3, b"") };
    let bytes = a_jpeg(3);
    let handed = pages::Handed { bytes: &bytes, ..named };
    pages::attach(&desk, desk.actor(), dossier.dossier, handed).unwrap();
    dossier.save(&desk, form);
    dossier.submit(&desk);
    let paper = print(&desk, &dossier);
    come_back(&desk, &dossier);
    let thrown_away = a_birth_dossier().with_pages(1).begun(&desk);
    desk::drafts::discard(&desk, desk.actor(), thrown_away.dossier).unwrap();
    (desk, paper)
}

/// The resident's paper is handed to the machine's own program.
fn print(desk: &TestDesk, dossier: &TestDossier) -> PathBuf {
    let (form, size) = (PaperForm::Receipt, Size::A4);
    let made = papers::make(desk, dossier.dossier, form, size, Occasion::Printing).unwrap();
    let path = handout::put(desk, &made.name, &made.bytes).unwrap();
    papers::printed(desk, desk.actor(), dossier.dossier, form, size, &made).unwrap();
    path
}

/// The dossier goes to the gateway, and the agency's answer comes back with a result.
fn come_back(desk: &TestDesk, dossier: &TestDossier) {
    let gateway = a_gateway();
    gateway.enrol(desk, desk.actor()).unwrap();
    let result = a_pdf(2);
    let line = ResultLine {
        name: Line::new(RESULT_NAME),
        media: "application/pdf".to_owned(),
        size: result.len() as u64,
        sha256: hash(&result),
    };
    let told = Event {
        reason: Some(Prose::new(REASON)),
        result: Some(line.clone()),
        ..event(&gateway, 1, dossier, "5")
    };
    does(desk, &gateway.receives_all(desk));
    does(desk, &[gateway.tells(vec![told])]);
    let wanted = Wanted { dossier: dossier.dossier, line };
    desk.delivery().keep_result(&wanted, 0, &mut &result[..]).unwrap();
    withdrawals::withdraw(desk, desk.actor(), dossier.dossier).unwrap();
}

#[test]
#[cfg_attr(windows, ignore = "it reads papers with pdftotext, which is no Windows program")]
fn nothing_planted_is_found_in_the_data_folder() {
    let needles = needles();
    let (desk, paper) = lived_in_and_printed();

    let while_open = needles.found_in(desk.root());
    // The one exception, while a viewer shows it; and the proof that the search can read a paper.
    let on_the_paper = format!("{}: {MOTHER:?} as it is, to be read on a PDF", file_name(&paper));
    assert!(while_open.contains(&on_the_paper), "{while_open:?}");
    let is_elsewhere = |found: &&String| !found.starts_with(file_name(&paper));
    let elsewhere: Vec<_> = while_open.iter().filter(is_elsewhere).collect();
    assert_eq!(elsewhere, Vec::<&String>::new(), "with the log beside the database");
    let secret = desk.recovery();
    let closed = desk.closed();

    assert_eq!(
        needles.found_in(closed.root()),
        Vec::<String>::new(),
        "after the program has ended"
    );
    let text = secret.text();
    let card = Needles::default().text(&text).text(&text.replace('-', ""));
    assert_eq!(card.found_in(closed.root()), Vec::<String>::new(), "nor the recovery secret");
    println!("{} disguises were looked for", needles.count());
}

/// Plants bytes between others in a file and looks for them.
fn is_found(needles: &Needles, planted: &[u8]) -> bool {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("deep")).unwrap();
    let file = [&[0xa5; 77], planted, &[0x5a; 13]].concat();
    fs::write(home.path().join("deep/page.age"), file).unwrap();
    needles.found_in(home.path()).iter().any(|found| found.starts_with("page.age: "))
}

#[test]
fn search_finds_what_is_planted_in_any_disguise() {
    let needles = needles();
    let utf16 = |to_bytes: fn(u16) -> [u8; 2]| MOTHER.encode_utf16().flat_map(to_bytes).collect();
    let disguises: [(&str, Vec<u8>); 9] = [
        ("UTF-8", MOTHER.into()),
        ("NFD", MOTHER.nfd().collect::<String>().into()),
        ("without marks", b"lo thi ngoc dao".to_vec()),
        ("capitals", MOTHER.to_uppercase().into()),
        ("small letters", MOTHER.to_lowercase().into()),
        ("UTF-16LE", utf16(u16::to_le_bytes)),
        ("UTF-16BE", utf16(u16::to_be_bytes)),
        ("hex", HEXLOWER.encode(MOTHER.as_bytes()).into()),
        ("HEX", HEXUPPER.encode(MOTHER.as_bytes()).into()),
    ];
    for (disguise, planted) in disguises {
        assert!(is_found(&needles, &planted), "{disguise}");
    }
    for number in ["020190000123", "0912345678"] {
        assert!(is_found(&needles, number.as_bytes()), "{number}");
    }
    assert!(!is_found(&needles, b"nothing of anybody"), "and nothing where nothing is");
}

#[test]
fn search_finds_base64_at_every_alignment() {
    let needles = needles();
    let picture = a_jpeg(1);
    for shift in 0..6 {
        let name = BASE64.encode(format!("{}{MOTHER} và con", "x".repeat(shift)).as_bytes());
        let bytes = BASE64.encode(&[&vec![7; shift][..], &picture].concat());

        assert!(is_found(&needles, name.as_bytes()), "a name behind {shift} bytes");
        assert!(is_found(&needles, bytes.as_bytes()), "a picture behind {shift} bytes");
    }
}

#[test]
fn search_finds_file_names_and_packed_files() {
    let needles = needles();
    let look = |name: &str, bytes: &[u8]| {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join(name), bytes).unwrap();
        needles.found_in(home.path())
    };

    assert!(!look(&format!("{MOTHER}.age"), b"sealed").is_empty(), "a name of a file");
    assert_eq!(look("copy", b"\x1f\x8b\x08 packed"), ["copy: gzip"]);
    assert_eq!(look("copy", b"PK\x03\x04 packed"), ["copy: zip"]);
}

#[test]
fn search_finds_what_an_unsealed_desk_would_hold() {
    let desk = lived_in();
    let closed = desk.closed();
    let plain = closed.root().join("desk.txt");
    fs::write(&plain, a_form().to_string()).unwrap();

    let found = needles().found_in(closed.root());

    assert!(found.iter().any(|found| found.contains(MOTHER)), "{found:?}");
    assert!(found.iter().all(|found| found.starts_with(file_name(&plain))), "only there");
}

fn file_name(path: &Path) -> &str {
    path.file_name().unwrap().to_str().unwrap()
}
