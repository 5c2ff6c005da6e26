//! A failure as a host sees it: a code for words, a kind for colour and exit code.

use std::collections::BTreeMap;
use std::error::Error;

use desk::DeskError;
use desk::catalogues::PackageFault;
use desk::error::{Fault, FileError, LinkError, StoreError};
use desk::packages::ListFault;
use domain::gap::Gap;
use serde::Serialize;
use ts_rs::TS;

/// What sort of trouble it is, and so who can do something about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The host asked for something that does not exist, or in the wrong place.
    Usage,
    /// What was typed or handed over is missing or wrong.
    Input,
    /// Something waits for the clerk, who can see why.
    SetAside,
    /// The gateway was not reached; what waits still waits.
    Network,
    /// The folder is locked, or the key does not fit.
    Locked,
    /// Another process holds the folder.
    Held,
    /// Something inside failed.
    Internal,
}

/// Why a command was not carried out. Holds no personal data.
#[derive(Debug, Clone, Serialize)]
pub struct UiError {
    /// What sort of trouble it is.
    pub kind: Kind,
    /// Stable name, under which the words stand.
    pub code: String,
    /// What the sentence needs.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<String, String>,
    /// What is missing or wrong, field by field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Gap>,
    /// What was being done, from the outside in, for whoever mends the program.
    pub trace: Vec<String>,
}

impl UiError {
    /// A failure without further detail.
    pub fn new(kind: Kind, code: &str) -> Self {
        let (args, fields, trace) = (BTreeMap::new(), Vec::new(), Vec::new());
        Self { kind, code: code.to_owned(), args, fields, trace }
    }

    /// Adds what the sentence needs.
    #[must_use]
    pub fn with(mut self, name: &str, value: &impl ToString) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }
}

impl From<DeskError> for UiError {
    fn from(failure: DeskError) -> Self {
        let mut error = Self::new(kind_of(&failure), failure.code());
        error.trace = trace_of(&failure);
        match failure {
            DeskError::Store(StoreError::Files(FileError::Held { holder: Some(holder) })) => {
                error.with("program", &holder.program).with("pid", &holder.pid)
            }
            DeskError::Store(StoreError::Files(FileError::Held { holder: None })) => {
                error.with("program", &"none")
            }
            DeskError::Discarded { code }
            | DeskError::AlreadyQueued { code }
            | DeskError::SetAside { code } => error.with("code", &code),
            DeskError::Store(StoreError::Files(FileError::UnsafePlace { file_system })) => {
                error.with("file_system", &file_system)
            }
            DeskError::Store(StoreError::Newer { found, known }) => {
                error.with("found", &found).with("known", &known)
            }
            DeskError::Store(StoreError::Damaged { file }) => error.with("file", &file.display()),
            DeskError::Store(StoreError::DamagedFile { name }) => error.with("file", &name),
            DeskError::Over(over) => match over.most() {
                Some(most) => error.with("most", &most),
                None => error,
            },
            DeskError::StillWaiting { waiting } => error.with("count", &waiting),
            DeskError::NotOpen { state }
            | DeskError::Ended { state }
            | DeskError::PaperCaseEnded { state } => error.with("state", &state),
            DeskError::LetterheadTooLong { most } => error.with("most", &most),
            DeskError::OlderCatalogue { version, in_use } => {
                error.with("version", &version).with("in_use", &in_use)
            }
            DeskError::Package(PackageFault::Altered { path } | PackageFault::Path { path }) => {
                error.with("file", &path)
            }
            DeskError::Package(PackageFault::Catalogue(fault)) => error.with("file", &fault.spot()),
            DeskError::List(fault) => in_list(error, &fault),
            DeskError::UnknownProcedure { code } => error.with("code", &code),
            DeskError::ProcedureEnded { last } => error.with("day", &last.format("%d/%m/%Y")),
            DeskError::StaleEdition { latest } => error.with("latest", &latest),
            DeskError::Gaps(gaps) => {
                error.fields = gaps;
                error
            }
            _ => error,
        }
    }
}

/// Names the file of an export, the row and the column that a fault is about.
fn in_list(error: UiError, fault: &ListFault) -> UiError {
    let (file, row) = fault.place();
    let error = file.into_iter().fold(error, |error, file| error.with("file", &file.name()));
    let error = row.into_iter().fold(error, |error, row| error.with("row", &row));
    match fault {
        ListFault::NoColumn { column, .. } => error.with("column", column),
        _ => error,
    }
}

