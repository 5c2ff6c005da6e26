//! The instrument that makes the weather, and whether this machine lets it.
//!
//! A machine without it could take a proxy of `testkit` on loopback instead: [`Instrument::find`]
//! would give that when the first is missing, and [`crate::wan::Wan`] be opened through it.

use std::path::{Path, PathBuf};

/// A program that carries every packet between two network namespaces.
#[derive(Debug, Clone)]
pub struct Instrument {
    /// It, for Python.
    pub program: PathBuf,
    /// Whether both ends speak TCP as a system without Linux's own ways does: CUBIC, and a lost SYN is
    /// sent again after 1, 2 and 4 seconds.
    pub is_plain: bool,
    /// Which of several that are at work beside one another.
    pub number: u32,
}

impl Instrument {
    /// Looks for it, and for what it needs; else says in one line what is missing.
    pub fn find(is_plain: bool) -> Result<Self, String> {
        let beside = top().join("..").join("shared").join("wanlink").join("wanlink.py");
        let program = std::env::var_os("NOPHO_WANLINK").map_or(beside, PathBuf::from);
        if !program.is_file() {
            return Err(format!("{} is not there (NOPHO_WANLINK names it)", program.display()));
        }
        if !is_root() {
            return Err("network namespaces want root".to_owned());
        }
        if !Path::new("/dev/net/tun").exists() {
            return Err("/dev/net/tun is not there".to_owned());
        }
        match missing_of(&["python3", "ip", "ss", "setpriv", "unshare"]) {
            Some(missing) => Err(missing),
            None => Ok(Self { program, is_plain, number: 0 }),
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

fn is_installed(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(name).is_file())
}

fn is_root() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("Uid:"));
    line.and_then(|line| line.split_whitespace().nth(1)) == Some("0")
}
