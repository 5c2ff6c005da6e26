//! Makes each request from what the gateway's own document says of it: method, place, media, what is
//! required, what is fixed and what may be left out. A step adds what only it can know.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use data_encoding::BASE64;
use domain::ids::{Id, InstanceId};
use seal::hash::hash;
use seal::{EnrolmentCode, Sha256};
use serde_json::{Value, json};
use wire::announcement::Announcement;
use wire::bytes::Bytes;
use wire::feed::Cursor;
use wire::stream::{DeskFrame, Frame};

use super::document::Operation;
use super::faults::Fault;
use super::line::{Reply, ask};
use super::options::{self, chosen};
use super::plan::{Expected, Item, Plan, Step, Turn};
use crate::operator::{Saying, official, to};
use crate::province::Province;
use crate::stream_line::blocks;

pub use super::document::Document;

/// One gateway with its history.
pub struct Run<'r> {
    pub document: &'r Document,
    pub province: &'r Province,
    pub address: SocketAddr,
    pub plan: &'r Plan,
    pub code: EnrolmentCode,
    /// SHA-256 of the package that is handed out, or of none.
    pub package: Sha256,
    /// Where each part is sent.
    pub uploads: BTreeMap<(usize, usize), String>,
    /// Where the lists went on when they were read last.
    pub cursors: BTreeMap<&'static str, Cursor>,
}

/// A request as bytes.
#[derive(Debug, Clone)]
pub struct Made {
    pub raw: Vec<u8>,
    /// Where its body begins.
    pub body: usize,
    /// What it says that might have been left out.
    pub options: Vec<String>,
    pub fault: Option<Fault>,
}

/// What a step adds to what the document says.
#[derive(Default)]
pub struct Added {
    pub values: BTreeMap<&'static str, String>,
    pub body: Vec<u8>,
}

impl Added {
    fn value(mut self, name: &'static str, value: impl ToString) -> Self {
        self.values.insert(name, value.to_string());
        self
    }

    fn body(self, body: Vec<u8>) -> Self {
        Self { body, ..self }
    }
}

