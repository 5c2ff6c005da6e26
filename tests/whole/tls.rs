//! Certificates as a province would have them, good around a moment.

use std::path::{Path, PathBuf};
use std::time::Duration;

use domain::moment::Millis;
use portal::World;
use portal::server::TlsFiles;
use rcgen::{CertificateParams, Issuer, KeyPair, date_time_ymd};

use crate::authority::an_authority;

/// How long a certificate is good before and after.
const DAYS: i64 = 45;
const DAY_MS: i64 = 24 * 3600 * 1000;

/// An authority of the test's own.
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

/// What the machine's clock shows.
pub fn now() -> Millis {
    World::real().now()
}

impl Authority {
    pub fn new() -> Self {
        let (issuer, pem) = an_authority();
        Self { issuer, pem }
    }

    /// Its own certificate, as a file for a desk.
    pub fn file(&self, folder: &Path) -> String {
        let path = folder.join("ca.pem");
        std::fs::write(&path, &self.pem).unwrap();
        path.display().to_string()
    }

    /// Its own certificate, as text.
    pub fn pem(&self) -> String {
        self.pem.clone()
    }

    /// A certificate for this machine that is good around a moment.
    pub fn certify(&self, folder: &Path, around: Millis) -> TlsFiles {
        let mut params = CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap();
        let day = |offset: i64| {
            let at = u64::try_from(around.plus(offset * DAY_MS).get()).unwrap();
            date_time_ymd(1970, 1, 1) + Duration::from_millis(at)
        };
        (params.not_before, params.not_after) = (day(-DAYS), day(DAYS));
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        let files = TlsFiles { certificate: folder.join("tls.pem"), key: folder.join("tls.key") };
        std::fs::write(&files.certificate, certificate.pem()).unwrap();
        std::fs::write(&files.key, key.serialize_pem()).unwrap();
        files
    }
}

/// The paths of both files, as arguments.
pub fn arguments(files: &TlsFiles) -> [String; 4] {
    let text = |path: &PathBuf| path.display().to_string();
    ["--tls-cert".to_owned(), text(&files.certificate), "--tls-key".to_owned(), text(&files.key)]
}
