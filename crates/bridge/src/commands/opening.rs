//! The page of one dossier: where it stands, what happened, what can be done.

use std::collections::BTreeSet;

use desk::background::Progress;
use desk::catalogue::Catalogue;
use desk::corrections::may_be_corrected;
use desk::dossiers::{self, Whole};
use desk::finding::{self, FoundRow};
use desk::papers::{self, PaperForm, ReceiptKind};
use desk::rows::{PageRow, ParcelRow, PartRow, ResultRow};
use desk::{Desk, catalogues, overtaken, queue};
use domain::ids::Id;
use domain::kinds::{CaseState, ParcelKind, ParcelState};
use domain::moment::Millis;
use domain::procedure::ComponentId;

use super::Which;
use super::names::{component_name, procedure_name};
use crate::error::UiError;
use crate::host::Host;
use crate::missing::WhyMissing;
use crate::moments::moments;
use crate::reply::{
    Asked, Deed, DossierPage, PaperLine, PaperOut, Shown, ShownProblem, Standing, at,
};
use crate::shaped::signed_as;
use crate::standing::StandingWord;
use crate::words::Words;

pub(crate) fn open(host: &Host, words: &Words, args: Which) -> Result<DossierPage, UiError> {
    let progress = host.progress().unwrap_or_default();
    host.with_desk(|desk, _| {
        let dossier = dossiers::find(desk, &args.dossier)?;
        let (found, whole) = (finding::look(desk, dossier)?, dossiers::show(desk, dossier)?);
        let row = words.row(&found, |code| procedure_name(desk, code, words.language()));
        let catalogue = catalogues::of(desk, &whole.dossier)?;
        Ok(DossierPage {
            person: row.person,
            standing: with_reason(words, row.standing, &whole),
            asked: asked(&found),
            moments: moments(desk, words, &whole),
            papers: paper_lines(&catalogue, words, &whole),
            papers_out: papers_out(desk, &catalogue, words, &whole),
            code_given_at: papers::code_given_at(&whole).map(at),
            can: can(&whole),
            shown: with_why(whole, row.procedure_name.clone(), words, &progress),
            procedure_name: row.procedure_name,
        })
    })
}

/// Result files that do not come by themselves say why.
fn with_why(whole: Whole, name: String, words: &Words, progress: &Progress) -> Shown {
    let dossier = code_to_name(&whole);
    let why = |result: &ResultRow| {
        let why = progress.why_unfetched(result).filter(|_| result.file.is_none());
        Some(words.missing_result(&WhyMissing::of(why?)?, &dossier))
    };
    let said: Vec<_> = whole.results.iter().map(why).collect();
    let mut shown = Shown::new(whole, name);
    for (result, why_said) in shown.results.iter_mut().zip(said) {
        result.why_said = why_said;
    }
    shown
}

/// The code by which the agency finds it, or else the one on the resident's paper.
fn code_to_name(whole: &Whole) -> String {
    let provisional = || whole.dossier.provisional_code.to_string();
    whole.case.official_code.clone().unwrap_or_else(provisional)
}

/// What waits for the clerk says why.
fn with_reason(words: &Words, standing: Standing, whole: &Whole) -> Standing {
    if standing.word != StandingWord::SetAside {
        return standing;
    }
    let problem = whole.parcels.iter().rev().find_map(queue::problem_of);
    let said = problem.map(|problem| words.reason(&ShownProblem::from(problem)));
    Standing { note: said.or(standing.note), ..standing }
}

fn asked(found: &FoundRow) -> Option<Asked> {
    let asked = found.asked.as_ref().filter(|asked| !asked.is_answered)?;
    Some(Asked {
        reason: asked.reason.as_ref().map(|reason| reason.as_str().to_owned()),
        deadline: asked.deadline.map(|day| day.to_string()),
    })
}

