//! A judge of certificates that forgives wrong dates and nothing else.
//!
//! With a clock that is 400 days off every certificate is out of its dates, and the time that would
//! set the clock right is behind that very certificate. So the dates alone are forgiven, for
//! questions to which only a signed answer counts.

use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, DigitallySignedStruct, Error, SignatureScheme};

/// A chain has few certificates, and each has two dates.
const STEPS: usize = 8;

#[derive(Debug)]
pub(crate) struct Forgiving {
    strict: Arc<WebPkiServerVerifier>,
}

impl Forgiving {
    pub(crate) fn new(strict: Arc<WebPkiServerVerifier>) -> Self {
        Self { strict }
    }
}

/// The nearest moment at which the certificate that was refused for its dates is good.
fn another_time(error: &Error) -> Option<UnixTime> {
    match error {
        Error::InvalidCertificate(CertificateError::ExpiredContext { not_after, .. }) => {
            Some(*not_after)
        }
        Error::InvalidCertificate(CertificateError::NotValidYetContext { not_before, .. }) => {
            Some(*not_before)
        }
        _ => None,
    }
}

impl ServerCertVerifier for Forgiving {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let judge = |at| {
            let strict = &self.strict;
            strict.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, at)
        };
        // Everything is judged anew at each certificate's own bound, until there is a moment at
        // which the whole chain is good: nothing but the date was wrong then.
        let mut verdict = judge(now);
        for _ in 0..STEPS {
            let Some(at) = verdict.as_ref().err().and_then(another_time) else { break };
            verdict = judge(at);
        }
        verdict
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.strict.verify_tls12_signature(message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.strict.verify_tls13_signature(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.strict.supported_verify_schemes()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
    use rustls::RootCertStore;

    use super::*;

    const YEAR: u64 = 365 * 24 * 60 * 60;

    /// An authority of 2020 to 2040, one below it of 2025 to 2028, and a server of the year 2026.
    struct Chain {
        verifier: Forgiving,
        server: CertificateDer<'static>,
        between: CertificateDer<'static>,
    }

    fn params(name: &str, from: i32, to: i32) -> CertificateParams {
        let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        params.not_before = date_time_ymd(from, 1, 1);
        params.not_after = date_time_ymd(to, 1, 1);
        params
    }

    fn authority(name: &str, from: i32, to: i32) -> CertificateParams {
        let mut params = params(name, from, to);
        params.distinguished_name.push(rcgen::DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params
    }

    fn a_chain(server: &CertificateParams) -> Chain {
        let keys = [(); 3].map(|()| KeyPair::generate().unwrap());
        let root = authority("root", 2020, 2040);
        let between = authority("between", 2025, 2028);
        let mut roots = RootCertStore::empty();
        roots.add(root.self_signed(&keys[0]).unwrap().der().clone()).unwrap();
        let issuer = Issuer::from_params(&root, &keys[0]);
        let between_signed = between.signed_by(&keys[1], &issuer).unwrap();
        let issuer = Issuer::from_params(&between, &keys[1]);
        let server = server.signed_by(&keys[2], &issuer).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let strict = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider);
        Chain {
            verifier: Forgiving::new(strict.build().unwrap()),
            server: server.der().clone(),
            between: between_signed.der().clone(),
        }
    }

    impl Chain {
        fn verdict(&self, name: &str, year: u64) -> Result<(), Error> {
            let now = UnixTime::since_unix_epoch(Duration::from_secs((year - 1970) * YEAR));
            let name = ServerName::try_from(name.to_owned()).unwrap();
            let between = [self.between.clone()];
            self.verifier
                .verify_server_cert(&self.server, &between, &name, &[], now)
                .map(|_: ServerCertVerified| ())
        }
    }

    #[test]
    fn chain_is_believed_at_any_time_at_which_it_was_ever_good() {
        let chain = a_chain(&params("cong.example.vn", 2026, 2027));

        for year in [1971, 2015, 2024, 2026, 2029, 2060] {
            assert_eq!(chain.verdict("cong.example.vn", year), Ok(()), "in {year}");
        }
    }

    #[test]
    fn chain_is_refused_at_any_time_when_anything_else_is_wrong() {
        let chain = a_chain(&params("cong.example.vn", 2026, 2027));
        let stranger = a_chain(&params("cong.example.vn", 2026, 2027));
        let mixed = Chain { server: stranger.server, ..a_chain(&params("x", 2026, 2027)) };

        for year in [2015, 2026, 2060] {
            assert!(chain.verdict("evil.example", year).is_err(), "another name in {year}");
            assert!(mixed.verdict("cong.example.vn", year).is_err(), "another issuer in {year}");
        }
    }

    #[test]
    fn chain_is_refused_when_there_was_no_time_at_which_it_was_good() {
        let before_its_issuer = a_chain(&params("cong.example.vn", 2021, 2022));

        for year in [2021, 2026, 2060] {
            assert!(before_its_issuer.verdict("cong.example.vn", year).is_err(), "in {year}");
        }
    }
}
