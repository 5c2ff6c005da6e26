//! Another desk was first: both revisions, and what the clerk decides.

use desk::catalogue::{Catalogue, Field, Widget};
use desk::overtaken::{self, Base, Changed, Here, Overtaken};
use desk::rows::{DossierRow, Head, Outline, PartRow};
use desk::{Desk, catalogues, dossiers};
use domain::kinds::CaseState;
use domain::mending;
use domain::procedure::ComponentId;
use serde_json::Value;

use super::Which;
use super::names::component_name;
use super::units::named;
use crate::error::UiError;
use crate::host::Host;
use crate::reply::{
    BothSides, ChangedField, KeptTheirs, Queued, SideHere, SidePaper, SideThere, at,
};
use crate::said::DOT;
use crate::words::Words;

pub(crate) fn look(host: &Host, words: &Words, args: Which) -> Result<BothSides, UiError> {
    host.both_sides(words, &args.dossier)
}

pub(crate) fn send_after(host: &Host, args: Which) -> Result<Queued, UiError> {
    host.with_desk(|desk, actor| {
        let dossier = dossiers::find(desk, &args.dossier)?;
        Ok(Queued::new(dossier, &overtaken::send_after(desk, actor, dossier)?))
    })
}

pub(crate) fn keep_theirs(host: &Host, args: Which) -> Result<KeptTheirs, UiError> {
    host.with_desk(|desk, actor| {
        let dossier = dossiers::find(desk, &args.dossier)?;
        let kept = overtaken::keep_theirs(desk, actor, dossier)?;
        let (revision, edition) = (kept.theirs.get(), kept.edition);
        Ok(KeptTheirs { dossier_id: dossier.to_string(), revision, edition })
    })
}

impl Host {
    /// Both revisions of a dossier where another desk was first.
    pub fn both_sides(&self, words: &Words, dossier: &str) -> Result<BothSides, UiError> {
        self.with_desk(|desk, _| {
            let dossier = dossiers::find(desk, dossier)?;
            let Overtaken { row, here, head, has_open_draft } = overtaken::look(desk, dossier)?;
            let catalogue = catalogues::of(desk, &row)?;
            let sight = Sight { desk, words, catalogue: &catalogue, row: &row };
            Ok(BothSides {
                dossier_id: dossier.to_string(),
                provisional_code: row.provisional_code.to_string(),
                here: sight.here(here),
                there: sight.there(head),
                has_open_draft,
            })
        })
    }
}

/// What both sides are shown by.
struct Sight<'a> {
    desk: &'a Desk,
    words: &'a Words,
    catalogue: &'a Catalogue,
    row: &'a DossierRow,
}

