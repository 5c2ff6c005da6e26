//! By which day something that waits must have arrived.

/// The civil day that the agency set for a supplement which waits, of the parcel that carries it and of
/// those of its dossier that go before it; NULL: none was set. It is the day that the agency named last,
/// for as long as it asks.
macro_rules! due {
    () => {
        "CASE WHEN parcels.state NOT IN ('delivered', 'cancelled') AND parcels.dossier_id IN (
            SELECT cases.dossier_id
            FROM cases
            WHERE cases.state = 'supplement_asked'
        ) AND EXISTS (
            SELECT 1
            FROM parcels AS answer
            WHERE answer.dossier_id = parcels.dossier_id AND answer.kind = 'supplement'
                AND answer.seq >= parcels.seq AND answer.state NOT IN ('delivered', 'cancelled')
        ) THEN (
            SELECT events.deadline
            FROM events
            WHERE events.dossier_id = parcels.dossier_id
            ORDER BY events.seq DESC
            LIMIT 1
        ) END"
    };
}
pub(crate) use due;

/// A day as text that orders, where none comes last.
macro_rules! or_last {
    ($($day:tt)+) => {
        concat!("coalesce(", $($day)+, ", '9999-99-99')")
    };
}
pub(crate) use or_last;
