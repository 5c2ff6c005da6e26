//! Print files, and that what they print is a field of their form.

use domain::text::nfc;

use super::records::{BlockRecord, EntryRecord, SheetRecord, SignsRecord};
use super::{Read, Spot, tables};
use crate::expression::Kind;
use crate::fault::CatalogueFault;
use crate::layout::Layout;
use crate::row::ROW;
use crate::sheet_plan::{BlockPlan, EntryPlan, Part, Sentence, SheetPlan, SignsPlan, ValuePlan};

/// How many can sign side by side.
const MOST_SIGNERS: usize = 2;

/// One print file, and the layouts whose fields it may print.
pub(super) struct Reader<'a> {
    spot: Spot<'a>,
    layouts: [&'a Layout; 2],
}

/// Reads every expression of a print file and looks up every place.
pub(super) fn sheet(
    spot: Spot<'_>,
    record: SheetRecord,
    own: &Layout,
    common: &Layout,
) -> Read<SheetPlan> {
    let reader = Reader { spot, layouts: [own, common] };
    if record.source.trim().is_empty() {
        return reader.refuse("/source", "no source is named");
    }
    let blocks = record.blocks.into_iter().enumerate();
    let blocks = blocks.map(|(place, block)| reader.block(&format!("/blocks/{place}"), block));
    Ok(SheetPlan {
        title: reader.words("/title", &record.title)?,
        signed_as: record.signed_as,
        addressed: record.addressed.map(|to| reader.words("/addressed", &to)).transpose()?,
        signs: reader.signs(record.signs)?,
        blocks: blocks.collect::<Read<_>>()?,
    })
}

impl Reader<'_> {
    /// The layout of the form itself.
    pub(super) fn own(&self) -> &Layout {
        let [own, _] = self.layouts;
        own
    }

    fn signs(&self, signs: Vec<SignsRecord>) -> Read<Vec<SignsPlan>> {
        if signs.len() > MOST_SIGNERS {
            return self.refuse("/signs", "more than two sign");
        }
        let signs = signs.into_iter().enumerate();
        signs.map(|(place, one)| self.signer(&format!("/signs/{place}"), one)).collect()
    }

    fn signer(&self, at: &str, record: SignsRecord) -> Read<SignsPlan> {
        record.path.iter().try_for_each(|path| self.is_a_field(at, path))?;
        Ok(SignsPlan { title: self.words(at, &record.title)?, place: record.path })
    }

    fn block(&self, at: &str, block: BlockRecord) -> Read<BlockPlan> {
        let shown = self.spot.read_if_any(at, block.shown.as_ref(), Kind::Truth)?;
        let part = match (block.heading, block.prose, block.row, block.table) {
            (Some(heading), None, None, None) => Part::Heading(self.words(at, &heading)?),
            (None, Some(prose), None, None) => Part::Prose(self.sentence(at, &prose)?),
            (None, None, Some(row), None) => Part::Row(self.row(at, row)?),
            (None, None, None, Some(table)) => {
                Part::Table(tables::table(self, &format!("{at}/table"), table)?)
            }
            _ => return self.refuse(at, "one of heading, prose, row and table"),
        };
        Ok(BlockPlan { shown, part })
    }

    fn row(&self, at: &str, row: Vec<EntryRecord>) -> Read<Vec<EntryPlan>> {
        if row.is_empty() {
            return self.refuse(at, "a row without entries");
        }
        let entries = row.into_iter().enumerate();
        entries.map(|(place, entry)| self.entry(&format!("{at}/row/{place}"), entry)).collect()
    }

    fn entry(&self, at: &str, entry: EntryRecord) -> Read<EntryPlan> {
        let value = match (entry.paths, entry.said) {
            (Some(paths), None) if paths.is_empty() => return self.refuse(at, "no path to print"),
            (Some(paths), None) => {
                paths.iter().try_for_each(|path| self.is_a_field(at, path))?;
                ValuePlan::Places(paths)
            }
            (None, Some(said)) => ValuePlan::Sentence(self.sentence(at, &said)?),
            _ => return self.refuse(at, "one of paths and said"),
        };
        Ok(EntryPlan {
            label: self.words(at, &entry.label)?,
            shown: self.spot.read_if_any(at, entry.shown.as_ref(), Kind::Truth)?,
            value,
            is_strong: entry.is_strong,
        })
    }

    fn sentence(&self, at: &str, text: &str) -> Read<Sentence> {
        let sentence =
            Sentence::read(&self.words(at, text)?).or_else(|why| self.refuse(at, why))?;
        sentence.places().try_for_each(|place| self.is_a_field(at, place))?;
        Ok(sentence)
    }

    fn is_a_field(&self, at: &str, path: &str) -> Read<()> {
        if path.contains(ROW) {
            return self.refuse(at, &format!("{path} stands in rows, which a table prints"));
        }
        self.is_known(at, path)
    }

    /// Whether a field has this path, in a row or not.
    pub(super) fn is_known(&self, at: &str, path: &str) -> Read<()> {
        if self.layouts.iter().any(|layout| layout.field_named(path).is_some()) {
            return Ok(());
        }
        self.refuse(at, &format!("no field stands at {path}"))
    }

    pub(super) fn words(&self, at: &str, text: &str) -> Read<String> {
        if text.trim().is_empty() {
            return self.refuse(at, "nothing is written");
        }
        Ok(nfc(text))
    }

    pub(super) fn refuse<T>(&self, at: &str, why: &str) -> Read<T> {
        Err(CatalogueFault::new(self.spot.file, at, &why))
    }
}
