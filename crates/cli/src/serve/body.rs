//! Bodies of requests, read whole: up to a size, and without waiting for ever.

use std::time::Duration;

use axum::body::Body;
use http_body_util::BodyExt;
use tokio::time::timeout;

/// How long nothing may come before a body is given up.
const STALL: Duration = Duration::from_secs(30);
/// So much of a body that is too large is read and thrown away: a browser hears the answer only
/// when it has sent everything.
const MOST_READ: usize = 1024 * 1024 * 1024;

/// Why a body was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unread {
    TooLarge,
    /// It stopped half-way.
    CutShort,
}

/// Reads a body of at most so many bytes.
pub(super) async fn read(mut body: Body, most: usize) -> Result<Vec<u8>, Unread> {
    let mut bytes = Vec::new();
    let mut length = 0_usize;
    loop {
        let frame = timeout(STALL, body.frame()).await.map_err(|_| Unread::CutShort)?;
        let Some(frame) = frame else { break };
        let frame = frame.map_err(|_| Unread::CutShort)?;
        let Ok(chunk) = frame.into_data() else { continue };
        length = length.saturating_add(chunk.len());
        if length > MOST_READ {
            return Err(Unread::TooLarge);
        }
        if length <= most {
            bytes.extend_from_slice(&chunk);
        } else {
            bytes = Vec::new();
        }
    }
    if length > most { Err(Unread::TooLarge) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn body_is_read_up_to_its_limit_and_not_a_byte_more() {
        assert_eq!(read(Body::from("hồ sơ"), 8).await, Ok("hồ sơ".as_bytes().to_vec()));
        assert_eq!(read(Body::from("hồ sơ."), 8).await, Err(Unread::TooLarge));
        assert_eq!(read(Body::empty(), 0).await, Ok(Vec::new()));
    }

    #[tokio::test]
    async fn body_that_breaks_off_is_no_body() {
        let broken = std::io::Error::from(std::io::ErrorKind::ConnectionReset);
        let pieces = [Ok("half"), Err(broken)];

        let body = Body::from_stream(futures_util::stream::iter(pieces));

        assert_eq!(read(body, 100).await, Err(Unread::CutShort));
    }
}
