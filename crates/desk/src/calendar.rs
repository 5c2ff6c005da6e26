//! By when a result may be expected, by the working days that are shipped with the program.

use std::sync::LazyLock;

use chrono::NaiveDateTime;
use domain::calendar::{Calendar, CalendarFault};
use domain::deadline::{self, Due, TimeLimit};

use crate::session::Desk;

/// The calendar of the state's offices as it is shipped.
static CALENDAR: LazyLock<Result<Calendar, CalendarFault>> =
    LazyLock::new(|| Calendar::parse(include_bytes!("../../../assets/calendar/vn.json")));

/// By when a result is due of what an agency takes in now; `None` when nobody can say.
pub(crate) fn due_if_received_now(desk: &Desk, limit: &TimeLimit) -> Option<Due> {
    due_if_received(desk.reading().best().civil(), limit)
}

/// By when a result is due of what an agency takes in at a moment of Vietnamese civil time; `None`
/// when nobody can say.
pub(crate) fn due_if_received(at: NaiveDateTime, limit: &TimeLimit) -> Option<Due> {
    let calendar = CALENDAR.as_ref().ok()?;
    match deadline::due(at, limit, calendar, None) {
        Due::Unknown(_) => None,
        due @ Due::At { .. } => Some(due),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calendar_that_is_shipped_can_be_read() {
        assert!(CALENDAR.is_ok(), "{:?}", CALENDAR.as_ref().err());
    }
}
