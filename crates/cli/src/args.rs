//! The arguments of `nopho`.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use bridge::{Kind, Language, UiError};
use clap::{Parser, Subcommand};

use crate::catalogue::CatalogueCommand;
use crate::ledger::ReceiptsArgs;
use crate::page::PageArgs;

const PASSPHRASE_FILE_HELP: &str = "File that holds the passphrase [env: NOPHO_PASSPHRASE_FILE=]";

/// Nộp Hộ: take dossiers in with no network, and deliver them exactly once.
#[derive(Parser)]
#[command(name = "nopho", version, disable_help_subcommand = true)]
pub(crate) struct Args {
    /// The desk's data folder
    #[arg(long, env = "NOPHO_DATA", global = true, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// Print JSON
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[arg(long, global = true, value_name = "LANG", help = "Language: vi, en [env: NOPHO_LANG=]")]
    pub(crate) lang: Option<OsString>,
    // The variable is not clap's business: to clap it would count as given, and so conflict.
    #[arg(long, global = true, value_name = "FILE", help = PASSPHRASE_FILE_HELP)]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// File that holds the code on the recovery card; - asks for it
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "passphrase_file")]
    pub(crate) recovery_file: Option<PathBuf>,
    /// Who works: one of the desk's operators
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) operator: Option<String>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

impl Args {
    /// The data folder: as given, else where the system keeps a program's data.
    pub(crate) fn data_folder(&self) -> Result<PathBuf, UiError> {
        let folder = self.data.clone().or_else(bridge::usual_folder);
        folder.ok_or_else(|| UiError::new(Kind::Usage, "desk-not-set-up"))
    }

    /// The passphrase's file: as given, else as the environment says.
    pub(crate) fn passphrase_file(&self) -> Option<PathBuf> {
        let set = || env::var_os("NOPHO_PASSPHRASE_FILE").filter(|set| !set.is_empty());
        self.passphrase_file.clone().or_else(|| set().map(PathBuf::from))
    }

    /// The language of the sentences.
    pub(crate) fn language(&self) -> Language {
        language(self.lang.as_deref())
    }
}

/// How to speak to somebody whose arguments could not be read: what they say of it all the same.
pub(crate) struct Manner {
    pub(crate) json: bool,
    pub(crate) language: Language,
}

impl Manner {
    /// Reads it from raw arguments.
    pub(crate) fn of(raw: &[OsString]) -> Self {
        let after = raw.iter().skip_while(|arg| *arg != "--lang").nth(1).map(OsString::as_os_str);
        let joined = || raw.iter().find_map(|arg| arg.to_str()?.strip_prefix("--lang="));
        let given = after.or_else(|| joined().map(OsStr::new));
        Self { json: raw.iter().any(|arg| arg == "--json"), language: language(given) }
    }
}

