//! Bringing the bytes of one parcel over.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::ParcelId;
use domain::moment::Millis;
use wire::announcement::{MissingPart, Outcome};
use wire::problem::Problem;

use crate::blame::Culprit;
use crate::courier::Courier;
use crate::effect::Request;
use crate::input::Trouble;
use crate::parcel::{Lease, Parcel, Stage};
use crate::trouble;
use crate::turn::Turn;

/// How often the gateway may hold no more than before.
const STALLS: u32 = 3;

/// A parcel of which the gateway lacks something.
#[derive(Debug)]
pub(crate) struct Upload {
    pub(crate) parcel: ParcelId,
    place: Standby,
    announced: Millis,
    /// What the gateway says that it lacks.
    missing: Vec<MissingPart>,
    /// Whether that is certain: nothing was sent since without a clean answer.
    pub(crate) is_sure: bool,
    /// The least that it ever lacked, in bytes.
    least: Option<u64>,
    stalls: u32,
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
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Standby {
    blame: u32,
    number: u64,
    parcel: ParcelId,
}

/// The uploads that go on, and their order: what failed least often, and then what came first.
#[derive(Debug, Default)]
pub(crate) struct Uploads {
    all: BTreeMap<ParcelId, Upload>,
    order: BTreeSet<Standby>,
    begun: u64,
}

impl Uploads {
    pub(crate) fn first(&self) -> Option<&Upload> {
        self.order.first().and_then(|place| self.all.get(&place.parcel))
    }

    pub(crate) fn get(&self, parcel: ParcelId) -> Option<&Upload> {
        self.all.get(&parcel)
    }

    pub(crate) fn get_mut(&mut self, parcel: ParcelId) -> Option<&mut Upload> {
        self.all.get_mut(&parcel)
    }

    /// Tells whether there was one.
    pub(crate) fn remove(&mut self, parcel: ParcelId) -> bool {
        let gone = self.all.remove(&parcel);
        gone.is_some_and(|upload| self.order.remove(&upload.place))
    }

    fn add(&mut self, parcel: ParcelId, blame: u32, upload: impl FnOnce(Standby) -> Upload) {
        self.remove(parcel);
        self.begun += 1;
        let place = Standby { blame, number: self.begun, parcel };
        self.order.insert(place);
        self.all.insert(parcel, upload(place));
    }
}

impl Courier {
    /// Puts a parcel in line of which the gateway lacks something.
    pub(crate) fn begin_upload(
        &mut self,
        id: ParcelId,
        announced: Millis,
        missing: Vec<MissingPart>,
    ) -> Turn {
        let Some(parcel) = self.ledger.parcel(id) else { return Turn::GoOn };
        if !missing.iter().all(|part| fits(part, &parcel.sizes)) {
            return nonsense(id);
        }
        let (is_sure, stalls) = (true, 0);
        let least = Some(lacking(&missing, &parcel.sizes));
        let blame = self.blame.of(Culprit::Parcel(id));
        self.plan.uploads.add(id, blame, |place| Upload {
            parcel: id,
            place,
            announced,
            missing,
            is_sure,
            least,
            stalls,
        });
        Turn::GoOn
    }

    /// The next bytes of the first upload, under a lease that lasts.
    pub(crate) fn go_on_sending(&mut self) -> Option<Request> {
        let (id, announced) =
            self.plan.uploads.first().map(|upload| (upload.parcel, upload.announced))?;
        let Some(parcel) = self.ledger.parcel(id) else {
            self.plan.uploads.remove(id);
            return self.next_request();
        };
        let request = self.slice_of(parcel);
        if let Stage::Sending(lease) = parcel.stage
            && lease.wants_renewal(self.now)
        {
            self.ledger.sending(id, Lease::taken(self.now, self.run), announced);
        }
        Some(request)
    }

    /// What to ask about the first upload: how far it came, or to take its next slice.
    fn slice_of(&self, parcel: &Parcel) -> Request {
        let upload = self.plan.uploads.first().filter(|upload| upload.is_sure);
        let Some(part) = upload.and_then(|upload| upload.missing.first()) else {
            return Request::Inquire { parcel: parcel.id, key: parcel.expected.key };
        };
        let most = self.ledger.capabilities().map_or(1, |told| told.max_slice_bytes);
        let left = size_of(&parcel.sizes, part.number).saturating_sub(part.offset);
        Request::Slice {
            parcel: parcel.id,
            part: part.number,
            upload: part.upload.clone(),
            offset: part.offset,
            length: left.min(self.pace.length(most)),
        }
    }

