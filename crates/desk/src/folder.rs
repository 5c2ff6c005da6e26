//! The two copies of the keys in the data folder, and what other processes are told about us.

use files::{FileError, Folder, Holder, Purpose};
use machine::failpoint;
use store::StoreError;
use vault::{Keys, KeysCopy};

use crate::error::DeskError;
use crate::sealed_files::DOSSIERS;
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
/// A copy that cannot be read, over a bad sector say, is what the other one is for.
pub(crate) fn read_keys(folder: &Folder) -> Result<(Keys, Option<KeysCopy>), DeskError> {
    let (first, second) = (folder.read(FIRST), folder.read(SECOND));
    let picked = Keys::pick(bytes_of(&first), bytes_of(&second));
    match (picked, first.and(second)) {
        (Ok(picked), _) => Ok((picked.keys, picked.mend)),
        (Err(_), Err(unreadable)) => Err(unreadable.into()),
        (Err(refusal), Ok(_)) => Err(refusal.into()),
    }
}

fn bytes_of(copy: &Result<Option<Vec<u8>>, FileError>) -> Option<&[u8]> {
    copy.as_ref().ok()?.as_deref()
}

/// Writes both copies, one after the other: whenever the power goes, one of them is whole.
pub(crate) fn write_keys(folder: &Folder, keys: &Keys) -> Result<(), DeskError> {
    write_copy(folder, keys, KeysCopy::First)?;
    failpoint::pass("keys.first-copy-kept");
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
    const LEFT_OVERS: [&str; 5] = [FIRST, SECOND, "lock", "holder.json", DOSSIERS];
    let is_left_over =
        |name: &String| LEFT_OVERS.contains(&name.as_str()) || name.starts_with("desk.db.new");
    let nothing_else = folder.list("")?.iter().all(is_left_over);
    Ok(nothing_else && folder.list(DOSSIERS)?.is_empty())
}

/// Why no desk can be opened here: there never was one, or its database is gone.
pub(crate) fn why_no_desk(folder: &Folder) -> Result<DeskError, DeskError> {
    let had_keys = folder.has(FIRST) || folder.has(SECOND);
    if had_keys && !is_free(folder)? {
        return Ok(DeskError::KeysWithoutDatabase);
    }
    Ok(StoreError::NotSetUp.into())
}
