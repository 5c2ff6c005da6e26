//! What a desk or the agency can do, one function per act. The acts own the transactions; none of
//! them waits for a network.

pub mod admission;
pub mod announcing;
pub mod blocks;
pub mod checksum;
pub mod codes;
pub mod delivery;
pub mod deltas;
pub mod enrolling;
pub mod events;
pub mod fetching;
pub mod listing;
mod outlining;
mod quotas;
pub mod recovery;
pub mod slices;
pub mod uploads;
pub mod withdrawing;
