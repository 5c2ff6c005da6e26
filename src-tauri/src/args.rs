//! The arguments of `nopho-desk`.

use std::path::PathBuf;

use clap::Parser;

/// Nộp Hộ: take dossiers in with no network, and deliver them exactly once.
#[derive(Parser)]
#[command(name = "nopho-desk", version)]
pub(crate) struct Args {
    /// The desk's data folder
    #[arg(long, env = "NOPHO_DATA", value_name = "DIR")]
    data: Option<PathBuf>,
}

impl Args {
    /// The data folder: as given, else where the system keeps a program's data.
    pub(crate) fn data_folder(&self) -> Option<PathBuf> {
        self.data.clone().or_else(bridge::usual_folder)
    }
}
