//! A desk's stream against a gateway that says what the test wants.

use std::io::{Cursor, Read};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use courier::{Failure, Lane, Now, Parcel, Tick, Trouble, Wanted, Word};
use domain::ids::{Id, ParcelId};
use domain::moment::Millis;
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
use tokio::sync::watch;
use tokio::time::{Instant, timeout};
use wire::announcement::{Announcement, Outcome};
use wire::problem::{Problem, Reason};
use wire::stream::{DeskFrame, Frame, Frames, GatewayFrame};

use super::lanes::Lanes;
use super::talk::Talk;
use super::{Line, Wires, Words};
use crate::perform::Ports;
use crate::ports::{Clock, Harm, Kept, Parcels, PartSource, PortError, Signer, Waiting};
use crate::trouble::passing;

/// Time that runs this many times faster.
#[derive(Clone)]
struct FastClock(Instant, u32);

impl Clock for FastClock {
    fn now(&self) -> Now {
        let tick = (self.0.elapsed() * self.1).as_millis().try_into().unwrap();
        Now { clock: Millis::new(0), tick: Tick(tick) }
    }

    fn wait(&self, until: Tick) -> Waiting {
        let left = Duration::from_millis(until.0.saturating_sub(self.now().tick.0));
        Box::pin(tokio::time::sleep(left / self.1))
    }

    fn gateway_now(&self) -> Millis {
        Millis::new(0)
    }

    fn nonce(&self) -> [u8; 16] {
        [0; 16]
    }
}

/// Parts of a desk, of which number 9 is not there.
struct Shelf;

fn byte(part: u32, at: u64) -> u8 {
    u8::try_from((at + u64::from(part)) % 251).unwrap()
}

impl PartSource for Shelf {
    fn open(
        &self,
        _parcel: ParcelId,
        part: u32,
        offset: u64,
    ) -> Result<Box<dyn Read + Send>, PortError> {
        if part == 9 {
            let (code, harm) = ("sealed-file-missing", Harm::Lasting);
            return Err(PortError { code, harm, doing: "please the test", cause: "gone".into() });
        }
        let bytes: Vec<u8> = (offset..offset + 4_000_000).map(|at| byte(part, at)).collect();
        Ok(Box::new(Cursor::new(bytes)))
    }
}

impl Parcels for Shelf {
    fn save(&self, _changes: &[courier::Change]) -> Result<Vec<Parcel>, PortError> {
        Ok(vec![])
    }

    fn announcement(&self, _parcel: ParcelId) -> Result<Announcement, PortError> {
        Ok(Announcement::Unknown)
    }

    fn keep_result(&self, _: &Wanted, _: u64, _: &mut dyn Read) -> Result<Kept, PortError> {
        Ok(Kept::Whole)
    }
}

impl Signer for Shelf {
    fn bearer(&self, _now: Millis) -> Result<String, PortError> {
        Ok(String::new())
    }
}

/// What became of a stream.
struct Ended {
    answer: Result<(), Failure>,
    words: Vec<(usize, String)>,
    took: Tick,
}

fn lane(part: u32, from: Option<u64>, size: u64) -> Lane {
    let upload = format!("/v1/uploads/{part:02}");
    Lane { parcel: ParcelId::from_bytes([1; 16]), part, upload, from, size }
}

fn brief(word: &Word) -> String {
    match word {
        Word::Taken { offset } => format!("taken {offset}"),
        Word::Stands(Outcome::Delivered { receipt }) => format!("delivered {receipt}"),
        Word::Stands(_) => "stands".to_owned(),
        Word::Ended(failure) => format!("ended {failure:?}"),
    }
}

/// Runs a stream of these lanes against `gateway`; `finish` may turn it off.
async fn streams<G: Future<Output = ()>>(
    lanes: Vec<Lane>,
    offsets: Vec<Option<u64>>,
    finish: watch::Receiver<bool>,
    gateway: impl FnOnce(Gate) -> G,
) -> Ended {
    streams_at(1, lanes, offsets, finish, gateway).await
}

async fn streams_at<G: Future<Output = ()>>(
    speed: u32,
    lanes: Vec<Lane>,
    offsets: Vec<Option<u64>>,
    finish: watch::Receiver<bool>,
    gateway: impl FnOnce(Gate) -> G,
) -> Ended {
    let clock = FastClock(Instant::now(), speed);
    let shelf = Arc::new(Shelf);
    let ports = Ports { parcels: shelf.clone(), parts: shelf.clone(), signer: shelf };
    let said = Arc::new(Mutex::new(vec![]));
    let words: Words = {
        let said = said.clone();
        Arc::new(move |place, word| said.lock().unwrap().push((place, brief(&word))))
    };
    let (here, there) = duplex(1 << 20);
    let lanes = Lanes::new(&ports, lanes, offsets, &words);
    let talk = Talk::new(
        &clock,
        here,
        lanes,
        Wires { words, finish, line: Line::default(), opened: Arc::new(|| {}) },
    );
    let gate = Gate { line: there, frames: Frames::default(), read: vec![] };
    let both = async { tokio::join!(talk.runs(), gateway(gate)).0 };
    let answer = timeout(Duration::from_secs(30), both).await.expect("the stream hangs");
    let words = said.lock().unwrap().clone();
    Ended { answer, words, took: clock.now().tick }
}

