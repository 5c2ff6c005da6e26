//! The desk itself.

use ::desk::Desk;
use ::desk::doctor::Findings;
use domain::kinds::{CaseState, DeskKind};
use domain::moment::ClockTrust;
use serde::{Deserialize, Serialize};

use super::at;

/// Which desk is open, and who works at it.
#[derive(Serialize, Deserialize)]
pub struct Status {
    /// The desk, for life.
    pub desk_id: String,
    /// First part of its codes.
    pub prefix: String,
    /// What kind of desk.
    pub kind: DeskKind,
    /// What people call it.
    pub name: String,
    /// Who may sign in.
    pub operators: Vec<String>,
    /// Whether somebody has shown that the recovery card was written down.
    pub recovery_confirmed: bool,
}

impl From<&Desk> for Status {
    fn from(desk: &Desk) -> Self {
        let row = desk.row();
        Self {
            desk_id: row.desk.to_string(),
            prefix: row.prefix.as_str().to_owned(),
            kind: row.kind,
            name: row.name.to_string(),
            operators: desk.operators().iter().map(|o| o.name.to_string()).collect(),
            recovery_confirmed: desk.recovery_confirmed(),
        }
    }
}

/// What an examination of the desk found.
#[derive(Serialize, Deserialize)]
pub struct Examined {
    /// Whether nothing needs a person.
    pub is_well: bool,
    /// Kinds of the key slots.
    pub slots: Vec<String>,
    /// Whether somebody has shown that the recovery card was written down.
    pub recovery_confirmed: bool,
    /// Whether one copy of the keys was damaged and has been written again.
    pub keys_mended: bool,
    /// What is wrong with the database.
    pub database: Vec<String>,
    /// The journal's chain.
    pub journal: ExaminedJournal,
    /// How many sealed files hold what they must.
    pub files_right: usize,
    /// Sealed files that are missing or damaged, from the data folder.
    pub files_damaged: Vec<String>,
    /// How many half-written files were swept away.
    pub files_swept: usize,
    /// The clock.
    pub clock: ExaminedClock,
    /// How many dossiers stand where.
    pub dossiers: Vec<Count>,
}

/// The journal's chain.
#[derive(Serialize, Deserialize)]
pub struct ExaminedJournal {
    /// How many rows it has.
    pub entries: i64,
    /// The first row that does not follow from the one before it.
    pub broken_at: Option<i64>,
    /// The last link.
    pub head: String,
}

/// The clock.
#[derive(Serialize, Deserialize)]
pub struct ExaminedClock {
    /// What the machine says.
    pub now: String,
    /// How far that can be believed.
    pub trust: ClockTrust,
    /// The latest moment that the desk had seen before.
    pub latest_seen: String,
}

/// How many dossiers stand in one state.
#[derive(Serialize, Deserialize)]
pub struct Count {
    /// The state.
    pub state: CaseState,
    /// How many.
    pub dossiers: u32,
}

impl From<Findings> for Examined {
    fn from(found: Findings) -> Self {
        let count = |(state, dossiers)| Count { state, dossiers };
        Self {
            is_well: found.is_well(),
            slots: found.slots,
            recovery_confirmed: found.recovery_confirmed,
            keys_mended: found.keys_mended,
            database: found.database,
            journal: ExaminedJournal {
                entries: found.journal.entries,
                broken_at: found.journal.broken_at,
                head: found.journal.head.to_string(),
            },
            files_right: found.files_right,
            files_damaged: found.files_damaged,
            files_swept: found.files_swept,
            clock: ExaminedClock {
                now: at(found.clock.clock),
                trust: found.clock.trust,
                latest_seen: at(found.latest_clock),
            },
            dossiers: found.dossiers.into_iter().map(count).collect(),
        }
    }
}
