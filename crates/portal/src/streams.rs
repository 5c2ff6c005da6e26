//! Which desks have a stream of blocks open. Each has one at most: a desk that opens another has
//! lost the one before, whose line may look alive for long.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::ids::DeskId;
use tokio::sync::watch;

/// The streams that are open.
#[derive(Clone, Default)]
pub(crate) struct Streams(Arc<Mutex<Open>>);

#[derive(Default)]
struct Open {
    newest: u64,
    of: BTreeMap<DeskId, Newest>,
}

/// The stream that a desk opened last.
struct Newest {
    number: u64,
    /// Dropped when a newer one takes its place: that tells the older one.
    _held: watch::Sender<()>,
}

/// A desk's stream, until it is dropped.
pub(crate) struct StreamSeat {
    streams: Streams,
    desk: DeskId,
    number: u64,
    held: watch::Receiver<()>,
}

impl Streams {
    /// A seat for a stream of this desk, unless too many other desks have one. The desk's older
    /// stream is told to end.
    pub(crate) fn enter(&self, desk: DeskId, most: usize) -> Option<StreamSeat> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if open.of.len() >= most && !open.of.contains_key(&desk) {
            return None;
        }
        open.newest = open.newest.wrapping_add(1);
        let (sender, held) = watch::channel(());
        let number = open.newest;
        open.of.insert(desk, Newest { number, _held: sender });
        Some(StreamSeat { streams: self.clone(), desk, number, held })
    }
}

impl StreamSeat {
    /// Returns when the desk has opened a newer stream.
    pub(crate) async fn overtaken(&mut self) {
        while self.held.changed().await.is_ok() {}
    }
}

impl Drop for StreamSeat {
    fn drop(&mut self) {
        let mut open = self.streams.0.lock().unwrap_or_else(PoisonError::into_inner);
        if open.of.get(&self.desk).is_some_and(|newest| newest.number == self.number) {
            open.of.remove(&self.desk);
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::ids::Id;

    use super::*;

    #[tokio::test]
    async fn newer_stream_of_a_desk_ends_the_older_and_takes_its_seat() {
        let (streams, desk) = (Streams::default(), DeskId::from_bytes([1; 16]));
        let mut older = streams.enter(desk, 1).unwrap();

        let newer = streams.enter(desk, 1).unwrap();

        older.overtaken().await;
        drop(older);
        assert!(
            streams.enter(DeskId::from_bytes([2; 16]), 1).is_none(),
            "the newer one sits there"
        );
        drop(newer);
        assert!(streams.enter(DeskId::from_bytes([2; 16]), 1).is_some());
    }
}
