//! The three declarations as they are shipped, filled in as in their examples and not at all.

use std::borrow::Cow;
use std::path::Path;

use catalogue::{Case, Catalogue, Sheet, SheetBlock, sheet};
use domain::address::Units;
use domain::kinds::{Assistance, Channel, DeskKind};
use print::{Size, declaration};
use serde_json::{Value, json};

use crate::papers::{a_declaration, a_letterhead, at};
use crate::read_back::Printed;

pub const CODES: [&str; 3] = ["1.001193", "1.000656", "1.004873"];

fn asset(path: &str) -> Option<Vec<u8>> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets").join(path)).ok()
}

pub fn example(code: &str) -> Value {
    serde_json::from_slice(&asset(&format!("catalogue/examples/{code}.json")).unwrap()).unwrap()
}

/// The sheet of a procedure for a form.
pub fn shipped(code: &str, form: &Value) -> Sheet {
    let catalogue =
        Catalogue::read(&|path| asset(&format!("catalogue/{path}")).map(Cow::Owned)).unwrap();
    let units = Units::parse(&asset("catalogue/units/units.csv").unwrap()).unwrap();
    let case = Case {
        form,
        pages: &[],
        channel: Channel::Direct,
        assistance: Assistance::DoneFor,
        desk_kind: DeskKind::Authority,
        today: at(21, 0, 0).date(),
        units: &units,
    };
    let procedure = catalogue.procedure(&code.parse().unwrap()).unwrap();
    sheet(&catalogue, procedure, &case).unwrap()
}

/// Everything that a sheet says, in words without breaks.
fn said(sheet: &Sheet) -> Vec<String> {
    let of_block = |block: &SheetBlock| match block {
        SheetBlock::Heading(text) | SheetBlock::Prose(text) => vec![text.clone()],
        SheetBlock::Row(entries) => {
            let said = entries.iter().map(|entry| (&entry.label, entry.value.as_ref()));
            said.flat_map(|(label, value)| Some(label).into_iter().chain(value).cloned()).collect()
        }
        SheetBlock::Table(table) => {
            let labels = table.columns.iter().map(|column| &column.label);
            labels.chain(table.rows.iter().flatten().flatten()).cloned().collect()
        }
    };
    let said = sheet.blocks.iter().flat_map(of_block);
    said.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn shipped_declaration_gives_back_all_that_it_says() {
    let letterhead = a_letterhead();
    for code in CODES {
        for form in [example(code), json!({})] {
            let sheet = shipped(code, &form);
            for size in [Size::A4, Size::A5] {
                let pdf = declaration(&a_declaration(&sheet, &letterhead), size).unwrap();
                let text = Printed::new(&pdf).text();

                assert!(pdf.pages <= 2, "{code}, {size}: {} pages", pdf.pages);
                for part in said(&sheet) {
                    assert!(text.contains(&part), "{code}, {size}: {part} is not in {text}");
                }
            }
        }
    }
}

#[test]
fn shipped_declaration_has_one_page_on_a_large_sheet() {
    let letterhead = a_letterhead();
    for code in CODES {
        let sheet = shipped(code, &example(code));

        let pdf = declaration(&a_declaration(&sheet, &letterhead), Size::A4).unwrap();

        assert_eq!(pdf.pages, 1, "{code}");
    }
}
