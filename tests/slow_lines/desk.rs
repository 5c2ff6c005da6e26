//! Desks with whatever a slow line of theirs says.

use std::io::Write;

use data_encoding::HEXLOWER;
use domain::dossier::Revision;
use domain::ids::{DeskId, DossierId, Id, InstanceId, SubmissionId};
use domain::kinds::DeskKind;
use domain::moment::{ClockReading, ClockTrust, Epoch};
use domain::provisional_code::DeskPrefix;
use domain::text::Line;
use portal::acts::announcing::{self, Batch};
use portal::acts::{codes, enrolling, events};
use portal::gateway::RESULTS;
use portal::sealed::SealedFile;
use portal::store::results::{self, ResultRow};
use portal::store::{Tx, dossiers};
use portal::{Gateway, PortalError};
use seal::SigningKey;
use seal::hash::hash;
use serde_json::{Value, json};
use wire::announcement::{Announcement, Outcome};
use wire::bytes::Bytes;
use wire::enrolment::{Claim, EnrolmentRequest, FORMAT};
use wire::event::ResultLine;
use wire::known::Known;
use wire::manifest::{self, Manifest, PartLine};
use wire::path;
use wire::stream::{DeskFrame, Frame, LONGEST_BLOCK};

const PAPER: usize = 200_000;
/// A form with a long story.
const FORM: usize = 100_000;
/// More than the sockets between two sides take.
const RESULT: usize = 8 * 1024 * 1024;

/// A desk that has announced a dossier with two papers: one for a slice, one for a stream.
pub struct Desk {
    pub id: DeskId,
    pub key: SigningKey,
    pub uploads: Vec<String>,
    luck: [u8; 32],
}

impl Desk {
    pub fn enrolled(gateway: &Gateway, number: usize) -> Self {
        let now = gateway.now();
        let luck: [u8; 32] = *hash(format!("desk {number}").as_bytes()).as_bytes();
        let (id, key) = (DeskId::from_bytes(a_version_7(&luck)), SigningKey::from_seed(&luck));
        let code = codes::make(gateway, "").unwrap().code;
        let claim = Claim {
            format: FORMAT,
            desk_id: id,
            kind: Known::Word(DeskKind::Authority),
            prefix: DeskPrefix::parse("LS01").unwrap(),
            name: Line::new("Quầy chậm"),
            key: key.public(),
            instance_id: InstanceId::from_bytes(*id.as_bytes()),
            epoch: Epoch::FIRST,
            asked: ClockReading { clock: now, offset_ms: None, trust: ClockTrust::Unchecked },
        };
        enrolling::enrol(gateway, &EnrolmentRequest::new(&claim, &code).unwrap()).unwrap();
        let mut desk = Self { id, key, luck, uploads: vec![] };
        let papers = [desk.paper(0), desk.paper(1)];
        let Outcome::Announced { missing, .. } = desk.announces(gateway, 1, &papers) else {
            panic!("its papers are missing")
        };
        desk.uploads = missing.into_iter().map(|part| part.upload).collect();
        desk
    }

    fn announces(&self, gateway: &Gateway, number: u8, papers: &[Vec<u8>]) -> Outcome {
        let batch: Batch = serde_json::from_value(self.batch(number, "", papers)).unwrap();
        let outcomes = announcing::announce(gateway, self.id, &batch).unwrap().outcomes;
        outcomes.into_iter().next().unwrap()
    }

    /// Gives the desk a result; tells the path at which it is fetched.
    pub fn given_a_result(&self, gateway: &Gateway) -> String {
        let delivered = self.announces(gateway, 3, &[]);
        assert!(matches!(delivered, Outcome::Delivered { .. }), "{delivered:?}");
        let bytes: Vec<u8> = self.luck.iter().copied().cycle().take(RESULT).collect();
        let mut file = SealedFile::begin(gateway, RESULTS, files::Purpose::Result).unwrap();
        file.write_all(&bytes).unwrap();
        let (name, digest) = file.keep().unwrap();
        let row = ResultRow {
            dossier: DossierId::from_bytes(self.dossier(3)),
            sha256: digest.sha256,
            name: Line::new("giay-khai-sinh.pdf"),
            media: "application/pdf".to_owned(),
            size: digest.size,
            file: name,
            kept: gateway.now(),
        };
        let line = ResultLine {
            sha256: row.sha256,
            name: row.name.clone(),
            media: row.media.clone(),
            size: row.size,
        };
        let keep = |tx: &Tx<'_>| {
            results::insert(tx, &row)?;
            let known = dossiers::get(&tx.view(), row.dossier)?.expect("it is here");
            events::record(tx, row.dossier, &known.standing, Some(line), row.kept)?;
            Ok::<_, PortalError>(())
        };
        gateway.store().act("keep a result", keep).unwrap();
        format!("{}/{}/{}", path::RESULTS, row.dossier, row.sha256)
    }

    /// An announcement that nobody has sent, with a long form.
    pub fn announcement(&self) -> Vec<u8> {
        self.batch(2, &"x".repeat(FORM), &[]).to_string().into_bytes()
    }

    pub fn paper(&self, number: u8) -> Vec<u8> {
        let block = *hash(&[self.luck.as_slice(), &[number]].concat()).as_bytes();
        block.into_iter().cycle().take(PAPER).collect()
    }

    /// A lane with one block, which never comes whole.
    pub fn frames(&self) -> Vec<u8> {
        let (mut bytes, mut block) = (vec![], self.paper(1));
        block.truncate(LONGEST_BLOCK);
        DeskFrame::Open { lane: 0, offset: 0, upload: self.uploads[1].clone() }.encode(&mut bytes);
        DeskFrame::Block { lane: 0, bytes: block }.encode(&mut bytes);
        bytes
    }

    fn dossier(&self, number: u8) -> [u8; 16] {
        a_version_7(hash(&[self.luck.as_slice(), &[number]].concat()).as_bytes())
    }

    fn batch(&self, number: u8, note: &str, papers: &[Vec<u8>]) -> Value {
        let id = self.dossier(number);
        let (dossier_id, submission_id) = (DossierId::from_bytes(id), SubmissionId::from_bytes(id));
        let form = json!({
            "format": 1, "dossier_id": dossier_id, "submission_id": submission_id, "revision": 1,
            "declaration": { "note": note },
        });
        let form = form.to_string().into_bytes();
        let mut parts = vec![line(None, "application/json", &form)];
        parts.extend(papers.iter().map(|it| line(Some("giay-chung-sinh"), "application/pdf", it)));
        let manifest = Manifest {
            format: manifest::FORMAT,
            dossier_id,
            submission_id,
            revision: Revision::FIRST,
            parent_submission_id: None,
            desk_id: self.id,
            procedure: "1.001193".parse().unwrap(),
            parts,
        };
        let (manifest, _) = manifest.freeze().unwrap();
        let announced = Announcement::Revision { manifest: Bytes(manifest), form: Bytes(form) };
        json!({ "instance_id": self.id, "epoch": 1, "announcements": [announced] })
    }
}

fn line(component: Option<&str>, media: &str, bytes: &[u8]) -> PartLine {
    PartLine {
        component: component.map(|id| id.parse().unwrap()),
        name: Line::new(&HEXLOWER.encode(&bytes[..4])),
        media: media.to_owned(),
        size: bytes.len() as u64,
        sha256: hash(bytes),
    }
}

fn a_version_7(luck: &[u8; 32]) -> [u8; 16] {
    let mut bytes: [u8; 16] = luck[..16].try_into().unwrap();
    bytes[6] = 0x70 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    bytes
}
