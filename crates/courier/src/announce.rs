//! Telling the gateway what there is, and what it says to that.

use domain::ids::ParcelId;
use wire::announcement::Outcome;
use wire::problem::Problem;

use crate::courier::Courier;
use crate::effect::Request;
use crate::input::{Tick, Trouble};
use crate::parcel::{Lease, Parcel};
use crate::trouble::{self, Bearing};
use crate::turn::{Halt, Turn};

/// How often bytes may be damaged on the way before the parcel itself is to blame.
const MISMATCHES: u32 = 2;
/// How often in one round the gateway may forget what it knew.
const LOSSES: u32 = 3;

impl Courier {
    /// Announces the next batch: parcels that failed equally often, and the fewer at once the more
    /// often they did.
    pub(crate) fn announce(&mut self) -> Option<Request> {
        let first = *self.line.first()?;
        let singles = &self.plan.singles;
        let is_single = singles.contains(&first.id);
        let most = if is_single { 1 } else { self.batch_size(first.blame) };
        let together = self.line.iter().take_while(|place| place.goes_with(&first));
        let together = together.filter(|place| is_single || !singles.contains(&place.id));
        let batch: Vec<ParcelId> = together.take(most).map(|place| place.id).collect();
        let batch = self.that_fit(batch);
        for parcel in &batch {
            self.take_lease(*parcel);
        }
        Some(Request::Announce(batch))
    }

    /// Takes up again what the gateway has taken note of before. It is only asked after: to announce
    /// it again would send its form again each time that the line breaks.
    pub(crate) fn resume(&mut self, id: ParcelId) -> Option<Request> {
        if self.may_stream() && self.streams.left.contains_key(&id) {
            self.take_up_what_is_left();
            return self.next_request();
        }
        let key = self.ledger.parcel(id)?.key;
        self.take_lease(id);
        Some(Request::Inquire { parcel: id, key })
    }

    pub(crate) fn take_lease(&mut self, id: ParcelId) {
        self.ours.insert(id);
        self.ledger.announcing(id, Lease::taken(self.now, self.run));
    }

    fn batch_size(&self, blame: u32) -> usize {
        let most = self.ledger.capabilities().map_or(1, |told| told.max_announcements);
        let size = most.checked_shr(blame).unwrap_or(0).max(1);
        usize::try_from(size).unwrap_or(usize::MAX)
    }

    /// As many of them as one request may hold, and as the line carries in a few seconds; at least one.
    fn that_fit(&self, batch: Vec<ParcelId>) -> Vec<ParcelId> {
        let most = self.ledger.capabilities().map_or(u64::MAX, |told| told.max_request_bytes);
        let most = self.announcements.length(most);
        let mut total = 0_u64;
        let mut fits = |parcel: &ParcelId| {
            let bytes = self.ledger.parcel(*parcel).map_or(0, announced_bytes);
            let is_first = total == 0;
            total = total.saturating_add(bytes);
            is_first || total <= most
        };
        batch.into_iter().take_while(|id| fits(id)).collect()
    }

    /// Learns from an announcement that went through how much may be announced at once.
    pub(crate) fn time_announcement(&mut self, batch: &[ParcelId], sent: Tick) {
        let took = self.now.tick.0.saturating_sub(sent.0);
        let bytes = batch.iter().filter_map(|id| self.ledger.parcel(*id)).map(announced_bytes);
        self.announcements.took_whole(bytes.fold(0, u64::saturating_add), took);
    }

    /// Takes in what the gateway says of each announced parcel. One whose answer closes the road
    /// does not keep the others from being heard.
    pub(crate) fn announced(&mut self, batch: &[ParcelId], outcomes: Vec<Outcome>) -> Turn {
        if outcomes.len() != batch.len() {
            return self.stumbled(&Request::Announce(batch.to_vec()), Trouble::Broken, None);
        }
        let mut turn: Option<Halt> = None;
        for (parcel, outcome) in batch.iter().zip(outcomes) {
            if self.ledger.parcel(*parcel).is_none() {
                continue;
            }
            match self.stands(*parcel, outcome) {
                Turn::Stay | Turn::GoOn | Turn::Finish => {}
                Turn::Stop(mut halt) => {
                    halt.culprits.extend(turn.into_iter().flat_map(|before| before.culprits));
                    turn = Some(halt);
                }
            }
        }
        turn.map_or(Turn::GoOn, Turn::Stop)
    }

