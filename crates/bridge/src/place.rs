//! Where a desk's data lies if nobody says otherwise.

use std::path::PathBuf;

use etcetera::BaseStrategy;

/// Where the system keeps a program's data for this user on this machine.
pub fn usual_folder() -> Option<PathBuf> {
    let folders = etcetera::choose_base_strategy().ok()?;
    // On Windows the folder for data follows the user to other machines; a live database must not.
    let here = if cfg!(windows) { folders.cache_dir() } else { folders.data_dir() };
    Some(here.join("nop-ho"))
}
