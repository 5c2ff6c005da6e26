//! The arguments of what people do in the agency's name, and of what keeps the gateway whole.

use std::path::PathBuf;

use clap::Subcommand;

#[derive(Subcommand)]
pub(super) enum Operator {
    /// List what was announced, one line for each revision
    List {
        /// Only dossiers with this status code, such as 1
        #[arg(long, value_name = "STATUS")]
        status: Option<String>,
    },
    /// Show everything about a dossier
    Show {
        /// Id, provisional code or official code
        dossier: String,
    },
    /// Move a case on, in the agency's name
    Advance(Advance),
    /// Write what has arrived into a folder, in clear, for the province's own system
    ///
    /// Records use the words of the message `DongBoHoSoMC`, one file for 100 dossiers, with the papers
    /// under files/ and a manifest.json that comes last. `ThongTinKhac` names the dossier
    /// (nopho:<id>; <provisional code>) and must come back with it; `MaHoSo` is left out until the
    /// agency has given its code. The next export begins at the cursor that this one prints.
    Export {
        /// Where the last export ended; 0 begins with the first dossier
        #[arg(long, value_name = "CURSOR", default_value = "0")]
        since: String,
        /// A new or empty folder outside the data folder
        #[arg(short = 'o', long = "out", value_name = "DIR")]
        out: PathBuf,
    },
    /// Take back what the agency's own system says: all records of a file, or none
    ///
    /// The file is a list of records in the words of an export, or an object with the list under
    /// `data`. A dossier is found by the `nopho:<id>` or the provisional code in `ThongTinKhac`, else
    /// by a `MaHoSo` that is known. Read are `MaHoSo`, `TrangThaiHoSo` (1 says nothing; unknown codes are
    /// kept), `NgayTiepNhan`, `NgayHenTra` (the promised day; not read for 3, 5, 6, 7 and 8), `GhiChu` or
    /// else `ThongTinTra` as the reason, and `DanhSachGiayToKetQua` with `TenGiayTo` and
    /// `DuongDanTepTinKetQua`, a path from the file's own folder. A field that is left out says
    /// nothing. What is repeated changes nothing.
    Import {
        /// The file (JSON)
        file: PathBuf,
    },
    /// Keep the whole in one encrypted file, while the gateway serves
    ///
    /// It opens with the gateway's key alone, which is not in it: keep both, apart.
    Backup {
        /// A new file outside the data folder
        #[arg(short = 'o', long = "out", value_name = "FILE")]
        out: PathBuf,
    },
    /// Begin anew from a backup, in an empty data folder
    Restore {
        /// The backup
        file: PathBuf,
    },
    /// Make a key that signs packages of the catalogue, vouched for by the root key
    ///
    /// Whoever makes the packages gets the file. Packages that an earlier key signed are not believed
    /// any more by desks that have not got them already.
    CatalogueKey {
        /// The root key, brought from its safe
        #[arg(long, value_name = "FILE")]
        root: PathBuf,
        /// A new file outside the data folder
        #[arg(short = 'o', long = "out", value_name = "KEY")]
        out: PathBuf,
    },
    /// The package of the catalogue that desks are offered
    #[command(subcommand)]
    Catalogue(Catalogue),
    /// Print the description of the protocol (`OpenAPI` 3.1)
    Openapi,
}

#[derive(Subcommand)]
pub(super) enum Catalogue {
    /// Offer a signed package to all desks, which fetch it with their next delivery
    Publish {
        /// The package
        file: PathBuf,
        /// Take a package that is older than the one that desks are offered. Desks that have a later
        /// one already keep it
        #[arg(long)]
        back: bool,
    },
    /// Show which package desks are offered
    Show,
}

#[derive(clap::Args)]
pub(super) struct Advance {
    /// Id, provisional code or official code
    pub(super) dossier: String,
    /// The new status: 2 received, 3 refused, 4 in hand, 5 papers asked for, 6 fee asked for,
    /// 7 withdrawn, 8 stopped, 9 finished, 10 returned
    #[arg(long, value_name = "STATUS", value_parser = clap::value_parser!(u8).range(2..=10))]
    pub(super) to: u8,
    /// The agency's own code, with 2
    #[arg(long, value_name = "CODE")]
    pub(super) code: Option<String>,
    /// Why; with 3, 5, 6 and 8 the resident must be told
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: Option<String>,
    /// The promised day (2, 4) or the last day to answer (5, 6), such as 2026-12-01 or 01/12/2026
    #[arg(long, value_name = "DATE")]
    pub(super) deadline: Option<String>,
    /// A result file (PDF, JPEG, PNG), with 4, 9 and 10
    #[arg(long, value_name = "FILE")]
    pub(super) result: Option<PathBuf>,
}
