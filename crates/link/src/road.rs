//! The road to one gateway: connections, and the headers of every request.

use std::sync::{Arc, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use data_encoding::HEXLOWER;
use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderMap, HeaderValue, USER_AGENT};
use reqwest::{Client, Method, RequestBuilder, Response, Url};

use courier::{Failure, SignedTime};
use wire::capabilities::CLIENT;
use wire::time::{NONCE, TIME};

use crate::direct::{Direct, Haste, KEPT};
use crate::endpoint::Endpoint;
use crate::error::LinkError;
use crate::meter::{Meter, Traffic};
use crate::ports::{Clock, Harm, PortError, Signer};
use crate::stream::Line;
use crate::tls::{self, Dates};
use crate::trouble;

/// This program, as the gateway is told.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// No gateway signs a time longer than this, in bytes.
const LONGEST_TIME: usize = 4096;

/// What stands between the desk and the gateway.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Proxy {
    /// What the system says: its settings on Windows, `HTTPS_PROXY` and `NO_PROXY` elsewhere.
    #[default]
    System,
    /// Nothing.
    None,
    /// The proxy at this address.
    At(String),
}

/// How the road is made.
#[derive(Debug, Clone)]
pub struct RoadOptions {
    /// Certificates to be trusted beside the usual ones, as PEM; may be empty.
    pub authorities: Vec<u8>,
    /// What stands between.
    pub proxy: Proxy,
    /// How long a connection may take: three round trips of 800 ms, a name to be looked up, and a
    /// packet or two lost on the way. Where a line comes back after a cut, a new try gets through sooner
    /// than an old one whose packets come ever more rarely.
    pub connect_timeout: Duration,
    /// How long an answer may take in all, when no courier watches: for enrolment and the doctor.
    pub answer_timeout: Duration,
    /// Most bytes of an answer in JSON.
    pub longest_answer: usize,
}

impl Default for RoadOptions {
    fn default() -> Self {
        Self {
            authorities: vec![],
            proxy: Proxy::System,
            connect_timeout: Duration::from_secs(10),
            answer_timeout: Duration::from_mins(1),
            longest_answer: 8 * 1024 * 1024,
        }
    }
}

/// The road to one gateway.
///
/// There is no limit to how long a request may take: whoever asks watches its progress and gives
/// it up when nothing moves any more.
#[derive(Clone)]
pub struct Road {
    endpoint: Endpoint,
    strict: Client,
    forgiving: Client,
    direct: Option<Direct>,
    straight: Option<Haste>,
    /// What streams have learnt of it.
    line: Line,
    clock: Arc<dyn Clock>,
    meter: Arc<Meter>,
    longest_answer: usize,
    answer_timeout: Duration,
}

/// How an answer came in: what it says, and the signed time that it brought.
#[derive(Debug)]
pub struct Heard<T> {
    /// What was answered.
    pub answer: Result<T, Failure>,
    /// The signed time, whatever the answer.
    pub time: Option<SignedTime>,
}

impl<T> Heard<T> {
    pub(crate) fn failed(failure: Failure) -> Self {
        Self { answer: Err(failure), time: None }
    }

    pub(crate) fn map<U>(self, map: impl FnOnce(T) -> U) -> Heard<U> {
        Heard { answer: self.answer.map(map), time: self.time }
    }

    pub(crate) fn of(answer: Result<T, Failure>, time: Option<SignedTime>) -> Self {
        Self { answer, time }
    }
}

/// An answer's head, before anything is made of it.
pub(crate) struct Answered {
    pub(crate) response: Result<Response, Failure>,
    pub(crate) time: Option<SignedTime>,
}

