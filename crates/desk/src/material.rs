//! A draft with all that is sealed with it, as of one moment.

use domain::dossier::{Draft, Head, Sealed};
use domain::gap::Gap;
use domain::ids::DossierId;
use serde_json::Value;
use store::Tx;
use store::dossiers::{self, DossierRow};
use store::drafts::DraftRow;
use store::pages::{self, PageRow};

use crate::catalogue::{Block, BlockId, BlockState, Form, Question};
use crate::corrections;
use crate::drafts::current;
use crate::error::DeskError;
use crate::limits;
use crate::lineage::Lineage;
use crate::session::Desk;

/// What a revision would be made of.
pub(crate) struct Material {
    pub(crate) row: DossierRow,
    pub(crate) draft: DraftRow,
    pub(crate) head: Option<Head>,
    pub(crate) pages: Vec<PageRow>,
    /// What was typed.
    pub(crate) form: Value,
}

impl Material {
    /// Reads the draft of a dossier that can be typed into.
    pub(crate) fn of(desk: &Desk, dossier: DossierId) -> Result<Self, DeskError> {
        desk.store.look(|view| {
            let draft = current(view, dossier)?;
            Ok(Self {
                form: serde_json::from_str(&draft.form).map_err(|_| DeskError::BadForm)?,
                draft,
                head: Lineage::of(view, dossier)?.head(),
                row: dossiers::get(view, dossier)?.ok_or(DeskError::NoSuchDossier)?,
                pages: pages::of(view, dossier)?,
            })
        })
    }

    pub(crate) fn as_draft(&self) -> Draft {
        Draft {
            dossier: self.row.dossier,
            procedure: self.row.procedure.clone(),
            head: self.head,
            form: self.form.clone(),
        }
    }

    /// The form as it is to be shown. What keeps it from being sealed is all in `missing`: what
    /// every dossier asks, what its procedure asks, and what the gateway would refuse.
    pub(crate) fn view(&self, desk: &Desk) -> Result<Form, DeskError> {
        let components = self.pages.iter().map(|page| &page.component);
        let mut view = Question::new(desk, &self.row, &self.form, components)?.view();
        for gap in self.gaps_of_pages(desk)? {
            let is_said = |one: &Gap| (&one.path, &one.code) == (&gap.path, &gap.code);
            if !view.missing.iter().any(is_said) {
                view.missing.push(gap);
                reopen(&mut view.blocks);
            }
        }
        Ok(view)
    }

    /// What keeps it from being sealed; a warning never does.
    pub(crate) fn gaps(&self, desk: &Desk) -> Result<Vec<Gap>, DeskError> {
        Ok(self.view(desk)?.missing)
    }

    /// What the gateway would refuse, as far as that is known.
    fn gaps_of_pages(&self, desk: &Desk) -> Result<Vec<Gap>, DeskError> {
        let limits = limits::limits(desk)?;
        Ok(limits.map(|limits| limits::gaps(&limits, &self.pages)).unwrap_or_default())
    }

    /// Whether a revision says and holds just what the one before it did.
    pub(crate) fn is_as_sealed_before(
        &self,
        desk: &Desk,
        sealed: &Sealed,
    ) -> Result<bool, DeskError> {
        let last = desk.store.look(|view| corrections::last_sealed(desk, view, &self.row))?;
        let Some(last) = last else { return Ok(false) };
        // What was refused may well be sent again as it is, on top of what another desk has sent.
        if self.head.map(|head| head.submission) != Some(last.submission) {
            return Ok(false);
        }
        let then = last.parts.iter().skip(1).map(|part| (part.component.as_ref(), &part.file));
        let now = self.pages.iter().map(|page| (Some(&page.component), &page.file));
        Ok(last.form.intake == *sealed.intake() && then.eq(now))
    }

    /// Refuses when somebody typed, attached or took out a page since this was read, or the gateway
    /// refused what it builds on.
    pub(crate) fn check_unchanged(&self, tx: &Tx<'_>) -> Result<(), DeskError> {
        let (view, dossier) = (tx.view(), self.row.dossier);
        let latest = current(&view, dossier)?.edition;
        let pages = pages::of(&view, dossier)?;
        let same_pages = pages.iter().map(|p| p.page).eq(self.pages.iter().map(|p| p.page));
        let same_head = Lineage::of(&view, dossier)?.head() == self.head;
        let row = dossiers::get(&view, dossier)?.ok_or(DeskError::NoSuchDossier)?;
        let same_catalogue = row.pin == self.row.pin;
        if latest == self.draft.edition && same_pages && same_head && same_catalogue {
            return Ok(());
        }
        Err(DeskError::StaleEdition { latest })
    }
}

/// Counts one more thing that is missing among the papers.
fn reopen(blocks: &mut [Block]) {
    for block in blocks {
        if block.id == BlockId::Papers {
            block.missing += 1;
        }
        let depends = matches!(block.id, BlockId::Papers | BlockId::Review);
        if depends && block.state == BlockState::Done {
            block.state = BlockState::Open;
        }
    }
}
