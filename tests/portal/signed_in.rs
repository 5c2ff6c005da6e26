//! Who may ask: bearers, clocks, desks that were revoked, desks that are too old.

use axum::body::Body;
use axum::http::Request;
use portal::acts::codes;
use wire::path;

use crate::desk::{VERSION, a_desk, a_dossier, a_stranger};
use crate::province::{Answer, Province, a_province};

async fn ask(province: &Province, bearer: Option<&str>, client: &str) -> Answer {
    let mut request = Request::get(path::HOLDINGS).header("nopho-client", client);
    if let Some(bearer) = bearer {
        request = request.header("authorization", bearer);
    }
    province.ask(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn request_is_refused_without_a_bearer_that_is_good_now() {
    let province = a_province();
    let (desk, stranger) = (a_desk(&province, 1).await, a_stranger(2));
    let now = province.gateway.now();
    let mut forger = a_stranger(3);
    forger.id = desk.id;

    let bearers = [
        None,
        Some("Bearer nonsense".to_owned()),
        Some(format!("Basic {}", desk.bearer(&province, now))),
        Some(format!("Bearer {}", stranger.bearer(&province, now))),
        Some(format!("Bearer {}", forger.bearer(&province, now))),
        Some(format!("Bearer {}", desk.bearer(&province, now.plus(-11 * 60 * 1000)))),
        Some(format!("Bearer {}", desk.bearer(&province, now.plus(400 * 86_400_000)))),
    ];
    for bearer in bearers {
        let answer = ask(&province, bearer.as_deref(), VERSION).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (401, "signed-out"));
        assert_eq!(answer.header("www-authenticate"), Some("Bearer"));
    }
    let good = format!("Bearer {}", desk.bearer(&province, now));
    assert_eq!(ask(&province, Some(&good), VERSION).await.status, 200);
}

#[tokio::test]
async fn revoked_desk_is_told_so_and_may_send_again_with_a_fresh_code() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    codes::revoke(&province.gateway, "LS01").unwrap();

    assert_eq!(desk.get(&province, path::FEED).await.code(), "revoked");

    a_desk(&province, 1).await;
    desk.deliver(&province, &a_dossier(&desk, 1, &[])).await;
}

#[tokio::test]
async fn old_desk_is_told_which_version_is_understood() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let good = format!("Bearer {}", desk.bearer(&province, province.gateway.now()));

    for old in ["0.1.9", "nonsense"] {
        let answer = ask(&province, Some(&good), old).await;
        assert_eq!(answer.status, 426, "{old}");
        assert_eq!(answer.problem().min_client.as_deref(), Some("0.2.0"));
    }
    assert_eq!(ask(&province, None, "0.1.0").await.status, 426, "before anything else");
    assert_eq!(ask(&province, Some(&good), "0.10.0").await.status, 200);
    assert_eq!(province.get(path::CAPABILITIES).await.status, 200, "anybody may read these");
}
