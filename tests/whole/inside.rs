//! A gateway inside the test's own process, where limits and clock can be set; the road to it is as
//! long as to any other.

use std::sync::Arc;
use std::thread::JoinHandle;

use domain::moment::Millis;
use machine::{Clock, OsClock};
use portal::acts::{codes, recovery};
use portal::server::{Listen, Listening, TlsFiles};
use portal::setup::{Beginning, MIN_CLIENT, init};
use portal::store::uploads;
use portal::{Gateway, Policy, World};
use tempfile::TempDir;
use tokio::sync::oneshot;

use crate::addresses::Address;
use crate::tls::Authority;

/// How often an address is asked for.
const TRIES: u32 = 10_000;

/// A gateway that is served by a thread, until this is dropped.
pub struct Inside {
    home: TempDir,
    address: Address,
    /// Vouches for its certificate; `None` when it speaks in clear.
    authority: Option<Authority>,
    world: World,
    pub gateway: Arc<Gateway>,
    serving: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
}

/// The machine's clock, so many milliseconds off.
struct OffClock(i64);

impl Clock for OffClock {
    fn now(&self) -> Millis {
        OsClock.now().plus(self.0)
    }

    fn tick(&self) -> u64 {
        OsClock.tick()
    }
}

impl Inside {
    pub fn new(policy: Policy) -> Self {
        Self::whose_clock_is_off_by(0, policy)
    }

    /// A gateway whose clock, and whose certificate, are so many milliseconds ahead of the machine.
    pub fn whose_clock_is_off_by(ahead_ms: i64, policy: Policy) -> Self {
        Self::begun(ahead_ms, policy, Some(Authority::new()))
    }

    /// A gateway that speaks in clear, to this machine alone.
    pub fn in_clear(policy: Policy) -> Self {
        Self::begun(0, policy, None)
    }

    fn begun(ahead_ms: i64, policy: Policy, authority: Option<Authority>) -> Self {
        let home = tempfile::tempdir().unwrap();
        let world = World { clock: Arc::new(OffClock(ahead_ms)), ..World::real() };
        let beginning = Beginning {
            agency: "H37".to_owned(),
            name: "Cổng tiếp nhận tỉnh Lạng Sơn".to_owned(),
            min_client: MIN_CLIENT.to_owned(),
        };
        init(&world, &home.path().join("data"), &home.path().join("keys"), &beginning).unwrap();
        let gateway = opened(&home, &world, policy);
        let (address, serving) = (Address::new(), None);
        let mut inside = Self { home, address, authority, world, gateway, serving };
        inside.serve();
        inside
    }

    /// The same gateway, after its people have set other limits.
    pub fn takes_from_now_on(&mut self, policy: Policy) {
        self.stop();
        self.gateway = opened(&self.home, &self.world, policy);
        self.serve();
    }

    pub fn url(&self) -> String {
        let scheme = if self.authority.is_some() { "https" } else { "http" };
        format!("{scheme}://{}", self.address.text())
    }

    pub fn ca(&self) -> String {
        self.authority.as_ref().expect("it is encrypted").file(self.home.path())
    }

    pub fn code(&self) -> seal::EnrolmentCode {
        codes::make(&self.gateway, "").unwrap().code
    }

    /// How many bytes of an upload it acknowledges.
    pub fn received(&self, upload: &str) -> u64 {
        let id = upload.rsplit('/').next().unwrap().parse().unwrap();
        let found = self.gateway.store().look(|view| uploads::get(view, id));
        found.unwrap().expect("an upload").received
    }

    fn serve(&mut self) {
        let certify = |authority: &Authority| authority.certify(self.home.path(), self.world.now());
        let certificate = self.authority.as_ref().map(certify);
        let served = begin(&self.address.text(), certificate, &self.gateway);
        self.serving = Some(served);
    }

    fn stop(&mut self) {
        if let Some((stop, serving)) = self.serving.take() {
            drop(stop);
            serving.join().unwrap();
        }
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        self.stop();
    }
}

fn opened(home: &TempDir, world: &World, policy: Policy) -> Arc<Gateway> {
    let (data, keys) = (home.path().join("data"), home.path().join("keys"));
    let gateway = Gateway::open(world.clone(), &data, &keys).unwrap();
    let gateway = gateway.with_policy(Policy { farewell_ms: 0, ..policy });
    recovery::mend(&gateway).unwrap();
    Arc::new(gateway)
}

/// Listens before this returns; serves until the sender is dropped.
fn begin(
    address: &str,
    tls: Option<TlsFiles>,
    gateway: &Arc<Gateway>,
) -> (oneshot::Sender<()>, JoinHandle<()>) {
    let listen = Listen { address: address.parse().unwrap(), tls };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    // A process that another test has just forked holds, for a moment, a copy of the last socket.
    let mut tries = (0..TRIES).map(|_| runtime.block_on(Listening::begin(&listen)));
    let listening = tries.find_map(Result::ok).expect("the address is free");
    let (stop, stopped) = oneshot::channel::<()>();
    let gateway = Arc::clone(gateway);
    let serving = std::thread::spawn(move || {
        let stopped = async { drop(stopped.await) };
        runtime.block_on(listening.serve(gateway, stopped)).unwrap();
    });
    (stop, serving)
}
