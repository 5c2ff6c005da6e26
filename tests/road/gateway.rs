//! A gateway in memory: what the protocol asks of one, and no more.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Mutex;

use domain::ids::DeskId;
use domain::text::Line;
use flate2::Compression;
use flate2::write::GzEncoder;
use seal::hash::hash;
use seal::{EnrolmentCode, PublicKey, SigningKey};
use serde_json::json;
use wire::announcement::{Announcement, Key, MissingPart, Outcome, Outcomes};
use wire::bearer::Bearer;
use wire::capabilities::Capabilities;
use wire::enrolment::{EnrolmentReply, EnrolmentRequest, FORMAT, Welcome};
use wire::feed::{Cursor, FeedPage, HoldingsPage};
use wire::keys::{self, KeyLine, KeyList, KeyRing, Purpose};
use wire::known::Known;
use wire::manifest::Manifest;
use wire::path;
use wire::problem::{self, Problem, Reason};
use wire::receipt::{self, Receipt};
use wire::time::{GatewayTime, NONCE, TIME};

use crate::clock::TRUE_NOW;
use crate::server::{Asked, Reply, Site};

type Day = Box<dyn Fn(&Asked) -> Option<Reply> + Send>;
type Patience = Box<dyn Fn(&Asked) -> usize + Send>;

/// The gateway, and what kind of day it has.
#[derive(Default)]
pub struct Gateway {
    day: Mutex<Option<Day>>,
    patience: Mutex<Option<Patience>>,
    log: Mutex<Vec<Asked>>,
    submissions: Mutex<BTreeMap<Key, Submission>>,
    results: Mutex<BTreeMap<String, Vec<u8>>>,
    events: Mutex<Vec<String>>,
}

struct Submission {
    manifest: Vec<u8>,
    lines: Manifest,
    parts: Vec<Vec<u8>>,
}

impl Submission {
    fn missing(&self, key: Key) -> Vec<MissingPart> {
        let parts = self.lines.parts.iter().zip(&self.parts).zip(0..);
        let lacks = parts.filter(|((line, held), _)| line.size > held.len() as u64);
        let missing = lacks.map(|((_, held), number)| MissingPart {
            number,
            offset: held.len() as u64,
            upload: format!("{}/{key}/{number}", path::UPLOADS),
        });
        missing.collect()
    }
}

pub fn root() -> SigningKey {
    SigningKey::from_seed(&[1; 32])
}

pub fn receipts() -> SigningKey {
    SigningKey::from_seed(&[2; 32])
}

pub fn desk_key() -> SigningKey {
    SigningKey::from_seed(&[3; 32])
}

pub fn code() -> EnrolmentCode {
    EnrolmentCode::new(&root().public(), &[7; 10])
}

pub fn key_list() -> String {
    let line = KeyLine {
        id: "r1".to_owned(),
        purpose: Known::Word(Purpose::Receipts),
        key: receipts().public().to_string(),
        until_ms: None,
    };
    let list = KeyList {
        format: keys::FORMAT,
        root: root().public(),
        serial: 1,
        issued_ms: TRUE_NOW,
        keys: vec![line],
    };
    list.sign(&root()).unwrap()
}

pub fn key_ring() -> KeyRing {
    KeyRing::open(&key_list(), &root().public(), 0).unwrap()
}

/// A problem document as the gateway sends it.
pub fn refusal(problem: &Problem) -> Reply {
    Reply::new(problem.status, problem::MEDIA, serde_json::to_vec(problem).unwrap())
}

pub fn refused(reason: Reason) -> Reply {
    refusal(&Problem::new(reason, "test"))
}

fn found(document: &impl serde::Serialize) -> Reply {
    Reply::new(200, "application/json; charset=utf-8", serde_json::to_vec(document).unwrap())
}

impl Gateway {
    /// From now on this comes before everything else.
    pub fn has_a_day(&self, day: impl Fn(&Asked) -> Option<Reply> + Send + 'static) {
        *self.day.lock().unwrap() = Some(Box::new(day));
    }

    /// From now on the connection is cut after so many bytes of a body.
    pub fn cuts(&self, patience: impl Fn(&Asked) -> usize + Send + 'static) {
        *self.patience.lock().unwrap() = Some(Box::new(patience));
    }

