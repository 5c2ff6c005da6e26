//! The list of a revision's parts: what the gateway promises to hold when it signs a receipt.

use domain::dossier::Revision;
use domain::ids::{DeskId, DossierId, SubmissionId};
use domain::procedure::{ComponentId, ProcedureCode};
use domain::text::Line;
use seal::hash::{Sha256, hash};
use serde::{Deserialize, Serialize};

/// Version of the manifest's form.
pub const FORMAT: u32 = 1;

/// Every part of one sealed revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`].
    pub format: u32,
    /// The dossier, for life.
    pub dossier_id: DossierId,
    /// The idempotency key.
    pub submission_id: SubmissionId,
    /// Number of the revision, from 1.
    pub revision: Revision,
    /// The revision that this one follows; absent for the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_submission_id: Option<SubmissionId>,
    /// The desk that sealed it; binds a revision that came by another road than the desk's own.
    pub desk_id: DeskId,
    /// The procedure that it asks for.
    pub procedure: ProcedureCode,
    /// The parts; part 0 is the form.
    pub parts: Vec<PartLine>,
}

/// One part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartLine {
    /// Which component it is; absent for the form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub component: Option<ComponentId>,
    /// File name.
    pub name: Line,
    /// Media type.
    pub media: String,
    /// Size in bytes.
    pub size: u64,
    /// SHA-256 of the bytes, 64 hex digits.
    pub sha256: Sha256,
}

impl Manifest {
    /// The bytes that are kept, hashed and signed, with their hash.
    ///
    /// # Errors
    /// Only when serialisation itself fails, which these types give no reason for.
    pub fn freeze(&self) -> serde_json::Result<(Vec<u8>, Sha256)> {
        let bytes = serde_json::to_vec(self)?;
        let digest = hash(&bytes);
        Ok((bytes, digest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::Id;
    use domain::moment::Millis;

    #[test]
    fn manifest_keeps_its_bytes_when_the_program_changes() {
        let manifest = Manifest {
            format: FORMAT,
            dossier_id: DossierId::new(Millis::new(1), &[1; 10]),
            submission_id: SubmissionId::new(Millis::new(2), &[2; 10]),
            revision: Revision::FIRST,
            parent_submission_id: None,
            desk_id: DeskId::new(Millis::new(3), &[3; 10]),
            procedure: "1.001193".parse().unwrap(),
            parts: vec![PartLine {
                component: None,
                name: Line::new("form.json"),
                media: "application/json".to_owned(),
                size: 3,
                sha256: hash(b"abc"),
            }],
        };

        let (bytes, digest) = manifest.freeze().unwrap();

        let golden = concat!(
            r#"{"format":1,"dossier_id":"00000000-0001-7101-8101-010101010101","#,
            r#""submission_id":"00000000-0002-7202-8202-020202020202","revision":1,"#,
            r#""desk_id":"00000000-0003-7303-8303-030303030303","procedure":"1.001193","#,
            r#""parts":[{"name":"form.json","media":"application/json","size":3,"#,
            r#""sha256":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}]}"#
        );
        assert_eq!(String::from_utf8(bytes.clone()).unwrap(), golden, "the wire's form is frozen");
        assert_eq!(digest, hash(&bytes), "the hash covers the kept bytes");
        assert_eq!(serde_json::from_slice::<Manifest>(&bytes).unwrap(), manifest);
    }
}
