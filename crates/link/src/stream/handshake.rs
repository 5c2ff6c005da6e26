//! Asking for a stream, and what an answer means that is none.

use std::sync::Arc;
use std::time::Duration;

use courier::{Failure, Lane, Trouble};
use pacing::Pacer;
use reqwest::header::{CONNECTION, HeaderMap, UPGRADE};
use reqwest::{Method, RequestBuilder, Response, StatusCode, Upgraded};
use wire::path;
use wire::stream::{OFFSETS, PROTOCOL, RESUME};

use crate::direct::Haste;
use crate::road::{Answered, Heard, Road};
use crate::tls::Dates;
use crate::trouble::{self, passing};
use crate::verdict::About;

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

/// What an answer means that opens no stream. Only the gateway's own word on this desk, on itself and
/// on the time is taken; for all else there are slices, which will tell who answers.
async fn instead(road: &Road, response: Response) -> Failure {
    let quiet: crate::pieces::Progress = std::sync::Arc::new(|| {});
    match road.accepted(response, About::Gateway, &quiet).await {
        Err(
            failure @ (Failure::SignedOut
            | Failure::Transient {
                trouble: Trouble::Revoked | Trouble::TooOld(_) | Trouble::Busy | Trouble::DiskFull,
                ..
            }),
        ) => failure,
        _ => Failure::NoStream,
    }
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
    use reqwest::header::HeaderValue;

    use super::*;

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
