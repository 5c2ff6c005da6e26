//! A dossier's two lives at the desk: a draft that anybody may still change, and a sealed revision
//! that nobody can.
//!
//! ```text
//! Draft --seal--> Sealed            gaps: the draft stays a draft
//!   ^                |
//!   '-- supplement --'              a new draft whose head is the sealed revision
//! ```

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::address::Units;
use crate::gap::Gap;
use crate::ids::{DossierId, SubmissionId};
use crate::intake::{self, Intake};
use crate::procedure::ProcedureCode;

/// Number of a sealed revision within its dossier, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Revision(u32);

impl Revision {
    /// The first revision of a dossier.
    pub const FIRST: Self = Self(1);

    /// Takes a revision's number.
    pub const fn new(revision: u32) -> Self {
        Self(revision)
    }

    /// The revision's number.
    pub const fn get(self) -> u32 {
        self.0
    }

    /// The revision after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

/// The sealed revision on which a draft builds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Its idempotency key.
    pub submission: SubmissionId,
    /// Its number.
    pub revision: Revision,
}

/// A dossier that is still being typed.
#[derive(Clone)]
pub struct Draft {
    /// The dossier, for life.
    pub dossier: DossierId,
    /// The procedure that it asks for.
    pub procedure: ProcedureCode,
    /// The revision that this draft answers for or mends; `None` before the first submission.
    pub head: Option<Head>,
    /// The form as typed, complete or not.
    pub form: Value,
}

/// A revision that will never change again. Only [`Draft::seal`] makes one.
#[derive(Clone)]
pub struct Sealed {
    dossier: DossierId,
    procedure: ProcedureCode,
    submission: SubmissionId,
    revision: Revision,
    parent: Option<SubmissionId>,
    intake: Intake,
}

impl Draft {
    /// What is missing in the blocks that every dossier has.
    pub fn gaps(&self, units: &Units) -> Vec<Gap> {
        intake::read(&self.form, units).err().unwrap_or_default()
    }

    /// Freezes the draft under `submission`, its idempotency key. `units` is the list of communes,
    /// `found` what the catalogue misses in the draft.
    ///
    /// # Errors
    /// Every gap, the common ones first.
    pub fn seal(
        self,
        submission: SubmissionId,
        units: &Units,
        found: Vec<Gap>,
    ) -> Result<Sealed, Vec<Gap>> {
        let intake = match intake::read(&self.form, units) {
            Ok(intake) if found.is_empty() => intake,
            Ok(_) => return Err(found),
            Err(gaps) => return Err([gaps, found].concat()),
        };
        Ok(Sealed {
            dossier: self.dossier,
            procedure: self.procedure,
            submission,
            revision: self.head.map_or(Revision::FIRST, |head| head.revision.next()),
            parent: self.head.map(|head| head.submission),
            intake,
        })
    }
}

impl Sealed {
    /// The dossier, for life.
    pub fn dossier(&self) -> DossierId {
        self.dossier
    }

    /// The procedure that it asks for.
    pub fn procedure(&self) -> &ProcedureCode {
        &self.procedure
    }

    /// The idempotency key of its delivery.
    pub fn submission(&self) -> SubmissionId {
        self.submission
    }

    /// Its number within the dossier.
    pub fn revision(&self) -> Revision {
        self.revision
    }

    /// The revision that it follows.
    pub fn parent(&self) -> Option<SubmissionId> {
        self.parent
    }

    /// The common blocks, complete.
    pub fn intake(&self) -> &Intake {
        &self.intake
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Id;
    use crate::moment::Millis;
    use crate::owner::OwnerRef;
    use serde_json::json;

    fn units() -> Units {
        Units::parse(include_bytes!("../../../assets/catalogue/units/units.csv")).unwrap()
    }

    fn a_form() -> Value {
        json!({
            "submitter": {
                "name": "La Thị Hương",
                "number": { "kind": "citizen", "value": "020190000123" },
                "birth": "1990-01-15",
                "phone": "0912 345 678"
            },
            "result": "at_desk",
            "declaration": { "note": "x" }
        })
    }

    fn a_draft(form: Value) -> Draft {
        Draft {
            dossier: DossierId::new(Millis::new(1), &[1; 10]),
            procedure: "1.001193".parse().unwrap(),
            head: None,
            form,
        }
    }

    fn a_submission() -> SubmissionId {
        SubmissionId::new(Millis::new(2), &[2; 10])
    }

    fn paths(gaps: &[Gap]) -> Vec<(&str, &str)> {
        gaps.iter().map(|gap| (gap.path.as_str(), gap.code.as_str())).collect()
    }

    #[test]
    fn draft_seals_as_first_revision_when_complete() {
        let sealed = a_draft(a_form()).seal(a_submission(), &units(), vec![]).ok().unwrap();

        assert_eq!(sealed.revision(), Revision::FIRST);
        assert_eq!(sealed.parent(), None, "nothing came before the first revision");
        let submitter = OwnerRef::Person(&sealed.intake().submitter);
        assert_eq!(sealed.intake().owner(), submitter, "the owner hands in");
    }

    #[test]
    fn draft_seals_as_child_of_its_head_when_it_has_one() {
        let head = Head { submission: a_submission(), revision: Revision::new(4) };
        let draft = Draft { head: Some(head), ..a_draft(a_form()) };

        let sealed =
            draft.seal(SubmissionId::new(Millis::new(3), &[3; 10]), &units(), vec![]).ok().unwrap();

        assert_eq!((sealed.revision().get(), sealed.parent()), (5, Some(head.submission)));
    }

    #[test]
    fn draft_names_every_gap_when_nothing_is_typed() {
        let gaps = a_draft(json!({})).gaps(&units());

        assert_eq!(paths(&gaps), [("/submitter", "missing"), ("/result", "missing")]);
    }

    #[test]
    fn draft_names_the_wrong_field_when_a_value_cannot_be_read() {
        let mut form = a_form();
        form["submitter"]["phone"] = json!("ba số");
        form["result"] = json!("by pigeon");

        let gaps = a_draft(form).gaps(&units());

        let expected = [("/submitter/phone", "not-a-phone"), ("/result", "wrong-shape")];
        assert_eq!(paths(&gaps), expected);
    }

    #[test]
    fn draft_asks_on_what_ground_when_the_owner_is_somebody_else() {
        let mut form = a_form();
        form["owner"] = form["submitter"].clone();

        let gaps = a_draft(form).gaps(&units());

        assert_eq!(paths(&gaps), [("/behalf", "missing")]);
    }

    #[test]
    fn draft_names_the_commune_when_it_is_in_no_list() {
        let mut form = a_form();
        form["submitter"]["address"] = json!({ "commune": "06577", "detail": "Thôn Pò Cại" });
        assert_eq!(a_draft(form.clone()).gaps(&units()), [], "xã Thống Nhất, Lạng Sơn, is there");

        form["submitter"]["address"]["commune"] = json!("99999");

        let gaps = a_draft(form).gaps(&units());
        assert_eq!(paths(&gaps), [("/submitter/address/commune", "commune-not-in-list")]);
    }

    #[test]
    fn draft_stays_unsealed_when_the_catalogue_finds_a_gap() {
        let missing_paper = Gap::new("/pages/giay-chung-sinh", "missing-page");

        let refused = a_draft(a_form()).seal(a_submission(), &units(), vec![missing_paper.clone()]);

        assert_eq!(refused.err(), Some(vec![missing_paper]));
    }
}
