//! The machine's clock is wrong. The desk says so and goes on working.

use desk::dossiers::{self, Wanted};
use domain::kinds::CaseState;
use domain::moment::ClockTrust;
use testkit::clock::MORNING;
use testkit::{a_birth_dossier, a_desk};

use crate::enrolled::{does, enrolled, whole};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

#[test]
fn desk_works_and_says_so_when_the_clock_is_400_days_behind() {
    let desk = a_desk().opened();
    let before = a_birth_dossier().begun(&desk);
    desk.world.clock.set(MORNING.plus(-400 * DAY_MS));
    let desk = desk.restarted();

    let during = a_birth_dossier().with_pages(1).sealed(&desk);

    assert_eq!(desk.reading().trust, ClockTrust::Suspect);
    let whole = dossiers::show(&desk, during.dossier).unwrap();
    assert_eq!(whole.case.state, CaseState::Sealed, "nobody is sent home over a clock");
    assert_eq!(whole.dossier.stamp.reading.trust, ClockTrust::Suspect, "each act says so");
    let earlier = dossiers::show(&desk, before.dossier).unwrap().dossier.stamp;
    assert!(whole.dossier.stamp.seq > earlier.seq, "order is never by the clock");
    assert_eq!(
        dossiers::list(&desk, Wanted::All).unwrap()[0].dossier,
        during.dossier,
        "nor in lists"
    );

    desk.world.clock.set(MORNING.plus(DAY_MS));
    assert_eq!(desk.reading().trust, ClockTrust::Unchecked, "mended, and it is believed again");
    assert!(desk::doctor::examine(&desk).unwrap().is_well());
}

#[test]
fn clock_is_believed_when_it_was_only_nudged() {
    let desk = a_desk().opened();
    a_birth_dossier().begun(&desk);

    desk.world.clock.advance(-4 * 60 * 1000);

    assert_eq!(desk.reading().trust, ClockTrust::Unchecked, "time servers nudge clocks");
}

#[test]
fn desk_works_when_the_clock_stands_before_1970() {
    let desk = a_desk().opened();
    desk.world.clock.set(domain::moment::Millis::new(-1));

    let dossier = a_birth_dossier().with_pages(1).sealed(&desk);

    assert!(dossier.reads_back(&desk.restarted()));
}

#[test]
fn two_dossiers_of_one_instant_are_told_apart() {
    let desk = a_desk().opened();

    let (one, other) = (a_birth_dossier().begun(&desk), a_birth_dossier().begun(&desk));

    assert_ne!(one.code, other.code);
    assert_ne!(one.dossier, other.dossier);
    let order: Vec<_> =
        dossiers::list(&desk, Wanted::All).unwrap().iter().map(|d| d.dossier).collect();
    assert_eq!(order, [other.dossier, one.dossier], "newest first all the same");
}

/// What the program itself advises; the next signed time is a day away.
#[test]
fn clock_that_was_set_right_by_hand_does_not_date_the_next_dossier_wrongly() {
    for off_by in [-400 * DAY_MS, 400 * DAY_MS, -2 * 60 * 60 * 1000] {
        let (desk, gateway) = enrolled();
        desk.world.clock.set(MORNING.plus(off_by));
        does(&desk, &[gateway.time_for(&desk)]);
        assert_eq!(desk.reading().trust, ClockTrust::Checked, "{off_by}");

        desk.world.clock.set(MORNING.plus(60_000));
        let desk = desk.restarted();
        let dossier = a_birth_dossier().sealed(&desk);

        let row = whole(&desk, &dossier).dossier;
        assert_eq!(row.taken_on, MORNING.civil_date(), "{off_by}");
        assert_eq!(row.stamp.reading.trust, ClockTrust::Suspect, "nobody has confirmed it yet");
        let thought = link::ports::Clock::gateway_now(&desk.delivery());
        assert!(thought.since(MORNING).abs() <= 60_000, "{off_by}: certificates are checked at it");
        assert_eq!(desk.delivery().memory().unwrap().gateway.offset_ms, None, "it is asked for");
        does(&desk, &[gateway.time_for(&desk)]);
        assert_eq!(desk.reading().trust, ClockTrust::Checked, "until the gateway says so");
    }
}
