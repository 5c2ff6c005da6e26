//! How a desk and the gateway come to know each other.

use seal::EnrolmentCode;
use serde_json::json;
use wire::enrolment::{EnrolmentReply, EnrolmentRequest};
use wire::path;

use crate::desk::{a_desk, a_dossier, a_stranger, post_json};
use crate::province::{Answer, DAY_MS, Province, a_province};

async fn enrol(province: &Province, request: &EnrolmentRequest) -> Answer {
    province.ask(post_json(path::ENROLMENTS, &json!(request))).await
}

#[tokio::test]
async fn desk_knows_its_gateway_by_the_code_alone() {
    let province = a_province();
    let (code, desk) = (province.code(), a_stranger(1));
    let request = desk.enrolment(&code);

    let reply: EnrolmentReply = enrol(&province, &request).await.json();

    let (welcome, ring) = reply.open(&code, &request).unwrap();
    assert_eq!(welcome.agency, "000.00.06.H37");
    assert_eq!(ring.gateway(), province.gateway.fingerprint());
    desk.deliver(&province, &a_dossier(&desk, 1, &[])).await;
}

#[tokio::test]
async fn same_desk_is_welcomed_again_when_the_answer_was_lost() {
    let province = a_province();
    let (code, desk) = (province.code(), a_stranger(1));
    let request = desk.enrolment(&code);
    enrol(&province, &request).await;
    province.clock.advance(20 * DAY_MS);

    let again: EnrolmentReply = enrol(&province, &request).await.json();

    assert!(again.open(&code, &request).is_ok(), "even when the code is old by now");
}

#[tokio::test]
async fn code_is_refused_when_another_desk_used_it() {
    let province = a_province();
    let code = province.code();
    enrol(&province, &a_stranger(1).enrolment(&code)).await;

    let answer = enrol(&province, &a_stranger(2).enrolment(&code)).await;

    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (409, "code-used"));
}

#[tokio::test]
async fn code_is_refused_when_it_is_unknown_wrong_or_old() {
    let province = a_province();
    let (code, desk) = (province.code(), a_stranger(1));

    let unknown = EnrolmentCode::from_bytes([5; 20]);
    assert_eq!(enrol(&province, &desk.enrolment(&unknown)).await.code(), "code-unknown");
    let wrong = EnrolmentRequest { code: code.name(), ..desk.enrolment(&unknown) };
    assert_eq!(enrol(&province, &wrong).await.code(), "code-wrong");
    province.clock.advance(14 * DAY_MS);
    assert_eq!(enrol(&province, &desk.enrolment(&code)).await.code(), "code-expired");
}

#[tokio::test]
async fn desk_is_refused_when_it_comes_with_another_key() {
    let province = a_province();
    let known = a_desk(&province, 1).await;
    let mut thief = a_stranger(2);
    thief.id = known.id;

    let answer = enrol(&province, &thief.enrolment(&province.code())).await;

    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (409, "desk-known"));
}

#[tokio::test]
async fn stranger_cannot_make_the_gateway_read_much() {
    let province = a_province();

    let much = json!({ "code": "a".repeat(100_000) });
    let answer = province.ask(post_json(path::ENROLMENTS, &much)).await;

    assert_eq!(answer.code(), "too-big");
    let nonsense = province.ask(post_json(path::ENROLMENTS, &json!([1, 2]))).await;
    assert_eq!(nonsense.code(), "malformed");
}
