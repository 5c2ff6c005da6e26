//! The package of the catalogue on its way in. What came before the line broke is kept for as long as
//! the driver runs, so that the next try goes on from there.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use reqwest::header::{ACCEPT, CONTENT_RANGE, HeaderMap, IF_RANGE, RANGE};
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use seal::Sha256;
use wire::capabilities::CatalogueLine;
use wire::path;

use courier::{Answer, Failure, Trouble};

use crate::pieces::Progress;
use crate::ports::Parcels;
use crate::road::{Heard, Road};
use crate::tls::Dates;
use crate::trouble::passing;
use crate::tus::may_block;
use crate::verdict::About;

/// As much of a package as has come, if anything has.
#[derive(Clone, Default)]
pub(crate) struct Begun(Arc<Mutex<Option<Piece>>>);

/// The first bytes of a package.
struct Piece {
    hash: Sha256,
    bytes: Vec<u8>,
}

impl Begun {
    fn held(&self) -> MutexGuard<'_, Option<Piece>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many bytes of this package are here; another one's are thrown away.
    fn length_of(&self, hash: &Sha256) -> usize {
        let mut held = self.held();
        *held = held.take().filter(|piece| piece.hash == *hash);
        held.as_ref().map_or(0, |piece| piece.bytes.len())
    }

    fn forget(&self) {
        *self.held() = None;
    }

    /// Gives how many bytes there are by now.
    fn add(&self, hash: Sha256, more: &[u8]) -> usize {
        let mut held = self.held();
        let piece = held.get_or_insert_with(|| Piece { hash, bytes: Vec::new() });
        piece.bytes.extend_from_slice(more);
        piece.bytes.len()
    }

    fn take(&self) -> Vec<u8> {
        self.held().take().map(|piece| piece.bytes).unwrap_or_default()
    }
}

/// Whether the desk wants the package.
pub(crate) async fn is_wanted(
    parcels: Arc<dyn Parcels>,
    offered: CatalogueLine,
) -> Result<bool, Failure> {
    may_block(offered, move |offered| {
        parcels.wants_catalogue(&offered).map_err(|error| error.failure())
    })
    .await
}

/// Fetches the package and has the desk judge it by this list of keys; `headers` are the desk's.
pub(crate) async fn fetch(
    road: &Road,
    parcels: Arc<dyn Parcels>,
    coming: Coming<'_>,
    headers: HeaderMap,
) -> Heard<Answer> {
    let length = coming.begun.length_of(&coming.offered.hash);
    let answered = road.send(coming.request(road, length).headers(headers)).await;
    let answer = match answered.response {
        Ok(response) => coming.received(road, response, length).await,
        Err(failure) => Err(failure),
    };
    let answer = match answer {
        Ok(bytes) => coming.judged(parcels, bytes).await,
        Err(failure) => Err(failure),
    };
    Heard::of(answer, answered.time)
}

/// A package that is being fetched.
pub(crate) struct Coming<'a> {
    pub(crate) offered: CatalogueLine,
    /// The newest list of keys.
    pub(crate) keys: String,
    pub(crate) begun: &'a Begun,
    pub(crate) progress: &'a Progress,
}

impl Coming<'_> {
    fn request(&self, road: &Road, length: usize) -> RequestBuilder {
        let hash = self.offered.hash;
        let url = road.endpoint().at(&format!("{}/{hash}", path::CATALOGUE));
        let request = road.request(Dates::Kept, Method::GET, url).header(ACCEPT, "*/*");
        if length == 0 {
            return request;
        }
        request.header(RANGE, format!("bytes={length}-")).header(IF_RANGE, format!("\"{hash}\""))
    }

    async fn received(
        &self,
        road: &Road,
        response: Response,
        length: usize,
    ) -> Result<Vec<u8>, Failure> {
        let response = match road.accepted(response, About::OneThing, self.progress).await {
            Ok(response) => response,
            Err(failure) => {
                // Whatever was begun is not to be gone on with.
                if matches!(failure, Failure::Gone | Failure::Final(_)) {
                    self.begun.forget();
                }
                return Err(failure);
            }
        };
        if !goes_on(&response, length) {
            self.begun.forget();
        }
        self.receive(road, response).await
    }

    /// Takes what comes, as long as it can be what is offered.
    async fn receive(&self, road: &Road, mut response: Response) -> Result<Vec<u8>, Failure> {
        let CatalogueLine { hash, bytes, .. } = self.offered;
        let mut length = self.begun.length_of(&hash) as u64;
        while let Some(piece) = road.chunk(&mut response).await? {
            (self.progress)();
            if length.saturating_add(piece.len() as u64) > bytes {
                break;
            }
            length = self.begun.add(hash, &piece) as u64;
        }
        if length == bytes {
            return Ok(self.begun.take());
        }
        self.begun.forget();
        Err(passing(Trouble::NotTheGateway))
    }

    async fn judged(self, parcels: Arc<dyn Parcels>, bytes: Vec<u8>) -> Result<Answer, Failure> {
        let Self { offered, keys, .. } = self;
        may_block((offered, keys, bytes), move |(offered, keys, bytes)| {
            let kept = parcels.keep_catalogue(&offered, &keys, &bytes);
            kept.map(|()| Answer::Settled).map_err(|error| error.failure())
        })
        .await
    }
}

/// Whether these are the bytes behind those that are here.
fn goes_on(response: &Response, length: usize) -> bool {
    let range = response.headers().get(CONTENT_RANGE).and_then(|range| range.to_str().ok());
    response.status() == StatusCode::PARTIAL_CONTENT
        && range.is_some_and(|range| range.starts_with(&format!("bytes {length}-")))
}

#[cfg(test)]
mod tests {
    use seal::hash::hash;

    use super::*;

    #[test]
    fn what_came_of_one_package_is_no_part_of_another() {
        let (begun, one, other) = (Begun::default(), hash(b"one"), hash(b"other"));
        begun.add(one, b"abc");
        assert_eq!((begun.length_of(&one), begun.add(one, b"de")), (3, 5));

        let length = begun.length_of(&other);

        assert_eq!((length, begun.length_of(&one)), (0, 0), "the first one's bytes are gone");
    }
}
