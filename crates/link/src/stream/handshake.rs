//! Asking for a stream, and what an answer means that is none.

use std::sync::Arc;
use std::time::Duration;

use courier::{Failure, Lane, Trouble};
use pacing::Pacer;
use reqwest::header::{CONNECTION, HeaderMap, UPGRADE};
use reqwest::{Method, RequestBuilder, Response, StatusCode, Upgraded};
use wire::stream::{OFFSETS, PROTOCOL, RESUME};
use wire::{path, problem};

use crate::direct::Haste;
use crate::road::{Answered, Heard, Road};
use crate::tls::Dates;
use crate::trouble::{self, passing};
use crate::verdict::{About, Head};

/// How long the answer may take, the connection included.
const PATIENCE: Duration = Duration::from_secs(13);
/// A new try at a connection begins each time that so long has passed: what comes over is worth more than
/// the sixty bytes of each.
const EACH: Duration = Duration::from_millis(600);
/// How many round trips a connection and its upgrade take, where nothing is lost and twice as many are
/// allowed.
const TRIPS: u64 = 6;
/// The least time that is given to one try.
const SHORTEST_TRY_MS: u64 = 3_000;

/// A connection that was upgraded, and how far each part had come of which the desk was not sure;
/// `None`: its upload is not there.
pub(super) struct Opened {
    pub(super) connection: Upgraded,
    pub(super) offsets: Vec<Option<u64>>,
    /// By which the system is told how fast the line is, where it can be.
    pub(super) pacer: Option<Arc<Pacer>>,
}

/// Asks for a stream of these lanes on a line of which the round trip is `trip` milliseconds, if that
/// is known.
pub(super) async fn upgrade(
    road: &Road,
    lanes: &[Lane],
    headers: HeaderMap,
    trip: Option<u64>,
) -> Heard<Opened> {
    let unsure = lanes.iter().filter(|lane| lane.from.is_none());
    let unsure: Vec<&str> = unsure.map(|lane| lane.upload.as_str()).collect();
    let request = road
        .request(Dates::Kept, Method::GET, road.endpoint().at(path::STREAM))
        .headers(headers)
        .header(CONNECTION, "upgrade")
        .header(UPGRADE, PROTOCOL)
        .header(RESUME, unsure.join(","));
    let Some(answered) = tries(road, request, trip).await else {
        return Heard::failed(passing(Trouble::Stalled));
    };
    let opened = match answered.response {
        Ok(response) => open(road, response, unsure.len()).await,
        Err(failure) => Err(failure),
    };
    Heard::of(opened, answered.time)
}

/// A try that began while the line was away asks ever more rarely whether it is back. So where it is known
/// how long one takes, another begins in its place; where the way is straight it is the connections that
/// are tried one beside the other, and only one that came through is given so long to bring an answer.
async fn tries(road: &Road, request: RequestBuilder, trip: Option<u64>) -> Option<Answered> {
    let one = trip.map_or(PATIENCE, |trip| {
        Duration::from_millis(trip.saturating_mul(TRIPS).max(SHORTEST_TRY_MS)).min(PATIENCE)
    });
    let road = &road.straight(Haste { each: EACH, answer: one });
    if road.is_straight() {
        return tokio::time::timeout(PATIENCE, until_answered(road, request)).await.ok();
    }
    let mut left = PATIENCE;
    while let Some(again) = request.try_clone().filter(|_| left > one) {
        match tokio::time::timeout(one, road.send(again)).await {
            Ok(answered) => return Some(answered),
            Err(_) => left = left.saturating_sub(one),
        }
    }
    tokio::time::timeout(left, road.send(request)).await.ok()
}

async fn until_answered(road: &Road, request: RequestBuilder) -> Answered {
    while let Some(again) = request.try_clone() {
        let answered = road.send(again).await;
        let stalled = passing(Trouble::Stalled);
        if !answered.response.as_ref().is_err_and(|failure| *failure == stalled) {
            return answered;
        }
    }
    road.send(request).await
}

async fn open(road: &Road, mut response: Response, unsure: usize) -> Result<Opened, Failure> {
    if response.status() != StatusCode::SWITCHING_PROTOCOLS {
        return Err(instead(road, response).await);
    }
    let told = response.headers().get(UPGRADE).is_some_and(|protocol| protocol == PROTOCOL);
    let offsets = offsets(response.headers()).filter(|offsets| offsets.len() == unsure);
    let (true, Some(offsets)) = (told, offsets) else { return Err(Failure::NoStream) };
    let pacer = response.extensions_mut().remove();
    let connection = response.upgrade().await.map_err(|error| trouble::of(&error))?;
    Ok(Opened { connection, offsets, pacer })
}

/// What an answer means that opens no stream.
async fn instead(road: &Road, response: Response) -> Failure {
    let (status, quiet): (_, crate::pieces::Progress) = (response.status(), Arc::new(|| {}));
    let is_its_word = road.head(&response).is(problem::MEDIA);
    match road.accepted(response, About::Gateway, &quiet).await {
        Ok(response) => welcomed(&road.head(&response)),
        Err(failure) => refused(status, is_its_word, failure),
    }
}

/// A record answers who has heard the question and not the wish for an upgrade. Whatever else is well in
/// its own eyes is as much the road's trouble here as anywhere else.
fn welcomed(head: &Head) -> Failure {
    if head.is("application/json") { Failure::NoStream } else { head.stranger() }
}

