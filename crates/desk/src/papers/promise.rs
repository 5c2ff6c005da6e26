//! What may be said of the day of the result. Only the agency promises one.

use chrono::NaiveDateTime;
use domain::deadline::{Certainty, Due, TimeLimit};
use domain::kinds::CaseState;
use print::Promise;
use store::events::EventRow;

use super::words::{day, moment, say, uncertain};
use crate::calendar;

/// What it depends on.
pub(super) struct Known<'a> {
    /// Whether the desk is the authority's own.
    pub(super) is_authority: bool,
    /// Where the case stands.
    pub(super) state: CaseState,
    /// What the agency did, in that order.
    pub(super) events: &'a [EventRow],
    /// When the dossier was sealed.
    pub(super) sealed: NaiveDateTime,
    /// When the agency took it in.
    pub(super) received: Option<NaiveDateTime>,
    /// How long it takes, as far as its source says.
    pub(super) limit: Option<TimeLimit>,
}

/// The agency's own day; else the one to which the limit leads, counted from the reception or, as
/// long as there is none, from the sealing; else why there is none.
pub(super) fn promise(known: &Known<'_>) -> Promise {
    let unknown = |name| Promise::Unknown { said: say(name, &[]) };
    if !known.is_authority {
        return unknown("promise-of-the-agency");
    }
    match known.state {
        CaseState::SupplementAsked => return unknown("promise-supplement-asked"),
        CaseState::FeeAsked => return unknown("promise-fee-asked"),
        _ => {}
    }
    let since_the_pause = known.events.iter().rev().take_while(|event| !pauses(event));
    let promised = since_the_pause.filter(|event| promises(event)).find_map(|event| event.deadline);
    if let Some(promised) = promised {
        return Promise::By { day: day(promised) };
    }
    // How long the case stood still is the agency's to count.
    if known.events.iter().any(pauses) {
        return unknown("promise-after-a-pause");
    }
    let from = known.received.unwrap_or(known.sealed);
    let due = known.limit.as_ref().and_then(|limit| calendar::due_if_received(from, limit));
    match due {
        Some(Due::At { at, certainty }) => {
            let why_uncertain = match certainty {
                Certainty::Certain => None,
                Certainty::Provisional { because } => Some(uncertain(&because)),
            };
            Promise::Expected { by: moment(at), why_uncertain }
        }
        Some(Due::Unknown(_)) | None => unknown("promise-without-limit"),
    }
}

/// In these states the agency's deadline is the resident's, and the case stands still.
fn pauses(event: &EventRow) -> bool {
    matches!(state_of(event), Some(CaseState::SupplementAsked | CaseState::FeeAsked))
}

/// In these states the agency's deadline is its own.
fn promises(event: &EventRow) -> bool {
    matches!(state_of(event), Some(CaseState::Received | CaseState::Processing))
}

fn state_of(event: &EventRow) -> Option<CaseState> {
    event.status.trim().parse().ok().and_then(CaseState::from_national_status)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use domain::ids::{DossierId, Id, InstanceId, OperatorId, SubmissionId};
    use domain::moment::{ClockReading, ClockTrust, Epoch, Millis, Seq, Stamp};
    use seal::Fingerprint;
    use store::events::EventPlace;

    use super::*;

    fn on(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    fn event(status: &str, deadline: Option<NaiveDate>) -> EventRow {
        let moment = Millis::new(1_795_395_600_000);
        let reading = ClockReading { clock: moment, offset_ms: None, trust: ClockTrust::Unchecked };
        EventRow {
            place: EventPlace { gateway: Fingerprint::from_bytes([1; 10]), era: 1, number: 1 },
            dossier: DossierId::new(moment, &[1; 10]),
            submission: SubmissionId::new(moment, &[1; 10]),
            at: moment,
            status: status.to_owned(),
            official_code: None,
            received: None,
            reason: None,
            deadline,
            result: None,
            stamp: Stamp {
                operator: OperatorId::new(moment, &[1; 10]),
                instance: InstanceId::new(moment, &[1; 10]),
                epoch: Epoch::FIRST,
                seq: Seq::new(1),
                reading,
            },
        }
    }

    /// Sealed on a Monday at eight.
    fn known(events: &[EventRow]) -> Known<'_> {
        let sealed = on(10, 5).and_hms_opt(8, 0, 0).unwrap();
        let limit = Some(TimeLimit::read("3 Ngày làm việc"));
        let state = CaseState::Processing;
        Known { is_authority: true, state, events, sealed, received: None, limit }
    }

    #[test]
    fn day_is_expected_from_the_sealing_until_the_agency_has_taken_the_dossier_in() {
        let sealed = promise(&known(&[]));
        let received = on(10, 7).and_hms_opt(8, 0, 0);
        let received = promise(&Known { received, ..known(&[]) });

        let by = |promise| match promise {
            Promise::Expected { by, why_uncertain: None } => by,
            _ => panic!("no announced day is in doubt"),
        };
        let (sealed, received) = (by(sealed), by(received));
        assert!(sealed.ends_with("ngày 08 tháng 10 năm 2026"), "{sealed}");
        assert!(
            received.ends_with("ngày 12 tháng 10 năm 2026"),
            "counted from the reception: {received}"
        );
    }

    #[test]
    fn day_is_expected_with_a_doubt_when_days_of_rest_are_not_announced() {
        let sealed = NaiveDate::from_ymd_opt(2026, 12, 30).unwrap().and_hms_opt(8, 0, 0).unwrap();

        let promise = promise(&Known { sealed, ..known(&[]) });

        let Promise::Expected { why_uncertain: Some(why), .. } = promise else {
            panic!("nobody has announced the days of rest of 2027");
        };
        assert!(why.contains("2027"), "{why}");
    }

    #[test]
    fn day_is_promised_when_the_agency_itself_has_named_it() {
        let events = [event("2", Some(on(12, 1))), event("4", None)];

        assert_eq!(
            promise(&known(&events)),
            Promise::By { day: "ngày 01 tháng 12 năm 2026".to_owned() }
        );
    }

    #[test]
    fn deadline_of_the_resident_is_no_promise_of_the_agency() {
        let asked = [event("2", Some(on(12, 1))), event("5", Some(on(11, 30)))];
        let answered =
            [event("2", Some(on(12, 1))), event("5", Some(on(11, 30))), event("4", None)];
        let anew = [event("5", Some(on(11, 30))), event("4", Some(on(12, 8)))];

        let state = CaseState::SupplementAsked;
        let asked = promise(&Known { state, ..known(&asked) });

        assert!(matches!(asked, Promise::Unknown { said } if said.contains("bổ sung")));
        assert!(
            matches!(promise(&known(&answered)), Promise::Unknown { .. }),
            "the day from before the pause holds no longer"
        );
        assert_eq!(
            promise(&known(&anew)),
            Promise::By { day: "ngày 08 tháng 12 năm 2026".to_owned() }
        );
    }

    #[test]
    fn nothing_is_promised_when_the_limit_is_unclear_or_the_desk_is_no_authoritys() {
        let unclear = promise(&Known { limit: Some(TimeLimit::read("7")), ..known(&[]) });
        let events = [event("2", Some(on(12, 1)))];
        let volunteer = promise(&Known { is_authority: false, ..known(&events) });

        assert!(matches!(unclear, Promise::Unknown { said } if said.contains("chưa rõ")));
        assert!(matches!(volunteer, Promise::Unknown { said } if said.contains("cơ quan")));
    }
}
