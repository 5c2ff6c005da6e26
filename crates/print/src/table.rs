//! A table with borders, which runs over pages and says its head again on each.

use std::rc::Rc;

use crate::flow::{Block, tie};
use crate::ink::{GROUND, Ink, line_at};
use crate::measures::{base, leading};
use crate::setting::{Setting, Stand, Strip};
use crate::wrap::{Run, bold, plain, wrapped};

const BORDER: f32 = 0.5;
/// Between a border and the text, in sizes of the letters.
const PAD: f32 = 0.32;
/// A row of more lines than this may be broken over two pages.
const UNBROKEN: usize = 12;

/// A column: its share of the width, its head, and how its cells stand.
pub(crate) struct Column<'a> {
    pub(crate) share: f32,
    pub(crate) title: &'a str,
    pub(crate) stand: Stand,
}

/// A table.
pub(crate) struct Table<'a> {
    pub(crate) columns: Vec<Column<'a>>,
    /// A title over the columns from the given one on.
    pub(crate) over: Option<(usize, &'a str)>,
    pub(crate) rows: Vec<Vec<String>>,
    /// How high a row is at least that has an empty cell.
    pub(crate) to_write_in: f32,
}

impl Setting {
    /// The table's blocks. `size` is that of its letters.
    pub(crate) fn table(&self, table: &Table<'_>, size: f32) -> Vec<Block> {
        let strips = self.strips(&table.columns);
        let head = Rc::new(self.head(table, &strips, size));
        let mut blocks = vec![Block { is_tied: true, ..(*head).clone() }];
        for row in &table.rows {
            let cells = row.iter().zip(&table.columns).map(|(text, column)| (text, column.stand));
            let mut slices = self.row(&strips, size, cells);
            if row.iter().any(String::is_empty) {
                self.heighten(&strips, &mut slices, table.to_write_in);
            }
            self.underline(&mut slices);
            for slice in &mut slices {
                slice.head = Some(Rc::clone(&head));
            }
            blocks.extend(slices);
        }
        blocks
    }

    fn strips(&self, columns: &[Column<'_>]) -> Vec<Strip> {
        let whole: f32 = columns.iter().map(|column| column.share).sum();
        let mut x = 0.0;
        let strip = |column: &Column<'_>| {
            let width = self.measures.column() * column.share / whole;
            let strip = Strip { x, width };
            x += width;
            strip
        };
        columns.iter().map(strip).collect()
    }

    /// The head: one row of titles, and over some of them another.
    fn head(&self, table: &Table<'_>, strips: &[Strip], size: f32) -> Block {
        let from = table.over.map_or(usize::MAX, |(from, _)| from);
        let over = table.over.and_then(|(from, title)| {
            let first = strips.get(from)?;
            let strip = Strip { x: first.x, width: self.measures.column() - first.x };
            Some((strip, self.cell(strip, size, Stand::Centre, &[bold(title)])))
        });
        let above = over.as_ref().map_or(0.0, |(_, cell)| cell.height);
        let titles: Vec<_> = table
            .columns
            .iter()
            .zip(strips)
            .map(|(column, strip)| self.cell(*strip, size, Stand::Centre, &[bold(column.title)]))
            .collect();
        let tallest = |from: usize, to: usize| {
            let some = titles.iter().take(to).skip(from);
            some.map(|cell| cell.height).fold(0.0, f32::max)
        };
        let height = (above + tallest(from.min(titles.len()), titles.len())).max(tallest(0, from));
        let ground =
            Ink::Patch { x: 0.0, y: 0.0, width: self.measures.column(), height, grey: GROUND };
        let mut block = Block { height, ink: vec![ground], ..Block::default() };
        for (index, cell) in titles.into_iter().enumerate() {
            let top = if index >= from { above } else { 0.0 };
            let y = top + (height - top - cell.height) / 2.0;
            block.ink.extend(cell.ink.into_iter().map(|ink| ink.moved(0.0, y)));
        }
        for (index, strip) in strips.iter().enumerate() {
            let top = if index > from { above } else { 0.0 };
            block.ink.push(upright(strip.x, top, height));
        }
        block.ink.push(upright(self.measures.column(), 0.0, height));
        if let Some((strip, cell)) = over {
            block.ink.extend(cell.ink);
            block.ink.push(level(strip.x, strip.x + strip.width, above));
        }
        block.ink.extend([0.0, height].map(|y| level(0.0, self.measures.column(), y)));
        block
    }

    /// A row as slices of one line each, so that a long one can be broken.
    fn row<'a>(
        &self,
        strips: &[Strip],
        size: f32,
        cells: impl Iterator<Item = (&'a String, Stand)>,
    ) -> Vec<Block> {
        let pad = size * PAD;
        let cells: Vec<_> = strips
            .iter()
            .zip(cells)
            .map(|(strip, (text, stand))| {
                let inner = strip.width - 2.0 * pad;
                (strip, stand, wrapped(&self.faces, size, inner, &[plain(text)]))
            })
            .collect();
        let count = cells.iter().map(|(_, _, lines)| lines.len()).max().unwrap_or(0).max(1);
        let mut slices: Vec<_> = (0..count)
            .map(|index| {
                let first = if index == 0 { pad } else { 0.0 };
                let last = if index + 1 == count { pad } else { 0.0 };
                let mut block = Block { height: first + leading(size) + last, ..Block::default() };
                block.ink.extend(strips.iter().map(|strip| upright(strip.x, 0.0, block.height)));
                for (strip, stand, lines) in &cells {
                    let Some(line) = lines.get(index) else { continue };
                    let spare = strip.width - line.width;
                    let x = strip.x + if *stand == Stand::Centre { spare / 2.0 } else { pad };
                    block.ink.extend(line_at(&self.faces, line, size, x, first + base(size)));
                }
                block.ink.push(upright(self.measures.column(), 0.0, block.height));
                block
            })
            .collect();
        if count <= UNBROKEN {
            tie(&mut slices, false);
        }
        slices
    }

    /// Gives the slices of a row together at least this height, for a hand to write in.
    fn heighten(&self, strips: &[Strip], slices: &mut [Block], to_write_in: f32) {
        let height: f32 = slices.iter().map(|slice| slice.height).sum();
        let Some(last) = slices.last_mut().filter(|_| height < to_write_in) else { return };
        let (from, to) = (last.height, last.height + to_write_in - height);
        last.ink.extend(strips.iter().map(|strip| upright(strip.x, from, to)));
        last.ink.push(upright(self.measures.column(), from, to));
        last.height = to;
    }

    fn underline(&self, slices: &mut [Block]) {
        if let Some(last) = slices.last_mut() {
            last.ink.push(level(0.0, self.measures.column(), last.height));
        }
    }

    fn cell(&self, strip: Strip, size: f32, stand: Stand, runs: &[Run]) -> Block {
        let pad = size * PAD;
        let inner = Strip { x: strip.x + pad, width: strip.width - 2.0 * pad };
        let text = self.paragraph(size, inner, stand, runs);
        let ink = text.ink.into_iter().map(|ink| ink.moved(0.0, pad)).collect();
        Block { height: text.height + 2.0 * pad, ink, ..Block::default() }
    }
}

fn upright(x: f32, y: f32, to_y: f32) -> Ink {
    Ink::Rule { x, y, to_x: x, to_y, weight: BORDER }
}

fn level(x: f32, to_x: f32, y: f32) -> Ink {
    Ink::Rule { x, y, to_x, to_y: y, weight: BORDER }
}
