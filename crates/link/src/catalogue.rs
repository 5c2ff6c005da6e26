//! The package of the catalogue on its way in, or what makes it of one that is here. What came before the
//! line broke is kept for as long as the driver runs, so that the next try goes on from there.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use reqwest::header::{ACCEPT, CONTENT_RANGE, ETAG, HeaderMap, IF_RANGE, RANGE};
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use seal::Sha256;
use wire::capabilities::{CatalogueLine, SINCE};
use wire::path;

use courier::{Answer, Failure, Trouble};

use crate::pieces::Progress;
use crate::ports::{Fit, Parcels};
use crate::road::{Heard, Road};
use crate::tls::Dates;
use crate::trouble::passing;
use crate::tus::may_block;
use crate::verdict::About;

/// As much of a package as has come, if anything has.
#[derive(Clone, Default)]
pub(crate) struct Begun(Arc<Mutex<Came>>);

#[derive(Default)]
struct Came {
    piece: Option<Piece>,
    /// The package of which nothing but the whole will do.
    only_whole: Option<Sha256>,
}

/// The first bytes of a package, or of what makes it.
struct Piece {
    /// SHA-256 of the package.
    hash: Sha256,
    /// The name under which ranges of the same bytes are answered.
    tag: String,
    bytes: Vec<u8>,
}

impl Begun {
    fn held(&self) -> MutexGuard<'_, Came> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many bytes there are of this package, and their tag; another one's are thrown away.
    fn of(&self, hash: &Sha256) -> Option<(usize, String)> {
        let mut held = self.held();
        held.piece = held.piece.take().filter(|piece| piece.hash == *hash);
        held.piece.as_ref().map(|piece| (piece.bytes.len(), piece.tag.clone()))
    }

    /// Whether the package itself is to be asked for: some of it is here, or what would make it of another
    /// does not, or is not to be had.
    fn wants_whole(&self, hash: &Sha256) -> bool {
        let is_begun = self.of(hash).is_some_and(|(_, tag)| tag == whole_tag(hash));
        is_begun || self.takes_only_whole(hash)
    }

    fn take_only_whole(&self, hash: Sha256) {
        *self.held() = Came { piece: None, only_whole: Some(hash) };
    }

    /// Nothing was learnt of the gateway: somebody else answers on this road.
    fn may_be_less(&self) {
        self.held().only_whole = None;
    }

    fn takes_only_whole(&self, hash: &Sha256) -> bool {
        self.held().only_whole.as_ref() == Some(hash)
    }

    fn forget(&self) {
        self.held().piece = None;
    }

    fn begin(&self, hash: Sha256, tag: String) {
        self.held().piece = Some(Piece { hash, tag, bytes: Vec::new() });
    }

    /// Gives how many bytes there are by now.
    fn add(&self, more: &[u8]) -> usize {
        let mut held = self.held();
        let Some(piece) = held.piece.as_mut() else { return 0 };
        piece.bytes.extend_from_slice(more);
        piece.bytes.len()
    }

    fn take(&self) -> Vec<u8> {
        self.held().piece.take().map(|piece| piece.bytes).unwrap_or_default()
    }
}

/// The tag of a package itself.
fn whole_tag(hash: &Sha256) -> String {
    format!("\"{hash}\"")
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

/// Fetches the package, or what makes it of one that is here, and has the desk judge it by this list of
/// keys; `headers` are the desk's. What does not make it, or is refused, is followed by the package itself,
/// once.
pub(crate) async fn fetch(
    road: &Road,
    parcels: Arc<dyn Parcels>,
    coming: Coming<'_>,
    headers: HeaderMap,
) -> Heard<Answer> {
    let base = coming.base(parcels.clone()).await;
    let heard = coming.asked(road, parcels.clone(), base, headers.clone()).await;
    if base.is_none() || !coming.begun.takes_only_whole(&coming.offered.hash) {
        return heard.map(|_| Answer::Settled);
    }
    let whole = coming.asked(road, parcels, None, headers).await;
    let is_strange = matches!(
        whole.answer,
        Err(Failure::Transient { trouble: Trouble::NotTheGateway | Trouble::LoginPage, .. })
    );
    if is_strange && !matches!(heard.answer, Ok(Fit::Not)) {
        coming.begun.may_be_less();
    }
    Heard::of(whole.answer.map(|_| Answer::Settled), whole.time.or(heard.time))
}

/// A package that is being fetched.
pub(crate) struct Coming<'a> {
    pub(crate) offered: CatalogueLine,
    /// The newest list of keys.
    pub(crate) keys: String,
    pub(crate) begun: &'a Begun,
    pub(crate) progress: &'a Progress,
}

