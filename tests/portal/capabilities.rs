//! What the gateway publishes, and what every answer has, whatever it is.

use axum::body::Body;
use axum::http::Request;
use portal::rotation;
use wire::capabilities::Capabilities;
use wire::keys::KeyRing;
use wire::path::{self, KeysReply};

use crate::desk::{a_desk, a_dossier};
use crate::province::a_province;

#[tokio::test]
async fn capabilities_say_what_is_taken() {
    let province = a_province();

    let said: Capabilities = province.get(path::CAPABILITIES).await.json();

    assert_eq!(said.gateway, province.gateway.fingerprint());
    assert_eq!((said.era, said.min_client.as_str()), (1, "0.2.0"));
    assert!(said.media.contains(&"application/pdf".to_owned()));
    assert!(said.max_slice_bytes >= said.max_part_bytes, "any tus client sends a part in one");
}

#[tokio::test]
async fn wrong_place_and_wrong_method_are_answered_like_everything_else() {
    let province = a_province();

    assert_eq!(province.get("/v1/nothing").await.code(), "not-found");
    assert_eq!(province.get("/").await.code(), "not-found");
    let method = Request::delete(path::CAPABILITIES).body(Body::empty()).unwrap();
    let answer = province.ask(method).await;
    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (405, "method-not-allowed"));
    assert_eq!(province.get(path::TIME).await.status, 204, "nothing but the time");
}

#[tokio::test]
async fn old_receipts_are_believed_after_the_keys_were_rotated() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let sealed = a_dossier(&desk, 1, &[]);
    let old = desk.deliver(&province, &sealed).await;
    let root = province.gateway.store().look(portal::store::gateway_row::get).unwrap().root;

    let rotated = rotation::rotate(&province.gateway, &province.keys().join("root.key")).unwrap();

    assert!(rotated.serial > 1);
    let KeysReply { keys } = province.get(path::KEYS).await.json();
    let ring = KeyRing::open(&keys, &root, 2).expect("a newer list of the same root");
    let first = seal::jws::key_id(old.statement()).unwrap();
    assert!(ring.receipts_key(&rotated.key_id).is_some() && ring.receipts_key(&first).is_none());
    let events = crate::operator::told(&province, &desk).await;
    assert_eq!(
        events.len(),
        1,
        "a desk that reads from the start believes what the old key signed"
    );
    assert_eq!(desk.deliver(&province, &sealed).await.statement(), old.statement());
    let new = desk.deliver(&province, &a_dossier(&desk, 2, &[])).await;
    assert_eq!(seal::jws::key_id(new.statement()).as_deref(), Some(rotated.key_id.as_str()));
    let time = province.get(path::TIME).await;
    let signer = time.header(wire::time::TIME).and_then(seal::jws::key_id);
    assert_eq!(signer.as_deref(), Some(rotated.key_id.as_str()), "the time too");
}

#[tokio::test]
async fn keys_are_not_rotated_with_another_gateways_root() {
    let (province, other) = (a_province(), a_province());
    let root = other.keys().join("root.key");
    // Both provinces draw the same luck; another key makes another root.
    let text = std::fs::read_to_string(&root).unwrap();
    std::fs::write(&root, text.replace("nopho-root-key-1 ", "nopho-root-key-1 00")).unwrap();

    let refused = rotation::rotate(&province.gateway, &root).unwrap_err();

    assert_eq!(refused.code(), "gateway-key-unreadable", "a damaged file is noticed");
    let missing = rotation::rotate(&province.gateway, &other.keys().join("none")).unwrap_err();
    assert_eq!(missing.code(), "gateway-key-missing");
}
