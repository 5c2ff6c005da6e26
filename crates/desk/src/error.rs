//! What can keep a clerk's action from being done.

use ::catalogue::CatalogueFault;
use ::catalogue::listed::ListFault;
use ::catalogue::package::PackageFault;
use chrono::NaiveDate;
use domain::gap::Gap;
use domain::kinds::CaseState;
use domain::procedure::ProcedureCode;
use domain::provisional_code::{CodeFault, ProvisionalCode};
pub use files::FileError;
pub use imaging::child::Fault;
use imaging::{BindError, Refusal};
pub use link::LinkError;
use machine::NoLuck;
use print::PrintFault;
use seal::enrolment::CodeFault as EnrolmentFault;
use seal::{OpenError, SealError};
pub use store::StoreError;
use vault::{KeysError, UnlockError};
use wire::statement::Distrust;

use crate::limits::Over;
use crate::media::MediaFault;

/// Why an action was not done. Nothing of it was; what was typed before is still there.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
    /// The keys file could not be used.
    #[error("the keys could not be read")]
    Keys(#[from] KeysError),
    /// The data folder stays locked.
    #[error("the data folder stays locked")]
    Unlock(#[from] UnlockError),
    /// A file could not be sealed.
    #[error("a file could not be sealed")]
    Seal(#[from] SealError),
    /// A sealed file could not be opened.
    #[error("a sealed file could not be opened")]
    Open(#[from] OpenError),
    /// The machine gave no random bytes.
    #[error("the machine gave no random bytes")]
    NoLuck(#[from] NoLuck),
    /// The catalogue of procedures cannot be read.
    #[error("the catalogue cannot be read")]
    Catalogue(#[source] CatalogueFault),
    /// A package of the catalogue is refused.
    #[error("the package of the catalogue is refused")]
    Package(#[from] PackageFault),
    /// A province's list cannot be read.
    #[error("the list cannot be read")]
    List(#[from] ListFault),
    /// The file holds no key for packages, or a mistyped one.
    #[error("not a key for packages")]
    NotACatalogueKey,
    /// The desk is enrolled nowhere: nobody vouches for who signs packages.
    #[error("no gateway vouches for the package")]
    NobodyVouches,
    /// Only the desk's lead may do it.
    #[error("only the lead of the desk may do this")]
    LeadOnly,
    /// The package is in use already.
    #[error("the package is in use already")]
    SameCatalogue,
    /// A later package is in use.
    #[error("a later package is in use")]
    OlderCatalogue {
        /// The version of the package.
        version: String,
        /// The version in use.
        in_use: String,
    },
    /// Something of the dossier was sealed: it goes on under the catalogue of its first day.
    #[error("the dossier stays under its catalogue")]
    CatalogueStays,
    /// There is no such package at this desk, or it cannot be read.
    #[error("no such catalogue")]
    NoSuchCatalogue,
    /// The catalogue has no such procedure.
    #[error("the catalogue has no such procedure")]
    UnknownProcedure {
        /// Its code, as asked for.
        code: ProcedureCode,
    },
    /// The procedure, as the catalogue has it, holds no longer.
    #[error("the procedure holds no longer")]
    ProcedureEnded {
        /// The last day on which it held.
        last: NaiveDate,
    },
    /// The folder for a new desk holds something else.
    #[error("the folder is not empty")]
    FolderNotEmpty,
    /// The symbols typed back are not those on the recovery card.
    #[error("the recovery card was not confirmed")]
    CardNotConfirmed,
    /// There is no such dossier on this desk.
    #[error("no such dossier")]
    NoSuchDossier,
    /// The dossier has no such page.
    #[error("no such page")]
    NoSuchPage,
    /// There is no such operator at this desk.
    #[error("no such operator")]
    NoSuchOperator,
    /// Several people work here and nobody said who it is.
    #[error("several operators, and none is named")]
    OperatorNotNamed,
    /// Several operators go by this name.
    #[error("several operators go by this name")]
    OperatorAmbiguous,
    /// There are keys or dossiers, and the database is gone.
    #[error("the database is gone")]
    KeysWithoutDatabase,
    /// The path of the data folder is a file.
    #[error("the data folder is no folder")]
    NotAFolder,
    /// What was typed is no code of ours, by its own check symbol.
    #[error("the code was mistyped")]
    Code(#[from] CodeFault),
    /// The form is not a JSON object.
    #[error("the form cannot be read")]
    BadForm,
    /// The form is nested beyond reason.
    #[error("the form is nested too deeply")]
    FormTooDeep,
    /// The form is larger than any form.
    #[error("the form is too large")]
    FormTooLarge,
    /// The draft was thrown away and can be taken back.
    #[error("the draft was discarded")]
    Discarded {
        /// The code on its paper.
        code: ProvisionalCode,
    },
    /// The dossier was submitted before and waits.
    #[error("the dossier is queued already")]
    AlreadyQueued {
        /// The code on its paper.
        code: ProvisionalCode,
    },
    /// The dossier was submitted before, and the gateway has refused it.
    #[error("the dossier was set aside")]
    SetAside {
        /// The code on its paper.
        code: ProvisionalCode,
    },
    /// A correction that says what was sealed before.
    #[error("nothing has changed since the last revision")]
    NothingChanged,
    /// Somebody saved in between; `latest` is the edition to begin from.
    #[error("the draft has changed in between")]
    StaleEdition {
        /// The edition that is there now.
        latest: u32,
    },
    /// The dossier has no draft that can be changed in its state.
    #[error("the dossier cannot be changed now")]
    NotOpen {
        /// Where it stands.
        state: CaseState,
    },
    /// The dossier has come to its end.
    #[error("the dossier has come to its end")]
    Ended {
        /// How it ended.
        state: CaseState,
    },
    /// Something is missing; the draft stays a draft.
    #[error("the dossier is not complete")]
    Gaps(Vec<Gap>),
    /// The file is not one that a dossier can hold.
    #[error("the file cannot be attached")]
    Media(#[from] MediaFault),
    /// The file is no picture that a page can be made of.
    #[error("the file is no picture of a page")]
    Picture(#[from] Refusal),
    /// The process that reads pictures gave no page.
    #[error("the picture could not be read")]
    Imaging(#[from] Fault),
    /// The pages make no document.
    #[error("the pages could not be bound")]
    Bind(#[from] BindError),
    /// The gateway would not take the file.
    #[error("the gateway would not take the file")]
    Over(#[from] Over),
    /// An agency gave one code to several dossiers.
    #[error("several dossiers go by this code")]
    AmbiguousCode,
    /// The desk is enrolled at no gateway.
    #[error("the desk is enrolled at no gateway")]
    NotEnrolled,
    /// Something waits for the gateway that is to be left.
    #[error("{waiting} parcels wait for another gateway")]
    StillWaiting {
        /// How many.
        waiting: usize,
    },
    /// What was typed is no enrolment code.
    #[error("the enrolment code was mistyped")]
    EnrolmentCode(#[from] EnrolmentFault),
    /// What the gateway said is not to be believed.
    #[error("what the gateway said is not to be believed")]
    Distrust(#[from] Distrust),
    /// There is no such parcel.
    #[error("no such parcel")]
    NoSuchParcel,
    /// The parcel has come to its end.
    #[error("the parcel has come to its end")]
    ParcelClosed,
    /// No other desk was first, as far as the gateway has said.
    #[error("no other desk was first")]
    NotOvertaken,
    /// What is being typed about the dossier was not submitted, and would not go along.
    #[error("the dossier has an open draft")]
    DraftOpen,
    /// Nothing of the dossier was set aside.
    #[error("nothing was set aside")]
    NothingSetAside,
    /// The agency has given no such result.
    #[error("no such result")]
    NoResult,
    /// The result still lies at the gateway.
    #[error("the result was not fetched yet")]
    ResultNotFetched,
    /// The result is larger than any that is taken.
    #[error("the result is larger than any that is taken")]
    ResultTooLarge,
    /// The bytes of the result ended too early.
    #[error("the bytes of the result ended too early")]
    ResultBrokenOff,
    /// Nothing of the dossier was sealed yet: there is nothing to give a receipt for.
    #[error("nothing was sealed yet")]
    PaperNotYet,
    /// The case has come to an end that no receipt goes with.
    #[error("the case has ended")]
    PaperCaseEnded {
        /// How.
        state: CaseState,
    },
    /// No form is printed for the procedure.
    #[error("the procedure has no printed form")]
    PaperNoForm,
    /// A paper could not be made.
    #[error("a paper could not be made")]
    Print(#[from] PrintFault),
    /// A line of the letterhead is too long for any paper.
    #[error("a line of the letterhead is too long")]
    LetterheadTooLong {
        /// How many characters it may have.
        most: usize,
    },
    /// Another delivery runs.
    #[error("another delivery runs")]
    AlreadySyncing,
    /// The gateway was not reached, or refuses.
    #[error("the gateway could not be asked")]
    Link(#[from] LinkError),
}

/// Trouble with a file is the store's, wherever it is met.
impl From<FileError> for DeskError {
    fn from(failure: FileError) -> Self {
        StoreError::from(failure).into()
    }
}

/// A catalogue that could not be read says where.
impl From<CatalogueFault> for DeskError {
    fn from(fault: CatalogueFault) -> Self {
        Self::Package(fault.into())
    }
}

impl DeskError {
    /// Why a dossier cannot be changed in a state.
    pub(crate) fn not_open(state: CaseState) -> Self {
        if state.is_final() { Self::Ended { state } } else { Self::NotOpen { state } }
    }

    /// Stable name of the failure, for words and exit codes.
    #[expect(clippy::too_many_lines, reason = "one line for each failure")]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Store(e) => e.code(),
            Self::Keys(e) => e.code(),
            Self::Unlock(e) => e.code(),
            Self::Seal(e) => e.code(),
            Self::Open(e) => e.code(),
            Self::NoLuck(_) => "no-luck",
            Self::Catalogue(_) => "catalogue-unreadable",
            Self::Package(e) => e.code(),
            Self::List(e) => e.code(),
            Self::NotACatalogueKey => "not-a-catalogue-key",
            Self::NobodyVouches => "package-no-gateway",
            Self::LeadOnly => "lead-only",
            Self::SameCatalogue => "catalogue-same",
            Self::OlderCatalogue { .. } => "catalogue-older",
            Self::CatalogueStays => "catalogue-stays",
            Self::NoSuchCatalogue => "no-such-catalogue",
            Self::UnknownProcedure { .. } => "unknown-procedure",
            Self::ProcedureEnded { .. } => "procedure-ended",
            Self::FolderNotEmpty => "folder-not-empty",
            Self::CardNotConfirmed => "card-not-confirmed",
            Self::NoSuchDossier => "no-such-dossier",
            Self::NoSuchPage => "no-such-page",
            Self::NoSuchOperator => "no-such-operator",
            Self::OperatorNotNamed => "operator-not-named",
            Self::OperatorAmbiguous => "operator-ambiguous",
            Self::KeysWithoutDatabase => "keys-without-database",
            Self::NotAFolder => "folder-not-a-folder",
            Self::Code(e) => e.code(),
            Self::BadForm => "bad-form",
            Self::FormTooDeep => "form-too-deep",
            Self::FormTooLarge => "form-too-large",
            Self::Discarded { .. } => "draft-discarded",
            Self::AlreadyQueued { .. } => "already-queued",
            Self::SetAside { .. } => "set-aside",
            Self::NothingChanged => "nothing-changed",
            Self::StaleEdition { .. } => "stale-edition",
            Self::NotOpen { .. } => "not-open",
            Self::Ended { .. } => "dossier-ended",
            Self::Gaps(_) => "gaps",
            Self::Media(e) => e.code(),
            Self::Picture(e) => e.code(),
            Self::Imaging(e) => e.code(),
            Self::Bind(_) => "pages-not-bound",
            Self::Over(e) => e.code(),
            Self::AmbiguousCode => "code-of-several",
            Self::NotEnrolled => "not-enrolled",
            Self::StillWaiting { .. } => "still-waiting",
            Self::EnrolmentCode(e) => e.code(),
            Self::Distrust(e) => e.code(),
            Self::NoSuchParcel => "no-such-parcel",
            Self::ParcelClosed => "parcel-closed",
            Self::NotOvertaken => "not-overtaken",
            Self::DraftOpen => "draft-open",
            Self::NothingSetAside => "nothing-set-aside",
            Self::NoResult => "no-result",
            Self::ResultNotFetched => "result-not-fetched",
            Self::ResultTooLarge => "result-too-large",
            Self::ResultBrokenOff => "result-broken-off",
            Self::PaperNotYet => "paper-not-yet",
            Self::PaperCaseEnded { .. } => "paper-case-ended",
            Self::PaperNoForm => "paper-no-form",
            Self::Print(_) => "paper-not-made",
            Self::LetterheadTooLong { .. } => "letterhead-too-long",
            Self::AlreadySyncing => "already-syncing",
            Self::Link(e) => e.code(),
        }
    }
}
