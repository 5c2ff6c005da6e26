//! What is on its way to the gateway.

use domain::ids::{DossierId, ParcelId, SubmissionId};
use domain::kinds::{ParcelKind, ParcelState};
use domain::moment::Stamp;
use rusqlite::Row;

use crate::error::StoreError;
use crate::row::{self, Binds, stamp_columns, stamp_values};
use crate::store::{Tx, View};

/// A parcel as it stands.
pub struct ParcelRow {
    /// Its id.
    pub parcel: ParcelId,
    /// What it carries.
    pub kind: ParcelKind,
    /// The dossier; `None` for a head of the journal.
    pub dossier: Option<DossierId>,
    /// The revision that it carries; `None` for a withdrawal or a head of the journal.
    pub submission: Option<SubmissionId>,
    /// Where it stands.
    pub state: ParcelState,
    /// Why it was set aside or cancelled; `None` in every other state.
    pub reason: Option<String>,
    /// How often it was tried.
    pub attempts: u32,
    /// Who queued it, when.
    pub stamp: Stamp,
}

/// What a parcel carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cargo {
    /// The first revision of a dossier.
    Submission {
        /// The dossier.
        dossier: DossierId,
        /// The revision.
        submission: SubmissionId,
    },
    /// A later revision.
    Supplement {
        /// The dossier.
        dossier: DossierId,
        /// The revision.
        submission: SubmissionId,
    },
    /// A person's request to take a dossier back.
    Withdrawal {
        /// The dossier.
        dossier: DossierId,
    },
    /// The head of the journal's chain.
    JournalHead,
}

impl Cargo {
    fn kind(self) -> ParcelKind {
        match self {
            Self::Submission { .. } => ParcelKind::Submission,
            Self::Supplement { .. } => ParcelKind::Supplement,
            Self::Withdrawal { .. } => ParcelKind::Withdrawal,
            Self::JournalHead => ParcelKind::JournalHead,
        }
    }

    fn dossier(self) -> Option<DossierId> {
        match self {
            Self::Submission { dossier, .. }
            | Self::Supplement { dossier, .. }
            | Self::Withdrawal { dossier } => Some(dossier),
            Self::JournalHead => None,
        }
    }

    fn submission(self) -> Option<SubmissionId> {
        match self {
            Self::Submission { submission, .. } | Self::Supplement { submission, .. } => {
                Some(submission)
            }
            Self::Withdrawal { .. } | Self::JournalHead => None,
        }
    }
}

/// A parcel that is to be queued.
pub struct NewParcel {
    /// Its id.
    pub parcel: ParcelId,
    /// What it carries.
    pub cargo: Cargo,
    /// Who queues it, when.
    pub stamp: Stamp,
}

impl ParcelRow {
    /// Whether somebody outside this desk may have heard of it.
    pub fn may_have_left(&self) -> bool {
        match self.state {
            ParcelState::Queued | ParcelState::SetAside => self.attempts > 0,
            ParcelState::Announcing | ParcelState::Sending | ParcelState::Delivered => true,
            ParcelState::Cancelled => false,
        }
    }
}

const INSERT: &str = concat!(
    "INSERT INTO parcels (parcel_id, kind, dossier_id, submission_id, state, attempts, ",
    stamp_columns!(),
    ") VALUES (:parcel_id, :kind, :dossier_id, :submission_id, 'queued', 0, ",
    stamp_values!(),
    ")"
);

const OF: &str = concat!(
    "SELECT parcel_id, kind, dossier_id, submission_id, state, reason, attempts, ",
    stamp_columns!(),
    " FROM parcels
    WHERE dossier_id = :dossier_id
    ORDER BY seq"
);

/// Queues a parcel for the first time: its state, reason and attempts are a new parcel's.
pub fn queue(tx: &Tx<'_>, row: &NewParcel) -> Result<(), StoreError> {
    let binds = Binds::new()
        .id(":parcel_id", &row.parcel)
        .word(":kind", row.cargo.kind())
        .maybe_id(":dossier_id", row.cargo.dossier().as_ref())
        .maybe_id(":submission_id", row.cargo.submission().as_ref())
        .stamp(&row.stamp);
    tx.run(INSERT, &*binds.params(), "queue a parcel").map(drop)
}

/// The parcels of a dossier, in the order in which they were queued.
pub fn of(view: &View<'_>, dossier: DossierId) -> Result<Vec<ParcelRow>, StoreError> {
    let binds = Binds::new().id(":dossier_id", &dossier);
    view.all(OF, &*binds.params(), read, "read the parcels of a dossier")
}

fn read(row: &Row<'_>) -> rusqlite::Result<ParcelRow> {
    Ok(ParcelRow {
        parcel: row::id(row, "parcel_id")?,
        kind: row::text(row, "kind")?,
        dossier: row::maybe_id(row, "dossier_id")?,
        submission: row::maybe_id(row, "submission_id")?,
        state: row::text(row, "state")?,
        reason: row.get("reason")?,
        attempts: row.get("attempts")?,
        stamp: row::stamp(row)?,
    })
}

/// Cancels a parcel that has not been delivered.
pub fn cancel(tx: &Tx<'_>, parcel: ParcelId, reason: &str) -> Result<(), StoreError> {
    let binds = Binds::new().id(":parcel_id", &parcel).text(":reason", reason);
    let sql = "
        UPDATE parcels
        SET state = 'cancelled', reason = :reason, lease_until_ms = NULL
        WHERE parcel_id = :parcel_id AND state <> 'delivered'";
    tx.run(sql, &*binds.params(), "cancel a parcel").map(drop)
}
