//! `nopho receipts`.

use std::path::PathBuf;
use std::process::ExitCode;

use bridge::reply::LedgerWritten;
use bridge::{Host, UiError};
use serde_json::json;

use crate::ask_desk;
use crate::screen::Screen;

#[derive(clap::Args)]
pub(crate) struct ReceiptsArgs {
    /// Only what the gateway signed for on this day or later, such as 2026-11-01
    #[arg(long, value_name = "DAY")]
    pub(crate) from: Option<String>,
    /// Only what it signed for on this day or earlier
    #[arg(long, value_name = "DAY")]
    pub(crate) to: Option<String>,
    /// Name the residents in it
    #[arg(long)]
    pub(crate) names: bool,
    /// The new file
    #[arg(short, long, value_name = "FILE")]
    pub(crate) out: PathBuf,
}

/// `nopho receipts`.
pub(crate) fn receipts(
    host: &Host,
    screen: &Screen,
    args: &ReceiptsArgs,
) -> Result<ExitCode, UiError> {
    let ReceiptsArgs { from, to, names, out } = args;
    let wanted = json!({ "from": from, "until": to, "names": names, "path": out });
    let written: LedgerWritten = ask_desk(host, "receipts.write", wanted)?;
    screen.answer(&written, |screen| {
        let count = screen.words().count(written.receipts);
        screen.say("receipts-written", &[("file", &written.file), ("count", &count)]);
    });
    Ok(ExitCode::SUCCESS)
}