/// The language that was asked for, or the one that the environment names.
fn language(given: Option<&OsStr>) -> Language {
    let set = || env::var_os("NOPHO_LANG");
    let tag = given.map(OsStr::to_owned).or_else(set).unwrap_or_default();
    Language::of_tag(&tag.to_string_lossy())
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Set a desk up in an empty folder
    Init(Init),
    /// Confirm the recovery card by typing its whole code
    ConfirmCard,
    /// Find procedures by words of their name or by code, best first
    Procedures {
        /// Words of the name, with or without marks, or part of a code
        query: Vec<String>,
        /// At most so many
        #[arg(long, value_name = "COUNT", default_value_t = 30)]
        limit: usize,
        /// In the catalogue in use at the desk, instead of the one that comes with the program
        #[arg(long)]
        of_desk: bool,
    },
    /// Show what a procedure asks: papers, form, deadline, fee
    Procedure {
        /// Code of the procedure, such as 1.001193
        code: String,
        /// In the catalogue in use at the desk, instead of the one that comes with the program
        #[arg(long)]
        of_desk: bool,
    },
    /// Packages of the catalogue: make, look at, compare, bring to the desk
    Catalogue {
        #[command(subcommand)]
        command: CatalogueCommand,
    },
    /// Begin a dossier
    New(New),
    /// Replace the form of a draft; a sealed dossier is opened for a correction
    Edit {
        /// Id or code
        dossier: String,
        /// The form as JSON; `-` reads standard input
        #[arg(long, value_name = "FILE")]
        form: PathBuf,
    },
    /// Attach papers to a draft; a sealed dossier is opened for a correction
    Attach {
        /// Id or code
        dossier: String,
        /// COMPONENT=FILE
        #[arg(required = true, value_name = "COMPONENT=FILE")]
        files: Vec<OsString>,
    },
    /// Take a paper out of a draft; a sealed dossier is opened for a correction
    Detach {
        /// Id or code
        dossier: String,
        /// Id of the page
        page: String,
    },
    /// List what a draft still lacks
    Gaps {
        /// Id or code
        dossier: String,
    },
    /// Seal a draft and queue it
    Submit {
        /// Id or code
        dossier: String,
    },
    /// Take a dossier back: discard, cancel, or ask the agency
    Withdraw {
        /// Id or code
        dossier: String,
    },
    /// Throw a draft or an unsent correction away
    Discard {
        /// Id or code
        dossier: String,
    },
    /// Take a discarded draft back
    Restore {
        /// Id or code
        dossier: String,
    },
    /// List dossiers, newest first
    List {
        /// Only those in this state, such as draft or sealed
        #[arg(long)]
        state: Option<String>,
        /// Only drafts that were thrown away
        #[arg(long, conflicts_with = "state")]
        discarded: bool,
    },
    /// Show everything about a dossier
    Show {
        /// Id or code
        dossier: String,
    },
    /// Enrol the desk at the province's gateway
    Enroll(Enroll),
    /// Say at which gateway the desk is enrolled
    Gateway,
    /// Deliver what waits, and take in what the agencies did
    Sync {
        /// Go on through all pauses, until nothing waits but for the clerk
        #[arg(long)]
        until_empty: bool,
        /// At most so many seconds
        #[arg(long, value_name = "SECONDS", default_value_t = 600)]
        timeout: u64,
    },
    /// List what has not arrived, and why
    Queue,
    /// Ask the gateway what it holds of this desk, and say what differs
    Compare,
    /// Write the ledger of receipts as CSV to a new file, outside the data folder
    Receipts(ReceiptsArgs),
    /// Try again what was set aside of a dossier
    Retry {
        /// Id or code
        dossier: String,
    },
    Both(crate::both::BothArgs),
    /// Write a result file of a dossier to a new file, outside the data folder
    Result {
        /// Id or code
        dossier: String,
        /// The new file
        #[arg(short, long, value_name = "FILE")]
        out: PathBuf,
        /// Which one, as `show` numbers them; by default the newest
        #[arg(long)]
        number: Option<usize>,
    },
    /// Write a paper of a dossier to a new PDF file, outside the data folder
    Paper(PaperArgs),
    /// Note that the resident was given the code by hand
    CodeGiven {
        /// Id or code
        dossier: String,
    },
    /// Make straight, clean, small pages of photos and scans, and bind them into one PDF; no desk is needed
    Page(PageArgs),
    /// Show what stands at the head of the papers, or write some of it down
    Letterhead(LetterheadArgs),
    /// Examine keys, database, journal, files, clock and gateway
    Doctor,
    /// Serve the window to this machine's own browser, until Ctrl-C
    Serve {
        /// Where to listen, on this machine only; port 0 takes any that is free
        #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:0")]
        listen: String,
    },
}

#[derive(clap::Args)]
pub(crate) struct PaperArgs {
    /// Id or code
    pub(crate) dossier: String,
    /// Which paper: the resident's, or the form for signature
    #[arg(long, value_parser = ["receipt", "declaration"])]
    pub(crate) form: String,
    /// The sheet; by default the desk's own
    #[arg(long, value_parser = ["a4", "a5"])]
    pub(crate) size: Option<String>,
    /// The new file
    #[arg(short, long, value_name = "FILE")]
    pub(crate) out: PathBuf,
}

