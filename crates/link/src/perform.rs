//! One request of the courier's, made along the road.

use std::sync::Arc;

use reqwest::Method;
use reqwest::header::HeaderMap;
use serde::de::DeserializeOwned;

use courier::{Answer, Failure, Request, Trouble};
use domain::ids::{InstanceId, ParcelId};
use domain::moment::Epoch;
use wire::announcement::{Announcement, Announcements, Key, NewsWanted, Outcome, Outcomes};
use wire::capabilities::{Capabilities, CatalogueLine};
use wire::feed::Cursor;
use wire::known::Known;
use wire::path::{self, KeysReply};
use wire::problem::Problem;

use crate::ask::posted_packed;
use crate::catalogue::{self, Begun, Coming, is_wanted};
use crate::fetch::{Came, Fetching};
use crate::pieces::Progress;
use crate::ports::{Harm, Parcels, PartSource, PortError, Signer};
use crate::road::{Heard, Road};
use crate::stream::{Wires, stream};
use crate::tls::Dates;
use crate::trouble::passing;
use crate::tus::{Checksum, Opener, Slice, Uploads, may_block};
use crate::verdict::About;

/// The desk's ports, but for its clock, which the road has.
#[derive(Clone)]
pub struct Ports {
    /// The queue.
    pub parcels: Arc<dyn Parcels>,
    /// The parts.
    pub parts: Arc<dyn PartSource>,
    /// The signature.
    pub signer: Arc<dyn Signer>,
}

/// Which life of which data folder speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// The life of the data folder.
    pub instance: InstanceId,
    /// That life's number.
    pub epoch: Epoch,
}

/// Everything that a request is made with.
#[derive(Clone)]
pub(crate) struct Errand {
    pub(crate) road: Road,
    pub(crate) ports: Ports,
    pub(crate) origin: Origin,
    pub(crate) progress: Progress,
    pub(crate) came: Came,
    pub(crate) wires: Wires,
    /// Which news are to come with the answer to an announcement.
    pub(crate) news: Option<NewsWanted>,
    /// What came of a package of the catalogue in an earlier request.
    pub(crate) begun: Begun,
}

impl Errand {
    /// Makes the request and says how it was answered. It waits as long as the network lets it;
    /// whoever waits for it may drop it at any moment.
    pub(crate) async fn perform(self, request: Request) -> Heard<Answer> {
        self.asked(request).await.unwrap_or_else(Heard::failed)
    }

    /// An error is the desk's own: nothing was asked.
    async fn asked(self, request: Request) -> Result<Heard<Answer>, Failure> {
        Ok(match request {
            Request::Capabilities => {
                let heard = self.open(Dates::Kept, path::CAPABILITIES).await;
                heard.map(|it: Capabilities| Answer::Capabilities(Box::new(it)))
            }
            // The root signs the list, so the certificate's dates do not count.
            Request::Keys => {
                let heard = self.open(Dates::Forgiven, path::KEYS).await;
                heard.map(|it: KeysReply| Answer::Keys(it.keys))
            }
            Request::Time => self.time().await,
            Request::Announce(parcels) => self.announce(parcels).await?,
            Request::Inquire { key, .. } => self.inquire(key).await?.map(Answer::Outcome),
            Request::Slice { parcel, part, upload, offset, length } => {
                let part = Part { parcel, number: part, offset, length };
                self.slice(part, &upload).await?.map(|offset| Answer::Taken { offset })
            }
            Request::Stream(lanes) => {
                stream(&self.road, &self.ports, lanes, self.bearer()?, self.wires).await
            }
            Request::Feed { after } => self.list(path::FEED, after).await?.map(Answer::Feed),
            Request::Holdings { after } => {
                self.list(path::HOLDINGS, after).await?.map(Answer::Holdings)
            }
            Request::Fetch(wanted) => {
                let (headers, parcels) = (self.bearer()?, self.ports.parcels);
                let (road, progress, came) = (&self.road, &self.progress, self.came);
                Fetching { road, parcels, wanted, headers, progress, came }.fetch().await
            }
            Request::Catalogue(offered) => self.catalogue(offered).await?,
        })
    }

    /// A document that needs no bearer.
    async fn open<T: DeserializeOwned>(&self, dates: Dates, path: &str) -> Heard<T> {
        let url = self.road.endpoint().at(path);
        let road = match dates {
            Dates::Kept => self.road.clone(),
            Dates::Forgiven => self.road.forgiving(),
        };
        road.ask(road.request(dates, Method::GET, url), About::Gateway, &self.progress).await
    }

    /// Only the signed time counts, so the certificate's dates do not, and no bearer is shown.
    async fn time(&self) -> Heard<Answer> {
        let url = self.road.endpoint().at(path::TIME);
        let road = self.road.forgiving();
        let answered = road.send(road.request(Dates::Forgiven, Method::GET, url)).await;
        let answer = match answered.response {
            Ok(response) => self.road.accepted(response, About::Gateway, &self.progress).await,
            Err(failure) => Err(failure),
        };
        let answer = answer.and_then(|response| match answered.time {
            Some(_) => Ok(Answer::Time),
            None => Err(self.road.head(&response).stranger()),
        });
        Heard::of(answer, answered.time)
    }