/// The papers that count, then those that were sealed last and have been taken out since.
fn paper_lines(catalogue: &Catalogue, words: &Words, whole: &Whole) -> Vec<PaperLine> {
    let name = |component: &ComponentId| {
        component_name(catalogue, &whole.dossier.procedure, component, words.language())
    };
    let of_page = |page: &PageRow| PaperLine {
        component: page.component.to_string(),
        component_name: name(&page.component),
        page_id: Some(page.page.to_string()),
        name: page.name.to_string(),
        media: page.media.to_string(),
        size: page.digest.size,
        sha256: page.digest.sha256.to_string(),
        receipt_at: receipt(whole, &page.file).map(at),
    };
    let of_part = |part: &PartRow| {
        let component = part.component.as_ref()?;
        Some(PaperLine {
            component: component.to_string(),
            component_name: name(component),
            page_id: None,
            name: part.name.to_string(),
            media: part.media.clone(),
            size: part.digest.size,
            sha256: part.digest.sha256.to_string(),
            receipt_at: receipt(whole, &part.file).map(at),
        })
    };
    let counts: BTreeSet<_> = whole.pages.iter().map(|page| page.file.as_str()).collect();
    let sealed = whole.revisions.last().map(|(_, parts)| parts.as_slice()).unwrap_or_default();
    let taken_out = sealed.iter().filter(|part| !counts.contains(part.file.as_str()));
    whole.pages.iter().map(of_page).chain(taken_out.filter_map(of_part)).collect()
}

/// What can be printed: the paper for the resident, and the form for signature where there is one.
fn papers_out(desk: &Desk, catalogue: &Catalogue, words: &Words, whole: &Whole) -> Vec<PaperOut> {
    let out = |form, title, signed_as| {
        let last = papers::printings(whole, form).last();
        let has_code = form == PaperForm::Receipt && whole.case.official_code.is_some();
        PaperOut {
            form: form.into(),
            title,
            refusal: papers::refusal(desk, whole, form).map(|why| words.problem(&why.into())),
            printed_at: last.map(|last| at(last.at)),
            is_stale: has_code && last.is_some_and(|last| !last.is_official),
            signed_as,
        }
    };
    let receipt = out(PaperForm::Receipt, title_of_receipt(words, whole), None);
    let declaration = papers::title_of_declaration(desk, whole).map(|title| {
        out(PaperForm::Declaration, title, signed_as(catalogue, &whole.dossier.procedure))
    });
    [receipt].into_iter().chain(declaration).collect()
}

/// Its official name.
pub(crate) fn title_of_receipt(words: &Words, whole: &Whole) -> String {
    match papers::receipt_kind(whole) {
        ReceiptKind::Official => words.say("paper-receipt", &[]),
        ReceiptKind::Note => words.say("paper-note", &[]),
    }
}

/// When the gateway first held a file with every other part of a revision, by its clock.
fn receipt(whole: &Whole, file: &str) -> Option<Millis> {
    let holds = |parts: &[PartRow]| parts.iter().any(|part| part.file == file);
    let with_it = whole.revisions.iter().filter(|(_, parts)| holds(parts));
    let receipts = with_it.flat_map(|(revision, _)| {
        whole.receipts.iter().filter(|receipt| receipt.key == *revision.submission.as_bytes())
    });
    receipts.map(|receipt| receipt.delivered).min()
}

fn can(whole: &Whole) -> Vec<Deed> {
    let state = whole.case.state;
    let is_final = state.is_final();
    let has_draft = whole.draft.as_ref().is_some_and(|draft| draft.discarded.is_none());
    let is_thrown_away = whole.draft.as_ref().is_some_and(|draft| draft.discarded.is_some());
    let is_asked_back = whole.parcels.iter().any(asks_back);
    let has_left = !matches!(state, CaseState::Draft | CaseState::Finished);
    let may_reopen = may_be_corrected(state) && !is_asked_back;
    let holds = [
        (has_draft || may_reopen, Deed::Edit),
        (has_draft, Deed::Submit),
        (has_left && !is_final && !is_asked_back, Deed::Withdraw),
        (has_draft, Deed::Discard),
        (is_thrown_away && !is_final && !is_asked_back, Deed::Restore),
        (whole.parcels.iter().any(|row| row.state == ParcelState::SetAside), Deed::Retry),
        (overtaken::head_told(&whole.parcels).is_some(), Deed::Choose),
        (true, Deed::ShowCode),
    ];
    holds.into_iter().filter(|(holds, _)| *holds).map(|(_, can)| can).collect()
}

/// Whether it is a request to take the dossier back that stands.
fn asks_back(row: &ParcelRow) -> bool {
    row.kind == ParcelKind::Withdrawal && row.state != ParcelState::Cancelled
}
