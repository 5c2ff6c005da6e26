//! What a desk may learn of its own dossiers: the feed of events, and what the gateway holds.

use domain::ids::DeskId;
use wire::feed::{Cursor, FeedPage, HoldingsPage};
use wire::problem::Reason;

use crate::gateway::Gateway;
use crate::refusal::Refusal;
use crate::store::{events, gateway_row, holdings};

/// A place in one of the lists: `<era>.<number>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    era: u32,
    number: u64,
}

impl Place {
    /// Where somebody begins who has no cursor yet.
    fn start(era: u32) -> Self {
        Self { era, number: 0 }
    }

    fn parse(cursor: &str) -> Result<Self, Refusal> {
        let read = || {
            let (era, number) = cursor.split_once('.')?;
            Some(Self { era: era.parse().ok()?, number: number.parse().ok()? })
        };
        let in_reach = |place: &Self| i64::try_from(place.number).is_ok();
        let malformed = || Refusal::new(Reason::Malformed, "not a cursor of this gateway");
        read().filter(in_reach).ok_or_else(malformed)
    }

    fn cursor(self) -> Cursor {
        Cursor::new(format!("{}.{}", self.era, self.number))
    }
}

/// The events of dossiers of which this desk delivered a revision. A cursor of another era gets an
/// empty page and the beginning of this one.
pub fn feed(gateway: &Gateway, desk: DeskId, after: Option<&str>) -> Result<FeedPage, Refusal> {
    let after = after.map(Place::parse).transpose()?;
    gateway.store.look(|view| {
        let era = gateway_row::get(view)?.era;
        let from = after.unwrap_or(Place::start(era));
        if from.era != era {
            let next = Place::start(era).cursor();
            return Ok(FeedPage { era, events: Vec::new(), next, more: true });
        }
        let limit = gateway.policy.page_items;
        let mut rows = events::for_desk(view, desk, from.number, limit.saturating_add(1))?;
        let more = cut(&mut rows, limit);
        let number = rows.last().map_or(from.number, |row| row.number);
        let events = rows.into_iter().map(|row| row.statement).collect();
        Ok(FeedPage { era, events, next: Place { era, number }.cursor(), more })
    })
}

/// What the gateway holds or has heard of, as far as this desk may know it.
pub fn held(gateway: &Gateway, desk: DeskId, after: Option<&str>) -> Result<HoldingsPage, Refusal> {
    let after = after.map(Place::parse).transpose()?;
    gateway.store.look(|view| {
        let era = gateway_row::get(view)?.era;
        let from = after.unwrap_or(Place::start(era));
        if from.era != era {
            let next = Place::start(era).cursor();
            return Ok(HoldingsPage { era, holdings: Vec::new(), next, more: true });
        }
        let limit = gateway.policy.page_items;
        let mut rows = holdings::for_desk(view, desk, from.number, limit.saturating_add(1))?;
        let more = cut(&mut rows, limit);
        let number = rows.last().map_or(from.number, |row| row.place);
        let holdings = rows.into_iter().map(|row| row.holding).collect();
        Ok(HoldingsPage { era, holdings, next: Place { era, number }.cursor(), more })
    })
}

/// Leaves at most `limit` rows; tells whether there were more.
fn cut<T>(rows: &mut Vec<T>, limit: u32) -> bool {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    more
}
