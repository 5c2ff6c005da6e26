//! What the gateway tells: what it takes, what it holds, what the agency did, what time it is.

use std::collections::BTreeMap;
use std::rc::Rc;

use courier::{Answer, Failure, SignedTime, Wanted};
use domain::ids::{DossierId, SubmissionId};
use domain::moment::Millis;
use domain::text::Line;
use seal::Sha256;
use seal::hash::hash;
use wire::capabilities::{Capabilities, CatalogueLine};
use wire::event::{self, Event, ResultLine};
use wire::feed::{Cursor, FeedPage, Holding, HoldingsPage};
use wire::time::GatewayTime;

use crate::content::ELSEWHERE;
use crate::desk::Told;
use crate::gateway::{Gateway, Happening, Record};
use crate::keys;
use crate::letters::PIECE;
use crate::luck::Luck;

/// The national status by which the agency asks for a supplement.
pub const ASKS: &str = "5";
/// What else it may say; some of it no version knows.
const STATUSES: &[&str] = &["2", "3", "4", "6", "8", "9", "10", "11", "5.1", "tam-dung"];
/// How many lines stand on one page.
const PAGE: usize = 2;

impl Gateway {
    pub fn capabilities(&self) -> Capabilities {
        Capabilities {
            gateway: keys::root_public().fingerprint(),
            name: Line::new("Cổng thử"),
            agency: "H37".to_owned(),
            era: self.era,
            min_client: "0.0.1".to_owned(),
            media: vec![],
            max_part_bytes: 1 << 30,
            max_parts: 100,
            max_announcements: self.max_announcements,
            max_request_bytes: 1 << 20,
            max_slice_bytes: self.max_slice,
            unfinished_kept_ms: 1 << 30,
            keys_serial: None,
            streams: self.streams(),
            catalogue: self.catalogue(),
            mark: Some(self.mark()),
        }
    }

    /// What the capabilities depend on that ever changes.
    fn mark(&self) -> String {
        let catalogue = self.catalogue().map(|line| line.version);
        format!("{} {} {catalogue:?}", self.era, self.speaks_streams)
    }

    fn streams(&self) -> Vec<String> {
        let protocol = wire::stream::PROTOCOL.to_owned();
        self.speaks_streams.then_some(protocol).into_iter().collect()
    }

    /// Half of all gateways offer one, another in each life.
    fn catalogue(&self) -> Option<CatalogueLine> {
        let (version, hash) = ("2026.11.22".to_owned(), hash(&self.era.to_be_bytes()));
        let offers = self.max_announcements.is_multiple_of(2);
        offers.then_some(CatalogueLine { version, hash, bytes: 1 })
    }

    pub fn time(&self, now: Millis, nonce: String) -> SignedTime {
        let time = GatewayTime { now_ms: now, nonce };
        let statement = time.sign(&keys::key_id(self.key), keys::receipts(self.key)).unwrap();
        SignedTime { statement, nonce: time.nonce }
    }

    /// A list starts anew where its cursor belongs to another era.
    fn place(&self, after: Option<&Cursor>) -> Option<usize> {
        let Some(after) = after else { return Some(0) };
        let (era, place) = after.as_str().split_once('.')?;
        (era.parse() == Ok(self.era)).then(|| place.parse().ok())?
    }

    /// What a desk sent, and what the other one did to dossiers of which this one delivered a revision.
    pub fn holdings(&self, desk: usize, after: Option<&Cursor>) -> Answer {
        let (records, delivered) = (self.state.records.values(), self.told_from(desk));
        let ours = records.filter(|record| match record.content.owner {
            ELSEWHERE => false,
            owner => owner == desk || delivered.contains_key(&record.content.dossier),
        });
        let holding = |record: &Record| {
            Some(Holding {
                dossier_id: record.content.dossier,
                submission_id: record.submission()?,
                revision: record.content.revision(),
                manifest_sha256: record.content.expected.sha256,
                is_delivered: record.receipt.is_some(),
                status: "1".to_owned(),
            })
        };
        let all: Vec<Holding> = ours.filter_map(holding).collect();
        let from = self.place(after).unwrap_or(0);
        let to = all.len().min(from + PAGE);
        Answer::Holdings(HoldingsPage {
            era: self.era,
            holdings: all.get(from..to).unwrap_or_default().to_vec(),
            next: Cursor::new(format!("{}.{to}", self.era)),
            more: to < all.len(),
        })
    }

    /// From which event on a desk is told of each dossier: its own first delivery.
    fn told_from(&self, desk: usize) -> BTreeMap<DossierId, u64> {
        let mut from = BTreeMap::new();
        let own = self.state.records.values().filter(|record| record.content.owner == desk);
        for record in own.filter(|record| record.number().is_some()) {
            let Some(arrival) = record.arrival else { continue };
            let first = from.entry(record.content.dossier).or_insert(arrival);
            *first = arrival.min(*first);
        }
        from
    }

    /// Everything that a desk is to be told, up to a place in the list of all that happened, and
    /// each with the place behind it.
    fn told_by_place(&self, desk: usize, to: usize) -> impl Iterator<Item = (usize, &Happening)> {
        let from = self.told_from(desk);
        let all = self.state.events.iter().take(to).enumerate();
        all.filter(move |(_, event)| {
            from.get(&event.dossier).is_some_and(|from| event.number >= *from)
        })
    }

