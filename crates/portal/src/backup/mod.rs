//! Backups of a gateway, and how one begins anew from them.
//!
//! A backup is one tar file: the encrypted database as SQLite's online backup gives it, every sealed
//! file that this copy names, and last of all `backup.json` with the hash of each. Nothing in it is
//! in clear that is not in clear in the data folder: names without meaning, sizes, hashes. It opens
//! with the gateway's key alone, which is in no backup.
//!
//! Unfinished uploads are left out: their desks begin them anew.

mod container;
pub mod fault;
pub mod make;
pub mod restore;
