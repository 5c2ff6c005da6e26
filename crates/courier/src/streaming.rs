//! A courier with streams under way, for the tests of this crate.

use domain::ids::Id;
use wire::capabilities::Capabilities;
use wire::stream::PROTOCOL;

use crate::testing::{Scene, a_memory, a_parcel, announced, begun, capabilities};
use crate::{Answer, Effect, Failure, Input, Lane, Parcel, Request, Trouble, Word};

pub(crate) fn stopped(trouble: Trouble) -> Failure {
    Failure::Transient { trouble, retry_after_ms: None }
}

pub(crate) fn speaks_streams() -> Answer {
    let (streams, max_announcements) = (vec![PROTOCOL.to_owned()], 100);
    Answer::Capabilities(Box::new(Capabilities { streams, max_announcements, ..capabilities(1) }))
}

/// A courier that has just announced these.
pub(crate) fn announcing(parcels: Vec<Parcel>) -> Scene {
    let mut scene = begun(a_memory(parcels));
    scene.told(speaks_streams());
    scene
}

/// Parcels 1 to `count` are in one stream, each with one part, from its beginning. The news were read.
pub(crate) fn streaming(count: u8) -> Scene {
    let mut scene = announcing((1..=count).map(|n| a_parcel(n, n)).collect());
    scene.outcomes((1..=count).map(|_| announced(0)).collect()).no_news();
    scene
}

impl Scene {
    pub(crate) fn lanes(&self) -> Vec<Lane> {
        match self.asked() {
            Some(Request::Stream(lanes)) => lanes.clone(),
            other => panic!("it asks for no stream, but {other:?}"),
        }
    }

    pub(crate) fn said_of(&mut self, lane: usize, word: Word) -> &mut Self {
        let request = self.courier.flight.as_ref().unwrap().id;
        self.hear(Input::Streamed { request, lane, word })
    }

    pub(crate) fn taken(&mut self, lane: usize, offset: u64) -> &mut Self {
        self.said_of(lane, Word::Taken { offset })
    }

    pub(crate) fn opened(&mut self) -> &mut Self {
        let request = self.courier.flight.as_ref().unwrap().id;
        self.hear(Input::Progressed(request))
    }

    /// Goes through all that comes before sending, where the gateway holds so much.
    pub(crate) fn comes_to_sending(&mut self, offset: u64) -> &mut Self {
        loop {
            match self.asked() {
                Some(Request::Feed { .. }) => self.no_news(),
                Some(Request::Inquire { .. }) => self.told(Answer::Outcome(announced(offset))),
                _ => return self,
            };
        }
    }

    pub(crate) fn finishes(&self) -> bool {
        self.said.iter().any(|effect| matches!(effect, Effect::Finish(_)))
    }

    pub(crate) fn goes_on(&self) -> bool {
        self.courier.is_streaming() && !self.finishes()
    }
}

pub(crate) fn order(lanes: &[Lane]) -> Vec<(u8, Option<u64>)> {
    lanes.iter().map(|lane| (lane.parcel.as_bytes()[0], lane.from)).collect()
}