/// What came, whole.
enum Arrived {
    Package(Vec<u8>),
    /// Something shorter, where what makes the package was asked for.
    Shorter(Vec<u8>),
}

impl Coming<'_> {
    /// The package that the gateway is told of. Without one, for whatever reason, all of it comes.
    async fn base(&self, parcels: Arc<dyn Parcels>) -> Option<Sha256> {
        if self.begun.wants_whole(&self.offered.hash) {
            return None;
        }
        let known = may_block(self.offered.clone(), move |offered| {
            parcels.catalogue_base(&offered).map_err(|error| error.failure())
        });
        known.await.unwrap_or_default()
    }

    async fn asked(
        &self,
        road: &Road,
        parcels: Arc<dyn Parcels>,
        base: Option<Sha256>,
        headers: HeaderMap,
    ) -> Heard<Fit> {
        let begun = self.begun.of(&self.offered.hash);
        let length = begun.as_ref().map_or(0, |(length, _)| *length);
        let answered = road.send(self.request(road, base, begun).headers(headers)).await;
        let answer = match answered.response {
            Ok(response) => self.received(road, response, length, base).await,
            Err(failure) => Err(failure),
        };
        let answer = match answer {
            Ok(arrived) => self.judged(parcels, arrived).await,
            Err(failure) => Err(failure),
        };
        Heard::of(answer, answered.time)
    }

    fn request(
        &self,
        road: &Road,
        base: Option<Sha256>,
        begun: Option<(usize, String)>,
    ) -> RequestBuilder {
        let place = format!("{}/{}", path::CATALOGUE, self.offered.hash);
        let url = match base {
            Some(base) => road.endpoint().asking(&place, SINCE, &base.to_string()),
            None => road.endpoint().at(&place),
        };
        let request = road.request(Dates::Kept, Method::GET, url).header(ACCEPT, "*/*");
        match begun {
            Some((length, tag)) if length > 0 => {
                request.header(RANGE, format!("bytes={length}-")).header(IF_RANGE, tag)
            }
            Some(_) | None => request,
        }
    }

    async fn received(
        &self,
        road: &Road,
        response: Response,
        length: usize,
        base: Option<Sha256>,
    ) -> Result<Arrived, Failure> {
        let status = response.status();
        let response = match road.accepted(response, About::OneThing, self.progress).await {
            Ok(response) => response,
            Err(failure) => {
                if base.is_some() && is_about_what_was_asked(status, &failure) {
                    self.begun.take_only_whole(self.offered.hash);
                }
                // Whatever was begun is not to be gone on with.
                let is_of_range = status == StatusCode::RANGE_NOT_SATISFIABLE;
                if is_of_range || matches!(failure, Failure::Gone | Failure::Final(_)) {
                    self.begun.forget();
                }
                return Err(failure);
            }
        };
        if length == 0 || !goes_on(&response, length) {
            self.begun.begin(self.offered.hash, self.tag(&response, base));
        }
        self.receive(road, response, base).await
    }

    /// The tag of what comes. Where none is said and it may be one thing or another, none that counts.
    fn tag(&self, response: &Response, base: Option<Sha256>) -> String {
        let said = response.headers().get(ETAG).and_then(|tag| tag.to_str().ok());
        match (said, base) {
            (Some(said), _) => said.to_owned(),
            (None, None) => whole_tag(&self.offered.hash),
            (None, Some(base)) => format!("\"{base}-{}\"", self.offered.hash),
        }
    }

    /// Takes what comes, as long as it can be what is offered, or is shorter where it may be.
    async fn receive(
        &self,
        road: &Road,
        mut response: Response,
        base: Option<Sha256>,
    ) -> Result<Arrived, Failure> {
        let most = self.offered.bytes;
        let mut length = self.begun.add(&[]) as u64;
        let mut is_too_long = false;
        while let Some(piece) = road.chunk(&mut response).await? {
            (self.progress)();
            is_too_long = length.saturating_add(piece.len() as u64) > most;
            if is_too_long {
                break;
            }
            length = self.begun.add(&piece) as u64;
        }
        match base {
            Some(_) if is_too_long => self.begun.take_only_whole(self.offered.hash),
            _ if is_too_long => (),
            _ if length == most => return Ok(Arrived::Package(self.begun.take())),
            Some(_) => return Ok(Arrived::Shorter(self.begun.take())),
            None => (),
        }
        self.begun.forget();
        Err(passing(Trouble::NotTheGateway))
    }

    async fn judged(&self, parcels: Arc<dyn Parcels>, arrived: Arrived) -> Result<Fit, Failure> {
        let of = (self.offered.clone(), self.keys.clone(), arrived);
        let fit = may_block(of, move |(offered, keys, arrived)| {
            let fit = match arrived {
                Arrived::Package(bytes) => {
                    parcels.keep_catalogue(&offered, &keys, &bytes).map(|()| Fit::Settled)
                }
                Arrived::Shorter(bytes) => parcels.patch_catalogue(&offered, &keys, &bytes),
            };
            fit.map_err(|error| error.failure())
        });
        let fit = fit.await?;
        if matches!(fit, Fit::Not | Fit::Foreign) {
            self.begun.take_only_whole(self.offered.hash);
        }
        Ok(fit)
    }
}