impl Sight<'_> {
    fn here(&self, here: Here) -> SideHere {
        let Here { revision, papers, base } = here;
        let stamp = revision.stamp;
        let mut people = self.desk.operators().iter();
        let by = people.find(|known| known.operator == stamp.operator);
        let base_papers = base.as_ref().map(|base| base.papers.as_slice());
        let is_in =
            |paper: &PartRow, list: &[PartRow]| list.iter().any(|one| one.file == paper.file);
        let is_new = |paper: &PartRow| base_papers.is_some_and(|base| !is_in(paper, base));
        let left_out = base_papers.unwrap_or_default().iter().filter(|one| !is_in(one, &papers));
        SideHere {
            revision: revision.revision.get(),
            sealed_at: at(stamp.reading.best()),
            by: by.map(|known| known.name.to_string()),
            papers: papers.iter().filter_map(|one| self.paper_here(one, is_new(one))).collect(),
            base_revision: base.as_ref().map(|base| base.revision.get()),
            left_out: left_out.filter_map(|one| self.paper_here(one, false)).collect(),
            is_form_changed: base.as_ref().is_some_and(|base| base.is_form_changed),
            changed: base.map(|base| self.changed(&base)).unwrap_or_default(),
        }
    }

    fn there(&self, head: Head) -> SideThere {
        let Head { revision, desk_id, outline, .. } = head;
        let told = outline.as_deref();
        let paper = |(component, size): (&ComponentId, u64)| SidePaper {
            component_name: self.component(component),
            name: None,
            size,
            is_new: false,
        };
        let papers = told.into_iter().flat_map(|told| &told.papers);
        SideThere {
            revision: revision.get(),
            is_this_desk: desk_id == self.desk.row().desk,
            desk_id: desk_id.to_string(),
            desk_said: told.and_then(desk_said),
            is_told: told.is_some(),
            announced_at: told.map(|told| at(told.announced_ms)),
            delivered_at: told.and_then(|told| told.delivered_ms).map(at),
            papers: papers.map(|one| paper((&one.component, one.size))).collect(),
            status_said: told.and_then(|told| Some(self.status(told.status.as_deref()?))),
            told_at: told.map(|told| at(told.told_ms)),
        }
    }

    /// The national word for a dossier that nobody has looked at speaks of files, of which enough is
    /// said beside it.
    fn status(&self, raw: &str) -> String {
        let known = raw.trim().parse().ok().and_then(CaseState::from_national_status);
        match known {
            Some(CaseState::Delivered) => self.words.say("both-not-received", &[]),
            _ => self.words.status(raw),
        }
    }

    fn paper_here(&self, part: &PartRow, is_new: bool) -> Option<SidePaper> {
        let component_name = self.component(part.component.as_ref()?);
        let (name, size) = (Some(part.name.to_string()), part.digest.size);
        Some(SidePaper { component_name, name, size, is_new })
    }

    fn component(&self, component: &ComponentId) -> String {
        component_name(self.catalogue, &self.row.procedure, component, self.words.language())
    }

    fn changed(&self, base: &Base) -> Vec<ChangedField> {
        base.changed.iter().map(|changed| self.field(changed)).collect()
    }

    fn field(&self, changed: &Changed) -> ChangedField {
        let Changed { about, field, before, after } = changed;
        let language = self.words.language().word();
        let names = [about, &field.label].map(|name| name.in_(language));
        let names = names.into_iter().filter(|name| !name.is_empty());
        ChangedField {
            label: names.collect::<Vec<_>>().join(DOT),
            before: self.value(field, before),
            after: self.value(field, after),
        }
    }

    /// What stands in a field, as a person reads it; `None` when nothing does.
    fn value(&self, field: &Field, value: &Value) -> Option<String> {
        let text = match value {
            Value::Bool(yes) => self.words.say(if *yes { "both-yes" } else { "both-no" }, &[]),
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Null | Value::Array(_) | Value::Object(_) => return None,
        };
        if text.trim().is_empty() {
            return None;
        }
        if field.widget == Widget::Commune {
            let unit = named(self.desk, &text);
            return Some(unit.map_or(text, |unit| format!("{}, {}", unit.name, unit.place)));
        }
        if field.widget == Widget::Digits {
            return Some(mending::number(&text));
        }
        let list = field.list.as_deref().and_then(|name| self.catalogue.list(name));
        let choices = field.options.iter().chain(list.into_iter().flat_map(|list| &list.choices));
        let choice = choices.into_iter().find(|choice| choice.value == text);
        Some(choice.map_or(text, |one| one.label.in_(self.words.language().word()).to_owned()))
    }
}

/// `Quầy số 8 (LS08)`.
fn desk_said(told: &Outline) -> Option<String> {
    let (name, prefix) = (told.desk_name.trim(), told.desk_prefix.trim());
    match (name.is_empty(), prefix.is_empty()) {
        (true, true) => None,
        (true, false) => Some(prefix.to_owned()),
        (false, true) => Some(name.to_owned()),
        (false, false) => Some(format!("{name} ({prefix})")),
    }
}

#[cfg(test)]
#[path = "../both_tests.rs"]
mod tests;
