//! Lists of people on a declaration: numbered rows, some of them left to the hand.

use catalogue::{Sheet, SheetBlock, SheetColumn, SheetTable};
use print::{Size, declaration};

use crate::papers::{a_declaration, a_letterhead, a_sheet};
use crate::read_back::{Printed, Word};

const LONG_WORD: &str = "Nghiêngnghiêngnghiêngnghiêng";
const HEAD: &str = "TT Họ, chữ đệm và tên Ngày sinh Quan hệ với chủ hộ";

fn column(label: &str, width: u16) -> SheetColumn {
    SheetColumn { label: label.to_owned(), width }
}

fn person(name: &str) -> Vec<Option<String>> {
    [name, "05/03/1990", "Con"].map(|cell| Some(cell.to_owned())).to_vec()
}

/// A declaration with these rows before its last words.
fn printed(rows: Vec<Vec<Option<String>>>, size: Size) -> Printed {
    let columns = vec![
        column("Họ, chữ đệm và tên", 3),
        column("Ngày sinh", 2),
        column("Quan hệ với chủ hộ", 2),
    ];
    let table = SheetBlock::Table(SheetTable { columns, is_numbered: true, rows });
    let mut sheet: Sheet = a_sheet(1);
    sheet.blocks.insert(sheet.blocks.len() - 1, table);
    let letterhead = a_letterhead();
    Printed::new(&declaration(&a_declaration(&sheet, &letterhead), size).unwrap())
}

fn word<'w>(words: &'w [Word], text: &str) -> &'w Word {
    words.iter().rfind(|word| word.text == text).unwrap_or_else(|| panic!("{text} is not there"))
}

#[test]
fn each_row_is_printed_and_the_head_stands_above_them_on_each_page() {
    let rows: Vec<_> = (1..=60).map(|n| person(&format!("Vi Văn Páo {n}e"))).collect();
    for size in [Size::A4, Size::A5] {
        let printed = printed(rows.clone(), size);

        let said = printed.text();
        for n in 1..=60 {
            let row = format!("{n} Vi Văn Páo {n}e 05/03/1990 Con");
            assert!(said.contains(&row), "{size}: {row}");
        }
        let pages: Vec<_> = (1..=printed.pages).map(|page| printed.text_of(page, page)).collect();
        let with_rows = pages.iter().filter(|page| page.contains("Vi Văn Páo"));
        assert!(with_rows.clone().count() > 1, "{size}: the table runs over pages");
        assert!(with_rows.into_iter().all(|page| page.contains(HEAD)), "{size}: {pages:?}");
    }
}

#[test]
fn long_name_wraps_within_its_cell() {
    for size in [Size::A4, Size::A5] {
        let printed =
            printed(vec![person(&format!("Nông Ngọc Ánh Dương Yến Nhi {LONG_WORD}"))], size);

        let words = printed.words();
        let (birth, relation) = (word(&words, "05/03/1990"), word(&words, "Con"));
        let number = word(&words, "TT");
        let is_outside = |text: &&str| {
            let here = word(&words, text);
            here.left < number.right || here.right > birth.left || here.top + 1.0 < birth.top
        };
        let parts = ["Nông", "Dương", "Yến", LONG_WORD];
        let outside: Vec<_> = parts.into_iter().filter(is_outside).collect();
        assert!(outside.is_empty(), "{size}: {outside:?}");
        assert!(
            word(&words, LONG_WORD).top > word(&words, "Nông").bottom,
            "{size}: on its own line"
        );
        assert!(birth.right < relation.left, "{size}");
        let covering = words.iter().enumerate().find_map(|(place, one)| {
            words.iter().skip(place + 1).find(|other| one.covers(other)).map(|other| (one, other))
        });
        assert!(covering.is_none(), "{size}: {covering:?}");
    }
}

#[test]
fn empty_rows_leave_room_for_the_hand() {
    for (size, room) in [(Size::A4, 22.0), (Size::A5, 17.0)] {
        let printed = printed(vec![person("Vi Văn Páo"), vec![None; 3], vec![None; 3]], size);

        assert!(printed.text().contains(&format!("{HEAD} 1 Vi Văn Páo 05/03/1990 Con 2 3")));
        let words = printed.words();
        let birth = word(&words, "05/03/1990");
        let below = |text: &str| {
            let mut found =
                words.iter().filter(|word| word.page == birth.page && word.text == text);
            found.find(|word| word.top > birth.top && word.right < birth.left).unwrap().top
        };
        assert!(below("3") - below("2") >= room, "{size}: {}", below("3") - below("2"));
    }
}
