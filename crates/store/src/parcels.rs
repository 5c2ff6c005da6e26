//! What is on its way to the gateway.

use chrono::NaiveDate;
use domain::ids::{DossierId, Id, ParcelId, SubmissionId};
use domain::kinds::{ParcelKind, ParcelState};
use domain::moment::{Millis, Stamp};
use rusqlite::Row;
use seal::Fingerprint;
use sqlite::{Alter, Ask};

use crate::due::due;
use crate::error::StoreError;
use crate::row::{self, Binds, Stamped, stamp_columns, stamp_values};
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
    /// The request to withdraw, as it is sent; `None` when it carries something else.
    pub body: Option<Vec<u8>>,
    /// Where it stands.
    pub state: ParcelState,
    /// Why it was cancelled; `None` when it was not.
    pub reason: Option<String>,
    /// The gateway's problem document as JSON; `None` when it was not set aside.
    pub problem: Option<String>,
    /// When the gateway took note of it, by the gateway's clock; `None` when it has not, as far as
    /// is known.
    pub announced: Option<Millis>,
    /// Who is sending it, and until when; `None` when nobody is.
    pub lease: Option<Lease>,
    /// How often it was tried.
    pub attempts: u32,
    /// Civil day by which the agency wants the supplement that it carries, or that waits behind it;
    /// `None`: none was set.
    pub due: Option<NaiveDate>,
    /// Who queued it, when.
    pub stamp: Stamp,
}

/// Until when which run of the program is sending a parcel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lease {
    /// By the machine's clock.
    pub until: Millis,
    /// The run.
    pub holder: [u8; 8],
}

/// Why a parcel was cancelled of which the gateway has said that it takes nothing.
pub const REFUSED: &str = "refused";

/// What a parcel carries.
#[derive(Debug, Clone, PartialEq, Eq)]
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
        /// The request, as it is sent.
        body: Vec<u8>,
    },
    /// The head of the journal's chain.
    JournalHead,
}

impl Cargo {
    fn kind(&self) -> ParcelKind {
        match self {
            Self::Submission { .. } => ParcelKind::Submission,
            Self::Supplement { .. } => ParcelKind::Supplement,
            Self::Withdrawal { .. } => ParcelKind::Withdrawal,
            Self::JournalHead => ParcelKind::JournalHead,
        }
    }

    fn dossier(&self) -> Option<DossierId> {
        match self {
            Self::Submission { dossier, .. }
            | Self::Supplement { dossier, .. }
            | Self::Withdrawal { dossier, .. } => Some(*dossier),
            Self::JournalHead => None,
        }
    }

    fn submission(&self) -> Option<SubmissionId> {
        match self {
            Self::Submission { submission, .. } | Self::Supplement { submission, .. } => {
                Some(*submission)
            }
            Self::Withdrawal { .. } | Self::JournalHead => None,
        }
    }

    fn body(&self) -> Option<&[u8]> {
        match self {
            Self::Withdrawal { body, .. } => Some(body),
            Self::Submission { .. } | Self::Supplement { .. } | Self::JournalHead => None,
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
    /// Under which key it is delivered: the revision's id, else its own.
    pub fn key(&self) -> [u8; 16] {
        self.submission.map_or(*self.parcel.as_bytes(), |submission| *submission.as_bytes())
    }

    /// Whether the gateway holds it, or has taken note of it.
    pub fn is_known_there(&self) -> bool {
        self.state == ParcelState::Delivered || self.announced.is_some()
    }

    /// Whether the gateway's last word was that it takes nothing of it.
    pub fn was_refused(&self) -> bool {
        let is_no = match self.state {
            ParcelState::SetAside => self.problem.as_deref().is_some_and(is_refusal),
            ParcelState::Cancelled => self.reason.as_deref() == Some(REFUSED),
            ParcelState::Queued
            | ParcelState::Announcing
            | ParcelState::Sending
            | ParcelState::Delivered => false,
        };
        is_no && !self.is_known_there()
    }

    /// Whether somebody outside this desk may have heard of it.
    pub fn may_have_left(&self) -> bool {
        match self.state {
            ParcelState::Announcing | ParcelState::Sending | ParcelState::Delivered => true,
            ParcelState::Queued | ParcelState::SetAside | ParcelState::Cancelled => {
                self.is_known_there() || (self.attempts > 0 && !self.was_refused())
            }
        }
    }
}

/// Whether a problem document is the gateway's and not the desk's own, and says that it has nothing
/// of what it refuses.
fn is_refusal(problem: &str) -> bool {
    let read: Option<serde_json::Value> = serde_json::from_str(problem).ok();
    let says = |name: &str| read.as_ref().and_then(|problem| problem.get(name));
    let is_theirs = says("status").is_some_and(|status| status != 0);
    is_theirs && says("code").is_none_or(|code| code != "other-content")
}

const INSERT: &str = concat!(
    "INSERT INTO parcels (parcel_id, kind, dossier_id, submission_id, body, state, attempts, ",
    stamp_columns!(),
    ") VALUES (:parcel_id, :kind, :dossier_id, :submission_id, :body, 'queued', 0, ",
    stamp_values!(),
    ")"
);

/// Begins every query that reads whole rows.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT parcel_id, kind, dossier_id, submission_id, body, state, reason, problem,
                    announced_ms, lease_until_ms, lease_holder, attempts, ",
            due!(),
            " AS due, ",
            stamp_columns!(),
            " FROM parcels ",
            $rest
        )
    };
}

