//! Makes each request from what the gateway's own document says of it: method, place, what is required
//! and what is fixed. A step adds what only it can know.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use data_encoding::BASE64;
use domain::ids::{Id, InstanceId};
use seal::hash::hash;
use seal::{EnrolmentCode, Sha256};
use serde_json::{Value, json};
use wire::announcement::Announcement;
use wire::bytes::Bytes;
use wire::stream::{DeskFrame, Frame};

use super::line::{Reply, ask};
use super::plan::{Plan, Step};
use crate::desk::VERSION;
use crate::operator::{Saying, official, to};
use crate::province::Province;
use crate::stream_line::blocks;

/// The document, by the names of its operations.
pub struct Document(BTreeMap<String, Operation>);

pub struct Operation {
    method: String,
    path: String,
    parameters: Vec<Value>,
    media: Option<String>,
    is_signed: bool,
    statuses: Vec<String>,
    /// What it says of a request that comes again.
    pub repeat: String,
}

impl Document {
    pub fn read(served: &Value) -> Self {
        let mut operations = BTreeMap::new();
        for (path, methods) in served["paths"].as_object().unwrap() {
            for (method, said) in methods.as_object().unwrap() {
                let parameters = said["parameters"].as_array().unwrap().iter().map(|parameter| {
                    let pointer = parameter["$ref"].as_str().unwrap().trim_start_matches('#');
                    served.pointer(pointer).unwrap().clone()
                });
                let content = said["requestBody"]["content"].as_object();
                let operation = Operation {
                    method: method.to_uppercase(),
                    path: path.clone(),
                    parameters: parameters.collect(),
                    media: content.and_then(|content| content.keys().next().cloned()),
                    is_signed: said["security"].as_array().is_some_and(|it| !it.is_empty()),
                    statuses: said["responses"].as_object().unwrap().keys().cloned().collect(),
                    repeat: said["x-nopho-repeat"].as_str().unwrap_or("not said").to_owned(),
                };
                operations.insert(said["operationId"].as_str().unwrap().to_owned(), operation);
            }
        }
        Self(operations)
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    pub fn of(&self, name: &str) -> &Operation {
        &self.0[name]
    }
}

impl Operation {
    pub fn describes(&self, status: u16) -> bool {
        self.statuses.contains(&status.to_string())
    }
}

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
}

/// What a step adds to what the document says.
#[derive(Default)]
struct Added {
    values: BTreeMap<&'static str, String>,
    body: Vec<u8>,
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
    /// The request as bytes, as things stand now.
    pub fn request(&self, step: Step) -> Vec<u8> {
        let added = Added::default();
        let added = match step {
            Step::Read(_) | Step::Advance(_) => added,
            Step::Enrol => {
                let request = self.plan.desk.enrolment(&self.code);
                added.body(serde_json::to_vec(&request).unwrap())
            }
            Step::Announce(at) => added.body(self.batch(&self.plan.sealed[at].announcement())),
            Step::Withdraw(at) => {
                let request = serde_json::to_vec(self.plan.withdrawals[at].as_ref().unwrap());
                let request = Bytes(request.unwrap());
                added.body(self.batch(&json!(Announcement::Withdrawal { request })))
            }
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
        };
        self.raw(self.document.of(step.operation().unwrap()), &added)
    }

    fn batch(&self, announcement: &Value) -> Vec<u8> {
        let instance_id = InstanceId::from_bytes([self.plan.desk.number; 16]);
        let batch =
            json!({ "instance_id": instance_id, "epoch": 1, "announcements": [announcement] });
        batch.to_string().into_bytes()
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
        let upload = self.uploads[&(at, part)].rsplit('/').next().unwrap();
        added.value("upload", upload)
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
        let told = ask(self.address, &self.request(Step::Head(at, part)));
        told.header("upload-offset").parse().unwrap_or_else(|_| panic!("{told:?}"))
    }

    fn raw(&self, operation: &Operation, added: &Added) -> Vec<u8> {
        let mut path = operation.path.clone();
        let mut head = vec![("nopho-client", VERSION.to_owned())];
        for parameter in &operation.parameters {
            let name = parameter["name"].as_str().unwrap();
            let value = added.values.get(name.to_lowercase().as_str()).cloned();
            let value = value.or_else(|| parameter["schema"]["const"].as_str().map(str::to_owned));
            let is_required = parameter["required"] == json!(true);
            match (parameter["in"].as_str().unwrap(), value) {
                ("path", Some(value)) => path = path.replace(&format!("{{{name}}}"), &value),
                ("header", Some(value)) => head.push((name, value)),
                (_, None) if !is_required => {}
                (place, _) => panic!("{name} in {place} of {} is not made", operation.path),
            }
        }
        let desk = &self.plan.desk;
        if operation.is_signed {
            let bearer = desk.bearer(self.province, self.province.gateway.now());
            head.push(("authorization", format!("Bearer {bearer}")));
        }
        if let Some(media) = &operation.media {
            head.push(("content-type", media.clone()));
            head.push(("content-length", added.body.len().to_string()));
        }
        if head.iter().any(|(name, _)| name.eq_ignore_ascii_case("upgrade")) {
            head.push(("connection", "upgrade".to_owned()));
        }
        let head: Vec<_> = head.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let head = crate::http::head(&operation.method, &path, &head);
        [head.into_bytes(), added.body.clone()].concat()
    }

    /// Takes note of what a first answer says.
    pub fn learn(&mut self, step: Step, told: &Reply) {
        let Step::Announce(at) = step else { return };
        let missing = told.json()["outcomes"][0]["missing"].clone();
        for line in missing.as_array().into_iter().flatten() {
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
