//! A gateway that keeps the design's rules, and remembers what nobody else may know: what it ever
//! heard of, what it refused and why, and what a restored backup made it forget.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use courier::{Answer, Failure};
use domain::ids::{DossierId, SubmissionId};
use domain::moment::Millis;
use seal::Sha256;
use seal::hash::hash;
use wire::announcement::{Head, Key, MissingPart, Outcome};
use wire::event::ResultLine;
use wire::known::Known;
use wire::problem::{Problem, Reason};
use wire::receipt::{self, Receipt};

use crate::content::{Cargo, Content, ELSEWHERE, Flaw};
use crate::keys;
use crate::luck::Luck;

pub struct Gateway {
    pub era: u32,
    pub state: State,
    pub key: u32,
    pub max_slice: u64,
    pub max_announcements: u32,
    pub speaks_streams: bool,
    /// Test of the test: the receipt is signed while the last part is still missing.
    pub signs_early: bool,
    /// Test of the test: whoever follows a revision follows the head.
    pub takes_every_child: bool,
    /// Desks that may not send at present.
    pub revoked: BTreeSet<usize>,
    /// Every head that a desk was told of.
    pub heads_told: BTreeSet<SubmissionId>,
    backup: Option<State>,
    /// Every key that it was ever told.
    pub heard: BTreeSet<Key>,
    /// Every refusal that it gave.
    pub refusals: BTreeSet<(Key, String)>,
    /// What it once held wholly and a restored backup made it forget.
    pub forgotten: BTreeSet<Key>,
    /// Every receipt that it signed.
    pub receipts: BTreeMap<Key, String>,
    /// A paper that came before need not come again.
    pub knows_papers: bool,
    /// What the agency gives has bytes of its own …
    pub gives_letters: bool,
    /// … which are these.
    pub letters: BTreeMap<Sha256, Rc<[u8]>>,
}

/// What a backup holds.
#[derive(Clone, Default)]
pub struct State {
    pub records: BTreeMap<Key, Record>,
    pub events: Vec<Happening>,
    pub next_number: u64,
}

/// One thing that was announced.
#[derive(Clone)]
pub struct Record {
    pub content: Content,
    pub parts: Vec<Vec<u8>>,
    announced: Millis,
    /// How often its uploads expired.
    life: u32,
    pub receipt: Option<String>,
    /// When it was wholly there, as a place among the events.
    pub arrival: Option<u64>,
    /// Papers that were here before it came.
    pub unchanged: BTreeSet<usize>,
}

/// Something that the agency did.
#[derive(Clone)]
pub struct Happening {
    pub era: u32,
    pub number: u64,
    pub statement: String,
    pub dossier: DossierId,
    pub status: Rc<str>,
    pub result: Option<ResultLine>,
}

impl Record {
    pub fn is_whole(&self) -> bool {
        self.parts == self.content.parts
    }

    /// Whether a desk of the world brought it, wholly.
    pub fn is_delivered(&self) -> bool {
        self.content.owner != ELSEWHERE && self.receipt.is_some()
    }

    fn upload(&self, part: usize) -> String {
        format!("/v1/uploads/{}-{part}-{}", self.content.key, self.life)
    }

    fn missing(&self) -> Vec<MissingPart> {
        let parts = self.parts.iter().zip(&self.content.parts).enumerate();
        let short = parts.filter(|(_, (held, whole))| held.len() < whole.len());
        let line = |(number, (held, _)): (usize, (&Vec<u8>, _))| MissingPart {
            number: number as u32,
            offset: held.len() as u64,
            upload: self.upload(number),
        };
        short.map(line).collect()
    }

    /// Each paper that is wholly here.
    fn papers(&self) -> impl Iterator<Item = Sha256> {
        let held = self.parts.iter().zip(&self.content.parts).map(|(held, whole)| held == whole);
        let papers = held.zip(&self.content.expected.parts).skip(1);
        papers.filter(|(is_whole, _)| *is_whole).map(|(_, sha256)| *sha256)
    }

    fn as_head(&self) -> Option<Head> {
        Some(Head {
            submission_id: self.submission()?,
            revision: self.content.revision(),
            desk_id: self.content.desk_id(),
            manifest_sha256: self.content.expected.sha256,
            outline: None,
        })
    }

    pub fn number(&self) -> Option<u32> {
        match &self.content.cargo {
            Cargo::Revision { number, .. } => Some(*number),
            Cargo::Withdrawal => None,
        }
    }

    pub fn submission(&self) -> Option<SubmissionId> {
        match &self.content.cargo {
            Cargo::Revision { submission, .. } => Some(*submission),
            Cargo::Withdrawal => None,
        }
    }
}

