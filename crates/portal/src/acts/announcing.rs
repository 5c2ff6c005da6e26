//! Takes announcements: each one alone, so that trouble with one keeps no other back.
//!
//! Announcing a revision reserves its number, for good and before a single paper has come: of two
//! desks that answer the agency at the same time only one can follow the head, and the other is told
//! at once which one it is, not after it has sent its papers. That a reserved revision never arrives
//! whole does not block the dossier: the next one may follow it.

use std::fmt;

use domain::ids::{DeskId, Id, InstanceId, ParcelId, SubmissionId};
use domain::moment::{Epoch, Millis};
use domain::provisional_code::ProvisionalCode;
use machine::failpoint;
use serde::de::{DeserializeOwned, Error, IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use wire::announcement::{Key, MissingPart, NewsWanted, Outcome, Outcomes};
use wire::bytes::Bytes;
use wire::feed::{Cursor, FeedPage};
use wire::path;
use wire::problem::Reason;

use super::admission::{self, Before, Candidate};
use super::outlining::{self, Asker};
use super::{delivery, listing, quotas, uploads, withdrawing};
use crate::error::PortalError;
use crate::gateway::Gateway;
use crate::mutant::{self, Mutant};
use crate::refusal::Refusal;
use crate::store::parts::PartRow;
use crate::store::revisions::RevisionRow;
use crate::store::{Tx, View, dossiers, parts, revisions, uploads as upload_rows, withdrawals};

/// Announcements as they came: what one of them says is read later, so that one that cannot be read
/// does not keep the others back.
#[derive(Debug, Deserialize)]
pub struct Batch {
    /// The life of the desk's data folder.
    pub instance_id: InstanceId,
    /// That life's number.
    #[serde(deserialize_with = "numbered")]
    pub epoch: Epoch,
    /// What the desk has.
    #[serde(deserialize_with = "not_too_many")]
    pub announcements: Vec<Box<RawValue>>,
    /// Which news it wants with the answer.
    #[serde(default)]
    pub news: Option<NewsWanted>,
}

/// No more announcements than these are kept in memory, however many there are.
const MOST: usize = 1000;

/// Lives are counted from 1.
fn numbered<'de, D: Deserializer<'de>>(from: D) -> Result<Epoch, D::Error> {
    let epoch = Epoch::deserialize(from)?;
    let is_number = epoch >= Epoch::FIRST;
    if is_number { Ok(epoch) } else { Err(Error::custom("a life without a number")) }
}

/// Keeps [`MOST`] and one more, so that too many are known as such.
fn not_too_many<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Box<RawValue>>, D::Error> {
    from.deserialize_seq(Kept)
}

struct Kept;

impl<'de> Visitor<'de> for Kept {
    type Value = Vec<Box<RawValue>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of announcements")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut kept = Vec::new();
        while kept.len() <= MOST {
            match items.next_element()? {
                Some(item) => kept.push(item),
                None => return Ok(kept),
            }
        }
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(kept)
    }
}

/// What kind of thing is announced.
#[derive(Deserialize)]
struct Kind {
    kind: String,
}

#[derive(Deserialize)]
struct SentRevision {
    manifest: Bytes,
    form: Bytes,
}

#[derive(Deserialize)]
struct SentWithdrawal {
    request: Bytes,
}

/// Who announces.
#[derive(Debug, Clone, Copy)]
pub struct Sender {
    /// The desk.
    pub desk: DeskId,
    /// The life of its data folder.
    pub instance: InstanceId,
    /// That life's number.
    pub epoch: Epoch,
}

/// Takes announcements of one desk, in their order.
pub fn announce(gateway: &Gateway, desk: DeskId, batch: &Batch) -> Result<Outcomes, Refusal> {
    let most = usize::try_from(gateway.policy.max_announcements).unwrap_or(usize::MAX).min(MOST);
    if batch.announcements.len() > most {
        return Err(Refusal::new(Reason::TooBig, "more announcements than one request may have"));
    }
    let sender = Sender { desk, instance: batch.instance_id, epoch: batch.epoch };
    let (mut outcomes, mut later) = (Vec::new(), Vec::new());
    for item in &batch.announcements {
        let taken = take(gateway, sender, item.get());
        outcomes.push(taken.unwrap_or_else(|refusal| {
            let problem = refusal.problem();
            later.extend(matches!(refusal, Refusal::Later(..)).then_some(refusal));
            Outcome::Refused { problem }
        }));
    }
    match later.pop() {
        // Nothing of the request was taken, so the whole of it may come later.
        Some(refusal) if later.len() + 1 == outcomes.len() => Err(refusal),
        _ => Ok(Outcomes { outcomes, news: news(gateway, desk, batch.news.as_ref()) }),
    }
}

