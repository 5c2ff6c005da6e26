//! One desk and one gateway, from their first meeting until the last paper is where it belongs,
//! whoever is killed on the way.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};

use serde_json::Value;
use tempfile::TempDir;

use crate::before::Before;
use crate::clerk::{self, KNOWN, Rested, URL};
use crate::histogram::Histogram;
use crate::line::{Cut, Fate, Line, Side};
use crate::program::{Grip, Program};
use crate::province::{self, HOME, SEED};
use crate::standing::{Eyes, Stage};

const STOP_AT: &str = "NOPHO_STOP_AT";
/// More rounds than that lead nowhere.
const ROUNDS: u32 = 400;

/// How far the story has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// The queue is sent.
    Delivery,
    /// The agency has answered.
    News,
}

/// Who is to be killed, and where.
pub trait Plan {
    /// The point at which a program is to stop that is started now.
    fn point(&mut self, _of: Side) -> Option<String> {
        None
    }

    /// Where the line is to be cut in the round that comes.
    fn cut(&mut self, _act: Act) -> Option<Cut> {
        None
    }

    /// Promises that the gateway breaks on purpose.
    fn mutant(&self) -> Option<&'static str> {
        None
    }
}

/// Both programs, the line between them, and what lies on their disks.
pub struct World<'b> {
    before: &'b Before,
    pub home: TempDir,
    line: Line,
    doom: Arc<Doom>,
    seed: u64,
    starts: u64,
    pub kills: Histogram,
}

/// Kills, and remembers how it stood when the gateway fell silent.
struct Doom {
    eyes: Eyes,
    desk: Mutex<Option<Grip>>,
    gateway: Mutex<Option<Grip>>,
    silence: Mutex<Option<Stage>>,
}

impl Fate for Doom {
    fn kills(&self, side: Side) {
        let grip = match side {
            Side::Desk => &self.desk,
            Side::Gateway => &self.gateway,
        };
        if let Some(grip) = &*grip.lock().unwrap() {
            grip.kill();
        }
        if side == Side::Gateway {
            self.falls_silent();
        }
    }

    /// What was seen first counts: after that the desk may know.
    fn falls_silent(&self) {
        self.silence.lock().unwrap().get_or_insert_with(|| self.eyes.stage());
    }
}

impl<'b> World<'b> {
    pub fn new(before: &'b Before, seed: u64) -> Self {
        let home = before.copied();
        let doom = Arc::new(Doom {
            eyes: Eyes::on(home.path(), before.keys.clone()),
            desk: Mutex::default(),
            gateway: Mutex::default(),
            silence: Mutex::default(),
        });
        let (line, kills) = (Line::new(doom.clone()), Histogram::default());
        Self { before, home, line, doom, seed, starts: 0, kills }
    }

    /// Tells the story to its end, starting again whoever is killed.
    pub fn goes_on_until_all_is_done(&mut self, plan: &mut dyn Plan) {
        let mut act = Act::Delivery;
        let mut gateway = self.starts_gateway(plan);
        let mut desk = self.starts_desk(plan);
        for _ in 0..ROUNDS {
            self.doom.silence.lock().unwrap().take();
            self.line.arm(plan.cut(act));
            desk.order("go");
            match desk.listen().map(rested) {
                None => {
                    self.kills.note(self.doom.eyes.stage(), Side::Desk);
                    desk = self.starts_desk(plan);
                }
                // Nothing but its end can trouble the road: there is no other traffic on it.
                Some(Rested { trouble: Some(trouble), .. }) => {
                    assert!(gateway.is_gone(), "{trouble} although the gateway lives");
                    let stage = self.doom.silence.lock().unwrap().take();
                    // The desk may hear of a stream's end before whoever looks.
                    let stage = stage.unwrap_or_else(|| self.doom.eyes.stage());
                    self.kills.note(stage, Side::Gateway);
                    gateway = self.starts_gateway(plan);
                }
                Some(rested) if act == Act::Delivery && has_delivered(&rested) => {
                    self.agency_answers();
                    act = Act::News;
                }
                Some(rested) if act == Act::News && rested.results == 1 => {
                    desk.dismiss();
                    gateway.grip.kill();
                    return;
                }
                Some(_) => {}
            }
        }
        panic!("it does not come to an end");
    }

    /// Starts it until it listens: what a kill left half done is finished before that, and the point
    /// of the next kill may lie there.
    fn starts_gateway(&mut self, plan: &mut dyn Plan) -> Program {
        self.line.leads_to(None);
        for _ in 0..ROUNDS {
            let stop_at = plan.point(Side::Gateway).unwrap_or_default();
            let mutant = plan.mutant().unwrap_or_default();
            let more = [(STOP_AT, stop_at.as_str()), ("NOPHO_PORTAL_MUTANT", mutant)];
            let gateway = self.starts("province::gateway_that_may_be_killed", &more);
            *self.doom.gateway.lock().unwrap() = Some(gateway.grip.clone());
            if let Some(listening) = gateway.listen() {
                self.line.leads_to(Some(address(&listening)));
                return gateway;
            }
            self.kills.note(self.doom.eyes.stage(), Side::Gateway);
        }
        panic!("it does not come to serve");
    }

    fn starts_desk(&mut self, plan: &mut dyn Plan) -> Program {
        let stop_at = plan.point(Side::Desk).unwrap_or_default();
        let known = serde_json::to_string(&self.before.known).unwrap();
        let url = self.line.url();
        let more = [(STOP_AT, stop_at.as_str()), (KNOWN, known.as_str()), (URL, url.as_str())];
        let desk = self.starts("clerk::desk_that_may_be_killed", &more);
        *self.doom.desk.lock().unwrap() = Some(desk.grip.clone());
        desk
    }

    /// No two programs have the same luck.
    fn starts(&mut self, test: &str, more: &[(&str, &str)]) -> Program {
        let seed = self.luck().to_string();
        let home = self.home.path().to_str().unwrap();
        Program::start(test, &[&[(HOME, home), (SEED, seed.as_str())], more].concat())
    }

    fn agency_answers(&mut self) {
        let (seed, dossier) = (self.luck(), self.before.known.answered.to_string());
        province::gives_a_result(self.home.path(), seed, &dossier);
    }

    fn luck(&mut self) -> u64 {
        self.starts += 1;
        (self.seed + 1) * 100_000 + self.starts
    }

    pub fn path(&self) -> &Path {
        self.home.path()
    }

    /// The desk and the gateway, opened by the test itself.
    pub fn opened(&mut self) -> (Arc<desk::Desk>, portal::Gateway) {
        let (desk, gateway) = (self.luck(), self.luck());
        let desk = clerk::opened(self.path(), desk, &self.before.known.card);
        (desk, province::opened(self.path(), gateway))
    }
}

fn rested(words: Value) -> Rested {
    serde_json::from_value(words).unwrap()
}

fn has_delivered(rested: &Rested) -> bool {
    assert_eq!(rested.set_aside, 0, "nothing waits for the clerk");
    rested.open == 0 && rested.has_asked_back
}

fn address(listening: &Value) -> SocketAddr {
    let url = listening["listening"].as_str().unwrap();
    url.trim_start_matches("http://").parse().unwrap()
}