    /// Takes in how one parcel stands at the gateway.
    pub(crate) fn stands(&mut self, parcel: ParcelId, outcome: Outcome) -> Turn {
        match outcome {
            Outcome::Announced { announced_ms, missing } => {
                let lease = Lease::taken(self.now, self.run);
                self.orphans.remove(&parcel);
                self.noted.insert(parcel);
                self.ledger.sending(parcel, lease, announced_ms);
                self.begin_upload(parcel, announced_ms, missing)
            }
            Outcome::Delivered { receipt } => self.received(parcel, &receipt),
            Outcome::Refused { problem } => self.judged(parcel, problem),
            Outcome::Unknown => Turn::blaming(parcel, Trouble::Broken),
        }
    }

    /// Believes a receipt, or not.
    pub(crate) fn received(&mut self, parcel: ParcelId, receipt: &str) -> Turn {
        match self.verify(parcel, receipt) {
            Ok(verified) => {
                self.plan.uploads.remove(parcel);
                self.ledger.delivered(parcel, verified);
                self.forget_parcel(parcel);
                self.got_through();
                Turn::GoOn
            }
            Err(distrust) if distrust.wants_keys() && self.ask_for_keys() => Turn::GoOn,
            Err(_) => Turn::blaming(parcel, Trouble::NotTheGateway),
        }
    }

    /// Acts on a refusal that concerns one parcel.
    pub(crate) fn judged(&mut self, parcel: ParcelId, problem: Problem) -> Turn {
        match trouble::bearing(&problem) {
            Bearing::Mismatch => {
                let count = self.mismatches.entry(parcel).or_default();
                *count += 1;
                if *count > MISMATCHES {
                    return self.put_aside(parcel, problem);
                }
                if let Some(upload) = self.plan.uploads.get_mut(parcel) {
                    upload.begin_anew();
                }
                Turn::GoOn
            }
            Bearing::NotThere if self.noted.contains(&parcel) => self.lost(parcel),
            // What it never took note of it cannot have lost: it lacks what came before.
            Bearing::Parent | Bearing::NotThere if self.is_newly_orphaned(parcel) => {
                self.ledger.want_comparison();
                self.plan.uploads.remove(parcel);
                Turn::GoOn
            }
            Bearing::Item | Bearing::Parent | Bearing::NotThere => self.put_aside(parcel, problem),
            Bearing::Road(trouble) => Turn::blaming(parcel, trouble),
        }
    }

    /// Whether the gateway may lack the parent only because its backup was restored: both sides
    /// were not compared in this life of its records since it said so.
    fn is_newly_orphaned(&mut self, parcel: ParcelId) -> bool {
        let era = self.ledger.gateway().era;
        self.orphans.insert(parcel, era) != Some(era)
    }

    /// The parcel waits for the clerk; the rest goes on.
    pub(crate) fn put_aside(&mut self, parcel: ParcelId, problem: Problem) -> Turn {
        self.plan.uploads.remove(parcel);
        self.ledger.set_aside(parcel, problem);
        self.forget_parcel(parcel);
        Turn::GoOn
    }

    /// The gateway knows nothing of it any more: it is announced again.
    pub(crate) fn lost(&mut self, parcel: ParcelId) -> Turn {
        let was_known = self.plan.uploads.remove(parcel).is_some();
        self.noted.remove(&parcel);
        self.streams.left.remove(&parcel);
        self.ledger.touch(parcel);
        // What it was told in an earlier round it may well have forgotten.
        self.plan.losses += u32::from(was_known);
        if self.plan.losses < LOSSES {
            return Turn::GoOn;
        }
        Turn::blaming(parcel, Trouble::Broken)
    }

