//! Our uploads against a tus server that others wrote (npm's `@tus/server`): cut at twenty places,
//! resumed each time by somebody who remembers nothing but where the upload is.

#![expect(clippy::result_large_err, reason = "a failure is compared and dropped")]

use std::io::{BufRead, BufReader, Cursor, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use courier::{Failure, Trouble};
use link::tus::{Checksum, Slice, Uploads};
use link::{Heard, Progress, RoadOptions};

use crate::desk::{a_desk, bytes};

const CUTS: usize = 20;
/// A request has more than this beside its body.
const HEAD: usize = 200;

/// The server of others; it ends with the test.
struct Theirs {
    process: Child,
    port: u16,
}

impl Theirs {
    fn start(folder: &Path) -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("node/tus-server.mjs");
        let mut process = Command::new("node")
            .arg(script)
            .arg(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Node is there");
        let mut port = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut port).unwrap();
        let port = port.trim().parse().expect("`make setup-test` has installed tests/node");
        Self { process, port }
    }
}

impl Drop for Theirs {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}

/// Lets so many bytes of the next connection through and then cuts it; the others pass whole.
struct Cutter {
    port: u16,
    left: Arc<AtomicUsize>,
}

impl Cutter {
    fn before(port: u16) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let own_port = listener.local_addr().unwrap().port();
        let left = Arc::new(AtomicUsize::new(usize::MAX));
        let shared = left.clone();
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let server = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
                let limit = shared.swap(usize::MAX, Ordering::SeqCst);
                let back = (server.try_clone().unwrap(), client.try_clone().unwrap());
                thread::spawn(move || carry(client, server, limit));
                thread::spawn(move || carry(back.0, back.1, usize::MAX));
            }
        });
        Self { port: own_port, left }
    }

    fn cuts_after(&self, bytes: usize) {
        self.left.store(bytes, Ordering::SeqCst);
    }
}

fn carry(mut from: TcpStream, mut to: TcpStream, mut left: usize) {
    let mut piece = [0; 4096];
    while left > 0 {
        let size = piece.len().min(left);
        let Ok(count @ 1..) = from.read(&mut piece[..size]) else { break };
        if to.write_all(&piece[..count]).is_err() {
            break;
        }
        left -= count;
    }
    let _ = (from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both));
}

/// Asks something as a process would that has just begun.
fn afresh<T>(port: u16, ask: impl AsyncFnOnce(Uploads<'_>) -> Heard<T>) -> Result<T, Failure> {
    let desk = a_desk();
    let road = desk.road(&format!("http://127.0.0.1:{port}"), &RoadOptions::default());
    let progress: Progress = Arc::new(|| {});
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(ask(Uploads::new(&road, Default::default(), progress))).answer
}

fn rest_of(file: &Arc<Vec<u8>>, offset: usize) -> Slice {
    let source = file.clone();
    Slice {
        offset: offset as u64,
        length: (file.len() - offset) as u64,
        open: Arc::new(move |offset| {
            let rest = source[usize::try_from(offset).unwrap()..].to_vec();
            Ok(Box::new(Cursor::new(rest)))
        }),
        checksum: Checksum::Absent,
    }
}

/// Places all over the file, in order, and at its very ends.
fn places(size: usize) -> Vec<usize> {
    let random = bytes(CUTS * 4);
    let numbers = random.chunks(4).map(|four| u32::from_be_bytes(four.try_into().unwrap()));
    let mut places: Vec<usize> = numbers.map(|number| number as usize % size).collect();
    places[0] = 0;
    places[1] = size - 1;
    places.sort_unstable();
    places
}

#[test]
#[cfg_attr(windows, ignore = "there is no Node under Wine")]
fn upload_to_a_foreign_server_goes_on_where_it_was_cut() {
    let folder = tempfile::tempdir().unwrap();
    let theirs = Theirs::start(folder.path());
    let cutter = Cutter::before(theirs.port);
    let file = Arc::new(bytes(3_000_000));
    let size = file.len() as u64;
    let upload = afresh(cutter.port, async |uploads| uploads.create("/files", size).await).unwrap();
    let held = || {
        let offset = afresh(cutter.port, async |uploads| uploads.offset(&upload).await).unwrap();
        usize::try_from(offset).unwrap()
    };

    let mut before = 0;
    for place in places(file.len()) {
        let offset = held();
        assert!(offset >= before, "what the server holds is never lost");
        before = offset;
        cutter.cuts_after(HEAD + place.saturating_sub(offset));
        let slice = rest_of(&file, offset);
        let cut = afresh(cutter.port, async |uploads| uploads.append(&upload, slice).await);
        let trouble = Failure::Transient { trouble: Trouble::Unreachable, retry_after_ms: None };
        assert_eq!(cut, Err(trouble), "cut at {place}");
    }
    let slice = rest_of(&file, held());
    let end = afresh(cutter.port, async |uploads| uploads.append(&upload, slice).await);

    assert_eq!(end, Ok(size), "the server holds every byte");
    let kept = std::fs::read(folder.path().join(upload.rsplit('/').next().unwrap())).unwrap();
    assert!(kept == *file, "byte for byte");
}

#[test]
#[cfg_attr(windows, ignore = "there is no Node under Wine")]
fn foreign_server_is_understood_when_it_refuses() {
    let folder = tempfile::tempdir().unwrap();
    let theirs = Theirs::start(folder.path());
    let file = Arc::new(bytes(1_000));
    let ask = |upload: String, offset: usize| {
        let slice = rest_of(&file, offset);
        afresh(theirs.port, async move |uploads| uploads.append(&upload, slice).await)
    };
    let upload =
        afresh(theirs.port, async |uploads| uploads.create("/files", 1_000).await).unwrap();

    assert_eq!(ask(upload, 500), Err(Failure::WrongOffset), "it holds nothing yet");
    assert_eq!(ask("/files/none".to_owned(), 0), Err(Failure::Gone), "it knows no such upload");
}