const GET: &str = select!("WHERE parcel_id = :parcel_id");
const OF: &str = select!("WHERE dossier_id = :dossier_id ORDER BY seq");
const OPEN: &str = select!(
    "WHERE state IN ('queued', 'announcing', 'sending', 'set_aside') AND dossier_id IS NOT NULL
    ORDER BY seq"
);
const DELIVERED_TO: &str = select!(
    "WHERE state = 'delivered' AND EXISTS (
        SELECT 1
        FROM receipts
        WHERE delivery_key = coalesce(submission_id, parcel_id) AND gateway = :gateway
    )
    ORDER BY seq"
);

/// Queues a parcel for the first time: its state, reason and attempts are a new parcel's.
pub fn queue(tx: &Tx<'_>, row: &NewParcel) -> Result<(), StoreError> {
    let binds = Binds::new()
        .id(":parcel_id", &row.parcel)
        .word(":kind", row.cargo.kind())
        .maybe_id(":dossier_id", row.cargo.dossier().as_ref())
        .maybe_id(":submission_id", row.cargo.submission().as_ref())
        .with(":body", row.cargo.body().map(<[u8]>::to_vec))
        .stamp(&row.stamp);
    tx.run(INSERT, &*binds.params(), "queue a parcel").map(drop)
}

/// The parcels of a dossier, in the order in which they were queued.
pub fn of(view: &View<'_>, dossier: DossierId) -> Result<Vec<ParcelRow>, StoreError> {
    let binds = Binds::new().id(":dossier_id", &dossier);
    view.all(OF, &*binds.params(), read, "read the parcels of a dossier")
}

/// Reads a parcel.
pub fn get(view: &View<'_>, parcel: ParcelId) -> Result<Option<ParcelRow>, StoreError> {
    let binds = Binds::new().id(":parcel_id", &parcel);
    view.one(GET, &*binds.params(), read, "read a parcel")
}

/// Every parcel that is neither delivered nor cancelled, in the order in which they were queued.
pub fn open(view: &View<'_>) -> Result<Vec<ParcelRow>, StoreError> {
    view.all(OPEN, [], read, "read what waits")
}

/// Where a parcel stands that has not arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Standing {
    /// The parcel.
    pub parcel: ParcelId,
    /// Its dossier.
    pub dossier: DossierId,
    /// Where it stands.
    pub state: ParcelState,
}

/// Where each parcel stands that is neither delivered nor cancelled, in the order of their ids.
pub fn standings(view: &View<'_>) -> Result<Vec<Standing>, StoreError> {
    let sql = "
        SELECT parcel_id, dossier_id, state
        FROM parcels
        WHERE state IN ('queued', 'announcing', 'sending', 'set_aside')
            AND dossier_id IS NOT NULL";
    let read = |row: &Row<'_>| {
        let (parcel, dossier) = (row::id(row, "parcel_id")?, row::id(row, "dossier_id")?);
        Ok(Standing { parcel, dossier, state: row::text(row, "state")? })
    };
    let mut all = view.all(sql, [], read, "look where parcels stand")?;
    all.sort_unstable();
    Ok(all)
}

