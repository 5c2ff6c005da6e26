//! What the gateway takes, and how patient it is.

/// The gateway's limits. The first ones are published in its capabilities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Media types of parts, the form's own apart.
    pub media: Vec<String>,
    /// Most bytes of one part.
    pub max_part_bytes: u64,
    /// Most parts of one revision, the form included.
    pub max_parts: u32,
    /// Most announcements in one request.
    pub max_announcements: u32,
    /// Most bytes of one request with a JSON body.
    pub max_request_bytes: u64,
    /// Most bytes in one slice of an upload: a whole part, so that any tus client may send it in one.
    pub max_slice_bytes: u64,
    /// How long an unfinished upload is kept after its last byte.
    pub unfinished_kept_ms: i64,
    /// After how many bytes within one slice they are kept and acknowledged: what a kill can cost.
    pub checkpoint_bytes: u64,
    /// Most events or holdings in one page.
    pub page_items: u32,
    /// Most requests at one time; more are asked to come later.
    pub max_concurrent: usize,
    /// Most requests to enrol at one time, apart from all others: anybody may make them.
    pub max_strangers: usize,
    /// Most connections at one time; more are asked to come later.
    pub max_connections: usize,
    /// Most connections at one time from one address, behind which several desks may be; more are
    /// closed.
    pub max_per_peer: usize,
    /// Most streams of blocks at one time; more are asked to come later.
    pub max_streams: usize,
    /// Most parts that one stream may have open at one time.
    pub max_lanes: usize,
    /// Most bytes of one desk's unfinished parts, the one that it sends last apart.
    pub desk_unfinished_bytes: u64,
    /// Most announcements of one desk of which parts are missing.
    pub desk_unfinished: u32,
    /// Most requests of one desk in a minute, in the long run.
    pub desk_requests_per_minute: u32,
    /// Most requests of one desk that may come faster than that.
    pub desk_burst: u32,
    /// Most requests of one desk at one time: no desk takes every place.
    pub desk_concurrent: usize,
    /// Most bytes of bodies that are held at one time, each body's first ones apart: while they come, unpacked,
    /// and until the answer is made. Reading them may take as much again for a moment.
    pub body_bytes: u64,
    /// Most of those bytes of one desk: what a request of the greatest length takes, packed and unpacked.
    pub desk_body_bytes: u64,
    /// So many bytes of each body count nothing, so that an announcement of a dossier or two is always heard.
    pub body_free_bytes: u64,
    /// Most connections beyond all places that are told so, at one time; more are closed.
    pub max_turned_away: usize,
    /// How many packages of the catalogue are kept beside the one that desks are offered: a desk that has
    /// one of them fetches only what is new.
    pub catalogues_kept: u32,
    /// How long a request may stand still while its body arrives, or its answer is not taken; how
    /// long a stream may be silent.
    pub stall_ms: u64,
    /// How long a slice for whose upload somebody newer waits may stand still.
    pub grace_ms: u64,
    /// How long a connection may take for a request's head.
    pub header_ms: u64,
    /// How long running requests may go on after the gateway was told to stop.
    pub farewell_ms: u64,
}

/// Media type of part 0.
pub const FORM_MEDIA: &str = "application/json";
/// How long an enrolment code may wait to be used: 14 days.
pub const CODE_LIFE_MS: i64 = 14 * DAY_MS;
/// What somebody who has to come later waits, in seconds.
pub const RETRY_AFTER_S: u32 = 5;
/// What a desk waits that has too much unfinished, in seconds.
pub const QUOTA_RETRY_S: u32 = 60;

pub(crate) const MIB: u64 = 1024 * 1024;
pub(crate) const DAY_MS: i64 = 24 * 3600 * 1000;

impl Default for Policy {
    fn default() -> Self {
        let media = ["application/pdf", "image/jpeg", "image/png"];
        Self {
            media: media.map(str::to_owned).to_vec(),
            max_part_bytes: 64 * MIB,
            max_parts: 200,
            max_announcements: 100,
            max_request_bytes: 8 * MIB,
            max_slice_bytes: 64 * MIB,
            unfinished_kept_ms: 30 * DAY_MS,
            checkpoint_bytes: MIB,
            page_items: 200,
            max_concurrent: 512,
            max_strangers: 16,
            max_connections: 1024,
            max_per_peer: 512,
            max_streams: 512,
            max_lanes: 256,
            desk_unfinished_bytes: 2048 * MIB,
            desk_unfinished: 10_000,
            desk_requests_per_minute: 600,
            desk_burst: 600,
            desk_concurrent: 8,
            body_bytes: 64 * MIB,
            desk_body_bytes: 16 * MIB,
            body_free_bytes: 32 * 1024,
            max_turned_away: 64,
            catalogues_kept: 5,
            stall_ms: 30_000,
            grace_ms: 2000,
            header_ms: 15_000,
            farewell_ms: 10_000,
        }
    }
}
