//! The driver and a courier against a small web server that has good days and bad ones: every answer
//! that is not the gateway's leaves the queue waiting, or sets one parcel aside, and says which and
//! why.

#[path = "../authority.rs"]
mod authority;
mod certificates;
mod clock;
mod desk;
mod gateway;
mod server;
mod shelf;

mod bad_days;
mod catalogue;
mod clocks;
mod costs;
mod cut_short;
mod deltas;
mod doctor;
mod enrolment;
mod one_of_many;
mod proxy;
mod results;
mod silence;
mod spoken;
mod tus;
mod untrusted;
mod upgrades;
