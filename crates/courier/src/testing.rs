//! A gateway's words and a courier to hear them, for the tests of this crate.

use domain::ids::{DeskId, DossierId, Id, ParcelId, SubmissionId};
use domain::moment::{Millis, Seq};
use domain::text::Line;
use seal::SigningKey;
use seal::hash::hash;
use wire::announcement::{Key, MissingPart, Outcome};
use wire::capabilities::Capabilities;
use wire::feed::{Cursor, FeedPage, HoldingsPage};
use wire::keys::{FORMAT, KeyLine, KeyList, KeyRing, Purpose};
use wire::known::Known;
use wire::problem::{Problem, Reason};
use wire::receipt::{self, Expected, Receipt};
use wire::time::GatewayTime;

use crate::{
    Answer, Change, Courier, Effect, Failure, Gateway, Input, Memory, Now, Parcel, Request,
    RequestId, Run, SignedTime, Stage, Tick,
};

pub(crate) const RUN: Run = Run([1; 8]);
pub(crate) const NOON: i64 = 1_795_200_000_000;

pub(crate) fn id(n: u8) -> ParcelId {
    ParcelId::from_bytes([n; 16])
}

/// Parcel `n` of dossier `dossier`, with a form of 100 bytes and a page of 1,000.
pub(crate) fn a_parcel(n: u8, dossier: u8) -> Parcel {
    let expected = expected(n, dossier);
    let (key, dossier, promise) = (expected.key, expected.dossier_id, expected.promise());
    let (seq, due, sizes) = (Seq::new(i64::from(n)), None, [100, 1_000].into());
    Parcel { id: id(n), dossier, seq, due, key, promise, sizes, stage: Stage::Queued, attempts: 0 }
}

fn expected(n: u8, dossier: u8) -> Expected {
    Expected {
        key: Key::from(SubmissionId::from_bytes([n; 16])),
        dossier_id: DossierId::from_bytes([dossier; 16]),
        sha256: hash(&[n]),
        parts: vec![hash(b"form"), hash(b"page")],
    }
}

pub(crate) fn receipts(n: u8) -> SigningKey {
    SigningKey::from_seed(&[n; 32])
}

fn root() -> SigningKey {
    SigningKey::from_seed(&[90; 32])
}

/// The list that names the keys 1 to `newest`.
pub(crate) fn keys(newest: u8) -> String {
    let line = |n: u8| KeyLine {
        id: n.to_string(),
        purpose: Known::Word(Purpose::Receipts),
        key: receipts(n).public().to_string(),
        until_ms: None,
    };
    let keys = (1..=newest).map(line).collect();
    let (root_key, issued_ms) = (root().public(), Millis::new(1));
    let serial = u32::from(newest);
    let list = KeyList { format: FORMAT, root: root_key, serial, issued_ms, keys };
    list.sign(&root()).unwrap()
}

pub(crate) fn a_receipt(n: u8, signer: u8, name: &str) -> String {
    let expected = expected(n, n);
    let receipt = Receipt {
        format: receipt::FORMAT,
        key: expected.key,
        dossier_id: expected.dossier_id,
        desk_id: DeskId::from_bytes([3; 16]),
        sha256: expected.sha256,
        parts: expected.parts,
        announced_ms: Millis::new(10),
        delivered_ms: Millis::new(20),
    };
    receipt.sign(name, &receipts(signer)).unwrap()
}

pub(crate) fn delivered(n: u8) -> Outcome {
    Outcome::Delivered { receipt: a_receipt(n, 1, "1") }
}

pub(crate) fn announced(offset: u64) -> Outcome {
    let upload = "/v1/uploads/1".to_owned();
    let missing = vec![MissingPart { number: 1, offset, upload }];
    Outcome::Announced { announced_ms: Millis::new(10), missing }
}

pub(crate) fn refused(reason: Reason) -> Outcome {
    Outcome::Refused { problem: Problem::new(reason, "test") }
}

pub(crate) fn capabilities(era: u32) -> Capabilities {
    Capabilities {
        gateway: root().public().fingerprint(),
        name: Line::new("Cổng thử"),
        agency: "H37".to_owned(),
        era,
        min_client: "0.1.0".to_owned(),
        media: vec![],
        max_part_bytes: 1 << 30,
        max_parts: 10,
        max_announcements: 3,
        max_request_bytes: 1 << 20,
        max_slice_bytes: 400,
        unfinished_kept_ms: 1,
        keys_serial: None,
        streams: vec![],
        catalogue: None,
        mark: None,
    }
}

/// A desk that has compared with the gateway's first era, and these parcels.
pub(crate) fn a_memory(parcels: Vec<Parcel>) -> Memory {
    let gateway = Gateway {
        root: root().public(),
        keys: KeyRing::open(&keys(1), &root().public(), 0).unwrap(),
        era: Some(1),
        cursor: None,
        last_event: 0,
        offset_ms: Some(0),
        must_compare: false,
    };
    Memory { run: RUN, gateway, parcels, wanted: vec![], capabilities: None }
}

/// A courier, what it said last, and the clocks.
pub(crate) struct Scene {
    pub(crate) courier: Courier,
    pub(crate) now: Now,
    pub(crate) said: Vec<Effect>,
}

