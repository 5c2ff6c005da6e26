//! What a request says of itself beside its body: its token, and the language to answer in.

use std::collections::BTreeMap;

use axum::extract::Query;
use axum::http::{HeaderMap, Uri, header};
use bridge::Language;

use super::Served;
use super::answer::Refusal;

/// Where the window shows its token. No form and no plain link of another site can set it.
const TOKEN: &str = "X-Nopho-Token";

/// One request.
pub(super) struct Visit {
    query: BTreeMap<String, String>,
    shown: Option<String>,
    pub(super) language: Language,
}

impl Visit {
    pub(super) fn of(served: &Served, uri: &Uri, headers: &HeaderMap) -> Self {
        let query = Query::try_from_uri(uri).map(|Query(query)| query);
        let query: BTreeMap<String, String> = query.unwrap_or_default();
        let asked = query.get("language").and_then(|asked| asked.parse().ok());
        let language = asked.or_else(|| preferred(headers)).unwrap_or(served.language);
        let shown = headers.get(TOKEN).and_then(|shown| shown.to_str().ok()).map(str::to_owned);
        Self { query, shown, language }
    }

    /// Judges the token. A picture, a frame and a stream of events cannot send a header; theirs
    /// stands in the query.
    pub(super) fn enter(&self, served: &Served) -> Result<(), Refusal> {
        let token = self.shown.as_deref().or_else(|| self.said("t"));
        served.door.let_in(token).map_err(|refused| Refusal::at_the_door(refused, self.language))
    }

    /// What the query says under a name.
    pub(super) fn said(&self, name: &str) -> Option<&str> {
        self.query.get(name).map(String::as_str)
    }
}

/// The first language that the browser prefers, if it is one of ours.
fn preferred(headers: &HeaderMap) -> Option<Language> {
    let preferred = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    preferred.split([',', ';', '-']).next()?.trim().to_ascii_lowercase().parse().ok()
}