    pub fn is_well_again(&self) {
        *self.day.lock().unwrap() = None;
        *self.patience.lock().unwrap() = None;
    }

    /// Everything that was asked so far.
    pub fn log(&self) -> Vec<Asked> {
        self.log.lock().unwrap().clone()
    }

    /// Takes a request in as on any other day, whatever is answered.
    pub fn takes(&self, asked: &Asked) {
        self.usual(asked);
    }

    /// What it holds of a part.
    pub fn part(&self, key: Key, number: usize) -> Vec<u8> {
        let submissions = self.submissions.lock().unwrap();
        submissions.get(&key).and_then(|it| it.parts.get(number).cloned()).unwrap_or_default()
    }

    /// Has a result file for the desk, and an event that says so.
    pub fn has_a_result(&self, path: &str, bytes: &[u8], event: String) {
        self.results.lock().unwrap().insert(path.to_owned(), bytes.to_vec());
        self.events.lock().unwrap().push(event);
    }

    fn usual(&self, asked: &Asked) -> Reply {
        match asked.path.as_str() {
            path::CAPABILITIES => return found(&capabilities()),
            path::KEYS => return found(&json!({ "keys": key_list() })),
            path::TIME => return Reply::empty(204),
            path::ENROLMENTS => return enrolled(asked),
            _ => {}
        }
        if !is_the_desk(asked) {
            return refused(Reason::SignedOut);
        }
        if asked.is("PATCH", path::UPLOADS) {
            return self.patched(asked);
        }
        if asked.is("POST", path::ANNOUNCEMENTS) {
            let read = asked.announced().unwrap();
            let outcomes = read.announcements.iter().map(|it| self.announced(it)).collect();
            return found(&Outcomes { outcomes, news: None });
        }
        if asked.is("GET", path::SUBMISSIONS) {
            let key = asked.path.rsplit('/').next().unwrap().parse().unwrap();
            return found(&self.outcome(key));
        }
        if asked.is("GET", path::HOLDINGS) {
            let (holdings, next, more) = (vec![], Cursor::new("h1"), false);
            return found(&HoldingsPage { era: 1, holdings, next, more });
        }
        if asked.is("GET", path::FEED) {
            let events = self.events.lock().unwrap().drain(..).collect();
            return found(&FeedPage {
                era: 1,
                events,
                next: Cursor::new("f1"),
                more: false,
                capabilities: None,
            });
        }
        let result = asked.path.strip_prefix(path::RESULTS).and_then(|path| {
            let bytes = self.results.lock().unwrap().get(path.trim_start_matches('/')).cloned()?;
            Some(Reply::new(200, "application/pdf", bytes))
        });
        result.unwrap_or_else(|| refused(Reason::NotFound))
    }

    fn announced(&self, announcement: &Announcement) -> Outcome {
        let Announcement::Revision { manifest, form } = announcement else { panic!("no revision") };
        let lines: Manifest = serde_json::from_slice(&manifest.0).unwrap();
        let key = Key::from(lines.submission_id);
        let mut parts = vec![vec![]; lines.parts.len()];
        parts[0].clone_from(&form.0);
        let new = Submission { manifest: manifest.0.clone(), lines, parts };
        self.submissions.lock().unwrap().entry(key).or_insert(new);
        self.outcome(key)
    }

    fn outcome(&self, key: Key) -> Outcome {
        let submissions = self.submissions.lock().unwrap();
        let submission = submissions.get(&key).unwrap();
        let missing = submission.missing(key);
        if !missing.is_empty() {
            return Outcome::Announced { announced_ms: TRUE_NOW, missing };
        }
        let receipt = Receipt {
            format: receipt::FORMAT,
            key,
            dossier_id: submission.lines.dossier_id,
            desk_id: submission.lines.desk_id,
            sha256: hash(&submission.manifest),
            parts: submission.parts.iter().map(|part| hash(part)).collect(),
            announced_ms: TRUE_NOW,
            delivered_ms: TRUE_NOW,
        };
        Outcome::Delivered { receipt: receipt.sign("r1", &receipts()).unwrap() }
    }

