//! Part 0 of every revision: what was declared, by whom, where, and how it was taken in.

use domain::dossier::Revision;
use domain::ids::{DeskId, DossierId, OperatorId, SubmissionId};
use domain::intake::Intake;
use domain::kinds::{Assistance, Channel, DeskKind};
use domain::moment::ClockReading;
use domain::procedure::ProcedureCode;
use domain::provisional_code::ProvisionalCode;
use domain::text::Line;
use serde::{Deserialize, Serialize};

/// Version of this form.
pub const FORMAT: u32 = 1;

/// The dossier as the province reads it.
#[derive(Clone, Serialize, Deserialize)]
pub struct Form {
    /// [`FORMAT`].
    pub format: u32,
    /// The dossier, for life.
    pub dossier_id: DossierId,
    /// The idempotency key.
    pub submission_id: SubmissionId,
    /// Number of the revision, from 1.
    pub revision: Revision,
    /// The procedure.
    pub procedure: Pinned,
    /// The code on the resident's paper until the agency gives its own.
    pub provisional_code: ProvisionalCode,
    /// Where it was taken in.
    pub desk: TakenBy,
    /// The agency whose desk it is; absent where the desk belongs to none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receiving_agency: Option<String>,
    /// The agency that decides; absent until the catalogue knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub competent_agency: Option<String>,
    /// By which channel.
    pub channel: Channel,
    /// How far the desk helped.
    pub assistance: Assistance,
    /// When this revision was taken at the desk, by which clock. Neither the announcement nor the
    /// official reception: those times are the gateway's and the agency's.
    pub taken: ClockReading,
    /// What was declared.
    pub intake: Intake,
}

/// A procedure, with the version of the catalogue under which the dossier was taken in.
#[derive(Clone, Serialize, Deserialize)]
pub struct Pinned {
    /// Its code.
    pub code: ProcedureCode,
    /// Version of the catalogue; absent while the desk has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub catalogue_version: Option<String>,
}

/// A desk and the person at it.
#[derive(Clone, Serialize, Deserialize)]
pub struct TakenBy {
    /// The desk.
    pub id: DeskId,
    /// What kind of desk.
    pub kind: DeskKind,
    /// What people call it.
    pub name: Line,
    /// The operator.
    pub operator_id: OperatorId,
    /// The operator's name.
    pub operator: Line,
}