#[derive(clap::Args)]
pub(crate) struct LetterheadArgs {
    /// Cơ quan chủ quản, the first line on the left
    #[arg(long, value_name = "TEXT")]
    pub(crate) superior: Option<String>,
    /// Tên cơ quan, the second line on the left
    #[arg(long, value_name = "TEXT")]
    pub(crate) agency: Option<String>,
    /// Địa danh, before the date
    #[arg(long, value_name = "TEXT")]
    pub(crate) place: Option<String>,
    /// The desk's address
    #[arg(long, value_name = "TEXT")]
    pub(crate) address: Option<String>,
    /// The desk's telephone
    #[arg(long, value_name = "TEXT")]
    pub(crate) phone: Option<String>,
    /// Where the resident can ask or look the dossier up
    #[arg(long, value_name = "TEXT")]
    pub(crate) lookup: Option<String>,
    /// Kính gửi: to whom a declaration is addressed
    #[arg(long, value_name = "TEXT")]
    pub(crate) addressed: Option<String>,
}

#[derive(clap::Args)]
pub(crate) struct Enroll {
    /// Address of the gateway, such as <https://nopho.langson.gov.vn>
    #[arg(long, value_name = "URL")]
    pub(crate) portal: String,
    /// The enrolment code that the province read out; asked for when it is left out. Others on this
    /// machine can read it while this runs: --code-file keeps it to itself
    #[arg(long)]
    pub(crate) code: Option<String>,
    /// File with the enrolment code; - is standard input
    #[arg(long, value_name = "FILE", conflicts_with = "code")]
    pub(crate) code_file: Option<PathBuf>,
    /// PEM file of certificates to believe for the gateway, beside the machine's
    #[arg(long, value_name = "FILE")]
    pub(crate) ca: Option<PathBuf>,
}

#[derive(clap::Args)]
pub(crate) struct Init {
    /// Open with the machine's keyring from day to day, instead of a passphrase
    #[arg(long, conflicts_with = "passphrase_file")]
    pub(crate) keyring: bool,
    /// New file, outside the data folder, for the recovery card
    #[arg(long, value_name = "FILE")]
    pub(crate) recovery_out: PathBuf,
    /// Kind of desk: authority, volunteer or post
    #[arg(long)]
    pub(crate) kind: String,
    /// First part of the desk's codes, such as LS07
    #[arg(long)]
    pub(crate) prefix: String,
    /// What people call the desk
    #[arg(long, default_value = "")]
    pub(crate) name: String,
}

#[derive(clap::Args)]
pub(crate) struct New {
    /// Code of the procedure, such as 1.001193
    #[arg(long, value_name = "CODE")]
    pub(crate) procedure: String,
    /// The form as JSON; `-` reads standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) form: PathBuf,
    /// A paper
    #[arg(long, value_name = "COMPONENT=FILE")]
    pub(crate) attach: Vec<OsString>,
    /// How it is handed in: direct, online or post; by default as this kind of desk does
    #[arg(long)]
    pub(crate) channel: Option<String>,
    #[arg(long, help = "How far the desk helps: done_for, guided or own")]
    pub(crate) assistance: Option<String>,
    /// Submit at once
    #[arg(long)]
    pub(crate) submit: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn manner_is_read_from_arguments_that_make_no_sense() {
        let raw = |args: &[&str]| args.iter().map(OsString::from).collect::<Vec<_>>();

        let joined = Manner::of(&raw(&["nopho", "fly", "--lang=en", "--json"]));
        let apart = Manner::of(&raw(&["nopho", "--lang", "en"]));

        assert!(joined.json && !apart.json);
        assert_eq!([joined.language, apart.language], [Language::English; 2]);
    }
}
