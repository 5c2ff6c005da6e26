//! How often what was sent, and whether that is enough to believe in.

use std::collections::BTreeMap;

use super::document::Document;
use super::faults::Fault;
use super::judge::Sent;
use super::plan::Step;

/// How often each operation must have been granted in each manner, and each option been said.
const LEAST: u64 = 50;
/// How often each operation must have been refused in each manner.
const LEAST_REFUSED: u64 = 10;
const MANNERS: [&str; 5] = ["half", "held", "first", "again", "late"];
/// What must have been refused, as a status of the whole or as the reason of one of several things.
const REFUSALS: [&str; 15] = [
    "400",
    "401",
    "404",
    "405",
    "409",
    "412",
    "413",
    "415",
    "416",
    "426",
    "429",
    "460",
    "not-head",
    "other-content",
    "several",
];

#[derive(Debug, Default)]
pub struct Tally {
    granted: BTreeMap<(String, &'static str), u64>,
    refused: BTreeMap<(String, &'static str), u64>,
    options: BTreeMap<String, u64>,
    reasons: BTreeMap<String, u64>,
    /// Held-up requests that were said to their end after the repeat.
    finished: u64,
}

fn more<K: Ord>(counts: &mut BTreeMap<K, u64>, what: K, count: u64) {
    *counts.entry(what).or_default() += count;
}

impl Tally {
    /// Counts a request that was sent in this manner, by what it was answered at first.
    pub fn count(&mut self, sent: &Sent, manner: &'static str) {
        let operation = sent.turn.step.operation().unwrap().to_owned();
        let counts = if sent.reply.is_granted() { &mut self.granted } else { &mut self.refused };
        more(counts, (operation, manner), 1);
        if manner == "again" {
            sent.made.options.iter().for_each(|name| more(&mut self.options, name.clone(), 1));
            self.count_reasons(sent);
        }
    }

    pub fn count_finished(&mut self) {
        self.finished += 1;
    }

    fn count_reasons(&mut self, sent: &Sent) {
        if !sent.reply.is_granted() {
            return more(&mut self.reasons, sent.reply.status.to_string(), 1);
        }
        let Step::Announce(_) = sent.turn.step else { return };
        let told = sent.reply.json();
        let outcomes = told["outcomes"].as_array().unwrap();
        if outcomes.len() > 1 {
            more(&mut self.reasons, "several".to_owned(), 1);
        }
        let codes = outcomes.iter().filter_map(|outcome| outcome["problem"]["code"].as_str());
        codes.for_each(|code| more(&mut self.reasons, code.to_owned(), 1));
    }

    pub fn add(&mut self, other: &Self) {
        let Self { granted, refused, options, reasons, finished } = other;
        granted.iter().for_each(|(what, count)| more(&mut self.granted, what.clone(), *count));
        refused.iter().for_each(|(what, count)| more(&mut self.refused, what.clone(), *count));
        options.iter().for_each(|(what, count)| more(&mut self.options, what.clone(), *count));
        reasons.iter().for_each(|(what, count)| more(&mut self.reasons, what.clone(), *count));
        self.finished += finished;
    }

    /// Fails where something was sent too seldom.
    pub fn is_enough(&self, document: &Document) {
        for operation in document.names() {
            let can_be_refused = !Fault::of(document.of(operation)).is_empty();
            for manner in MANNERS {
                let what = (operation.to_owned(), manner);
                let granted = self.granted.get(&what).copied().unwrap_or(0);
                assert!(granted >= LEAST, "{operation} was sent {manner} {granted} times");
                let refused = self.refused.get(&what).copied().unwrap_or(0);
                let is_enough = refused >= LEAST_REFUSED || !can_be_refused;
                assert!(is_enough, "{operation} was refused {manner} {refused} times");
            }
        }
        for name in document.optional().keys() {
            let said = self.options.get(*name).copied().unwrap_or(0);
            assert!(said >= LEAST, "{name} was said {said} times");
        }
        for reason in REFUSALS {
            let count = self.reasons.get(reason).copied().unwrap_or(0);
            assert!(count >= LEAST_REFUSED, "{reason}: {count} times");
        }
        assert!(self.finished >= LEAST, "{} held-up requests were finished", self.finished);
    }
}
