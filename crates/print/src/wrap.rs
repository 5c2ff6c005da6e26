//! Breaks text into lines by the widths of its faces.

use crate::faces::{Face, Faces};

/// Sums of widths differ by less than this, in whatever order they are added.
const ROUNDING: f32 = 0.01;

/// A stretch of text in one face.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) face: Face,
    pub(crate) text: String,
}

/// Text set upright and light.
pub(crate) fn plain(text: impl Into<String>) -> Run {
    Run { face: Face::Regular, text: text.into() }
}

/// Text set bold.
pub(crate) fn bold(text: impl Into<String>) -> Run {
    Run { face: Face::Bold, text: text.into() }
}

/// Text set slanted.
pub(crate) fn italic(text: impl Into<String>) -> Run {
    Run { face: Face::Italic, text: text.into() }
}

/// A line: stretches that follow each other, and how far they run.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Line {
    pub(crate) runs: Vec<Run>,
    pub(crate) width: f32,
}

/// Breaks runs into lines no wider than `width`, at spaces; a word that is wider than a whole line
/// is broken where it reaches the edge.
pub(crate) fn wrapped(faces: &Faces, size: f32, width: f32, runs: &[Run]) -> Vec<Line> {
    let mut lines = Lines { faces, size, width, done: vec![], open: Line::default() };
    for word in words(runs) {
        lines.add(word);
    }
    lines.close();
    lines.done
}

/// Words, each a list of stretches: a word may change its face in the middle.
fn words(runs: &[Run]) -> Vec<Vec<Run>> {
    let mut words = vec![vec![]];
    for run in runs {
        for (index, part) in run.text.split(' ').enumerate() {
            if index > 0 {
                words.push(vec![]);
            }
            if let Some(word) = words.last_mut().filter(|_| !part.is_empty()) {
                word.push(Run { face: run.face, text: part.to_owned() });
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

struct Lines<'a> {
    faces: &'a Faces,
    size: f32,
    width: f32,
    done: Vec<Line>,
    open: Line,
}

impl Lines<'_> {
    fn add(&mut self, word: Vec<Run>) {
        let wide: f32 = word.iter().map(|run| self.width_of(run)).sum();
        let space = self.open.runs.last().map_or(0.0, |run| self.width_of_space(run.face));
        if !self.open.runs.is_empty() && self.open.width + space + wide > self.width + ROUNDING {
            self.close();
        }
        self.space();
        for run in word {
            self.push_broken(run);
        }
    }

    fn close(&mut self) {
        let line = std::mem::take(&mut self.open);
        if !line.runs.is_empty() {
            self.done.push(line);
        }
    }

    fn space(&mut self) {
        let Some(last) = self.open.runs.last_mut() else { return };
        last.text.push(' ');
        let face = last.face;
        self.open.width += self.width_of_space(face);
    }

    /// Adds a stretch, letter by letter where it is wider than what is left of the line.
    fn push_broken(&mut self, run: Run) {
        if self.open.width + self.width_of(&run) <= self.width + ROUNDING {
            return self.push(run);
        }
        for glyph in self.faces.glyphs(run.face, &run.text) {
            let letter = Run { face: run.face, text: glyph.letters };
            if self.open.width + self.width_of(&letter) > self.width {
                self.close();
            }
            self.push(letter);
        }
    }

    fn push(&mut self, run: Run) {
        self.open.width += self.width_of(&run);
        match self.open.runs.last_mut() {
            Some(last) if last.face == run.face => last.text.push_str(&run.text),
            _ => self.open.runs.push(run),
        }
    }

    fn width_of(&self, run: &Run) -> f32 {
        self.faces.width(run.face, self.size, &run.text)
    }

    fn width_of_space(&self, face: Face) -> f32 {
        self.faces.width(face, self.size, " ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(lines: &[Line]) -> Vec<String> {
        let text = |line: &Line| line.runs.iter().map(|run| run.text.as_str()).collect();
        lines.iter().map(text).collect()
    }

    #[test]
    fn text_is_broken_at_spaces_when_it_is_wider_than_the_line() {
        let faces = Faces::open().unwrap();

        let lines = wrapped(&faces, 10.0, 60.0, &[plain("Tên: "), bold("Hoàng Thị Mỷ Châu Pha")]);

        assert_eq!(texts(&lines), ["Tên: Hoàng", "Thị Mỷ Châu", "Pha"]);
        assert!(lines.iter().all(|line| line.width < 60.1));
    }

    #[test]
    fn word_is_broken_at_the_edge_when_it_is_wider_than_a_line() {
        let faces = Faces::open().unwrap();

        let lines = wrapped(&faces, 10.0, 30.0, &[plain("a Nghiêngnghiêng")]);

        assert_eq!(texts(&lines).concat(), "aNghiêngnghiêng");
        assert!(lines.len() > 2);
        assert!(lines.iter().all(|line| line.width < 30.1));
    }

    #[test]
    fn word_keeps_together_when_it_changes_its_face() {
        let faces = Faces::open().unwrap();

        let lines = wrapped(&faces, 10.0, 40.0, &[plain("một hai"), bold("ba"), plain(".")]);

        assert_eq!(texts(&lines), ["một", "haiba."]);
    }

    #[test]
    fn nothing_gives_no_line() {
        assert_eq!(wrapped(&Faces::open().unwrap(), 10.0, 30.0, &[plain("  ")]), []);
    }
}
