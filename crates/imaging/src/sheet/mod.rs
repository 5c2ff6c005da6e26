//! Where the sheet lies in a photo: its four corners, on whatever desk.

mod ground;
mod lines;
mod nearer;
mod sides;

use ground::Ground;

use crate::geometry::Corners;
use crate::picture::Picture;
use crate::shrink::shrunk;

/// The sheet is looked for on a copy whose longest side has so many dots.
const LONGEST: usize = 480;
/// What scores less is no sheet.
const SURE: f32 = 0.62;
/// So many lines are looked at: first without writing, which has lines of its own, then as they are.
const WITHOUT_WRITING: usize = 45;
const AS_IT_IS: usize = 45;

/// The sheet in a photo, in dots of it; `None` where none is seen, as in a scan that is all paper.
pub fn sheet(picture: &Picture) -> Option<Corners> {
    let (small, factor) = shrunk(picture, LONGEST);
    let ground = Ground::of(&small);
    let mut lines = lines::lines(&ground, &ground.closed().edges(), WITHOUT_WRITING);
    lines.extend(lines::lines(&ground, &ground.edges(), AS_IT_IS));
    let found = sides::best(&ground, &lines).filter(|found| found.score >= SURE)?;
    let corners = found.corners.scaled(1.0 / factor);
    Some(nearer::nearer(picture, corners, 2.5 / factor))
}
