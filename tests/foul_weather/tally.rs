//! What came up in all runs, so that nobody takes fine weather for a proof.

use std::sync::Arc;

use testkit::BadLink;

use crate::desk::Desk;
use crate::ear::Carried;

#[derive(Debug, Default)]
pub struct Tally {
    pub runs: u64,
    pub supplements_later: u64,
    pub cuts: u64,
    pub resets: u64,
    pub silences: u64,
    /// Answers were held back before a cut.
    pub deaf: u64,
    /// Somebody knocked while there was no path.
    pub knocks: u64,
    pub connections: u64,
    /// Parts that went on in their midst after a cut.
    pub resumed: u64,
    /// Bytes of all parts that there were to be sent.
    pub payload: u64,
    /// Bytes that went up, encrypted.
    pub sent: u64,
    /// Milliseconds, as they seemed to the desks.
    pub took_ms: u64,
    /// Runs in which streams brought bytes of parts.
    pub runs_in_streams: u64,
    /// Runs in which slices did.
    pub runs_in_slices: u64,
    /// Revisions that the clerk's own comparison has found alike on both sides.
    pub alike: u64,
    carried: Carried,
}

impl Tally {
    /// Delivers what a desk has waiting, and counts.
    pub fn deliver(&mut self, desk: &Desk, link: &Arc<BadLink>) -> Result<(), String> {
        let ended = desk.delivers_over(link);
        // What was there before is not sent again.
        self.payload = desk.payload();
        self.resumed += ended.resumed;
        self.took_ms += ended.took_ms;
        self.carried.in_streams += ended.carried.in_streams;
        self.carried.in_slices += ended.carried.in_slices;
        self.runs_in_streams = u64::from(self.carried.in_streams > 0);
        self.runs_in_slices = u64::from(self.carried.in_slices > 0);
        self.supplements_later += u64::from(self.runs > 0);
        self.runs = 1;
        let is_all = ended.standing.waiting == 0 && ended.standing.set_aside == 0;
        if is_all { Ok(()) } else { Err(format!("not all arrived: {:?}", ended.standing)) }
    }

    pub fn add_link(&mut self, link: &BadLink) {
        let tally = link.tally();
        self.cuts += tally.cuts;
        self.resets += tally.resets;
        self.silences += tally.silences;
        self.deaf += tally.deaf;
        self.knocks += tally.knocks;
        self.connections += tally.connections;
        self.sent += tally.up.passed + tally.up.lost;
    }

    pub fn add(&mut self, other: &Self) {
        self.runs += other.runs;
        self.supplements_later += other.supplements_later;
        self.cuts += other.cuts;
        self.resets += other.resets;
        self.silences += other.silences;
        self.deaf += other.deaf;
        self.knocks += other.knocks;
        self.connections += other.connections;
        self.resumed += other.resumed;
        self.payload += other.payload;
        self.sent += other.sent;
        self.took_ms += other.took_ms;
        self.runs_in_streams += other.runs_in_streams;
        self.runs_in_slices += other.runs_in_slices;
        self.alike += other.alike;
        self.carried.in_streams += other.carried.in_streams;
        self.carried.in_slices += other.carried.in_slices;
    }

    /// What came up less often than that.
    pub fn rarer_than(&self, least: u64) -> Vec<&'static str> {
        let counts = [
            ("cuts", self.cuts),
            ("resets", self.resets),
            ("silences", self.silences),
            ("answers held back", self.deaf),
            ("knocks in a gap", self.knocks),
            ("resumed parts", self.resumed),
            ("supplements after a delivery", self.supplements_later * 2),
            ("runs whose parts came in streams", self.runs_in_streams),
            ("runs whose parts came in slices", self.runs_in_slices),
        ];
        counts.into_iter().filter(|(_, count)| *count < least).map(|(name, _)| name).collect()
    }
}

#[test]
fn fine_weather_is_taken_for_no_proof() {
    let fine = Tally { runs: 200, connections: 400, ..Tally::default() };

    assert_eq!(fine.rarer_than(1).len(), 9, "nothing happened");
    assert!(fine.rarer_than(0).is_empty());
}
