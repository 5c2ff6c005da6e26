//! Fees and exemptions of records.

use domain::kinds::Channel;
use domain::money::Dong;
use serde::Deserialize;

use super::terms::{is_published, is_told, scope};
use super::{Read, Spot};
use crate::expression::Kind;
use crate::fault::CatalogueFault;
use crate::fees::{Exemption, FeePlan, Per};
use crate::procedure::About;
use crate::text::Text;

/// The highest amount of one fee, in đồng: beyond it somebody has mistyped.
const HIGHEST: u64 = 1_000_000_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FeeRecord {
    #[serde(default)]
    when: Option<String>,
    #[serde(default)]
    channels: Vec<Channel>,
    #[serde(default)]
    set_by: Option<SetBy>,
    #[serde(default)]
    amount: Option<u64>,
    #[serde(default)]
    per: Option<Per>,
    #[serde(default)]
    steps: Vec<StepRecord>,
    #[serde(default)]
    at_most: Option<u64>,
    #[serde(default)]
    count: Option<String>,
    #[serde(default)]
    times: Option<String>,
    as_listed: String,
    said: Text,
    source: String,
}

/// Who sets a fee that the state does not.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum SetBy {
    Council,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StepRecord {
    from: u64,
    amount: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExemptRecord {
    #[serde(default)]
    when: Option<String>,
    said: Text,
    source: String,
}

/// Reads the fees of one record.
pub(super) fn fees(spot: &Spot<'_>, about: &About, records: Vec<FeeRecord>) -> Read<Vec<FeePlan>> {
    let records = records.into_iter().enumerate();
    records.map(|(place, record)| fee(spot, about, &format!("/fees/{place}"), record)).collect()
}

/// Reads who pays nothing.
pub(super) fn exempt(spot: &Spot<'_>, records: Vec<ExemptRecord>) -> Read<Vec<Exemption>> {
    let records = records.into_iter().enumerate().map(|(place, record)| {
        let at = format!("/exempt/{place}");
        is_told(spot, &at, &record.said, &record.source)?;
        let when = spot.read_if_any(&at, record.when.as_ref(), Kind::Truth)?;
        Ok(Exemption { when, said: record.said })
    });
    records.collect()
}

fn fee(spot: &Spot<'_>, about: &About, at: &str, record: FeeRecord) -> Read<FeePlan> {
    is_told(spot, at, &record.said, &record.source)?;
    is_published(spot, at, &about.fee.as_listed, &record.as_listed)?;
    is_whole(spot, at, &record)?;
    let number = |text: &Option<String>| spot.read_if_any(at, text.as_ref(), Kind::Number);
    let (count, times) = (number(&record.count)?, number(&record.times)?);
    Ok(FeePlan {
        scope: scope(spot, about, at, record.channels, record.when.as_ref())?,
        amount: record.amount.map(Dong::new),
        per: record.per,
        is_of_council: record.set_by == Some(SetBy::Council),
        steps: record.steps.iter().map(|step| (step.from, Dong::new(step.amount))).collect(),
        at_most: record.at_most.map(Dong::new),
        count,
        times,
        said: record.said,
    })
}

/// Whether the parts of a fee belong together.
fn is_whole(spot: &Spot<'_>, at: &str, record: &FeeRecord) -> Read<()> {
    let refuse = |why: &str| Err(CatalogueFault::new(spot.file, at, &why));
    let amounts = record.amount.iter().chain(&record.at_most);
    let amounts = amounts.chain(record.steps.iter().map(|step| &step.amount));
    if amounts.into_iter().any(|amount| *amount > HIGHEST) {
        return refuse("an amount is too high");
    }
    if record.amount.is_none() && record.set_by.is_none() {
        return refuse("neither an amount nor who sets it");
    }
    let is_counted = !record.steps.is_empty() || record.at_most.is_some() || record.count.is_some();
    if is_counted && (record.amount.is_none() || record.per.is_none()) {
        return refuse("it is counted, but not said for each of what");
    }
    if record.times.is_some() && record.count.is_none() {
        return refuse("so many times of nothing counted");
    }
    let froms = std::iter::once(1).chain(record.steps.iter().map(|step| step.from));
    if !froms.clone().zip(froms.skip(1)).all(|(one, next)| one < next) {
        return refuse("the steps do not follow one another");
    }
    Ok(())
}
