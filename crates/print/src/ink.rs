//! What is drawn on a page. Points (1/72 inch) from the upper left corner, downwards.

use crate::faces::{Face, Faces};
use crate::wrap::Line;

/// How dark a patch of ground is; 1 is white.
pub(crate) const GROUND: f32 = 0.93;

/// A mark on a page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Ink {
    /// Letters on a base line that begins at `x`, `y`.
    Text { x: f32, y: f32, face: Face, size: f32, text: String },
    /// A straight line.
    Rule { x: f32, y: f32, to_x: f32, to_y: f32, weight: f32 },
    /// A row of dots to write on.
    Dots { x: f32, y: f32, to_x: f32 },
    /// A grey ground; `grey` 0 is black, 1 is white.
    Patch { x: f32, y: f32, width: f32, height: f32, grey: f32 },
}

impl Ink {
    /// The same mark, somewhere else.
    pub(crate) fn moved(mut self, by_x: f32, by_y: f32) -> Self {
        match &mut self {
            Self::Text { x, y, .. } | Self::Patch { x, y, .. } => {
                *x += by_x;
                *y += by_y;
            }
            Self::Rule { x, y, to_x, to_y, .. } => {
                *x += by_x;
                *to_x += by_x;
                *y += by_y;
                *to_y += by_y;
            }
            Self::Dots { x, y, to_x } => {
                *x += by_x;
                *to_x += by_x;
                *y += by_y;
            }
        }
        self
    }
}

/// The letters of a line whose base line begins at `x`, `y`.
pub(crate) fn line_at(faces: &Faces, line: &Line, size: f32, x: f32, y: f32) -> Vec<Ink> {
    let mut pen = x;
    let mut ink = vec![];
    for run in &line.runs {
        let text = run.text.clone();
        ink.push(Ink::Text { x: pen, y, face: run.face, size, text });
        pen += faces.width(run.face, size, &run.text);
    }
    ink
}

/// A rectangle of four rules.
pub(crate) fn frame(width: f32, height: f32, weight: f32) -> Vec<Ink> {
    let rule = |x, y, to_x, to_y| Ink::Rule { x, y, to_x, to_y, weight };
    vec![
        rule(0.0, 0.0, width, 0.0),
        rule(width, 0.0, width, height),
        rule(width, height, 0.0, height),
        rule(0.0, height, 0.0, 0.0),
    ]
}
