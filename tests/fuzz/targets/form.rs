//! The evaluator of forms: a definition out of a package, and a form that was filled in at the desk.
//!
//! An input is an [`Archive`]: `filled` is the form as JSON, `case` names the circumstances in words, and
//! `procedure` a code. With `shipped` the procedure is one of the program's own; otherwise it is one of
//! the small package, of which any other part replaces a file.

use std::borrow::Cow;
use std::sync::LazyLock;

use catalogue::{
    Case, Catalogue, Form, Procedure, Sheet, SheetBlock, check, sheet, shipped, view, warnings,
};
use chrono::NaiveDate;
use domain::gap::Gap;
use domain::intake;
use domain::kinds::{Assistance, Channel, DeskKind};
use domain::procedure::ComponentId;
use serde_json::Value;

use super::archive::Archive;
use super::definition::{self, Definition};
use super::gaps::{MARK, Places, say_nothing_typed, stand_somewhere};
use super::json::{texts_under, without_blanks};
use super::{UNITS, today};

/// How deep an expression may nest, and how long it may be.
const DEEPEST: usize = 32;
const LONGEST: usize = 2_000;

/// The most rows that a list may have.
const MOST_ROWS: usize = 60;

/// The names under which expressions stand.
const EXPRESSIONS: [&str; 9] =
    ["when", "shown", "required", "value", "offered", "birth", "sex", "count", "times"];

static SHIPPED: LazyLock<(Catalogue, Places)> = LazyLock::new(|| {
    let catalogue = shipped::catalogue().expect("the shipped catalogue is read");
    let files = shipped::FILES.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec()));
    (catalogue, Places::of(&Definition(files.collect())))
});

static SMALL: LazyLock<Places> = LazyLock::new(|| Places::of(&Definition::default()));

/// What a form says, and its sheet where it has one.
pub struct Laid {
    pub form: Form,
    pub sheet: Option<Sheet>,
}

impl Laid {
    /// Whether the sheet prints the rows of a list.
    pub fn has_a_table(&self) -> bool {
        let blocks = self.sheet.iter().flat_map(|sheet| &sheet.blocks);
        blocks.into_iter().any(|block| matches!(block, SheetBlock::Table(_)))
    }
}

/// What becomes of an input.
pub enum Outcome {
    /// It is no form, or its definition is refused.
    Refused,
    Laid(Box<Laid>),
}

/// Evaluates a form and states what must hold of what is said about it.
pub fn run(input: &[u8]) -> Outcome {
    let archive = Archive::read(input);
    let filled = archive.part("filled").unwrap_or(b"{}");
    let Ok(filled) = serde_json::from_slice::<Value>(filled) else { return Outcome::Refused };
    let circumstances = archive.text("case").unwrap_or_default();
    let code = archive.text("procedure").unwrap_or_else(|| definition::CODE.to_owned());
    if archive.part("shipped").is_some() {
        let (catalogue, places) = &*SHIPPED;
        return laid(catalogue, &code, places, &filled, &circumstances);
    }
    if !Definition::is_changed_by(&archive) {
        return laid(&definition::CATALOGUE, &code, &SMALL, &filled, &circumstances);
    }
    let definition = Definition::of(&archive);
    let Ok(catalogue) = definition.read() else { return Outcome::Refused };
    is_bounded(&definition, &catalogue);
    laid(&catalogue, &code, &Places::of(&definition), &filled, &circumstances)
}

/// A form in the circumstances that are named: channel, help, kind of desk, day, and papers.
pub fn case_of<'a>(filled: &'a Value, circumstances: &str) -> Case<'a> {
    let words = || circumstances.split_whitespace();
    let mut case = Case {
        form: filled,
        pages: &[],
        channel: words().find_map(|word| word.parse().ok()).unwrap_or(Channel::Direct),
        assistance: words().find_map(|word| word.parse().ok()).unwrap_or(Assistance::DoneFor),
        desk_kind: words().find_map(|word| word.parse().ok()).unwrap_or(DeskKind::Authority),
        today: today(),
        units: &UNITS,
    };
    // No desk stands before its own program was built, nor in a year of five digits.
    let is_a_day = |day: &NaiveDate| ("2000-01-01"..="9999-12-31").contains(&&*day.to_string());
    let day = words().find_map(|word| word.parse::<NaiveDate>().ok()).filter(is_a_day);
    case.today = day.unwrap_or(case.today);
    case
}

fn pages_of(circumstances: &str) -> Vec<ComponentId> {
    circumstances.split_whitespace().filter_map(|word| word.parse().ok()).collect()
}

/// A package that was read keeps to the bounds of its language.
fn is_bounded(definition: &Definition, catalogue: &Catalogue) {
    for (name, bytes) in &definition.0 {
        let is_read = name.starts_with("forms/") && name.ends_with(".layout.json");
        let Ok(file) = serde_json::from_slice::<Value>(bytes) else { continue };
        if !is_read || !is_of_the_package(definition, name) {
            continue;
        }
        for expression in texts_under(&file, &EXPRESSIONS) {
            let is_short = expression.len() <= LONGEST && depth(expression) <= DEEPEST;
            assert!(is_short || !is_an_expression(expression), "{name}: {expression}");
        }
        let paths = texts_under(&file, &["path"]);
        assert!(paths.iter().all(|path| path.matches('*').count() < 2), "{name}: a list in a list");
    }
    assert!(catalogue.lists().all(|list| catalogue.list(&list.name).is_some()));
}

