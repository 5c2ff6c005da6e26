//! The place of a database in its folder.

use files::{Folder, SyncPoint, check_place};
use rusqlite::Connection;

use crate::error::{Doing, SqliteError};

/// Where a database lies. It gets its name only when its first rows are on the disk, so that a
/// set-up that was cut off is as if it had never begun.
pub struct Home {
    /// Its name.
    pub name: &'static str,
    /// Its name while set-up is not finished.
    pub unfinished: &'static str,
    /// The sync after which it has its name.
    pub naming: SyncPoint,
}

impl Home {
    /// Whether a finished database lies in the folder.
    pub fn is_set_up(&self, folder: &Folder) -> bool {
        folder.has(self.name)
    }

    /// What a set-up that was cut off leaves.
    pub fn left_overs(&self) -> [String; 4] {
        ["", "-wal", "-shm", "-journal"].map(|end| format!("{}{end}", self.unfinished))
    }

    /// Refuses a folder that is no place for a new database, and removes what a set-up that was cut
    /// off has left in it.
    ///
    /// # Errors
    /// `Taken` when there is a database already.
    pub fn make_way(&self, folder: &Folder) -> Result<(), SqliteError> {
        check_place(folder.root())?;
        if self.is_set_up(folder) {
            return Err(SqliteError::Taken);
        }
        for left_over in self.left_overs() {
            folder.remove(&left_over, self.naming)?;
        }
        Ok(())
    }

    /// Gives the unfinished database its name.
    pub fn adopt(&self, folder: &Folder) -> Result<(), SqliteError> {
        Ok(folder.adopt(self.unfinished, self.name, self.naming)?)
    }
}

/// Closes a connection so that the one file holds everything.
pub fn close_whole(connection: Connection) -> Result<(), SqliteError> {
    // Leaving WAL mode checkpoints, syncs and removes the two files beside the database.
    connection.pragma_update(None, "journal_mode", "DELETE").doing("close the database")?;
    connection.close().map_err(|(_, refusal)| refusal).doing("close the database")
}
