//! A web server that does as it is told: HTTP/1.1, one thread for each connection.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex};
use std::thread;

use flate2::read::GzDecoder;
use rustls::{HandshakeKind, ServerConfig, ServerConnection, StreamOwned};
use wire::announcement::Announcements;

/// A request as it came.
#[derive(Debug, Clone)]
pub struct Asked {
    pub method: String,
    /// With whatever follows a `?`.
    pub path: String,
    /// Under names in lower case.
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

impl Asked {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    /// What is announced, if that is what is asked; compressed or not.
    pub fn announced(&self) -> Option<Announcements> {
        let mut plain = vec![];
        let is_plain = self.header("content-encoding") != "gzip";
        let body = if is_plain {
            &self.body
        } else {
            GzDecoder::new(&*self.body).read_to_end(&mut plain).ok()?;
            &plain
        };
        serde_json::from_slice(body).ok()
    }

    pub fn is(&self, method: &str, path: &str) -> bool {
        self.method == method && self.path.split('?').next().is_some_and(|p| p.starts_with(path))
    }
}

/// What is answered.
pub enum Reply {
    /// An answer after which the connection stays.
    Whole { status: u16, headers: Vec<(String, String)>, body: Vec<u8> },
    /// Whatever bytes come, each piece at once, until nobody sends any more; then the connection
    /// is closed.
    Drip(Receiver<Vec<u8>>),
}

impl Reply {
    pub fn new(status: u16, media: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("content-type".to_owned(), media.to_owned())];
        Self::Whole { status, headers, body: body.into() }
    }

    pub fn empty(status: u16) -> Self {
        Self::Whole { status, headers: vec![], body: vec![] }
    }

    /// These very bytes, and then the end of the connection.
    pub fn wire(bytes: impl Into<Vec<u8>>) -> Self {
        let (sender, receiver) = std::sync::mpsc::channel();
        sender.send(bytes.into()).unwrap();
        Self::Drip(receiver)
    }

    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        if let Self::Whole { headers, .. } = &mut self {
            headers.push((name.to_owned(), value.to_string()));
        }
        self
    }
}

/// Answers requests.
pub trait Site: Send + Sync {
    fn answer(&self, asked: Asked) -> Reply;

    /// How many bytes of a body are read; where there are more, the connection is cut there.
    fn patience(&self, _head: &Asked) -> usize {
        usize::MAX
    }
}

/// A running server; it ends when it is dropped.
pub struct Server {
    port: u16,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    is_over: AtomicBool,
    connections: AtomicUsize,
    resumed: AtomicUsize,
    open: Mutex<Vec<TcpStream>>,
}

impl Server {
    pub fn plain(site: Arc<dyn Site>) -> Self {
        Self::start(site, None)
    }

    pub fn encrypted(site: Arc<dyn Site>, config: Arc<ServerConfig>) -> Self {
        Self::start(site, Some(config))
    }

    fn start(site: Arc<dyn Site>, config: Option<Arc<ServerConfig>>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new(State::default());
        let shared = state.clone();
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if shared.is_over.load(Ordering::SeqCst) {
                    return;
                }
                shared.connections.fetch_add(1, Ordering::SeqCst);
                let end = stream.try_clone().unwrap();
                shared.open.lock().unwrap().push(stream.try_clone().unwrap());
                let (site, config, state) = (site.clone(), config.clone(), shared.clone());
                thread::spawn(move || {
                    if let Some(line) = line(stream, config, &state) {
                        serve(line, &*site);
                    }
                    let _ = end.shutdown(Shutdown::Both);
                });
            }
        });
        Self { port, state }
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// How many connections were taken up again where an earlier one had ended.
    pub fn resumed(&self) -> usize {
        self.state.resumed.load(Ordering::SeqCst)
    }

    /// How many connections there were so far.
    pub fn connections(&self) -> usize {
        self.state.connections.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.state.is_over.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port));
        for stream in self.state.open.lock().unwrap().drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

trait Line: Read + Write {}
impl<T: Read + Write> Line for T {}

fn line(
    stream: TcpStream,
    config: Option<Arc<ServerConfig>>,
    state: &State,
) -> Option<Box<dyn Line>> {
    stream.set_nodelay(true).unwrap();
    let Some(config) = config else { return Some(Box::new(stream)) };
    let mut line = StreamOwned::new(ServerConnection::new(config).unwrap(), stream);
    while line.conn.is_handshaking() {
        // Whoever does not trust the certificate goes away.
        line.conn.complete_io(&mut line.sock).ok()?;
    }
    let is_resumed = line.conn.handshake_kind() == Some(HandshakeKind::Resumed);
    state.resumed.fetch_add(usize::from(is_resumed), Ordering::SeqCst);
    Some(Box::new(line))
}

fn serve(line: Box<dyn Line>, site: &dyn Site) {
    let mut line = BufReader::new(line);
    loop {
        let is_open = match read(&mut line, site) {
            Ok(Some(asked)) => {
                let method = asked.method.clone();
                send(line.get_mut(), &method, site.answer(asked))
            }
            // As web servers do with what is no request at all.
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                send(line.get_mut(), "", Reply::wire("HTTP/1.1 400 Bad Request\r\n\r\n"))
            }
            Ok(None) | Err(_) => Ok(false),
        };
        // A client that went away is no failure of a test.
        if !is_open.unwrap_or(false) {
            return;
        }
    }
}

/// The next request, unless the connection ends before it, or is to be cut within it.
pub fn read(line: &mut impl BufRead, site: &dyn Site) -> io::Result<Option<Asked>> {
    let Some(mut asked) = head(line)? else { return Ok(None) };
    let length: usize = asked.header("content-length").parse().unwrap_or(0);
    let patience = site.patience(&asked);
    asked.body = vec![0; length.min(patience)];
    line.read_exact(&mut asked.body)?;
    Ok((patience >= length).then_some(asked))
}

pub fn head(line: &mut impl BufRead) -> io::Result<Option<Asked>> {
    let mut lines = vec![];
    loop {
        let mut text = String::new();
        if line.read_line(&mut text)? == 0 {
            return Ok(None);
        }
        let text = text.trim_end().to_owned();
        if text.is_empty() {
            break;
        }
        lines.push(text);
    }
    let mut first = lines[0].split(' ').map(str::to_owned);
    let (method, path) = (first.next().unwrap(), first.next().unwrap());
    let headers = lines[1..].iter().map(|line| line.split_once(':').unwrap());
    let headers =
        headers.map(|(name, value)| (name.to_lowercase(), value.trim().to_owned())).collect();
    Ok(Some(Asked { method, path, headers, body: vec![] }))
}

/// Tells whether the connection stays.
fn send(line: &mut impl Write, method: &str, reply: Reply) -> io::Result<bool> {
    match reply {
        Reply::Whole { status, headers, body } => {
            let mut head = format!("HTTP/1.1 {status} x\r\ncontent-length: {}\r\n", body.len());
            for (name, value) in headers {
                head += &format!("{name}: {value}\r\n");
            }
            line.write_all((head + "\r\n").as_bytes())?;
            if method != "HEAD" {
                line.write_all(&body)?;
            }
            line.flush()?;
            Ok(true)
        }
        Reply::Drip(pieces) => {
            for piece in pieces {
                line.write_all(&piece)?;
                line.flush()?;
            }
            Ok(false)
        }
    }
}
