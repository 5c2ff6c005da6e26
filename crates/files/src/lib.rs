//! The door to the disk, for the desk and for the gateway: every write goes to a temporary name,
//! is synced, gets its name, and the folder is synced, before anybody is told that it is there.
//! What grows in slices is synced slice by slice.
//!
//! What is only lent to another program is not synced, and is cleared away.
//!
//! A lock keeps a folder to one process, and a reserve keeps room for the day on which the disk is
//! full. What the bytes mean is not known here.
//!
//! It must never say that something is kept before the sync that makes it so, never leave a
//! half-written file under its final name, and never follow a name out of its folder.

mod addition;
mod disk;
mod error;
mod folder;
mod lent;
mod lock;
mod outside;
mod place;
mod points;
pub mod reserve;

pub use addition::Addition;
pub use disk::{Disk, NewBytes, OldBytes, OsDisk};
pub use error::{Doing, FileError};
pub use folder::{Folder, NewFile};
pub use lock::{Holder, Lock};
pub use outside::{lies_inside, write_outside};
pub use place::check_place;
pub use points::{Purpose, SyncPoint};
