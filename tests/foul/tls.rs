//! A certificate made for the run.

use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};

use rcgen::{CertificateParams, DistinguishedName, DnType, KeyPair, date_time_ymd};

use crate::authority::an_authority;
use crate::spaces::SERVER;

/// The files of TLS, all PEM.
#[derive(Debug, Clone)]
pub struct Tls {
    /// The certificate of the authority, which clients are told to believe.
    pub authority: PathBuf,
    /// The server's certificate.
    pub certificate: PathBuf,
    /// The server's key.
    pub key: PathBuf,
}

impl Tls {
    /// Makes them in a folder.
    pub fn made_in(folder: &Path) -> Self {
        let (issuer, authority) = an_authority();
        let names = [SERVER, Ipv4Addr::LOCALHOST].map(|address| address.to_string());
        let mut params = CertificateParams::new(names.to_vec()).unwrap();
        // OpenSSL takes a certificate for self-signed when its name is that of its authority.
        params.distinguished_name = DistinguishedName::new();
        params.distinguished_name.push(DnType::CommonName, "weather");
        params.not_before = date_time_ymd(2026, 1, 1);
        params.not_after = date_time_ymd(2060, 1, 1);
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &issuer).unwrap();
        let written = |name: &str, pem: String| {
            let path = folder.join(name);
            std::fs::write(&path, pem).unwrap();
            path
        };
        Self {
            authority: written("authority.pem", authority),
            certificate: written("server.pem", certificate.pem()),
            key: written("server.key", key.serialize_pem()),
        }
    }
}
