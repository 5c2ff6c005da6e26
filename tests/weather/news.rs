//! What the gateway tells: what it takes, what it holds, what the agency did, what time it is.

use courier::{Answer, Failure, SignedTime, Wanted};
use domain::moment::Millis;
use domain::text::Line;
use seal::hash::hash;
use wire::capabilities::{Capabilities, CatalogueLine};
use wire::event::{self, Event, ResultLine};
use wire::feed::{Cursor, FeedPage, Holding, HoldingsPage};
use wire::time::GatewayTime;

use crate::gateway::{Gateway, Happening};
use crate::keys;
use crate::luck::Luck;

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
            mark: None,
        }
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

    pub fn holdings(&self, after: Option<&Cursor>) -> Answer {
        let ours = self.state.records.values().filter(|record| !record.is_foreign);
        let holding = |record: &crate::gateway::Record| {
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

    pub fn feed(&self, after: Option<&Cursor>) -> Answer {
        let era = self.era;
        let Some(from) = self.place(after) else {
            let next = Cursor::new(format!("{era}.0"));
            return Answer::Feed(FeedPage {
                era,
                events: vec![],
                next,
                more: true,
                capabilities: None,
            });
        };
        let events = &self.state.events;
        let to = events.len().min(from + PAGE);
        let page = events.get(from..to).unwrap_or_default();
        Answer::Feed(FeedPage {
            era,
            events: page.iter().map(|event| event.statement.clone()).collect(),
            next: Cursor::new(format!("{era}.{}", to.max(from))),
            more: to < events.len(),
            capabilities: None,
        })
    }

    pub fn fetch(&self, wanted: &Wanted) -> Result<Answer, Failure> {
        let is_there = |event: &Happening| event.result.as_ref() == Some(&wanted.line);
        let there = self.state.events.iter().any(is_there);
        if there { Ok(Answer::Fetched) } else { Err(Failure::Gone) }
    }

    /// The agency does something with a dossier that this desk delivered.
    pub fn happen(&mut self, luck: &mut Luck, now: Millis) {
        let ours = self.state.records.values().filter(|it| !it.is_foreign && it.receipt.is_some());
        let ours: Vec<_> =
            ours.filter_map(|it| Some((it.content.dossier, it.submission()?))).collect();
        let Some((dossier, submission)) = luck.pick(&ours).copied() else { return };
        let number = self.state.next_number + luck.below(3);
        self.state.next_number = number + 1;
        let result = luck.per_mille(400).then(|| ResultLine {
            name: Line::new("ket-qua.pdf"),
            media: "application/pdf".to_owned(),
            size: 9,
            sha256: hash(&luck.id()),
        });
        let event = Event {
            format: event::FORMAT,
            era: self.era,
            number,
            at_ms: now,
            dossier_id: dossier,
            submission_id: submission,
            status: luck.between(2, 12).to_string(),
            official_code: None,
            received_ms: None,
            reason: None,
            deadline: None,
            result: result.clone(),
        };
        let statement = event.sign(&keys::key_id(self.key), keys::receipts(self.key)).unwrap();
        let era = self.era;
        self.state.events.push(Happening { era, number, statement, result });
    }
}
