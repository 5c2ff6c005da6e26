//! Which of a dossier's revisions the gateway holds or may yet take, told from the rows alone.
//!
//! A revision arrives only after the one that it follows. Of one that was refused outright the
//! gateway knows nothing, so whatever follows it is a dead end too, though it was never tried.

use domain::dossier::{Head, Revision};
use domain::ids::{DossierId, SubmissionId};
use domain::kinds::ParcelState;
use store::parcels::{self, ParcelRow};
use store::revisions::{self, RevisionRow};
use store::{StoreError, View};
use wire::announcement::Head as Theirs;

use crate::queue;

/// The revisions of a dossier that this desk sealed, with the parcels that carry them.
pub(crate) struct Lineage {
    papers: Vec<Paper>,
}

/// A revision on its way.
struct Paper {
    parcel: ParcelRow,
    revision: RevisionRow,
}

impl Lineage {
    pub(crate) fn of(view: &View<'_>, dossier: DossierId) -> Result<Self, StoreError> {
        let mut parcels = parcels::of(view, dossier)?;
        let paper = |revision: RevisionRow| {
            let carries = |row: &ParcelRow| row.submission == Some(revision.submission);
            let at = parcels.iter().position(carries)?;
            Some(Paper { parcel: parcels.remove(at), revision })
        };
        Ok(Self { papers: revisions::of(view, dossier)?.into_iter().filter_map(paper).collect() })
    }

    /// The revision that the next one follows, as far as this desk can know: the newest that the
    /// gateway holds, has taken note of, or may yet take; `None` when there is none.
    ///
    /// Another desk's comes before it where the gateway said so: whoever corrects a dossier then has
    /// been told of it, and builds on what is there.
    pub(crate) fn head(&self) -> Option<Head> {
        self.papers.iter().rev().find_map(|paper| {
            if let Some(theirs) = queue::problem_of(&paper.parcel).and_then(|problem| problem.head)
            {
                let Theirs { submission_id, revision, .. } = theirs;
                return Some(Head { submission: submission_id, revision });
            }
            if self.may_arrive(paper) {
                let RevisionRow { submission, revision, .. } = paper.revision;
                return Some(Head { submission, revision });
            }
            self.foreign_parent(paper)
        })
    }

    /// What a revision follows, where another desk has sealed that: the gateway has it, whatever
    /// became of this one.
    fn foreign_parent(&self, paper: &Paper) -> Option<Head> {
        let submission = paper.revision.parent?;
        let revision = Revision::new(paper.revision.revision.get().saturating_sub(1));
        self.find(submission).is_none().then_some(Head { submission, revision })
    }

    /// What has not come to its end, and will not arrive however often it is sent, or needs the clerk.
    pub(crate) fn dead_ends(&self) -> impl Iterator<Item = &ParcelRow> {
        let is_dead = |paper: &&Paper| match paper.parcel.state {
            ParcelState::SetAside => true,
            ParcelState::Queued | ParcelState::Announcing | ParcelState::Sending => {
                !self.may_arrive(paper)
            }
            ParcelState::Delivered | ParcelState::Cancelled => false,
        };
        self.papers.iter().filter(is_dead).map(|paper| &paper.parcel)
    }

    /// The parcels of the revisions that one follows, the nearest first.
    pub(crate) fn ancestors(&self, submission: SubmissionId) -> impl Iterator<Item = &ParcelRow> {
        let papers = std::iter::successors(self.find(submission), |paper| self.parent(paper));
        papers.skip(1).map(|paper| &paper.parcel)
    }

    fn may_arrive(&self, paper: &Paper) -> bool {
        let mut line = std::iter::successors(Some(paper), |paper| self.parent(paper));
        let settled = line.find(|paper| {
            paper.parcel.is_known_there()
                || matches!(paper.parcel.state, ParcelState::SetAside | ParcelState::Cancelled)
        });
        settled.is_none_or(|paper| paper.parcel.is_known_there())
    }

    fn parent(&self, paper: &Paper) -> Option<&Paper> {
        self.find(paper.revision.parent?)
    }

    fn find(&self, submission: SubmissionId) -> Option<&Paper> {
        self.papers.iter().find(|paper| paper.revision.submission == submission)
    }
}
