//! Questions outside the courier's rounds, asked on the thread of the caller: enrolment, and what
//! the doctor wants to know.

use std::future::Future;
use std::sync::Arc;

use reqwest::Method;
use serde::de::DeserializeOwned;

use courier::{Failure, Trouble};
use domain::moment::Millis;
use seal::{EnrolmentCode, PublicKey};
use wire::capabilities::Capabilities;
use wire::enrolment::{Claim, EnrolmentReply, EnrolmentRequest, Welcome};
use wire::feed::{Cursor, Holding, HoldingsPage};
use wire::keys::KeyRing;
use wire::path::{self, KeysReply};
use wire::statement::Distrust;
use wire::time::GatewayTime;

use crate::ask::posted;
use crate::error::LinkError;
use crate::pieces::Progress;
use crate::ports::Signer;
use crate::road::{Heard, Road, VERSION};
use crate::tls::Dates;
use crate::verdict::About;

/// What a desk has in hand once it is enrolled.
#[derive(Debug, Clone)]
pub struct Enrolled {
    /// What the gateway says of itself.
    pub welcome: Welcome,
    /// The keys that its root vouches for.
    pub keys: KeyRing,
    /// Milliseconds to add to the machine's clock to reach the gateway's.
    pub offset_ms: i64,
}

/// How a certificate stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certificate {
    /// There is none: this very machine.
    None,
    /// It is good.
    Good,
    /// All is good but its dates, by the clock as the desk has it: the clock is wrong, or nobody
    /// has renewed the certificate.
    OutOfDates,
}

/// The gateway at which the desk is enrolled.
#[derive(Debug, Clone, Copy)]
pub struct Pinned<'a> {
    /// Its root key, pinned at enrolment.
    pub root: &'a PublicKey,
    /// The keys that the root vouches for, as far as the desk has heard.
    pub keys: &'a KeyRing,
}

/// How the gateway was found.
#[derive(Debug, Clone)]
pub struct Probe {
    /// How its certificate stands.
    pub certificate: Certificate,
    /// What it takes; its era and the oldest version that it talks to are here.
    pub capabilities: Capabilities,
    /// Its signed time, once it has proved who it is.
    pub time: Option<Millis>,
    /// Milliseconds to add to the machine's clock to reach that time.
    pub offset_ms: Option<i64>,
    /// How long the answer took, connection included, in milliseconds.
    pub took_ms: u64,
}

/// Enrols the desk with the code that the province read out.
///
/// The dates of the certificate are forgiven: a desk whose clock is 400 days off must be able to
/// enrol, and no trust is put in the road. Each side shows, over the very bytes that it sends, that
/// it knows the code's secret, which is never sent; the claim itself holds nothing secret.
pub fn enrol(road: &Road, code: &EnrolmentCode, claim: &Claim) -> Result<Enrolled, LinkError> {
    let request = EnrolmentRequest::new(claim, code)
        .map_err(|error| LinkError::machine("write the claim", error))?;
    let before = road.clock().now();
    let heard: Heard<EnrolmentReply> = on_this_thread(async {
        let post = posted(road, Dates::Forgiven, path::ENROLMENTS, &request, &nobody())?;
        let post = post.timeout(road.answer_timeout());
        Ok::<_, Failure>(road.ask(post, About::Gateway, &nobody()).await)
    })??;
    let after = road.clock().now();
    let (welcome, keys) = heard.answer?.open(code, &request)?;
    let offset_ms = welcome.now_ms.since(middle(before.clock, after.clock));
    Ok(Enrolled { welcome, keys, offset_ms })
}

/// Asks the gateway how it is. With `known` it must prove that it is the one at which the desk is
/// enrolled: it names that root, and its time is signed by a key for which that root vouches.
///
/// # Errors
/// `Distrust` when somebody else answers, `Trouble` when nobody does, or when the gateway wants a
/// newer program than this.
pub fn probe(road: &Road, known: Option<Pinned<'_>>) -> Result<Probe, LinkError> {
    on_this_thread(async {
        let began = road.clock().now();
        let mut found = look(road, Dates::Kept).await;
        let mut certificate =
            if road.endpoint().is_encrypted() { Certificate::Good } else { Certificate::None };
        if matches!(found.heard.answer, Err(Failure::CertificateTime)) {
            certificate = Certificate::OutOfDates;
            found = look(road, Dates::Forgiven).await;
        }
        let time = match known {
            Some(known) => Some(identified(road, known, &found.heard).await?),
            None => None,
        };
        let capabilities = found.heard.answer?;
        if is_older(VERSION, &capabilities.min_client) {
            return Err(LinkError::Trouble(Trouble::TooOld(capabilities.min_client)));
        }
        let ended = road.clock().now();
        Ok(Probe {
            certificate,
            capabilities,
            time,
            offset_ms: time.map(|time| time.since(found.at)),
            took_ms: ended.tick.0.saturating_sub(began.tick.0),
        })
    })?
}

