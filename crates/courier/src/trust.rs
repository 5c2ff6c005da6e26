//! What is believed, and by which clock: keys, signed time, receipts.

use domain::ids::ParcelId;
use wire::keys::KeyRing;
use wire::receipt::{Receipt, Verified};
use wire::statement::Distrust;
use wire::time::GatewayTime;

use crate::courier::Courier;
use crate::flight::Flight;
use crate::input::{Now, SignedTime, Tick, Trouble};
use crate::round::Asked;
use crate::turn::Turn;

/// How long a verified time is good for.
const TIME_GOOD_MS: u64 = 10 * 60 * 1000;
/// What the two clocks may differ by without anybody being told.
const OFFSET_SLACK_MS: i64 = 2_000;

/// What is known of the gateway's time in this run.
#[derive(Debug, Default)]
pub(crate) struct Trust {
    verified: Option<Tick>,
}

/// What a signed time did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Heard {
    /// Nothing new, or nothing to believe.
    Nothing,
    /// There is an offset to try.
    NewOffset,
    /// It is signed by a key that only a newer list may name.
    UnknownKey,
}

impl Trust {
    /// A clock that was set makes the offset void.
    pub(crate) fn notice_jump(&mut self, before: Now, now: Now) {
        let ticked = i64::try_from(now.tick.0.saturating_sub(before.tick.0)).unwrap_or(i64::MAX);
        let jumped = now.clock.since(before.clock).saturating_sub(ticked);
        if jumped.saturating_abs() > OFFSET_SLACK_MS {
            self.verified = None;
        }
    }

    fn is_due(&self, now: Now) -> bool {
        self.verified.is_none_or(|at| now.tick.0.saturating_sub(at.0) > TIME_GOOD_MS)
    }
}

impl Courier {
    /// Checks the signed time that came with an answer, where it is worth the trouble.
    pub(crate) fn hear_time(
        &mut self,
        flight: &Flight,
        time: Option<SignedTime>,
        is_pressing: bool,
    ) -> Heard {
        let gateway = self.ledger.gateway();
        let is_due = is_pressing || gateway.offset_ms.is_none() || self.trust.is_due(self.now);
        let Some(time) = time.filter(|_| is_due) else { return Heard::Nothing };
        match GatewayTime::verify(&time.statement, &gateway.keys, &time.nonce) {
            Ok(there) => {
                self.trust.verified = Some(self.now.tick);
                let took = self.now.tick.0.saturating_sub(flight.sent.0);
                let offset = there.since(self.now.clock);
                // Whoever has to know is not told that nothing is new: what this courier thinks of
                // the clocks may be closer than what the desk signs with.
                if !is_pressing && is_close(gateway.offset_ms, offset, took) {
                    return Heard::Nothing;
                }
                self.ledger.clock(offset, there);
                Heard::NewOffset
            }
            Err(distrust) if distrust.wants_keys() => Heard::UnknownKey,
            Err(_) => Heard::Nothing,
        }
    }

    /// The gateway does not believe the bearer: a wrong clock, a new key, or this desk is out.
    pub(crate) fn signed_out(&mut self, heard: Heard) -> Turn {
        match heard {
            Heard::NewOffset if !self.plan.is_clock_set => {
                self.plan.is_clock_set = true;
                Turn::GoOn
            }
            Heard::UnknownKey if self.ask_for_keys() => Turn::GoOn,
            Heard::Nothing | Heard::NewOffset | Heard::UnknownKey => Turn::stop(Trouble::SignedOut),
        }
    }

    /// The certificate is of another time than this machine's: ask the gateway what time it is.
    pub(crate) fn certificate_time(&mut self) -> Turn {
        if self.plan.time != Asked::No {
            return Turn::stop(Trouble::Untrusted);
        }
        self.plan.time = Asked::Wanted;
        Turn::GoOn
    }

    /// The gateway told the time when it was asked for nothing else.
    pub(crate) fn told_time(&mut self, heard: Heard) -> Turn {
        match heard {
            Heard::UnknownKey if self.ask_for_keys() => return Turn::GoOn,
            Heard::Nothing | Heard::NewOffset | Heard::UnknownKey => {}
        }
        self.plan.time = Asked::Answered;
        match heard {
            Heard::NewOffset => Turn::GoOn,
            Heard::Nothing | Heard::UnknownKey => Turn::stop(Trouble::Untrusted),
        }
    }

    /// Has the newest keys fetched, unless that was done in this round already; tells whether they will be.
    pub(crate) fn ask_for_keys(&mut self) -> bool {
        if self.plan.keys == Asked::No {
            self.plan.keys = Asked::Wanted;
        }
        self.plan.keys == Asked::Wanted
    }

    /// Whether the newest keys are to be fetched.
    pub(crate) fn are_keys_wanted(&self) -> bool {
        self.plan.keys == Asked::Wanted
    }

    /// The gateway gave its list of keys.
    pub(crate) fn told_keys(&mut self, statement: String) -> Turn {
        self.plan.keys = Asked::Answered;
        let known = self.ledger.gateway();
        match KeyRing::open(&statement, &known.root, known.keys.serial()) {
            Ok(keys) => {
                if keys != known.keys {
                    self.ledger.keys(keys, statement);
                }
                Turn::GoOn
            }
            Err(_) => Turn::stop(Trouble::NotTheGateway),
        }
    }

