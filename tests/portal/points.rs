//! Where a test may stop the gateway while it serves.

/// Every point that stands in what the gateway does for a desk; those of its people's commands have
/// tests of their own.
pub const SERVING: [&str; 7] = [
    "announce.kept",
    "slice.kept",
    "slice.acknowledged",
    "part.sealed",
    "part.held",
    "delivery.receipt-written",
    "delivery.event-written",
];
