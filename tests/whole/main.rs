//! Desk and gateway as clerk and province meet them: the two programs, each in a process and a folder
//! of its own, and the road between them over TLS.
//!
//! Their names are looked up beside this test, so both must be built: whoever tests the whole
//! workspace builds them anyway.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "tests hand over and damage files as people do")]

mod addresses;
#[path = "../authority.rs"]
mod authority;
#[path = "../cramped.rs"]
mod cramped;
mod desk;
mod front;
mod gateway;
mod inside;
#[path = "../message.rs"]
mod message;
#[path = "../journeys/needles.rs"]
mod needles;
mod papers;
mod programs;
mod second_desk;
#[path = "../spoil.rs"]
mod spoil;
mod tls;

mod background;
mod backup;
mod case;
mod catalogue;
mod clocks;
mod deltas;
mod exchange;
mod foreign_client;
mod full;
mod limits;
mod no_network;
mod one_at_a_time;
mod planted;
mod refused;
mod seen;
mod shorter;
mod torn;
mod trust;
mod two_desks;
