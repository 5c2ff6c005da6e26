//! The province's receiving gateway: takes dossiers in from desks, exactly once, and tells them what
//! the agency did.
//!
//! - [`gateway`], [`setup`], [`rotation`], [`keys`]: one gateway, how it begins, how its keys change;
//! - [`acts`]: what a desk or the agency can do, one function per act; owns the transactions;
//! - [`store`]: the encrypted SQLite file;
//! - [`http`], [`server`]: the protocol of `wire`, over HTTPS;
//! - [`agency`]: what people at the gateway do in the agency's name;
//! - [`publishing`]: the catalogue that is handed out to desks, and the key that signs it;
//! - [`exchange`]: what is handed on to the province's own system, and what it says;
//! - [`mod@backup`]: how the whole is kept elsewhere, and begins anew;
//! - [`shell`]: `nopho-portal`, for the people who run it.
//!
//! It must never acknowledge a byte that is not on the disk, never take the same revision in twice,
//! never show one desk what another one sent, and never give an official code of its own.

mod budget;
mod mutant;
mod numbers;
mod patient;
mod peers;
mod place;
mod streams;
mod trace;
mod turns;

pub mod acts;
pub mod agency;
pub mod backup;
pub mod error;
pub mod exchange;
pub mod gateway;
pub mod http;
pub mod keys;
pub mod openapi;
pub mod policy;
pub mod publishing;
mod rates;
pub mod refusal;
pub mod rotation;
pub mod sealed;
pub mod server;
pub mod setup;
pub mod shell;
pub mod store;
pub mod world;

pub use error::PortalError;
pub use gateway::Gateway;
pub use policy::Policy;
pub use refusal::Refusal;
pub use world::World;
