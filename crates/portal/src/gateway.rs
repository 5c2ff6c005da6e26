//! An opened gateway: its store, its files, its keys, and the world that it lives in.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use domain::ids::DeskId;
use domain::moment::Millis;
use files::{Folder, Holder, Lock, Purpose};
use seal::{Fingerprint, Identity, Sha256, SigningKey};
use tokio::sync::Semaphore;

use crate::acts::deltas::Deltas;
use crate::budget::Budget;
use crate::error::PortalError;
use crate::keys::KeyFolder;
use crate::peers::Peers;
use crate::policy::Policy;
use crate::rates::Rates;
use crate::store::{Store, View, gateway_row, signing_keys};
use crate::streams::Streams;
use crate::turns::Turns;
use crate::world::World;

/// Where unfinished parts lie.
pub const UPLOADS: &str = "uploads";
/// Where finished parts lie, sealed.
pub const PARTS: &str = "parts";
/// Where result files lie, sealed.
pub const RESULTS: &str = "results";

/// So many results are open at one time: of each a block is held twice, sealed and not.
const READERS: usize = 16;

/// One gateway, opened. Several processes may have it open; one of them serves.
pub struct Gateway {
    pub(crate) store: Store,
    pub(crate) folder: Folder,
    pub(crate) identity: Identity,
    pub(crate) world: World,
    pub(crate) policy: Policy,
    pub(crate) turns: Turns,
    pub(crate) streams: Streams,
    pub(crate) rates: Rates,
    /// The bytes of bodies that are held.
    pub(crate) bodies: Budget,
    /// Who has a result open to be read.
    pub(crate) reading: Arc<Semaphore>,
    /// The desks that have requests at work.
    pub(crate) at_work: Peers<DeskId>,
    /// The package that a desk asked for last: most often the next one asks for the same.
    pub(crate) last_catalogue: Mutex<Option<(Sha256, Arc<[u8]>)>>,
    pub(crate) deltas: Deltas,
    fingerprint: Fingerprint,
    signer: RwLock<Arc<Signer>>,
}

/// The key that signs now, with its name.
#[derive(Debug)]
pub struct Signer {
    /// Its name in the header of what it signs.
    pub id: String,
    /// The key.
    pub key: SigningKey,
}

impl Signer {
    /// The key that signs now, as the store has it.
    pub fn current(view: &View<'_>) -> Result<Self, PortalError> {
        let id = gateway_row::get(view)?.receipts_key;
        let key = signing_keys::secret(view, &id)?;
        Ok(Self { id, key })
    }
}

impl Gateway {
    /// Opens a gateway, beside other processes that have it open.
    pub fn open(world: World, data: &Path, keys: &Path) -> Result<Self, PortalError> {
        let folder = Folder::at(data, Arc::clone(&world.disk));
        if !Store::is_set_up(&folder) {
            return Err(PortalError::NotSetUp);
        }
        let key = KeyFolder::at(keys, &world).gateway_key()?;
        let store = Store::open(&folder, &key.store_key())?;
        let (fingerprint, signer) = store.look(|view| {
            Ok::<_, PortalError>((gateway_row::get(view)?.fingerprint(), Signer::current(view)?))
        })?;
        Ok(Self {
            store,
            folder,
            identity: key.identity(),
            world,
            policy: Policy::default(),
            turns: Turns::default(),
            streams: Streams::default(),
            rates: Rates::default(),
            bodies: Budget::default(),
            reading: Arc::new(Semaphore::new(READERS)),
            at_work: Peers::default(),
            last_catalogue: Mutex::default(),
            deltas: Deltas::default(),
            fingerprint,
            signer: RwLock::new(Arc::new(signer)),
        })
    }

    /// The same gateway with other limits.
    #[must_use]
    pub fn with_policy(mut self, policy: Policy) -> Self {
        self.policy = policy;
        self
    }

    /// Takes the right to serve, or says who has it.
    pub fn lock(&self, program: &str) -> Result<Lock, PortalError> {
        let holder = Holder {
            program: program.to_owned(),
            pid: std::process::id(),
            since_ms: self.now().get(),
        };
        Ok(Lock::take(self.folder.root(), &holder)?)
    }

    /// The gateway's store.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The gateway's data folder.
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// The identity to which everything is sealed that lies beside the store.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// Time, luck and disk.
    pub fn world(&self) -> &World {
        &self.world
    }

    /// The gateway's limits.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The name by which desks know the gateway.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// Makes the folders of the sealed files, durably: at set-up, and again when somebody begins to
    /// serve, because a power cut may have taken away what was only made.
    pub(crate) fn make_folders(folder: &Folder) -> Result<(), PortalError> {
        let folders =
            [(UPLOADS, Purpose::Part), (PARTS, Purpose::SealedPart), (RESULTS, Purpose::Result)];
        for (name, purpose) in folders {
            folder.create_folder(name, purpose.name())?;
        }
        Ok(())
    }

    /// Makes a folder of sealed files, should somebody have removed it.
    pub(crate) fn make_sure_of(&self, name: &str, purpose: Purpose) -> Result<(), PortalError> {
        if !self.folder.has(name) {
            self.folder.create_folder(name, purpose.name())?;
        }
        Ok(())
    }

    /// What the gateway's clock shows.
    pub fn now(&self) -> Millis {
        self.world.now()
    }

    /// The key that signs the time.
    pub(crate) fn signer(&self) -> Arc<Signer> {
        Arc::clone(&self.signer.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes note when somebody has rotated the keys beside the running server.
    pub(crate) fn follow_signer(&self, view: &View<'_>) -> Result<(), PortalError> {
        if gateway_row::get(view)?.receipts_key != self.signer().id {
            let newer = Arc::new(Signer::current(view)?);
            *self.signer.write().unwrap_or_else(PoisonError::into_inner) = newer;
        }
        Ok(())
    }
}

/// The key folder that goes with a data folder when none is named: beside it, so that a copy of the
/// one does not take the other along.
pub fn usual_keys(data: &Path) -> PathBuf {
    let absolute = std::path::absolute(data).unwrap_or_else(|_| data.to_owned());
    let mut name = absolute.file_name().unwrap_or_default().to_owned();
    name.push("-keys");
    absolute.with_file_name(name)
}
