//! The line between desk and gateway: it passes everything on, and at a chosen byte one of the two
//! is killed.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

const STREAM: &[u8] = b"/v1/stream";

/// Which way bytes go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// From the desk to the gateway.
    There,
    /// And back.
    Back,
}

/// Who is killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    Desk,
    Gateway,
}

/// After how many bytes of the next message about something who is killed; at its end where it is
/// shorter.
#[derive(Debug, Clone)]
pub struct Cut {
    /// How the path of the request begins, after `/v1/`.
    pub about: &'static str,
    pub way: Way,
    pub bytes: usize,
    pub whom: Side,
}

/// What becomes of a line.
pub trait Fate: Send + Sync {
    /// Kills this side, and looks at what is left.
    fn kills(&self, side: Side);
    /// The gateway has fallen silent; the desk does not know it yet.
    fn falls_silent(&self);
}

/// A line that stays while programs come and go.
pub struct Line {
    address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    gateway: Mutex<Option<SocketAddr>>,
    cut: Mutex<Option<Cut>>,
    fate: Arc<dyn Fate>,
    is_over: AtomicBool,
}

impl Line {
    pub fn new(fate: Arc<dyn Fate>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let (gateway, cut) = (Mutex::new(None), Mutex::new(None));
        let shared = Arc::new(Shared { gateway, cut, fate, is_over: AtomicBool::new(false) });
        let inside = Arc::clone(&shared);
        thread::spawn(move || {
            for desk in listener.incoming().map_while(Result::ok) {
                if inside.is_over.load(Ordering::SeqCst) {
                    return;
                }
                connect(&inside, desk);
            }
        });
        Self { address, shared }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// From now on whoever calls reaches the gateway there, or nobody.
    pub fn leads_to(&self, gateway: Option<SocketAddr>) {
        *self.shared.gateway.lock().unwrap() = gateway;
    }

    /// Waits for the message of this cut; a cut that has not come yet is forgotten.
    pub fn arm(&self, cut: Option<Cut>) {
        *self.shared.cut.lock().unwrap() = cut;
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.shared.is_over.store(true, Ordering::SeqCst);
        // Whoever waits for the next call has to hear of it.
        let _ = TcpStream::connect(self.address);
    }
}

fn connect(shared: &Arc<Shared>, desk: TcpStream) {
    let Some(address) = *shared.gateway.lock().unwrap() else { return };
    let Ok(gateway) = TcpStream::connect(address) else { return };
    for stream in [&desk, &gateway] {
        stream.set_nodelay(true).unwrap();
    }
    let (exchange, is_over) = (Mutex::default(), AtomicBool::new(false));
    let talk = Arc::new(Talk { desk, gateway, shared: Arc::clone(shared), exchange, is_over });
    for way in [Way::There, Way::Back] {
        let talk = Arc::clone(&talk);
        thread::spawn(move || talk.pass_on(way));
    }
}

/// One connection.
struct Talk {
    desk: TcpStream,
    gateway: TcpStream,
    shared: Arc<Shared>,
    exchange: Mutex<Exchange>,
    is_over: AtomicBool,
}

/// A request and its answer, as far as they have gone by.
#[derive(Default)]
struct Exchange {
    there: usize,
    back: usize,
    /// It is a stream of blocks, in which neither side waits for the other.
    is_stream: bool,
    /// The cut that falls into it.
    cut: Option<Cut>,
}

impl Talk {
    fn pass_on(&self, way: Way) {
        let (mut from, mut to) = match way {
            Way::There => (&self.desk, &self.gateway),
            Way::Back => (&self.gateway, &self.desk),
        };
        let mut piece = vec![0; 16 * 1024];
        loop {
            let count = from.read(&mut piece).unwrap_or(0);
            if count == 0 {
                // The desk is told only when somebody has looked at how it stands.
                if let Some(cut) = self.cut_of_a_stream() {
                    self.shared.fate.kills(cut.whom);
                } else if way == Way::Back && !self.is_over.load(Ordering::SeqCst) {
                    self.shared.fate.falls_silent();
                }
                break;
            }
            let (passes, cut) = self.judge(way, &piece[..count]);
            let is_passed = to.write_all(&piece[..passes]).is_ok();
            if let Some(cut) = &cut {
                self.shared.fate.kills(cut.whom);
            }
            if cut.is_some() || !is_passed {
                break;
            }
        }
        self.is_over.store(true, Ordering::SeqCst);
        let _ = self.desk.shutdown(Shutdown::Both);
        let _ = self.gateway.shutdown(Shutdown::Both);
    }

    /// The cut that comes at the end of a stream that was too short for it.
    fn cut_of_a_stream(&self) -> Option<Cut> {
        let mut exchange = self.exchange.lock().unwrap();
        if exchange.is_stream { exchange.cut.take() } else { None }
    }

    /// How many of these bytes pass, and the cut that comes after them.
    fn judge(&self, way: Way, bytes: &[u8]) -> (usize, Option<Cut>) {
        let mut exchange = self.exchange.lock().unwrap();
        match way {
            Way::There | Way::Back if exchange.is_stream => {}
            Way::There if exchange.back > 0 => {
                if exchange.cut.is_some() {
                    return (0, exchange.cut.take());
                }
                *exchange = Exchange::default();
            }
            // The whole request went by, and the gateway has answered.
            Way::Back if exchange.cut.as_ref().is_some_and(|cut| cut.way == Way::There) => {
                return (0, exchange.cut.take());
            }
            Way::There | Way::Back => {}
        }
        if way == Way::There && exchange.there == 0 {
            exchange.is_stream = path_of(bytes).is_some_and(|path| path.starts_with(STREAM));
            exchange.cut = self.shared.cut_for(bytes);
        }
        let so_far = match way {
            Way::There => &mut exchange.there,
            Way::Back => &mut exchange.back,
        };
        let before = *so_far;
        *so_far += bytes.len();
        let end = exchange.cut.as_ref().filter(|cut| cut.way == way).map(|cut| cut.bytes);
        match end {
            Some(end) if end <= before + bytes.len() => {
                (end.saturating_sub(before), exchange.cut.take())
            }
            _ => (bytes.len(), None),
        }
    }
}

/// What the first bytes of a request ask for.
fn path_of(beginning: &[u8]) -> Option<&[u8]> {
    beginning.split(|byte| *byte == b' ').nth(1)
}

impl Shared {
    /// Takes the cut, if it falls into the message that begins so.
    fn cut_for(&self, beginning: &[u8]) -> Option<Cut> {
        let mut waiting = self.cut.lock().unwrap();
        let about = waiting.as_ref()?.about;
        let path = path_of(beginning)?;
        if !path.starts_with(format!("/v1/{about}").as_bytes()) {
            return None;
        }
        waiting.take()
    }
}