    /// A batch was refused as a whole: its parcels go one by one, so that the guilty one is found.
    pub(crate) fn split(&mut self, batch: &[ParcelId]) -> Turn {
        self.plan.singles.extend(batch);
        Turn::GoOn
    }
}

/// About how many bytes an announcement takes: the form and the manifest, in base64.
fn announced_bytes(parcel: &Parcel) -> u64 {
    let form = parcel.sizes.first().copied().unwrap_or(0);
    let lines = u64::try_from(parcel.sizes.len()).unwrap_or(u64::MAX).saturating_mul(512);
    2048_u64.saturating_add(lines).saturating_add(form.saturating_mul(4) / 3)
}

#[cfg(test)]
mod tests {
    use wire::known::Known;
    use wire::problem::Reason;

    use super::*;
    use crate::testing::{a_parcel, a_receipt, announced, delivered, id, refused, under_way};
    use crate::{Answer, Failure};

    #[test]
    fn batch_holds_the_oldest_parcel_of_each_dossier_and_no_more_than_the_gateway_takes() {
        let parcels = [(5, 1), (1, 1), (2, 2), (3, 3), (4, 4)];
        let parcels = parcels.map(|(n, dossier)| a_parcel(n, dossier)).to_vec();

        let mut scene = under_way(parcels);

        assert_eq!(scene.announces(), [1, 2, 3].map(id), "three at once, in the desk's order");
        scene.outcomes(vec![delivered(1), delivered(2), delivered(3)]);
        assert_eq!(scene.announces(), [4, 5].map(id), "then what stood behind them");
    }

    #[test]
    fn as_much_is_announced_at_once_as_the_line_carries_in_a_few_seconds() {
        let long = |n| crate::Parcel { sizes: [300_000].into(), ..a_parcel(n, n) };
        let mut scene = under_way([1, 2, 3, 4, 5].map(long).to_vec());

        assert_eq!(scene.announces(), [id(1)], "a cut would cost all that is under way");
        scene.outcomes(vec![delivered(1)]);
        assert_eq!(scene.announces(), [2, 3].map(id), "the first took no time");
        scene.passes(11_000).outcomes(vec![delivered(2), delivered(3)]);
        assert_eq!(scene.announces(), [id(4)], "that took long");
    }

    #[test]
    fn parcel_waits_while_an_earlier_one_of_its_dossier_is_set_aside() {
        let mut scene = under_way(vec![a_parcel(1, 1), a_parcel(2, 1), a_parcel(3, 3)]);

        scene.outcomes(vec![refused(Reason::NotHead), delivered(3)]);

        assert_eq!(scene.saved(), ["set aside 1: not-head", "delivered 3"]);
        assert_eq!(scene.asked(), Some(&Request::Feed { after: None }), "the rest has gone on");
    }

    #[test]
    fn guilty_parcel_is_found_when_a_batch_is_refused() {
        let mut scene = under_way(vec![a_parcel(1, 1), a_parcel(2, 2)]);
        let too_big = || Failure::Final(Problem::new(Reason::TooBig, "test"));

        scene.failed(too_big());
        assert_eq!(scene.announces(), [id(1)], "one by one");
        scene.failed(too_big());
        assert_eq!(scene.saved()[0], "set aside 1: too-big");
        assert_eq!(scene.announces(), [id(2)], "the innocent goes on");
    }

    #[test]
    fn desks_own_damaged_file_is_the_parcels_trouble() {
        let mut scene = under_way(vec![a_parcel(1, 1)]);

        scene.failed(Failure::Unreadable("page-damaged"));

        assert_eq!(scene.saved(), ["set aside 1: page-damaged"]);
    }

    #[test]
    fn refusal_is_shown_as_it_came_when_its_code_is_unknown() {
        let mut scene = under_way(vec![a_parcel(1, 1)]);
        let code = Known::Other("seal-missing".to_owned());

        let problem = Problem { code, ..Problem::new(Reason::Malformed, "test") };
        scene.outcomes(vec![Outcome::Refused { problem }]);

        assert_eq!(scene.saved(), ["set aside 1: seal-missing"]);
    }