/// Slices are for what says something against streams: a refusal of this very question. That a front has no
/// gateway behind it, or that the network wants a login, ends as soon as it came. Only a gateway that says so
/// itself is busy: a front may say it of each upgrade, for ever.
fn refused(status: StatusCode, is_its_word: bool, failure: Failure) -> Failure {
    match failure {
        Failure::Transient { trouble: Trouble::Busy, retry_after_ms } if !is_its_word => {
            Failure::Transient { trouble: Trouble::Broken, retry_after_ms }
        }
        Failure::Transient { trouble: Trouble::Broken, .. } if is_beyond(status) => {
            Failure::NoStream
        }
        Failure::SignedOut
        | Failure::Transient {
            trouble:
                Trouble::Revoked
                | Trouble::TooOld(_)
                | Trouble::Busy
                | Trouble::Broken
                | Trouble::DiskFull
                | Trouble::LoginPage
                | Trouble::ProxyRefuses
                | Trouble::Stalled
                | Trouble::Unreachable,
            ..
        } => failure,
        _ => Failure::NoStream,
    }
}

/// Whether it is asked for what whoever answers cannot do at all.
fn is_beyond(status: StatusCode) -> bool {
    [StatusCode::NOT_IMPLEMENTED, StatusCode::HTTP_VERSION_NOT_SUPPORTED].contains(&status)
}

fn offsets(headers: &HeaderMap) -> Option<Vec<Option<u64>>> {
    let told = headers.get(OFFSETS).map_or(Some(""), |value| value.to_str().ok())?;
    if told.is_empty() {
        return Some(vec![]);
    }
    let offset = |text: &str| match text.trim() {
        "-" => Some(None),
        text => text.parse().ok().map(Some),
    };
    told.split(',').map(offset).collect()
}

#[cfg(test)]
mod tests {
    use domain::moment::Millis;
    use reqwest::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER};
    use wire::problem::{Problem, Reason};

    use super::*;

    /// What a stranger's answer means, of this status and of this media type.
    fn bare(status: u16, media: &str) -> Failure {
        let status = StatusCode::from_u16(status).unwrap();
        let headers = HeaderMap::from_iter([
            (CONTENT_TYPE, HeaderValue::from_str(media).unwrap()),
            (RETRY_AFTER, HeaderValue::from_static("7")),
        ]);
        let head = Head { status, headers: &headers, now: Millis::new(0) };
        if status.is_success() {
            return welcomed(&head);
        }
        refused(status, false, head.refusal(About::Gateway, None))
    }

    #[test]
    fn road_that_leads_elsewhere_for_a_while_says_nothing_against_streams() {
        let later = |trouble| Failure::Transient { trouble, retry_after_ms: Some(7_000) };
        let html = "text/html; charset=utf-8";
        for status in [500, 502, 504, 520, 522] {
            assert_eq!(bare(status, html), later(Trouble::Broken), "{status}");
        }
        for status in [425, 429, 503] {
            assert_eq!(bare(status, html), later(Trouble::Broken), "{status}");
        }
        for status in [200, 203, 302, 307, 511] {
            assert_eq!(bare(status, html), passing(Trouble::LoginPage), "{status}");
        }
        assert_eq!(bare(407, html), passing(Trouble::ProxyRefuses));
        assert_eq!(bare(408, html), later(Trouble::Stalled));
        assert_eq!(bare(200, "text/plain"), passing(Trouble::NotTheGateway));
    }

    #[test]
    fn refusal_of_the_question_itself_leaves_slices() {
        for status in [400, 401, 403, 404, 405, 413, 426, 431, 501, 505] {
            assert_eq!(bare(status, "text/html"), Failure::NoStream, "{status}");
        }
        assert_eq!(bare(200, "application/json; charset=utf-8"), Failure::NoStream);
    }

    #[test]
    fn word_of_the_gateway_is_taken_for_what_it_says() {
        let told = |reason| {
            let problem = Problem::new(reason, "test");
            let status = StatusCode::from_u16(problem.status).unwrap();
            let head = Head { status, headers: &HeaderMap::new(), now: Millis::new(0) };
            refused(status, true, head.refusal(About::Gateway, Some(problem)))
        };

        assert_eq!(told(Reason::Busy), passing(Trouble::Busy));
        assert_eq!(told(Reason::DiskFull), passing(Trouble::DiskFull));
        assert_eq!(told(Reason::Internal), passing(Trouble::Broken));
        assert_eq!(told(Reason::Revoked), passing(Trouble::Revoked));
        assert_eq!(told(Reason::SignedOut), Failure::SignedOut);
        assert_eq!(told(Reason::Malformed), Failure::NoStream);
    }

    fn told(text: &str) -> Option<Vec<Option<u64>>> {
        let value = HeaderValue::from_str(text).unwrap();
        offsets(&HeaderMap::from_iter([(OFFSETS.parse().unwrap(), value)]))
    }

    #[test]
    fn offsets_are_read_in_their_order() {
        assert_eq!(offsets(&HeaderMap::new()), Some(vec![]));
        assert_eq!(told(""), Some(vec![]));
        assert_eq!(told("65536, -,0"), Some(vec![Some(65_536), None, Some(0)]));
        assert_eq!(told("1,x"), None, "half a word is no word");
    }
}
