//! Asks the system to let a connection run no faster than its line, and without needless pauses.
//!
//! What a program hands to a socket, the system sends as it thinks best: after a pause all at once, more
//! than what stands on the way can hold, and what overflows there is sent again. Linux can be told a rate
//! that is never exceeded (`SO_MAX_PACING_RATE`, since 3.13); no other system that we build for can, and
//! there nothing is asked.
//!
//! Where Linux steers connections by BBR, it stops each for a round trip and more every ten seconds to
//! measure how long the way is when it is empty: at 300 ms some six hundredths of the line. A connection
//! whose rate is known by other means needs no such pause. BBR leaves it out when it began less than ten
//! seconds ago, so it is made to begin again.
//!
//! This crate is the one place in the house with `unsafe` code, because no crate offers this option
//! without: one call, of which the test sees that the system took it.

#[cfg(all(target_os = "linux", not(feature = "nowhere")))]
#[path = "linux.rs"]
mod system;
#[cfg(any(not(target_os = "linux"), feature = "nowhere"))]
#[path = "elsewhere.rs"]
mod system;

pub use system::Pacer;
