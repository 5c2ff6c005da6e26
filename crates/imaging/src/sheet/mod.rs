//! Where the sheet lies in a photo: its four corners, on whatever desk.

mod ground;
mod lines;
mod nearer;
mod sides;

use ground::{Ground, Rim};
use sides::Scene;

use crate::geometry::Corners;
use crate::picture::Picture;
use crate::shrink::shrunk;

/// The sheet is looked for on a copy whose longest side has so many dots.
const LONGEST: usize = 480;
/// What scores less is no sheet.
const SURE: f32 = 0.5;
/// So many lines are looked at: first without writing, which has lines of its own, then as they are.
const WITHOUT_WRITING: usize = 45;
const AS_IT_IS: usize = 45;

/// The sheet in a photo, in dots of it; `None` where none is seen, as in a scan that is all paper.
pub fn sheet(picture: &Picture) -> Option<Corners> {
    let (small, factor) = shrunk(picture, LONGEST);
    let ground = Ground::of(&small);
    let closed = ground.closed();
    let edges = [ground.edges(), closed.edges()];
    let [open, without_writing] = &edges;
    let mut lines = lines::lines(&ground, without_writing, WITHOUT_WRITING);
    for line in lines::lines(&ground, open, AS_IT_IS) {
        if !lines.iter().any(|other| line.is_like(other, &ground)) {
            lines.push(line);
        }
    }
    let rims = edges.each_ref().map(|edges| Rim::of(&ground, edges));
    let scene = Scene { ground: &ground, closed: &closed, rims };
    let found = sides::best(&scene, &lines).filter(|found| found.score >= SURE)?;
    let corners = found.corners.from_top_left().scaled(1.0 / factor);
    Some(nearer::nearer(picture, corners, 2.5 / factor))
}