/// Asks the gateway, once it has proved who it is, for all that it holds of this desk.
///
/// # Errors
/// As [`probe`]; `Trouble` when its list has no end, or its records began a new life meanwhile.
pub fn holdings(
    road: &Road,
    known: Pinned<'_>,
    signer: &dyn Signer,
) -> Result<Vec<Holding>, LinkError> {
    probe(road, Some(known))?;
    on_this_thread(async {
        let (mut all, mut after, mut era) = (Vec::new(), None::<Cursor>, None);
        loop {
            let page = page_of_holdings(road, signer, after.as_ref()).await?;
            let has_changed = *era.get_or_insert(page.era) != page.era;
            let is_endless =
                page.more && (page.holdings.is_empty() || after == Some(page.next.clone()));
            if has_changed || is_endless {
                return Err(LinkError::Trouble(Trouble::Broken));
            }
            all.extend(page.holdings);
            after = Some(page.next);
            if !page.more {
                return Ok(all);
            }
        }
    })?
}

async fn page_of_holdings(
    road: &Road,
    signer: &dyn Signer,
    after: Option<&Cursor>,
) -> Result<HoldingsPage, LinkError> {
    let url = match after {
        Some(cursor) => road.endpoint().asking(path::HOLDINGS, "after", cursor.as_str()),
        None => road.endpoint().at(path::HOLDINGS),
    };
    let request = road.request(Dates::Kept, Method::GET, url).headers(road.bearer(signer)?);
    let request = request.timeout(road.answer_timeout());
    Ok(road.ask(request, About::Gateway, &nobody()).await.answer?)
}

/// What was answered, and when, by the machine's clock.
struct Found {
    heard: Heard<Capabilities>,
    at: Millis,
}

async fn look(road: &Road, dates: Dates) -> Found {
    let before = road.clock().now();
    let heard = open(road, dates, path::CAPABILITIES).await;
    Found { heard, at: middle(before.clock, road.clock().now().clock) }
}

async fn open<T: DeserializeOwned>(road: &Road, dates: Dates, path: &str) -> Heard<T> {
    let url = road.endpoint().at(path);
    let request = road.request(dates, Method::GET, url).timeout(road.answer_timeout());
    road.ask(request, About::Gateway, &nobody()).await
}

/// Its time, if whoever answered is the gateway. A failure of the road is told as such.
async fn identified(
    road: &Road,
    known: Pinned<'_>,
    heard: &Heard<Capabilities>,
) -> Result<Millis, LinkError> {
    let capabilities = heard.answer.as_ref().map_err(Clone::clone)?;
    if capabilities.gateway != known.keys.gateway() {
        return Err(Distrust::Elsewhere.into());
    }
    let time = heard.time.as_ref().ok_or(Distrust::Unreadable)?;
    match GatewayTime::verify(&time.statement, known.keys, &time.nonce) {
        Err(distrust) if distrust.wants_keys() => {
            let newest: KeysReply = open(road, Dates::Forgiven, path::KEYS).await.answer?;
            let keys = KeyRing::open(&newest.keys, known.root, known.keys.serial())?;
            Ok(GatewayTime::verify(&time.statement, &keys, &time.nonce)?)
        }
        verified => Ok(verified?),
    }
}

/// Whether a version is older than another, by its numbers from left to right.
fn is_older(ours: &str, wanted: &str) -> bool {
    let numbers = |text: &str| -> Vec<u64> {
        let digits = |part: &str| part.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok();
        text.split('.').map(|part| digits(part).unwrap_or(0)).collect()
    };
    numbers(ours) < numbers(wanted)
}

/// The gateway's clock was read somewhere between the two.
fn middle(before: Millis, after: Millis) -> Millis {
    before.plus(after.since(before) / 2)
}

/// Nobody watches: there is a limit to how long the whole may take.
fn nobody() -> Progress {
    Arc::new(|| {})
}

fn on_this_thread<T>(question: impl Future<Output = T>) -> Result<T, LinkError> {
    let runtime = runtime()?;
    let answer = runtime.block_on(question);
    // The system's search for a name may take longer than anybody waits.
    runtime.shutdown_background();
    Ok(answer)
}

pub(crate) fn runtime() -> Result<tokio::runtime::Runtime, LinkError> {
    let built = tokio::runtime::Builder::new_current_thread().enable_all().build();
    built.map_err(|error| LinkError::machine("set up the network", error))
}

#[cfg(test)]
mod tests {
    use super::is_older;

    #[test]
    fn version_is_older_when_its_first_different_number_is_smaller() {
        for (ours, wanted) in [("0.1.0", "0.2.0"), ("0.9.9", "0.10.0"), ("1.0", "1.0.1")] {
            assert!(is_older(ours, wanted), "{ours} {wanted}");
            assert!(!is_older(wanted, ours), "{wanted} {ours}");
        }
        assert!(!is_older("0.1.0", "0.1.0"));
        assert!(!is_older("0.1.0", ""), "who wants nothing is content");
    }
}
