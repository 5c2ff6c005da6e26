//! One run of one contestant, and what came of it.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::contestant::{Contestant, Course};
use crate::field::Field;
use crate::figures::real;
use crate::freight::Freight;
use crate::kin::Ending;
use crate::lines::Line;
use crate::neighbour::{self, Neighbour};
use crate::wan::{Counted, Wan};

/// What came of a run.
#[derive(Debug, Clone)]
pub struct Run {
    /// Number of the seed.
    pub seed: u32,
    /// Why it did not get through; `None` when everything arrived.
    pub failure: Option<&'static str>,
    /// From the start of the client to its end.
    pub seconds: f64,
    /// What the instrument counted.
    pub counted: Counted,
    /// How long somebody else on the line waited for each answer, in milliseconds, the quickest first;
    /// empty where nobody was there.
    pub others_waited: Vec<f64>,
}

impl Run {
    /// How many times as long as the payload alone would take.
    pub fn over_ideal(&self, line: &Line) -> f64 {
        if self.failure.is_some() { f64::INFINITY } else { self.seconds / line.ideal_s() }
    }

    /// Payload for each byte sent up.
    pub fn efficiency(&self, line: &Line) -> f64 {
        real(line.load.bytes()) / real(self.counted.up_bytes.max(1))
    }

    /// Bytes sent up in vain for each cut, in kB: what is beyond the payload in full packets and the
    /// share that the weather loses anyway. What was in flight at the cut is in it.
    pub fn wasted_per_cut_kb(&self, line: &Line) -> Option<f64> {
        let needed = real(line.load.bytes()) / self.counted.most_payload(&line.weather);
        let wasted = (real(self.counted.up_bytes) - needed).max(0.0);
        (self.counted.cuts > 0).then(|| wasted / f64::from(self.counted.cuts) / 1000.0)
    }
}

/// Runs it; `None` when the bench is to end.
pub fn run(field: &Field, line: &Line, contestant: &mut dyn Contestant, seed: u32) -> Option<Run> {
    let folder = field.work.join("course");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let freight = Freight::laid_out(&field.work.join("freight"), &line.load);
    contestant.set_out(field, &line.load, &freight);
    let wan = Wan::begin(&field.instrument, &folder, &line.weather, seed);
    let until = Instant::now() + Duration::from_secs_f64(line.limit_s());
    let load = &line.load;
    let course = Course { field, load, freight: &freight, folder: &folder, wan: &wan, until };
    let mut server = contestant.server(&course);
    wan.await_server(&mut server);

    let neighbour = field.has_neighbour.then(|| Neighbour::begin(&course));
    let began = Instant::now();
    let ending = contestant.deliver(&course);
    let seconds = began.elapsed().as_secs_f64();

    drop((neighbour, server));
    let failure = match ending {
        Ending::Stopped => return None,
        Ending::Code(Some(0)) if contestant.has_delivered(&course) => None,
        Ending::Code(Some(0)) => Some("not whole"),
        Ending::Code(_) | Ending::TimeUp => Some("never"),
    };
    if failure.is_some() {
        println!("  {} ended with: {}", contestant.name(), last_words(&folder));
    }
    let counted = wan.end();
    let others_waited = neighbour::heard(&folder);
    Some(Run { seed, failure, seconds, counted, others_waited })
}

fn last_words(folder: &Path) -> String {
    let said = fs::read(folder.join("client.log")).unwrap_or_default();
    let said = String::from_utf8_lossy(&said).into_owned();
    said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("none").to_owned()
}
