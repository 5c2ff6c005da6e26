//! The key folder, outside the data folder: `gateway.key`, which opens everything, and `root.key`,
//! which vouches for the gateway and is carried off to a safe.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use files::{Folder, Purpose};
use seal::{GatewayKey, SigningKey, key_file};
use zeroize::Zeroizing;

use crate::error::PortalError;
use crate::world::World;

/// Name of the gateway's key in the key folder.
pub const GATEWAY_KEY: &str = "gateway.key";
/// Name of the root key in the key folder.
pub const ROOT_KEY: &str = "root.key";

/// The folder of the two key files.
pub struct KeyFolder(Folder);

impl KeyFolder {
    /// Takes a path as key folder; nothing is read or created yet.
    pub fn at(path: &Path, world: &World) -> Self {
        Self(Folder::at(path, Arc::clone(&world.disk)))
    }

    /// Refuses a key folder that lies in the data folder, or that has keys already.
    pub fn check_free(&self, data: &Folder) -> Result<(), PortalError> {
        if self.lies_in(data) {
            return Err(PortalError::KeysInside);
        }
        for name in [GATEWAY_KEY, ROOT_KEY] {
            if self.0.has(name) {
                return Err(PortalError::KeyExists { file: self.0.path(name) });
            }
        }
        Ok(())
    }

    fn lies_in(&self, data: &Folder) -> bool {
        let real = |path: &Path| {
            let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
            let known =
                absolute.ancestors().find_map(|known| Some((known, known.canonicalize().ok()?)));
            let Some((known, real)) = known else { return absolute };
            absolute.strip_prefix(known).map_or_else(|_| absolute.clone(), |rest| real.join(rest))
        };
        real(self.0.root()).starts_with(real(data.root()))
    }

    /// Writes both keys, durably.
    pub fn keep(&self, gateway: &[u8; 32], root: &[u8; 32]) -> Result<(), PortalError> {
        self.0.create(Purpose::GatewayKey.name())?;
        self.0.write(
            ROOT_KEY,
            Purpose::GatewayKey,
            key_file::text(key_file::ROOT, root).as_bytes(),
        )?;
        let text = key_file::text(key_file::GATEWAY, gateway);
        Ok(self.0.write(GATEWAY_KEY, Purpose::GatewayKey, text.as_bytes())?)
    }

    /// The root key, where it still lies beside the gateway's.
    pub fn root_left_here(&self) -> Option<PathBuf> {
        self.0.has(ROOT_KEY).then(|| self.0.path(ROOT_KEY))
    }

    /// Reads the gateway's key.
    pub fn gateway_key(&self) -> Result<GatewayKey, PortalError> {
        let seed = read(&self.0, GATEWAY_KEY, key_file::GATEWAY)?;
        Ok(GatewayKey::new(*seed))
    }
}

/// Reads a root key from wherever it was brought.
pub fn root_key(path: &Path, world: &World) -> Result<SigningKey, PortalError> {
    let missing = || PortalError::KeyMissing { file: path.to_owned() };
    let name = path.file_name().and_then(|name| name.to_str()).ok_or_else(missing)?;
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let folder = Folder::at(parent.unwrap_or(Path::new(".")), Arc::clone(&world.disk));
    Ok(SigningKey::from_seed(&*read(&folder, name, key_file::ROOT)?))
}

fn read(folder: &Folder, name: &str, label: &str) -> Result<Zeroizing<[u8; 32]>, PortalError> {
    let bytes = folder.read(name)?.map(Zeroizing::new);
    let bytes = bytes.ok_or_else(|| PortalError::KeyMissing { file: folder.path(name) })?;
    let seed = str::from_utf8(&bytes).ok().and_then(|text| key_file::seed(label, text));
    seed.ok_or_else(|| PortalError::KeyUnreadable { file: folder.path(name) })
}
