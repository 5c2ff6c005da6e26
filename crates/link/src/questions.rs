//! Questions outside the courier's rounds, asked on the thread of the caller: enrolment, and what
//! the doctor wants to know.

use std::future::Future;
use std::sync::Arc;

use reqwest::Method;

use courier::{Failure, SignedTime};
use domain::moment::Millis;
use seal::EnrolmentCode;
use wire::capabilities::Capabilities;
use wire::enrolment::{Claim, EnrolmentReply, EnrolmentRequest, Welcome};
use wire::keys::KeyRing;
use wire::path;
use wire::time::GatewayTime;

use crate::ask::posted;
use crate::error::LinkError;
use crate::pieces::Progress;
use crate::road::{Heard, Road};
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

/// How the gateway was found.
#[derive(Debug, Clone)]
pub struct Probe {
    /// How its certificate stands.
    pub certificate: Certificate,
    /// What it takes; its era and the oldest version that it talks to are here.
    pub capabilities: Capabilities,
    /// Its signed time, if it verifies under the keys that were handed in.
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

/// Asks the gateway how it is. With `keys` its signed time is verified too.
pub fn probe(road: &Road, keys: Option<&KeyRing>) -> Result<Probe, LinkError> {
    let before = road.clock().now();
    let (certificate, heard) = on_this_thread(async {
        match capabilities(road, Dates::Kept).await {
            Heard { answer: Err(Failure::CertificateTime), .. } => {
                (Certificate::OutOfDates, capabilities(road, Dates::Forgiven).await)
            }
            heard if road.endpoint().is_encrypted() => (Certificate::Good, heard),
            heard => (Certificate::None, heard),
        }
    })?;
    let after = road.clock().now();
    let time = keys.and_then(|keys| verified(heard.time.as_ref()?, keys));
    Ok(Probe {
        certificate,
        capabilities: heard.answer?,
        time,
        offset_ms: time.map(|time| time.since(middle(before.clock, after.clock))),
        took_ms: after.tick.0.saturating_sub(before.tick.0),
    })
}

async fn capabilities(road: &Road, dates: Dates) -> Heard<Capabilities> {
    let url = road.endpoint().at(path::CAPABILITIES);
    let request = road.request(dates, Method::GET, url).timeout(road.answer_timeout());
    road.ask(request, About::Gateway, &nobody()).await
}

fn verified(time: &SignedTime, keys: &KeyRing) -> Option<Millis> {
    GatewayTime::verify(&time.statement, keys, &time.nonce).ok()
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