    /// Goes on from where the gateway says that it is.
    pub(crate) fn taken(&mut self, id: ParcelId, number: u32, offset: u64) -> Turn {
        let Some(size) = self.ledger.parcel(id).map(|parcel| size_of(&parcel.sizes, number)) else {
            return Turn::GoOn;
        };
        if let Some(upload) = self.plan.uploads.get_mut(id) {
            let part = upload.missing.iter_mut().find(|part| part.number == number);
            if let Some(part) = part {
                part.offset = offset;
            }
            upload.missing.retain(|part| part.number != number || part.offset < size);
        }
        if offset > size {
            return nonsense(id);
        }
        self.advanced(id)
    }

    /// Takes in how the parcel stands, as the gateway says when it is asked.
    pub(crate) fn inquired(&mut self, id: ParcelId, outcome: Outcome) -> Turn {
        match (outcome, self.plan.uploads.get_mut(id)) {
            (Outcome::Announced { missing, .. }, Some(upload)) => {
                upload.missing = missing;
                upload.is_sure = true;
                self.advanced(id)
            }
            (outcome, _) => {
                self.plan.uploads.remove(id);
                self.stands(id, outcome)
            }
        }
    }

    /// Whether the gateway's answers lead anywhere: it lacks less than ever before.
    fn advanced(&mut self, id: ParcelId) -> Turn {
        let Some(parcel) = self.ledger.parcel(id) else { return Turn::GoOn };
        let Some(upload) = self.plan.uploads.get_mut(id) else { return Turn::GoOn };
        if !upload.missing.iter().all(|part| fits(part, &parcel.sizes)) {
            return nonsense(id);
        }
        let lacks = upload.lacks(&parcel.sizes);
        if upload.least.is_none_or(|least| lacks < least) {
            upload.least = Some(lacks);
            upload.stalls = 0;
            self.got_through();
            return Turn::GoOn;
        }
        self.stalled(id)
    }

    /// The gateway holds no more than before.
    pub(crate) fn stalled(&mut self, id: ParcelId) -> Turn {
        let Some(upload) = self.plan.uploads.get_mut(id) else { return Turn::GoOn };
        upload.stalls += 1;
        if upload.stalls < STALLS { Turn::GoOn } else { nonsense(id) }
    }

    /// Whether a slice was refused for its length alone, and a smaller one may pass: a proxy on the
    /// way may take less than the gateway. Looking for what passes is no standstill.
    pub(crate) fn is_slice_too_big(
        &mut self,
        parcel: ParcelId,
        problem: &Problem,
        length: u64,
    ) -> bool {
        let may_pass = trouble::is_too_big(problem) && self.pace.refuse(length);
        if let Some(upload) = self.plan.uploads.get_mut(parcel).filter(|_| may_pass) {
            upload.begin_anew();
        }
        may_pass
    }
}

fn nonsense(id: ParcelId) -> Turn {
    Turn::blaming(id, Trouble::Broken)
}

fn lacking(missing: &[MissingPart], sizes: &[u64]) -> u64 {
    let left = |part: &MissingPart| size_of(sizes, part.number).saturating_sub(part.offset);
    missing.iter().map(left).fold(0, u64::saturating_add)
}

fn size_of(sizes: &[u64], number: u32) -> u64 {
    let index = usize::try_from(number).unwrap_or(usize::MAX);
    sizes.get(index).copied().unwrap_or(0)
}

fn fits(part: &MissingPart, sizes: &[u64]) -> bool {
    let index = usize::try_from(part.number).unwrap_or(usize::MAX);
    sizes.get(index).is_some_and(|size| part.offset <= *size)
}

#[cfg(test)]
mod tests {
    use wire::problem::Reason;

    use super::*;
    use crate::testing::{Scene, a_parcel, announced, delivered, id, under_way};
    use crate::{Answer, Failure, LEASE_MS, Obstacle};

    fn sending(offset: u64) -> Scene {
        let mut scene = under_way(vec![a_parcel(1, 1)]);
        scene.outcomes(vec![announced(offset)]);
        scene
    }

