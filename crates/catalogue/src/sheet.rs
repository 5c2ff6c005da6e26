//! What a declaration says on paper, for the requester to read and to sign.

use std::fmt;

use domain::procedure::ComponentId;

use crate::case::Case;
use crate::catalogue::Catalogue;
use crate::check::holds;
use crate::layout::Layout;
use crate::procedure::Procedure;
use crate::sheet_plan::{BlockPlan, EntryPlan, Part, Piece, Sentence, SignsPlan, ValuePlan};
use crate::sheet_table::{SheetTable, table};
use crate::spelling::Spelling;

/// Room for a hand to write in, within a sentence.
const GAP: &str = "....................";

/// The declaration of a case as it is printed for signature. Papers are always Vietnamese.
#[derive(Clone, PartialEq, Eq)]
pub struct Sheet {
    /// What the form is called.
    pub title: String,
    /// The component as which the signed sheet comes back.
    pub signed_as: ComponentId,
    /// Kính gửi: to whom it is addressed, where that is not the desk's own agency.
    pub addressed: Option<String>,
    /// Who signs it, from left to right, two at most; empty: the requester.
    pub signers: Vec<SheetSigner>,
    /// What stands on it, from top to bottom.
    pub blocks: Vec<SheetBlock>,
}

/// Somebody who signs a sheet.
#[derive(Clone, PartialEq, Eq)]
pub struct SheetSigner {
    /// As what: BÊN NỮ.
    pub title: String,
    /// Their name, NFC; `None` is written by hand.
    pub name: Option<String>,
}

/// A part of a sheet.
#[derive(Clone, PartialEq, Eq)]
pub enum SheetBlock {
    /// A small bold heading.
    Heading(String),
    /// A paragraph, already filled in.
    Prose(String),
    /// Entries that share a line where they fit.
    Row(Vec<Entry>),
    /// The rows of a list.
    Table(SheetTable),
}

/// A label and what is said under it.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    /// What is asked.
    pub label: String,
    /// What was said, NFC, several lines only where several were typed; `None` is left dotted, to
    /// be filled in by hand.
    pub value: Option<String>,
    /// It is to be seen first, such as a person's name.
    pub is_strong: bool,
}

/// The sheet of a case, whatever is still missing in it; `None` where the procedure has none.
pub fn sheet(catalogue: &Catalogue, procedure: &Procedure, case: &Case<'_>) -> Option<Sheet> {
    let form = catalogue.form(procedure)?;
    let plan = form.sheet.as_ref()?;
    let spelling = Spelling::new(catalogue, &form.layout, case);
    let pen = Pen { layout: &form.layout, case, spelling };
    let shown = plan.blocks.iter().filter(|block| holds(block.shown.as_ref(), case));
    Some(Sheet {
        title: plan.title.clone(),
        signed_as: plan.signed_as.clone(),
        addressed: plan.addressed.clone(),
        signers: plan.signs.iter().map(|signs| pen.signer(signs)).collect(),
        blocks: shown.filter_map(|block| pen.block(block)).collect(),
    })
}

/// What a block looks at while it is written.
struct Pen<'a> {
    layout: &'a Layout,
    case: &'a Case<'a>,
    spelling: Spelling<'a>,
}

impl Pen<'_> {
    /// The block; nothing for a row or a table of which nothing is shown.
    fn block(&self, plan: &BlockPlan) -> Option<SheetBlock> {
        match &plan.part {
            Part::Heading(heading) => Some(SheetBlock::Heading(heading.clone())),
            Part::Prose(sentence) => Some(SheetBlock::Prose(self.sentence(sentence))),
            Part::Row(entries) => {
                let shown = entries.iter().filter(|entry| holds(entry.shown.as_ref(), self.case));
                let entries: Vec<_> = shown.map(|entry| self.entry(entry)).collect();
                (!entries.is_empty()).then_some(SheetBlock::Row(entries))
            }
            Part::Table(plan) => {
                let (group, _) = self.layout.repeated().find(|(_, list)| list.at == plan.each)?;
                table(plan, group, &self.spelling, self.case).map(SheetBlock::Table)
            }
        }
    }

    fn entry(&self, plan: &EntryPlan) -> Entry {
        let value = match &plan.value {
            ValuePlan::Places(places) => self.spelling.joined(places),
            ValuePlan::Sentence(sentence) => Some(self.sentence(sentence)),
        };
        Entry { label: plan.label.clone(), value, is_strong: plan.is_strong }
    }

    fn signer(&self, plan: &SignsPlan) -> SheetSigner {
        let name = plan.place.as_deref().and_then(|place| self.spelling.at(place));
        SheetSigner { title: plan.title.clone(), name }
    }

    fn sentence(&self, sentence: &Sentence) -> String {
        let pieces = sentence.0.iter().map(|piece| match piece {
            Piece::Words(words) => words.clone(),
            Piece::Place(place) => self.spelling.at(place).unwrap_or_else(|| GAP.to_owned()),
        });
        pieces.collect()
    }
}

impl fmt::Debug for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sheet({}, {} blocks)", self.title, self.blocks.len())
    }
}

// What is said of people never reaches a log.
impl fmt::Debug for SheetBlock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Heading(heading) => write!(f, "Heading({heading})"),
            Self::Prose(_) => f.write_str("Prose(…)"),
            Self::Row(entries) => f.debug_tuple("Row").field(entries).finish(),
            Self::Table(table) => table.fmt(f),
        }
    }
}

impl fmt::Debug for SheetSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SheetSigner({}, …)", self.title)
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Entry({}, …)", self.label)
    }
}
