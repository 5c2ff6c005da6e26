//! Why a paper cannot be made.

/// What this crate ships is not in order, or a code is too long to be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PrintFault {
    /// A shipped font cannot be read.
    #[error("a font of the papers cannot be read")]
    Font,
    /// The shipped words of the papers cannot be read.
    #[error("the words of the papers cannot be read")]
    Words,
    /// The code holds more than a QR code can.
    #[error("the code does not fit into a QR code")]
    Code,
    /// The file cannot be put together.
    #[error("the paper's file cannot be put together")]
    File,
}