/// Every parcel that a gateway gave a receipt for, in the order in which they were queued.
pub fn delivered_to(view: &View<'_>, gateway: &Fingerprint) -> Result<Vec<ParcelRow>, StoreError> {
    let binds = Binds::new().with(":gateway", gateway.as_bytes().to_vec());
    view.all(DELIVERED_TO, &*binds.params(), read, "read what was delivered")
}

fn read(row: &Row<'_>) -> rusqlite::Result<ParcelRow> {
    let until = row::maybe_millis(row, "lease_until_ms")?;
    let holder: Option<[u8; 8]> = row.get("lease_holder")?;
    Ok(ParcelRow {
        parcel: row::id(row, "parcel_id")?,
        kind: row::text(row, "kind")?,
        dossier: row::maybe_id(row, "dossier_id")?,
        submission: row::maybe_id(row, "submission_id")?,
        body: row.get("body")?,
        state: row::text(row, "state")?,
        reason: row.get("reason")?,
        problem: row.get("problem")?,
        announced: row::maybe_millis(row, "announced_ms")?,
        lease: until.zip(holder).map(|(until, holder)| Lease { until, holder }),
        attempts: row.get("attempts")?,
        due: row::maybe_text(row, "due")?,
        stamp: row::stamp(row)?,
    })
}

/// Where a parcel goes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// It waits, for the first time or again.
    Queued,
    /// It is announced, for the so manieth time.
    Announcing(Lease, u32),
    /// The gateway took note of it, and its parts are sent.
    Sending(Lease, Millis),
    /// The gateway holds it.
    Delivered,
    /// It waits for the clerk, because of the gateway's problem document.
    SetAside(&'a str),
    /// Something else took its place, or the clerk took it back.
    Cancelled(&'a str),
}

impl Step<'_> {
    fn state(self) -> ParcelState {
        match self {
            Self::Queued => ParcelState::Queued,
            Self::Announcing(..) => ParcelState::Announcing,
            Self::Sending(..) => ParcelState::Sending,
            Self::Delivered => ParcelState::Delivered,
            Self::SetAside(_) => ParcelState::SetAside,
            Self::Cancelled(_) => ParcelState::Cancelled,
        }
    }

    fn lease(self) -> Option<Lease> {
        match self {
            Self::Announcing(lease, _) | Self::Sending(lease, _) => Some(lease),
            Self::Queued | Self::Delivered | Self::SetAside(_) | Self::Cancelled(_) => None,
        }
    }

    fn attempts(self) -> Option<u32> {
        if let Self::Announcing(_, attempts) = self { Some(attempts) } else { None }
    }

    fn announced(self) -> Option<Millis> {
        if let Self::Sending(_, announced) = self { Some(announced) } else { None }
    }

    fn problem(self) -> Option<String> {
        if let Self::SetAside(problem) = self { Some(problem.to_owned()) } else { None }
    }

    fn reason(self) -> Option<String> {
        if let Self::Cancelled(reason) = self { Some(reason.to_owned()) } else { None }
    }
}

/// Moves a parcel; whether it may go there is for the caller to say.
pub fn step(tx: &Tx<'_>, parcel: ParcelId, next: Step<'_>) -> Result<(), StoreError> {
    let lease = next.lease();
    let binds = Binds::new()
        .id(":parcel_id", &parcel)
        .word(":state", next.state())
        .with(":reason", next.reason())
        .with(":problem", next.problem())
        .with(":until", lease.map(|lease| lease.until.get()))
        .with(":holder", lease.map(|lease| lease.holder.to_vec()))
        .with(":announced", next.announced().map(Millis::get))
        .with(":attempts", next.attempts());
    let sql = "
        UPDATE parcels
        SET state = :state, reason = :reason, problem = :problem, lease_until_ms = :until,
            lease_holder = :holder, announced_ms = coalesce(announced_ms, :announced),
            attempts = coalesce(:attempts, attempts)
        WHERE parcel_id = :parcel_id";
    tx.run(sql, &*binds.params(), "move a parcel").map(drop)
}

/// Forgets that the gateway took note of a parcel: it has lost that itself.
pub fn forget_announced(tx: &Tx<'_>, parcel: ParcelId) -> Result<(), StoreError> {
    let binds = Binds::new().id(":parcel_id", &parcel);
    let sql = "
        UPDATE parcels
        SET announced_ms = NULL
        WHERE parcel_id = :parcel_id";
    tx.run(sql, &*binds.params(), "forget an announcement").map(drop)
}
