//! Fields of a form: what is asked and what was said, or a row of dots to write on.

use crate::flow::{Block, apart};
use crate::ink::{Ink, line_at};
use crate::measures::{base, leading};
use crate::setting::{Setting, Stand};
use crate::wrap::{Run, bold, plain, wrapped};

/// A field with nothing in it is at least this part of the width; one for a name, that.
const ROOM_TO_WRITE: f32 = 0.18;
const ROOM_FOR_A_NAME: f32 = 0.32;
/// The part of the width that is left to the pen in the middle of a page.
const IN_THE_MIDDLE: f32 = 0.5;
/// Lines to be written on stand this much further apart.
const TO_WRITE_ON: f32 = 1.18;
/// Dots stand this much below the base line, in sizes of the letters.
const UNDER: f32 = 0.08;

/// A field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) label: String,
    pub(crate) value: Vec<Run>,
    pub(crate) is_strong: bool,
}

impl Field {
    /// A field; an empty value is left to the pen.
    pub(crate) fn new(label: &str, value: &str) -> Self {
        Self::of(label, said(value).into_iter().map(plain).collect())
    }

    /// A field whose value is seen first.
    pub(crate) fn strong(label: &str, value: &str) -> Self {
        let value = said(value).into_iter().map(bold).collect();
        Self { is_strong: true, ..Self::of(label, value) }
    }

    /// A field whose value changes its face.
    pub(crate) fn of(label: &str, value: Vec<Run>) -> Self {
        Self { label: label.to_owned(), value, is_strong: false }
    }

    fn runs(&self) -> Vec<Run> {
        let ends = self.label.ends_with([':', '?', '.']);
        let label = format!("{}{} ", self.label, if ends { "" } else { ":" });
        let label = Some(plain(label)).filter(|_| !self.label.is_empty());
        label.into_iter().chain(self.value.iter().cloned()).collect()
    }
}

fn said(value: &str) -> Option<&str> {
    Some(value).filter(|value| !value.is_empty())
}

impl Setting {
    /// Fields that share lines where they fit: in even columns, so that they stand under those of
    /// other rows; else one after another; else on lines of their own.
    pub(crate) fn fields(&self, fields: &[Field]) -> Vec<Block> {
        let (width, gap) = (self.measures.column(), self.measures.body);
        let mut blocks = vec![];
        let mut rest = fields;
        while !rest.is_empty() {
            let fit = (1..=rest.len()).rev().find_map(|count| {
                let together = rest.get(..count)?;
                Some((count, self.columns(together, width, gap)?))
            });
            let (count, columns) = fit.unwrap_or((1, vec![width]));
            let (now, later) = rest.split_at(count);
            blocks.extend(self.line_of(now, &columns));
            rest = later;
        }
        blocks
    }

    /// A label in the middle of the page, with dots to write on behind it.
    pub(crate) fn dotted_in_the_middle(&self, label: Run) -> Block {
        let size = self.measures.body;
        let width = self.measures.column();
        let said = self.run_of(size, std::slice::from_ref(&label));
        let room = width * IN_THE_MIDDLE;
        let x = (width - said - room) / 2.0;
        let text = Ink::Text { x, y: base(size), face: label.face, size, text: label.text };
        let from = x + said;
        let dots = Ink::Dots { x: from, y: base(size) + size * UNDER, to_x: from + room };
        Block { height: leading(size), ink: vec![text, dots], ..Block::default() }
    }

    /// The widths in which fields stand on one line; `None`: they do not fit.
    fn columns(&self, fields: &[Field], width: f32, gap: f32) -> Option<Vec<f32>> {
        let count = f32::from(u16::try_from(fields.len()).ok()?);
        let natural: Vec<_> = fields.iter().map(|field| self.natural(field) + gap).collect();
        let even = (width + gap) / count;
        if natural.iter().all(|wide| *wide <= even) {
            return Some(vec![even; fields.len()]);
        }
        let left = width + gap - natural.iter().sum::<f32>();
        (left >= 0.0).then(|| natural.iter().map(|wide| wide + left / count).collect())
    }

    fn natural(&self, field: &Field) -> f32 {
        let said = self.run_of(self.measures.body, &field.runs());
        let part = if field.is_strong { ROOM_FOR_A_NAME } else { ROOM_TO_WRITE };
        let to_write = self.measures.column() * part;
        said + if field.value.is_empty() { to_write } else { 0.0 }
    }

    fn line_of(&self, fields: &[Field], columns: &[f32]) -> Vec<Block> {
        if let [field] = fields
            && !field.value.is_empty()
        {
            let lines = self.prose(self.measures.body, Stand::Left, &field.runs());
            return apart(lines, self.measures.row);
        }
        let size = self.measures.body;
        let mut block = Block { height: leading(size), ..Block::default() };
        let mut x = 0.0;
        let mut above = self.measures.row;
        for (field, width) in fields.iter().zip(columns) {
            for line in wrapped(&self.faces, size, self.measures.column(), &field.runs()) {
                block.ink.extend(line_at(&self.faces, &line, size, x, base(size)));
            }
            if field.value.is_empty() {
                block.ink.push(self.dots(field, x, *width));
                above = self.measures.row + leading(size) * (TO_WRITE_ON - 1.0);
            }
            x += width;
        }
        vec![block.below(above)]
    }

    fn dots(&self, field: &Field, x: f32, width: f32) -> Ink {
        let size = self.measures.body;
        let y = base(size) + size * UNDER;
        let from = x + self.run_of(size, &field.runs());
        let edge = (x + width - size).max(from);
        let to_x =
            if edge + size * 2.0 > self.measures.column() { self.measures.column() } else { edge };
        Ink::Dots { x: from, y, to_x }
    }
}
