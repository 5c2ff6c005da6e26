//! Who may come in: requests for this very place, from the window that it served, with its token.

use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};

use axum::http::header::AsHeaderName;
use axum::http::{HeaderMap, Method, header};
use bridge::World;
use subtle::ConstantTimeEq;

/// So many wrong tokens are answered in a minute; then it says so instead.
const TRIES: u32 = 20;
const MINUTE_MS: u64 = 60_000;

/// What the window shows to be let in: 128 bits that nobody can guess, for as long as the program
/// runs.
pub(super) struct Token(String);

impl Token {
    pub(super) fn new(bits: [u8; 16]) -> Self {
        Self(format!("{:032x}", u128::from_be_bytes(bits)))
    }

    pub(super) fn text(&self) -> &str {
        &self.0
    }

    /// Takes as long wherever a guess goes wrong.
    fn is(&self, given: &str) -> bool {
        self.0.as_bytes().ct_eq(given.as_bytes()).into()
    }
}

/// Why somebody was not let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// The request is for another place, or comes from a page that this program did not serve.
    Foreign,
    /// There is no token, or a wrong one.
    NoToken,
    /// There were too many wrong ones.
    TooOften,
}

/// Judges requests.
pub(super) struct Door {
    token: Token,
    /// What a request may call this place.
    names: [String; 2],
    world: World,
    wrong: Mutex<Wrong>,
}

impl Door {
    pub(super) fn new(token: Token, address: SocketAddr, world: World) -> Self {
        let names = [address.to_string(), format!("localhost:{}", address.port())];
        Self { token, names, world, wrong: Mutex::default() }
    }

    /// Judges where a request goes and whence it comes. Its `Host` keeps out names that somebody
    /// has pointed at this machine; `Origin` and `Sec-Fetch-Site` keep out other pages.
    pub(super) fn judge(&self, method: &Method, headers: &HeaderMap) -> Result<(), Refused> {
        let host = only(headers, header::HOST)?.ok_or(Refused::Foreign)?;
        if !self.names.iter().any(|name| name == host) {
            return Err(Refused::Foreign);
        }
        match only(headers, header::ORIGIN)? {
            Some(origin) if origin.strip_prefix("http://") != Some(host) => {
                return Err(Refused::Foreign);
            }
            None if *method == Method::POST => return Err(Refused::Foreign),
            _ => {}
        }
        // Another port of this machine is the same site, and may be anybody's.
        match only(headers, "Sec-Fetch-Site")? {
            None | Some("same-origin" | "none") => Ok(()),
            Some(_) => Err(Refused::Foreign),
        }
    }

    /// Lets whoever has the token in. Wrong ones are slowed down; the right one never is, so that
    /// nobody can shut the clerk out by guessing.
    pub(super) fn let_in(&self, given: Option<&str>) -> Result<(), Refused> {
        let Some(given) = given else { return Err(Refused::NoToken) };
        if self.token.is(given) {
            return Ok(());
        }
        let mut wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        Err(wrong.once_more(self.world.clock.tick()))
    }
}

/// The only value of a header, if it is there. Two of them are nothing that a browser sends.
fn only(headers: &HeaderMap, name: impl AsHeaderName) -> Result<Option<&str>, Refused> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value.to_str().map(Some).map_err(|_| Refused::Foreign),
        (Some(_), Some(_)) => Err(Refused::Foreign),
    }
}

/// Wrong tokens of the minute that began with the first of them.
#[derive(Default)]
struct Wrong {
    since_ms: u64,
    count: u32,
}

