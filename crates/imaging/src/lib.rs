//! A scan or a photo of a paper becomes a page that is upright, cropped, evenly lit, small and readable,
//! and is judged while the resident still stands at the counter.
//!
//! Pure: bytes in, pages and remarks out, no clock and no disk. Whatever decodes a stranger's bytes runs in
//! a child process with a memory cap (`child`), because a picture is the one thing of a dossier that can be
//! made to eat a machine.
//!
//! It must never: swap a sign for one that looks like it (no symbol dictionaries, which have changed digits),
//! drop a layer of colour (seals, signatures, pencil), let a byte of EXIF out, or call a page fine that it
//! could not judge.

mod picture;
pub mod verdict;

pub use picture::{Grey, Picture};
