//! Whether the answer to a repeat is the one that the document promises.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use wire::announcement::Outcome;
use wire::stream::{Frames, GatewayFrame};

use super::line::Reply;
use super::plan::Step;

/// A request, and what was first answered.
pub struct Sent {
    pub step: Step,
    pub raw: Vec<u8>,
    pub reply: Reply,
}

/// When it came again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    AtOnce,
    Later,
}

/// What is told anew with every answer.
const VARYING: [&str; 2] = ["nopho-time", "date"];

/// Holds a repeat to what the document says of its operation.
pub fn holds(rule: &str, sent: &Sent, again: &Reply, when: When) -> Result<(), String> {
    match (rule, when) {
        ("same", _) | ("stands", When::AtOnce) => same(&sent.reply, again),
        ("stands", When::Later) => stands(&sent.reply, again),
        ("offset", _) if again.status == 101 => stays(&words(&sent.reply)?, &words(again)?),
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
    stays(&signed(&first.json()), &signed(&again.json()))
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

/// No byte counts twice: bytes that came again are refused, because there the part does not end.
fn offset(sent: &Sent, again: &Reply) -> Result<(), String> {
    let is_empty = sent.raw.ends_with(b"\r\n\r\n");
    match again.status {
        204 if is_empty => same(&sent.reply, again),
        409 if again.json()["code"] == "wrong-offset" => Ok(()),
        _ => Err("neither refused nor empty".to_owned()),
    }
}
