//! What stands at the head of the desk's papers, and on which sheet they are printed.

use std::collections::BTreeMap;

use domain::kinds::DeskKind;
use domain::text::Line;
pub use print::{Letterhead, Size};

use crate::error::DeskError;
use crate::preferences;
use crate::session::Desk;

/// Longest text of a field, in characters.
pub const LONGEST: usize = 200;

/// Under which name the size of the sheet is kept.
pub const PAPER: &str = "paper";

/// Each field with the name under which it is kept.
fn fields(letterhead: &mut Letterhead) -> [(&'static str, &mut String); 7] {
    let Letterhead { superior, agency, place, address, phone, lookup, addressed } = letterhead;
    [
        ("letterhead.superior", superior),
        ("letterhead.agency", agency),
        ("letterhead.place", place),
        ("letterhead.address", address),
        ("letterhead.phone", phone),
        ("letterhead.lookup", lookup),
        ("letterhead.addressed", addressed),
    ]
}

/// The letterhead as it was written down; what nobody wrote is empty.
pub fn get(desk: &Desk) -> Result<Letterhead, DeskError> {
    let kept = preferences::all(desk)?;
    let mut letterhead = Letterhead::default();
    for (name, field) in fields(&mut letterhead) {
        field.push_str(kept.get(name).map_or("", String::as_str));
    }
    Ok(letterhead)
}

/// Keeps the letterhead, each field as one clean line, and gives it as it is kept.
///
/// # Errors
/// `LetterheadTooLong`; nothing is kept then.
pub fn keep(desk: &Desk, mut letterhead: Letterhead) -> Result<Letterhead, DeskError> {
    for (_, field) in fields(&mut letterhead) {
        *field = Line::new(field).to_string();
        if field.chars().count() > LONGEST {
            return Err(DeskError::LetterheadTooLong { most: LONGEST });
        }
    }
    let kept = fields(&mut letterhead).map(|(name, field)| (name, field.as_str()));
    preferences::keep(desk, kept)?;
    Ok(letterhead)
}

/// The sheet on which this desk prints.
pub fn size(desk: &Desk) -> Result<Size, DeskError> {
    Ok(chosen_size(&preferences::all(desk)?, desk.row().kind))
}

/// The sheet that was chosen, else the usual one of this kind of desk.
pub fn chosen_size(chosen: &BTreeMap<String, String>, kind: DeskKind) -> Size {
    let chosen = chosen.get(PAPER).and_then(|word| word.parse().ok());
    chosen.unwrap_or(match kind {
        DeskKind::Authority => Size::A4,
        DeskKind::Volunteer | DeskKind::Post => Size::A5,
    })
}
