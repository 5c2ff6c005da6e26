//! What goes on being sent, and in which order.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::ParcelId;
use domain::moment::Millis;
use wire::announcement::MissingPart;

use crate::due::Due;

/// A parcel of which the gateway lacks something.
#[derive(Debug)]
pub(crate) struct Upload {
    pub(crate) parcel: ParcelId,
    place: Standby,
    pub(crate) announced: Millis,
    /// What the gateway says that it lacks.
    pub(crate) missing: Vec<MissingPart>,
    /// Whether that is certain: nothing was sent since without a clean answer.
    pub(crate) is_sure: bool,
    /// The least that it ever lacked, in bytes.
    pub(crate) least: Option<u64>,
    pub(crate) stalls: u32,
}

impl Upload {
    /// Bytes were damaged: they come again from the start, which is no standstill.
    pub(crate) fn begin_anew(&mut self) {
        self.is_sure = false;
        self.least = None;
        self.stalls = 0;
    }

    /// How many bytes the gateway lacks.
    pub(crate) fn lacks(&self, sizes: &[u64]) -> u64 {
        lacking(&self.missing, sizes)
    }

    /// Notes how much of a part the gateway holds.
    pub(crate) fn hold(&mut self, number: u32, offset: u64, size: u64) {
        if let Some(part) = self.missing.iter_mut().find(|part| part.number == number) {
            part.offset = offset;
        }
        self.missing.retain(|part| part.number != number || part.offset < size);
    }

    /// Whether the gateway lacks less than ever before.
    pub(crate) fn has_come_further(&mut self, lacks: u64) -> bool {
        let is_further = self.least.is_none_or(|least| lacks < least);
        if is_further {
            (self.least, self.stalls) = (Some(lacks), 0);
        }
        is_further
    }
}

/// What had no turn yet goes first, and what failed least often; then what is due first; then what is
/// soon done, roughly, so that the order stays the same while bytes go over; then what came first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Standby {
    had_turn: bool,
    blame: u32,
    due: Due,
    /// Which power of four the missing bytes are.
    weight: u32,
    number: u64,
    parcel: ParcelId,
}

/// The uploads that go on, in their order.
#[derive(Debug, Default)]
pub(crate) struct Uploads {
    all: BTreeMap<ParcelId, Upload>,
    order: BTreeSet<Standby>,
    begun: u64,
}

impl Uploads {
    pub(crate) fn first(&self) -> Option<&Upload> {
        self.iter().next()
    }

    /// All of them, in their order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Upload> {
        self.order.iter().filter_map(|place| self.all.get(&place.parcel))
    }

    /// How soon the first of them is due; `None` when there is none.
    pub(crate) fn first_due(&self) -> Option<Due> {
        self.order.first().map(|place| place.due)
    }

    pub(crate) fn count(&self) -> usize {
        self.all.len()
    }

    pub(crate) fn get(&self, parcel: ParcelId) -> Option<&Upload> {
        self.all.get(&parcel)
    }

    pub(crate) fn get_mut(&mut self, parcel: ParcelId) -> Option<&mut Upload> {
        self.all.get_mut(&parcel)
    }

    /// Takes one out, if it is there.
    pub(crate) fn remove(&mut self, parcel: ParcelId) -> Option<Upload> {
        let gone = self.all.remove(&parcel)?;
        self.order.remove(&gone.place);
        Some(gone)
    }

    /// Puts one in line, of whose parts so many bytes are missing.
    pub(crate) fn add(
        &mut self,
        parcel: ParcelId,
        (had_turn, blame): (bool, u32),
        due: Due,
        announced: Millis,
        mut missing: Vec<MissingPart>,
        lacks: u64,
    ) {
        // Most lack one part, of thousands, and what was read from a list has room for four.
        missing.shrink_to_fit();
        self.remove(parcel);
        self.begun += 1;
        let (weight, number) = (weight(lacks), self.begun);
        let place = Standby { had_turn, blame, due, weight, number, parcel };
        let (is_sure, least, stalls) = (true, Some(lacks), 0);
        self.order.insert(place);
        let upload = Upload { parcel, place, announced, missing, is_sure, least, stalls };
        self.all.insert(parcel, upload);
    }

    /// Puts one where it belongs now that so many of its bytes are missing.
    pub(crate) fn weigh(&mut self, parcel: ParcelId, lacks: u64) {
        let Some(upload) = self.all.get_mut(&parcel) else { return };
        let place = Standby { weight: weight(lacks), ..upload.place };
        if place != upload.place {
            self.order.remove(&upload.place);
            self.order.insert(place);
            upload.place = place;
        }
    }

    /// All of them, and none are left.
    pub(crate) fn take_all(&mut self) -> Vec<Upload> {
        self.order.clear();
        std::mem::take(&mut self.all).into_values().collect()
    }
}

