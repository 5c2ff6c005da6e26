//! The papers of one case: which are asked for, what is to be done with each, what is missing.

use domain::gap::Gap;
use domain::procedure::ComponentId;

use crate::case::Case;
use crate::catalogue::Catalogue;
use crate::check::holds;
use crate::form::{Duty, Paper, PaperState, Substitute};
use crate::procedure::{Component, Procedure};
use crate::text::Text;

/// The paper under which everything stands that no component asks for.
const OTHER: &str = "khac";

/// The papers to show: those of this case, those that are here for nothing, and the rest.
pub(crate) fn papers(
    catalogue: &Catalogue,
    procedure: Option<&Procedure>,
    case: &Case<'_>,
) -> Vec<Paper> {
    let components = procedure.map_or(&[][..], Procedure::components);
    let mut papers: Vec<_> =
        components.iter().filter_map(|component| paper(catalogue, component, case)).collect();
    papers.extend(other(catalogue, components, case));
    papers
}

/// The papers that have to be filed and are not here.
pub(crate) fn gaps(procedure: &Procedure, case: &Case<'_>) -> Vec<Gap> {
    let missing = procedure.components.iter().filter(|one| is_missing(one, case));
    missing.map(|component| gap(component, case)).collect()
}

fn gap(component: &Component, case: &Case<'_>) -> Gap {
    let said = said(component, case);
    Gap::new(format!("/pages/{}", component.id), "missing-page")
        .with("label-vi", &component.name.in_("vi"))
        .with("label-en", &component.name.in_("en"))
        .with("said-vi", &said.in_("vi"))
        .with("said-en", &said.in_("en"))
}

fn is_missing(component: &Component, case: &Case<'_>) -> bool {
    is_asked(component, case) && duty(component, case) == Duty::File && !is_given(component, case)
}

fn paper(catalogue: &Catalogue, component: &Component, case: &Case<'_>) -> Option<Paper> {
    let pages: Vec<_> =
        case.pages.iter().filter(|page| belongs(component, page)).cloned().collect();
    let duty = duty(component, case);
    let state = match (is_asked(component, case), is_given(component, case), duty) {
        (false, ..) if pages.is_empty() => return None,
        (false, ..) => PaperState::NotNeeded,
        (true, true, _) => PaperState::Given,
        (true, false, Duty::File) => PaperState::Missing,
        (true, false, Duty::Show | Duty::LookedUp) => PaperState::Optional,
    };
    let instead = substitutes(component, case)
        .map(|(id, name)| Substitute { id: id.clone(), name: name.clone() });
    Some(Paper {
        id: component.id.clone(),
        name: component.name.clone(),
        note: component.note.clone(),
        duty,
        duty_said: catalogue.duty_said(duty),
        state,
        said: (state == PaperState::Missing).then(|| said(component, case)),
        instead: instead.collect(),
        pages,
    })
}

/// Takes the pages of components that this procedure does not have.
fn other(catalogue: &Catalogue, components: &[Component], case: &Case<'_>) -> Option<Paper> {
    let strays = case.pages.iter().filter(|page| !components.iter().any(|one| belongs(one, page)));
    Some(Paper {
        id: OTHER.parse().ok()?,
        name: catalogue.word("other-papers"),
        note: None,
        duty: Duty::File,
        duty_said: Text::default(),
        state: PaperState::Optional,
        said: None,
        instead: Vec::new(),
        pages: strays.cloned().collect(),
    })
}

fn is_asked(component: &Component, case: &Case<'_>) -> bool {
    holds(component.when.as_ref(), case)
}

/// It, or what may stand for it in this case, is attached.
fn is_given(component: &Component, case: &Case<'_>) -> bool {
    case.has_page(&component.id) || substitutes(component, case).any(|(id, _)| case.has_page(id))
}

fn belongs(component: &Component, page: &ComponentId) -> bool {
    component.id == *page || component.instead.iter().any(|other| other.id == *page)
}

fn substitutes<'a>(
    component: &'a Component,
    case: &Case<'_>,
) -> impl Iterator<Item = (&'a ComponentId, &'a Text)> {
    let others = component.instead.iter().filter(|other| holds(other.when.as_ref(), case));
    others.map(|other| (&other.id, &other.name))
}

fn duty(component: &Component, case: &Case<'_>) -> Duty {
    let first = component.duties.iter().find(|(when, _)| holds(when.as_ref(), case));
    first.map_or(component.listed, |(_, duty)| *duty)
}

fn said(component: &Component, case: &Case<'_>) -> Text {
    let first = component.missing.iter().find(|(when, _)| holds(when.as_ref(), case));
    first.map(|(_, said)| said.clone()).unwrap_or_default()
}
