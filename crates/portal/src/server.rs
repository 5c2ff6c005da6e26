//! The listening socket: TLS, bounded patience with slow clients, and an orderly end.
//!
//! hyper and tokio-rustls by hand, not a ready-made server: the ready-made ones give no door to the
//! time-out for a request's head together with a limit on connections and an end that waits for
//! running requests, and this is less than two hundred lines.

use std::future::Future;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::ServerSessionMemoryCache;

use crate::acts::recovery;
use crate::error::PortalError;
use crate::gateway::Gateway;
use crate::http::{full_house, router};
use crate::patient::Patient;
use crate::peers::{Peers, Seat};
use crate::place::Place;

/// How often uploads that grew too old are looked for.
const SWEEP: Duration = Duration::from_hours(1);
/// Most bytes of one connection that wait to be read, and that wait to be written, before and after they are
/// sealed for the line: as many as one record of TLS has, so that hundreds of slow ones cost little. No
/// request's head is longer.
const MOST_HELD: usize = 16 * 1024;
/// How long somebody may take to ask for whom there is no room.
const ON_THE_PORCH: Duration = Duration::from_secs(5);
/// How many sessions of TLS may be taken up again, each a few hundred bytes: several for every desk of a
/// province, each of which looks in four times an hour.
const SESSIONS: usize = 16_384;
/// How long to wait when the machine has no socket left.
const BREATH: Duration = Duration::from_millis(100);

/// Where to listen.
#[derive(Debug, Clone)]
pub struct Listen {
    /// The address; port 0 takes any that is free.
    pub address: SocketAddr,
    /// The certificate, without which only this machine is listened to.
    pub tls: Option<TlsFiles>,
}

/// The two PEM files of TLS.
#[derive(Debug, Clone)]
pub struct TlsFiles {
    /// The certificate, with those that vouch for it.
    pub certificate: PathBuf,
    /// Its private key.
    pub key: PathBuf,
}

/// A socket that listens, before anybody is served.
pub struct Listening {
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    address: SocketAddr,
}

impl Listening {
    /// Begins to listen.
    ///
    /// # Errors
    /// `PlainHttp` without TLS on anything but a loopback address; `Certificate`; `Listen`.
    pub async fn begin(listen: &Listen) -> Result<Self, PortalError> {
        if listen.tls.is_none() && !listen.address.ip().is_loopback() {
            return Err(PortalError::PlainHttp);
        }
        let tls = listen.tls.as_ref().map(acceptor).transpose()?;
        let listener = TcpListener::bind(listen.address).await.map_err(PortalError::Listen)?;
        let address = listener.local_addr().map_err(PortalError::Listen)?;
        Ok(Self { listener, tls, address })
    }

    /// Where it is reached, such as `https://127.0.0.1:8443`.
    pub fn url(&self) -> String {
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        format!("{scheme}://{}", self.address)
    }

    /// Serves until `stop`, then lets running requests and streams end.
    pub async fn serve(
        self,
        gateway: Arc<Gateway>,
        stop: impl Future<Output = ()>,
    ) -> Result<(), PortalError> {
        let farewell = Duration::from_millis(gateway.policy().farewell_ms);
        let patience = Duration::from_millis(gateway.policy().header_ms);
        let house = House::of(&gateway);
        let (stopping, stopped) = watch::channel(());
        let (router, porch) = (router(Arc::clone(&gateway)), full_house(Arc::clone(&gateway)));
        let sweeper = tokio::spawn(sweep(Arc::clone(&gateway)));
        tokio::pin!(stop);
        loop {
            tokio::select! {
                () = &mut stop => break,
                (stream, entry) = house.accept(&self.listener) => {
                    let is_guest = entry.is_guest;
                    let visit = Visit {
                        tls: self.tls.clone(),
                        router: if is_guest { router.clone() } else { porch.clone() },
                        is_guest,
                        patience: if is_guest { patience } else { patience.min(ON_THE_PORCH) },
                        stall: Duration::from_millis(gateway.policy().stall_ms),
                        place: Arc::new(Place::new(stopped.clone(), entry.seat, entry.permit)),
                    };
                    tokio::spawn(visit.answer(stream));
                }
            }
        }
        sweeper.abort();
        drop(stopped);
        stopping.send_replace(());
        // Each connection listens until it is over.
        let _ = tokio::time::timeout(farewell, stopping.closed()).await;
        Ok(())
    }
}

/// Who may come in.
struct House {
    rooms: Arc<Semaphore>,
    /// Where those are told to come later for whom there is no room.
    porch: Arc<Semaphore>,
    peers: Peers<IpAddr>,
    most_of_one: usize,
}

/// What somebody is let in with.
struct Entry {
    seat: Seat<IpAddr>,
    permit: OwnedSemaphorePermit,
    is_guest: bool,
}

