//! Which desk asks: by its own signature on the request.

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use domain::ids::DeskId;
use wire::bearer::Bearer;
use wire::problem::Reason;

use super::{Shared, blocking, client};
use crate::error::PortalError;
use crate::gateway::Gateway;
use crate::peers::Seat;
use crate::policy::RETRY_AFTER_S;
use crate::rates::Rate;
use crate::refusal::Refusal;
use crate::store::{desks, gateway_row};

/// A desk that has shown that it is the one that it says, and that may send.
#[derive(Debug, Clone, Copy)]
pub(super) struct SignedIn(pub(super) DeskId);

impl FromRequestParts<Shared> for SignedIn {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, gateway: &Shared) -> Result<Self, Refusal> {
        let (headers, bearer) = (parts.headers.clone(), bearer_in(parts));
        let signed_in = blocking(gateway, move |gateway| {
            let row = gateway.store().look(gateway_row::get)?;
            client::check(&headers, &row.min_client)?;
            sign_in(gateway, &bearer.ok_or_else(signed_out)?)
        });
        let desk = signed_in.await?;
        let seat = seated(gateway, desk)?;
        if let Some(visitor) = parts.extensions.get::<Visitor>() {
            visitor.sits_on(seat);
        }
        Ok(Self(desk))
    }
}

/// A place for one request of a desk, which has not too many of them and does not ask too often.
fn seated(gateway: &Gateway, desk: DeskId) -> Result<Seat<DeskId>, Refusal> {
    let policy = gateway.policy();
    let rate = Rate { per_minute: policy.desk_requests_per_minute, burst: policy.desk_burst };
    let too_often = |seconds| Refusal::later("this desk asks too often", seconds);
    gateway.rates.take(desk, rate, gateway.world().tick()).map_err(too_often)?;
    let seat = gateway.at_work.seat(desk, policy.desk_concurrent);
    seat.ok_or_else(|| Refusal::later("too many requests of this desk at one time", RETRY_AFTER_S))
}

/// Whoever asks, for as long as the answer takes.
#[derive(Clone, Default)]
pub(super) struct Visitor(Arc<Mutex<Option<Seat<DeskId>>>>);

impl Visitor {
    fn sits_on(&self, seat: Seat<DeskId>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(seat);
    }

    /// Leaves, and makes room for the desk's next request.
    pub(super) fn leaves(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

fn bearer_in(parts: &Parts) -> Option<String> {
    let value = parts.headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, bearer) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| bearer.trim().to_owned())
}

fn sign_in(gateway: &Gateway, bearer: &str) -> Result<DeskId, Refusal> {
    let named = seal::jws::key_id(bearer).and_then(|id| id.parse::<DeskId>().ok());
    let named = named.ok_or_else(signed_out)?;
    let desk = gateway.store().look(|view| {
        gateway.follow_signer(view)?;
        desks::get(view, named)
    });
    let desk = desk.map_err(|failure: PortalError| Refusal::from(failure))?;
    let key_of = |id| desk.as_ref().filter(|desk| desk.desk == id).map(|desk| desk.key);
    let good = Bearer::verify(bearer, &gateway.fingerprint(), gateway.now(), key_of);
    let bearer = good.map_err(|_| signed_out())?;
    // Only whoever has the desk's key is told that the desk is known and no longer wanted.
    if desk.as_ref().is_some_and(|desk| desk.revoked.is_some()) {
        return Err(Refusal::new(Reason::Revoked, "this desk may no longer send"));
    }
    Ok(bearer.iss)
}

fn signed_out() -> Refusal {
    Refusal::new(Reason::SignedOut, "no bearer that is good now")
}
