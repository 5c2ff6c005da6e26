//! What a host is told when something has changed: what to ask for again, and nothing of it.

use std::sync::{Arc, Mutex, PoisonError};

use domain::ids::DossierId;
use serde::Serialize;
use serde_json::Value;
use ts_rs::TS;

/// What has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// A dossier, or the list of them.
    Dossiers,
    /// What waits to be sent.
    Queue,
    /// The way to the gateway.
    Road,
    /// The desk: open or locked, its gateway, its settings.
    Desk,
}

/// Something has changed: whoever shows it asks again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Changed {
    /// What.
    pub topic: Topic,
    /// Which dossier; absent when it is none, or several.
    pub dossier_id: Option<String>,
}

impl From<Topic> for Changed {
    fn from(topic: Topic) -> Self {
        Self { topic, dossier_id: None }
    }
}

/// Hears of what has changed, on any thread; it must be quick.
pub(crate) type Heard = Arc<dyn Fn(&Changed) + Send + Sync>;

/// Everybody who wants to hear of what has changed.
#[derive(Default)]
pub(crate) struct Watchers(Mutex<Vec<Heard>>);

impl Watchers {
    pub(crate) fn add(&self, heard: Heard) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(heard);
    }

    pub(crate) fn tell(&self, changed: &Changed) {
        // Nobody is called while the list is held: who hears may add another.
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        for heard in all {
            heard(changed);
        }
    }
}

/// What a command changes when it is carried out.
pub(crate) fn topics_of(command: &str) -> &'static [Topic] {
    match command {
        "dossiers.begin" | "drafts.open" | "drafts.reopen" | "drafts.discard"
        | "drafts.restore" | "pages.remove" | "papers.print" | "papers.write"
        | "papers.code_given" | "catalogue.move_on" => &[Topic::Dossiers],
        "submissions.submit"
        | "submissions.withdraw"
        | "queue.retry"
        | "both.send_after"
        | "both.keep_theirs"
        | "queue.sync" => &[Topic::Dossiers, Topic::Queue, Topic::Road],
        "host.unlock" | "host.lock" | "setup.finish" | "desk.confirm_card" | "letterhead.set" => {
            &[Topic::Desk]
        }
        "catalogue.choose" => &[Topic::Desk],
        "gateway.enroll" => &[Topic::Desk, Topic::Road],
        _ => &[],
    }
}

/// Whether a command leaves something for the road.
pub(crate) fn queues_something(command: &str) -> bool {
    matches!(
        command,
        "submissions.submit" | "submissions.withdraw" | "queue.retry" | "both.send_after"
    )
}

/// The dossier that an answer is about, else the one that was asked for.
pub(crate) fn dossier_of(asked: Option<String>, answer: &Value) -> Option<String> {
    let answered = answer.get("dossier_id").and_then(Value::as_str).map(str::to_owned);
    answered.or_else(|| asked.filter(|id| id.parse::<DossierId>().is_ok()))
}
