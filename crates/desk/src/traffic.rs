//! What the road costs and how fast it carries, for whoever pays and whoever waits.
//!
//! It is counted in memory and written at most every half minute and at the end of a round: a crash
//! costs the count of some seconds, and a flash disk is spared.

use std::sync::PoisonError;

use domain::moment::Millis;
use link::Traffic;
pub use store::traffic::{Measured, Month};
use store::{StoreError, traffic as rows};

use crate::error::DeskError;
use crate::session::Desk;
use crate::speed::Speedometer;

/// Bytes are written at most this often while they go over.
const WRITTEN_EVERY_MS: u64 = 30_000;
/// A pace that was measured longer ago is not the pace now.
const NOW_MS: u64 = 10_000;
/// A pace that was measured longer ago is nothing to reckon with.
const OUT_OF_DATE_MS: i64 = 60 * 60 * 1000;

/// How fast the road carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Speed {
    /// Bytes that the gateway acknowledged in a second, when it was last measured.
    pub bytes_per_second: u64,
    /// When that was, by the machine's clock.
    pub at: Millis,
    /// Whether that is now.
    pub is_now: bool,
    /// What to reckon with; `None` when it was measured too long ago.
    pub steady: Option<u64>,
}

/// What is known of the road.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Known {
    /// How fast it carries; `None` before it was ever measured.
    pub speed: Option<Speed>,
    /// Bytes of this civil month.
    pub month: Month,
}

/// What went over the road of late.
#[derive(Debug, Default)]
pub(crate) struct Odometer {
    /// What the driver that runs had counted when it last told.
    seen: Traffic,
    unwritten: Month,
    /// Tick.
    written: Option<u64>,
    speedometer: Speedometer,
    pace: Option<Paced>,
}

/// A pace that was measured by this process.
#[derive(Debug, Clone, Copy)]
struct Paced {
    now: u64,
    steady: u64,
    tick: u64,
    at: Millis,
}

impl Odometer {
    /// Another driver begins, and counts from nothing.
    pub(crate) fn begin(&mut self) {
        self.seen = Traffic::default();
        self.speedometer.begin();
    }

    fn add(&mut self, up: u64, down: u64) {
        self.unwritten.up = self.unwritten.up.saturating_add(up);
        self.unwritten.down = self.unwritten.down.saturating_add(down);
    }

    /// Takes note; whether it is time to write.
    fn note(&mut self, so_far: Traffic, tick: u64, at: Millis) -> bool {
        self.add(
            so_far.up.saturating_sub(self.seen.up),
            so_far.down.saturating_sub(self.seen.down),
        );
        self.seen = so_far;
        if let Some(pace) = self.speedometer.note(tick, so_far.arrived) {
            self.pace = Some(Paced { now: pace.now, steady: pace.steady, tick, at });
        }
        let written = *self.written.get_or_insert(tick);
        tick.saturating_sub(written) >= WRITTEN_EVERY_MS
    }

    fn speed(&self, tick: u64) -> Option<Speed> {
        self.pace.map(|pace| Speed {
            bytes_per_second: pace.now,
            at: pace.at,
            is_now: tick.saturating_sub(pace.tick) < NOW_MS,
            steady: Some(pace.steady),
        })
    }

    fn wrote(&mut self, bytes: Month, tick: u64) {
        self.unwritten.up = self.unwritten.up.saturating_sub(bytes.up);
        self.unwritten.down = self.unwritten.down.saturating_sub(bytes.down);
        self.written = Some(tick);
    }
}

/// What is known of the road now.
pub fn known(desk: &Desk) -> Result<Known, DeskError> {
    let month = this_month(desk);
    let kept: Result<_, StoreError> =
        desk.store.look(|view| Ok((rows::of(view, &month)?, rows::speed(view)?)));
    let (written, kept) = kept?;
    let now = desk.world.clock.now();
    let odometer = desk.odometer();
    let speed = odometer.speed(desk.world.clock.tick()).or_else(|| kept.map(of_before));
    let is_of_use = |speed: &Speed| now.since(speed.at).abs() < OUT_OF_DATE_MS;
    let speed =
        speed.map(|speed| Speed { steady: speed.steady.filter(|_| is_of_use(&speed)), ..speed });
    let month = Month {
        up: written.up.saturating_add(odometer.unwritten.up),
        down: written.down.saturating_add(odometer.unwritten.down),
    };
    Ok(Known { speed, month })
}

