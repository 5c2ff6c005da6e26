//! Sentences for codes, from `assets/locales`: Vietnamese first, English second.
//!
//! The desk's failures of disk and keys are the gateway's too, and their sentences are shared; where
//! one of them speaks of a desk, `portal-<code>` says it for the gateway.

pub use locale::Language;
use locale::Sentences;

/// The files that the gateway speaks from.
fn sources(language: Language) -> [&'static str; 2] {
    match language {
        Language::Vietnamese => [
            include_str!("../../../../assets/locales/vi/problems.ftl"),
            include_str!("../../../../assets/locales/vi/portal.ftl"),
        ],
        Language::English => [
            include_str!("../../../../assets/locales/en/problems.ftl"),
            include_str!("../../../../assets/locales/en/portal.ftl"),
        ],
    }
}

/// The sentences of one language.
pub struct Words(Sentences);

impl Words {
    /// Reads the sentences of a language.
    pub fn of(language: Language) -> Self {
        Self(Sentences::read(language, &sources(language)))
    }

    /// The sentence under a name; the name itself where there is none.
    pub fn say(&self, name: &str, args: &[(&str, &str)]) -> String {
        self.0.say(name, args)
    }

    /// The sentence under a name that has no variables, if there is one.
    pub fn known(&self, name: &str) -> Option<String> {
        self.0.find(name, &[])
    }

    /// What happened, from its code.
    pub fn problem(&self, code: &str, args: &[(&str, &str)]) -> String {
        let own = self.0.find(&format!("portal-{code}"), args);
        own.or_else(|| self.0.find(code, args))
            .unwrap_or_else(|| self.say("gateway-unknown-problem", &[("code", code)]))
    }
}

/// Name of the words for a status code of the agency.
pub(super) fn status_name(code: &str) -> String {
    format!("status-{code}")
}