impl Gateway {
    pub fn new(luck: &mut Luck, max_slice: u64) -> Self {
        Self {
            era: 1,
            state: State { next_number: 1, ..State::default() },
            key: 0,
            max_slice,
            max_announcements: luck.between(1, 8) as u32,
            speaks_streams: false,
            signs_early: false,
            takes_every_child: false,
            revoked: BTreeSet::new(),
            heads_told: BTreeSet::new(),
            backup: None,
            heard: BTreeSet::new(),
            refusals: BTreeSet::new(),
            forgotten: BTreeSet::new(),
            receipts: BTreeMap::new(),
            knows_papers: false,
            gives_letters: false,
            letters: BTreeMap::new(),
        }
    }

    /// Takes note of what a desk announces.
    pub fn announce(&mut self, content: &Content, now: Millis) -> Outcome {
        self.heard.insert(content.key);
        if let Flaw::Refused(reason) = content.flaw {
            return self.refuse(content.key, Problem::new(reason, "flawed"));
        }
        if self.state.records.contains_key(&content.key) {
            return self.outcome(content.key, now);
        }
        if let Err(reason) = self.judge(content) {
            let problem = self.with_head(Problem::new(reason, "out of order"), content.dossier);
            return self.refuse(content.key, problem);
        }
        let unchanged = self.brought_before(content);
        let is_here = |at: &usize| *at == 0 || unchanged.contains(at);
        let parts = content.parts.iter().enumerate();
        let parts = parts.map(|(at, part)| if is_here(&at) { part.clone() } else { vec![] });
        let (parts, content_, announced) = (parts.collect(), content.clone(), now);
        let (life, receipt, arrival) = (0, None, None);
        let record =
            Record { content: content_, parts, announced, life, receipt, arrival, unchanged };
        self.state.records.insert(content.key, record);
        self.sign_if_whole(content.key, now);
        self.outcome(content.key, now)
    }

    /// Papers that this same desk brought for this same dossier need not come again.
    fn brought_before(&self, content: &Content) -> BTreeSet<usize> {
        let records = self.state.records.values();
        let own = records.filter(|record| {
            record.content.owner == content.owner && record.content.dossier == content.dossier
        });
        let whole: BTreeSet<Sha256> = own.flat_map(Record::papers).collect();
        let papers = content.expected.parts.iter().enumerate().skip(1);
        let papers = papers.filter(|(at, sha256)| {
            self.knows_papers && !content.parts[*at].is_empty() && whole.contains(sha256)
        });
        papers.map(|(at, _)| at).collect()
    }

    /// The real gateway's rule: a parent need not be whole, but it must be the newest that it knows
    /// of this dossier; one that it never heard of is unknown. A withdrawal is of a dossier.
    fn judge(&self, content: &Content) -> Result<(), Reason> {
        let head = self.head(content.dossier);
        match &content.cargo {
            Cargo::Withdrawal => head.map(drop).ok_or(Reason::NotFound),
            Cargo::Revision { parent, number, .. } => {
                let is_known = |parent: &Key| {
                    let record = self.state.records.get(parent);
                    record.is_some_and(|record| record.content.dossier == content.dossier)
                };
                match (head, parent) {
                    (None, None) => Ok(()),
                    (None, Some(_)) => Err(Reason::ParentUnknown),
                    (Some(_), Some(parent)) if !is_known(parent) => Err(Reason::ParentUnknown),
                    (Some(head), parent) => {
                        let follows = *parent == Some(head.content.key)
                            && head.number().map(|newest| newest + 1) == Some(*number);
                        if follows || self.takes_every_child {
                            Ok(())
                        } else {
                            Err(Reason::NotHead)
                        }
                    }
                }
            }
        }
    }

    /// A desk that is not at the head is told the head.
    fn with_head(&mut self, problem: Problem, dossier: DossierId) -> Problem {
        if problem.code != Known::Word(Reason::NotHead) {
            return problem;
        }
        let head = self.head(dossier).and_then(Record::as_head);
        self.heads_told.extend(head.as_ref().map(|head| head.submission_id));
        Problem { head, ..problem }
    }

    pub fn head(&self, dossier: DossierId) -> Option<&Record> {
        let of = self.state.records.values().filter(|record| record.content.dossier == dossier);
        of.filter(|record| record.number().is_some()).max_by_key(|record| record.number())
    }

    pub fn refuse(&mut self, key: Key, problem: Problem) -> Outcome {
        self.refusals.insert((key, problem.code.to_string()));
        Outcome::Refused { problem }
    }

