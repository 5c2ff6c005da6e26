//! What stands on a sheet and when, ready to be filled in for a case.

use domain::procedure::ComponentId;

use crate::expression::Expression;
use crate::sheet_table::SheetColumn;

/// A print file with all its expressions read and all its places known.
#[derive(Debug)]
pub(crate) struct SheetPlan {
    pub(crate) title: String,
    pub(crate) signed_as: ComponentId,
    pub(crate) addressed: Option<String>,
    pub(crate) signs: Vec<SignsPlan>,
    pub(crate) blocks: Vec<BlockPlan>,
}

/// Who signs, and where their name is typed; without a place it is left to the hand.
#[derive(Debug)]
pub(crate) struct SignsPlan {
    pub(crate) title: String,
    pub(crate) place: Option<String>,
}

#[derive(Debug)]
pub(crate) struct BlockPlan {
    pub(crate) shown: Option<Expression>,
    pub(crate) part: Part,
}

#[derive(Debug)]
pub(crate) enum Part {
    Heading(String),
    Prose(Sentence),
    Row(Vec<EntryPlan>),
    Table(TablePlan),
}

/// The rows of a list, each column with the places that it prints of a row.
#[derive(Debug)]
pub(crate) struct TablePlan {
    pub(crate) each: String,
    pub(crate) columns: Vec<(SheetColumn, Vec<String>)>,
    pub(crate) is_numbered: bool,
    pub(crate) least_rows: usize,
}

#[derive(Debug)]
pub(crate) struct EntryPlan {
    pub(crate) label: String,
    pub(crate) shown: Option<Expression>,
    pub(crate) value: ValuePlan,
    pub(crate) is_strong: bool,
}

/// From where an entry has its value.
#[derive(Debug)]
pub(crate) enum ValuePlan {
    /// What stands at these places, one after the other.
    Places(Vec<String>),
    /// A sentence that is always said, with gaps for what is not known.
    Sentence(Sentence),
}

/// Words with places between them.
#[derive(Debug)]
pub(crate) struct Sentence(pub(crate) Vec<Piece>);

#[derive(Debug)]
pub(crate) enum Piece {
    Words(String),
    Place(String),
}

impl Sentence {
    /// Reads `words {/a/place} words`; the error says what is wrong with it.
    pub(crate) fn read(text: &str) -> Result<Self, &'static str> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((words, after)) = rest.split_once('{') {
            let (place, after) = after.split_once('}').ok_or("a { without its }")?;
            pieces.push(Piece::Words(words.to_owned()));
            pieces.push(Piece::Place(place.to_owned()));
            rest = after;
        }
        pieces.push(Piece::Words(rest.to_owned()));
        let is_open = |piece: &Piece| matches!(piece, Piece::Words(words) if words.contains('}'));
        if pieces.iter().any(is_open) {
            return Err("a } without its {");
        }
        Ok(Self(pieces))
    }

    /// The places that it names.
    pub(crate) fn places(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Words(_) => None,
            Piece::Place(place) => Some(place.as_str()),
        })
    }
}
