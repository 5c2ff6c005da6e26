//! The procedures that the program ships, and which of them a new dossier may ask for.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use ::catalogue::shipped::file as shipped_file;
use chrono::NaiveDate;
use domain::procedure::{ComponentId, ProcedureCode};
use serde_json::Value;
use store::dossiers::DossierRow;

pub use ::catalogue::{
    About, Block, BlockId, BlockState, Case, Catalogue, CatalogueFault, Choice, Component, Duty,
    Field, Fit, Form, Found, Group, List, Paper, PaperState, Procedure, Published, Repeat, Sheet,
    Substitute, Text, Widget, Width,
};

use crate::error::DeskError;
use crate::session::Desk;

/// A catalogue that could be read, or why not.
pub type Read = Result<Arc<Catalogue>, CatalogueFault>;

static SHIPPED: LazyLock<Read> = LazyLock::new(|| Catalogue::read(&file).map(Arc::new));

fn file(path: &str) -> Option<Cow<'static, [u8]>> {
    Some(Cow::Borrowed(shipped_file(path)?))
}

/// The catalogue that comes with the program, read once.
pub fn shipped() -> Read {
    SHIPPED.clone()
}

/// The schema of a procedure's own fields, as the package has it or as its questions make it; `None`
/// where it has none.
pub fn schema(procedure: &Procedure) -> Option<Value> {
    if let Some(schema) = procedure.schema_of_questions() {
        return Some(schema.clone());
    }
    let name = procedure.about().form.as_deref()?;
    serde_json::from_slice(&file(&format!("forms/{name}.schema.json"))?).ok()
}

/// The procedure that a new dossier asks for.
///
/// # Errors
/// `UnknownProcedure`, `ProcedureEnded`.
pub(crate) fn in_force<'d>(
    desk: &'d Desk,
    code: &ProcedureCode,
) -> Result<&'d Procedure, DeskError> {
    let unknown = || DeskError::UnknownProcedure { code: code.clone() };
    let procedure = desk.catalogue().procedure(code).ok_or_else(unknown)?;
    match last_day(procedure.about()) {
        Some(last) if last < today(desk) => Err(DeskError::ProcedureEnded { last }),
        _ => Ok(procedure),
    }
}

/// The last day on which a procedure holds; `None` where nobody has said one.
pub fn last_day(about: &About) -> Option<NaiveDate> {
    about.effective_to.as_deref()?.parse().ok()
}

pub(crate) fn today(desk: &Desk) -> NaiveDate {
    desk.reading().best().civil_date()
}

/// What the catalogue is asked about one dossier.
pub(crate) struct Question<'a> {
    desk: &'a Desk,
    row: &'a DossierRow,
    form: &'a Value,
    pages: Vec<ComponentId>,
}

impl<'a> Question<'a> {
    pub(crate) fn new(
        desk: &'a Desk,
        row: &'a DossierRow,
        form: &'a Value,
        pages: impl Iterator<Item = &'a ComponentId>,
    ) -> Self {
        Self { desk, row, form, pages: pages.cloned().collect() }
    }

    /// The whole form as it is to be shown, the common blocks included.
    pub(crate) fn view(&self) -> Form {
        ::catalogue::view(self.desk.catalogue(), self.procedure(), &self.case())
    }

    /// The form as it is printed for signature; `None` where none is.
    pub(crate) fn sheet(&self) -> Option<Sheet> {
        ::catalogue::sheet(self.desk.catalogue(), self.procedure()?, &self.case())
    }

    /// What a dossier asks for that was begun when another catalogue was there may be gone.
    pub(crate) fn procedure(&self) -> Option<&'a Procedure> {
        self.desk.catalogue().procedure(&self.row.procedure)
    }

    fn case(&self) -> Case<'_> {
        Case {
            form: self.form,
            pages: &self.pages,
            channel: self.row.channel,
            assistance: self.row.assistance,
            desk_kind: self.row.desk_kind,
            today: today(self.desk),
            units: self.desk.units(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    use super::*;

    fn files_below(folder: &Path) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries
            .flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] })
            .collect()
    }

    #[test]
    fn every_file_of_the_package_is_shipped() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/catalogue");
        let name = |path: &PathBuf| {
            let below = path.strip_prefix(&folder).unwrap().components();
            let names = below.map(|part| part.as_os_str().to_str().unwrap().to_owned());
            names.collect::<Vec<_>>().join("/")
        };

        let there: BTreeSet<_> = files_below(&folder).iter().map(name).collect();

        let embedded: BTreeSet<_> =
            ::catalogue::shipped::FILES.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(embedded, there);
    }

    #[test]
    fn catalogue_that_is_shipped_can_be_read() {
        let catalogue = shipped();

        assert!(catalogue.is_ok(), "{:?}", catalogue.err());
    }
}
