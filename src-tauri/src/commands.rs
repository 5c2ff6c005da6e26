//! What the page may ask: the desk, a paper to be taken in, a place to write to.

#![expect(clippy::unreachable, reason = "Tauri's own, in what its macro makes of a command")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use bridge::reply::{Attached, Packages};
use bridge::{Host, Kind, Language, Paper, Spoken, UiError, Words};
use percent_encoding::percent_decode;
use rfd::AsyncFileDialog;
use serde_json::Value;
use tauri::State;
use tauri::http::{HeaderMap, HeaderValue};
use tauri::ipc::{InvokeBody, Request};

/// Asks the desk; the answer, and a refusal, are the bridge's own.
#[tauri::command]
pub(crate) async fn call(
    host: State<'_, Arc<Host>>,
    command: String,
    args: Value,
    language: String,
) -> Result<Value, Spoken> {
    let language = tongue(&language);
    aside(&host, language, move |host| host.call(&command, args, language)).await
}

/// Hands a paper in: its bytes are the body, and what it is stands in the headers, percent-encoded.
#[tauri::command]
pub(crate) async fn attach(
    host: State<'_, Arc<Host>>,
    request: Request<'_>,
) -> Result<Attached, Spoken> {
    let said = |name| header(request.headers(), name);
    let (dossier, component, name) = (said("dossier"), said("component"), said("name"));
    let language = tongue(&said("language"));
    let bytes = bytes(request.body());
    let hand_in = move |host: &Host| {
        let paper = Paper { component: &component, name: &name, bytes: &bytes };
        host.hand_in(language, &dossier, paper)
    };
    aside(&host, language, hand_in).await
}

/// Brings a package of the catalogue: its bytes are the body.
#[tauri::command]
pub(crate) async fn bring(
    host: State<'_, Arc<Host>>,
    request: Request<'_>,
) -> Result<Packages, Spoken> {
    let language = tongue(&header(request.headers(), "language"));
    let bytes = bytes(request.body());
    aside(&host, language, move |host: &Host| host.bring(language, &bytes)).await
}

/// Asks the person where a file may be written; none: nobody chose. Writes nothing itself.
#[tauri::command]
pub(crate) async fn pick_place(suggested: String) -> Option<PathBuf> {
    let name = Path::new(&suggested).file_name().unwrap_or_default();
    let dialog = AsyncFileDialog::new().set_file_name(name.to_string_lossy());
    dialog.save_file().await.map(|place| place.path().to_owned())
}

/// Lets the desk work beside the window, which stays awake meanwhile.
async fn aside<T: Send + 'static>(
    host: &Arc<Host>,
    language: Language,
    work: impl FnOnce(&Host) -> Result<T, Spoken> + Send + 'static,
) -> Result<T, Spoken> {
    let host = Arc::clone(host);
    let worked = tauri::async_runtime::spawn_blocking(move || work(&host)).await;
    worked.unwrap_or_else(|_| {
        let failure = UiError::new(Kind::Internal, "panic");
        Err(Words::in_language(language).spoken(failure))
    })
}

fn tongue(word: &str) -> Language {
    word.parse().unwrap_or(Language::Vietnamese)
}

/// A header that is not there is empty, and what is empty the desk refuses.
fn header(headers: &HeaderMap, name: &str) -> String {
    let value = headers.get(name).map(HeaderValue::as_bytes).unwrap_or_default();
    percent_decode(value).decode_utf8_lossy().into_owned()
}

/// Where a webview lets no raw body through, Tauri's own script sends a list of numbers instead.
fn bytes(body: &InvokeBody) -> Vec<u8> {
    match body {
        InvokeBody::Raw(bytes) => bytes.clone(),
        InvokeBody::Json(list) => serde_json::from_value(list.clone()).unwrap_or_default(),
    }
}
