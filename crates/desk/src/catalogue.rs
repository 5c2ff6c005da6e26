//! The procedures that the program ships, and which of them a new dossier may ask for.

use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use domain::procedure::{ComponentId, ProcedureCode};
use serde_json::Value;
use store::dossiers::DossierRow;

pub use ::catalogue::{
    About, Block, BlockId, BlockState, Case, Catalogue, CatalogueFault, Charge, Choice, Component,
    Duty, Fee, Field, Fit, Form, Found, Group, List, Paper, PaperState, Per, PersonPaths, Portion,
    Procedure, Published, Repeat, Sheet, Starts, Substitute, Sum, Term, Text, Widget, Width,
};

use crate::almanac::Units;
use crate::catalogues;
use crate::error::DeskError;
use crate::session::Desk;

/// A catalogue that could be read, or why not.
pub type Read = Result<Arc<Catalogue>, CatalogueFault>;

static SHIPPED: LazyLock<Read> = LazyLock::new(|| ::catalogue::shipped::catalogue().map(Arc::new));

/// The catalogue that comes with the program, read once.
pub fn shipped() -> Read {
    SHIPPED.clone()
}

/// Whether a new dossier may ask for a procedure.
///
/// # Errors
/// `UnknownProcedure`, `ProcedureEnded`.
pub(crate) fn in_force(desk: &Desk, code: &ProcedureCode) -> Result<(), DeskError> {
    let unknown = || DeskError::UnknownProcedure { code: code.clone() };
    let catalogue = desk.catalogue();
    let procedure = catalogue.procedure(code).ok_or_else(unknown)?;
    match last_day(procedure.about()) {
        Some(last) if last < today(desk) => Err(DeskError::ProcedureEnded { last }),
        _ => Ok(()),
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
    catalogue: Arc<Catalogue>,
    row: &'a DossierRow,
    form: &'a Value,
    pages: Vec<ComponentId>,
    units: Arc<Units>,
    day: NaiveDate,
}

impl<'a> Question<'a> {
    pub(crate) fn new(
        desk: &Desk,
        row: &'a DossierRow,
        form: &'a Value,
        pages: impl Iterator<Item = &'a ComponentId>,
    ) -> Result<Self, DeskError> {
        let catalogue = catalogues::of(desk, row)?;
        let (units, day) = (desk.units(), today(desk));
        Ok(Self { catalogue, row, form, pages: pages.cloned().collect(), units, day })
    }

    /// The same, asked as of another day.
    pub(crate) fn asked_on(self, day: NaiveDate) -> Self {
        Self { day, ..self }
    }

    /// The whole form as it is to be shown, the common blocks included.
    pub(crate) fn view(&self) -> Form {
        ::catalogue::view(&self.catalogue, self.procedure(), &self.case())
    }

    /// The form as it is printed for signature; `None` where none is.
    pub(crate) fn sheet(&self) -> Option<Sheet> {
        ::catalogue::sheet(&self.catalogue, self.procedure()?, &self.case())
    }

    /// How long it takes in this case; `None` while nobody can say.
    pub(crate) fn term(&self) -> Option<Term> {
        self.procedure()?.term(&self.case())
    }

    /// What it costs in this case.
    pub(crate) fn charge(&self) -> Charge {
        self.procedure().map(|known| known.charge(&self.case())).unwrap_or_default()
    }

    /// What a dossier asks for that was begun when another catalogue was there may be gone.
    pub(crate) fn procedure(&self) -> Option<&Procedure> {
        self.catalogue.procedure(&self.row.procedure)
    }

    fn case(&self) -> Case<'_> {
        Case {
            form: self.form,
            pages: &self.pages,
            channel: self.row.channel,
            assistance: self.row.assistance,
            desk_kind: self.row.desk_kind,
            today: self.day,
            units: &self.units,
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