    /// Reads a receipt, if it is the gateway's and about this very parcel.
    pub(crate) fn verify(&self, parcel: ParcelId, receipt: &str) -> Result<Verified, Distrust> {
        let parcel = self.ledger.parcel(parcel).ok_or(Distrust::Elsewhere)?;
        Receipt::keeps(receipt, &self.ledger.gateway().keys, parcel.promise)
    }
}

/// Whether the gateway's clock may still stand where it was thought to: its time was signed at some
/// moment between question and answer.
fn is_close(known: Option<i64>, offset: i64, took_ms: u64) -> bool {
    let took = i64::try_from(took_ms).unwrap_or(i64::MAX);
    known.is_some_and(|known| {
        let ahead = known.saturating_sub(offset);
        (-OFFSET_SLACK_MS..=took.saturating_add(OFFSET_SLACK_MS)).contains(&ahead)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{a_parcel, a_receipt, announced, id, keys, under_way};
    use crate::{Answer, Failure, Obstacle, Request};
    use wire::announcement::Outcome;

    const DAY_MS: i64 = 24 * 60 * 60 * 1000;

    #[test]
    fn signed_out_desk_sets_its_clock_and_tries_again_at_once() {
        let mut scene = under_way(vec![a_parcel(1, 1)]);

        scene.failed_at(Failure::SignedOut, 400 * DAY_MS);

        let clock = format!("clock {}", 400 * DAY_MS);
        assert_eq!(scene.saved(), [&clock, "queued 1", "announcing 1, attempt 2"]);
    }

    #[test]
    fn signed_out_desk_tries_once_more_although_its_clock_seems_right() {
        let mut scene = under_way(vec![a_parcel(1, 1)]);

        scene.failed_at(Failure::SignedOut, 500);
        let saved = scene.saved();
        assert_eq!(saved[0], "clock 500", "the desk may have signed by another offset than this");
        assert_eq!(saved.last().unwrap(), "announcing 1, attempt 2");
        scene.failed_at(Failure::SignedOut, 500);

        let hindrance = scene.courier.standing().hindrance.unwrap();
        assert_eq!(hindrance.obstacle, Obstacle::Road(Trouble::SignedOut));
        assert_eq!(scene.asked(), None, "another try would end the same way");
    }

    #[test]
    fn signed_out_desk_does_not_set_its_clock_for_ever() {
        let mut scene = under_way(vec![a_parcel(1, 1)]);

        scene.failed_at(Failure::SignedOut, DAY_MS).failed_at(Failure::SignedOut, 2 * DAY_MS);

        assert_eq!(scene.asked(), None, "a gateway whose time jumps is none to run after");
    }

    #[test]
    fn gateway_is_asked_for_its_time_when_the_certificate_is_of_another() {
        let mut scene = under_way(vec![a_parcel(1, 1)]);

        scene.failed(Failure::CertificateTime);
        assert_eq!(scene.asked(), Some(&Request::Time));
        scene.told(Answer::Time);

        let hindrance = scene.courier.standing().hindrance.unwrap();
        assert_eq!(hindrance.obstacle, Obstacle::Road(Trouble::Untrusted), "it told no time");
    }

    #[test]
    fn newest_keys_are_fetched_when_a_receipt_names_an_unknown_one() {
        let mut scene = under_way(vec![a_parcel(1, 1)]);
        let receipt = a_receipt(1, 2, "2");

        scene.outcomes(vec![Outcome::Delivered { receipt: receipt.clone() }]);
        assert_eq!(scene.asked(), Some(&Request::Keys));
        scene.told(Answer::Keys(keys(2)));
        assert_eq!(scene.saved(), ["keys 2", "announcing 1, attempt 2"]);
        scene.outcomes(vec![Outcome::Delivered { receipt }]);

        assert_eq!(scene.saved(), ["delivered 1"]);
    }

    #[test]
    fn keys_are_fetched_once_a_round() {
        let mut scene = under_way(vec![a_parcel(1, 1)]);
        let receipt = a_receipt(1, 2, "2");

        scene.outcomes(vec![Outcome::Delivered { receipt: receipt.clone() }]);
        scene.told(Answer::Keys(keys(1)));
        assert_eq!(scene.announces(), [id(1)], "the list is no newer, but perhaps the receipt is");
        scene.outcomes(vec![Outcome::Delivered { receipt }]);

        let hindrance = scene.courier.standing().hindrance.unwrap();
        assert_eq!(hindrance.obstacle, Obstacle::Road(Trouble::NotTheGateway));
    }

    #[test]
    fn list_of_keys_is_refused_when_the_root_did_not_sign_it() {
        let mut scene = under_way(vec![a_parcel(1, 1)]);
        scene.outcomes(vec![Outcome::Delivered { receipt: a_receipt(1, 2, "2") }]);

        scene.told(Answer::Keys("a.b.c".to_owned()));

        assert_eq!(scene.asked(), None);
        scene.sleeps().outcomes(vec![announced(0)]);
        assert_eq!(scene.saved(), ["sending 1"], "the next round goes on with the old ones");
    }

    #[test]
    fn offset_stays_when_the_answer_was_only_slow() {
        assert!(!is_close(None, 5, 0), "nothing is known yet");
        assert!(is_close(Some(0), 2_000, 0), "two seconds are nothing");
        assert!(!is_close(Some(0), 2_001, 0), "more is a change");
        assert!(is_close(Some(0), -50_000, 50_000), "the answer lay on the road for so long");
        assert!(!is_close(Some(0), -50_000, 10_000), "this one did not");
    }
}
