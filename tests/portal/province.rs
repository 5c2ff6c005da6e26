//! A gateway in the hands of a test: its clock, its luck, its folder, and the road to it.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use files::{Disk, OsDisk};
use flate2::read::GzDecoder;
use http_body_util::BodyExt;
use portal::acts::{codes, recovery};
use portal::setup::{Beginning, init};
use portal::{Gateway, Policy, PortalError, Refusal, World};
use seal::EnrolmentCode;
use seal::hash::hash;
use serde::de::DeserializeOwned;
use tempfile::TempDir;
pub use testkit::clock::MORNING;
use testkit::{FakeClock, SeededLuck};
use tower::ServiceExt;
use wire::capabilities::CLIENT;
use wire::keys::KeyRing;
use wire::path::KeysReply;
use wire::problem::Problem;
use wire::time::{GatewayTime, NONCE, TIME};

pub const DAY_MS: i64 = 24 * 3600 * 1000;

/// The folder in which data and keys lie.
#[derive(Clone)]
pub enum Home {
    Own(Arc<TempDir>),
    Borrowed(PathBuf),
}

impl Home {
    pub fn path(&self) -> &Path {
        match self {
            Self::Own(folder) => folder.path(),
            Self::Borrowed(path) => path,
        }
    }
}

pub struct Province {
    pub home: Home,
    pub clock: Arc<FakeClock>,
    pub gateway: Arc<Gateway>,
    world: World,
    policy: Policy,
    router: Router,
}

pub fn a_province() -> Province {
    a_province_with(Policy::default(), Arc::new(OsDisk))
}

pub fn a_strict_province(policy: Policy) -> Province {
    a_province_with(policy, Arc::new(OsDisk))
}

pub fn a_province_with(policy: Policy, disk: Arc<dyn Disk>) -> Province {
    let home = Home::Own(Arc::new(TempDir::new().unwrap()));
    let (clock, world) = a_world(1, disk);
    set_up(&world, home.path()).unwrap();
    Province::opened(home, clock, world, policy).unwrap()
}

fn a_world(luck: u64, disk: Arc<dyn Disk>) -> (Arc<FakeClock>, World) {
    let clock = Arc::new(FakeClock::at(MORNING));
    let luck = Arc::new(SeededLuck::new(luck));
    (clock.clone(), World { clock, luck, disk })
}

fn set_up(world: &World, home: &Path) -> Result<(), PortalError> {
    let beginning = Beginning {
        agency: "000.00.06.H37".to_owned(),
        name: "Cổng tiếp nhận Lạng Sơn".to_owned(),
        min_client: "0.2.0".to_owned(),
    };
    init(world, &home.join("data"), &home.join("keys"), &beginning).map(drop)
}

impl Province {
    /// The gateway that lies in a folder, with luck that nobody has had yet.
    pub fn at(home: &Path) -> Self {
        Self::on(home, Arc::new(OsDisk)).unwrap()
    }

    /// The same on a disk of the test's own.
    pub fn on(home: &Path, disk: Arc<dyn Disk>) -> Result<Self, PortalError> {
        let (clock, world) = a_world(u64::from(std::process::id()) << 32, disk);
        Self::opened(Home::Borrowed(home.to_owned()), clock, world, Policy::default())
    }

    /// Sets a gateway up in a folder, on a disk of the test's own, and lets it go again.
    pub fn begin_on(home: &Path, disk: Arc<dyn Disk>) -> Result<(), PortalError> {
        set_up(&a_world(1, disk).1, home)
    }

    /// A new gateway in a folder, on a disk of the test's own.
    pub fn set_up_on(home: &Path, disk: Arc<dyn Disk>) -> Result<Self, PortalError> {
        Self::begin_on(home, Arc::clone(&disk))?;
        Self::on(home, disk)
    }

    /// Lets the gateway go, and keeps its folder.
    pub fn put_down(self) -> Home {
        self.home
    }

    fn opened(
        home: Home,
        clock: Arc<FakeClock>,
        world: World,
        policy: Policy,
    ) -> Result<Self, PortalError> {
        let (data, keys) = (home.path().join("data"), home.path().join("keys"));
        let gateway = Gateway::open(world.clone(), &data, &keys)?;
        let gateway = gateway.with_policy(policy.clone());
        recovery::mend(&gateway).map_err(|refusal| match refusal {
            Refusal::Failed(failure) => failure,
            Refusal::Problem(problem) | Refusal::Later(problem, _) => panic!("{problem:?}"),
        })?;
        let gateway = Arc::new(gateway);
        let router = portal::http::router(Arc::clone(&gateway));
        Ok(Self { home, clock, gateway, world, policy, router })
    }