    /// Everything that a desk is to be told, up to a place in the list of all that happened.
    pub fn told(&self, desk: usize, to: usize) -> impl Iterator<Item = Told> {
        let told = self.told_by_place(desk, to);
        told.map(|(_, event)| Told(event.era, event.number, event.status.clone()))
    }

    /// The place in the list of all that happened that a cursor of this life names.
    pub fn place_of(&self, cursor: &Cursor) -> Option<usize> {
        self.place(Some(cursor))
    }

    pub fn feed(&self, desk: usize, after: Option<&Cursor>) -> Answer {
        let era = self.era;
        let Some(from) = self.place(after) else {
            let next = Cursor::new(format!("{era}.0"));
            return Answer::Feed(FeedPage {
                era,
                events: vec![],
                next,
                more: true,
                capabilities: Some(self.mark()),
            });
        };
        let told = self.told_by_place(desk, usize::MAX);
        let mut page = told.skip_while(|(at, _)| *at < from).peekable();
        let (mut to, mut statements) = (from, vec![]);
        while statements.len() < PAGE
            && let Some((at, event)) = page.next()
        {
            to = at + 1;
            statements.push(event.statement.clone());
        }
        Answer::Feed(FeedPage {
            era,
            events: statements,
            next: Cursor::new(format!("{era}.{to}")),
            more: page.peek().is_some(),
            capabilities: Some(self.mark()),
        })
    }

    pub fn fetch(&self, wanted: &Wanted) -> Result<Answer, Failure> {
        let is_there = |event: &Happening| {
            event.dossier == wanted.dossier && event.result.as_ref() == Some(&wanted.line)
        };
        let there = self.state.events.iter().any(is_there);
        if there { Ok(Answer::Fetched) } else { Err(Failure::Gone) }
    }

    /// The agency does something with a dossier that was delivered.
    pub fn happen(&mut self, luck: &mut Luck, now: Millis) {
        let Some(about) = self.some_delivered(luck) else { return };
        let number = self.next_number(luck);
        let result = luck.per_mille(400).then(|| self.a_result(luck));
        let status = luck.between(2, 12).to_string();
        self.append(now, about, number, status, result);
    }

    /// The agency does what it may do to a dossier of a busy day: it asks for a supplement, or says
    /// what this version does not know, or gives the same letter to many.
    pub fn happen_in_a_crowd(&mut self, luck: &mut Luck, now: Millis) {
        let Some(about) = self.some_delivered(luck) else { return };
        let number = self.next_number(luck);
        let status = if luck.per_mille(500) { Some(&ASKS) } else { luck.pick(STATUSES) };
        let status = status.unwrap_or(&ASKS).to_string();
        let letters: Vec<_> = self.state.events.iter().filter_map(|it| it.result.clone()).collect();
        let result = match luck.below(10) {
            0..3 => Some(self.a_result(luck)),
            3..5 => luck.pick(&letters).cloned(),
            _ => None,
        };
        self.append(now, about, number, status, result);
    }

    /// The agency gives somebody a letter, and some letters to many.
    pub fn write_letter(&mut self, luck: &mut Luck, now: Millis) {
        let Some(about) = self.some_delivered(luck) else { return };
        let number = self.next_number(luck);
        let letters: Vec<_> = self.state.events.iter().filter_map(|it| it.result.clone()).collect();
        let again = luck.pick(&letters).cloned().filter(|_| luck.per_mille(150));
        let result = again.unwrap_or_else(|| self.a_result(luck));
        self.append(now, about, number, "9".to_owned(), Some(result));
    }

    fn a_result(&mut self, luck: &mut Luck) -> ResultLine {
        let id = luck.id();
        if !self.gives_letters {
            return a_line(9, hash(&id));
        }
        // A letter may end with a whole piece.
        let size = match luck.between(1, 1_200) as usize {
            size if luck.per_mille(300) => size.next_multiple_of(PIECE),
            size => size,
        };
        let bytes: Rc<[u8]> = id.iter().copied().cycle().take(size).collect();
        let sha256 = hash(&bytes);
        self.letters.insert(sha256, bytes);
        a_line(size as u64, sha256)
    }

    fn some_delivered(&self, luck: &mut Luck) -> Option<(DossierId, SubmissionId)> {
        let ours = self.state.records.values().filter(|it| it.is_delivered());
        let ours: Vec<_> =
            ours.filter_map(|it| Some((it.content.dossier, it.submission()?))).collect();
        luck.pick(&ours).copied()
    }

    fn next_number(&mut self, luck: &mut Luck) -> u64 {
        let number = self.state.next_number + luck.below(3);
        self.state.next_number = number + 1;
        number
    }

    fn append(
        &mut self,
        at_ms: Millis,
        (dossier, submission_id): (DossierId, SubmissionId),
        number: u64,
        status: String,
        result: Option<ResultLine>,
    ) {
        let event = Event {
            format: event::FORMAT,
            era: self.era,
            number,
            at_ms,
            dossier_id: dossier,
            submission_id,
            status: status.clone(),
            official_code: None,
            received_ms: None,
            reason: None,
            deadline: None,
            result: result.clone(),
        };
        let statement = event.sign(&keys::key_id(self.key), keys::receipts(self.key)).unwrap();
        let era = self.era;
        let status = Rc::from(status);
        self.state.events.push(Happening { era, number, statement, dossier, status, result });
    }
}

fn a_line(size: u64, sha256: Sha256) -> ResultLine {
    let (name, media) = (Line::new("ket-qua.pdf"), "application/pdf".to_owned());
    ResultLine { name, media, size, sha256 }
}
