//! What the head of an answer means: judged by status and media type, never by text.

use chrono::DateTime;
use courier::{FRONT_TOO_SMALL, FRONT_TOO_SMALL_FOR_FORM, Failure, Trouble};
use domain::moment::Millis;
use reqwest::StatusCode;
use reqwest::header::{CONTENT_TYPE, DATE, HeaderMap, RETRY_AFTER};
use wire::known::Known;
use wire::problem::{Problem, Reason};

use crate::trouble::passing;

/// tus 1.0: the bytes did not arrive as their checksum says.
const CHECKSUM_MISMATCH: u16 = 460;

/// What an answer is about, as far as it changes what its status means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum About {
    /// The gateway, or several parcels at once.
    Gateway,
    /// One thing, which may be gone.
    OneThing,
    /// The bytes of a part.
    Bytes,
}

/// What of an answer's head says whether to believe it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head<'a> {
    pub(crate) status: StatusCode,
    pub(crate) headers: &'a HeaderMap,
    /// By the best estimate of the gateway's clock.
    pub(crate) now: Millis,
}

impl Head<'_> {
    /// Whether the body is of this media type, whatever its parameters.
    pub(crate) fn is(&self, media: &str) -> bool {
        let named = self.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let named = named.and_then(|text| text.split(';').next()).unwrap_or_default();
        named.trim().eq_ignore_ascii_case(media)
    }

    /// Whether whoever answers speaks tus 1.0.
    pub(crate) fn speaks_tus(&self) -> bool {
        self.headers.get("tus-resumable").is_some_and(|version| version == "1.0.0")
    }

    /// What it means that somebody answers well who is not the gateway. A web page in place of
    /// what was asked for is how a network asks for a login.
    pub(crate) fn stranger(&self) -> Failure {
        let is_page = self.is("text/html") || self.is("application/xhtml+xml");
        passing(if is_page { Trouble::LoginPage } else { Trouble::NotTheGateway })
    }

    /// What a refusal means; `problem` is the gateway's own word for it, if there is one.
    pub(crate) fn refusal(&self, about: About, problem: Option<Problem>) -> Failure {
        match problem {
            Some(problem) => self.reasoned(about, problem),
            None => self.bare(about),
        }
    }

    fn reasoned(&self, about: About, problem: Problem) -> Failure {
        let later = |trouble| Failure::Transient { trouble, retry_after_ms: self.retry_after() };
        match (problem.code.word(), self.status.as_u16()) {
            (Some(Reason::SignedOut), _) | (None, 401) => Failure::SignedOut,
            (Some(Reason::Revoked), _) => passing(Trouble::Revoked),
            (Some(Reason::ClientTooOld), _) | (None, 426) => {
                passing(Trouble::TooOld(problem.min_client.unwrap_or_default()))
            }
            (Some(Reason::Busy), _) | (None, 429 | 503) => later(Trouble::Busy),
            (Some(Reason::DiskFull), _) | (None, 507) => later(Trouble::DiskFull),
            (Some(Reason::Internal), _) | (None, 500..) => later(Trouble::Broken),
            (Some(Reason::NotFound) | None, 404 | 410) if about != About::Gateway => Failure::Gone,
            (None, 409) if about == About::Bytes => Failure::WrongOffset,
            (None, CHECKSUM_MISMATCH) if about == About::Bytes => later(Trouble::Broken),
            _ => Failure::Final(problem),
        }
    }

    /// Without a problem document it may be anybody who answers.
    fn bare(&self, about: About) -> Failure {
        let later = |trouble| Failure::Transient { trouble, retry_after_ms: self.retry_after() };
        let is_upload = about == About::Bytes && self.speaks_tus();
        match self.status.as_u16() {
            404 | 410 if is_upload => Failure::Gone,
            409 if is_upload => Failure::WrongOffset,
            // Back-off is wanted: should the desk's own memory be at fault, it will happen again.
            CHECKSUM_MISMATCH if is_upload => later(Trouble::Broken),
            423 if is_upload => later(Trouble::Busy),
            408 => later(Trouble::Stalled),
            413 => Failure::Final(front_too_small(about)),
            425 | 429 | 503 => later(Trouble::Busy),
            507 => later(Trouble::DiskFull),
            // RFC 6585, 6.
            300..400 | 511 => passing(Trouble::LoginPage),
            407 => passing(Trouble::ProxyRefuses),
            500.. => later(Trouble::Broken),
            _ => passing(Trouble::NotTheGateway),
        }
    }

    /// How long the gateway asks to wait, in milliseconds. How much of it is granted is the
    /// courier's to say.
    fn retry_after(&self) -> Option<u64> {
        let text = |name| self.headers.get(name).and_then(|value| value.to_str().ok());
        let asked = text(RETRY_AFTER)?.trim();
        if let Ok(seconds) = asked.parse::<u64>() {
            return Some(seconds.saturating_mul(1000));
        }
        // A moment by the clock of whoever answers; his `Date` is that clock.
        let until = moment(asked)?;
        let now = text(DATE).and_then(moment).unwrap_or(self.now);
        Some(u64::try_from(until.since(now)).unwrap_or(0))
    }
}

/// What stands in front of the gateway takes no more bytes at once. Waiting will not change that, and
/// it concerns this one thing: the others may be small enough. Parts go in slices, a form goes whole.
fn front_too_small(about: About) -> Problem {
    let code = match about {
        About::Gateway => FRONT_TOO_SMALL_FOR_FORM,
        About::OneThing | About::Bytes => FRONT_TOO_SMALL,
    };
    Problem {
        code: Known::Other(code.to_owned()),
        ..Problem::new(Reason::TooBig, "something in front of the gateway takes less")
    }
}

