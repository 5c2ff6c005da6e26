//! Another desk, as the gateway knows desks: a key, and what it announces. It can follow a revision
//! that somebody else sealed, which no desk's screen offers yet.

use domain::dossier::Revision;
use domain::ids::{DeskId, DossierId, Id, InstanceId, SubmissionId};
use domain::kinds::DeskKind;
use domain::moment::{ClockReading, ClockTrust, Epoch};
use domain::provisional_code::DeskPrefix;
use domain::text::Line;
use portal::acts::announcing::{self, Batch};
use portal::acts::{codes, enrolling};
use portal::{Gateway, World};
use seal::hash::hash;
use seal::{Sha256, SigningKey};
use serde_json::json;
use serde_json::value::to_raw_value;
use wire::announcement::{Announcement, Outcome};
use wire::bearer::Bearer;
use wire::bytes::Bytes;
use wire::enrolment::{Claim, EnrolmentRequest, FORMAT};
use wire::known::Known;
use wire::manifest::{self, Manifest, PartLine};

use crate::tls::now;

const INSTANCE: [u8; 16] = [8; 16];

/// A desk that is enrolled at a gateway.
pub struct SecondDesk {
    pub id: DeskId,
    key: SigningKey,
}

impl SecondDesk {
    pub fn at(gateway: &Gateway) -> Self {
        let desk = Self {
            id: DeskId::new(now(), &[8; 10]),
            key: SigningKey::from_seed(&World::real().bytes().unwrap()),
        };
        let code = codes::make(gateway, "").unwrap().code;
        let request = EnrolmentRequest::new(&desk.claim(), &code).unwrap();
        enrolling::enrol(gateway, &request).unwrap();
        desk
    }

    fn claim(&self) -> Claim {
        let asked = ClockReading { clock: now(), offset_ms: None, trust: ClockTrust::Unchecked };
        Claim {
            format: FORMAT,
            desk_id: self.id,
            kind: Known::Word(DeskKind::Authority),
            prefix: DeskPrefix::parse("LS08").unwrap(),
            name: Line::new("Quầy số 8"),
            key: self.key.public(),
            instance_id: InstanceId::from_bytes(INSTANCE),
            epoch: Epoch::FIRST,
            asked,
        }
    }

    /// What opens the gateway's door to any client that has it.
    pub fn bearer(&self, gateway: &Gateway) -> String {
        Bearer::new(self.id, gateway.fingerprint(), now()).sign(&self.key).unwrap()
    }

    /// Announces a supplement without papers to somebody else's revision.
    pub fn follows(&self, gateway: &Gateway, dossier: DossierId, parent: SubmissionId) -> Outcome {
        self.announce(gateway, dossier, Revision::FIRST.next(), Some(parent), None)
    }

    /// Announces a dossier of its own with one scan; gives where the gateway wants the scan.
    pub fn announces(&self, gateway: &Gateway, scan: &[u8]) -> (DossierId, String) {
        let dossier = DossierId::new(now(), &[9; 10]);
        let outcome = self.announce(gateway, dossier, Revision::FIRST, None, Some(scan));
        let Outcome::Announced { missing, .. } = outcome else { panic!("{outcome:?}") };
        (dossier, missing[0].upload.clone())
    }

    fn announce(
        &self,
        gateway: &Gateway,
        dossier_id: DossierId,
        revision: Revision,
        parent_submission_id: Option<SubmissionId>,
        scan: Option<&[u8]>,
    ) -> Outcome {
        let submission_id = SubmissionId::new(now(), &World::real().bytes().unwrap());
        let form = json!({
            "format": 1, "dossier_id": dossier_id, "submission_id": submission_id,
            "revision": revision, "intake": {}
        });
        let form = form.to_string().into_bytes();
        let mut parts = vec![line(None, "application/json", form.len(), hash(&form))];
        parts.extend(
            scan.map(|scan| line(Some("giay-to-khac"), "application/pdf", scan.len(), hash(scan))),
        );
        let manifest = Manifest {
            format: manifest::FORMAT,
            dossier_id,
            submission_id,
            revision,
            parent_submission_id,
            desk_id: self.id,
            procedure: "1.001193".parse().unwrap(),
            parts,
        };
        let (bytes, _) = manifest.freeze().unwrap();
        let announcement = Announcement::Revision { manifest: Bytes(bytes), form: Bytes(form) };
        let batch = Batch {
            instance_id: InstanceId::from_bytes(INSTANCE),
            epoch: Epoch::FIRST,
            announcements: vec![to_raw_value(&announcement).unwrap()],
            news: None,
        };
        let mut outcomes = announcing::announce(gateway, self.id, &batch).unwrap().outcomes;
        outcomes.remove(0)
    }
}

fn line(component: Option<&str>, media: &str, size: usize, sha256: Sha256) -> PartLine {
    PartLine {
        component: component.map(|component| component.parse().unwrap()),
        name: Line::new("tep"),
        media: media.to_owned(),
        size: size as u64,
        sha256,
    }
}