impl Run<'_> {
    /// The request, as things stand now.
    pub fn request(&self, turn: &Turn) -> Made {
        let operation = self.document.of(turn.step.operation().unwrap());
        let mut added = self.added(turn);
        let fault = match turn.expected {
            Expected::Refused(Some(luck)) => Some(Fault::chosen(operation, luck)),
            _ => None,
        };
        if let Some((_, schema)) = operation.media.iter().find(|(media, _)| media.ends_with("json"))
        {
            let body: Value = serde_json::from_slice(&added.body).unwrap();
            assert!(schema.is_valid(&body), "{:?}: {body}", turn.step);
        }
        let mut head = self.head(operation, turn, &added, fault.as_ref());
        if head.says("content-encoding", "gzip") {
            added.body = options::packed(&added.body);
        }
        if let Some(fault) = &fault {
            fault.spoil(&mut head, &mut added.body);
        }
        head.made(operation, added.body, fault)
    }

    fn added(&self, turn: &Turn) -> Added {
        let added = Added::default();
        match turn.step {
            Step::Read(_) | Step::Advance(_) => added,
            Step::Enrol => {
                let request = self.plan.desk.enrolment(&self.code);
                added.body(serde_json::to_vec(&request).unwrap())
            }
            Step::Announce(batch) => added.body(self.batch(batch, turn.draw)),
            Step::Look(at) => added.value("key", self.plan.sealed[at].manifest.submission_id),
            Step::Create(at, part) => self.creation(added, at, part),
            Step::Head(at, part) | Step::TusOf(at, part) => self.at_upload(added, at, part),
            Step::Slice(at, part, end, _) => self.slice(added, at, part, end),
            Step::Stream(at) => added.body(self.frames(at)),
            Step::Result(at) => {
                let dossier = self.plan.sealed[at].manifest.dossier_id;
                added.value("dossier", dossier).value("sha256", hash(&testkit::a_pdf(1)))
            }
            Step::Catalogue => added.value("sha256", self.package),
        }
    }

    fn batch(&self, batch: usize, draw: u64) -> Vec<u8> {
        let instance_id = InstanceId::from_bytes([self.plan.desk.number; 16]);
        let announcements: Vec<_> =
            self.plan.batches[batch].iter().map(|item| self.announcement(*item)).collect();
        let mut body =
            json!({ "instance_id": instance_id, "epoch": 1, "announcements": announcements });
        match chosen(draw, "news", 3) {
            0 => body["news"] = json!({}),
            1 => body["news"] = json!({ "after": self.cursors.get("feed") }),
            _ => {}
        }
        if body["news"]["after"].is_null() && body.get("news").is_some() {
            body["news"] = json!({});
        }
        body.to_string().into_bytes()
    }

    fn announcement(&self, item: Item) -> Value {
        match item {
            Item::Revision(at) => self.plan.sealed[at].announcement(),
            Item::Refused(at) => self.plan.refused[at].announcement(),
            Item::Withdrawal(at) => {
                let request = serde_json::to_vec(self.plan.withdrawals[at].as_ref().unwrap());
                json!(Announcement::Withdrawal { request: Bytes(request.unwrap()) })
            }
        }
    }

    fn creation(&self, added: Added, at: usize, part: usize) -> Added {
        let sealed = &self.plan.sealed[at];
        let named = [
            ("submission_id", sealed.manifest.submission_id.to_string()),
            ("part", (part + 1).to_string()),
        ];
        let named =
            named.map(|(name, value)| format!("{name} {}", BASE64.encode(value.as_bytes())));
        let length = sealed.papers[part].len();
        added.value("upload-length", length).value("upload-metadata", named.join(","))
    }

    fn at_upload(&self, added: Added, at: usize, part: usize) -> Added {
        // How uploads are made here may be asked before there is one.
        let upload = self.uploads.get(&(at, part)).and_then(|path| path.rsplit('/').next());
        added.value("upload", upload.unwrap_or("none"))
    }

    fn slice(&self, added: Added, at: usize, part: usize, end: usize) -> Added {
        let offset = self.offset(at, part);
        let bytes = &self.plan.sealed[at].papers[part];
        let added = self.at_upload(added, at, part).value("upload-offset", offset);
        added.body(bytes[offset.min(end)..end].to_vec())
    }

    /// A stream with all parts of a revision that are not whole, and its end.
    fn frames(&self, at: usize) -> Vec<u8> {
        let mut bytes = vec![];
        for (part, paper) in self.plan.sealed[at].papers.iter().enumerate() {
            let Some(upload) = self.uploads.get(&(at, part)) else { continue };
            let (lane, offset) = (u32::try_from(part).unwrap(), self.offset(at, part));
            let open = DeskFrame::Open { lane, offset: offset as u64, upload: upload.clone() };
            let frames = [vec![open], blocks(lane, &paper[offset..])].concat();
            frames.iter().for_each(|frame| frame.encode(&mut bytes));
        }
        DeskFrame::End.encode(&mut bytes);
        bytes
    }

    /// Where the gateway says that a part stands.
    pub fn offset(&self, at: usize, part: usize) -> usize {
        let turn = Turn { step: Step::Head(at, part), expected: Expected::Granted, draw: 0 };
        let told = ask(self.address, &self.request(&turn).raw);
        told.header("upload-offset").parse().unwrap_or_else(|_| panic!("{told:?}"))
    }

    fn head(
        &self,
        operation: &Operation,
        turn: &Turn,
        added: &Added,
        fault: Option<&Fault>,
    ) -> Head {
        let mut head = Head { path: operation.path.clone(), ..Head::default() };
        for parameter in &operation.parameters {
            let name = &parameter.name;
            let value = added.values.get(name.to_lowercase().as_str()).cloned();
            let value = value.or_else(|| parameter.fixed.clone());
            if value.is_none() && parameter.is_required {
                panic!("{name} of {} is not made", operation.path);
            }
            let value = value.or_else(|| {
                let value = self.option(name, turn, added).filter(|_| fault.is_none())?;
                head.options.push(name.clone());
                Some(value)
            });
            if let Some(value) = value {
                assert!(parameter.is_fit(&value), "{name}: {value}");
                head.put(&parameter.place, name, value);
            }
        }
        if operation.is_signed {
            let bearer = self.plan.desk.bearer(self.province, self.province.gateway.now());
            head.put("header", "authorization", format!("Bearer {bearer}"));
        }
        if !operation.media.is_empty() {
            let media = chosen(turn.draw, "media", operation.media.len());
            head.put("header", "content-type", operation.media[media].0.clone());
        }
        if head.has("upgrade") {
            head.put("header", "connection", "upgrade".to_owned());
        }
        head
    }

    /// Takes note of what a first answer says.
    pub fn learn(&mut self, step: Step, told: &Reply) {
        match step {
            Step::Read(list @ ("feed" | "holdings")) => {
                if let Some(next) = told.json()["next"].as_str() {
                    self.cursors.insert(list, Cursor::new(next));
                }
            }
            Step::Announce(batch) => {
                let outcomes = told.json()["outcomes"].clone();
                for (place, item) in self.plan.batches[batch].iter().enumerate() {
                    let Item::Revision(at) = item else { continue };
                    self.learn_uploads(*at, &outcomes[place]);
                }
            }
            _ => {}
        }
    }

    fn learn_uploads(&mut self, at: usize, outcome: &Value) {
        for line in outcome["missing"].as_array().into_iter().flatten() {
            let part = usize::try_from(line["number"].as_u64().unwrap()).unwrap() - 1;
            self.uploads.insert((at, part), line["upload"].as_str().unwrap().to_owned());
        }
    }

    /// What the agency does with a dossier.
    pub fn advance(&self, at: usize) {
        let (desk, sealed) = (u32::from(self.plan.desk.number), &self.plan.sealed[at]);
        let code = official(desk * 100 + u32::try_from(at).unwrap());
        self.province.advance(sealed, &to(2).code(&code)).unwrap();
        self.province.advance(sealed, &to(4).with("a.pdf", &testkit::a_pdf(1))).unwrap();
    }
}

