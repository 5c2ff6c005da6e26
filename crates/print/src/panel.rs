//! The code that people ask with, its QR, and what has to be seen before anything else.

use crate::fault::PrintFault;
use crate::flow::Block;
use crate::ink::frame;
use crate::qr;
use crate::setting::{Setting, Stand, Strip, beside, shifted, stacked};
use crate::wrap::{bold, plain};

const FRAME: f32 = 1.0;

/// What stands beside the QR.
pub(crate) struct Panel<'a> {
    /// What kind of code it is.
    pub(crate) label: &'a str,
    pub(crate) code: &'a str,
    /// Small lines under it.
    pub(crate) lines: Vec<String>,
}

impl Setting {
    /// The QR on the left, the code in large letters beside it.
    pub(crate) fn panel(&self, panel: &Panel<'_>) -> Result<Block, PrintFault> {
        let measures = &self.measures;
        let square = qr::square(panel.code, measures.qr)?;
        let strip = self.column();
        let x = measures.qr + measures.body * 0.6;
        let strip = Strip { x, width: strip.width - x };
        let line = |text: &str| self.paragraph(measures.small, strip, Stand::Left, &[plain(text)]);
        let label = line(panel.label);
        let code = self.paragraph(measures.code, strip, Stand::Left, &[bold(panel.code)]);
        let said =
            stacked([label, code].into_iter().chain(panel.lines.iter().map(|text| line(text))));
        let drop = ((square.height - said.height) / 2.0).max(0.0);
        Ok(beside([square, stacked([said.below(drop)])]))
    }

    /// A sentence and its explanation in a frame.
    pub(crate) fn boxed(&self, sentence: &str, explained: &str) -> Block {
        let measures = &self.measures;
        let pad = measures.body * 0.55;
        let width = measures.column();
        let strip = Strip { x: 0.0, width: width - 2.0 * pad };
        let sentence = self.paragraph(measures.body * 1.06, strip, Stand::Left, &[bold(sentence)]);
        let explained = self.paragraph(measures.small, strip, Stand::Left, &[plain(explained)]);
        let text = stacked([sentence.below(pad * 0.7), explained.below(pad * 0.15)]);
        let height = text.height + pad;
        let mut block = shifted(text, pad);
        block.ink.extend(frame(width, height, FRAME));
        Block { height, ..block }
    }
}
