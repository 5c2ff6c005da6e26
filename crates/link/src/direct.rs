//! A connection of the desk's own beside those that `reqwest` keeps: the one on which the courier's requests
//! go out, one after the other.
//!
//! Three things are wanted of it that no pool of connections offers. A try that began while the line was away
//! asks ever more rarely whether it is back, and goes on slowly once it is through: so one try begins after
//! the other, none waits for another, and the first that gets through is it. Where it was last is tried
//! while its name is still looked up. And the system is told how fast the line is, where it can be (see
//! [`pacing`]).
//!
//! Only the way to the gateway itself is gone like that. Where a proxy stands between, `reqwest` finds the
//! way.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::client::conn::http1::{self, SendRequest};
use hyper::header::HOST;
use hyper::{Request, StatusCode, Uri};
use hyper_util::client::proxy::matcher::Matcher;
use hyper_util::rt::TokioIo;
use pacing::Pacer;
use reqwest::header::HeaderValue;
use reqwest::{Body, Response, Url};
use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use socket2::{SockRef, TcpKeepalive};
use tokio::net::{TcpStream, lookup_host};
use tokio::time::{Instant, timeout};
use tokio_rustls::TlsConnector;

use crate::endpoint::Endpoint;
use crate::race::race_from;
use crate::road::{Proxy, RoadOptions};

/// One that was silent for so long is asked whether it is still there.
const ALIVE: Duration = Duration::from_secs(30);
/// One that served nothing for so long is not used again: the gateway closes it after 15 s, and on a line that
/// died meanwhile nobody hears of that.
pub(crate) const KEPT: Duration = Duration::from_secs(12);

/// So long is waited until the last answer is out of a connection that was kept.
const CLEARING: Duration = Duration::from_millis(50);

/// What kept a request from being answered.
pub(crate) type Why = Box<dyn std::error::Error + Send + Sync>;

/// How long is waited for what.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Haste {
    /// A new try at a connection begins each time that so long has passed.
    pub(crate) each: Duration,
    /// So long may encryption take on a new connection, and an answer on any.
    pub(crate) answer: Duration,
}

impl Haste {
    /// Nothing presses: whoever asks watches how it goes, and gives it up.
    pub(crate) const NONE: Self = Self { each: Duration::from_secs(3), answer: Duration::MAX };
}

/// The way to the gateway itself.
#[derive(Clone)]
pub(crate) struct Direct {
    host: String,
    port: u16,
    authority: HeaderValue,
    name: ServerName<'static>,
    tls: TlsConnector,
    patience: Duration,
    kept: Arc<Mutex<Option<Connection>>>,
    /// Where it was last, first what answered then; empty before that is known.
    known: Arc<Mutex<Vec<SocketAddr>>>,
}

/// A connection that takes requests.
struct Connection {
    sender: SendRequest<Body>,
    /// Where one is to be had.
    pacer: Option<Arc<Pacer>>,
    /// When it last served something.
    used: Arc<Mutex<Instant>>,
}

impl Direct {
    /// `None` where that is not the way: a proxy stands between, or nothing is encrypted.
    pub(crate) fn to(
        endpoint: &Endpoint,
        options: &RoadOptions,
        tls: &ClientConfig,
    ) -> Option<Self> {
        let url = endpoint.at("");
        let is_direct = match options.proxy {
            _ if endpoint.is_loopback() => true,
            Proxy::System => !goes_round(&url),
            Proxy::None => true,
            Proxy::At(_) => false,
        };
        if !is_direct || !endpoint.is_encrypted() {
            return None;
        }
        let host = url.host_str()?.trim_start_matches('[').trim_end_matches(']').to_owned();
        Some(Self {
            port: url.port_or_known_default()?,
            authority: HeaderValue::from_str(url.authority()).ok()?,
            name: ServerName::try_from(host.clone()).ok()?,
            tls: TlsConnector::from(Arc::new(tls.clone())),
            patience: options.connect_timeout,
            kept: Arc::default(),
            known: Arc::default(),
            host,
        })
    }

    /// Asks on the connection that was kept, or on a new one. The answer of one that is upgraded carries its
    /// [`Pacer`].
    pub(crate) async fn ask(
        &self,
        request: reqwest::Request,
        haste: Haste,
    ) -> Result<Response, Why> {
        let mut request = self.as_sent(request)?;
        if let Some(mut kept) = self.take()
            && matches!(timeout(CLEARING, kept.sender.ready()).await, Ok(Ok(())))
        {
            match timeout(haste.answer, kept.sender.try_send_request(request)).await? {
                Ok(response) => return Ok(self.answered(response, kept)),
                // It died unnoticed, before anything was sent.
                Err(mut error) => match error.take_message() {
                    Some(again) => request = again,
                    None => return Err(error.into_error().into()),
                },
            }
        }
        let mut connection = self.connect(haste).await?;
        let response = timeout(haste.answer, connection.sender.send_request(request)).await??;
        Ok(self.answered(response, connection))
    }

