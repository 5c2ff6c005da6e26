//! Weather between two network namespaces: the instrument carries every packet.

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, SocketAddr};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde::Deserialize;

use crate::instrument::Carrier;
use crate::kin;
use crate::lines::{Death, QUEUE_S, Weather};
use crate::wan::{Counted, Unit};

/// Where the server is, and where it is reached.
pub const SERVER: Ipv4Addr = Ipv4Addr::new(10, 77, 0, 2);
const PORT: u16 = 8443;

/// Two namespaces with weather between them, until it is ended or dropped.
pub struct Spaces {
    process: Child,
    client: String,
    server: String,
    stats: PathBuf,
}

/// What the instrument writes down each second.
#[derive(Deserialize)]
struct Stats {
    up_bytes: u64,
    down_bytes: u64,
    cuts: u32,
}

impl Spaces {
    /// Lets weather begin: one at a time of each carrier, because the namespaces bear its number.
    pub fn begin(carrier: &Carrier, folder: &Path, weather: &Weather, seed: u32) -> Self {
        let own = format!("{}x{}", std::process::id(), carrier.number);
        let (client, server) = (format!("nophoc{own}"), format!("nophos{own}"));
        let stats = folder.join("weather.json");
        let mut command = Command::new("setpriv");
        // The instrument takes its namespaces away when it is told to end.
        command.args(["--pdeathsig", "TERM", "python3"]).arg(&carrier.program);
        command.args(["--ns", &format!("{client},{server}"), "--stats"]).arg(&stats);
        command.args(arguments(weather, seed));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).process_group(0);
        let mut process = command.spawn().unwrap();
        let mut ready = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut ready).unwrap();
        assert_eq!(ready.trim(), "READY", "the instrument did not begin");
        if carrier.is_plain {
            allow_the_ordinary();
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

    /// The address of the server, from either side.
    pub fn address() -> SocketAddr {
        SocketAddr::from((SERVER, PORT))
    }

    /// Whether somebody listens on the server's side.
    pub fn has_server(&self) -> bool {
        let mut look = Command::new("ip");
        look.args(["netns", "exec", &self.server, "ss", "-Hltn", &format!("sport = :{PORT}")]);
        !look.output().unwrap().stdout.is_empty()
    }

    /// Writes down what it has counted, and ends it.
    pub fn tell_to_end(&mut self) {
        if self.process.try_wait().ok().flatten().is_none() {
            let _ = Command::new("kill").arg(self.process.id().to_string()).status();
        }
        let _ = self.process.wait();
    }

    /// What it had counted a second ago.
    pub fn so_far(&self) -> Counted {
        let read = serde_json::from_slice(&std::fs::read(&self.stats).unwrap()).unwrap();
        let Stats { up_bytes, down_bytes, cuts } = read;
        Counted { up_bytes, down_bytes, cuts, unit: Unit::Ip }
    }
}

impl Drop for Spaces {
    fn drop(&mut self) {
        self.tell_to_end();
    }
}

/// How congestion is steered by Windows, macOS, and Linux where nobody chose.
const ORDINARY: &str = "cubic";

/// Lets another namespace than the machine's own steer congestion in the ordinary way.
fn allow_the_ordinary() {
    let allowed = Path::new("/proc/sys/net/ipv4/tcp_allowed_congestion_control");
    let now = std::fs::read_to_string(allowed).unwrap();
    if !now.split_whitespace().any(|one| one == ORDINARY) {
        std::fs::write(allowed, format!("{} {ORDINARY}", now.trim())).unwrap();
    }
}

/// Takes away what only Linux does, or only some of them.
fn make_plain(namespace: &str) {
    let steering = format!("tcp_congestion_control={ORDINARY}");
    let settings = [steering.as_str(), "tcp_syn_linear_timeouts=0"];
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
        ("--queue-ms", (QUEUE_S * 1e3).to_string()),
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
