//! The only door to our own files: every write goes to a temporary name, is synced, gets its
//! name, and the folder is synced, before anybody is told that it is there.

mod disk;
mod folder;
mod lock;
mod outside;
mod place;
pub mod reserve;

pub use disk::{Disk, NewBytes, OldBytes, OsDisk, Purpose, Step, SyncPoint};
pub use folder::{Folder, NewFile};
pub use lock::{Holder, Lock};
pub use outside::write_outside;
pub use place::check_place;