    #[test]
    fn others_are_heard_when_one_answer_closes_the_road() {
        let mut scene = under_way(vec![a_parcel(1, 1), a_parcel(2, 2), a_parcel(3, 3)]);

        scene.outcomes(vec![refused(Reason::DiskFull), delivered(2), announced(0)]);

        assert_eq!(scene.saved(), ["delivered 2", "sending 3", "queued 1", "queued 3"]);
        assert_eq!(scene.asked(), None, "the round is over");
    }

    #[test]
    fn both_sides_are_compared_before_a_lost_parent_is_the_childs_trouble() {
        let mut scene = under_way(vec![a_parcel(2, 1)]);

        scene.outcomes(vec![refused(Reason::ParentUnknown)]);
        assert_eq!(scene.asked(), Some(&Request::Holdings { after: None }));
        scene.nothing_held(1).no_news().outcomes(vec![refused(Reason::ParentUnknown)]);

        assert_eq!(scene.saved(), ["set aside 2: parent-unknown"]);
    }

    #[test]
    fn withdrawal_waits_for_the_clerk_when_the_gateway_has_no_such_dossier() {
        let mut scene = under_way(vec![a_parcel(2, 1)]);

        scene.outcomes(vec![refused(Reason::NotFound)]);
        assert_eq!(scene.asked(), Some(&Request::Holdings { after: None }), "was it restored?");
        scene.nothing_held(1).no_news().outcomes(vec![refused(Reason::NotFound)]);

        assert_eq!(scene.saved(), ["set aside 2: not-found"], "it is not asked for ever");
    }

    #[test]
    fn parent_goes_first_when_the_comparison_has_it_queued_again() {
        let mut scene = under_way(vec![a_parcel(2, 1)]);
        scene.outcomes(vec![refused(Reason::ParentUnknown)]);
        scene.nothing_held(1);
        assert!(matches!(scene.asked(), Some(Request::Feed { .. })), "time to be handed it");

        scene.hear(crate::Input::Queued(a_parcel(1, 1))).no_news();

        assert_eq!(scene.announces(), [id(1)]);
    }

    #[test]
    fn answer_is_none_when_it_counts_otherwise_than_the_question() {
        let mut scene = under_way(vec![a_parcel(1, 1), a_parcel(2, 2)]);

        scene.outcomes(vec![delivered(1)]);

        assert_eq!(scene.saved(), ["queued 1", "queued 2"], "whom it speaks of is not known");
    }

    #[test]
    fn forged_receipt_is_no_success() {
        for receipt in [a_receipt(1, 9, "1"), a_receipt(2, 1, "1"), "<html>".to_owned()] {
            let mut scene = under_way(vec![a_parcel(1, 1)]);

            scene.outcomes(vec![Outcome::Delivered { receipt }]);

            assert_eq!(scene.saved(), ["queued 1"], "it waits on");
            assert_eq!(scene.asked(), None, "and nobody there is trusted for now");
        }
    }

    #[test]
    fn batch_shrinks_until_the_parcel_stands_alone_on_which_the_gateway_stumbles() {
        let broken = || Failure::Transient { trouble: Trouble::Broken, retry_after_ms: None };
        let mut scene = under_way([1, 2, 3].map(|n| a_parcel(n, n)).to_vec());

        scene.failed(broken()).sleeps().no_news();
        assert_eq!(scene.announces(), [id(1)], "after a batch of three");
        scene.failed(broken()).sleeps();
        assert_eq!(scene.announces(), [id(2)], "those that failed less often come first");
        scene.outcomes(vec![delivered(2)]);
        assert_eq!(scene.announces(), [id(3)]);
    }

    #[test]
    fn round_stops_when_an_answer_is_to_something_else() {
        let mut scene = under_way(vec![a_parcel(1, 1)]);

        scene.told(Answer::Fetched);

        assert_eq!(scene.saved(), ["queued 1"], "not believed");
    }
}