fn weight(lacks: u64) -> u32 {
    lacks.checked_ilog2().unwrap_or(0) / 2
}

/// How many bytes of these parts are missing.
pub(crate) fn lacking(missing: &[MissingPart], sizes: &[u64]) -> u64 {
    let left = |part: &MissingPart| size_of(sizes, part.number).saturating_sub(part.offset);
    missing.iter().map(left).fold(0, u64::saturating_add)
}

/// How long a part is; 0 for one that is not there.
pub(crate) fn size_of(sizes: &[u64], number: u32) -> u64 {
    let index = usize::try_from(number).unwrap_or(usize::MAX);
    sizes.get(index).copied().unwrap_or(0)
}

/// Whether there is such a part, and so much of it.
pub(crate) fn fits(part: &MissingPart, sizes: &[u64]) -> bool {
    let index = usize::try_from(part.number).unwrap_or(usize::MAX);
    sizes.get(index).is_some_and(|size| part.offset <= *size)
}

#[cfg(test)]
mod tests {
    use domain::ids::Id;

    use super::*;

    fn id(n: u8) -> ParcelId {
        ParcelId::from_bytes([n; 16])
    }

    fn order(uploads: &Uploads) -> Vec<u8> {
        uploads.iter().map(|upload| upload.parcel.as_bytes()[0]).collect()
    }

    #[test]
    fn small_one_goes_before_a_large_one_and_what_failed_goes_last() {
        let mut uploads = Uploads::default();

        for (n, blame, lacks) in [(1, 0, 70_000), (2, 1, 1), (3, 0, 1_200), (4, 0, 1_900)] {
            uploads.add(id(n), (false, blame), Due::AtNoDay, Millis::new(0), vec![], lacks);
        }

        assert_eq!(order(&uploads), [3, 4, 1, 2], "of about the same size the older one");
    }

    #[test]
    fn what_is_due_goes_before_what_is_small_and_behind_what_failed_less_often() {
        let day = |day| Due::from(chrono::NaiveDate::from_ymd_opt(2026, 12, day));
        let mut uploads = Uploads::default();

        let four = [(1, 0, Due::AtNoDay), (2, 0, day(9)), (3, 0, day(5)), (4, 1, day(1))];
        for (n, blame, due) in four {
            let lacks = 1 << (10 * n);
            uploads.add(id(n), (false, blame), due, Millis::new(0), vec![], lacks);
        }

        assert_eq!(order(&uploads), [3, 2, 1, 4]);
        uploads.weigh(id(2), 1);
        assert_eq!(order(&uploads), [3, 2, 1, 4], "however little of it is left");
    }

    #[test]
    fn order_is_kept_while_bytes_go_over_until_one_is_much_smaller() {
        let mut uploads = Uploads::default();
        uploads.add(id(1), (false, 0), Due::AtNoDay, Millis::new(0), vec![], 1_000);
        uploads.add(id(2), (false, 0), Due::AtNoDay, Millis::new(0), vec![], 1_000);

        uploads.weigh(id(2), 300);
        assert_eq!(order(&uploads), [1, 2], "300 bytes are about as many as 1,000");
        uploads.weigh(id(2), 200);

        assert_eq!(order(&uploads), [2, 1], "200 are a quarter");
    }
}
