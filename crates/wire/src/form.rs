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
    /// When the dossier was begun at the desk, by which clock: the time on the resident's paper.
    /// Neither the announcement nor the official reception: those are the gateway's and the
    /// agency's.
    pub taken: ClockReading,
    /// When this revision was sealed.
    pub sealed: ClockReading,
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

#[cfg(test)]
mod tests {
    use super::*;
    use domain::address::Units;
    use domain::ids::Id;
    use domain::intake;
    use domain::moment::{ClockTrust, Millis};
    use domain::provisional_code::DeskPrefix;
    use serde_json::json;

    fn a_reading(clock: i64) -> ClockReading {
        ClockReading { clock: Millis::new(clock), offset_ms: None, trust: ClockTrust::Unchecked }
    }

    fn an_intake() -> Intake {
        let units =
            Units::parse(include_bytes!("../../../assets/catalogue/units/units.csv")).unwrap();
        let person = json!({
            "name": "Vi Minh Khôi",
            "number": { "kind": "none", "reason": "new_born" },
            "birth": "05/11/2026"
        });
        let form = json!({
            "submitter": {
                "name": "Lộc Thị Mỷ Châu",
                "number": { "kind": "citizen", "value": "020196000321" },
                "address": { "commune": "06577", "detail": "Thôn Pò Cại" }
            },
            "owner": person,
            "behalf": { "relation": "mẹ" },
            "result": "at_desk",
            "declaration": { "copies": 2 }
        });
        intake::read(&form, &units).ok().unwrap()
    }

    #[test]
    fn form_keeps_its_shape_when_the_program_changes() {
        let civil_date = Millis::new(1_795_195_800_000).civil_date();
        let prefix = DeskPrefix::parse("LS07").unwrap();
        let form = Form {
            format: FORMAT,
            dossier_id: DossierId::new(Millis::new(1), &[1; 10]),
            submission_id: SubmissionId::new(Millis::new(2), &[2; 10]),
            revision: Revision::FIRST,
            procedure: Pinned { code: "1.001193".parse().unwrap(), catalogue_version: None },
            provisional_code: ProvisionalCode::new(&prefix, civil_date, [7; 4]),
            desk: TakenBy {
                id: DeskId::new(Millis::new(3), &[3; 10]),
                kind: DeskKind::Authority,
                name: Line::new("Quầy số 2"),
                operator_id: OperatorId::new(Millis::new(4), &[4; 10]),
                operator: Line::new("La Thị Hương"),
            },
            receiving_agency: None,
            competent_agency: None,
            channel: Channel::Direct,
            assistance: Assistance::DoneFor,
            taken: a_reading(5),
            sealed: a_reading(6),
            intake: an_intake(),
        };

        let text = serde_json::to_string_pretty(&form).unwrap() + "\n";

        let golden = include_str!("golden/form.json");
        assert_eq!(text, golden, "the wire's form is frozen");
        let read: Form = serde_json::from_str(golden).unwrap();
        assert_eq!(serde_json::to_string_pretty(&read).unwrap() + "\n", golden, "it reads back");
    }
}
