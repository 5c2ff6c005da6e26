//! `serve`: takes dossiers in, until told to end.

use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};

use super::PROGRAM;
use super::args::{Limits, Serve};
use super::screen::Screen;
use crate::acts::recovery;
use crate::error::PortalError;
use crate::gateway::Gateway;
use crate::keys::KeyFolder;
use crate::refusal::Refusal;
use crate::server::{Listen, Listening, TlsFiles, told_to_end};

/// Threads that may wait, beyond those of requests.
const SPARE: usize = 16;

pub(super) fn serve(
    gateway: Gateway,
    screen: &Screen<'_>,
    keys: &Path,
    serve: &Serve,
) -> Result<(), PortalError> {
    let tls = serve.tls_cert.clone().zip(serve.tls_key.clone());
    let tls = tls.map(|(certificate, key)| TlsFiles { certificate, key });
    let listen = Listen { address: serve.listen, tls };
    let gateway = gateway.with_policy(serve.limits.policy());
    let _lock = gateway.lock(PROGRAM)?;
    if let Some(root) = KeyFolder::at(keys, gateway.world()).root_left_here() {
        screen.note("gateway-root-here", &[("file", &root.display().to_string())]);
    }
    recovery::mend(&gateway).map_err(failure_in)?;
    // Each slice has a thread for as long as it takes to arrive; the others must not wait for one.
    let threads = gateway.policy().max_concurrent.saturating_mul(2).saturating_add(SPARE);
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = runtime.enable_all().max_blocking_threads(threads).build();
    runtime.map_err(PortalError::Server)?.block_on(async {
        let end = told_to_end()?;
        let listening = Listening::begin(&listen).await?;
        let url = listening.url();
        let told = json!({ "listening": url, "limits": limits(&serve.limits) });
        screen.answer(&told, |screen| {
            screen.say("gateway-listening", &[("url", &url)]);
            let [days, size, requests] = serve.limits.numbers();
            let said = [("days", days), ("size", size), ("requests", requests)];
            screen
                .say("gateway-limits", &said.each_ref().map(|(name, text)| (*name, text.as_str())));
        });
        listening.serve(Arc::new(gateway), end).await
    })
}

fn limits(limits: &Limits) -> Value {
    json!({
        "keep_unfinished_days": limits.keep_unfinished,
        "desk_unfinished_mib": limits.desk_unfinished,
        "desk_requests_per_minute": limits.desk_requests,
    })
}

/// Mending asks nothing of anybody, so a problem can only be one of our own.
fn failure_in(refusal: Refusal) -> PortalError {
    match refusal {
        Refusal::Failed(failure) => failure,
        Refusal::Problem(_) | Refusal::Later(..) => {
            PortalError::Row { table: "uploads", what: "mending" }
        }
    }
}
