//! What a courier costs when there is much to be sent: its own work alone, without network or disk.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use courier::{
    Answer, Courier, Effect, Gateway, Input, Lane, Memory, Now, Parcel, Request, RequestId, Run,
    Stage, Tick, Word,
};
use domain::ids::{DeskId, DossierId, Id, ParcelId, SubmissionId};
use domain::moment::{Millis, Seq};
use domain::text::Line;
use seal::SigningKey;
use seal::hash::hash;
use wire::announcement::{Key, MissingPart, Outcome};
use wire::capabilities::Capabilities;
use wire::feed::{Cursor, FeedPage};
use wire::keys::{FORMAT, KeyLine, KeyList, KeyRing, Purpose};
use wire::known::Known;
use wire::receipt::{self, Expected, Receipt};

const PAGE: u64 = 1_000;

fn id(n: u32) -> [u8; 16] {
    u128::from(n).to_be_bytes()
}

fn root() -> SigningKey {
    SigningKey::from_seed(&[1; 32])
}

fn receipts() -> SigningKey {
    SigningKey::from_seed(&[2; 32])
}

fn keys() -> KeyRing {
    let key = receipts().public().to_string();
    let (purpose, until_ms) = (Known::Word(Purpose::Receipts), None);
    let line = KeyLine { id: "1".to_owned(), purpose, key, until_ms };
    let (root_key, issued_ms, keys) = (root().public(), Millis::new(1), vec![line]);
    let list = KeyList { format: FORMAT, root: root_key, serial: 1, issued_ms, keys };
    KeyRing::open(&list.sign(&root()).unwrap(), &root().public(), 0).unwrap()
}

fn expected(n: u32) -> Expected {
    Expected {
        key: Key::from(SubmissionId::from_bytes(id(n))),
        dossier_id: DossierId::from_bytes(id(n)),
        sha256: hash(&n.to_be_bytes()),
        parts: vec![hash(b"form"), hash(b"page")],
    }
}

fn a_parcel(n: u32) -> Parcel {
    let expected = expected(n);
    let (key, dossier, promise) = (expected.key, expected.dossier_id, expected.promise());
    let (id, seq, due) = (ParcelId::from_bytes(id(n)), Seq::new(i64::from(n)), None);
    let (sizes, stage) = ([100, PAGE].into(), Stage::Queued);
    Parcel { id, dossier, seq, due, key, promise, sizes, stage, attempts: 0 }
}

fn a_memory(parcels: u32) -> Memory {
    let gateway = Gateway {
        root: root().public(),
        keys: keys(),
        era: Some(1),
        cursor: None,
        last_event: 0,
        offset_ms: Some(0),
        must_compare: false,
    };
    let parcels = (0..parcels).map(a_parcel).collect();
    Memory { run: Run([1; 8]), gateway, parcels, wanted: vec![], capabilities: None }
}

fn capabilities(streams: Vec<String>) -> Capabilities {
    Capabilities {
        gateway: root().public().fingerprint(),
        name: Line::new("Cổng thử"),
        agency: "H37".to_owned(),
        era: 1,
        min_client: "0.1.0".to_owned(),
        media: vec![],
        max_part_bytes: 1 << 30,
        max_parts: 10,
        max_announcements: 50,
        max_request_bytes: 1 << 20,
        max_slice_bytes: 1 << 20,
        unfinished_kept_ms: 1,
        keys_serial: None,
        streams,
        catalogue: None,
        mark: None,
    }
}

fn a_receipt(parcel: ParcelId) -> String {
    let number = u128::from_be_bytes(*parcel.as_bytes());
    let expected = expected(u32::try_from(number).unwrap());
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
    receipt.sign("1", &receipts()).unwrap()
}

fn answer(request: &Request, streams: &[String]) -> Answer {
    let missing = |offset| {
        let upload = "/v1/uploads/1".to_owned();
        let missing = vec![MissingPart { number: 1, offset, upload }];
        Outcome::Announced { announced_ms: Millis::new(10), missing }
    };
    match request {
        Request::Capabilities => Answer::Capabilities(Box::new(capabilities(streams.to_vec()))),
        Request::Announce(batch) => Answer::Outcomes(batch.iter().map(|_| missing(0)).collect()),
        Request::Slice { offset, length, .. } => Answer::Taken { offset: offset + length },
        Request::Inquire { parcel, .. } => {
            Answer::Outcome(Outcome::Delivered { receipt: a_receipt(*parcel) })
        }
        Request::Feed { .. } => Answer::Feed(FeedPage {
            era: 1,
            events: vec![],
            next: Cursor::new("1.0"),
            more: false,
            capabilities: None,
        }),
        other => panic!("nobody asks {other:?} here"),
    }
}

/// What is said of a lane until its dossier is whole.
fn words(request: RequestId, lane: usize, of: &Lane) -> impl Iterator<Item = Input> + use<> {
    let stands = Outcome::Delivered { receipt: a_receipt(of.parcel) };
    let halves = [Word::Taken { offset: of.size / 2 }, Word::Taken { offset: of.size }];
    let words = halves.into_iter().chain([Word::Stands(stands)]);
    words.map(move |word| Input::Streamed { request, lane, word })
}

fn replies(request: RequestId, asked: &Request, streams: &[String]) -> Vec<Input> {
    let said = |answer| Input::Answered { request, answer: Ok(answer), time: None };
    match asked {
        Request::Stream(lanes) => {
            let lanes = lanes.iter().enumerate();
            let words = lanes.flat_map(|(index, lane)| words(request, index, lane));
            words.chain([said(Answer::Streamed)]).collect()
        }
        asked => vec![said(answer(asked, streams))],
    }
}

/// The courier's own time to bring so many parcels over, the gateway's left out; in the streams that
/// the gateway speaks, or else slice by slice.
pub fn delivers(parcels: u32, streams: &[&str]) -> Duration {
    let streams: Vec<String> = streams.iter().map(|&protocol| protocol.to_owned()).collect();
    let now = Now { clock: Millis::new(1_795_200_000_000), tick: Tick(1) };
    let mut courier = Courier::new(a_memory(parcels), 7, now);
    let mut spent = Duration::ZERO;
    let mut inputs = VecDeque::from([Input::Rung]);
    while let Some(input) = inputs.pop_front() {
        let began = Instant::now();
        let effects = courier.handle(now, input);
        spent += began.elapsed();
        for effect in effects {
            match effect {
                Effect::Send(request, asked) => inputs.extend(replies(request, &asked, &streams)),
                Effect::Save(_) | Effect::Abandon(_) | Effect::Finish(_) => {}
            }
        }
    }
    assert_eq!(courier.standing().waiting, 0, "everything is there");
    spent
}