impl Wrong {
    fn once_more(&mut self, now_ms: u64) -> Refused {
        if now_ms.saturating_sub(self.since_ms) >= MINUTE_MS {
            *self = Self { since_ms: now_ms, count: 0 };
        }
        self.count = self.count.saturating_add(1);
        if self.count > TRIES { Refused::TooOften } else { Refused::NoToken }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "000102030405060708090a0b0c0d0e0f";

    fn a_door() -> Door {
        let token = Token::new(std::array::from_fn(|place| u8::try_from(place).unwrap()));
        Door::new(token, SocketAddr::from(([127, 0, 0, 1], 8080)), World::real())
    }

    fn judged(method: &Method, headers: &[(&'static str, &'static str)]) -> Result<(), Refused> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.parse().unwrap());
        }
        a_door().judge(method, &map)
    }

    #[test]
    fn own_window_is_let_to_the_desk_by_either_name() {
        for (host, origin) in [
            ("127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("localhost:8080", "http://localhost:8080"),
        ] {
            let site = ("sec-fetch-site", "same-origin");
            let post = judged(&Method::POST, &[("host", host), ("origin", origin), site]);
            let typed = judged(&Method::GET, &[("host", host), ("sec-fetch-site", "none")]);
            let plain = judged(&Method::GET, &[("host", host)]);

            assert_eq!([post, typed, plain], [Ok(()); 3]);
        }
    }

    #[test]
    fn request_for_another_name_is_refused() {
        for host in
            ["nopho.example:8080", "127.0.0.1", "127.0.0.1:80", "", "127.0.0.1:8080.evil.vn"]
        {
            assert_eq!(judged(&Method::GET, &[("host", host)]), Err(Refused::Foreign), "{host}");
        }
        let twice = [("host", "127.0.0.1:8080"), ("host", "evil.vn")];
        assert_eq!(judged(&Method::GET, &twice), Err(Refused::Foreign));
        assert_eq!(judged(&Method::GET, &[]), Err(Refused::Foreign));
    }

    #[test]
    fn page_of_another_origin_is_refused_whatever_it_asks() {
        let here = ("host", "127.0.0.1:8080");
        for origin in [
            "http://evil.vn",
            "null",
            "https://127.0.0.1:8080",
            "http://127.0.0.1:80",
            "http://localhost:8080",
        ] {
            for method in [Method::GET, Method::POST] {
                let asked = judged(&method, &[here, ("origin", origin)]);
                assert_eq!(asked, Err(Refused::Foreign), "{method} {origin}");
            }
        }
        assert_eq!(judged(&Method::POST, &[here]), Err(Refused::Foreign), "a post says whence");
        for site in ["cross-site", "same-site", "?"] {
            let asked = judged(&Method::GET, &[here, ("sec-fetch-site", site)]);
            assert_eq!(asked, Err(Refused::Foreign), "{site}");
        }
    }

    #[test]
    fn token_opens_and_nothing_like_it() {
        let door = a_door();
        let (upper, longer) = (TOKEN.to_uppercase(), format!("{TOKEN}0"));
        let shorter = TOKEN.strip_prefix('0').unwrap();

        assert_eq!(door.let_in(Some(TOKEN)), Ok(()));
        assert_eq!(door.let_in(None), Err(Refused::NoToken));
        for wrong in ["", shorter, &upper, &longer] {
            assert_eq!(door.let_in(Some(wrong)), Err(Refused::NoToken), "{wrong}");
        }
    }

    #[test]
    fn wrong_tokens_are_slowed_and_the_right_one_is_not() {
        let door = a_door();
        let guesses: Vec<_> = (0..=TRIES).map(|_| door.let_in(Some("guess"))).collect();

        assert_eq!(guesses.first(), Some(&Err(Refused::NoToken)));
        assert_eq!(guesses.last(), Some(&Err(Refused::TooOften)));
        assert_eq!(door.let_in(Some(TOKEN)), Ok(()), "the clerk is not shut out");
    }

    #[test]
    fn slowing_ends_with_its_minute() {
        let mut wrong = Wrong::default();
        let last = (0..=TRIES).map(|_| wrong.once_more(90_000)).last();

        let (soon, later) = (wrong.once_more(149_999), wrong.once_more(150_000));

        assert_eq!([last, Some(soon)], [Some(Refused::TooOften); 2]);
        assert_eq!(later, Refused::NoToken);
    }
}
