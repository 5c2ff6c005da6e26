//! Requests on a connection of their own, against a server of the test's own behind TLS.

use std::sync::atomic::{AtomicUsize, Ordering};

use courier::{Now, Tick};
use domain::moment::Millis;
use rcgen::{CertificateParams, KeyPair, date_time_ymd};
use rustls::pki_types::PrivateKeyDer;
use rustls::{HandshakeKind, ServerConfig};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use super::*;
use crate::ports::{Clock, Waiting};
use crate::tls::{self, Dates};

const HASTE: Haste = Haste { each: Duration::from_millis(20), answer: Duration::from_mins(1) };
const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
const UPGRADE: &[u8] =
    b"HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n";

/// It is 2026, for ever.
struct Still;

impl Clock for Still {
    fn now(&self) -> Now {
        Now { clock: self.gateway_now(), tick: Tick(0) }
    }

    fn wait(&self, _until: Tick) -> Waiting {
        Box::pin(std::future::pending())
    }

    fn gateway_now(&self) -> Millis {
        Millis::new(1_795_000_000_000)
    }

    fn nonce(&self) -> [u8; 16] {
        [0; 16]
    }
}

/// A server that answers each request with `answer`, and so many on one connection.
struct Server {
    endpoint: Endpoint,
    authority: String,
    connections: Arc<AtomicUsize>,
    /// Those of them that went on with keys of an earlier one.
    resumed: Arc<AtomicUsize>,
}

impl Server {
    async fn answering(answer: &'static [u8], requests: usize) -> Self {
        let mut params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        params.not_before = date_time_ymd(2020, 1, 1);
        params.not_after = date_time_ymd(2040, 1, 1);
        let key = KeyPair::generate().unwrap();
        let certificate = params.self_signed(&key).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(
                vec![certificate.der().clone()],
                PrivateKeyDer::try_from(key.serialize_der()).unwrap(),
            )
            .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("https://localhost:{}", listener.local_addr().unwrap().port());
        let (connections, resumed) = <(Arc<AtomicUsize>, Arc<AtomicUsize>)>::default();
        let (count, again) = (connections.clone(), resumed.clone());
        let acceptor = TlsAcceptor::from(Arc::new(config));
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let Ok(mut talk) = acceptor.accept(socket).await else { continue };
                count.fetch_add(1, Ordering::SeqCst);
                if talk.get_ref().1.handshake_kind() == Some(HandshakeKind::Resumed) {
                    again.fetch_add(1, Ordering::SeqCst);
                }
                tokio::spawn(async move {
                    for _ in 0..requests {
                        let mut asked = vec![];
                        while !asked.ends_with(b"\r\n\r\n") && talk.read_buf(&mut asked).await? > 0
                        {
                        }
                        assert!(asked.starts_with(b"GET /below/v1/time?x=1 HTTP/1.1\r\n"));
                        talk.write_all(answer).await?;
                    }
                    talk.shutdown().await
                });
            }
        });
        let endpoint = Endpoint::parse(&address).unwrap();
        Self { endpoint, authority: certificate.pem(), connections, resumed }
    }

    fn reached(&self) -> Direct {
        let config = config(self.authority.as_bytes());
        Direct::to(&self.endpoint, &RoadOptions::default(), &config).unwrap()
    }

    async fn asked_by(&self, direct: &Direct) -> Result<Response, Why> {
        let url = self.endpoint.asking("below/v1/time", "x", "1");
        direct.ask(reqwest::Request::new(reqwest::Method::GET, url), HASTE).await
    }

    fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

fn config(authority: &[u8]) -> ClientConfig {
    tls::config(tls::roots(authority).unwrap(), Arc::new(Still), Dates::Kept).unwrap()
}

#[tokio::test]
async fn connection_is_kept_for_the_next_request() {
    let server = Server::answering(ANSWER, 9).await;
    let direct = server.reached();
    assert!(!direct.is_connected());

    for _ in 0..3 {
        let answer = server.asked_by(&direct).await.unwrap();
        assert_eq!(answer.text().await.unwrap(), "ok");
        assert!(direct.is_connected());
    }

    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn request_goes_out_again_where_the_kept_connection_had_died_and_its_keys_serve_again() {
    let server = Server::answering(ANSWER, 1).await;
    let direct = server.reached();

    for _ in 0..3 {
        assert_eq!(server.asked_by(&direct).await.unwrap().text().await.unwrap(), "ok");
    }

    assert_eq!(server.connections(), 3);
    assert_eq!(server.resumed.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn upgraded_connection_serves_nothing_else_and_brings_what_paces_it() {
    let server = Server::answering(UPGRADE, 1).await;
    let direct = server.reached();

    let mut answer = server.asked_by(&direct).await.unwrap();

    let pacer = answer.extensions_mut().remove::<Arc<Pacer>>();
    assert_eq!(pacer.is_some(), cfg!(target_os = "linux"));
    answer.upgrade().await.unwrap();
    assert!(!direct.is_connected());
}

#[tokio::test]
async fn nobody_there_is_told_at_once_and_a_stranger_is_not_believed() {
    let gone = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let stranger = Server::answering(ANSWER, 1).await;
    let endpoint = Endpoint::parse(&format!("https://{gone}")).unwrap();
    let options = RoadOptions::default();

    let nobody = Direct::to(&endpoint, &options, &config(b"")).unwrap();
    let unknown = Direct::to(&stranger.endpoint, &options, &config(b"")).unwrap();

    let failure = |why: Why| crate::trouble::of_direct(&*why);
    let asked = reqwest::Request::new(reqwest::Method::GET, endpoint.at("v1/time"));
    let down = nobody.ask(asked, HASTE).await.map_err(failure).unwrap_err();
    assert_eq!(down, crate::trouble::passing(courier::Trouble::Down));
    let intercepted = stranger.asked_by(&unknown).await.map_err(failure).unwrap_err();
    assert_eq!(intercepted, crate::trouble::passing(courier::Trouble::Intercepted));
}

#[test]
fn way_is_straight_only_where_it_is_encrypted_and_nothing_stands_between() {
    let config = config(b"");
    let way = |typed: &str, proxy| {
        let options = RoadOptions { proxy, ..RoadOptions::default() };
        Direct::to(&Endpoint::parse(typed).unwrap(), &options, &config).is_some()
    };
    let far = || Proxy::At("http://proxy.example.vn:3128".to_owned());

    assert!(way("https://cong.example.vn", Proxy::None));
    assert!(!way("https://cong.example.vn", far()));
    assert!(way("https://127.0.0.1:8443", far()), "no proxy is asked for this machine");
    assert!(!way("http://127.0.0.1:8080", Proxy::None), "nothing to keep secret, nothing to hurry");
}
