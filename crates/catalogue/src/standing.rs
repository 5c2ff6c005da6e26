//! A form as it stands in one case: read and laid out once, for all that looks at it.

use domain::gap::Gap;
use domain::intake;

use crate::case::Case;
use crate::catalogue::{Catalogue, FormPlan};
use crate::laid::Laid;
use crate::procedure::Procedure;

/// The common blocks and the procedure's own form in one case.
pub(crate) struct Standing<'a> {
    /// What `domain::intake::read` says of the common blocks.
    pub(crate) common: Vec<Gap>,
    /// The common blocks with their rows.
    pub(crate) blocks: Laid<'a>,
    /// The procedure's own form with its rows; `None` where it has none.
    pub(crate) own: Option<(&'a FormPlan, Laid<'a>)>,
}

impl<'a> Standing<'a> {
    pub(crate) fn of(
        catalogue: &'a Catalogue,
        procedure: Option<&'a Procedure>,
        case: &Case<'_>,
    ) -> Self {
        let own = procedure.and_then(|one| catalogue.form(one));
        Self {
            common: intake::read(case.form, case.units).err().unwrap_or_default(),
            blocks: Laid::of(&catalogue.common, case),
            own: own.map(|form| (form, Laid::of(&form.layout, case))),
        }
    }

    /// The common blocks, then the procedure's own form.
    pub(crate) fn laid(&self) -> impl Iterator<Item = &Laid<'a>> {
        [&self.blocks].into_iter().chain(self.own.as_ref().map(|(_, laid)| laid))
    }
}
