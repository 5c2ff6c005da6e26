//! The gateway's side of the protocol of `wire`, as one router.

mod bearer;
mod body;
mod catalogue;
pub mod client;
mod envelope;
mod packing;
mod problem;
mod ranges;
mod records;
mod results;
mod slices;
mod stream;
mod tus;

use std::sync::Arc;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use tokio::sync::Semaphore;
use wire::path;

use crate::error::PortalError;
use crate::gateway::Gateway;
use crate::refusal::Refusal;

/// What every request is answered with.
pub(crate) type Shared = Arc<Gateway>;

/// Everything that a desk may ask.
pub fn router(gateway: Arc<Gateway>) -> Router {
    let permits = Arc::new(Semaphore::new(gateway.policy().max_concurrent));
    let strangers = Arc::new(Semaphore::new(gateway.policy().max_strangers));
    let door = envelope::Door { gateway: Arc::clone(&gateway), permits, strangers };
    let one_upload = format!("{}/{{upload}}", path::UPLOADS);
    let uploads = Router::new()
        .route(path::UPLOADS, post(tus::create).options(tus::options))
        .route(
            &one_upload,
            axum::routing::head(tus::head)
                .patch(slices::patch)
                .post(slices::overridden)
                .options(tus::options),
        )
        .layer(from_fn(tus::speak));
    Router::new()
        .route(path::CAPABILITIES, get(records::capabilities))
        .route(path::KEYS, get(records::keys))
        .route(path::TIME, get(records::time))
        .route(path::OPENAPI, get(records::openapi))
        .route(path::ENROLMENTS, post(records::enrol))
        .route(path::ANNOUNCEMENTS, post(records::announce))
        .route(&format!("{}/{{key}}", path::SUBMISSIONS), get(records::submission))
        .route(path::STREAM, get(stream::begin))
        .route(path::FEED, get(records::feed))
        .route(path::HOLDINGS, get(records::holdings))
        .route(&format!("{}/{{dossier}}/{{sha256}}", path::RESULTS), get(results::get))
        .route(&format!("{}/{{sha256}}", path::CATALOGUE), get(catalogue::get))
        .merge(uploads)
        .fallback(problem::no_such_place)
        .method_not_allowed_fallback(problem::no_such_method)
        .layer(from_fn(packing::pack))
        .layer(from_fn_with_state(door, envelope::envelope))
        .with_state(gateway)
}

/// What is answered where there is no room for anybody more, whatever is asked.
pub(crate) fn full_house(gateway: Arc<Gateway>) -> Router {
    let told = || Arc::new(Semaphore::new(gateway.policy().max_turned_away));
    let door = envelope::Door { gateway: Arc::clone(&gateway), permits: told(), strangers: told() };
    Router::new()
        .fallback(problem::no_room)
        .layer(from_fn_with_state(door, envelope::envelope))
        .with_state(gateway)
}

/// Runs what waits for the disk on a thread that may wait.
pub(crate) async fn blocking<T: Send + 'static>(
    gateway: &Shared,
    run: impl FnOnce(&Gateway) -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    let gateway = Arc::clone(gateway);
    let done = tokio::task::spawn_blocking(move || run(&gateway)).await;
    done.unwrap_or(Err(Refusal::Failed(PortalError::Panic)))
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::Request;
    use axum::response::IntoResponse;
    use http_body_util::BodyExt;
    use hyper_util::service::TowerToHyperService;
    use wire::problem::Problem;

    use super::*;
    use crate::policy::Policy;
    use crate::setup::{Beginning, MIN_CLIENT, init};
    use crate::world::World;

    fn a_gateway(policy: Policy) -> (tempfile::TempDir, Arc<Gateway>) {
        let home = tempfile::tempdir().unwrap();
        let (data, keys) = (home.path().join("data"), home.path().join("keys"));
        let beginning = Beginning {
            agency: "H37.1".to_owned(),
            name: String::new(),
            min_client: MIN_CLIENT.to_owned(),
        };
        init(&World::real(), &data, &keys, &beginning).unwrap();
        let gateway = Gateway::open(World::real(), &data, &keys).unwrap();
        (home, Arc::new(gateway.with_policy(policy)))
    }

    async fn ask(router: Router, path: &str) -> (u16, bool, Vec<u8>) {
        use hyper::service::Service as _;
        let request = Request::get(path).body(Body::empty()).unwrap();
        let answer = TowerToHyperService::new(router).call(request).await.unwrap();
        let (parts, body) = answer.into_response().into_parts();
        let tells_time = parts.headers.contains_key(wire::time::TIME);
        let bytes = body.collect().await.unwrap().to_bytes().to_vec();
        (parts.status.as_u16(), tells_time, bytes)
    }

    async fn stumble() {
        panic!("a bug in the program, on purpose");
    }

    #[tokio::test]
    async fn bug_is_answered_like_any_failure_and_the_next_request_too() {
        let (_home, gateway) = a_gateway(Policy { max_concurrent: 1, ..Policy::default() });
        let permits = Arc::new(Semaphore::new(1));
        let strangers = Arc::new(Semaphore::new(1));
        let door = envelope::Door { gateway, permits, strangers };
        let router = Router::new()
            .route("/stumble", get(stumble))
            .layer(from_fn_with_state(door, envelope::envelope));

        for _ in 0..2 {
            let (status, tells_time, bytes) = ask(router.clone(), "/stumble").await;

            assert_eq!((status, tells_time), (500, true));
            let problem: Problem = serde_json::from_slice(&bytes).unwrap();
            assert_eq!(problem.code.to_string(), "internal", "and nothing about the bug");
        }
    }

    #[tokio::test]
    async fn failure_on_a_thread_of_its_own_is_answered_too() {
        let (_home, gateway) = a_gateway(Policy::default());

        let failed = blocking(&gateway, |_| -> Result<(), Refusal> { panic!("on purpose") }).await;

        assert_eq!(failed.unwrap_err().problem().status, 500);
    }
}
