//! `GET /events`: a stream that says that something changed; the window asks what.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use bridge::{Changed, Host, Topic};
use futures_util::stream::{self, StreamExt};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};

use super::Shared;
use super::visit::Visit;

/// So many changes may wait for a window that is busy; after that it is told to look at everything.
const WAITING: usize = 256;
/// How often a silent stream shows that it is alive.
const BREATH: Duration = Duration::from_secs(15);

/// What the desk says, passed on to every window.
pub(super) struct News {
    said: broadcast::Sender<Arc<str>>,
}

impl News {
    /// Listens to a desk.
    pub(super) fn of(host: &Host) -> Self {
        let (said, _) = broadcast::channel(WAITING);
        let speaker = said.clone();
        host.watch(Box::new(move |changed| {
            // Nobody may be listening.
            let _ = speaker.send(text(changed));
        }));
        Self { said }
    }
}

/// What one window hears, until the program ends.
struct Ear {
    heard: broadcast::Receiver<Arc<str>>,
    ending: watch::Receiver<bool>,
}

/// `GET /events`.
pub(super) async fn events(State(served): State<Shared>, request: Request) -> Response {
    let visit = Visit::of(&served, request.uri(), request.headers());
    if let Err(refusal) = visit.enter(&served) {
        return refusal.into_response();
    }
    let ear = Ear { heard: served.news.said.subscribe(), ending: served.ending.clone() };
    let changes = stream::unfold(ear, next).flat_map(stream::iter);
    let events = changes.map(|change| Ok::<_, Infallible>(Event::default().data(change)));
    // The first breath tells the window that it is heard from now on.
    let hello = stream::iter([Ok(Event::default().comment(""))]);
    let keep_alive = KeepAlive::new().interval(BREATH);
    Sse::new(hello.chain(events)).keep_alive(keep_alive).into_response()
}

async fn next(mut ear: Ear) -> Option<(Vec<Arc<str>>, Ear)> {
    let heard = tokio::select! {
        // The sender lives as long as the program takes requests.
        _ = ear.ending.wait_for(|is_ending| *is_ending) => return None,
        heard = ear.heard.recv() => heard,
    };
    match heard {
        Ok(change) => Some((vec![change], ear)),
        Err(RecvError::Lagged(_)) => Some((everything(), ear)),
        Err(RecvError::Closed) => None,
    }
}

/// For a window that has missed something.
fn everything() -> Vec<Arc<str>> {
    let all = [Topic::Dossiers, Topic::Queue, Topic::Road, Topic::Desk];
    all.into_iter().map(|topic| text(&topic.into())).collect()
}

fn text(changed: &Changed) -> Arc<str> {
    serde_json::to_string(changed).unwrap_or_default().into()
}
