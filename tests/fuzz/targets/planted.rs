//! Crashes on purpose, one for each target, to prove that the fuzzing would find a real one.
//!
//! They stand behind the readers, in this wrapper alone, and look at what was *read*: no bytes of an
//! input bring one about unless a reader has made of them what is described here. No file of the corpus
//! does, which `tests/fuzz` holds true; the runner calls them only when it is built to be proved.

use catalogue::{SheetBlock, Widget};
use domain::card::home::Found;

use super::{card, form, package, picture};

/// A package was taken in which a procedure has two limits, and one of them goes by the calendar of an
/// office of its own.
pub fn in_package(outcome: &package::Outcome) -> bool {
    let package::Outcome::Taken(taken) = outcome else { return false };
    let mut procedures = taken.catalogue.procedures();
    procedures.any(|one| one.terms_said().count() > 1 && one.offices().next().is_some())
}

/// A card of somebody who was born on 29 February and lives in a commune that has been divided since.
pub fn in_card(seen: &Result<card::Seen, domain::card::NotACard>) -> bool {
    let Ok(seen) = seen else { return false };
    let born = seen.card.birth.as_ref().and_then(|birth| birth.as_full());
    let is_leap_day = born.is_some_and(|day| day.format("%d%m").to_string() == "2902");
    let home = seen.home.as_ref().map(|home| &home.commune);
    is_leap_day && matches!(home, Some(Found::Several { .. }))
}

/// A JPEG that states its dots per inch and is taller than wide, such as one that was turned upright: the
/// corpus has none that does either.
pub fn in_picture(seen: &Result<picture::Seen, imaging::Refusal>) -> bool {
    let Ok(seen) = seen else { return false };
    let mut leaves = seen.leaves.iter();
    let is_turned = |leaf: &imaging::Leaf| leaf.picture.height() > leaf.picture.width();
    seen.kind == imaging::Kind::Jpeg
        && leaves.any(|leaf| leaf.told_dpi.is_some() && is_turned(leaf))
}

/// A form whose list has a row beyond the second with a wrong day in it and with something that nobody
/// asks for there, and whose sheet prints that row.
pub fn in_form(outcome: &form::Outcome) -> bool {
    let form::Outcome::Laid(laid) = outcome else { return false };
    let groups = laid.form.blocks.iter().flat_map(|block| &block.groups);
    let mut later = groups.filter(|group| {
        let row = group.repeat.as_ref().and_then(|repeat| repeat.row);
        row.is_some_and(|row| row > 1)
    });
    let is_it = later.any(|group| {
        let mut fields = group.fields.iter();
        let is_wrong = fields.any(|field| field.widget == Widget::Date && field.wrong.is_some());
        is_wrong && group.fields.iter().any(|field| !field.is_needed)
    });
    let mut blocks = laid.sheet.iter().flat_map(|sheet| &sheet.blocks);
    is_it && blocks.any(|block| matches!(block, SheetBlock::Table(table) if table.rows.len() > 2))
}
