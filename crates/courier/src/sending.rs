//! Bringing the bytes of one parcel over.

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
use crate::uploads::{fits, lacking, size_of};

/// How often the gateway may hold no more than before.
const STALLS: u32 = 3;

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
        let lacks = lacking(&missing, &parcel.sizes);
        let (blame, due) = (self.blame.rank(Culprit::Parcel(id)), parcel.due.into());
        self.streams.left.remove(&id);
        self.plan.uploads.add(id, blame, due, announced, missing, lacks);
        Turn::GoOn
    }

    /// The next bytes, under a lease that lasts: of everything in one stream, or of the first upload.
    pub(crate) fn go_on_sending(&mut self) -> Option<Request> {
        let id = self.plan.uploads.first().map(|upload| upload.parcel)?;
        let Some(parcel) = self.ledger.parcel(id) else {
            self.plan.uploads.remove(id);
            return self.next_request();
        };
        let is_all_taken = self.plan.uploads.first().is_some_and(|it| it.missing.is_empty());
        if self.may_stream() && !is_all_taken {
            return Some(self.stream());
        }
        let request = self.slice_of(parcel);
        self.renew_lease(id);
        Some(request)
    }

    /// Takes the lease of what is being sent anew, where little of it is left.
    pub(crate) fn renew_lease(&mut self, id: ParcelId) {
        let (Some(upload), Some(parcel)) = (self.plan.uploads.get(id), self.ledger.parcel(id))
        else {
            return;
        };
        if let Stage::Sending(lease) = parcel.stage
            && lease.wants_renewal(self.now)
        {
            self.ledger.sending(id, Lease::taken(self.now, self.run), upload.announced);
        }
    }

    /// What to ask about the first upload: how far it came, or to take its next slice.
    fn slice_of(&self, parcel: &Parcel) -> Request {
        let upload = self.plan.uploads.first().filter(|upload| upload.is_sure);
        let Some(part) = upload.and_then(|upload| upload.missing.first()) else {
            return Request::Inquire { parcel: parcel.id, key: parcel.key };
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
            upload.hold(number, offset, size);
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
        let is_further = upload.has_come_further(lacks);
        self.plan.uploads.weigh(id, lacks);
        if !is_further {
            return self.stalled(id);
        }
        self.brought();
        Turn::GoOn
    }

    /// The gateway holds more than ever before.
    pub(crate) fn brought(&mut self) {
        self.owes_sending = false;
        self.got_through();
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

pub(crate) fn nonsense(id: ParcelId) -> Turn {
    Turn::blaming(id, Trouble::Broken)
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
        assert_eq!(*key, a_parcel(1, 1).key, "by the key that the gateway knows");

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
        let big = crate::Parcel { sizes: [100, 1_000_000].into(), ..a_parcel(1, 1) };
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