#[expect(clippy::too_many_lines, reason = "one line for each failure")]
fn kind_of(failure: &DeskError) -> Kind {
    match failure {
        DeskError::Store(StoreError::Files(FileError::Held { .. })) => Kind::Held,
        DeskError::Unlock(_) => Kind::Locked,
        DeskError::Store(
            StoreError::NotSetUp
            | StoreError::AlreadySetUp
            | StoreError::Files(FileError::UnsafePlace { .. }),
        )
        | DeskError::NotAFolder
        | DeskError::OperatorNotNamed
        | DeskError::FolderNotEmpty => Kind::Usage,
        DeskError::CardNotConfirmed
        | DeskError::Package(_)
        | DeskError::List(_)
        | DeskError::NotACatalogueKey
        | DeskError::NobodyVouches
        | DeskError::LeadOnly
        | DeskError::SameCatalogue
        | DeskError::OlderCatalogue { .. }
        | DeskError::NoSuchCatalogue
        | DeskError::CatalogueStays
        | DeskError::UnknownProcedure { .. }
        | DeskError::ProcedureEnded { .. }
        | DeskError::NoSuchDossier
        | DeskError::NoSuchPage
        | DeskError::NoSuchOperator
        | DeskError::OperatorAmbiguous
        | DeskError::Code(_)
        | DeskError::FormTooDeep
        | DeskError::FormTooLarge
        | DeskError::Discarded { .. }
        | DeskError::AlreadyQueued { .. }
        | DeskError::NothingChanged
        | DeskError::BadForm
        | DeskError::StaleEdition { .. }
        | DeskError::NotOpen { .. }
        | DeskError::Ended { .. }
        | DeskError::Gaps(_)
        | DeskError::Media(_)
        | DeskError::Picture(_)
        | DeskError::Over(_)
        | DeskError::AmbiguousCode
        | DeskError::NotEnrolled
        | DeskError::StillWaiting { .. }
        | DeskError::EnrolmentCode(_)
        | DeskError::ParcelClosed
        | DeskError::NothingSetAside
        | DeskError::NotOvertaken
        | DeskError::DraftOpen
        | DeskError::NoResult
        | DeskError::ResultNotFetched
        | DeskError::PaperNotYet
        | DeskError::PaperCaseEnded { .. }
        | DeskError::PaperNoForm
        | DeskError::LetterheadTooLong { .. }
        | DeskError::AlreadySyncing => Kind::Input,
        DeskError::Imaging(fault) => kind_of_fault(*fault),
        DeskError::SetAside { .. } => Kind::SetAside,
        DeskError::ResultBrokenOff => Kind::Network,
        DeskError::Link(failure) => kind_of_link(failure),
        DeskError::Store(_)
        | DeskError::Keys(_)
        | DeskError::Seal(_)
        | DeskError::Open(_)
        | DeskError::Catalogue(_)
        | DeskError::KeysWithoutDatabase
        | DeskError::Distrust(_)
        | DeskError::NoSuchParcel
        | DeskError::ResultTooLarge
        | DeskError::Print(_)
        | DeskError::Bind(_)
        | DeskError::NoLuck(_) => Kind::Internal,
    }
}

/// A child that a file has brought down is that file's doing.
fn kind_of_fault(fault: Fault) -> Kind {
    match fault {
        Fault::OutOfMemory | Fault::Crashed | Fault::Stuck | Fault::TooBig => Kind::Input,
        Fault::NotStarted | Fault::Garbled => Kind::Internal,
    }
}

fn kind_of_link(failure: &LinkError) -> Kind {
    match failure {
        LinkError::Address(_) | LinkError::Authority | LinkError::Proxy | LinkError::Refused(_) => {
            Kind::Input
        }
        LinkError::Trouble(_) | LinkError::Distrust(_) => Kind::Network,
        LinkError::Machine { .. } | LinkError::Desk(_) => Kind::Internal,
    }
}

fn trace_of(failure: &DeskError) -> Vec<String> {
    let outermost: &(dyn Error + 'static) = failure;
    let levels = std::iter::successors(Some(outermost), |&level| level.source());
    levels.map(ToString::to_string).collect()
}
