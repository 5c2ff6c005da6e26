//! The driver: runs the courier against clock, storage and HTTPS.
//!
//! - [`Driver`] does what the courier says, and a [`Bell`] reaches it from any thread;
//! - [`Road`] is the way to one gateway: connections, certificates, the headers of every request;
//! - [`enrol`] and [`probe`] ask what no courier asks;
//! - [`tus`] sends the bytes of a part, to our gateway or any other tus server;
//! - [`ports`] are what all this needs from the desk.
//!
//! Whatever answers in the gateway's place (a login page, a proxy, a wrong server) must never pass
//! for it, and no answer is waited for without somebody who watches its progress.

#![expect(
    clippy::result_large_err,
    reason = "a failure is made once for a request and handed straight to the courier"
)]

pub mod endpoint;
pub mod error;
pub mod ports;
pub mod road;
pub mod tus;
pub mod vigil;

mod ask;
mod catalogue;
mod direct;
mod driver;
mod ears;
mod fetch;
mod forgiving;
mod meter;
mod perform;
mod pieces;
mod questions;
mod race;
mod stream;
mod tls;
mod trouble;
mod verdict;

pub use driver::{Bell, Driver, Until, Watcher};
pub use endpoint::{AddressFault, Endpoint};
pub use error::LinkError;
pub use meter::Traffic;
pub use perform::{Origin, Ports};
pub use pieces::Progress;
pub use questions::{Certificate, Enrolled, Pinned, Probe, enrol, holdings, probe};
pub use road::{Heard, Proxy, Road, RoadOptions};
