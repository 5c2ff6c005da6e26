//! What may be said of the day of the result. Only the agency promises one.

use chrono::{NaiveDate, NaiveDateTime};
use domain::deadline::Certainty;
use domain::kinds::CaseState;
use print::Promise;
use store::events::EventRow;

use super::words::{day, moment, say, uncertain};
use crate::almanac::Calendar;
use crate::calendar::{self, Expected};
use crate::catalogue::{Starts, Term};

/// What it depends on.
pub(super) struct Known<'a> {
    /// Whether the desk is the authority's own.
    pub(super) is_authority: bool,
    /// Where the case stands.
    pub(super) state: CaseState,
    /// What the agency did, in that order.
    pub(super) events: &'a [EventRow],
    /// When the dossier was taken at the desk.
    pub(super) taken: NaiveDateTime,
    /// When the dossier was sealed: it is announced after that, as soon as there is a network.
    pub(super) sealed: NaiveDateTime,
    /// When the agency took it in.
    pub(super) received: Option<NaiveDateTime>,
    /// How long it takes; `None` where nobody can say.
    pub(super) term: Option<Term>,
    /// The day that the clerk has named where nobody can.
    pub(super) appointment: Option<NaiveDate>,
    /// Who has named it.
    pub(super) clerk: &'a str,
    /// By which days the limit is counted.
    pub(super) calendar: &'a Calendar,
}

/// The agency's own day; else the one to which the limit leads, counted from the reception or, as
/// long as there is none, from the sealing; else the one that the clerk has named; else why there is
/// none.
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
    if let Some(term) = &known.term {
        let expected = calendar::expected(known.calendar, from(known, term.starts), term);
        return expected.map_or_else(|| unknown("promise-without-limit"), by_the_limit);
    }
    match known.appointment {
        Some(named) => Promise::Named {
            day: day(named),
            said: say("promise-of-the-clerk", &[("clerk", known.clerk)]),
        },
        None => unknown("promise-without-limit"),
    }
}

fn from(known: &Known<'_>, starts: Starts) -> NaiveDateTime {
    match starts {
        Starts::Received => known.received.unwrap_or(known.sealed),
        Starts::Announced => known.sealed,
        Starts::Taken => known.taken,
    }
}

fn by_the_limit(expected: Expected) -> Promise {
    let why_uncertain = match expected.certainty {
        Certainty::Certain => None,
        doubt @ Certainty::Provisional { .. } => Some(uncertain(&doubt)),
    };
    Promise::Expected { by: moment(expected.at), why_uncertain }
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
    use std::sync::LazyLock;

    use domain::deadline::TimeLimit;
    use domain::ids::{DossierId, Id, InstanceId, OperatorId, SubmissionId};
    use domain::moment::{ClockReading, ClockTrust, Epoch, Millis, Seq, Stamp};
    use seal::Fingerprint;
    use store::events::EventPlace;

    use super::*;
    use crate::almanac::Almanac;
    use crate::catalogue::{Text, shipped};

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

    static OWN: LazyLock<Almanac> =
        LazyLock::new(|| Almanac::of_program(&shipped().unwrap()).unwrap());

    /// Sealed on a Monday at eight.
    fn known(events: &[EventRow]) -> Known<'_> {
        let sealed = on(10, 5).and_hms_opt(8, 0, 0).unwrap();
        Known {
            is_authority: true,
            state: CaseState::Processing,
            events,
            taken: on(10, 2).and_hms_opt(8, 0, 0).unwrap(),
            sealed,
            received: None,
            term: Some(a_term(Starts::Received)),
            appointment: None,
            clerk: "La Thị Hương",
            calendar: &OWN.calendar,
        }
    }

    fn a_term(starts: Starts) -> Term {
        Term {
            limit: TimeLimit::read("3 Ngày làm việc"),
            cut_off: None,
            office: None,
            starts,
            said: Text::default(),
        }
    }

    fn by(promise: Promise) -> String {
        match promise {
            Promise::Expected { by, why_uncertain: None } => by,
            _ => panic!("no announced day is in doubt"),
        }
    }

    #[test]
    fn day_is_expected_from_the_sealing_until_the_agency_has_taken_the_dossier_in() {
        let sealed = promise(&known(&[]));
        let received = on(10, 7).and_hms_opt(8, 0, 0);
        let received = promise(&Known { received, ..known(&[]) });

        let (sealed, received) = (by(sealed), by(received));
        assert!(sealed.ends_with("ngày 08 tháng 10 năm 2026"), "{sealed}");
        assert!(
            received.ends_with("ngày 12 tháng 10 năm 2026"),
            "counted from the reception: {received}"
        );
    }

    #[test]
    fn day_is_counted_from_the_time_that_the_procedure_says() {
        let received = on(10, 7).and_hms_opt(8, 0, 0);
        let counted =
            |starts| by(promise(&Known { received, term: Some(a_term(starts)), ..known(&[]) }));

        assert!(counted(Starts::Taken).ends_with("07 tháng 10 năm 2026"), "taken on Friday 2/10");
        assert!(counted(Starts::Announced).ends_with("08 tháng 10 năm 2026"), "sealed on 5/10");
        assert!(counted(Starts::Received).ends_with("12 tháng 10 năm 2026"), "received on 7/10");
    }

    #[test]
    fn result_is_expected_the_next_working_day_when_it_came_after_the_hour_of_its_procedure() {
        let sealed = on(11, 23).and_hms_opt(15, 1, 0).unwrap();
        let term = Term {
            limit: TimeLimit::read("Trong ngày"),
            cut_off: chrono::NaiveTime::from_hms_opt(15, 0, 0),
            ..a_term(Starts::Received)
        };

        let day = by(promise(&Known { sealed, term: Some(term), ..known(&[]) }));

        assert!(day.ends_with("ngày 25 tháng 11 năm 2026"), "24/11 is a holiday: {day}");
    }

    #[test]
    fn day_of_the_clerk_is_said_to_be_theirs_and_gives_way_to_any_other() {
        let appointment = Some(on(12, 1));
        let named = promise(&Known { term: None, appointment, ..known(&[]) });
        let reckoned = promise(&Known { appointment, ..known(&[]) });
        let events = [event("2", Some(on(12, 4)))];
        let promised = promise(&Known { term: None, appointment, ..known(&events) });
        let asked = [event("5", Some(on(11, 30))), event("4", None)];
        let after_a_pause = promise(&Known { term: None, appointment, ..known(&asked) });

        let Promise::Named { day, said } = named else { panic!("{named:?}") };
        assert_eq!(day, "ngày 01 tháng 12 năm 2026");
        assert!(said.contains("La Thị Hương") && said.contains("người nhận hồ sơ"), "{said}");
        assert!(by(reckoned).ends_with("ngày 08 tháng 10 năm 2026"), "the limit is known");
        assert_eq!(promised, Promise::By { day: "ngày 04 tháng 12 năm 2026".to_owned() });
        assert!(matches!(after_a_pause, Promise::Unknown { .. }), "{after_a_pause:?}");
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
        let unclear = promise(&Known { term: None, ..known(&[]) });
        let events = [event("2", Some(on(12, 1)))];
        let volunteer = promise(&Known { is_authority: false, ..known(&events) });

        assert!(matches!(unclear, Promise::Unknown { said } if said.contains("chưa rõ")));
        assert!(matches!(volunteer, Promise::Unknown { said } if said.contains("cơ quan")));
    }
}