impl Road {
    /// Makes the road; nothing is asked yet.
    pub fn new(
        endpoint: Endpoint,
        options: &RoadOptions,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, LinkError> {
        let roots = tls::roots(&options.authorities)?;
        let tls = |dates| tls::config(roots.clone(), clock.clone(), dates);
        let kept = tls(Dates::Kept)?;
        let direct = Direct::to(&endpoint, options, &kept);
        let strict = client(&endpoint, options, kept)?;
        let forgiving = client(&endpoint, options, tls(Dates::Forgiven)?)?;
        let RoadOptions { longest_answer, answer_timeout, .. } = *options;
        let meter = Arc::default();
        let straight = None;
        Ok(Self {
            endpoint,
            strict,
            forgiving,
            direct,
            straight,
            line: Line::default(),
            clock,
            meter,
            longest_answer,
            answer_timeout,
        })
    }

    /// Where it leads.
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// How many bytes went over it, on all its copies together.
    pub fn traffic(&self) -> Traffic {
        self.meter.traffic()
    }

    pub(crate) fn meter(&self) -> &Arc<Meter> {
        &self.meter
    }

    pub(crate) fn clock(&self) -> &dyn Clock {
        &*self.clock
    }

    pub(crate) fn longest_answer(&self) -> usize {
        self.longest_answer
    }

    pub(crate) fn answer_timeout(&self) -> Duration {
        self.answer_timeout
    }

    pub(crate) fn request(&self, dates: Dates, method: Method, url: Url) -> RequestBuilder {
        match dates {
            Dates::Kept => self.strict.request(method, url),
            Dates::Forgiven => self.forgiving.request(method, url),
        }
    }

    /// The header by which the gateway knows the desk.
    pub(crate) fn bearer(&self, signer: &dyn Signer) -> Result<HeaderMap, PortError> {
        let bearer = signer.bearer(self.clock.gateway_now())?;
        let mut value = HeaderValue::from_str(&format!("Bearer {bearer}")).map_err(|cause| {
            let (code, harm) = ("link-machine", Harm::Passing);
            PortError { code, harm, doing: "sign a request", cause: Box::new(cause) }
        })?;
        value.set_sensitive(true);
        Ok(HeaderMap::from_iter([(AUTHORIZATION, value)]))
    }

    /// The same road, straight to the gateway on a connection of its own where there is that way.
    pub(crate) fn straight(&self, haste: Haste) -> Self {
        Self { straight: Some(haste), ..self.clone() }
    }

    /// What streams have learnt of it.
    pub(crate) fn line(&self) -> Line {
        self.line.clone()
    }

    /// The connection that was kept is not used again, and what was learnt is no more: the machine may be
    /// in another network.
    pub(crate) fn forget(&self) {
        self.direct.iter().for_each(Direct::forget);
        self.line.lock().unwrap_or_else(PoisonError::into_inner).take();
    }

    /// The same road for requests whose certificate may be out of its dates: no connection of theirs
    /// serves another.
    pub(crate) fn forgiving(&self) -> Self {
        Self { straight: None, ..self.clone() }
    }

    /// Whether it leads straight to the gateway.
    pub(crate) fn is_straight(&self) -> bool {
        self.way().is_some()
    }

    fn way(&self) -> Option<(&Direct, Haste)> {
        self.direct.as_ref().zip(self.straight)
    }

    /// Sends a request with a nonce of its own and takes the signed time out of the answer.
    pub(crate) async fn send(&self, request: RequestBuilder) -> Answered {
        let nonce = HEXLOWER.encode(&self.clock.nonce());
        let request = request.header(NONCE, &nonce);
        let response = match self.way() {
            Some((direct, haste)) => self.answer_straight(direct, haste, request).await,
            None => self.answer(request).await.map_err(|error| trouble::of(&error)),
        };
        self.answered(response, nonce)
    }

    async fn answer_straight(
        &self,
        direct: &Direct,
        haste: Haste,
        request: RequestBuilder,
    ) -> Result<Response, Failure> {
        let mut request = request.build().map_err(|error| trouble::of(&error))?;
        for (name, value) in &headers() {
            request.headers_mut().entry(name).or_insert_with(|| value.clone());
        }
        if !direct.is_connected() {
            self.meter.disconnected();
        }
        self.meter.asked(&request);
        let response = direct.ask(request, haste).await;
        let response = response.map_err(|error| trouble::of_direct(&*error))?;
        self.meter.answered(&response);
        Ok(response)
    }

    fn answered(&self, response: Result<Response, Failure>, nonce: String) -> Answered {
        let Ok(known) = &response else {
            self.meter.disconnected();
            return Answered { response, time: None };
        };
        let statement = known.headers().get(TIME).and_then(|value| value.to_str().ok());
        let statement = statement.filter(|text| text.len() <= LONGEST_TIME);
        let time = statement.map(|text| SignedTime { statement: text.to_owned(), nonce });
        Answered { response, time }
    }

    async fn answer(&self, request: RequestBuilder) -> reqwest::Result<Response> {
        let (client, request) = request.build_split();
        let request = request?;
        self.meter.asked(&request);
        let response = client.execute(request).await?;
        self.meter.answered(&response);
        Ok(response)
    }

    /// The next bytes of an answer's body; `None` at its end.
    pub(crate) async fn chunk(&self, response: &mut Response) -> Result<Option<Bytes>, Failure> {
        let chunk = response.chunk().await.map_err(|error| {
            self.meter.disconnected();
            trouble::of(&error)
        })?;
        if let Some(chunk) = &chunk {
            self.meter.came(chunk.len());
        }
        Ok(chunk)
    }
}

fn client(
    endpoint: &Endpoint,
    options: &RoadOptions,
    tls: rustls::ClientConfig,
) -> Result<Client, LinkError> {
    let builder = Client::builder()
        .tls_backend_preconfigured(tls)
        .http1_only()
        .default_headers(headers())
        // A redirection is a login page's way to say that it is not the gateway.
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(options.connect_timeout)
        .pool_max_idle_per_host(1)
        .pool_idle_timeout(KEPT)
        .tcp_keepalive(Duration::from_secs(30));
    // Only Linux has it: silence is noticed by the desk's own clock, on every system alike.
    #[cfg(target_os = "linux")]
    let builder = builder.tcp_user_timeout(None);
    let builder = match &options.proxy {
        _ if endpoint.is_loopback() => builder.no_proxy(),
        Proxy::System => builder,
        Proxy::None => builder.no_proxy(),
        Proxy::At(address) => {
            builder.proxy(reqwest::Proxy::all(address).map_err(|_| LinkError::Proxy)?)
        }
    };
    builder.build().map_err(|error| LinkError::machine("set up the connection", error))
}

fn headers() -> HeaderMap {
    HeaderMap::from_iter([
        (ACCEPT, HeaderValue::from_static("application/json")),
        (USER_AGENT, HeaderValue::from_static(concat!("nopho/", env!("CARGO_PKG_VERSION")))),
        (reqwest::header::HeaderName::from_static(CLIENT), HeaderValue::from_static(VERSION)),
    ])
}
