//! A command of a window, a browser or whoever else shows sentences.

use serde_json::Value;

use crate::changed::{self, Changed, Topic};
use crate::doors;
use crate::error::UiError;
use crate::host::{Host, Paper, guarded};
use crate::reply::{Attached, Packages};
use crate::router;
use crate::spoken::Spoken;
use crate::words::{Language, Words};

impl Host {
    /// Carries out a command and says in the language asked for what came of it. Knows, beside the
    /// commands of [`Host::dispatch`], those that compose sentences and those that carry secrets.
    ///
    /// # Errors
    /// Why it was not carried out, in sentences.
    pub fn call(&self, command: &str, args: Value, language: Language) -> Result<Value, Spoken> {
        let words = Words::in_language(language);
        let asked = args.get("dossier").and_then(Value::as_str).map(str::to_owned);
        let answer =
            self.carry_out(command, args, words).map_err(|failure| words.spoken(failure))?;
        if changed::queues_something(command) {
            self.ring();
        }
        let dossier_id = changed::dossier_of(asked, &answer);
        for &topic in changed::topics_of(command) {
            let dossier_id = dossier_id.clone().filter(|_| topic == Topic::Dossiers);
            self.tell(&Changed { topic, dossier_id });
        }
        Ok(answer)
    }

    fn carry_out(&self, command: &str, args: Value, words: &Words) -> Result<Value, UiError> {
        if let Some(open) = doors::find(command) {
            return guarded(|| open(self, words, args));
        }
        if let Some(run) = router::spoken(command) {
            return guarded(|| run(self, words, args));
        }
        self.dispatch(command, args)
    }

    /// Attaches a file to a dossier; a sealed one is opened for a correction.
    ///
    /// # Errors
    /// Why it was not attached, in sentences; nothing is changed then.
    pub fn hand_in(
        &self,
        language: Language,
        dossier: &str,
        paper: Paper<'_>,
    ) -> Result<Attached, Spoken> {
        let words = Words::in_language(language);
        let attached = self.attach(dossier, &[paper]).and_then(|all| {
            let one = all.into_iter().next();
            one.ok_or_else(|| UiError::new(crate::Kind::Internal, "bad-reply"))
        });
        let attached = attached.map_err(|failure| words.spoken(failure))?;
        let dossier_id = changed::dossier_of(Some(dossier.to_owned()), &Value::Null);
        self.tell(&Changed { topic: Topic::Dossiers, dossier_id });
        Ok(attached)
    }

    /// Takes a package of the catalogue from a window, and into use; tells the watchers.
    pub fn bring(&self, language: Language, bytes: &[u8]) -> Result<Packages, Spoken> {
        let words = Words::in_language(language);
        let packages =
            self.import_package(words, bytes).map_err(|failure| words.spoken(failure))?;
        self.tell(&Topic::Desk.into());
        Ok(packages)
    }

    /// Lets somebody hear of what changes, from any thread and at most about four times a second
    /// while something is being sent. It must be quick.
    pub fn watch(&self, heard: Box<dyn Fn(&Changed) + Send + Sync>) {
        self.watchers.add(heard.into());
    }

    pub(crate) fn tell(&self, changed: &Changed) {
        self.watchers.tell(changed);
    }
}

#[cfg(test)]
#[path = "agency_tests.rs"]
mod tests;
