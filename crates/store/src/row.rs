//! Between SQL values and the desk's words: what every act has, and what `sqlite` knows already.

use domain::moment::{ClockReading, Epoch, Seq, Stamp};
use rusqlite::Row;
use seal::hash::Digest;
pub(crate) use sqlite::Binds;
pub(crate) use sqlite::row::{
    code, count, hash, id, maybe_id, maybe_millis, maybe_text, millis, public_key, text,
};

/// The seven columns that every row of an act has, for `INSERT` and `SELECT`.
macro_rules! stamp_columns {
    () => {
        "operator_id, instance_id, epoch, seq, clock_ms, offset_ms, clock_trust"
    };
}
pub(crate) use stamp_columns;

/// The parameters that [`Stamped::stamp`] fills, in the order of [`stamp_columns!`].
macro_rules! stamp_values {
    () => {
        ":operator_id, :instance_id, :epoch, :seq, :clock_ms, :offset_ms, :clock_trust"
    };
}
pub(crate) use stamp_values;

/// Values for the columns of an act.
pub(crate) trait Stamped {
    /// Fills [`stamp_values!`].
    fn stamp(self, stamp: &Stamp) -> Self;
}

impl Stamped for Binds {
    fn stamp(self, stamp: &Stamp) -> Self {
        self.id(":operator_id", &stamp.operator)
            .id(":instance_id", &stamp.instance)
            .with(":epoch", stamp.epoch.get())
            .with(":seq", stamp.seq.get())
            .at(":clock_ms", stamp.reading.clock)
            .with(":offset_ms", stamp.reading.offset_ms)
            .word(":clock_trust", stamp.reading.trust)
    }
}

/// Reads the seven columns of an act.
pub(crate) fn stamp(row: &Row<'_>) -> rusqlite::Result<Stamp> {
    Ok(Stamp {
        operator: id(row, "operator_id")?,
        instance: id(row, "instance_id")?,
        epoch: Epoch::new(row.get("epoch")?),
        seq: Seq::new(row.get("seq")?),
        reading: ClockReading {
            clock: millis(row, "clock_ms")?,
            offset_ms: row.get("offset_ms")?,
            trust: text(row, "clock_trust")?,
        },
    })
}

/// The columns `sha256` and `size` of some bytes.
pub(crate) fn digest(row: &Row<'_>) -> rusqlite::Result<Digest> {
    Ok(Digest { sha256: hash(row, "sha256")?, size: count(row, "size")? })
}
