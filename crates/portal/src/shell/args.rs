//! The arguments of `nopho-portal`.

use std::env;
use std::ffi::{OsStr, OsString};
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Parser, Subcommand};

use super::operator_args::Operator;
use super::words::Language;
use crate::gateway::usual_keys;
use crate::policy::{DAY_MS, MIB, Policy};
use crate::setup::MIN_CLIENT;

/// The gateway by which a province takes dossiers in.
#[derive(Parser)]
#[command(name = "nopho-portal", version, disable_help_subcommand = true)]
pub(super) struct Args {
    /// The gateway's data folder
    #[arg(
        long,
        env = "NOPHO_PORTAL_DATA",
        global = true,
        value_name = "DIR",
        default_value = "nopho-portal"
    )]
    pub(super) data: PathBuf,
    /// The folder of its keys, outside the data folder; <DATA>-keys when not given
    #[arg(long, env = "NOPHO_PORTAL_KEYS", global = true, value_name = "DIR")]
    pub(super) keys: Option<PathBuf>,
    /// Print JSON
    #[arg(long, global = true)]
    pub(super) json: bool,
    #[arg(long, global = true, value_name = "LANG", help = "Language: vi, en [env: NOPHO_LANG=]")]
    pub(super) lang: Option<OsString>,
    #[command(subcommand)]
    pub(super) command: Command,
}

impl Args {
    /// The key folder: as given, else beside the data folder.
    pub(super) fn keys(&self) -> PathBuf {
        self.keys.clone().unwrap_or_else(|| usual_keys(&self.data))
    }
}

#[derive(Subcommand)]
pub(super) enum Command {
    /// Set a gateway up in an empty folder
    Init(Init),
    /// Take dossiers in, until told to end
    Serve(Serve),
    /// Make a code with which one desk can enrol
    EnrollCode {
        /// The desk that it is made for, in your words
        #[arg(long, value_name = "NAME", default_value = "")]
        desk: String,
    },
    /// List the desks that enrolled
    Desks,
    /// Withdraw a desk's right to send
    Revoke {
        /// Its id, prefix or name
        desk: String,
    },
    /// Let a new key sign receipts, vouched for by the root key
    RotateKeys {
        /// The root key, brought from its safe
        #[arg(long, value_name = "FILE")]
        root: PathBuf,
    },
    #[command(flatten)]
    Operator(Operator),
}

#[derive(clap::Args)]
pub(super) struct Init {
    /// Code of the agency that runs the gateway
    #[arg(long, value_name = "CODE")]
    pub(super) agency: String,
    /// What people call the gateway; the agency's code when not given
    #[arg(long, value_name = "NAME", default_value = "")]
    pub(super) name: String,
    /// The oldest version of the desk that it talks to
    #[arg(long, value_name = "VERSION", default_value = MIN_CLIENT)]
    pub(super) min_client: String,
}

#[derive(clap::Args)]
pub(super) struct Serve {
    /// Where to listen; port 0 takes any that is free
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8443")]
    pub(super) listen: SocketAddr,
    /// The certificate (PEM), with those that vouch for it
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    pub(super) tls_cert: Option<PathBuf>,
    /// Its private key (PEM)
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    pub(super) tls_key: Option<PathBuf>,
    #[command(flatten)]
    pub(super) limits: Limits,
}

/// What a desk may ask of the gateway.
#[derive(clap::Args)]
pub(super) struct Limits {
    /// Days for which an unfinished part is kept after its last byte
    #[arg(long, value_name = "DAYS", default_value_t = 30,
          value_parser = clap::value_parser!(u32).range(1..=3650))]
    pub(super) keep_unfinished: u32,
    /// MiB that the unfinished parts of one desk may have, the one that it sends last apart
    #[arg(long, value_name = "MIB", default_value_t = 2048,
          value_parser = clap::value_parser!(u32).range(1..=1_048_576))]
    pub(super) desk_unfinished: u32,
    /// Requests that one desk may make in a minute
    #[arg(long, value_name = "N", default_value_t = 600,
          value_parser = clap::value_parser!(u32).range(10..=100_000))]
    pub(super) desk_requests: u32,
}

impl Limits {
    /// Days, MiB and requests, as text.
    pub(super) fn numbers(&self) -> [String; 3] {
        [self.keep_unfinished, self.desk_unfinished, self.desk_requests].map(|it| it.to_string())
    }

    pub(super) fn policy(&self) -> Policy {
        Policy {
            unfinished_kept_ms: i64::from(self.keep_unfinished) * DAY_MS,
            desk_unfinished_bytes: u64::from(self.desk_unfinished) * MIB,
            desk_requests_per_minute: self.desk_requests,
            desk_burst: self.desk_requests,
            ..Policy::default()
        }
    }
}

/// How to speak, even to somebody whose arguments cannot be read.
pub(super) struct Manner {
    pub(super) json: bool,
    pub(super) language: Language,
}

impl Manner {
    /// Reads it from raw arguments.
    pub(super) fn of(raw: &[OsString]) -> Self {
        let after = raw.iter().skip_while(|arg| *arg != "--lang").nth(1).map(OsString::as_os_str);
        let joined = || raw.iter().find_map(|arg| arg.to_str()?.strip_prefix("--lang="));
        let given = after.or_else(|| joined().map(OsStr::new));
        Self { json: raw.iter().any(|arg| arg == "--json"), language: language(given) }
    }
}

/// The language that was asked for, or the one that the environment names.
fn language(given: Option<&OsStr>) -> Language {
    let tag = given.map(OsStr::to_owned).or_else(|| env::var_os("NOPHO_LANG")).unwrap_or_default();
    Language::of_tag(&tag.to_string_lossy())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(words: &[&str]) -> Limits {
        let words = ["nopho-portal", "serve"].iter().chain(words);
        match Args::parse_from(words).command {
            Command::Serve(serve) => serve.limits,
            _ => panic!("another command"),
        }
    }

    #[test]
    fn limits_are_the_usual_ones_where_nothing_is_said() {
        assert_eq!(limits(&[]).policy(), Policy::default());
    }

    #[test]
    fn limits_are_those_that_are_said() {
        let words = ["--keep-unfinished", "7", "--desk-unfinished", "100", "--desk-requests", "60"];

        let policy = limits(&words).policy();

        assert_eq!(policy.unfinished_kept_ms, 7 * 24 * 3600 * 1000);
        assert_eq!(policy.desk_unfinished_bytes, 100 * 1024 * 1024);
        assert_eq!((policy.desk_requests_per_minute, policy.desk_burst), (60, 60));
    }

    #[test]
    fn limit_that_keeps_everybody_out_is_refused() {
        for words in
            [["--keep-unfinished", "0"], ["--desk-unfinished", "0"], ["--desk-requests", "9"]]
        {
            let words = ["nopho-portal", "serve"].into_iter().chain(words);
            assert!(Args::try_parse_from(words).is_err());
        }
    }
}
