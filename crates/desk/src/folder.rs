//! The two copies of the keys in the data folder, and what other processes are told about us.

use store::files::{Folder, Holder, Purpose};
use vault::{Keys, KeysCopy};

use crate::error::DeskError;
use crate::world::World;

const FIRST: &str = "keys";
const SECOND: &str = "keys.copy";

/// What this process says of itself beside the lock.
pub(crate) fn holder(world: &World, program: &str) -> Holder {
    Holder {
        program: program.to_owned(),
        pid: std::process::id(),
        since_ms: world.clock.now().get(),
    }
}

/// The keys as they lie in the folder, and the copy that has to be written again after an unlock.
pub(crate) fn read_keys(folder: &Folder) -> Result<(Keys, Option<KeysCopy>), DeskError> {
    let (first, second) = (folder.read(FIRST)?, folder.read(SECOND)?);
    let picked = Keys::pick(first.as_deref(), second.as_deref())?;
    Ok((picked.keys, picked.mend))
}

/// Writes both copies, one after the other: whenever the power goes, one of them is whole.
pub(crate) fn write_keys(folder: &Folder, keys: &Keys) -> Result<(), DeskError> {
    write_copy(folder, keys, KeysCopy::First)?;
    write_copy(folder, keys, KeysCopy::Second)
}

/// Writes one copy.
pub(crate) fn write_copy(folder: &Folder, keys: &Keys, copy: KeysCopy) -> Result<(), DeskError> {
    let name = match copy {
        KeysCopy::First => FIRST,
        KeysCopy::Second => SECOND,
    };
    Ok(folder.write(name, Purpose::Keys, &keys.to_bytes())?)
}

/// Whether a folder holds nothing but what a set-up that was cut off may have left.
pub(crate) fn is_free(folder: &Folder) -> Result<bool, DeskError> {
    const LEFT_OVERS: [&str; 5] = [FIRST, SECOND, "lock", "holder.json", "dossiers"];
    let names = folder.list("")?;
    Ok(names.iter().all(|name| LEFT_OVERS.contains(&name.as_str()) || name.starts_with("desk.db.")))
}
