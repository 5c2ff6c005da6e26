//! What went over the road: bytes of each month, and how fast it carried last.

use domain::moment::Millis;
use rusqlite::Row;
use sqlite::{Alter, Ask};

use crate::error::StoreError;
use crate::row::{self, Binds};
use crate::store::{Tx, View};

/// The bytes of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Month {
    /// Sent.
    pub up: u64,
    /// Received.
    pub down: u64,
}

/// How fast the road carried when it was last measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    /// Bytes that the gateway acknowledged in a second.
    pub bytes_per_second: u64,
    /// When, by the machine's clock.
    pub at: Millis,
}

/// Adds to the bytes of a civil month, such as `2026-11`.
pub fn add(tx: &Tx<'_>, month: &str, bytes: Month) -> Result<(), StoreError> {
    let sql = "
        INSERT INTO traffic (month, up, down)
        VALUES (:month, :up, :down)
        ON CONFLICT (month) DO UPDATE
        SET up = up + excluded.up, down = down + excluded.down";
    let binds = Binds::new().text(":month", month);
    let binds = binds.count(":up", bytes.up, "traffic")?.count(":down", bytes.down, "traffic")?;
    tx.run(sql, &*binds.params(), "note what went over the road").map(drop)
}

/// The bytes of a civil month.
pub fn of(view: &View<'_>, month: &str) -> Result<Month, StoreError> {
    let sql = "
        SELECT up, down
        FROM traffic
        WHERE month = :month";
    let binds = Binds::new().text(":month", month);
    let read =
        |row: &Row<'_>| Ok(Month { up: row::count(row, "up")?, down: row::count(row, "down")? });
    Ok(view.one(sql, &*binds.params(), read, "read what went over the road")?.unwrap_or_default())
}

/// Keeps how fast the road carries.
pub fn set_speed(tx: &Tx<'_>, measured: Measured) -> Result<(), StoreError> {
    let sql = "
        INSERT OR REPLACE INTO speed (only_row, bytes_per_second, measured_ms)
        VALUES (1, :bytes_per_second, :measured_ms)";
    let binds = Binds::new()
        .count(":bytes_per_second", measured.bytes_per_second, "speed")?
        .at(":measured_ms", measured.at);
    tx.run(sql, &*binds.params(), "note how fast the road carries").map(drop)
}

/// How fast the road carried; `None` before it was ever measured.
pub fn speed(view: &View<'_>) -> Result<Option<Measured>, StoreError> {
    let sql = "
        SELECT bytes_per_second, measured_ms
        FROM speed";
    let read = |row: &Row<'_>| {
        let bytes_per_second = row::count(row, "bytes_per_second")?;
        Ok(Measured { bytes_per_second, at: row::millis(row, "measured_ms")? })
    };
    view.one(sql, [], read, "read how fast the road carries")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{a_store, change};

    #[test]
    fn bytes_are_added_up_month_by_month() {
        let filled = a_store();
        change(&filled, |tx| {
            add(tx, "2026-11", Month { up: 10, down: 1 })?;
            add(tx, "2026-11", Month { up: 5, down: 2 })?;
            add(tx, "2026-12", Month { up: 7, down: 0 })
        });

        let month = |month| filled.store.look(|view| of(view, month)).unwrap();

        assert_eq!(month("2026-11"), Month { up: 15, down: 3 });
        assert_eq!(month("2026-12"), Month { up: 7, down: 0 });
        assert_eq!(month("2027-01"), Month::default());
    }

    #[test]
    fn only_the_last_speed_is_kept() {
        let filled = a_store();
        assert_eq!(filled.store.look(speed).unwrap(), None);

        let measured = |bytes_per_second| Measured { bytes_per_second, at: Millis::new(1) };
        change(&filled, |tx| set_speed(tx, measured(8_000)));
        change(&filled, |tx| set_speed(tx, measured(9_000)));

        assert_eq!(filled.store.look(speed).unwrap(), Some(measured(9_000)));
    }
}
