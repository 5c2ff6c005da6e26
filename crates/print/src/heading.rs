//! The head of a paper: who issues it, quốc hiệu and tiêu ngữ, place and day, the title.

use crate::flow::Block;
use crate::ink::Ink;
use crate::measures::{base, leading};
use crate::paper::Letterhead;
use crate::setting::{Setting, Stand, Strip, beside, rule, stacked};
use crate::words::State;
use crate::wrap::{Run, bold, italic, plain};

/// The part of the width that the agency's side takes.
const AGENCY: f32 = 0.455;
const UNDERLINE: f32 = 0.6;
/// Above and below that rule, in sizes of the letters: the dots under them stay free of it.
const ROOM_OF_THE_RULE: f32 = 0.25;
/// Of the agency's side, the part that the rule under it takes.
const UNDER_AGENCY: f32 = 0.3;
/// Of the agency's side, the part that is left to write its name on.
const TO_WRITE_ON: f32 = 0.8;

impl Setting {
    /// The agency on the left; quốc hiệu, tiêu ngữ and the day on the right.
    pub(crate) fn letterhead(&self, from: &Letterhead, state: &State, dated: &str) -> Block {
        let [left, right] = self.halves();
        let agency = stacked([
            self.name_of(left, &plain(from.superior.to_uppercase())),
            self.name_of(left, &bold(from.agency.to_uppercase())),
            self.under(Strip { x: left.x, width: left.width }, left.width * UNDER_AGENCY),
        ]);
        let dated = self.paragraph(self.measures.head, right, Stand::Centre, &[italic(dated)]);
        let state = stacked([self.state(right, state), dated.below(self.measures.gap * 1.2)]);
        beside([agency, state])
    }

    /// Quốc hiệu and tiêu ngữ with the rule under it.
    pub(crate) fn state(&self, strip: Strip, state: &State) -> Block {
        let size = self.measures.head;
        let motto = [bold(&state.motto)];
        stacked([
            self.paragraph(size, strip, Stand::Centre, &[bold(&state.name)]),
            self.paragraph(size * 1.04, strip, Stand::Centre, &motto),
            self.under(strip, self.run_of(size * 1.04, &motto)),
        ])
    }

    /// A desk that is no authority: its name and where it is, on the left; the day on the right.
    pub(crate) fn plain_head(&self, desk: &str, about: &[&str], dated: &str) -> Block {
        let [left, right] = self.halves();
        let size = self.measures.head;
        let name = self.paragraph(size, left, Stand::Left, &[bold(desk)]);
        let about = about.iter().filter(|line| !line.is_empty());
        let about = about
            .map(|line| self.paragraph(self.measures.small, left, Stand::Left, &[plain(*line)]));
        let dated = self.paragraph(size, right, Stand::Right, &[italic(dated)]);
        beside([stacked(std::iter::once(name).chain(about)), dated])
    }

    /// The paper's title, in the middle.
    pub(crate) fn title(&self, title: &str) -> Block {
        let size = self.measures.title;
        let lines = self.balanced(size, self.column(), &[bold(title)]);
        Block { is_tied: true, ..lines.below(self.measures.gap * 1.6) }
    }

    fn halves(&self) -> [Strip; 2] {
        let width = self.measures.column();
        let gap = self.measures.body;
        let left = width * AGENCY - gap;
        [Strip { x: 0.0, width: left }, Strip { x: width * AGENCY, width: width - width * AGENCY }]
    }

    fn name_of(&self, strip: Strip, name: &Run) -> Block {
        let size = self.measures.head;
        if !name.text.is_empty() {
            return self.balanced(size, strip, std::slice::from_ref(name));
        }
        let width = strip.width * TO_WRITE_ON;
        let x = strip.x + (strip.width - width) / 2.0;
        let dots = Ink::Dots { x, y: base(size) + 1.0, to_x: x + width };
        Block { height: leading(size), ink: vec![dots], ..Block::default() }
    }

    fn under(&self, strip: Strip, width: f32) -> Block {
        let x = strip.x + (strip.width - width) / 2.0;
        let room = self.measures.head * ROOM_OF_THE_RULE;
        Block { height: room, ..rule(Strip { x, width }, UNDERLINE).below(room) }
    }
}
