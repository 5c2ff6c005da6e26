//! What people call a procedure and its components.

use desk::Desk;
use desk::catalogue::Catalogue;
use domain::procedure::{ComponentId, ProcedureCode};

use crate::words::Language;

/// What people call a procedure; its code where nobody knows.
pub(crate) fn procedure_name(desk: &Desk, code: &ProcedureCode, language: Language) -> String {
    let catalogue = desk.catalogue();
    let procedure = catalogue.procedure(code);
    procedure.map_or_else(|| code.to_string(), |known| known.name().in_(language.word()).to_owned())
}

/// What a procedure is called in law, for whoever reads codes.
pub(crate) fn official_name(desk: &Desk, code: &ProcedureCode) -> String {
    procedure_name(desk, code, Language::Vietnamese)
}

/// What people call a component of a procedure; its own word where nobody knows.
pub(crate) fn component_name(
    catalogue: &Catalogue,
    procedure: &ProcedureCode,
    component: &ComponentId,
    language: Language,
) -> String {
    let procedure = catalogue.procedure(procedure);
    let name = procedure.and_then(|known| known.component_name(component));
    name.map_or_else(|| component.to_string(), |name| name.in_(language.word()).to_owned())
}
