//! Pages as pictures: nothing outside, nothing on top of something else, heads said again.

use print::{Pdf, Receipt, Size, declaration, receipt};

use crate::papers::{
    a_bare, a_declaration, a_letterhead, a_long, a_note, a_receipt, a_reprint, a_sheet, long_title,
};
use crate::read_back::Printed;

const SIZES: [Size; 2] = [Size::A4, Size::A5];
/// No printer of an office prints nearer to the edge: 5 mm, in points.
const EDGE: usize = 14;
/// One page with all three faces.
const LARGEST_PAGE: usize = 32_000;

fn long_note(papers: usize) -> Receipt {
    let (note, long) = (a_note(), a_long(&long_title(), papers));
    Receipt { is_authority: false, letterhead: note.letterhead, desk: note.desk, ..long }
}

/// Every form in both sizes, ordinary and hard.
fn all() -> Vec<(String, Pdf)> {
    let receipts = [
        ("receipt", a_receipt()),
        ("reprint", a_reprint()),
        ("bare", a_bare()),
        ("long", a_long(&long_title(), 1)),
        ("many papers", a_long(&long_title(), 40)),
        ("many papers, short title", a_long("Đăng ký khai tử", 40)),
        ("note", a_note()),
        ("long note", long_note(40)),
    ];
    let mut all = vec![];
    for size in SIZES {
        let made = receipts.iter().map(|(name, paper)| (name, receipt(paper, size).unwrap()));
        all.extend(made.map(|(name, pdf)| (format!("{name}, {size}"), pdf)));
        for children in [1, 6] {
            let (sheet, letterhead) = (a_sheet(children), a_letterhead());
            let pdf = declaration(&a_declaration(&sheet, &letterhead), size).unwrap();
            all.push((format!("declaration {children}, {size}"), pdf));
        }
    }
    all
}

#[test]
fn usual_dossier_has_one_page_and_a_small_file() {
    for size in SIZES {
        for paper in [a_receipt(), a_reprint(), a_note(), a_bare()] {
            let pdf = receipt(&paper, size).unwrap();

            assert_eq!(pdf.pages, 1, "{size}");
            assert!(pdf.bytes.len() < LARGEST_PAGE, "{} bytes", pdf.bytes.len());
        }
    }
}

#[test]
fn page_has_white_edges_whatever_stands_on_it() {
    for (name, pdf) in all() {
        let pictures = Printed::new(&pdf).pictures();

        assert_eq!(pictures.len(), pdf.pages, "{name}");
        for (index, picture) in pictures.iter().enumerate() {
            assert!(picture.has_white_edges(EDGE), "{name}, page {}", index + 1);
        }
    }
}

#[test]
fn no_word_stands_on_another() {
    for (name, pdf) in all() {
        let words = Printed::new(&pdf).words();

        assert!(words.len() > 50, "{name}");
        for (index, word) in words.iter().enumerate() {
            let covered = words[index + 1..].iter().find(|other| word.covers(other));
            let covered = covered.map(|other| &other.text);
            assert!(covered.is_none(), "{name}: {} and {covered:?}", word.text);
        }
    }
}

#[test]
fn head_of_the_table_is_said_again_when_it_runs_over_pages() {
    for size in SIZES {
        let printed = Printed::new(&receipt(&a_long(&long_title(), 40), size).unwrap());

        assert!(printed.pages > 2);
        for page in 1..=printed.pages {
            let said = printed.text_of(page, page);
            let has_rows = said.contains("Giấy tờ thứ");
            assert_eq!(said.contains("Bản photo"), has_rows, "{size}, page {page}");
            assert!(said.contains(&format!("Trang {page}/{}", printed.pages)), "{size}: {said}");
        }
        let last = printed.text_of(printed.pages, printed.pages);
        assert!(last.contains("6. Đăng ký nhận kết quả") && last.contains("NGƯỜI NỘP HỒ SƠ"));
    }
}

#[test]
fn page_is_not_numbered_when_it_is_the_only_one() {
    let said = Printed::new(&receipt(&a_receipt(), Size::A5).unwrap()).text();

    assert!(!said.contains("Trang 1/1"));
}

#[test]
fn same_paper_gives_the_same_bytes() {
    let twice = [all(), all()];

    for ((name, first), (_, second)) in twice[0].iter().zip(&twice[1]) {
        assert!(first.bytes == second.bytes, "{name}");
    }
}