/// The gateway's end of the line.
struct Gate {
    line: DuplexStream,
    frames: Frames,
    read: Vec<u8>,
}

impl Gate {
    /// The next frame; `None` when the desk is gone.
    async fn next(&mut self) -> Option<DeskFrame> {
        loop {
            if let Some(frame) = self.frames.next_frame().unwrap() {
                return Some(frame);
            }
            self.read.resize(64 * 1024, 0);
            match self.line.read(&mut self.read).await {
                Ok(0) | Err(_) => return None,
                Ok(count) => self.frames.push(&self.read[..count]),
            }
        }
    }

    async fn say(&mut self, frame: GatewayFrame) {
        let mut bytes = vec![];
        frame.encode(&mut bytes);
        self.line.write_all(&bytes).await.unwrap();
    }

    /// Takes everything as a good gateway does, and checks every byte. Gives the offsets at which
    /// each upload was opened.
    async fn takes_all(mut self, sizes: &[(&str, u64)]) -> Vec<(String, u64)> {
        let (mut opened, mut at) = (vec![], 0);
        loop {
            match self.next().await {
                Some(DeskFrame::Open { offset, upload, .. }) => {
                    at = offset;
                    opened.push((upload, offset));
                }
                Some(DeskFrame::Block { lane, bytes }) => {
                    let (upload, _) = opened.last().unwrap();
                    let part = upload.rsplit('/').next().unwrap().parse().unwrap();
                    for (n, got) in bytes.iter().enumerate() {
                        assert_eq!(*got, byte(part, at + n as u64), "a byte of the right place");
                    }
                    at += bytes.len() as u64;
                    self.say(GatewayFrame::Taken { lane, offset: at }).await;
                    if sizes.contains(&(upload.as_str(), at)) {
                        let outcome = Outcome::Delivered { receipt: format!("of {part}") };
                        self.say(GatewayFrame::Stands { lane, outcome }).await;
                    }
                }
                Some(DeskFrame::End) | None => return opened,
                Some(DeskFrame::Unknown) => panic!("a frame of no kind"),
            }
        }
    }
}

fn never() -> watch::Receiver<bool> {
    watch::channel(false).1
}

#[tokio::test]
async fn every_lane_goes_over_and_its_receipt_comes_back() {
    let lanes = vec![lane(1, Some(0), 100_000), lane(2, None, 70_000), lane(3, None, 50)];
    let sizes = [("/v1/uploads/01", 100_000), ("/v1/uploads/02", 70_000)];

    let ended = streams(lanes, vec![Some(60_000), None], never(), |gate| async move {
        let opened = gate.takes_all(&sizes).await;
        let from = |part: &str, offset| (format!("/v1/uploads/{part}"), offset);
        assert_eq!(opened, [from("01", 0), from("02", 60_000)], "from where the gateway says");
    })
    .await;

    assert_eq!(ended.answer, Ok(()));
    let last = |place| ended.words.iter().rev().find(|(at, _)| *at == place).unwrap().1.clone();
    assert_eq!((last(0), last(1)), ("delivered of 1".to_owned(), "delivered of 2".to_owned()));
    assert_eq!(last(2), "ended Gone", "what is not there is not sent");
}

#[tokio::test]
async fn no_more_is_under_way_than_the_line_holds_and_silence_is_noticed() {
    let lanes = vec![lane(1, Some(0), 3_000_000)];

    let ended = streams_at(4, lanes, vec![], never(), |mut gate| async move {
        let mut got = 0;
        while let Some(frame) = gate.next().await {
            got += match frame {
                DeskFrame::Block { bytes, .. } => bytes.len(),
                _ => 0,
            };
        }
        assert!((90 * 1024..=104 * 1024).contains(&got), "{got} bytes without a word");
    })
    .await;

    assert_eq!(ended.answer, Err(passing(Trouble::Stalled)));
    assert!(ended.took >= Tick(8_000), "{:?}", ended.took);
    assert!(ended.words.is_empty());
}

#[tokio::test]
async fn part_goes_on_from_where_the_gateway_says_that_it_is() {
    let lanes = vec![lane(1, Some(10_000), 90_000)];

    let ended = streams(lanes, vec![], never(), |mut gate| async move {
        let Some(DeskFrame::Open { lane, .. }) = gate.next().await else { panic!("no lane") };
        gate.say(GatewayFrame::Elsewhere { lane, offset: 40_000 }).await;
        let mut from = None;
        let mut at = 0;
        while let Some(frame) = gate.next().await {
            match frame {
                DeskFrame::Open { lane: 1, offset, .. } => {
                    from = Some(offset);
                    at = offset;
                }
                DeskFrame::Block { lane: 1, bytes } => {
                    at += bytes.len() as u64;
                    gate.say(GatewayFrame::Taken { lane: 1, offset: at }).await;
                }
                DeskFrame::End => break,
                _ => {}
            }
        }
        assert_eq!((from, at), (Some(40_000), 90_000));
    })
    .await;

    assert_eq!(ended.answer, Ok(()));
    assert_eq!(ended.words.first(), Some(&(0, "taken 40000".to_owned())));
}