/// A cursor that is none is said so to whoever asks for the feed itself.
fn news(gateway: &Gateway, desk: DeskId, wanted: Option<&NewsWanted>) -> Option<FeedPage> {
    listing::feed(gateway, desk, wanted?.after.as_ref().map(Cursor::as_str)).ok()
}

/// Takes one announcement. Each kind is read by its own fields: nothing else of it is kept.
fn take(gateway: &Gateway, sender: Sender, item: &str) -> Result<Outcome, Refusal> {
    match read::<Kind>(item)?.kind.as_str() {
        "revision" => {
            let SentRevision { manifest, form } = read(item)?;
            revision(gateway, sender, &manifest.0, &form.0)
        }
        "withdrawal" => {
            let SentWithdrawal { request } = read(item)?;
            withdrawing::take(gateway, sender.desk, &request.0)
        }
        _ => Err(Refusal::new(Reason::UnknownKind, "an announcement of an unknown kind")),
    }
}

fn read<T: DeserializeOwned>(item: &str) -> Result<T, Refusal> {
    serde_json::from_str(item)
        .map_err(|_| Refusal::new(Reason::Unreadable, "the announcement cannot be read"))
}

/// Takes one revision in, or finds that it is here.
fn revision(
    gateway: &Gateway,
    sender: Sender,
    manifest: &[u8],
    form: &[u8],
) -> Result<Outcome, Refusal> {
    let candidate = admission::read(&gateway.policy, sender.desk, manifest, form)?;
    let submission = candidate.manifest.submission_id;
    // What a kill or a full disk has interrupted is finished first.
    uploads::settle(gateway, submission)?;
    let announced = Announced { candidate, sender, manifest, form, at: gateway.now() };
    let outcome = gateway.store.act("take an announcement", |tx| {
        if let Some(known) = revisions::get(&tx.view(), submission)? {
            again(gateway, tx, &announced, &known)?;
        } else {
            keep(gateway, tx, &announced)?;
            delivery::deliver_if_whole(tx, submission, announced.at)?;
            quotas::may_wait(gateway, &tx.view(), sender.desk, submission)?;
        }
        outcome_of(gateway, tx, submission, announced.at)
    })?;
    failpoint::pass("announce.kept");
    Ok(outcome)
}

/// A revision that somebody announces now.
pub(crate) struct Announced<'a> {
    pub(crate) candidate: Candidate,
    pub(crate) sender: Sender,
    pub(crate) manifest: &'a [u8],
    pub(crate) form: &'a [u8],
    pub(crate) at: Millis,
}

/// A revision that is here: the same answer as before, unless it is another one under its name.
fn again(
    gateway: &Gateway,
    tx: &Tx<'_>,
    announced: &Announced<'_>,
    known: &RevisionRow,
) -> Result<(), Refusal> {
    let is_same =
        known.desk == announced.sender.desk && known.manifest_sha256 == announced.candidate.sha256;
    if !is_same {
        return Err(Refusal::new(Reason::OtherContent, "this id came before with other content"));
    }
    revisions::count_again(tx, known.submission)?;
    if Mutant::NoUniqueness.lives() {
        mutant::keep_once_more(gateway, tx, announced)?;
    }
    Ok(())
}

/// Keeps a new revision: the one place where exactly once is decided, in the same transaction in
/// which it is written, under the two UNIQUE rules of the table.
pub(crate) fn keep(
    gateway: &Gateway,
    tx: &Tx<'_>,
    announced: &Announced<'_>,
) -> Result<(), Refusal> {
    let (view, manifest) = (tx.view(), &announced.candidate.manifest);
    if is_a_withdrawal(&view, announced)? {
        return Err(Refusal::new(Reason::OtherContent, "this id came before as a withdrawal"));
    }
    let dossier = dossiers::get(&view, manifest.dossier_id)?;
    let head = revisions::head(&view, manifest.dossier_id)?;
    let parent = match manifest.parent_submission_id {
        Some(parent) => revisions::get(&view, parent)?,
        None => None,
    };
    let before = Before {
        dossier: dossier.as_ref(),
        head: head.as_ref(),
        parent: parent.as_ref(),
        is_own: dossiers::is_known_to(&view, manifest.dossier_id, announced.sender.desk)?,
    };
    admission::follows(&announced.candidate, &before).map_err(|refusal| {
        let asker = Asker { desk: announced.sender.desk, at: announced.at };
        outlining::outlined(&view, refusal, head.as_ref(), dossier.as_ref(), asker)
    })?;
    if dossier.is_none() {
        let code = announced.candidate.provisional_code.as_ref().map(ProvisionalCode::as_str);
        dossiers::insert(tx, manifest.dossier_id, &manifest.procedure, code, announced.at)?;
    }
    insert(gateway, tx, announced)
}

