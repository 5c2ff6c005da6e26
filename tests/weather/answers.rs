//! What the gateway makes of a request that came to it.

use courier::{Answer, Failure, Request, Trouble};
use domain::ids::ParcelId;
use domain::moment::Millis;
use wire::announcement::Outcome;
use wire::problem::{Problem, Reason};

use crate::content::{Content, Flaw};
use crate::road::{parcels_of, passing};
use crate::tally::{Edge, Fault};
use crate::world::World;

/// What a proxy lets through in one request.
const PROXY_BYTES: u64 = 8 * 1024;

impl World {
    /// A refusal before anything was done.
    pub fn refuse_early(&mut self, fault: Fault, parcels: &[ParcelId]) -> Option<Failure> {
        let busy = self.luck.pick(&[None, Some(500), Some(20_000), Some(90_000_000)]).copied();
        Some(match fault {
            Fault::Broken => passing(Trouble::Broken),
            Fault::GatewayDiskFull => passing(Trouble::DiskFull),
            Fault::Revoked => passing(Trouble::Revoked),
            Fault::TooOld => passing(Trouble::TooOld("9.9".to_owned())),
            Fault::SignedOut => Failure::SignedOut,
            Fault::Busy => {
                let (trouble, retry_after_ms) = (Trouble::Busy, busy.flatten());
                Failure::Transient { trouble, retry_after_ms }
            }
            Fault::TooBig => {
                let problem = Problem::new(Reason::TooBig, "a proxy");
                self.remember_refusal(parcels, &problem);
                Failure::Final(problem)
            }
            _ => return None,
        })
    }

    pub fn remember_refusal(&mut self, parcels: &[ParcelId], problem: &Problem) {
        for parcel in parcels {
            let key = self.content(*parcel).key;
            self.gateway.refuse(key, problem.clone());
        }
    }

    /// What the gateway does for a request that it has let in.
    pub fn perform(&mut self, request: &Request, fault: Option<Fault>) -> Result<Answer, Failure> {
        let parcels = parcels_of(request);
        if parcels.iter().any(|parcel| self.flaw(*parcel) == Flaw::Poison) {
            self.tally.fault(Fault::Poison);
            return Err(passing(Trouble::Broken));
        }
        let is_guilty = |parcel: &ParcelId| self.flaw(*parcel) == Flaw::Guilty;
        if let Some(guilty) = parcels.iter().copied().find(is_guilty) {
            let problem = Problem::new(Reason::TooBig, "as a whole");
            self.remember_refusal(&[guilty], &problem);
            return Err(Failure::Final(problem));
        }
        let now = self.true_time();
        match request {
            Request::Capabilities => {
                Ok(Answer::Capabilities(Box::new(self.gateway.capabilities())))
            }
            Request::Keys => Ok(Answer::Keys(crate::keys::list(self.gateway.key))),
            Request::Time => Ok(Answer::Time),
            Request::Announce(batch) => {
                let contents: Vec<_> = batch.iter().map(|it| self.contents[it].clone()).collect();
                let outcomes = contents.iter().map(|it| self.announced(it, now)).collect();
                Ok(self.with_news(outcomes))
            }
            Request::Inquire { key, .. } => {
                if self.gateway.state.records.contains_key(key) {
                    Ok(Answer::Outcome(self.gateway.outcome(*key, now)))
                } else {
                    Err(Failure::Gone)
                }
            }
            Request::Slice { .. } => self.slice(request, fault, now),
            Request::Feed { after } => {
                let is_stale = fault == Some(Fault::StalePage);
                let after = after.as_ref().filter(|_| !is_stale);
                self.strike(fault.filter(|_| is_stale));
                Ok(self.gateway.feed(self.here.number, after))
            }
            Request::Holdings { after } => {
                Ok(self.gateway.holdings(self.here.number, after.as_ref()))
            }
            Request::Fetch(wanted) => self.gateway.fetch(wanted),
            Request::Catalogue(_) => Ok(Answer::Settled),
            Request::Stream(_) => unreachable!("a stream goes its own way"),
        }
    }

    fn announced(&mut self, content: &Content, now: Millis) -> Outcome {
        let is_new = !self.gateway.state.records.contains_key(&content.key);
        let outcome = self.gateway.announce(content, now);
        let record = self.gateway.state.records.get(&content.key).filter(|_| is_new);
        if let Some(record) = record.filter(|record| !record.unchanged.is_empty()) {
            let is_whole = record.receipt.is_some();
            self.tally.edge(if is_whole { Edge::NothingHasChanged } else { Edge::SomeHasChanged });
        }
        outcome
    }

    fn slice(
        &mut self,
        request: &Request,
        fault: Option<Fault>,
        now: Millis,
    ) -> Result<Answer, Failure> {
        let Request::Slice { parcel, part, upload, offset, length } = request else {
            return Err(Failure::Gone);
        };
        if self.widest > PROXY_BYTES && *length > PROXY_BYTES {
            let problem = Problem::new(Reason::TooBig, "a proxy");
            self.remember_refusal(&[*parcel], &problem);
            return Err(Failure::Final(problem));
        }
        match self.flaw(*parcel) {
            Flaw::Vanishing => {
                self.tally.fault(Fault::Vanishing);
                return Err(Failure::Gone);
            }
            Flaw::Stuck => {
                self.tally.fault(Fault::Stuck);
                return Ok(Answer::Taken { offset: *offset });
            }
            Flaw::None
            | Flaw::Refused(_)
            | Flaw::Guilty
            | Flaw::Poison
            | Flaw::Blocked(_)
            | Flaw::Damaged => {}
        }
        let content = self.content(*parcel);
        let (key, whole) = (content.key, &content.parts[*part as usize]);
        let (from, to) = (*offset as usize, (offset + length) as usize);
        // A desk that sends from beyond the end has nothing to send.
        let mut bytes = whole.get(from..to.min(whole.len())).unwrap_or_default().to_vec();
        let cut = self.luck.below(bytes.len() as u64 + 1) as usize;
        let is_stuck = fault == Some(Fault::StuckOffset);
        match fault {
            Some(Fault::PartialWrite) if cut < bytes.len() => bytes.truncate(cut),
            Some(Fault::DamagedBytes) if !bytes.is_empty() => {
                bytes.iter_mut().for_each(|byte| *byte ^= 0x55);
            }
            Some(Fault::StuckOffset) if cut.is_multiple_of(2) => bytes.clear(),
            Some(Fault::StuckOffset) => {}
            _ => return self.gateway.take(key, *part, upload, *offset, &bytes, now),
        }
        self.strike(fault);
        let taken = self.gateway.take(key, *part, upload, *offset, &bytes, now);
        // Whether the bytes were kept or not, the answer says that they were not.
        if is_stuck { taken.map(|_| Answer::Taken { offset: *offset }) } else { taken }
    }
}
