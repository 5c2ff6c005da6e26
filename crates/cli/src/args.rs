//! The arguments of `nopho`.

use std::path::PathBuf;

use bridge::{Kind, Language, UiError};
use clap::{Parser, Subcommand, ValueEnum};

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
    /// Language of the sentences
    #[arg(long, env = "NOPHO_LANG", global = true, value_enum, default_value_t = Lang::Vi)]
    pub(crate) lang: Lang,
    /// File that holds the passphrase
    #[arg(long, env = "NOPHO_PASSPHRASE_FILE", global = true, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// File that holds the code on the recovery card
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
        let ours = || directories::ProjectDirs::from("vn", "nop-ho", "nopho");
        let usual = || ours().map(|dirs| dirs.data_local_dir().to_owned());
        let folder = self.data.clone().or_else(usual);
        folder.ok_or_else(|| UiError::new(Kind::Usage, "desk-not-set-up"))
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Lang {
    Vi,
    En,
}

impl Lang {
    pub(crate) fn language(self) -> Language {
        match self {
            Self::Vi => Language::Vietnamese,
            Self::En => Language::English,
        }
    }
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Set a desk up in an empty folder
    Init(Init),
    /// Confirm the recovery card by typing its whole code
    ConfirmCard,
    /// Begin a dossier
    New(New),
    /// Replace the form of a draft; a sealed dossier is opened for a supplement
    Edit {
        /// Id or code
        dossier: String,
        /// The form as JSON; `-` reads standard input
        #[arg(long, value_name = "FILE")]
        form: PathBuf,
    },
    /// Attach papers to a draft; a sealed dossier is opened for a supplement
    Attach {
        /// Id or code
        dossier: String,
        /// COMPONENT=FILE
        #[arg(required = true, value_name = "COMPONENT=FILE")]
        files: Vec<String>,
    },
    /// Take a paper out of a draft
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
    },
    /// Show everything about a dossier
    Show {
        /// Id or code
        dossier: String,
    },
    /// Examine keys, database, journal, files and clock
    Doctor,
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
    pub(crate) attach: Vec<String>,
    /// Submit at once
    #[arg(long)]
    pub(crate) submit: bool,
}