/// The head of a request that is being made.
#[derive(Debug, Default)]
pub struct Head {
    pub path: String,
    query: Vec<String>,
    pub fields: Vec<(String, String)>,
    options: Vec<String>,
}

impl Head {
    /// Says something where the document wants it, instead of what was said there before.
    pub fn put(&mut self, place: &str, name: &str, value: String) {
        match place {
            "path" => self.path = self.path.replace(&format!("{{{name}}}"), &value),
            "query" => self.query.push(format!("{name}={value}")),
            _ => {
                self.leave_out(name);
                self.fields.push((name.to_owned(), value));
            }
        }
    }

    pub fn leave_out(&mut self, name: &str) {
        self.fields.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
    }

    pub fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(known, _)| known.eq_ignore_ascii_case(name))
    }

    fn says(&self, name: &str, value: &str) -> bool {
        self.fields.iter().any(|(known, said)| known.eq_ignore_ascii_case(name) && said == value)
    }

    fn made(mut self, operation: &Operation, body: Vec<u8>, fault: Option<Fault>) -> Made {
        if !operation.media.is_empty() {
            self.put("header", "content-length", body.len().to_string());
        }
        let query = self.query.join("&");
        let path = if query.is_empty() { self.path } else { format!("{}?{query}", self.path) };
        let head = crate::http::head(&operation.method, &path, &self.fields).into_bytes();
        let options = self.options;
        Made { body: head.len(), raw: [head, body].concat(), options, fault }
    }
}