/// A courier that has begun its first round with these parcels and heard what the gateway takes.
pub(crate) fn under_way(parcels: Vec<Parcel>) -> Scene {
    let mut scene = begun(a_memory(parcels));
    scene.told(Answer::Capabilities(Box::new(capabilities(1))));
    scene
}

/// A courier that was just rung.
pub(crate) fn begun(memory: Memory) -> Scene {
    let now = Now { clock: Millis::new(NOON), tick: Tick(5_000) };
    let mut scene = Scene { courier: Courier::new(memory, 7, now), now, said: vec![] };
    scene.hear(Input::Rung);
    scene
}

impl Scene {
    pub(crate) fn hear(&mut self, input: Input) -> &mut Self {
        self.said = self.courier.handle(self.now, input);
        self
    }

    pub(crate) fn told(&mut self, answer: Answer) -> &mut Self {
        let (request, time) = (self.asked_as(), None);
        self.hear(Input::Answered { request, answer: Ok(answer), time })
    }

    pub(crate) fn failed(&mut self, failure: Failure) -> &mut Self {
        let (request, time) = (self.asked_as(), None);
        self.hear(Input::Answered { request, answer: Err(failure), time })
    }

    /// The answer comes with a time of which the gateway's clock is `ahead_ms` ahead.
    pub(crate) fn failed_at(&mut self, failure: Failure, ahead_ms: i64) -> &mut Self {
        let (request, now_ms) = (self.asked_as(), self.now.clock.plus(ahead_ms));
        let time = GatewayTime { now_ms, nonce: "n".to_owned() };
        let statement = time.sign("1", &receipts(1)).unwrap();
        let time = Some(SignedTime { statement, nonce: time.nonce });
        self.hear(Input::Answered { request, answer: Err(failure), time })
    }

    pub(crate) fn outcomes(&mut self, outcomes: Vec<Outcome>) -> &mut Self {
        self.told(Answer::Outcomes(outcomes))
    }

    /// The gateway has no news.
    pub(crate) fn no_news(&mut self) -> &mut Self {
        let (era, events, next) = (1, vec![], Cursor::new("1.0"));
        self.told(Answer::Feed(FeedPage { era, events, next, more: false, capabilities: None }))
    }

    /// The gateway holds nothing.
    pub(crate) fn nothing_held(&mut self, era: u32) -> &mut Self {
        let (holdings, next) = (vec![], Cursor::new("0"));
        self.told(Answer::Holdings(HoldingsPage { era, holdings, next, more: false }))
    }

    pub(crate) fn passes(&mut self, ms: u64) -> &mut Self {
        self.now.tick = Tick(self.now.tick.0 + ms);
        self.now.clock = self.now.clock.plus(i64::try_from(ms).unwrap());
        self
    }

    /// Sleeps until the courier wants to be woken.
    pub(crate) fn sleeps(&mut self) -> &mut Self {
        let (due, _) = self.courier.wake().unwrap();
        self.passes(due.0 - self.now.tick.0);
        self.hear(Input::Woken)
    }

    /// The last thing that it asked, and under which name.
    pub(crate) fn asked(&self) -> Option<&Request> {
        self.said.iter().find_map(|effect| match effect {
            Effect::Send(_, request) => Some(request),
            Effect::Save(_) | Effect::Abandon(_) | Effect::Finish(_) => None,
        })
    }

    fn asked_as(&self) -> RequestId {
        self.courier.flight.as_ref().unwrap().id
    }

    /// What it saved last, in short.
    pub(crate) fn saved(&self) -> Vec<String> {
        let saves = self.said.iter().filter_map(|effect| match effect {
            Effect::Save(changes) => Some(changes),
            Effect::Send(..) | Effect::Abandon(_) | Effect::Finish(_) => None,
        });
        saves.flatten().map(in_short).collect()
    }

    pub(crate) fn announces(&self) -> Vec<ParcelId> {
        match self.asked() {
            Some(Request::Announce(batch)) => batch.clone(),
            other => panic!("it announces nothing, but asks {other:?}"),
        }
    }
}

fn in_short(change: &Change) -> String {
    let n = |parcel: &ParcelId| parcel.as_bytes()[0];
    match change {
        Change::Announcing { parcel, attempts, .. } => {
            format!("announcing {}, attempt {attempts}", n(parcel))
        }
        Change::Sending { parcel, .. } => format!("sending {}", n(parcel)),
        Change::Queued(parcel) => format!("queued {}", n(parcel)),
        Change::Delivered { parcel, .. } => format!("delivered {}", n(parcel)),
        Change::SetAside { parcel, problem } => {
            format!("set aside {}: {}", n(parcel), problem.code)
        }
        Change::Clock { offset_ms, .. } => format!("clock {offset_ms}"),
        Change::Keys { serial, .. } => format!("keys {serial}"),
        Change::Capabilities(_) => "capabilities".to_owned(),
        Change::Events { events, next, .. } => {
            format!("{} events, then {}", events.len(), next.as_str())
        }
        Change::Compared { era, .. } => format!("compared {era}"),
    }
}