    fn patched(&self, asked: &Asked) -> Reply {
        let mut place = asked.path.rsplit('/');
        let number: usize = place.next().unwrap().parse().unwrap();
        let key: Key = place.next().unwrap().parse().unwrap();
        let mut submissions = self.submissions.lock().unwrap();
        let part = &mut submissions.get_mut(&key).unwrap().parts[number];
        let checksum = data_encoding::BASE64.encode(hash(&asked.body).as_bytes());
        assert_eq!(asked.header("tus-resumable"), "1.0.0");
        assert_eq!(asked.header("content-type"), "application/offset+octet-stream");
        assert_eq!(asked.header("upload-checksum"), format!("sha256 {checksum}"));
        if asked.header("upload-offset") != part.len().to_string() {
            return Reply::empty(409).with("tus-resumable", "1.0.0");
        }
        part.extend_from_slice(&asked.body);
        Reply::empty(204).with("tus-resumable", "1.0.0").with("upload-offset", part.len())
    }
}

impl Site for Gateway {
    fn answer(&self, asked: Asked) -> Reply {
        self.log.lock().unwrap().push(asked.clone());
        let day = self.day.lock().unwrap().as_ref().and_then(|day| day(&asked));
        // Whoever answers in the gateway's place cannot sign its time.
        if let Some(reply) = day {
            return if is_the_gateways(&reply) { timed(reply, &asked) } else { reply };
        }
        timed(packed(self.usual(&asked), &asked), &asked)
    }

    fn patience(&self, head: &Asked) -> usize {
        self.patience.lock().unwrap().as_ref().map_or(usize::MAX, |patience| patience(head))
    }
}

/// Compresses a record for whoever takes it so, as the gateway does, however short it is.
pub fn packed(reply: Reply, asked: &Asked) -> Reply {
    match reply {
        Reply::Whole { status: 200, headers, body }
            if asked.header("accept-encoding") == "gzip" && headers[0].1.contains("json") =>
        {
            let mut into = GzEncoder::new(vec![], Compression::default());
            into.write_all(&body).unwrap();
            Reply::Whole { status: 200, headers, body: into.finish().unwrap() }
                .with("content-encoding", "gzip")
        }
        reply => reply,
    }
}

fn is_the_gateways(reply: &Reply) -> bool {
    let Reply::Whole { headers, .. } = reply else { return false };
    headers.iter().any(|(_, value)| value == problem::MEDIA)
}

pub fn timed(reply: Reply, asked: &Asked) -> Reply {
    let time = GatewayTime { now_ms: TRUE_NOW, nonce: asked.header(NONCE).to_owned() };
    reply.with(TIME, time.sign("r1", &receipts()).unwrap())
}

pub fn capabilities() -> Capabilities {
    Capabilities {
        gateway: root().public().fingerprint(),
        name: Line::new("Cổng thử"),
        agency: "H40".to_owned(),
        era: 1,
        min_client: "0.1.0".to_owned(),
        media: vec!["application/pdf".to_owned()],
        max_part_bytes: 1 << 30,
        max_parts: 100,
        max_announcements: 10,
        max_request_bytes: 1 << 20,
        max_slice_bytes: 1 << 20,
        unfinished_kept_ms: 1 << 40,
        keys_serial: None,
        streams: vec![],
        catalogue: None,
        mark: None,
    }
}

fn is_the_desk(asked: &Asked) -> bool {
    let bearer = asked.header("authorization").strip_prefix("Bearer ").unwrap_or_default();
    let known = |_: DeskId| -> Option<PublicKey> { Some(desk_key().public()) };
    Bearer::verify(bearer, &root().public().fingerprint(), TRUE_NOW, known).is_ok()
}

fn enrolled(asked: &Asked) -> Reply {
    let request: EnrolmentRequest = serde_json::from_slice(&asked.body).unwrap();
    if request.code != code().name() {
        return refused(Reason::CodeUnknown);
    }
    request.open(&code()).unwrap();
    let welcome = Welcome {
        format: FORMAT,
        claim_sha256: hash(&request.claim.0),
        root: root().public(),
        keys: key_list(),
        name: Line::new("Cổng thử"),
        agency: "H40".to_owned(),
        now_ms: TRUE_NOW,
    };
    found(&EnrolmentReply::new(&welcome, &code()).unwrap())
}