/// Whether a layout is one that the package names, and not a file that nobody reads.
fn is_of_the_package(definition: &Definition, file: &str) -> bool {
    let Some(bytes) = definition.0.get("package.json") else { return false };
    let package: Value = serde_json::from_slice(bytes).unwrap_or_default();
    let forms = package.get("forms").and_then(Value::as_array).into_iter().flatten();
    let mut forms = forms.filter_map(Value::as_str).map(|name| format!("forms/{name}.layout.json"));
    forms.any(|form| form == file)
}

/// Values of choices stand under `value` too; they are no expressions.
fn is_an_expression(text: &str) -> bool {
    text.contains(['(', '=', '<', '>'])
}

/// How many brackets are open at once, outside of quotes.
fn depth(expression: &str) -> usize {
    let outside = expression.split('\'').step_by(2).flat_map(str::chars);
    let (mut now, mut most) = (0_usize, 0);
    for c in outside {
        match c {
            '(' => now += 1,
            ')' => now = now.saturating_sub(1),
            _ => {}
        }
        most = most.max(now);
    }
    most
}

fn laid(
    catalogue: &Catalogue,
    code: &str,
    places: &Places,
    filled: &Value,
    circumstances: &str,
) -> Outcome {
    let code = code.parse().ok();
    let Some(procedure) = code.and_then(|code| catalogue.procedure(&code)) else {
        return Outcome::Refused;
    };
    let pages = pages_of(circumstances);
    let case = Case { pages: &pages, ..case_of(filled, circumstances) };
    let gaps = check(catalogue, procedure, &case);
    let strange = warnings(catalogue, Some(procedure), &case);
    let form = view(catalogue, Some(procedure), &case);
    let sheet = sheet(catalogue, procedure, &case);
    is_stable(catalogue, procedure, &case, &gaps, &strange);
    agree(&form, &gaps, &strange, &case);
    for said in [&form.missing, &form.warnings] {
        stand_somewhere(said, filled, places, procedure);
        say_nothing_typed(said, filled, places);
    }
    is_laid_right(&form, &case);
    if let Some(sheet) = &sheet {
        is_a_sheet(sheet, procedure);
    }
    is_deaf_to_blanks(catalogue, procedure, &case, &gaps);
    Outcome::Laid(Box::new(Laid { form, sheet }))
}

/// Asked twice, the same is said.
fn is_stable(
    catalogue: &Catalogue,
    procedure: &Procedure,
    case: &Case<'_>,
    gaps: &[Gap],
    strange: &[Gap],
) {
    assert_eq!(check(catalogue, procedure, case), gaps);
    assert_eq!(warnings(catalogue, Some(procedure), case), strange);
}

/// The page and the check say the same, and the blocks count all of it.
fn agree(form: &Form, gaps: &[Gap], strange: &[Gap], case: &Case<'_>) {
    let common = intake::read(case.form, case.units).err().unwrap_or_default();
    assert_eq!(form.missing.len(), common.len() + gaps.len());
    assert!(form.missing.ends_with(gaps), "what keeps it here is shown");
    let places = |gaps: &[Gap]| gaps.iter().map(|gap| gap.path.clone()).collect::<Vec<_>>();
    assert_eq!(places(&form.missing[..common.len()]), places(&common), "common blocks first");
    assert!(gaps.iter().all(|gap| common.iter().all(|one| one.path != gap.path)), "once each");
    assert_eq!(form.warnings, strange);
    let counted: usize = form.blocks.iter().map(|block| block.missing).sum();
    assert_eq!(counted, form.missing.len(), "each gap stands in one block");
}

fn is_laid_right(form: &Form, case: &Case<'_>) {
    for group in form.blocks.iter().flat_map(|block| &block.groups) {
        if let Some(repeat) = &group.repeat {
            assert!(repeat.most <= MOST_ROWS && repeat.row.is_none_or(|row| row < repeat.most));
            assert!(repeat.row.is_none_or(|row| row < repeat.count), "a row that is not there");
        }
        for field in &group.fields {
            assert!(!field.path.contains("/*"), "{} is in no row", field.path);
            assert!(field.is_needed || !field.is_required, "{} is asked by nobody", field.path);
            let is_typed = case.form.pointer(&field.path).is_some();
            assert!(field.is_needed || is_typed, "{} is shown for nothing", field.path);
            let lists = field.list.is_none() || field.options.len() < 100;
            assert!(lists, "a long list is named and not shown");
        }
    }
}

fn is_a_sheet(sheet: &Sheet, procedure: &Procedure) {
    assert_eq!(Some(&sheet.signed_as), procedure.signed_as());
    assert!(sheet.signers.len() <= 2 && !sheet.title.trim().is_empty());
    for block in &sheet.blocks {
        if let SheetBlock::Table(table) = block {
            assert!(!table.rows.is_empty() && table.rows.len() <= MOST_ROWS);
            assert!(table.rows.iter().all(|row| row.len() == table.columns.len()));
            assert!(table.columns.iter().all(|column| column.width > 0));
        }
    }
    let said = format!("{:?}", sheet.signers);
    assert!(!said.contains(MARK) || sheet.signers.iter().any(|one| one.title.contains(MARK)));
}

/// What is blank is absent: it changes nothing of what is said.
fn is_deaf_to_blanks(catalogue: &Catalogue, procedure: &Procedure, case: &Case<'_>, gaps: &[Gap]) {
    let bare = Cow::<Value>::Owned(without_blanks(case.form));
    let bare = Case { form: &bare, ..*case };
    assert_eq!(check(catalogue, procedure, &bare), gaps, "nothing that is blank says anything");
}
