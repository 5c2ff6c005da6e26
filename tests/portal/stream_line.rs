//! A stream of blocks in the hands of a test: the handshake, and frames byte by byte.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderName, Method, StatusCode};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use wire::announcement::Outcome;
use wire::path;
use wire::receipt::{Receipt, Verified};
use wire::stream::{DeskFrame, Frame, Frames, GatewayFrame, OFFSETS, PROTOCOL, RESUME};

use crate::desk::{Desk, Sealed};
use crate::http::{Served, answer, head, say};
use crate::province::{Answer, Province};

/// How long a test waits for what must come.
const PATIENCE: Duration = Duration::from_secs(60);

/// A stream that is open.
pub struct Stream {
    pub line: TcpStream,
    /// What the gateway said to the uploads that were named.
    pub offsets: String,
    frames: Frames,
}

/// The wish for a stream, with whatever else a test wants in its head.
pub fn wish(desk: &Desk, province: &Province, more: &[(&str, String)]) -> String {
    let bearer = desk.bearer(province, province.gateway.now());
    let mut headers = vec![
        ("authorization".to_owned(), format!("Bearer {bearer}")),
        ("connection".to_owned(), "Upgrade".to_owned()),
        ("upgrade".to_owned(), PROTOCOL.to_owned()),
    ];
    headers.extend(more.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
    head("GET", path::STREAM, &headers)
}

/// Asks for a stream, and holds the answer to what is described.
pub async fn ask(served: &Served, head: &str) -> (Answer, TcpStream) {
    let mut line = served.line().await;
    say(&mut line, head.as_bytes()).await;
    let told = answer(&mut line).await;
    let mut lines = told.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).expect("an answer");
    let status: StatusCode = status.parse().unwrap();
    let mut headers = HeaderMap::new();
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        let name: HeaderName = name.parse().unwrap();
        headers.append(name, value.trim().parse().unwrap());
    }
    let mut answer = Answer { status, headers, bytes: vec![] };
    if let Some(length) = answer.header("content-length") {
        answer.bytes = vec![0; length.parse().unwrap()];
        line.read_exact(&mut answer.bytes).await.unwrap();
    }
    crate::openapi::hold(&Method::GET, path::STREAM, &answer);
    (answer, line)
}

/// Opens a stream that asks how far these uploads have come.
pub async fn a_stream(
    served: &Served,
    province: &Province,
    desk: &Desk,
    resumed: &[&str],
) -> Stream {
    let (answer, line) = ask(served, &wish(desk, province, &[(RESUME, resumed.join(","))])).await;
    assert_eq!(answer.status, 101, "{answer:?}");
    let offsets = answer.header(OFFSETS).expect("offsets").to_owned();
    Stream { line, offsets, frames: Frames::default() }
}

impl Stream {
    pub async fn say(&mut self, frames: &[DeskFrame]) {
        say(&mut self.line, &encoded(frames)).await;
    }

    /// Says it if anybody listens.
    pub async fn try_to_say(&mut self, frames: &[DeskFrame]) {
        let _ = self.line.write_all(&encoded(frames)).await;
    }

    /// The next word of the gateway; none when it has hung up.
    pub async fn hear(&mut self) -> Option<GatewayFrame> {
        let heard = async {
            loop {
                if let Some(frame) = self.frames.next_frame().expect("a frame") {
                    return Some(frame);
                }
                let mut bytes = [0; 4096];
                match self.line.read(&mut bytes).await {
                    Ok(count) if count > 0 => self.frames.push(&bytes[..count]),
                    _ => return None,
                }
            }
        };
        tokio::time::timeout(PATIENCE, heard).await.expect("a word")
    }

    /// Everything that the gateway has left to say.
    pub async fn hear_all(&mut self) -> Vec<GatewayFrame> {
        let mut heard = vec![];
        while let Some(frame) = self.hear().await {
            heard.push(frame);
        }
        heard
    }

    /// Listens until so many bytes of a lane are acknowledged.
    pub async fn hear_taken(&mut self, lane: u32, offset: u64) {
        while let Some(frame) = self.hear().await {
            if frame == (GatewayFrame::Taken { lane, offset }) {
                return;
            }
            assert!(matches!(frame, GatewayFrame::Taken { .. }), "{frame:?}");
        }
        panic!("{offset} bytes of lane {lane} are never acknowledged");
    }
}

pub fn encoded(frames: &[DeskFrame]) -> Vec<u8> {
    let mut bytes = vec![];
    frames.iter().for_each(|frame| frame.encode(&mut bytes));
    bytes
}

pub fn open(lane: u32, offset: usize, upload: &str) -> DeskFrame {
    DeskFrame::Open { lane, offset: offset as u64, upload: upload.to_owned() }
}

/// These bytes as blocks of at most 16 KiB.
pub fn blocks(lane: u32, bytes: &[u8]) -> Vec<DeskFrame> {
    let blocks = bytes.chunks(16 * 1024);
    blocks.map(|bytes| DeskFrame::Block { lane, bytes: bytes.to_vec() }).collect()
}

/// A lane from one offset to the end of its part.
pub fn lane(lane: u32, offset: usize, upload: &str, paper: &[u8]) -> Vec<DeskFrame> {
    let mut frames = vec![open(lane, offset, upload)];
    frames.extend(blocks(lane, &paper[offset..]));
    frames
}

/// Paths of the uploads of a dossier's missing parts.
pub fn uploads(outcome: &Outcome) -> Vec<String> {
    match outcome {
        Outcome::Announced { missing, .. } => {
            missing.iter().map(|part| part.upload.clone()).collect()
        }
        other => panic!("nothing is missing: {other:?}"),
    }
}

/// The receipt that was told of a lane.
pub fn receipt(
    heard: &[GatewayFrame],
    of: u32,
    province: &Province,
    sealed: &Sealed,
) -> Option<Verified> {
    heard.iter().find_map(|frame| match frame {
        GatewayFrame::Stands { lane, outcome: Outcome::Delivered { receipt } } if *lane == of => {
            Some(Receipt::verify(receipt, &province.ring(), &sealed.expected()).unwrap())
        }
        _ => None,
    })
}

/// The code with which the gateway took its leave.
pub fn farewell(heard: &[GatewayFrame]) -> Option<String> {
    match heard.last() {
        Some(GatewayFrame::Farewell { problem }) => Some(problem.code.to_string()),
        _ => None,
    }
}