fn moment(http_date: &str) -> Option<Millis> {
    let moment = DateTime::parse_from_rfc2822(http_date.trim()).ok()?;
    Some(Millis::new(moment.timestamp_millis()))
}

#[cfg(test)]
mod tests {
    use reqwest::header::{HeaderName, HeaderValue};

    use super::*;

    fn headers(lines: &[(&'static str, &'static str)]) -> HeaderMap {
        let line = |(name, value): &(&'static str, &'static str)| {
            (HeaderName::from_static(name), HeaderValue::from_static(value))
        };
        lines.iter().map(line).collect()
    }

    fn bare(status: u16, lines: &[(&'static str, &'static str)], about: About) -> Failure {
        let (headers, now) = (headers(lines), Millis::new(784_111_777_000));
        let status = StatusCode::from_u16(status).unwrap();
        Head { status, headers: &headers, now }.refusal(about, None)
    }

    fn told(reason: Reason, about: About) -> Failure {
        let problem = Problem::new(reason, "test");
        let status = StatusCode::from_u16(problem.status).unwrap();
        let head = Head { status, headers: &HeaderMap::new(), now: Millis::new(0) };
        head.refusal(about, Some(problem))
    }

    const TUS: (&str, &str) = ("tus-resumable", "1.0.0");

    #[test]
    fn status_without_the_gateways_word_means_a_stranger_unless_it_speaks_tus() {
        for status in [400, 401, 403, 404, 409, 410, 415, 422, 426, 451, 460] {
            for about in [About::Gateway, About::OneThing, About::Bytes] {
                let failure = bare(status, &[], about);
                assert_eq!(failure, passing(Trouble::NotTheGateway), "{status}, {about:?}");
            }
        }
        assert_eq!(bare(404, &[TUS], About::Bytes), Failure::Gone);
        assert_eq!(bare(410, &[TUS], About::Bytes), Failure::Gone);
        assert_eq!(bare(409, &[TUS], About::Bytes), Failure::WrongOffset);
        assert_eq!(bare(460, &[TUS], About::Bytes), passing(Trouble::Broken));
        assert_eq!(bare(423, &[TUS], About::Bytes), passing(Trouble::Busy));
        assert_eq!(bare(412, &[TUS], About::Bytes), passing(Trouble::NotTheGateway));
    }

    #[test]
    fn status_of_a_network_that_wants_a_login_is_told_from_that_of_a_stranger() {
        for about in [About::Gateway, About::OneThing, About::Bytes] {
            for status in [301, 302, 303, 307, 308, 511] {
                assert_eq!(bare(status, &[], about), passing(Trouble::LoginPage), "{status}");
            }
            assert_eq!(bare(407, &[], about), passing(Trouble::ProxyRefuses));
        }
    }

    #[test]
    fn form_that_is_too_long_for_a_front_is_told_from_a_slice_that_is() {
        let code = |about| match bare(413, &[], about) {
            Failure::Final(problem) => problem.code,
            other => panic!("{other:?}"),
        };

        assert_eq!(code(About::Gateway), Known::Other(FRONT_TOO_SMALL_FOR_FORM.to_owned()));
        assert_eq!(code(About::Bytes), Known::Other(FRONT_TOO_SMALL.to_owned()));
    }

    #[test]
    fn word_of_the_gateway_is_heard_by_its_code() {
        let final_one = |reason| Failure::Final(Problem::new(reason, "test"));

        assert_eq!(told(Reason::SignedOut, About::Bytes), Failure::SignedOut);
        assert_eq!(told(Reason::NotFound, About::OneThing), Failure::Gone);
        assert_eq!(told(Reason::NotFound, About::Gateway), final_one(Reason::NotFound));
        assert_eq!(told(Reason::NotHead, About::Bytes), final_one(Reason::NotHead));
        assert_eq!(told(Reason::NotYourDesk, About::Bytes), final_one(Reason::NotYourDesk));
        assert_eq!(told(Reason::PartMismatch, About::Bytes), final_one(Reason::PartMismatch));
    }

    #[test]
    fn pause_is_told_as_it_was_asked_for() {
        let pause = |asked: &'static str, date: &'static str| match bare(
            503,
            &[("retry-after", asked), ("date", date)],
            About::Gateway,
        ) {
            Failure::Transient { retry_after_ms, .. } => retry_after_ms,
            other => panic!("{other:?}"),
        };

        assert_eq!(pause("120", ""), Some(120_000), "seconds");
        assert_eq!(pause("99999999", ""), Some(99_999_999_000), "however many");
        let (date, later) = ("Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:50:07 GMT");
        assert_eq!(pause(later, date), Some(30_000), "a moment, by the answer's own clock");
        assert_eq!(pause(later, ""), Some(30_000), "or by what is known of the gateway's");
        assert_eq!(pause(date, later), Some(0), "one that is over");
        assert_eq!(pause("soon", ""), None, "nonsense");
    }

    #[test]
    fn media_type_is_read_without_its_parameters() {
        let (lines, status) =
            (headers(&[("content-type", "Application/JSON; charset=utf-8")]), 200);
        let status = StatusCode::from_u16(status).unwrap();
        let head = Head { status, headers: &lines, now: Millis::new(0) };

        assert!(head.is("application/json"));
        assert!(!head.is("application/problem+json"));
    }
}
