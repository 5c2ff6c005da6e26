//! Pages get their margins and their feet, and become a file.

use crate::fault::PrintFault;
use crate::flow::{Block, pages};
use crate::ink::Ink;
use crate::paper::Pdf;
use crate::pdf::written;
use crate::setting::{Setting, Stand};
use crate::words::filled;
use crate::wrap::plain;

/// What stands in the foot of every page, and what the file is called.
pub(crate) struct Ending<'a> {
    /// The file's title: the form and the code, never a person.
    pub(crate) title: String,
    /// On the left of the foot.
    pub(crate) foot: String,
    /// On the right where there is more than one page, with holes for `page` and `pages`.
    pub(crate) page: &'a str,
}

impl Setting {
    /// Lays the blocks out and writes the file.
    pub(crate) fn finished(
        &self,
        blocks: Vec<Block>,
        ending: &Ending<'_>,
    ) -> Result<Pdf, PrintFault> {
        let measures = &self.measures;
        let pages = pages(blocks, measures.room());
        let count = pages.len();
        let with_margins = |(index, ink): (usize, Vec<Ink>)| {
            let ink = ink.into_iter().map(|ink| ink.moved(measures.left, measures.top));
            ink.chain(self.foot(index + 1, count, ending)).collect()
        };
        let pages: Vec<Vec<Ink>> = pages.into_iter().enumerate().map(with_margins).collect();
        written(&self.faces, measures, &ending.title, &pages)
    }

    fn foot(&self, page: usize, pages: usize, ending: &Ending<'_>) -> Vec<Ink> {
        let measures = &self.measures;
        let size = measures.small;
        let said = self.paragraph(size, self.column(), Stand::Left, &[plain(&ending.foot)]);
        let numbers = [("page", page.to_string()), ("pages", pages.to_string())];
        let numbers = numbers.each_ref().map(|(name, number)| (*name, number.as_str()));
        let number = [plain(filled(ending.page, &numbers))];
        let number = self.paragraph(size, self.column(), Stand::Right, &number);
        let number = if pages > 1 { number.ink } else { vec![] };
        let y = measures.height - measures.bottom - crate::measures::leading(size);
        let ink = said.ink.into_iter().chain(number);
        ink.map(|ink| ink.moved(measures.left, y + FOOT_BELOW)).collect()
    }
}

/// How far the foot hangs into the lower margin.
const FOOT_BELOW: f32 = 6.0;