impl House {
    fn of(gateway: &Gateway) -> Self {
        let policy = gateway.policy();
        Self {
            rooms: Arc::new(Semaphore::new(policy.max_connections)),
            porch: Arc::new(Semaphore::new(policy.max_turned_away)),
            peers: Peers::default(),
            most_of_one: policy.max_per_peer,
        }
    }

    /// The next connection of somebody who has not too many. Who finds no room is told so at once, and
    /// closed without a word only when too many are being told.
    async fn accept(&self, listener: &TcpListener) -> (TcpStream, Entry) {
        loop {
            match listener.accept().await {
                Ok((stream, peer)) => {
                    if let Some(entry) = self.entry(peer.ip()) {
                        return (stream, entry);
                    }
                }
                Err(_) => tokio::time::sleep(BREATH).await,
            }
        }
    }

    fn entry(&self, address: IpAddr) -> Option<Entry> {
        let seat = self.peers.seat(address, self.most_of_one)?;
        let room = Arc::clone(&self.rooms).try_acquire_owned().ok();
        let is_guest = room.is_some();
        let permit = room.or_else(|| Arc::clone(&self.porch).try_acquire_owned().ok())?;
        Some(Entry { seat, permit, is_guest })
    }
}

async fn sweep(gateway: Arc<Gateway>) {
    loop {
        tokio::time::sleep(SWEEP).await;
        let gateway = Arc::clone(&gateway);
        // What fails now is tried again in an hour.
        let _ = tokio::task::spawn_blocking(move || recovery::expire(&gateway)).await;
    }
}

/// One connection.
struct Visit {
    tls: Option<TlsAcceptor>,
    router: Router,
    is_guest: bool,
    patience: Duration,
    stall: Duration,
    place: Arc<Place>,
}

impl Visit {
    async fn answer(self, stream: TcpStream) {
        // Answers are small and waited for.
        let _ = stream.set_nodelay(true);
        let stream = Patient::new(stream, self.stall);
        match self.tls.clone() {
            None => self.talk(stream).await,
            Some(tls) => {
                let shaken = tokio::time::timeout(
                    self.patience,
                    tls.accept_with(stream, |line| {
                        line.set_buffer_limit(Some(MOST_HELD));
                    }),
                )
                .await;
                if let Ok(Ok(stream)) = shaken {
                    self.talk(stream).await;
                }
            }
        }
    }

    async fn talk<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(self, stream: S) {
        let router = TowerToHyperService::new(self.router);
        let mut stop = self.place.stop();
        let place = self.place;
        let service = service_fn(move |mut request: Request<Incoming>| {
            // A stream keeps its place after the connection was handed over to it.
            request.extensions_mut().insert(Arc::clone(&place));
            router.call(request)
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(self.patience)
            .max_buf_size(MOST_HELD)
            // Whoever is only told to come later does not stay.
            .keep_alive(self.is_guest)
            .serve_connection(TokioIo::new(stream), service)
            .with_upgrades();
        tokio::pin!(connection);
        // A connection that breaks is the desk's to notice: it asks again.
        tokio::select! {
            _ = connection.as_mut() => return,
            () = stop.told() => connection.as_mut().graceful_shutdown(),
        }
        let _ = connection.await;
    }
}

fn acceptor(files: &TlsFiles) -> Result<TlsAcceptor, PortalError> {
    let read = |path| std::fs::read(path).map_err(|_| PortalError::Certificate);
    let certificates = read(&files.certificate)?;
    let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&certificates).collect();
    let chain = chain.map_err(|_| PortalError::Certificate)?;
    let key = PrivateKeyDer::from_pem_slice(&read(&files.key)?);
    let key = key.map_err(|_| PortalError::Certificate)?;
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|config| config.with_no_client_auth().with_single_cert(chain, key));
    let mut config = config.map_err(|_| PortalError::Certificate)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    config.session_storage = ServerSessionMemoryCache::new(SESSIONS);
    Ok(TlsAcceptor::from(Arc::new(config)))
}

/// Begins to listen for the word to end: Ctrl-C, and on Unix SIGTERM. The future is done when it
/// comes, even if it comes before anybody waits.
#[cfg(unix)]
pub fn told_to_end() -> Result<impl Future<Output = ()>, PortalError> {
    use tokio::signal::unix::{SignalKind, signal};
    let heard = |kind| signal(kind).map_err(PortalError::Server);
    let (mut term, mut ctrl_c) = (heard(SignalKind::terminate())?, heard(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = term.recv() => {}
            _ = ctrl_c.recv() => {}
        }
    })
}

/// Begins to listen for the word to end: Ctrl-C. The future is done when it comes, even if it comes
/// before anybody waits.
#[cfg(windows)]
pub fn told_to_end() -> Result<impl Future<Output = ()>, PortalError> {
    let mut ctrl_c = tokio::signal::windows::ctrl_c().map_err(PortalError::Server)?;
    Ok(async move {
        ctrl_c.recv().await;
    })
}
