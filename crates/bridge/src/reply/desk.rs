//! The desk itself.

use ::desk::Desk;
use ::desk::doctor::{DamagedFile, Findings};
use ::desk::session::KeyCopies;
use domain::actor::Actor;
use domain::kinds::{CaseState, DeskKind};
use domain::moment::ClockTrust;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::at;
use super::one_of;
use super::package::PackageTrust;

/// Which desk is open, and who works at it.
#[derive(Serialize, Deserialize, TS)]
pub struct Status {
    /// The desk, for life.
    pub desk_id: String,
    /// First part of its codes.
    pub prefix: String,
    /// What kind of desk.
    #[ts(as = "one_of::DeskKind")]
    pub kind: DeskKind,
    /// What people call it.
    pub name: String,
    /// Who may sign in.
    pub operators: Vec<String>,
    /// Whether somebody has shown that the recovery card was written down.
    pub recovery_confirmed: bool,
    /// Who works at it now.
    pub operator: String,
    /// Version of the catalogue in use.
    pub catalogue_version: String,
    /// Why that catalogue is believed.
    pub catalogue_trust: PackageTrust,
}

impl Status {
    pub(crate) fn new(desk: &Desk, actor: Actor) -> Self {
        let (row, catalogue) = (desk.row(), desk.catalogue_in_use());
        Self {
            desk_id: row.desk.to_string(),
            prefix: row.prefix.as_str().to_owned(),
            kind: row.kind,
            name: row.name.to_string(),
            operators: desk.operators().iter().map(|o| o.name.to_string()).collect(),
            recovery_confirmed: desk.recovery_confirmed(),
            operator: desk.name_of(actor).to_string(),
            catalogue_version: catalogue.catalogue.version().to_owned(),
            catalogue_trust: catalogue.trust.into(),
        }
    }
}

/// What an examination of the desk found.
#[derive(Serialize, Deserialize, TS)]
pub struct Examined {
    /// Whether nothing needs a person.
    pub is_well: bool,
    /// Kinds of the key slots.
    pub slots: Vec<String>,
    /// Whether somebody has shown that the recovery card was written down.
    pub recovery_confirmed: bool,
    /// How many copies of the keys were whole.
    pub keys: KeysOnDisk,
    /// What is wrong with the database.
    pub database: Vec<String>,
    /// The journal's chain; absent when it could not be read.
    pub journal: Option<ExaminedJournal>,
    /// How many sealed files hold what they must.
    pub files_right: usize,
    /// Sealed files that are missing or damaged.
    pub files_damaged: Vec<Damaged>,
    /// How many copies of dossiers' identities were missing and have been written again.
    pub identities_mended: usize,
    /// How many half-written files were swept away.
    pub files_swept: usize,
    /// How many papers of earlier days another program keeps in the hand-out folder.
    pub papers_left: usize,
    /// The clock.
    pub clock: ExaminedClock,
    /// How many dossiers stand where.
    pub dossiers: Vec<Count>,
}

/// How many copies of the keys were whole when the desk was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeysOnDisk {
    /// Both.
    Both,
    /// One; the other has been written again.
    Mended,
    /// One; the other could not be written.
    One,
}

/// A sealed file that does not hold what it must.
#[derive(Serialize, Deserialize, TS)]
pub struct Damaged {
    /// Its name, from the data folder.
    pub file: String,
    /// The code on the paper of the dossier that it belongs to.
    pub provisional_code: String,
    /// The paper that it holds; absent for a form or a list of parts.
    pub paper: Option<String>,
}

/// The journal's chain.
#[derive(Serialize, Deserialize, TS)]
pub struct ExaminedJournal {
    /// How many rows it has.
    pub entries: i64,
    /// The first row that does not follow from the one before it.
    pub broken_at: Option<i64>,
    /// The last link.
    pub head: String,
}

/// The clock.
#[derive(Serialize, Deserialize, TS)]
pub struct ExaminedClock {
    /// What the machine says.
    pub now: String,
    /// How far that can be believed.
    #[ts(type = "\"unchecked\" | \"checked\" | \"suspect\"")]
    pub trust: ClockTrust,
    /// The latest moment that the desk had seen before.
    pub latest_seen: String,
    /// Milliseconds to add to it, where it is off by more than five minutes.
    pub off_ms: Option<i64>,
}

/// How many dossiers stand in one state.
#[derive(Serialize, Deserialize, TS)]
pub struct Count {
    /// The state.
    #[ts(as = "one_of::CaseState")]
    pub state: CaseState,
    /// How many.
    pub dossiers: u32,
}

impl From<DamagedFile> for Damaged {
    fn from(damaged: DamagedFile) -> Self {
        Self {
            file: damaged.file,
            provisional_code: damaged.code.to_string(),
            paper: damaged.paper.map(|paper| paper.to_string()),
        }
    }
}

impl From<Findings> for Examined {
    fn from(found: Findings) -> Self {
        let count = |(state, dossiers)| Count { state, dossiers };
        Self {
            is_well: found.is_well(),
            slots: found.slots,
            recovery_confirmed: found.recovery_confirmed,
            keys: match found.key_copies {
                KeyCopies::Both => KeysOnDisk::Both,
                KeyCopies::Mended => KeysOnDisk::Mended,
                KeyCopies::One => KeysOnDisk::One,
            },
            database: found.database,
            journal: found.journal.map(|walk| ExaminedJournal {
                entries: walk.entries,
                broken_at: walk.broken_at,
                head: walk.head.to_string(),
            }),
            files_right: found.files_right,
            files_damaged: found.files_damaged.into_iter().map(Damaged::from).collect(),
            identities_mended: found.identities_mended,
            files_swept: found.files_swept,
            papers_left: found.papers_left,
            clock: ExaminedClock {
                now: at(found.clock.clock),
                trust: found.clock.trust,
                latest_seen: at(found.latest_clock),
                off_ms: found.clock_off_ms,
            },
            dossiers: found.dossiers.into_iter().map(count).collect(),
        }
    }
}
