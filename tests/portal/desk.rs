//! A desk in the hands of a test: what it seals, and how it asks.

use axum::body::Body;
use axum::http::Request;
use axum::http::request::Builder;
use data_encoding::BASE64;
use domain::dossier::Revision;
use domain::ids::{DeskId, DossierId, Id, InstanceId, ParcelId, SubmissionId};
use domain::kinds::DeskKind;
use domain::moment::{ClockReading, ClockTrust, Epoch, Millis};
use domain::provisional_code::DeskPrefix;
use domain::text::Line;
use seal::hash::hash;
use seal::{EnrolmentCode, SigningKey};
use serde_json::{Value, json};
use wire::announcement::{Announcement, Outcome, Outcomes, WITHDRAWAL_FORMAT, Withdrawal};
use wire::bearer::Bearer;
use wire::bytes::Bytes;
use wire::enrolment::{Claim, EnrolmentRequest, FORMAT};
use wire::known::Known;
use wire::manifest::{Manifest, PartLine};
use wire::path;
use wire::receipt::{Expected, Receipt, Verified};

use crate::province::{Answer, MORNING, Province};

pub const VERSION: &str = "0.2.0";

pub struct Desk {
    pub id: DeskId,
    pub key: SigningKey,
    pub number: u8,
}

/// The `number`-th desk, which nobody knows yet.
pub fn a_stranger(number: u8) -> Desk {
    let id = DeskId::new(MORNING, &[number; 10]);
    Desk { id, key: SigningKey::from_seed(&[number; 32]), number }
}

/// The `number`-th desk, enrolled.
pub async fn a_desk(province: &Province, number: u8) -> Desk {
    let desk = a_stranger(number);
    let request = desk.enrolment(&province.code());
    let answer = province.ask(post_json(path::ENROLMENTS, &json!(request))).await;
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.bytes));
    desk
}

pub fn post_json(path: &str, body: &Value) -> Request<Body> {
    Request::post(path).body(Body::from(body.to_string())).unwrap()
}

pub fn a_reading() -> ClockReading {
    ClockReading { clock: MORNING, offset_ms: None, trust: ClockTrust::Unchecked }
}

impl Desk {
    pub fn claim(&self) -> Claim {
        Claim {
            format: FORMAT,
            desk_id: self.id,
            kind: Known::Word(DeskKind::Authority),
            prefix: DeskPrefix::parse(&format!("LS{:02}", self.number)).unwrap(),
            name: Line::new(&format!("Quầy số {}", self.number)),
            key: self.key.public(),
            instance_id: InstanceId::from_bytes([self.number; 16]),
            epoch: Epoch::FIRST,
            asked: a_reading(),
        }
    }

    pub fn enrolment(&self, code: &EnrolmentCode) -> EnrolmentRequest {
        EnrolmentRequest::new(&self.claim(), code).unwrap()
    }

    pub fn bearer(&self, province: &Province, at: Millis) -> String {
        Bearer::new(self.id, province.gateway.fingerprint(), at).sign(&self.key).unwrap()
    }

    /// A request that this desk signs now.
    pub fn request(&self, province: &Province, method: &str, path: &str) -> Builder {
        let bearer = self.bearer(province, province.gateway.now());
        Request::builder()
            .method(method)
            .uri(path)
            .header("authorization", format!("Bearer {bearer}"))
            .header("nopho-client", VERSION)
    }

    pub async fn get(&self, province: &Province, path: &str) -> Answer {
        let request = self.request(province, "GET", path).body(Body::empty()).unwrap();
        province.ask(request).await
    }

    pub async fn send(&self, province: &Province, announcements: Vec<Value>) -> Answer {
        let body = json!({
            "instance_id": InstanceId::from_bytes([self.number; 16]),
            "epoch": 1,
            "announcements": announcements,
        });
        let request = self.request(province, "POST", path::ANNOUNCEMENTS);
        province.ask(request.body(Body::from(body.to_string())).unwrap()).await
    }