fn is_a_withdrawal(view: &View<'_>, announced: &Announced<'_>) -> Result<bool, PortalError> {
    let id = announced.candidate.manifest.submission_id;
    Ok(withdrawals::get(view, ParcelId::from_bytes(*id.as_bytes()))?.is_some())
}

fn insert(gateway: &Gateway, tx: &Tx<'_>, announced: &Announced<'_>) -> Result<(), Refusal> {
    let (manifest, at) = (&announced.candidate.manifest, announced.at);
    let row = RevisionRow {
        submission: manifest.submission_id,
        dossier: manifest.dossier_id,
        revision: manifest.revision,
        parent: manifest.parent_submission_id,
        desk: announced.sender.desk,
        instance: announced.sender.instance,
        epoch: announced.sender.epoch,
        manifest_sha256: announced.candidate.sha256,
        announcements: 1,
        announced: at,
        delivered: None,
        receipt: None,
        arrival: None,
    };
    revisions::insert(tx, &row, announced.manifest, announced.form)?;
    for (number, line) in (0..).zip(&manifest.parts) {
        let part = PartRow::announced(manifest.submission_id, number, line);
        insert_part(gateway, tx, &row, part, at)?;
    }
    Ok(())
}

/// Keeps a part. The form came with the announcement; a paper that this same desk brought for this
/// same dossier before is here; for any other there is an upload, whatever anybody else has sent.
fn insert_part(
    gateway: &Gateway,
    tx: &Tx<'_>,
    revision: &RevisionRow,
    part: PartRow,
    at: Millis,
) -> Result<(), Refusal> {
    if part.number == 0 {
        return Ok(parts::insert(tx, &PartRow { held: Some(at), ..part })?);
    }
    let (desk, dossier) = (revision.desk, revision.dossier);
    let before = parts::brought_before(&tx.view(), desk, dossier, &part.sha256, part.size)?;
    let held = before.is_some().then_some(at);
    let (submission, number) = (part.submission, part.number);
    parts::insert(tx, &PartRow { file: before, held, ..part })?;
    if held.is_none() {
        uploads::begin(gateway, tx, submission, number, at)?;
    }
    Ok(())
}

/// How a revision stands, with an upload for each part that is missing.
pub(super) fn outcome_of(
    gateway: &Gateway,
    tx: &Tx<'_>,
    submission: SubmissionId,
    at: Millis,
) -> Result<Outcome, Refusal> {
    let view = tx.view();
    let revision = revisions::get(&view, submission)?
        .ok_or_else(|| Refusal::new(Reason::NotFound, "no such submission"))?;
    if let Some(receipt) = revision.receipt {
        return Ok(Outcome::Delivered { receipt });
    }
    let mut missing = Vec::new();
    for part in parts::of(&view, submission)?.iter().filter(|part| part.held.is_none()) {
        let live = upload_rows::live(&view, submission, part.number)?;
        let (upload, offset) = match live {
            Some(row) => (row.upload, row.received),
            None => (uploads::begin(gateway, tx, submission, part.number, at)?, 0),
        };
        let upload = format!("{}/{upload}", path::UPLOADS);
        missing.push(MissingPart { number: part.number, offset, upload });
    }
    Ok(Outcome::Announced { announced_ms: revision.announced, missing })
}

/// How a revision stands now, for the desk that announced it. Nothing is finished and no turn is
/// waited for: whoever calls may have some.
pub fn standing(gateway: &Gateway, submission: SubmissionId) -> Result<Outcome, Refusal> {
    let at = gateway.now();
    gateway.store.act("say how a revision stands", |tx| outcome_of(gateway, tx, submission, at))
}

/// How one announced thing stands, for the desk that announced it.
pub fn look_up(gateway: &Gateway, desk: DeskId, key: Key) -> Result<Outcome, Refusal> {
    let submission = SubmissionId::from_bytes(*key.as_bytes());
    let withdrawal = ParcelId::from_bytes(*key.as_bytes());
    let not_found = || Refusal::new(Reason::NotFound, "no such submission");
    let mine = gateway.store.look(|view| revisions::get(view, submission))?;
    if mine.is_some_and(|revision| revision.desk == desk) {
        uploads::settle(gateway, submission)?;
        let at = gateway.now();
        return gateway
            .store
            .act("look a submission up", |tx| outcome_of(gateway, tx, submission, at));
    }
    let asked = gateway.store.look(|view| withdrawals::get(view, withdrawal))?;
    let asked = asked.filter(|asked| asked.desk == desk).ok_or_else(not_found)?;
    Ok(Outcome::Delivered { receipt: asked.receipt })
}
