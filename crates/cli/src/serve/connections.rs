//! The listening socket: so many connections, bounded patience with slow ones, and an orderly end.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use super::FAREWELL;

/// Connections at one time. A browser opens six to a place, and one more for each window's events.
const MOST: usize = 128;
/// How long the head of a request may take, and how long a connection may idle.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long to wait when the machine has no socket left.
const BREATH: Duration = Duration::from_millis(100);

/// Serves until `told`, then takes nothing new, ends the streams of events and lets running
/// requests end.
pub(super) async fn serve(
    listener: TcpListener,
    router: Router,
    told: impl Future<Output = ()>,
    end: watch::Sender<bool>,
) {
    let room = Arc::new(Semaphore::new(MOST));
    let graceful = GracefulShutdown::new();
    tokio::pin!(told);
    loop {
        tokio::select! {
            () = &mut told => break,
            (stream, permit) = accept(&listener, &room) => {
                let visit = answer(stream, router.clone(), graceful.watcher(), permit);
                tokio::spawn(visit);
            }
        }
    }
    drop(listener);
    end.send_replace(true);
    let _ = tokio::time::timeout(FAREWELL, graceful.shutdown()).await;
}

async fn accept(
    listener: &TcpListener,
    room: &Arc<Semaphore>,
) -> (TcpStream, Option<OwnedSemaphorePermit>) {
    // It is never closed, so there is always a permit to wait for.
    let permit = Arc::clone(room).acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return (stream, permit),
            Err(_) => tokio::time::sleep(BREATH).await,
        }
    }
}

async fn answer(
    stream: TcpStream,
    router: Router,
    watcher: Watcher,
    _permit: Option<OwnedSemaphorePermit>,
) {
    let _ = stream.set_nodelay(true);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    // A connection that breaks is the browser's to notice: it asks again.
    let _ = watcher.watch(connection).await;
}
