//! Whom to believe that he is the gateway's web server, and by which clock.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use rustls::client::danger::ServerCertVerifier;
use rustls::client::{Resumption, WebPkiServerVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, UnixTime};
use rustls::time_provider::TimeProvider;
use rustls::{CertificateError, ClientConfig, Error, RootCertStore};

use crate::error::LinkError;
use crate::forgiving::Forgiving;
use crate::ports::Clock;

/// Sessions that can be taken up again without a certificate: the gateway's own is enough.
const SESSIONS: usize = 4;

/// How strictly the dates of a certificate are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dates {
    /// They must hold at the best estimate of the gateway's time.
    Kept,
    /// They may be over, or yet to come; all else must hold. Only for questions to which a
    /// signed answer counts and in which nothing secret is sent.
    Forgiven,
}

/// The certificates in which trust begins: those of this system, those that every browser has
/// (Windows fetches many of its own only when its own programs ask), and the province's own.
pub(crate) fn roots(extra_pem: &[u8]) -> Result<Arc<RootCertStore>, LinkError> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    // What the system has but cannot be read is no reason to stop: the others remain.
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    for extra in extra_certificates(extra_pem)? {
        roots.add(extra).map_err(|_| LinkError::Authority)?;
    }
    Ok(Arc::new(roots))
}

fn extra_certificates(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, LinkError> {
    if pem.is_empty() {
        return Ok(vec![]);
    }
    let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    read.ok().filter(|found| !found.is_empty()).ok_or(LinkError::Authority)
}

/// How the gateway is spoken to. Each call makes a memory of sessions of its own: one that began
/// with forgiven dates is never taken up again where dates count.
pub(crate) fn config(
    roots: Arc<RootCertStore>,
    clock: Arc<dyn Clock>,
    dates: Dates,
) -> Result<ClientConfig, LinkError> {
    let failed = |cause: Box<dyn std::error::Error + Send + Sync>| {
        LinkError::machine("set up encryption", cause)
    };
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier =
        verifier(roots, provider.clone(), dates).map_err(|error| failed(Box::new(error)))?;
    let clock = Arc::new(GatewayClock(clock));
    let mut config = ClientConfig::builder_with_details(provider, clock)
        .with_safe_default_protocol_versions()
        .map_err(|error| failed(Box::new(error)))?
        .dangerous()
        .with_custom_certificate_verifier(verifier)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    config.resumption = Resumption::in_memory_sessions(SESSIONS);
    Ok(config)
}

fn verifier(
    roots: Arc<RootCertStore>,
    provider: Arc<CryptoProvider>,
    dates: Dates,
) -> Result<Arc<dyn ServerCertVerifier>, rustls::client::VerifierBuilderError> {
    let strict = WebPkiServerVerifier::builder_with_provider(roots, provider).build()?;
    Ok(match dates {
        Dates::Kept => strict,
        Dates::Forgiven => Arc::new(Forgiving::new(strict)),
    })
}

/// What an error of the encryption means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TlsFault {
    /// The certificate would be good at another time.
    Dates,
    /// The certificate is not one to trust.
    Untrusted,
    /// Nobody knows who gave the certificate.
    UnknownAuthority,
    /// Whoever answers does not speak as a web server of ours does.
    Stranger,
    /// Anything else: the connection broke.
    Broken,
}

pub(crate) fn fault(error: &Error) -> TlsFault {
    match error {
        Error::InvalidCertificate(
            CertificateError::Expired
            | CertificateError::ExpiredContext { .. }
            | CertificateError::NotValidYet
            | CertificateError::NotValidYetContext { .. },
        ) => TlsFault::Dates,
        // A bad signature: somebody gave it in the name of an authority that is known.
        Error::InvalidCertificate(
            CertificateError::UnknownIssuer | CertificateError::BadSignature,
        ) => TlsFault::UnknownAuthority,
        Error::InvalidCertificate(_) | Error::NoCertificatesPresented => TlsFault::Untrusted,
        Error::InvalidMessage(_)
        | Error::InappropriateMessage { .. }
        | Error::InappropriateHandshakeMessage { .. }
        | Error::PeerIncompatible(_)
        | Error::PeerMisbehaved(_)
        | Error::AlertReceived(_)
        | Error::NoApplicationProtocol => TlsFault::Stranger,
        _ => TlsFault::Broken,
    }
}

/// The dates of certificates are judged by the best estimate of the gateway's time: the machine's
/// clock may be years off.
struct GatewayClock(Arc<dyn Clock>);

impl TimeProvider for GatewayClock {
    fn current_time(&self) -> Option<UnixTime> {
        let millis = u64::try_from(self.0.gateway_now().get()).unwrap_or(0);
        Some(UnixTime::since_unix_epoch(Duration::from_millis(millis)))
    }
}

impl fmt::Debug for GatewayClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("GatewayClock")
    }
}
