//! What to send next, and what an answer means: a pure state machine.
//!
//! The courier does no I/O, reads no clock and draws no luck. Whoever drives it tells it what
//! happened ([`Input`]), does what it says ([`Effect`]) in the order in which it says it, and comes
//! back when it asks to be woken. Time and luck are handed in, so the same inputs always give the
//! same effects, and a simulation can take the power away between any two of them.
//!
//! ```text
//!            announce              parts missing               receipt verified
//!  Queued ────────────► Announcing ─────────────► Sending ─────────────────────► Delivered
//!    ▲                      │ │                     │ │
//!    │  network trouble, or │ │ item trouble        │ │
//!    └──── lease is over ───┴─┼─────────────────────┘ │
//!    ▲                        ▼                       │
//!    └──── the clerk ───── SetAside ◄─────────────────┘          any ──► Cancelled (superseded)
//! ```
//!
//! Forms go before scans, and of either what is due first; scans go all together in one stream, or
//! slice by slice where none is let through.
//!
//! What it must never do: send a request whose [`Effect::Save`] does not stand before it, believe
//! anything but a verified receipt, trust its own memory of how far an upload came, wait for an
//! answer without a deadline, or give up silently.

mod announce;
mod back_off;
mod blame;
mod catalogue;
mod courier;
mod due;
mod effect;
mod errand;
mod flight;
mod input;
mod lanes;
mod lease;
mod leases;
mod ledger;
mod line;
mod luck;
mod memory;
mod news;
mod pace;
mod parcel;
mod round;
mod rouse;
mod sending;
mod standing;
mod stream;
mod trouble;
mod trust;
mod turn;
mod untried;
mod uploads;

#[cfg(test)]
mod courier_tests;
#[cfg(test)]
mod due_tests;
#[cfg(test)]
mod fairness_tests;
#[cfg(test)]
mod fetching_tests;
#[cfg(test)]
mod stream_end_tests;
#[cfg(test)]
mod stream_tests;
#[cfg(test)]
mod streaming;
#[cfg(test)]
mod testing;

pub use back_off::{FIRST_PAUSE_MS, LONGEST_ASKED_MS, LONGEST_PAUSE_MS};
pub use courier::{Courier, NEWS_MS, POLL_MS, STALL_MS};
pub use effect::{Change, Effect, Lane, Request, RequestId};
pub use input::{Answer, Failure, Input, Now, SignedTime, Tick, Trouble, Word};
pub use lease::LEASE_MS;
pub use memory::{Gateway, Memory, Wanted};
pub use pace::{FIRST_SLICE, SMALLEST_SLICE};
pub use parcel::{Lease, Parcel, Run, Stage};
pub use standing::{
    Activity, Hindrance, Load, Obstacle, Outlook, ParcelStanding, Standing, Unfetched, WaitsFor,
    Why,
};
pub use stream::{BARRED_MS, MOST_LANES};
pub use trouble::{FRONT_TOO_SMALL, FRONT_TOO_SMALL_FOR_FORM};
