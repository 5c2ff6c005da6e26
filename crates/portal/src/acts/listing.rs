//! What a desk may learn of its own dossiers: the feed of events, and what the gateway holds.

use domain::ids::DeskId;
use wire::feed::{Cursor, FeedPage, HoldingsPage};
use wire::problem::Reason;

use crate::acts::fetching;
use crate::error::PortalError;
use crate::gateway::Gateway;
use crate::refusal::Refusal;
use crate::store::{View, events, gateway_row, holdings};

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

/// Some rows of a list, and where it goes on.
struct Page<T> {
    era: u32,
    rows: Vec<T>,
    next: Cursor,
    more: bool,
}

/// The events of dossiers of which this desk delivered a revision.
pub fn feed(gateway: &Gateway, desk: DeskId, after: Option<&str>) -> Result<FeedPage, Refusal> {
    let read = |view: &View<'_>, after, most| events::for_desk(view, desk, after, most);
    let page = page(gateway, after, read, |row| row.number)?;
    let events = page.rows.into_iter().map(|row| row.statement).collect();
    let capabilities = fetching::capabilities(gateway)?.mark;
    Ok(FeedPage { era: page.era, events, next: page.next, more: page.more, capabilities })
}

/// What the gateway holds or has heard of, as far as this desk may know it.
pub fn held(gateway: &Gateway, desk: DeskId, after: Option<&str>) -> Result<HoldingsPage, Refusal> {
    let read = |view: &View<'_>, after, most| holdings::for_desk(view, desk, after, most);
    let page = page(gateway, after, read, |row| row.place)?;
    let holdings = page.rows.into_iter().map(|row| row.holding).collect();
    Ok(HoldingsPage { era: page.era, holdings, next: page.next, more: page.more })
}

/// Reads on behind a cursor. One of another era gets an empty page and the beginning of this one.
fn page<T>(
    gateway: &Gateway,
    after: Option<&str>,
    read: impl FnOnce(&View<'_>, u64, u32) -> Result<Vec<T>, PortalError>,
    number_of: impl Fn(&T) -> u64,
) -> Result<Page<T>, Refusal> {
    let after = after.map(Place::parse).transpose()?;
    gateway.store.look(|view| {
        let era = gateway_row::get(view)?.era;
        let from = after.unwrap_or(Place::start(era));
        if from.era != era {
            return Ok(Page {
                era,
                rows: Vec::new(),
                next: Place::start(era).cursor(),
                more: true,
            });
        }
        let limit = gateway.policy.page_items;
        let mut rows = read(view, from.number, limit.saturating_add(1))?;
        let more = cut(&mut rows, limit);
        let number = rows.last().map_or(from.number, number_of);
        Ok(Page { era, rows, next: Place { era, number }.cursor(), more })
    })
}

/// Leaves at most `limit` rows; tells whether there were more.
fn cut<T>(rows: &mut Vec<T>, limit: u32) -> bool {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    more
}
