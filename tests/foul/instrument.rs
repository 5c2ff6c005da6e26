//! What makes the weather: an instrument of packets where this machine has one and lets it work, else
//! a proxy on loopback.

use std::path::{Path, PathBuf};

use crate::loopback::Ports;
use crate::wanted::Wanted;

/// One of the two; each of several that are at work beside one another has its own.
#[derive(Debug)]
pub enum Instrument {
    /// Carries packets.
    Carrier(Carrier),
    /// Carries the bytes of connections.
    Proxy(Ports),
}

/// A program that carries every packet between two network namespaces.
#[derive(Debug, Clone)]
pub struct Carrier {
    /// It, for Python.
    pub program: PathBuf,
    /// Whether both ends speak TCP as a system without Linux's own ways does: CUBIC, and a lost SYN is
    /// sent again after 1, 2 and 4 seconds.
    pub is_plain: bool,
    /// Which of several that are at work beside one another.
    pub number: u32,
}

impl Instrument {
    /// The best that this machine has; says in a line what is missing where that is the proxy. What only
    /// the carrier can do is not measured by less: then there is nothing but the line.
    pub fn find(wanted: &Wanted) -> Result<Self, String> {
        let missing = match Carrier::find(wanted) {
            Ok(carrier) => return Ok(Self::Carrier(carrier)),
            Err(missing) => missing,
        };
        if let Some(what) = wanted.wants_packets() {
            return Err(format!("{what} is not measured without packets: {missing}"));
        }
        println!(
            "No packets ({missing}): a proxy on loopback makes the weather. It delays, slows and cuts \
             connections, but loses no packet, lets none overtake another, and each system's TCP ends at \
             it: the figures tell who gets through and who begins again, and are not to be compared \
             with others."
        );
        Ok(Self::Proxy(Ports::reserved()))
    }

    /// Another one of the same kind.
    pub fn beside(&self, number: u32) -> Self {
        match self {
            Self::Carrier(carrier) => Self::Carrier(Carrier { number, ..carrier.clone() }),
            Self::Proxy(_) => Self::Proxy(Ports::reserved()),
        }
    }

    /// Whether it is the lesser one.
    pub fn is_proxy(&self) -> bool {
        matches!(self, Self::Proxy(_))
    }
}

impl Carrier {
    /// Looks for it, and for what it needs; else says what is missing.
    fn find(wanted: &Wanted) -> Result<Self, String> {
        if wanted.is_proxy {
            return Err("the proxy was asked for".to_owned());
        }
        let beside = top().join("..").join("shared").join("wanlink").join("wanlink.py");
        let program = std::env::var_os("NOPHO_WANLINK").map_or(beside, PathBuf::from);
        if !program.is_file() {
            return Err(format!("{} is not there, NOPHO_WANLINK names it", program.display()));
        }
        if !is_root() {
            return Err("network namespaces want root".to_owned());
        }
        if !Path::new("/dev/net/tun").exists() {
            return Err("/dev/net/tun is not there".to_owned());
        }
        match missing_of(&["python3", "ip", "ss", "setpriv", "unshare"]) {
            Some(missing) => Err(missing),
            None => Ok(Self { program, is_plain: wanted.is_portable, number: 0 }),
        }
    }
}

/// The project's folder.
pub fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The first of some programs that is not on the path, in words.
pub fn missing_of(tools: &[&str]) -> Option<String> {
    let missing = tools.iter().find(|tool| !is_installed(tool));
    missing.map(|tool| format!("{tool} is not installed"))
}

/// Whether the bench may do what only root may.
pub fn is_root() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("Uid:"));
    line.and_then(|line| line.split_whitespace().nth(1)) == Some("0")
}

fn is_installed(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(name).is_file())
}