    /// Announces one revision.
    pub async fn announce(&self, province: &Province, sealed: &Sealed) -> Outcome {
        let outcomes: Outcomes = self.send(province, vec![sealed.announcement()]).await.json();
        outcomes.outcomes.into_iter().next().unwrap()
    }

    pub async fn refused(&self, province: &Province, sealed: &Sealed) -> wire::problem::Problem {
        match self.announce(province, sealed).await {
            Outcome::Refused { problem } => problem,
            other => panic!("it was not refused: {other:?}"),
        }
    }

    /// Announces, sends what is missing, and proves the receipt.
    pub async fn deliver(&self, province: &Province, sealed: &Sealed) -> Verified {
        if let Outcome::Announced { missing, .. } = self.announce(province, sealed).await {
            for part in missing {
                let bytes = &sealed.papers[part.number as usize - 1];
                let offset = usize::try_from(part.offset).unwrap();
                let sent = self.patch(province, &part.upload, part.offset, &bytes[offset..]).await;
                assert_eq!(sent.status, 204, "{}", String::from_utf8_lossy(&sent.bytes));
            }
        }
        self.receipt(province, sealed).await.expect("it is delivered")
    }

    /// The receipt of a revision, if there is one.
    pub async fn receipt(&self, province: &Province, sealed: &Sealed) -> Option<Verified> {
        let path = format!("{}/{}", path::SUBMISSIONS, sealed.manifest.submission_id);
        match self.get(province, &path).await.json() {
            Outcome::Delivered { receipt } => {
                Some(Receipt::verify(&receipt, &province.ring(), &sealed.expected()).unwrap())
            }
            _ => None,
        }
    }

    pub fn slice(&self, province: &Province, upload: &str, offset: u64) -> Builder {
        self.request(province, "PATCH", upload)
            .header("tus-resumable", "1.0.0")
            .header("content-type", "application/offset+octet-stream")
            .header("upload-offset", offset)
    }

    pub async fn patch(
        &self,
        province: &Province,
        upload: &str,
        offset: u64,
        bytes: &[u8],
    ) -> Answer {
        let body = Body::from(bytes.to_vec());
        province.ask(self.slice(province, upload, offset).body(body).unwrap()).await
    }

    pub async fn head(&self, province: &Province, upload: &str) -> Answer {
        let request = self.request(province, "HEAD", upload).header("tus-resumable", "1.0.0");
        province.ask(request.body(Body::empty()).unwrap()).await
    }

    pub async fn create(
        &self,
        province: &Province,
        submission: SubmissionId,
        part: u32,
        length: u64,
    ) -> Answer {
        let metadata = format!(
            "submission_id {},part {}",
            BASE64.encode(submission.to_string().as_bytes()),
            BASE64.encode(part.to_string().as_bytes())
        );
        let request = self
            .request(province, "POST", path::UPLOADS)
            .header("tus-resumable", "1.0.0")
            .header("upload-length", length)
            .header("upload-metadata", metadata);
        province.ask(request.body(Body::empty()).unwrap()).await
    }

    pub fn withdrawal(&self, number: u8, of: &Sealed) -> Withdrawal {
        Withdrawal {
            format: WITHDRAWAL_FORMAT,
            withdrawal_id: ParcelId::new(MORNING, &[number; 10]),
            dossier_id: of.manifest.dossier_id,
            submission_id: of.manifest.submission_id,
            desk_id: self.id,
            asked: a_reading(),
        }
    }
}

/// A revision as a desk froze it.
#[derive(Clone)]
pub struct Sealed {
    pub manifest: Manifest,
    pub bytes: Vec<u8>,
    pub form: Vec<u8>,
    pub papers: Vec<Vec<u8>>,
}

