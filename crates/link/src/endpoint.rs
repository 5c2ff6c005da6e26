//! Where the gateway is.

use std::fmt;

use reqwest::Url;
use reqwest::header::HeaderValue;

/// The address of a gateway: HTTPS, or plain HTTP on this very machine.
#[derive(Clone, PartialEq, Eq)]
pub struct Endpoint {
    base: Url,
    is_loopback: bool,
}

/// Why a text is not the address of a gateway; it never repeats what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressFault {
    /// It is no address at all, or one of something else than a web server.
    #[error("not the address of a web server")]
    Unreadable,
    /// Plain HTTP is only for this very machine.
    #[error("an address without encryption")]
    Insecure,
    /// Names and passwords have no place in an address.
    #[error("an address with a password in it")]
    Credentials,
    /// It goes on after a `?` or a `#`.
    #[error("an address with a question in it")]
    Query,
}

impl AddressFault {
    /// A stable name for each fault.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable => "address-unreadable",
            Self::Insecure => "address-insecure",
            Self::Credentials => "address-with-password",
            Self::Query => "address-with-question",
        }
    }
}

impl Endpoint {
    /// Reads what was typed; without a scheme it is HTTPS. A path is kept: the gateway may stand
    /// behind one.
    pub fn parse(typed: &str) -> Result<Self, AddressFault> {
        let typed = typed.trim();
        let text =
            if typed.contains("://") { typed.to_owned() } else { format!("https://{typed}") };
        let base: Url = text.parse().map_err(|_| AddressFault::Unreadable)?;
        if !base.username().is_empty() || base.password().is_some() {
            return Err(AddressFault::Credentials);
        }
        if base.query().is_some() || base.fragment().is_some() {
            return Err(AddressFault::Query);
        }
        let is_loopback = is_loopback(&base);
        match base.scheme() {
            "https" => Ok(Self { base, is_loopback }),
            "http" if is_loopback => Ok(Self { base, is_loopback }),
            "http" => Err(AddressFault::Insecure),
            _ => Err(AddressFault::Unreadable),
        }
    }

    /// Whether it is this very machine: then no proxy stands between.
    pub fn is_loopback(&self) -> bool {
        self.is_loopback
    }

    /// Whether the connection is encrypted.
    pub fn is_encrypted(&self) -> bool {
        self.base.scheme() == "https"
    }

    /// The address of a path below the gateway's own. Whatever the path says, the host stays.
    pub(crate) fn at(&self, path: &str) -> Url {
        let mut url = self.base.clone();
        let below = self.base.path().trim_end_matches('/');
        url.set_path(&format!("{below}/{}", path.trim_start_matches('/')));
        url
    }

    /// The same, with one question.
    pub(crate) fn asking(&self, path: &str, name: &str, value: &str) -> Url {
        let mut url = self.at(path);
        url.query_pairs_mut().append_pair(name, value);
        url
    }

    /// The path below the gateway's own that a `Location` names, if it is one of this gateway's:
    /// a bearer goes nowhere else.
    pub(crate) fn path_of(&self, asked: &Url, location: &HeaderValue) -> Option<String> {
        let url = asked.join(location.to_str().ok()?).ok()?;
        let is_here = url.origin() == self.base.origin() && url.query().is_none();
        let below = self.base.path().trim_end_matches('/');
        url.path().strip_prefix(below).filter(|_| is_here).map(str::to_owned)
    }
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let is_address = host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback());
    is_address || host == "localhost"
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.base.as_str())
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Endpoint({self})")
    }
}

impl std::str::FromStr for Endpoint {
    type Err = AddressFault;

    fn from_str(text: &str) -> Result<Self, AddressFault> {
        Self::parse(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn address_is_read_when_it_is_encrypted_or_this_machine() {
        let read = |typed: &str| Endpoint::parse(typed).unwrap().to_string();

        assert_eq!(read("https://cong.example.vn"), "https://cong.example.vn/");
        assert_eq!(read(" cong.example.vn:8443 "), "https://cong.example.vn:8443/", "no scheme");
        assert_eq!(read("http://127.0.0.1:8080"), "http://127.0.0.1:8080/", "this machine");
        assert_eq!(read("http://[::1]:8080/x/"), "http://[::1]:8080/x/", "in every form");
        assert_eq!(read("localhost:1"), "https://localhost:1/", "HTTPS all the same");
    }

    #[test]
    fn address_is_refused_with_its_reason_when_it_is_not_safe() {
        let fault = |typed: &str| Endpoint::parse(typed).unwrap_err().code();

        assert_eq!(fault("http://cong.example.vn"), "address-insecure");
        assert_eq!(fault("http://127.0.0.1.example.vn"), "address-insecure", "only looks like it");
        assert_eq!(fault("https://a:b@cong.example.vn"), "address-with-password");
        assert_eq!(fault("https://cong.example.vn/?x=1"), "address-with-question");
        assert_eq!(fault("https://cong.example.vn/#x"), "address-with-question");
        assert_eq!(fault("ftp://cong.example.vn"), "address-unreadable");
        assert_eq!(fault(""), "address-unreadable");
    }

    #[test]
    fn path_never_leaves_the_host() {
        let endpoint = Endpoint::parse("https://cong.example.vn/nop").unwrap();

        for path in ["/v1/keys", "//evil.example/x", "https://evil.example/", "/../..//evil/", "?a"]
        {
            let url = endpoint.at(path);
            assert_eq!(url.host_str(), Some("cong.example.vn"), "{path}");
            assert_eq!(url.query(), None, "{path}");
        }
        assert_eq!(endpoint.at("/v1/keys").as_str(), "https://cong.example.vn/nop/v1/keys");
        let asking = endpoint.asking("/v1/feed", "after", "a b&c");
        assert_eq!(asking.as_str(), "https://cong.example.vn/nop/v1/feed?after=a+b%26c");
    }

    #[test]
    fn location_is_followed_only_when_it_is_the_gateways_own() {
        let endpoint = Endpoint::parse("https://cong.example.vn/nop").unwrap();
        let path = |location: &str| {
            let location = HeaderValue::from_str(location).unwrap();
            endpoint.path_of(&endpoint.at("/files"), &location)
        };

        assert_eq!(path("/nop/files/7").as_deref(), Some("/files/7"), "a path");
        assert_eq!(path("https://cong.example.vn/nop/files/7").as_deref(), Some("/files/7"));
        assert_eq!(path("https://evil.example/nop/files/7"), None, "another host");
        assert_eq!(path("http://cong.example.vn/nop/files/7"), None, "without encryption");
    }
}
