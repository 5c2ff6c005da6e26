//! Whether the answer to a repeat is the one that the document promises.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use wire::announcement::Outcome;
use wire::stream::{Frames, GatewayFrame};

use super::line::Reply;
use super::makers::Made;
use super::plan::Turn;

/// A request, and what was first answered.
pub struct Sent {
    pub turn: Turn,
    pub made: Made,
    pub reply: Reply,
}

/// When it came again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    AtOnce,
    Later,
}

/// What is told anew with every answer, and whether the line stays, which is nothing of the answer's.
const VARYING: [&str; 3] = ["nopho-time", "date", "connection"];

/// Holds a repeat to what the document says of its operation.
pub fn holds(rule: &str, sent: &Sent, again: &Reply, when: When) -> Result<(), String> {
    if !sent.reply.is_granted() {
        return refused(rule, &sent.reply, again, when);
    }
    match (rule, when) {
        ("same", _) | ("stands", When::AtOnce) => same(&sent.reply, again),
        ("stands", When::Later) => stands(&sent.reply, again),
        ("offset", _) if again.status == 101 => {
            goes_on(&sent.reply, again)?;
            stays(&words(&sent.reply)?, &words(again)?)
        }
        ("offset", _) => offset(sent, again),
        (other, _) => Err(format!("nobody knows what {other} means")),
    }
}

fn same(first: &Reply, again: &Reply) -> Result<(), String> {
    if first.status != again.status || first.body != again.body {
        return Err("another answer".to_owned());
    }
    if lasting(first) != lasting(again) {
        return Err("other headers".to_owned());
    }
    Ok(())
}

/// What is refused is refused again, for the same reason. Where a part has gone on meanwhile, that is said first.
fn refused(rule: &str, first: &Reply, again: &Reply, when: When) -> Result<(), String> {
    let is_behind = again.status == 409 && again.json()["code"] == "wrong-offset";
    if rule == "offset" && when == When::Later && is_behind {
        return Ok(());
    }
    same(first, again)
}

/// No part that was named has fewer bytes than before.
fn goes_on(first: &Reply, again: &Reply) -> Result<(), String> {
    let offsets = |reply: &Reply| {
        let told = reply.header("nopho-offsets").split(',').map(str::to_owned).collect::<Vec<_>>();
        told.into_iter().map(|word| word.parse::<u64>().ok()).collect::<Vec<_>>()
    };
    let (before, after) = (offsets(first), offsets(again));
    let is_kept = before.len() == after.len()
        && before
            .iter()
            .zip(&after)
            .all(|(before, after)| before.is_some() == after.is_some() && before <= after);
    if is_kept { Ok(()) } else { Err("fewer bytes than before".to_owned()) }
}

fn lasting(reply: &Reply) -> BTreeMap<&String, &String> {
    reply.headers.iter().filter(|(name, _)| !VARYING.contains(&name.as_str())).collect()
}

/// Later things may have gone on, and nothing that was told is taken back.
fn stands(first: &Reply, again: &Reply) -> Result<(), String> {
    if first.status != again.status {
        return Err("another status".to_owned());
    }
    if first.header("location") != again.header("location") {
        return Err("another place".to_owned());
    }
    let number = |reply: &Reply| reply.header("upload-offset").parse::<u64>().unwrap_or(0);
    if number(again) < number(first) {
        return Err("fewer bytes".to_owned());
    }
    let (first, again) = (first.json(), again.json());
    if refusals(&first) != refusals(&again) {
        return Err("something else is refused".to_owned());
    }
    stays(&signed(&first), &signed(&again))
}

/// Which of several things were refused, and why.
fn refusals(told: &Value) -> Vec<String> {
    let outcomes = told["outcomes"].as_array().into_iter().flatten();
    outcomes.map(|outcome| outcome["problem"]["code"].to_string()).collect()
}

fn stays(first: &BTreeSet<String>, again: &BTreeSet<String>) -> Result<(), String> {
    if first.is_subset(again) { Ok(()) } else { Err("something is not told any more".to_owned()) }
}

/// Receipts and events in an answer.
fn signed(told: &Value) -> BTreeSet<String> {
    match told {
        Value::Object(fields) => fields
            .iter()
            .flat_map(|(name, value)| match value {
                Value::String(receipt) if name == "receipt" => BTreeSet::from([receipt.clone()]),
                Value::Array(events) if name == "events" => {
                    events.iter().map(ToString::to_string).collect()
                }
                value => signed(value),
            })
            .collect(),
        Value::Array(items) => items.iter().flat_map(signed).collect(),
        _ => BTreeSet::new(),
    }
}

/// The receipts that were handed over on a stream.
fn words(reply: &Reply) -> Result<BTreeSet<String>, String> {
    let (mut frames, mut receipts) = (Frames::default(), BTreeSet::new());
    frames.push(&reply.body);
    while let Some(frame) = frames.next_frame().map_err(|fault| format!("{fault:?}"))? {
        match frame {
            GatewayFrame::Stands { outcome: Outcome::Delivered { receipt }, .. } => {
                receipts.insert(receipt);
            }
            GatewayFrame::Farewell { problem } => return Err(format!("{problem:?}")),
            GatewayFrame::Refused { problem, .. } => return Err(format!("{problem:?}")),
            _ => {}
        }
    }
    Ok(receipts)
}

/// Whether a newer stream has come before this one was done.
pub fn is_overtaken(reply: &Reply) -> bool {
    let mut frames = Frames::default();
    frames.push(&reply.body);
    let words = std::iter::from_fn(|| frames.next_frame::<GatewayFrame>().ok().flatten());
    let last = words.last();
    let is_last = |word: &GatewayFrame| matches!(word, GatewayFrame::Farewell { problem } if problem.code.to_string() == "overtaken");
    reply.status == 101 && last.as_ref().is_some_and(is_last)
}

/// No byte counts twice: bytes that came again are refused, because there the part does not end.
fn offset(sent: &Sent, again: &Reply) -> Result<(), String> {
    let is_empty = sent.made.raw.len() == sent.made.body;
    match again.status {
        204 if is_empty => same(&sent.reply, again),
        409 if again.json()["code"] == "wrong-offset" => Ok(()),
        _ => Err("neither refused nor empty".to_owned()),
    }
}
