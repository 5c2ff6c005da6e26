//! Somebody else on the same line, who asks for a few bytes twice a second while a contestant sends: how
//! long the answers take says what is left of the line for the clerk's other work.

use std::fs;
use std::path::Path;

use crate::contestant::Course;
use crate::instrument::top;
use crate::kin::Kin;
use crate::spaces::SERVER;

const PORT: &str = "8007";
const HEARD: &str = "neighbour.log";

/// A neighbour who asks until dropped.
pub struct Neighbour {
    _asks: Kin,
    _answers: Kin,
}

impl Neighbour {
    /// Lets one begin on the line of a run.
    pub fn begin(course: &Course<'_>) -> Self {
        let script = top().join("tests").join("foul").join("neighbour.py");
        let server = SERVER.to_string();
        let python = Path::new("python3");
        let mut answers = course.wan.server(python);
        let answers = course
            .begin("neighbour-server.log", answers.arg(&script).args(["answers", &server, PORT]));
        let mut asks = course.wan.client(python);
        let asks = course.begin(HEARD, asks.arg(&script).args(["asks", &server, PORT]));
        Self { _asks: asks, _answers: answers }
    }
}

/// What a neighbour heard on a run, in milliseconds, the quickest first; an answer that never came is
/// infinite.
pub fn heard(folder: &Path) -> Vec<f64> {
    let said = fs::read_to_string(folder.join(HEARD)).unwrap_or_default();
    let mut heard: Vec<f64> =
        said.lines().map(|line| line.parse().unwrap_or(f64::INFINITY)).collect();
    heard.sort_by(f64::total_cmp);
    heard
}
