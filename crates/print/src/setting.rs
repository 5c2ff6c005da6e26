//! Sets paragraphs: lines of text as blocks.

use crate::faces::Faces;
use crate::flow::{Block, tie};
use crate::ink::{Ink, line_at};
use crate::measures::{Measures, base, leading};
use crate::wrap::{Run, wrapped};

/// A paragraph of more lines than this may be broken over two pages.
const UNBROKEN: usize = 6;

/// By which part of its strip a paragraph is narrowed to even its lines.
const NARROWER: f32 = 32.0;

/// Where a line stands between its edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stand {
    Left,
    Centre,
    Right,
}

/// A strip of the page: from where, and how wide.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Strip {
    pub(crate) x: f32,
    pub(crate) width: f32,
}

/// The faces and measures with which a paper is set.
pub(crate) struct Setting {
    pub(crate) faces: Faces,
    pub(crate) measures: Measures,
}

impl Setting {
    /// The whole written width.
    pub(crate) fn column(&self) -> Strip {
        Strip { x: 0.0, width: self.measures.column() }
    }

    /// A paragraph over the whole width; a short one is not broken over pages.
    pub(crate) fn prose(&self, size: f32, stand: Stand, runs: &[Run]) -> Vec<Block> {
        let lines = wrapped(&self.faces, size, self.measures.column(), runs);
        let mut blocks: Vec<_> = lines
            .into_iter()
            .map(|line| {
                let x = aligned(self.column(), line.width, stand);
                let ink = line_at(&self.faces, &line, size, x, base(size));
                Block { height: leading(size), ink, ..Block::default() }
            })
            .collect();
        if blocks.len() <= UNBROKEN {
            tie(&mut blocks, false);
        }
        blocks
    }

    /// A paragraph in a strip, as one block.
    pub(crate) fn paragraph(&self, size: f32, strip: Strip, stand: Stand, runs: &[Run]) -> Block {
        let mut block = Block::default();
        for line in wrapped(&self.faces, size, strip.width, runs) {
            let x = aligned(strip, line.width, stand);
            let y = block.height + base(size);
            block.ink.extend(line_at(&self.faces, &line, size, x, y));
            block.height += leading(size);
        }
        block
    }

    /// A paragraph in the middle of a strip, in lines of about one length.
    pub(crate) fn balanced(&self, size: f32, strip: Strip, runs: &[Run]) -> Block {
        let lines = |width| wrapped(&self.faces, size, width, runs).len();
        let (fewest, step) = (lines(strip.width), strip.width / NARROWER);
        let mut width = strip.width;
        while width > step * 2.0 && lines(width - step) == fewest {
            width -= step;
        }
        let narrow = Strip { x: strip.x + (strip.width - width) / 2.0, width };
        self.paragraph(size, narrow, Stand::Centre, runs)
    }

    /// How far runs go on one line.
    pub(crate) fn run_of(&self, size: f32, runs: &[Run]) -> f32 {
        runs.iter().map(|run| self.faces.width(run.face, size, &run.text)).sum()
    }
}

/// Blocks side by side as one.
pub(crate) fn beside(blocks: impl IntoIterator<Item = Block>) -> Block {
    let mut whole = Block::default();
    for block in blocks {
        whole.height = whole.height.max(block.height);
        whole.ink.extend(block.ink);
    }
    whole
}

/// Blocks under each other as one, which is never broken.
pub(crate) fn stacked(blocks: impl IntoIterator<Item = Block>) -> Block {
    let mut whole = Block::default();
    for block in blocks {
        let y = whole.height + block.above;
        whole.ink.extend(block.ink.into_iter().map(|ink| ink.moved(0.0, y)));
        whole.height = y + block.height;
    }
    whole
}

/// A block moved to the right.
pub(crate) fn shifted(mut block: Block, by_x: f32) -> Block {
    block.ink = block.ink.into_iter().map(|ink| ink.moved(by_x, 0.0)).collect();
    block
}

/// A level rule as a block of no height.
pub(crate) fn rule(strip: Strip, weight: f32) -> Block {
    let (x, to_x) = (strip.x, strip.x + strip.width);
    let ink = vec![Ink::Rule { x, y: 0.0, to_x, to_y: 0.0, weight }];
    Block { ink, ..Block::default() }
}

fn aligned(strip: Strip, width: f32, stand: Stand) -> f32 {
    match stand {
        Stand::Left => strip.x,
        Stand::Centre => strip.x + (strip.width - width) / 2.0,
        Stand::Right => strip.x + strip.width - width,
    }
}
