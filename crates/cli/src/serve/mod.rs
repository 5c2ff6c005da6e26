//! `nopho serve`: the window in the machine's own browser, for a machine without a webview and for
//! tests that drive the window.
//!
//! ```text
//! browser ──► connections ──► envelope ──► pages                    the window's own files
//!             only loopback   who asks,    calls, assets, events    token, then the desk
//!                             headers
//! ```
//!
//! Whoever reads the address reads the token in it and may do what the clerk may. Pages of other
//! sites in the same browser may not: they have no token, a foreign `Origin`, or a foreign `Host`.

mod answer;
mod assets;
mod body;
mod calls;
mod connections;
mod door;
mod envelope;
mod events;
mod pages;
mod signals;
mod visit;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use bridge::{Host, Kind, Language, UiError, World};
use serde::Serialize;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::args::Args;
use crate::screen::Screen;
use crate::unlock;
use door::{Door, Token};
use events::News;

/// How long what runs may take to end after the word to end.
const FAREWELL: Duration = Duration::from_secs(10);

/// What every request is answered with.
struct Served {
    host: Arc<Host>,
    door: Door,
    news: News,
    /// Turns true when the program is about to end.
    ending: watch::Receiver<bool>,
    /// For whoever does not say which language to speak.
    language: Language,
}

type Shared = Arc<Served>;

/// What `nopho serve` tells programs.
#[derive(Serialize)]
struct Address {
    url: String,
    port: u16,
    token: String,
}

/// Serves the window until the program is told to end.
pub(crate) fn serve(
    host: Host,
    screen: &Screen,
    args: &Args,
    listen: &str,
) -> Result<ExitCode, UiError> {
    let listen = loopback(listen)?;
    open_if_a_key_is_at_hand(&host, screen, args)?;
    let world = World::real();
    let token = Token::new(world.bytes().map_err(|_| UiError::new(Kind::Internal, "no-luck"))?);
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.map_err(|_| UiError::new(Kind::Internal, "window-not-started"))?;
    let host = Arc::new(host);

    let ended = runtime.block_on(async {
        let listener = TcpListener::bind(listen).await.map_err(|_| taken(listen))?;
        let address = listener.local_addr().map_err(|_| taken(listen))?;
        let told = signals::told_to_end();
        let told = told.map_err(|_| UiError::new(Kind::Internal, "window-not-started"))?;
        let (end, ending) = watch::channel(false);
        announce(screen, address, &token);
        let served = Served {
            door: Door::new(token, address, world),
            news: News::of(&host),
            host: Arc::clone(&host),
            ending,
            language: args.language(),
        };
        served.host.deliver_in_background();
        connections::serve(listener, router(Arc::new(served)), told, end).await;
        Ok(ExitCode::SUCCESS)
    });
    // Running commands have ended; the delivery in the background ends here.
    host.lock();
    // What has not ended by now would keep the program for as long as it likes; the desk's own
    // transactions outlive worse.
    runtime.shutdown_background();
    ended
}

/// The address to listen on. The token protects against other sites, not against a network.
fn loopback(listen: &str) -> Result<SocketAddr, UiError> {
    let refused = || UiError::new(Kind::Usage, "listen-not-loopback").with("listen", &listen);
    let address = match listen.strip_prefix("localhost:") {
        Some(port) => {
            let port = port.parse().map_err(|_| refused())?;
            SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port)
        }
        None => listen.parse().map_err(|_| refused())?,
    };
    if address.ip().is_loopback() { Ok(address) } else { Err(refused()) }
}

fn taken(listen: SocketAddr) -> UiError {
    UiError::new(Kind::Usage, "listen-taken").with("listen", &listen)
}

/// Opens the desk as the other commands do, but asks nobody: the window asks. A folder that is not
/// set up, or is held by another process, is told there too.
fn open_if_a_key_is_at_hand(host: &Host, screen: &Screen, args: &Args) -> Result<(), UiError> {
    let is_given = args.recovery_file.is_some() || args.passphrase_file().is_some();
    let has_keyring =
        || host.ways_to_unlock().is_ok_and(|ways| ways.iter().any(|w| w == "keyring"));
    if !is_given && !has_keyring() {
        return Ok(());
    }
    match unlock::unlock(host, screen, args) {
        Ok(_) => Ok(()),
        Err(failure) if failure.code == "desk-not-set-up" => Ok(()),
        Err(failure) if failure.kind == Kind::Held || !is_given => {
            screen.explain(&failure);
            Ok(())
        }
        Err(failure) => Err(failure),
    }
}

fn announce(screen: &Screen, address: SocketAddr, token: &Token) {
    let token = token.text().to_owned();
    let url = format!("http://{address}/#token={token}");
    let address = Address { url, port: address.port(), token };
    screen.answer(&address, |screen| {
        screen.say("window-at", &[("url", &address.url)]);
        screen.say("window-how-to-end", &[]);
    });
}

fn router(served: Shared) -> Router {
    Router::new()
        .route("/call", post(calls::call))
        .route("/attach", post(calls::attach))
        .route("/bring", post(calls::bring))
        .route("/asset/{*path}", get(assets::asset))
        .route("/events", get(events::events))
        .fallback(pages::page)
        .method_not_allowed_fallback(pages::no_such_place)
        .layer(from_fn_with_state(Arc::clone(&served), envelope::envelope))
        .with_state(served)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn window_is_served_to_this_machine_and_to_no_network() {
        for good in ["127.0.0.1:0", "127.0.0.1:8080", "[::1]:0", "localhost:8080"] {
            assert!(loopback(good).is_ok_and(|address| address.ip().is_loopback()), "{good}");
        }
        for bad in ["0.0.0.0:0", "192.168.1.7:80", "[::]:0", "127.0.0.1", "nopho.vn:80", ""] {
            let refusal = loopback(bad).unwrap_err();
            assert_eq!((refusal.kind, refusal.code.as_str()), (Kind::Usage, "listen-not-loopback"));
        }
    }
}