    /// A parcel whose own announcement is damaged is refused by the desk itself; the others go. One
    /// that cannot be read for the moment keeps them all, until it stands alone.
    async fn announce(&self, parcels: Vec<ParcelId>) -> Result<Heard<Answer>, Failure> {
        let port = self.ports.parcels.clone();
        let read = may_block(parcels, move |parcels| {
            let read = parcels.into_iter().map(|parcel| port.announcement(parcel));
            Ok(read.collect::<Vec<_>>())
        });
        let (announcements, places) = readable(read.await?)?;
        if announcements.is_empty() {
            return Ok(Heard::of(merged(places, vec![]).map(Answer::Outcomes), None));
        }
        let Origin { instance, epoch } = self.origin;
        let news = self.news.clone();
        let body = Announcements { instance_id: instance, epoch, announcements, news };
        let bearer = self.bearer()?;
        let (place, progress) = (path::ANNOUNCEMENTS, &self.progress);
        let (request, length) = posted_packed(&self.road, Dates::Kept, place, &body, progress)?;
        let request = request.headers(bearer);
        let heard: Heard<Outcomes> = self.road.ask(request, About::Gateway, &self.progress).await;
        if heard.answer.is_ok() {
            self.road.meter().arrived(length);
        }
        let outcomes = |reply: Outcomes| {
            let outcomes = merged(places, reply.outcomes)?;
            Ok(match reply.news {
                Some(news) => Answer::OutcomesAndNews(outcomes, news),
                None => Answer::Outcomes(outcomes),
            })
        };
        Ok(Heard::of(heard.answer.and_then(outcomes), heard.time))
    }

    async fn inquire(&self, key: Key) -> Result<Heard<Outcome>, Failure> {
        let url = self.road.endpoint().at(&format!("{}/{}", path::SUBMISSIONS, key));
        let request = self.road.request(Dates::Kept, Method::GET, url).headers(self.bearer()?);
        Ok(self.road.ask(request, About::OneThing, &self.progress).await)
    }

    async fn slice(&self, part: Part, upload: &str) -> Result<Heard<u64>, Failure> {
        let source = self.ports.parts.clone();
        let open: Opener = Arc::new(move |offset| source.open(part.parcel, part.number, offset));
        let Part { offset, length, .. } = part;
        let slice = Slice { offset, length, open, checksum: Checksum::Sha256 };
        let uploads = Uploads::new(&self.road, self.bearer()?, self.progress.clone());
        Ok(uploads.append(upload, slice).await)
    }

    async fn list<T: DeserializeOwned>(
        &self,
        path: &str,
        after: Option<Cursor>,
    ) -> Result<Heard<T>, Failure> {
        let endpoint = self.road.endpoint();
        let url = match &after {
            Some(cursor) => endpoint.asking(path, "after", cursor.as_str()),
            None => endpoint.at(path),
        };
        let request = self.road.request(Dates::Kept, Method::GET, url).headers(self.bearer()?);
        Ok(self.road.ask(request, About::Gateway, &self.progress).await)
    }

    /// A key may have been replaced since the desk last heard of any, so the newest list comes first.
    async fn catalogue(self, offered: CatalogueLine) -> Result<Heard<Answer>, Failure> {
        let parcels = self.ports.parcels.clone();
        if !is_wanted(parcels.clone(), offered.clone()).await? {
            return Ok(Heard::of(Ok(Answer::Settled), None));
        }
        let newest: Heard<KeysReply> = self.open(Dates::Forgiven, path::KEYS).await;
        let keys = match newest.answer {
            Ok(reply) => reply.keys,
            Err(failure) => return Ok(Heard::of(Err(failure), newest.time)),
        };
        let headers = self.bearer()?;
        let (begun, progress) = (&self.begun, &self.progress);
        let coming = Coming { offered, keys, begun, progress };
        Ok(catalogue::fetch(&self.road, parcels, coming, headers).await)
    }

    fn bearer(&self) -> Result<HeaderMap, Failure> {
        let bearer = self.road.bearer(&*self.ports.signer);
        bearer.map_err(|error| Failure::Unable(error.code))
    }
}

/// The bytes of a part that are to be sent.
#[derive(Clone, Copy)]
struct Part {
    parcel: ParcelId,
    number: u32,
    offset: u64,
    length: u64,
}

/// For each parcel its own problem, or a place that the gateway's answer fills.
type Places = Vec<Option<Problem>>;

fn readable(
    read: Vec<Result<Announcement, PortError>>,
) -> Result<(Vec<Announcement>, Places), Failure> {
    let mut announcements = vec![];
    let places = read.into_iter().map(|read| match read {
        Ok(announcement) => {
            announcements.push(announcement);
            Ok(None)
        }
        Err(error) => match error.harm {
            Harm::Lasting => Ok(Some(own_problem(&error))),
            Harm::Passing => Err(error.failure()),
        },
    });
    let places = places.collect::<Result<_, _>>()?;
    Ok((announcements, places))
}

/// What the gateway has no part in has no status of HTTP.
fn own_problem(error: &PortError) -> Problem {
    Problem {
        code: Known::Other(error.code.to_owned()),
        status: 0,
        title: error.to_string(),
        head: None,
        min_client: None,
    }
}

/// Outcome n answers announcement n, or the answer is none.
fn merged(places: Places, outcomes: Vec<Outcome>) -> Result<Vec<Outcome>, Failure> {
    let mut outcomes = outcomes.into_iter();
    let merged: Option<Vec<Outcome>> = places
        .into_iter()
        .map(|place| match place {
            Some(problem) => Some(Outcome::Refused { problem }),
            None => outcomes.next(),
        })
        .collect();
    match (merged, outcomes.next()) {
        (Some(merged), None) => Ok(merged),
        _ => Err(passing(Trouble::Broken)),
    }
}
