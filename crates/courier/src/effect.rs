//! What the courier wants done.

use domain::ids::ParcelId;
use domain::moment::Millis;
use wire::announcement::Key;
use wire::capabilities::{Capabilities, CatalogueLine};
use wire::event::Event;
use wire::feed::{Cursor, Holding};
use wire::problem::Problem;
use wire::receipt::Verified;

use crate::memory::Wanted;
use crate::parcel::Lease;

/// Something to be done. Effects are done in their order; when one fails, those after it are not.
#[derive(Debug, Clone)]
pub enum Effect {
    /// All of this goes into the store in one transaction, and is on the disk before the next
    /// effect begins.
    Save(Vec<Change>),
    /// Ask the gateway. The answer, whatever it is, comes back as [`crate::Input::Answered`].
    Send(RequestId, Request),
    /// Nobody waits for this answer any more.
    Abandon(RequestId),
    /// This stream ends in order: no lane and no block is begun any more, and it is answered once
    /// whatever is under way is acknowledged. It does nothing where the stream is over already.
    Finish(RequestId),
}

/// Names one request within one courier's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RequestId(pub u64);

/// What the gateway is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// What it takes.
    Capabilities,
    /// Its newest list of keys. As with [`Self::Time`] the connection's certificate may be out of
    /// its dates: the pinned root signs the list, and a desk whose clock is wrong could otherwise
    /// never learn the key by which it would believe the time.
    Keys,
    /// Its time, over a connection whose certificate may be out of its dates: nothing secret is
    /// sent and only a signed answer counts.
    Time,
    /// To take note of these parcels, in this order.
    Announce(Vec<ParcelId>),
    /// How one parcel stands.
    Inquire {
        /// The parcel.
        parcel: ParcelId,
        /// Under which key the gateway knows it.
        key: Key,
    },
    /// To take the next bytes of a part.
    Slice {
        /// The parcel.
        parcel: ParcelId,
        /// Place of the part in the manifest.
        part: u32,
        /// Path of its upload.
        upload: String,
        /// First byte.
        offset: u64,
        /// How many bytes.
        length: u64,
    },
    /// To take many parts on one connection, in this order: see [`wire::stream`]. What is said of
    /// each comes back as [`crate::Input::Streamed`] while it lasts.
    Stream(Vec<Lane>),
    /// What happened since.
    Feed {
        /// Where to go on; `None`: from the beginning.
        after: Option<Cursor>,
    },
    /// What it holds of this desk.
    Holdings {
        /// Where to go on; `None`: from the beginning.
        after: Option<Cursor>,
    },
    /// A result file; the driver keeps it and checks its hash.
    Fetch(Wanted),
    /// The package of the catalogue that it offers, unless the desk does not want it. The newest list
    /// of keys is fetched before, and the desk judges what came.
    Catalogue(CatalogueLine),
}

/// One part that is to go over in a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// The parcel.
    pub parcel: ParcelId,
    /// Place of the part in the manifest.
    pub part: u32,
    /// Path of its upload.
    pub upload: String,
    /// First byte; `None`: the gateway is asked how far it came.
    pub from: Option<u64>,
    /// How long the part is.
    pub size: u64,
}

/// One change of the store.
#[derive(Debug, Clone)]
pub enum Change {
    /// The parcel is announced for the `attempts`-th time, under a lease.
    Announcing {
        /// The parcel.
        parcel: ParcelId,
        /// The lease.
        lease: Lease,
        /// How often it was tried, this time included.
        attempts: u32,
    },
    /// The gateway has taken note of the parcel; its parts are sent, or go on being sent.
    Sending {
        /// The parcel.
        parcel: ParcelId,
        /// The lease.
        lease: Lease,
        /// When the gateway first heard of it, by the gateway's clock.
        announced: Millis,
    },
    /// The parcel waits again.
    Queued(ParcelId),
    /// The gateway holds every byte.
    Delivered {
        /// The parcel.
        parcel: ParcelId,
        /// The proof.
        receipt: Verified,
    },
    /// The parcel waits for the clerk.
    SetAside {
        /// The parcel.
        parcel: ParcelId,
        /// Why.
        problem: Problem,
    },
    /// The gateway's clock against the machine's.
    Clock {
        /// Milliseconds to add to the machine's clock.
        offset_ms: i64,
        /// What the gateway's clock showed.
        gateway: Millis,
    },
    /// A newer list of keys, as the root signed it.
    Keys {
        /// The signed text.
        statement: String,
        /// Its serial.
        serial: u32,
    },
    /// What the gateway takes.
    Capabilities(Box<Capabilities>),
    /// What the agency did, and where the feed goes on.
    Events {
        /// Verified, in order, each newer than the last that was applied.
        events: Vec<Event>,
        /// Which life of the gateway's records.
        era: u32,
        /// Where to go on.
        next: Cursor,
    },
    /// The whole of what the gateway holds of this desk. What was delivered and is missing from
    /// it, or not wholly held, is queued again at its old place in the desk's order, so that a
    /// parent goes before its child; and the feed begins anew. The list names no withdrawals: in
    /// an era that is new to the desk those are queued again too, which does no harm.
    Compared {
        /// Which life of the gateway's records.
        era: u32,
        /// The list.
        holdings: Vec<Holding>,
    },
}
