//! The gateway, as it is served in a province, with a part of its patience.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use domain::moment::Millis;
use portal::acts::{codes, recovery};
use portal::server::{Listen, Listening, TlsFiles};
use portal::setup::{Beginning, MIN_CLIENT, init};
use portal::{Gateway, Policy, World};
use rcgen::{Certificate, CertificateParams, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;
use seal::EnrolmentCode;
use tempfile::TempDir;
use testkit::FakeClock;
use testkit::clock::MORNING;
use tokio::sync::oneshot;

use crate::authority::an_authority;
use crate::{HASTE, front};

/// A gateway that is served by a thread until this is dropped.
pub struct Province {
    pub gateway: Arc<Gateway>,
    address: SocketAddr,
    authority: String,
    serving: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
    _home: TempDir,
}

impl Province {
    pub fn new() -> Self {
        Self::with(|_| {})
    }

    /// One with other limits.
    pub fn with(change: impl FnOnce(&mut Policy)) -> Self {
        let mut policy = hasty();
        change(&mut policy);
        let home = testkit::a_home();
        let gateway = a_gateway(home.path(), policy);
        let (authority, tls) = certified(home.path());
        let (address, serving) = served(&gateway, Some(tls.files));
        Self { gateway, address, authority, serving: Some(serving), _home: home }
    }

    /// One behind a web server that lets no stream through.
    pub fn behind_a_front() -> Self {
        let home = testkit::a_home();
        let gateway = a_gateway(home.path(), hasty());
        let (authority, tls) = certified(home.path());
        let (inner, serving) = served(&gateway, None);
        let address = front::before(inner, tls.config());
        Self { gateway, address, authority, serving: Some(serving), _home: home }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The certificate that vouches for it, as PEM.
    pub fn authority(&self) -> String {
        self.authority.clone()
    }

    pub fn code(&self) -> EnrolmentCode {
        codes::make(&self.gateway, "").unwrap().code
    }
}

impl Drop for Province {
    fn drop(&mut self) {
        if let Some((stop, serving)) = self.serving.take() {
            drop(stop);
            serving.join().unwrap();
        }
    }
}

fn hasty() -> Policy {
    let usual = Policy::default();
    let haste = u64::from(HASTE);
    Policy {
        stall_ms: usual.stall_ms / haste,
        grace_ms: usual.grace_ms / haste,
        farewell_ms: 0,
        ..usual
    }
}

fn a_gateway(home: &Path, policy: Policy) -> Arc<Gateway> {
    let (data, keys) = (home.join("data"), home.join("keys"));
    let world = World { clock: Arc::new(FakeClock::at(MORNING)), ..World::real() };
    let beginning = Beginning {
        agency: "H37".to_owned(),
        name: "Cổng tiếp nhận tỉnh Lạng Sơn".to_owned(),
        min_client: MIN_CLIENT.to_owned(),
    };
    init(&world, &data, &keys, &beginning).unwrap();
    let gateway = Gateway::open(world, &data, &keys).unwrap().with_policy(policy);
    recovery::mend(&gateway).unwrap();
    Arc::new(gateway)
}

/// A certificate, on the disk and in hand.
struct Certified {
    files: TlsFiles,
    certificate: Certificate,
    key: KeyPair,
}

impl Certified {
    fn config(&self) -> Arc<ServerConfig> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth();
        let key = PrivateKeyDer::Pkcs8(self.key.serialize_der().into());
        Arc::new(config.with_single_cert(vec![self.certificate.der().clone()], key).unwrap())
    }
}

fn certified(folder: &Path) -> (String, Certified) {
    let (issuer, authority) = an_authority();
    let mut params = CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap();
    let day = |days: i64| {
        let at: Millis = MORNING.plus(days * 24 * 3600 * 1000);
        date_time_ymd(1970, 1, 1) + Duration::from_millis(u64::try_from(at.get()).unwrap())
    };
    (params.not_before, params.not_after) = (day(-45), day(45));
    let key = KeyPair::generate().unwrap();
    let certificate = params.signed_by(&key, &issuer).unwrap();
    let files = TlsFiles { certificate: folder.join("tls.pem"), key: folder.join("tls.key") };
    std::fs::write(&files.certificate, certificate.pem()).unwrap();
    std::fs::write(&files.key, key.serialize_pem()).unwrap();
    (authority, Certified { files, certificate, key })
}

/// Listens before this returns; serves until the sender is dropped.
fn served(
    gateway: &Arc<Gateway>,
    tls: Option<TlsFiles>,
) -> (SocketAddr, (oneshot::Sender<()>, JoinHandle<()>)) {
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = runtime.worker_threads(1).enable_all().build().unwrap();
    let listen = Listen { address: "127.0.0.1:0".parse().unwrap(), tls };
    let listening = runtime.block_on(Listening::begin(&listen)).unwrap();
    let url = listening.url();
    let address = url.split_once("://").unwrap().1.parse().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let gateway = Arc::clone(gateway);
    let serving = std::thread::spawn(move || {
        let stopped = async { drop(stopped.await) };
        runtime.block_on(listening.serve(gateway, stopped)).unwrap();
    });
    (address, (stop, serving))
}
