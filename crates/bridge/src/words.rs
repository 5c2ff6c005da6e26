//! Sentences for codes, from `assets/locales`: Vietnamese first, English second.

use std::borrow::Cow;
use std::collections::BTreeMap;

use domain::kinds::{CaseState, ParcelState};
use domain::moment::ClockTrust;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::langid;

use crate::error::UiError;

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Tiếng Việt.
    Vietnamese,
    /// English.
    English,
}

impl Language {
    fn source(self) -> [&'static str; 2] {
        match self {
            Self::Vietnamese => [
                include_str!("../../../assets/locales/vi/problems.ftl"),
                include_str!("../../../assets/locales/vi/shell.ftl"),
            ],
            Self::English => [
                include_str!("../../../assets/locales/en/problems.ftl"),
                include_str!("../../../assets/locales/en/shell.ftl"),
            ],
        }
    }
}

/// The sentences of one language.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// Reads the sentences of a language.
    pub fn of(language: Language) -> Self {
        let id = match language {
            Language::Vietnamese => langid!("vi"),
            Language::English => langid!("en"),
        };
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // The marks that isolate directions are of no use in a language written left to right.
        bundle.set_use_isolating(false);
        for source in language.source() {
            // A test reads every file; what could not be read here is left out, the rest stands.
            let resource = match FluentResource::try_new(source.to_owned()) {
                Ok(whole) => whole,
                Err((partial, _)) => partial,
            };
            bundle.add_resource_overriding(resource);
        }
        Self { bundle }
    }

    /// The sentence under a name; the name itself where there is none.
    pub fn say(&self, name: &str, args: &[(&str, &str)]) -> String {
        self.find(name, args).unwrap_or_else(|| name.to_owned())
    }

    fn find(&self, name: &str, args: &[(&str, &str)]) -> Option<String> {
        let pattern = self.bundle.get_message(name)?.value()?;
        let args: FluentArgs<'_> = args.iter().map(|(k, v)| (Cow::from(*k), *v)).collect();
        let mut faults = Vec::new();
        Some(self.bundle.format_pattern(pattern, Some(&args), &mut faults).into_owned())
    }

    /// What happened, what it means, what to do.
    pub fn problem(&self, error: &UiError) -> String {
        let state = error.args.get("state").map(|state| self.say(&state_name(state), &[]));
        let args = spoken(&error.args, state.as_deref());
        let sentence = self.find(&error.code, &args);
        sentence.unwrap_or_else(|| self.say("unknown-problem", &[("code", &error.code)]))
    }

    /// What is missing or wrong in one field, with the field's place.
    pub fn gap(&self, gap: &domain::gap::Gap) -> String {
        let mut args = spoken(&gap.args, None);
        let field = self.field(&gap.path);
        args.push(("field", &field));
        let name = format!("gap-{}", gap.code);
        self.find(&name, &args).unwrap_or_else(|| self.say("gap-unknown", &args))
    }

    /// What a field is called, from the last step of its path and the block that it stands in.
    fn field(&self, path: &str) -> String {
        let steps: Vec<_> = path.split('/').filter(|step| !step.is_empty()).collect();
        let named = |step: &&&str| self.find(&format!("field-{step}"), &[]);
        match steps.as_slice() {
            [] => self.say("field-form", &[]),
            [one] => named(&one).unwrap_or_else(|| (*one).to_owned()),
            [block, .., last] => {
                let block = named(&block).unwrap_or_else(|| (*block).to_owned());
                let last = named(&last).unwrap_or_else(|| (*last).to_owned());
                format!("{block} – {last}")
            }
        }
    }

    /// Where a dossier stands, in words.
    pub fn state(&self, state: CaseState) -> String {
        self.say(&state_name(state.word()), &[])
    }

    /// Where a parcel stands, in words.
    pub fn parcel(&self, state: ParcelState) -> String {
        self.say(&format!("parcel-{}", state.word().replace('_', "-")), &[])
    }

    /// Name of the sentence about the clock.
    pub fn clock_name(trust: ClockTrust) -> &'static str {
        match trust {
            ClockTrust::Unchecked => "doctor-clock-unchecked",
            ClockTrust::Checked => "doctor-clock-checked",
            ClockTrust::Suspect => "doctor-clock-suspect",
        }
    }
}

fn state_name(state: &str) -> String {
    format!("state-{}", state.replace('_', "-"))
}

fn spoken<'a>(
    args: &'a BTreeMap<String, String>,
    state: Option<&'a str>,
) -> Vec<(&'a str, &'a str)> {
    let spoken = |(name, value): (&'a String, &'a String)| match (name.as_str(), state) {
        ("state", Some(words)) => ("state", words),
        (name, _) => (name, value.as_str()),
    };
    args.iter().map(spoken).collect()
}