    /// The same gateway after a restart.
    pub fn restarted(self) -> Self {
        let Self { home, clock, gateway, world, policy, router } = self;
        drop((gateway, router));
        Self::opened(home, clock, world, policy).unwrap()
    }

    pub fn data(&self) -> PathBuf {
        self.home.path().join("data")
    }

    pub fn keys(&self) -> PathBuf {
        self.home.path().join("keys")
    }

    /// What the operator reads out to a desk.
    pub fn code(&self) -> EnrolmentCode {
        codes::make(&self.gateway, "").unwrap().code
    }

    /// Asks, and holds the answer to what every answer must have.
    pub async fn ask(&self, mut request: Request<Body>) -> Answer {
        let nonce = format!("n-{:x}", self.gateway.now().get());
        request.headers_mut().insert(NONCE, nonce.parse().unwrap());
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let is_desk = request.headers().contains_key(CLIENT);
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.map(|body| body.to_bytes().to_vec());
        let answer = Answer {
            status: parts.status,
            headers: parts.headers,
            bytes: bytes.unwrap_or_default(),
        };
        let time = answer.header(TIME).expect("every answer tells the signed time");
        let told = GatewayTime::verify(time, &self.ring(), &nonce);
        assert_eq!(told, Ok(self.gateway.now()), "{:?}", answer.status);
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        for what_a_browser_heeds in ["content-security-policy", "strict-transport-security"] {
            assert_eq!(answer.header(what_a_browser_heeds).is_none(), is_desk, "{path}");
        }
        crate::openapi::hold(&method, &path, &answer);
        answer
    }

    /// Asks, and looks at nothing: for whoever is not waiting for an answer.
    pub fn raw(&self, request: Request<Body>) -> impl Future<Output = ()> + Send + use<> {
        let asked = self.router.clone().oneshot(request);
        async { drop(asked.await) }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.ask(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// The keys that a desk would have pinned.
    pub fn ring(&self) -> KeyRing {
        let KeysReply { keys } = portal::acts::fetching::keys(&self.gateway).unwrap();
        let root = self.gateway.store().look(portal::store::gateway_row::get).unwrap().root;
        KeyRing::open(&keys, &root, 0).unwrap()
    }

    /// How many revisions with this manifest the gateway has.
    pub fn twins(&self, manifest: &[u8]) -> usize {
        let sha256 = hash(manifest);
        self.gateway
            .store()
            .look(|view| {
                let dossiers = portal::store::dossiers::all(view)?;
                let mut count = 0;
                for dossier in dossiers {
                    let revisions = portal::store::revisions::of(view, dossier.dossier)?;
                    count += revisions.iter().filter(|r| r.manifest_sha256 == sha256).count();
                }
                Ok::<_, portal::PortalError>(count)
            })
            .unwrap()
    }
}

/// An answer, read whole.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    pub fn number(&self, name: &str) -> u64 {
        self.header(name).expect(name).parse().unwrap()
    }

    pub fn json<T: DeserializeOwned>(&self) -> T {
        assert_eq!(self.status, StatusCode::OK, "{}", String::from_utf8_lossy(&self.bytes));
        serde_json::from_slice(&self.plain()).unwrap()
    }

    /// The body as it was before it was compressed, if it was.
    pub fn plain(&self) -> Vec<u8> {
        let mut plain = vec![];
        match self.header("content-encoding") {
            Some("gzip") => GzDecoder::new(&*self.bytes).read_to_end(&mut plain).map(drop).unwrap(),
            Some(other) => panic!("{other} is not described"),
            None => plain.clone_from(&self.bytes),
        }
        plain
    }

    /// The problem's code, if it is a problem document whose status is the answer's.
    pub fn code(&self) -> String {
        self.problem().code.to_string()
    }

    pub fn problem(&self) -> Problem {
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{self:?}");
        let problem: Problem = serde_json::from_slice(&self.bytes).unwrap();
        assert_eq!(problem.status, self.status.as_u16(), "the document says the same");
        problem
    }
}
