//! What a clerk can do, one function per action, the actor first.
//!
//! This crate owns the transactions: each is opened here, is named for its action, and holds
//! nothing but the action. It brings together what knows nothing of each other (the store, the
//! keys, the files) and decides; it never talks to a window, a shell or a network.
//!
//! ```text
//! setup::begin ─► Pending ─finish─► Desk        a new data folder
//! session::open ──────────────────► Desk        an existing one
//! Desk ─► dossiers, drafts, pages, submissions, corrections, withdrawals, doctor
//! ```

pub mod corrections;
pub mod doctor;
pub mod dossiers;
pub mod drafts;
pub mod error;
mod failpoint;
mod folder;
mod journal;
pub mod media;
pub mod pages;
mod sealed_files;
pub mod session;
pub mod setup;
pub mod submissions;
pub mod withdrawals;
pub mod world;

pub use error::DeskError;
pub use seal::{Passphrase, RecoverySecret, Stretch};
pub use session::Desk;

/// Rows of the store that actions give back as they are.
pub mod rows {
    pub use store::dossiers::{DraftState, Summary};
    pub use store::pages::PageRow;
    pub use store::parcels::ParcelRow;
    pub use store::revisions::{PartRow, RevisionRow};
}
