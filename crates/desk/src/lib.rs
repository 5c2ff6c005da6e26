//! What a clerk can do, one function per action, the actor first.
//!
//! This crate owns the transactions: each is opened here, is named for its action, and holds
//! nothing but the action. It brings together what knows nothing of each other (the store, the
//! keys, the files) and decides; it never talks to a window or a shell, and to a network only
//! through `link`, never while a transaction is open.
//!
//! ```text
//! setup::begin ─► Pending ─finish─► Desk        a new data folder
//! session::open ──────────────────► Desk        an existing one
//! Desk ─► dossiers, drafts, forms, pages, submissions, corrections, withdrawals, doctor
//! Desk ─► papers, letterhead, handout                          what is printed
//! Desk ─► enrolment, delivery, queue, results, gateway         the road
//! ```

pub mod almanac;
mod arriving;
pub mod background;
pub mod calendar;
pub mod card;
pub mod catalogue;
pub mod catalogues;
pub mod comparison;
pub mod corrections;
pub mod delivery;
pub mod doctor;
pub mod dossiers;
mod doubles;
pub mod drafts;
pub mod enrolment;
pub mod error;
pub mod finding;
mod folder;
pub mod forecast;
pub mod forms;
pub mod gateway;
pub mod handout;
mod journal;
pub mod ledger;
pub mod letterhead;
pub mod limits;
mod lineage;
mod material;
pub mod media;
pub mod news;
pub mod offers;
pub mod overtaken;
pub mod packages;
pub mod pages;
pub mod paging;
pub mod papers;
pub mod people;
pub mod preferences;
pub mod published;
pub mod queue;
pub mod remarks;
pub mod results;
mod sealed_files;
pub mod session;
pub mod setup;
mod signatures;
mod speed;
pub mod submissions;
pub mod sync;
pub mod today;
pub mod traffic;
pub mod viewer;
pub mod withdrawals;
pub mod world;

pub use error::DeskError;
pub use seal::{EnrolmentCode, Passphrase, RecoverySecret, Stretch};
pub use session::Desk;

/// Rows of the store that actions give back as they are.
pub mod rows {
    pub use store::dossiers::{DossierRow, DraftState, Summary};
    pub use store::events::EventRow;
    pub use store::finding::Day;
    pub use store::gateway::GatewayClock;
    pub use store::journal::Done;
    pub use store::pages::PageRow;
    pub use store::parcels::ParcelRow;
    pub use store::receipts::ReceiptRow;
    pub use store::results::ResultRow;
    pub use store::revisions::{PartRow, RevisionRow};
    pub use store::waiting::{Load, Place, WaitingRow, Weight};
    pub use wire::announcement::{Head, Outline, OutlinedPaper};
    pub use wire::problem::Problem;
}