    fn slice(scene: &Scene) -> (u64, u64) {
        match scene.asked() {
            Some(Request::Slice { offset, length, .. }) => (*offset, *length),
            other => panic!("it sends nothing, but asks {other:?}"),
        }
    }

    #[test]
    fn upload_goes_on_from_where_the_gateway_says() {
        let mut scene = sending(0);
        assert_eq!(slice(&scene), (0, 400), "no more than the gateway takes");

        scene.told(Answer::Taken { offset: 150 });

        assert_eq!(slice(&scene), (150, 400), "whatever was expected");
    }

    #[test]
    fn gateway_is_asked_how_far_it_came_after_anything_but_a_clean_answer() {
        let mut scene = sending(0);

        scene.failed(Failure::WrongOffset);
        let Some(Request::Inquire { key, .. }) = scene.asked() else { panic!("it guesses") };
        assert_eq!(*key, a_parcel(1, 1).expected.key, "by the key that the gateway knows");

        scene.told(Answer::Outcome(announced(700)));
        assert_eq!(slice(&scene), (700, 300));
    }

    #[test]
    fn round_stops_when_the_gateway_takes_bytes_and_never_holds_more() {
        let mut scene = sending(100);

        scene.told(Answer::Taken { offset: 100 }).told(Answer::Taken { offset: 100 });
        assert_eq!(slice(&scene), (100, 400), "twice it is tried again");
        scene.told(Answer::Taken { offset: 100 });

        assert_eq!(scene.saved(), ["queued 1"], "not for ever");
        let hindrance = scene.courier.standing().hindrance.unwrap();
        assert_eq!(hindrance.obstacle, Obstacle::Road(Trouble::Broken));
    }

    #[test]
    fn round_stops_when_the_gateway_holds_more_than_there_is() {
        let mut scene = sending(0);

        scene.told(Answer::Taken { offset: 1_001 });

        assert_eq!(scene.saved(), ["queued 1"]);
    }

    #[test]
    fn lease_is_renewed_when_less_than_half_of_it_is_left() {
        let mut scene = sending(0);
        let half = u64::try_from(LEASE_MS / 2).unwrap();

        scene.passes(half).told(Answer::Taken { offset: 100 });
        assert!(scene.saved().is_empty(), "half is enough");
        scene.passes(1).told(Answer::Taken { offset: 200 });

        assert_eq!(scene.saved(), ["sending 1"], "before the next slice");
    }

    #[test]
    fn parcel_is_announced_again_when_its_upload_is_gone() {
        let mut scene = sending(0);

        scene.failed(Failure::Gone);

        assert_eq!(scene.saved(), ["queued 1", "announcing 1, attempt 2"]);
    }

    #[test]
    fn damaged_bytes_come_again_twice_before_they_are_the_parcels_trouble() {
        let mismatch = || Failure::Final(Problem::new(Reason::PartMismatch, "test"));
        let mut scene = sending(0);

        for _ in 0..2 {
            scene.failed(mismatch()).told(Answer::Outcome(announced(0)));
            assert_eq!(slice(&scene), (0, 400), "from the start");
        }
        scene.failed(mismatch());

        assert_eq!(scene.saved(), ["set aside 1: part-mismatch"]);
    }

    #[test]
    fn slice_is_halved_when_a_proxy_finds_it_too_big() {
        let big = Parcel { sizes: vec![100, 1_000_000], ..a_parcel(1, 1) };
        let mut told = crate::testing::capabilities(1);
        told.max_slice_bytes = 1 << 20;
        let mut scene = crate::testing::begun(crate::testing::a_memory(vec![big]));
        scene.told(Answer::Capabilities(Box::new(told))).outcomes(vec![announced(0)]);
        assert_eq!(slice(&scene), (0, 65_536));

        scene.failed(Failure::Final(Problem::new(Reason::TooBig, "test")));
        scene.told(Answer::Outcome(announced(0)));

        assert_eq!(slice(&scene), (0, 32_768));
    }

    #[test]
    fn parcel_is_delivered_when_the_gateway_had_it_all_along() {
        let mut scene = sending(0);

        scene.failed(Failure::WrongOffset).told(Answer::Outcome(delivered(1)));

        assert_eq!(scene.saved(), ["delivered 1"]);
        assert!(!scene.courier.is_under_way(id(1)));
    }
}
