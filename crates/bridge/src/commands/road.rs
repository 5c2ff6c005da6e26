//! The road to the gateway.

use std::path::PathBuf;
use std::time::Duration;

use desk::sync::{self, Until};
use desk::{Desk, dossiers, gateway, queue, traffic};
use serde::Deserialize;

use super::queue::expected;
use super::{Nothing, Which};
use crate::error::UiError;
use crate::host::Host;
use crate::reply::{self, Gateway, PaceNumbers, Probed, Queue, Retried, Synced, Waiting, Written};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sync {
    #[serde(default)]
    until_empty: bool,
    timeout_seconds: u64,
}

pub(crate) fn sync(host: &Host, args: Sync) -> Result<Synced, UiError> {
    let until = if args.until_empty { Until::Empty } else { Until::Rest };
    let limit = Duration::from_secs(args.timeout_seconds);
    host.with_desk(|desk, actor| {
        let synced = sync::run(desk, actor, until, limit)?;
        Ok(Synced::new(desk, synced, waiting(desk)?))
    })
}

pub(crate) fn queue(host: &Host, _: Nothing) -> Result<Queue, UiError> {
    let sent = host.progress().unwrap_or_default();
    host.with_desk(|desk, _| {
        let known = traffic::known(desk)?;
        let forecast = expected(desk, &sent, &known, |_| true)?;
        let mut parcels = waiting(desk)?;
        for parcel in &mut parcels {
            let id = parcel.parcel_id.parse().ok();
            let each = forecast.as_ref().map(|forecast| &forecast.each);
            parcel.eta_s = id.zip(each).and_then(|(id, each)| each.get(&id)).copied();
        }
        Ok(Queue::new(gateway::known(desk)?, PaceNumbers::new(&known, forecast.as_ref()), parcels))
    })
}

fn waiting(desk: &Desk) -> Result<Vec<Waiting>, UiError> {
    let mut parcels: Vec<_> = queue::list(desk)?.into_iter().map(Waiting::from).collect();
    reply::name_damaged(desk, &mut parcels)?;
    Ok(parcels)
}

pub(crate) fn retry(host: &Host, args: Which) -> Result<Retried, UiError> {
    host.with_desk(|desk, actor| {
        let dossier = dossiers::find(desk, &args.dossier)?;
        let parcels = queue::retry(desk, actor, dossier)?;
        Ok(Retried { dossier_id: dossier.to_string(), parcels })
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WriteResult {
    dossier: String,
    /// From 1; absent: the newest.
    number: Option<usize>,
    path: PathBuf,
}

pub(crate) fn write_result(host: &Host, args: WriteResult) -> Result<Written, UiError> {
    host.write_result(&args.dossier, args.number, &args.path)
}

pub(crate) fn status(host: &Host, _: Nothing) -> Result<Option<Gateway>, UiError> {
    host.with_desk(|desk, _| Ok(gateway::known(desk)?.map(|known| Gateway::new(desk, known))))
}

pub(crate) fn probe(host: &Host, _: Nothing) -> Result<Probed, UiError> {
    host.with_desk(|desk, actor| Ok(sync::probe(desk, actor)?.into()))
}