/// The `number`-th dossier of a desk: its first revision, with papers of these sizes.
pub fn a_dossier(desk: &Desk, number: u8, sizes: &[usize]) -> Sealed {
    let dossier = DossierId::new(MORNING, &[number.wrapping_add(desk.number << 4); 10]);
    let papers = (0..).zip(sizes).map(|(n, size)| a_paper(number.wrapping_add(n), *size));
    sealed(desk, dossier, number, Revision::FIRST, None, papers.collect())
}

/// A revision that follows another one.
pub fn a_supplement(desk: &Desk, number: u8, after: &Sealed, papers: Vec<Vec<u8>>) -> Sealed {
    let (dossier, parent) = (after.manifest.dossier_id, after.manifest.submission_id);
    sealed(desk, dossier, number, after.manifest.revision.next(), Some(parent), papers)
}

/// Bytes that look like nothing in particular.
pub fn a_paper(number: u8, size: usize) -> Vec<u8> {
    let blocks =
        (0..=size / 32).flat_map(|n| *hash(&[&[number], &n.to_be_bytes()[..]].concat()).as_bytes());
    blocks.take(size).collect()
}

pub fn sealed(
    desk: &Desk,
    dossier_id: DossierId,
    number: u8,
    revision: Revision,
    parent: Option<SubmissionId>,
    papers: Vec<Vec<u8>>,
) -> Sealed {
    let luck = [number, desk.number, u8::try_from(revision.get()).unwrap(), 0, 0, 0, 0, 0, 0, 0];
    let submission_id = SubmissionId::new(MORNING, &luck);
    let form = json!({
        "format": 1,
        "dossier_id": dossier_id,
        "submission_id": submission_id,
        "revision": revision,
        "provisional_code": format!("LS{:02}-261123-K7M2QX-4", desk.number),
        "intake": { "submitter": { "name": "Lộc Thị Mỷ Châu" } },
    });
    let form = form.to_string().into_bytes();
    let line = |component: Option<&str>, name: &str, media: &str, bytes: &[u8]| PartLine {
        component: component.map(|id| id.parse().unwrap()),
        name: Line::new(name),
        media: media.to_owned(),
        size: bytes.len() as u64,
        sha256: hash(bytes),
    };
    let mut parts = vec![line(None, "form.json", "application/json", &form)];
    parts.extend(papers.iter().map(|paper| {
        line(Some("giay-chung-sinh"), "giay-chung-sinh.pdf", "application/pdf", paper)
    }));
    let manifest = Manifest {
        format: wire::manifest::FORMAT,
        dossier_id,
        submission_id,
        revision,
        parent_submission_id: parent,
        desk_id: desk.id,
        procedure: "1.001193".parse().unwrap(),
        parts,
    };
    let (bytes, _) = manifest.freeze().unwrap();
    Sealed { manifest, bytes, form, papers }
}

impl Sealed {
    /// The same revision with another manifest under it.
    pub fn changed(&self, change: impl FnOnce(&mut Manifest)) -> Self {
        let mut changed = self.clone();
        change(&mut changed.manifest);
        (changed.bytes, _) = changed.manifest.freeze().unwrap();
        changed
    }

    pub fn announcement(&self) -> Value {
        json!(Announcement::Revision {
            manifest: Bytes(self.bytes.clone()),
            form: Bytes(self.form.clone()),
        })
    }

    pub fn expected(&self) -> Expected {
        Expected {
            key: self.manifest.submission_id.into(),
            dossier_id: self.manifest.dossier_id,
            sha256: hash(&self.bytes),
            parts: self.manifest.parts.iter().map(|part| part.sha256).collect(),
        }
    }
}

/// Path of the upload of the first part that is missing.
pub fn upload_of(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Announced { missing, .. } => missing[0].upload.clone(),
        other => panic!("nothing is missing: {other:?}"),
    }
}

pub fn delivered(outcome: &Outcome) -> &str {
    match outcome {
        Outcome::Delivered { receipt } => receipt,
        other => panic!("it is not delivered: {other:?}"),
    }
}
