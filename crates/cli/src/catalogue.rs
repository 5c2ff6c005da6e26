//! `nopho catalogue`: packages of the catalogue.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use bridge::reply::{ListRead, PackageChange, PackageLine, PackageShown, PackageTrust, Packages};
use bridge::{Host, ListFiles, UiError};
use clap::Subcommand;

use crate::folder;
use crate::input::{read_plain, read_secret};
use crate::screen::Screen;
use crate::show::legal_date;

const DONE: Result<ExitCode, UiError> = Ok(ExitCode::SUCCESS);

/// The three files of a province's export.
const PROCEDURES: &str = "procedures.csv";
const DOCUMENTS: &str = "procedure_documents.csv";
const DETAILS: &str = "procedure_details.json";

/// What is done with packages of the catalogue.
#[derive(Subcommand)]
pub(crate) enum CatalogueCommand {
    /// Make a package of a folder
    Build {
        /// The folder, with package.json in it
        folder: PathBuf,
        /// File of the key that signs, as `nopho-portal catalogue-key` makes it; else nobody signs
        #[arg(long, value_name = "KEY")]
        sign: Option<PathBuf>,
        /// The new file
        #[arg(short, long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Look whether a package is whole and can be read, and what is in it
    Verify {
        /// The package
        file: PathBuf,
        /// File of the key that must have signed it
        #[arg(long, value_name = "KEY")]
        key: Option<PathBuf>,
    },
    /// Take a package into use at the desk: a file that a key signed for which the gateway vouches,
    /// or, for the desk's lead alone, a folder that nobody signed
    Import {
        /// The file or folder
        path: PathBuf,
    },
    /// List the packages of the desk, the one in use first
    List,
    /// Take a package into use that is at the desk already
    Use {
        /// Its version or hash
        #[arg(required_unless_present = "own")]
        which: Option<String>,
        /// The one that comes with the program
        #[arg(long, conflicts_with = "which")]
        own: bool,
    },
    /// Say what differs between two packages, each a file or a folder
    Diff {
        /// The earlier one
        earlier: PathBuf,
        /// The later one
        later: PathBuf,
    },
    /// Read a province's export (procedures.csv, `procedure_documents.csv`, `procedure_details.json`),
    /// say what could not be read, and make a package's folder of it
    FromList {
        /// The folder of the export
        export: PathBuf,
        /// Where the list was seen
        #[arg(long, value_name = "TEXT")]
        source: Option<String>,
        /// A new or empty folder; without it, the list is only read
        #[arg(short, long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
}

/// What needs no desk; `None` for what does.
pub(crate) fn without_a_desk(
    host: &Host,
    screen: &Screen,
    command: &CatalogueCommand,
) -> Option<Result<ExitCode, UiError>> {
    match command {
        CatalogueCommand::Build { folder, sign, out } => {
            Some(build(host, screen, folder, sign.as_deref(), out))
        }
        CatalogueCommand::Verify { file, key } => Some(verify(host, screen, file, key.as_deref())),
        CatalogueCommand::Diff { earlier, later } => Some(diff(host, screen, earlier, later)),
        CatalogueCommand::FromList { export, source, out } => {
            Some(from_list(host, screen, export, source.as_deref(), out.as_deref()))
        }
        CatalogueCommand::Import { .. } | CatalogueCommand::List | CatalogueCommand::Use { .. } => {
            None
        }
    }
}

/// What is done at an opened desk.
pub(crate) fn at_a_desk(
    host: &Host,
    screen: &Screen,
    command: &CatalogueCommand,
) -> Result<ExitCode, UiError> {
    let packages = match command {
        CatalogueCommand::Import { path } if path.is_dir() => {
            host.import_folder(screen.words(), folder::read(path)?)?
        }
        CatalogueCommand::Import { path } => {
            host.import_package(screen.words(), &read_plain(path, "file-unreadable")?)?
        }
        CatalogueCommand::Use { own: true, .. } => host.choose_package(screen.words(), None)?,
        CatalogueCommand::Use { which, .. } => {
            host.choose_package(screen.words(), which.as_deref())?
        }
        _ => host.packages(screen.words())?,
    };
    screen.answer(&packages, |screen| say_packages(screen, &packages));
    DONE
}

fn build(
    host: &Host,
    screen: &Screen,
    folder: &Path,
    sign: Option<&Path>,
    out: &Path,
) -> Result<ExitCode, UiError> {
    let files = folder::read(folder)?;
    let key = sign.map(|file| read_secret(file, "catalogue-key-file")).transpose()?;
    let (shown, bytes) = host.build_package(files, key.as_ref().map(|key| key.as_str()))?;
    folder::write_new(out, &bytes, folder::PACKAGE)?;
    screen.answer(&shown, |screen| {
        say_package(screen, &shown);
        screen.say("package-built", &[("file", &out.display().to_string())]);
    });
    DONE
}

fn verify(
    host: &Host,
    screen: &Screen,
    file: &Path,
    key: Option<&Path>,
) -> Result<ExitCode, UiError> {
    let bytes = read_plain(file, "file-unreadable")?;
    let key = key.map(|file| read_secret(file, "catalogue-key-file")).transpose()?;
    let shown = host.look_at_package(&bytes, key.as_ref().map(|key| key.as_str()))?;
    screen.answer(&shown, |screen| say_package(screen, &shown));
    DONE
}

fn say_package(screen: &Screen, shown: &PackageShown) {
    let signature = match (&shown.key_id, shown.is_verified) {
        (None, _) => screen.words().say("package-signed-by-nobody", &[]),
        (Some(key), Some(true)) => screen.words().say("package-signed", &[("key", key)]),
        (Some(key), _) => screen.words().say("package-signature-not-checked", &[("key", key)]),
    };
    let (procedures, checked) = (shown.procedures.to_string(), shown.checked.to_string());
    let (listed, files) = (shown.listed.to_string(), shown.files.to_string());
    let units = shown.units.as_ref().map(|units| {
        let (provinces, communes) = (units.provinces.to_string(), units.communes.to_string());
        let edition = legal_date(&units.edition);
        let args = [("edition", &*edition), ("provinces", &provinces), ("communes", &communes)];
        screen.words().say("package-units-told", &args)
    });
    let calendar = shown.calendar.as_ref().map(|calendar| {
        let years = calendar.years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let (edition, days) = (legal_date(&calendar.edition), calendar.days.to_string());
        let args = [("edition", &*edition), ("years", &years), ("days", &days)];
        screen.words().say("package-calendar-told", &args)
    });
    let none = || screen.words().say("package-list-none", &[]);
    let (units, calendar) = (units.unwrap_or_else(none), calendar.unwrap_or_else(none));
    screen.line(&format!("{}  {}", shown.version, shown.name));
    let made = legal_date(shown.made_at.get(..10).unwrap_or_default());
    for (name, value) in [
        ("package-signature", signature.as_str()),
        ("package-made", &made),
        ("package-procedures", &procedures),
        ("package-checked", &checked),
        ("package-listed", &listed),
        ("package-units", &units),
        ("package-calendar", &calendar),
        ("package-files", &files),
        ("package-hash", &shown.hash),
    ] {
        screen.line(&format!("  {:<24}{value}", screen.words().say(name, &[])));
    }
}

fn diff(host: &Host, screen: &Screen, earlier: &Path, later: &Path) -> Result<ExitCode, UiError> {
    let (earlier, later) = (packed(host, earlier)?, packed(host, later)?);
    let changes: Vec<PackageChange> = host.compare_packages(screen.words(), &earlier, &later)?;
    screen.answer(&changes, |screen| {
        if changes.is_empty() {
            screen.say("package-no-changes", &[]);
        }
        for change in &changes {
            screen.line(&format!("{:<12}  {}  {}", change.code, change.said, change.name));
        }
    });
    DONE
}

/// A package's file, or a folder as the package that it would make.
fn packed(host: &Host, path: &Path) -> Result<Vec<u8>, UiError> {
    if path.is_dir() {
        return Ok(host.build_package(folder::read(path)?, None)?.1);
    }
    read_plain(path, "file-unreadable")
}

fn from_list(
    host: &Host,
    screen: &Screen,
    export: &Path,
    source: Option<&str>,
    out: Option<&Path>,
) -> Result<ExitCode, UiError> {
    let read = |name: &str| read_plain(&export.join(name), "file-unreadable");
    let (procedures, documents) = (read(PROCEDURES)?, read(DOCUMENTS)?);
    let details = export.join(DETAILS).exists().then(|| read(DETAILS)).transpose()?;
    let list = ListFiles {
        procedures: &procedures,
        documents: &documents,
        details: details.as_deref(),
        source: source.unwrap_or_default(),
    };
    let (read, files) = host.package_with_list(screen.words(), &list)?;
    if let Some(out) = out {
        folder::write(out, &files)?;
    }
    screen.answer(&read, |screen| say_list(screen, &read, out));
    DONE
}

fn say_list(screen: &Screen, read: &ListRead, out: Option<&Path>) {
    let (procedures, papers) = (read.procedures.to_string(), read.papers.to_string());
    let args = [("procedures", procedures.as_str()), ("papers", papers.as_str())];
    screen.say("list-read", &args);
    for count in &read.counts {
        screen.line(&format!("  {:>5}  {}", count.count, count.said));
    }
    if let Some(out) = out {
        screen.say("package-folder-written", &[("folder", &out.display().to_string())]);
    }
}

fn say_packages(screen: &Screen, packages: &Packages) {
    if let Some(version) = &packages.unreadable {
        screen.say("package-in-use-unreadable", &[("version", version)]);
    }
    say_line(screen, &packages.in_use, true);
    if let Some(said) = &packages.offered_said {
        screen.line(&format!("    {said}"));
    }
    for line in &packages.others {
        say_line(screen, line, false);
    }
}

fn say_line(screen: &Screen, line: &PackageLine, is_in_use: bool) {
    let mark = if is_in_use { "●" } else { " " };
    let dossiers = line.dossiers.to_string();
    let dossiers = screen.words().say("package-dossiers", &[("count", &dossiers)]);
    let grave = if line.trust == PackageTrust::Unsigned { " ▲" } else { "" };
    screen.line(&format!(
        "{mark} {:<14}{}{grave} · {} · {dossiers}",
        line.version, line.trust_said, line.name
    ));
}