    /// What was kept is not used again: the machine has slept, or is in another network.
    pub(crate) fn forget(&self) {
        drop(self.take());
        self.known().clear();
    }

    /// There is a connection that was kept.
    pub(crate) fn is_connected(&self) -> bool {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref().is_some_and(Connection::is_good)
    }

    fn take(&self) -> Option<Connection> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).take().filter(Connection::is_good)
    }

    fn answered(
        &self,
        mut response: hyper::Response<Incoming>,
        connection: Connection,
    ) -> Response {
        if response.status() == StatusCode::SWITCHING_PROTOCOLS {
            if let Some(pacer) = connection.pacer {
                response.extensions_mut().insert(pacer);
            }
        } else {
            let used = Arc::clone(&connection.used);
            note_use(&used);
            *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(connection);
            // A long answer is served until its end.
            let noted = move |frame| {
                note_use(&used);
                frame
            };
            return Response::from(response.map(|body| Body::wrap(body.map_frame(noted))));
        }
        Response::from(response.map(Body::wrap))
    }

    /// The request as it stands on a connection to its server: with a path and a host.
    fn as_sent(&self, request: reqwest::Request) -> Result<Request<Body>, Why> {
        let mut request = Request::<Body>::try_from(request)?;
        let path = request.uri().path_and_query().cloned();
        *request.uri_mut() = path.map_or(Uri::from_static("/"), Uri::from);
        request.headers_mut().insert(HOST, self.authority.clone());
        Ok(request)
    }

    async fn connect(&self, haste: Haste) -> Result<Connection, Why> {
        let late = |_| io::Error::new(io::ErrorKind::NotConnected, "it took too long");
        let socket = timeout(self.patience, self.reach(haste.each)).await.map_err(late)??;
        let secured = self.tls.connect(self.name.clone(), socket);
        // Whoever answers there in its place is not asked again before the name was.
        let secured = timeout(haste.answer.min(self.patience), secured).await?;
        let secured = secured.inspect_err(|_| self.known().clear())?;
        let pacer = Pacer::of(secured.get_ref().0).map(Arc::new);
        let (sender, driver) = http1::handshake(TokioIo::new(secured)).await?;
        // It ends with the connection, whoever holds that then.
        tokio::spawn(driver.with_upgrades());
        Ok(Connection { sender, pacer, used: Arc::new(Mutex::new(Instant::now())) })
    }

    /// Asks where the name leads, and remembers that.
    async fn look_up(self) -> io::Result<Vec<SocketAddr>> {
        let found = in_turn(lookup_host((self.host.as_str(), self.port)).await?);
        self.known().clone_from(&found);
        Ok(found)
    }

    fn known(&self) -> MutexGuard<'_, Vec<SocketAddr>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn reach(&self, each: Duration) -> io::Result<TcpStream> {
        let known = self.known().clone();
        // It goes on when somebody was reached meanwhile: next time the name leads where it leads by then.
        let found = tokio::spawn(self.clone().look_up());
        let found = async { found.await.map_err(io::Error::other)? };
        let socket = race_from(&known, found, each, TcpStream::connect).await?;
        let reached = socket.peer_addr()?;
        self.known().sort_by_key(|address| *address != reached);
        socket.set_nodelay(true)?;
        // A line that is gone is noticed even while nothing is owed.
        let alive = TcpKeepalive::new().with_time(ALIVE);
        SockRef::from(&socket).set_tcp_keepalive(&alive)?;
        Ok(socket)
    }
}

/// The addresses of a name, those of the two families in turn: one of them may lead nowhere.
fn in_turn(addresses: impl Iterator<Item = SocketAddr>) -> Vec<SocketAddr> {
    let (six, four): (Vec<_>, Vec<_>) = addresses.partition(SocketAddr::is_ipv6);
    let longest = six.len().max(four.len());
    (0..longest).flat_map(|at| [six.get(at), four.get(at)]).flatten().copied().collect()
}

impl Connection {
    fn is_good(&self) -> bool {
        let used = *self.used.lock().unwrap_or_else(PoisonError::into_inner);
        !self.sender.is_closed() && used.elapsed() < KEPT
    }
}

fn note_use(used: &Mutex<Instant>) {
    *used.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
}

/// Whether the system wants a proxy to be asked for it.
fn goes_round(url: &Url) -> bool {
    url.as_str().parse().is_ok_and(|uri: Uri| Matcher::from_system().intercept(&uri).is_some())
}

#[cfg(test)]
#[path = "direct_tests.rs"]
mod tests;