fn of_before(kept: Measured) -> Speed {
    let Measured { bytes_per_second, at } = kept;
    Speed { bytes_per_second, at, is_now: false, steady: Some(bytes_per_second) }
}

/// Takes note of what has gone over the road since the driver began.
pub(crate) fn passed(desk: &Desk, so_far: Traffic) {
    let clock = &desk.world.clock;
    let is_due = desk.odometer().note(so_far, clock.tick(), clock.now());
    if is_due {
        // What could not be written is written with the next.
        drop(save(desk));
    }
}

/// Takes note of what went over the road beside any driver.
pub(crate) fn add(desk: &Desk, traffic: Traffic) {
    desk.odometer().add(traffic.up, traffic.down);
    drop(save(desk));
}

/// Writes what was counted.
pub(crate) fn save(desk: &Desk) -> Result<(), DeskError> {
    let _one_at_a_time = desk.writing_traffic.lock().unwrap_or_else(PoisonError::into_inner);
    let (bytes, pace) = {
        let odometer = desk.odometer();
        (odometer.unwritten, odometer.pace)
    };
    let tick = desk.world.clock.tick();
    if bytes == Month::default() {
        return Ok(());
    }
    let month = this_month(desk);
    let written: Result<(), StoreError> = desk.store.act("note what went over the road", |tx| {
        rows::add(tx, &month, bytes)?;
        let measured = pace.filter(|pace| pace.steady > 0);
        let measured = measured.map(|it| Measured { bytes_per_second: it.steady, at: it.at });
        measured.map_or(Ok(()), |measured| rows::set_speed(tx, measured))
    });
    written?;
    desk.odometer().wrote(bytes, tick);
    Ok(())
}

/// The civil month at +07:00, such as `2026-11`.
fn this_month(desk: &Desk) -> String {
    desk.reading().best().civil_date().format("%Y-%m").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn traffic(up: u64, down: u64, arrived: u64) -> Traffic {
        Traffic { up, down, arrived }
    }

    #[test]
    fn driver_that_begins_anew_is_not_counted_twice() {
        let (mut odometer, at) = (Odometer::default(), Millis::new(0));
        odometer.note(traffic(100, 10, 0), 0, at);
        odometer.note(traffic(150, 20, 0), 1, at);

        odometer.begin();
        odometer.note(traffic(30, 3, 0), 2, at);

        assert_eq!(odometer.unwritten, Month { up: 180, down: 23 });
    }

    #[test]
    fn bytes_are_written_after_half_a_minute_and_those_that_came_meanwhile_are_kept() {
        let (mut odometer, at) = (Odometer::default(), Millis::new(0));

        assert!(!odometer.note(traffic(100, 0, 0), 1_000, at));
        assert!(!odometer.note(traffic(200, 0, 0), 30_999, at));
        assert!(odometer.note(traffic(300, 0, 0), 31_000, at), "it is time");
        odometer.note(traffic(350, 0, 0), 31_001, at);
        odometer.wrote(Month { up: 300, down: 0 }, 31_002);

        assert_eq!(odometer.unwritten.up, 50);
        assert!(!odometer.note(traffic(360, 0, 0), 60_000, at), "not again at once");
    }

    #[test]
    fn pace_of_a_while_ago_is_not_called_the_pace_now() {
        let mut odometer = Odometer::default();
        odometer.note(traffic(0, 0, 0), 0, Millis::new(0));
        odometer.note(traffic(0, 0, 16_000), 2_000, Millis::new(7));

        let soon = odometer.speed(3_000).unwrap();
        let late = odometer.speed(20_000).unwrap();

        assert_eq!((soon.bytes_per_second, soon.is_now), (8_000, true));
        assert_eq!((late.bytes_per_second, late.at, late.is_now), (8_000, Millis::new(7), false));
    }
}
