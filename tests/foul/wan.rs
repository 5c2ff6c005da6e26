//! One stretch of weather: two network namespaces, and the instrument that carries the packets
//! between them.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde::Deserialize;

use crate::instrument::Instrument;
use crate::kin::{self, Kin};
use crate::lines::{Death, Weather};

/// Where the server is reached.
pub const SERVER: &str = "10.77.0.2";
/// The port of every server.
pub const PORT: &str = "8443";
const PATIENCE: Duration = Duration::from_secs(30);

/// What the instrument counted, from its beginning to its end.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Counted {
    /// IP bytes that the client sent, whether they arrived or not.
    pub up_bytes: u64,
    /// IP bytes that the server sent.
    pub down_bytes: u64,
    /// How often the path was cut.
    pub cuts: u32,
}

/// Weather that goes on until it is ended or dropped.
pub struct Wan {
    process: Child,
    client: String,
    server: String,
    stats: PathBuf,
}

impl Wan {
    /// Lets weather begin: one at a time of each instrument, because the namespaces bear its number.
    pub fn begin(instrument: &Instrument, folder: &Path, weather: &Weather, seed: u32) -> Self {
        let own = format!("{}x{}", std::process::id(), instrument.number);
        let (client, server) = (format!("nophoc{own}"), format!("nophos{own}"));
        let stats = folder.join("weather.json");
        let mut command = Command::new("setpriv");
        // The instrument takes its namespaces away when it is told to end.
        command.args(["--pdeathsig", "TERM", "python3"]).arg(&instrument.program);
        command.args(["--ns", &format!("{client},{server}"), "--stats"]).arg(&stats);
        command.args(arguments(weather, seed));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).process_group(0);
        let mut process = command.spawn().unwrap();
        let mut ready = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut ready).unwrap();
        assert_eq!(ready.trim(), "READY", "the instrument did not begin");
        if instrument.is_plain {
            [&client, &server].into_iter().for_each(|namespace| make_plain(namespace));
        }
        Self { process, client, server, stats }
    }

    /// A program on the client's side.
    pub fn client(&self, program: &Path) -> Command {
        kin::within(&self.client, program)
    }

    /// A program on the server's side.
    pub fn server(&self, program: &Path) -> Command {
        kin::within(&self.server, program)
    }

    /// Waits until somebody listens on the server's side.
    pub fn await_server(&self, server: &mut Kin) {
        let began = Instant::now();
        loop {
            let mut look = Command::new("ip");
            look.args(["netns", "exec", &self.server, "ss", "-Hltn", &format!("sport = :{PORT}")]);
            if !look.output().unwrap().stdout.is_empty() {
                return;
            }
            assert!(server.is_alive(), "the server ended; what it said is in the bench's folder");
            assert!(began.elapsed() < PATIENCE, "the server does not listen");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Ends it, and gives what it counted.
    pub fn end(mut self) -> Counted {
        self.tell_to_end();
        self.so_far()
    }

    /// What it had counted a second ago.
    pub fn so_far(&self) -> Counted {
        serde_json::from_slice(&std::fs::read(&self.stats).unwrap()).unwrap()
    }

    fn tell_to_end(&mut self) {
        if self.process.try_wait().ok().flatten().is_none() {
            let _ = Command::new("kill").arg(self.process.id().to_string()).status();
        }
        let _ = self.process.wait();
    }
}

impl Drop for Wan {
    fn drop(&mut self) {
        self.tell_to_end();
    }
}

/// Takes away what only Linux does, or only some of them.
fn make_plain(namespace: &str) {
    let settings = ["tcp_congestion_control=cubic", "tcp_syn_linear_timeouts=0"];
    for setting in settings.map(|setting| format!("net.ipv4.{setting}")) {
        let mut command = Command::new("ip");
        command.args(["netns", "exec", namespace, "sysctl", "-qw", &setting]);
        assert!(command.status().unwrap().success(), "{setting} could not be set");
    }
}

fn arguments(weather: &Weather, seed: u32) -> Vec<String> {
    let seconds = |ms: u32| (f64::from(ms) / 1000.0).to_string();
    let rate = weather.rate.to_string();
    let mut arguments = vec![
        ("--rate-up", rate.clone()),
        ("--rate-down", rate),
        ("--rtt", seconds(weather.rtt_ms)),
        ("--jitter", seconds(weather.jitter_ms)),
        ("--loss", (f64::from(weather.lost_per_10k) / 10_000.0).to_string()),
        ("--seed", seed.to_string()),
    ];
    if let Some(cuts) = weather.cuts {
        let death = match cuts.death {
            Death::Reset => "rst",
            Death::Silent => "blackhole",
        };
        arguments.push(("--up", cuts.lives_s.to_string()));
        arguments.push(("--down", cuts.gap_s.to_string()));
        arguments.push(("--mode", death.to_owned()));
    }
    arguments.into_iter().flat_map(|(name, value)| [name.to_owned(), value]).collect()
}
