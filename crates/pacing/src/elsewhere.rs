//! Where nothing can be asked.

use std::io;

/// The hold on a connection by which its rate would be set.
#[derive(Debug)]
pub struct Pacer {}

impl Pacer {
    /// No hold can be had on this system.
    pub fn of<C>(_connection: &C) -> Option<Self> {
        None
    }

    /// Never called: there is no hold.
    pub fn limit(&self, _bytes_per_second: u64) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Never called: there is no hold.
    pub fn put_off_pause(&self) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}