#[tokio::test]
async fn part_of_which_the_gateway_lost_bytes_is_not_gone_on_with() {
    let lanes = vec![lane(1, Some(40_000), 90_000)];

    let ended = streams(lanes, vec![], never(), |mut gate| async move {
        let Some(DeskFrame::Open { lane, .. }) = gate.next().await else { panic!("no lane") };
        gate.say(GatewayFrame::Elsewhere { lane, offset: 10_000 }).await;
        while let Some(frame) = gate.next().await {
            assert!(!matches!(frame, DeskFrame::Open { .. }), "it asks anew");
            if frame == DeskFrame::End {
                break;
            }
        }
    })
    .await;

    assert_eq!(ended.answer, Ok(()));
    assert_eq!(ended.words, [(0, "ended WrongOffset".to_owned())]);
}

#[tokio::test]
async fn trouble_of_one_lane_is_not_that_of_the_others() {
    let lanes = vec![lane(1, Some(0), 30_000), lane(9, Some(0), 30_000), lane(3, Some(0), 30_000)];

    let ended = streams(lanes, vec![], never(), |mut gate| async move {
        let Some(DeskFrame::Open { lane, .. }) = gate.next().await else { panic!("no lane") };
        gate.say(GatewayFrame::Refused { lane, problem: Problem::new(Reason::PartMismatch, "x") })
            .await;
        let mut at = 0;
        while let Some(frame) = gate.next().await {
            match frame {
                DeskFrame::Block { lane: 2, bytes } => {
                    at += bytes.len() as u64;
                    gate.say(GatewayFrame::Taken { lane: 2, offset: at }).await;
                }
                DeskFrame::End => break,
                _ => {}
            }
        }
    })
    .await;

    assert_eq!(ended.answer, Ok(()));
    let last = |place| &ended.words.iter().rev().find(|(at, _)| *at == place).unwrap().1;
    assert!(last(0).contains("PartMismatch"), "{}", last(0));
    assert_eq!(
        (&**last(1), &**last(2)),
        (r#"ended Unreadable("sealed-file-missing")"#, "taken 30000")
    );
}

#[tokio::test]
async fn stream_that_is_finished_begins_nothing_more() {
    let (finish, wanted) = watch::channel(false);
    let lanes = vec![lane(1, Some(0), 3_000_000), lane(2, Some(0), 100)];

    let ended = streams(lanes, vec![], wanted, |mut gate| async move {
        let mut at = 0;
        loop {
            match gate.next().await {
                Some(DeskFrame::Block { lane: 0, bytes }) => {
                    at += bytes.len() as u64;
                    gate.say(GatewayFrame::Taken { lane: 0, offset: at }).await;
                    finish.send_replace(true);
                }
                Some(DeskFrame::Open { lane, .. }) => assert_eq!(lane, 0, "the second waits"),
                Some(DeskFrame::End) => break,
                other => panic!("{other:?}"),
            }
        }
        assert!(at < 1_000_000, "{at} bytes went over");
    })
    .await;

    assert_eq!(ended.answer, Ok(()));
}

#[tokio::test]
async fn break_before_all_is_acknowledged_is_one() {
    for acknowledges in [false, true] {
        let ended =
            streams(vec![lane(1, Some(0), 1_000)], vec![], never(), |mut gate| async move {
                while let Some(frame) = gate.next().await {
                    if matches!(frame, DeskFrame::End) {
                        break;
                    }
                }
                if acknowledges {
                    gate.say(GatewayFrame::Taken { lane: 0, offset: 1_000 }).await;
                }
            })
            .await;

        let wanted = if acknowledges { Ok(()) } else { Err(passing(Trouble::Unreachable)) };
        assert_eq!(ended.answer, wanted, "acknowledged: {acknowledges}");
    }
}

#[tokio::test]
async fn gateway_that_says_farewell_says_why() {
    for (reason, failure) in [
        (Reason::DiskFull, passing(Trouble::DiskFull)),
        (Reason::Revoked, passing(Trouble::Revoked)),
        (Reason::Malformed, Failure::NoStream),
    ] {
        let ended =
            streams(vec![lane(1, Some(0), 1_000)], vec![], never(), |mut gate| async move {
                let problem = Problem::new(reason, "test");
                gate.say(GatewayFrame::Farewell { problem }).await;
                while gate.next().await.is_some() {}
            })
            .await;

        assert_eq!(ended.answer, Err(failure));
    }
}