    /// How it stands.
    pub fn outcome(&mut self, key: Key, _now: Millis) -> Outcome {
        match self.state.records.get(&key) {
            Some(Record { receipt: Some(receipt), .. }) => {
                Outcome::Delivered { receipt: receipt.clone() }
            }
            Some(record) => {
                Outcome::Announced { announced_ms: record.announced, missing: record.missing() }
            }
            None => Outcome::Refused { problem: Problem::new(Reason::NotFound, "unknown") },
        }
    }

    /// How much of a part it holds, if its upload is there.
    pub fn held(&self, key: Key, part: u32, upload: &str) -> Option<u64> {
        let record = self.state.records.get(&key)?;
        let is_there = record.receipt.is_none() && record.upload(part as usize) == upload;
        is_there.then(|| record.parts[part as usize].len() as u64)
    }

    /// Appends bytes to a part, if they belong at its end.
    pub fn take(
        &mut self,
        key: Key,
        part: u32,
        upload: &str,
        offset: u64,
        bytes: &[u8],
        now: Millis,
    ) -> Result<Answer, Failure> {
        let part = part as usize;
        let record = self.state.records.get_mut(&key).ok_or(Failure::Gone)?;
        if record.upload(part) != upload || record.receipt.is_some() {
            return Err(Failure::Gone);
        }
        if record.parts[part].len() as u64 != offset {
            return Err(Failure::WrongOffset);
        }
        record.parts[part].extend_from_slice(bytes);
        let held = record.parts[part].len() as u64;
        if held >= record.content.parts[part].len() as u64 && !self.is_as_announced(key, part) {
            let problem = Problem::new(Reason::PartMismatch, "other bytes");
            self.refuse(key, problem.clone());
            return Err(Failure::Final(problem));
        }
        self.sign_if_whole(key, now);
        Ok(Answer::Taken { offset: held })
    }

    /// Whether a part that is there has the bytes that were announced; else it is dropped.
    fn is_as_announced(&mut self, key: Key, part: usize) -> bool {
        let Some(record) = self.state.records.get_mut(&key) else { return false };
        let is_right = hash(&record.parts[part]) == record.content.expected.parts[part];
        if !is_right {
            record.parts[part].clear();
        }
        is_right
    }

    fn sign_if_whole(&mut self, key: Key, now: Millis) {
        let (index, signs_early) = (self.key, self.signs_early);
        let Some(record) = self.state.records.get_mut(&key) else { return };
        let missing = record.missing().len();
        let is_due = missing == 0 || (signs_early && missing == 1);
        if !is_due || record.receipt.is_some() {
            return;
        }
        let expected = &record.content.expected;
        let receipt = Receipt {
            format: receipt::FORMAT,
            key,
            dossier_id: expected.dossier_id,
            desk_id: record.content.desk_id(),
            sha256: expected.sha256,
            parts: expected.parts.clone(),
            announced_ms: record.announced,
            delivered_ms: now,
        };
        let receipt = receipt.sign(&keys::key_id(index), keys::receipts(index)).unwrap();
        self.receipts.insert(key, receipt.clone());
        record.receipt = Some(receipt);
        record.arrival = Some(self.state.next_number);
    }

    /// Another desk delivers the next revision of a dossier.
    pub fn take_from_elsewhere(&mut self, content: Content, now: Millis) {
        let parts = content.parts.clone();
        let receipt = Some(String::new());
        let (announced, life, arrival, unchanged) = (now, 0, None, BTreeSet::new());
        let record = Record { content, parts, announced, life, receipt, arrival, unchanged };
        self.state.records.insert(record.content.key, record);
    }

    pub fn back_up(&mut self) {
        self.backup = Some(self.state.clone());
    }

    /// Goes back to the last backup and begins the next era.
    pub fn restore(&mut self) -> bool {
        let Some(backup) = self.backup.clone() else {
            self.back_up();
            return false;
        };
        let held = self.state.records.iter().filter(|(_, record)| record.receipt.is_some());
        self.forgotten.extend(held.map(|(key, _)| *key));
        self.state = backup;
        self.era += 1;
        true
    }

    /// Unfinished uploads are dropped; what was announced is kept.
    pub fn expire(&mut self) -> bool {
        let mut dropped = false;
        for record in self.state.records.values_mut().filter(|it| it.receipt.is_none()) {
            record.life += 1;
            for (at, part) in record.parts.iter_mut().enumerate().skip(1) {
                if !record.unchanged.contains(&at) {
                    dropped |= !part.is_empty();
                    part.clear();
                }
            }
        }
        dropped
    }

    pub fn unknown_reason(key: Key, code: &str) -> (Key, Problem) {
        let code = Known::Other(code.to_owned());
        (key, Problem { code, ..Problem::new(Reason::Malformed, "from a newer gateway") })
    }
}