/// Whether it may be that the package is given to whoever does not say what it has: a gateway fails at what
/// would make it, or something in front lets no question marks through. What is the matter with the line, with
/// the desk or with a range is so for the package too.
fn is_about_what_was_asked(status: StatusCode, failure: &Failure) -> bool {
    let is_of_the_line = matches!(
        status,
        StatusCode::BAD_GATEWAY | StatusCode::GATEWAY_TIMEOUT | StatusCode::RANGE_NOT_SATISFIABLE
    );
    let may_be = match failure {
        Failure::Final(_) => true,
        Failure::Transient { trouble, .. } => {
            matches!(trouble, Trouble::NotTheGateway | Trouble::Broken)
        }
        _ => false,
    };
    may_be && !is_of_the_line
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
        begun.begin(one, "\"tag\"".to_owned());
        begun.add(b"abc");
        assert_eq!(begun.of(&one), Some((3, "\"tag\"".to_owned())));
        assert_eq!(begun.add(b"de"), 5);

        assert_eq!((begun.of(&other), begun.of(&one)), (None, None), "the first one's are gone");
    }

    #[test]
    fn package_that_has_begun_to_come_whole_goes_on_whole() {
        let (begun, one, other) = (Begun::default(), hash(b"one"), hash(b"other"));
        assert!(!begun.wants_whole(&one));
        begun.begin(one, "\"a delta's\"".to_owned());
        assert!(!begun.wants_whole(&one), "what makes it goes on as well");
        begun.begin(one, whole_tag(&one));
        assert!(begun.wants_whole(&one));

        begun.take_only_whole(one);
        assert_eq!(begun.of(&one), None, "what does not make it is no part of it");
        assert!(begun.wants_whole(&one) && !begun.wants_whole(&other));
    }
}
