//! Records in JSON: what the gateway publishes, enrolment, announcements, the two lists.

use axum::Json;
use axum::body::Body;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use serde::Deserialize;
use wire::announcement::{Key, Outcome, Outcomes};
use wire::capabilities::Capabilities;
use wire::enrolment::{EnrolmentReply, EnrolmentRequest};
use wire::feed::{FeedPage, HoldingsPage};
use wire::path::KeysReply;
use wire::problem::Reason;

use super::bearer::SignedIn;
use super::{Shared, blocking, body, client};
use crate::acts::announcing::{self, Batch};
use crate::acts::{enrolling, fetching, listing};
use crate::refusal::Refusal;
use crate::store::gateway_row;

/// Most bytes of a request to enrol, which anybody may make.
const MOST_TO_ENROL: u64 = 64 * 1024;

type Answer<T> = Result<Json<T>, Refusal>;

/// Where to go on in a list.
#[derive(Deserialize)]
pub(super) struct After {
    after: Option<String>,
}

type AskedAfter = Result<Query<After>, QueryRejection>;

pub(super) async fn capabilities(State(gateway): State<Shared>) -> Answer<Capabilities> {
    blocking(&gateway, |gateway| Ok(fetching::capabilities(gateway)?)).await.map(Json)
}

pub(super) async fn keys(State(gateway): State<Shared>) -> Answer<KeysReply> {
    blocking(&gateway, |gateway| Ok(fetching::keys(gateway)?)).await.map(Json)
}

/// Nothing but the signed time, which every answer carries.
pub(super) async fn time() -> StatusCode {
    StatusCode::NO_CONTENT
}

pub(super) async fn openapi() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], crate::openapi::DOCUMENT)
}

pub(super) async fn enrol(
    State(gateway): State<Shared>,
    headers: HeaderMap,
    sent: Body,
) -> Answer<EnrolmentReply> {
    let request = body::json_of_a_stranger::<EnrolmentRequest>(&gateway, sent, MOST_TO_ENROL);
    let request = request.await?;
    blocking(&gateway, move |gateway| {
        let row = gateway.store().look(gateway_row::get)?;
        client::check(&headers, &row.min_client)?;
        enrolling::enrol(gateway, &request)
    })
    .await
    .map(Json)
}

pub(super) async fn announce(
    State(gateway): State<Shared>,
    SignedIn(desk): SignedIn,
    headers: HeaderMap,
    sent: Body,
) -> Answer<Outcomes> {
    let most = gateway.policy().max_request_bytes;
    let batch = body::packed_json::<Batch>(&gateway, desk, &headers, sent, most).await?;
    blocking(&gateway, move |gateway| announcing::announce(gateway, desk, &batch)).await.map(Json)
}

pub(super) async fn submission(
    State(gateway): State<Shared>,
    SignedIn(desk): SignedIn,
    key: Result<Path<String>, PathRejection>,
) -> Answer<Outcome> {
    let key = key.ok().and_then(|Path(key)| key.parse::<Key>().ok());
    let key = key.ok_or_else(|| Refusal::new(Reason::NotFound, "no such submission"))?;
    blocking(&gateway, move |gateway| announcing::look_up(gateway, desk, key)).await.map(Json)
}

pub(super) async fn feed(
    State(gateway): State<Shared>,
    SignedIn(desk): SignedIn,
    asked: AskedAfter,
) -> Answer<FeedPage> {
    let after = place(asked)?;
    blocking(&gateway, move |gateway| listing::feed(gateway, desk, after.as_deref()))
        .await
        .map(Json)
}

pub(super) async fn holdings(
    State(gateway): State<Shared>,
    SignedIn(desk): SignedIn,
    asked: AskedAfter,
) -> Answer<HoldingsPage> {
    let after = place(asked)?;
    blocking(&gateway, move |gateway| listing::held(gateway, desk, after.as_deref()))
        .await
        .map(Json)
}

/// The cursor that was given back; an empty one is none.
fn place(asked: AskedAfter) -> Result<Option<String>, Refusal> {
    let malformed = |_| Refusal::new(Reason::Malformed, "the query cannot be read");
    let Query(After { after }) = asked.map_err(malformed)?;
    Ok(after.filter(|after| !after.is_empty()))
}
