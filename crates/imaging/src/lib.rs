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

pub mod child;
mod encode;
mod format;
mod g4;
mod geometry;
mod ink;
mod layout;
mod light;
mod mask;
mod mixed;
mod page;
mod pdf;
mod picture;
mod plane;
mod reading;
mod sheet;
mod shrink;
pub mod source;
mod squares;
pub mod verdict;
mod warp;
pub mod work;

pub use format::Size;
pub use geometry::{Corners, Point, Turn};
pub use layout::{Layers, Layout, Part, TooLarge, lay};
pub use page::{Page, Wish, page};
pub use pdf::{BindError, Sheet, bind};
pub use picture::{Grey, Picture};
pub use reading::{Reading, reading};
pub use sheet::sheet;
pub use source::{Kind, Leaf, Refusal, Source};
