//! Work that seems to be done twice, and files that seem to be attached in the wrong place: warnings,
//! never hindrances, made from what this desk keeps of its other dossiers. No page is opened; only
//! hashes are compared.

use std::collections::BTreeMap;

use chrono::Days;
use domain::gap::Gap;
use domain::ids::DossierId;
use domain::likeness::Likeness;
use domain::procedure::ComponentId;
use seal::hash::Sha256;
use store::doubles::{self, Among, Other};
use store::pages::PageRow;
use store::people::{self, Part, PersonRow};
use store::{StoreError, View};

use crate::catalogue::{Form, Paper};
use crate::error::DeskError;
use crate::material::Material;
use crate::session::Desk;

/// Dossiers that were begun longer ago are no doubles any more.
const RECENT_DAYS: u64 = 30;

/// A person with more dossiers than this is told of the newest.
const MOST: usize = 3;

/// Everything about a draft that looks like something else at this desk.
pub(crate) fn warnings(
    desk: &Desk,
    material: &Material,
    form: &Form,
) -> Result<Vec<Gap>, DeskError> {
    let today = desk.reading().best().civil_date();
    let since = today.checked_sub_days(Days::new(RECENT_DAYS)).unwrap_or(today);
    let among = Among { except: material.row.dossier, since };
    let twice = same_files(&material.pages, &form.papers);
    let found: Result<_, StoreError> = desk.store.look(|view| {
        let Some((part, person)) = people::whose(view, among.except)? else {
            return Ok(Vec::new());
        };
        let mut gaps = same_person(view, among, material, part, &person)?;
        gaps.extend(files_of_others(view, among, material, &form.papers, &person)?);
        Ok(gaps)
    });
    Ok(found?.into_iter().chain(twice).collect())
}

/// The same procedure for the same person.
fn same_person(
    view: &View<'_>,
    among: Among,
    material: &Material,
    part: Part,
    person: &PersonRow,
) -> Result<Vec<Gap>, StoreError> {
    let block: &'static str = part.into();
    let mut found = doubles::of_a_person(view, among, &material.row.procedure, person)?;
    found.retain(|(_, theirs)| person.known().likeness(&theirs.known()) == Likeness::Same);
    let gaps = found.iter().take(MOST);
    let code = if person.is_organisation { "same-organisation" } else { "same-person" };
    Ok(gaps.map(|(other, _)| naming(Gap::new(format!("/{block}"), code), other)).collect())
}

/// One file twice in this dossier. The later one is to be looked at.
fn same_files(pages: &[PageRow], papers: &[Paper]) -> Vec<Gap> {
    let mut first: BTreeMap<Sha256, &PageRow> = BTreeMap::new();
    let mut gaps = Vec::new();
    for page in pages {
        let hash = page.digest.sha256;
        let Some(twin) = first.get(&hash) else {
            first.insert(hash, page);
            continue;
        };
        let gap = Gap::new(place(page), "same-file").with("twin", &twin.page);
        let gap = about(gap, page, papers);
        let elsewhere = paper_of(papers, &twin.component)
            .filter(|paper| !paper.pages.contains(&page.component));
        gaps.push(match elsewhere {
            Some(paper) => said_of(gap, "paper", paper),
            None => gap,
        });
    }
    gaps
}

/// Files that are in a dossier of somebody else, too: each is said once, of the newest.
fn files_of_others(
    view: &View<'_>,
    among: Among,
    material: &Material,
    papers: &[Paper],
    person: &PersonRow,
) -> Result<Vec<Gap>, StoreError> {
    let mut owners: BTreeMap<DossierId, Likeness> = BTreeMap::new();
    let mut said = Vec::new();
    let mut gaps = Vec::new();
    for (page, other) in doubles::with_a_file(view, among)? {
        let owner = if let Some(known) = owners.get(&other.dossier) {
            *known
        } else {
            let theirs = people::whose(view, other.dossier)?;
            theirs.map_or(Likeness::Unknown, |(_, theirs)| person.known().likeness(&theirs.known()))
        };
        owners.insert(other.dossier, owner);
        let row = material.pages.iter().find(|row| row.page == page);
        let Some(row) = row.filter(|_| owner == Likeness::Other && !said.contains(&page)) else {
            continue;
        };
        said.push(page);
        let gap = Gap::new(place(row), "same-file-elsewhere");
        gaps.push(naming(about(gap, row, papers), &other));
    }
    Ok(gaps)
}

/// With all that says which dossier is meant.
fn naming(gap: Gap, other: &Other) -> Gap {
    gap.with("other", &other.dossier)
        .with("code", &other.code)
        .with("day", &other.taken_on.format("%d/%m/%Y"))
        .with("state", &other.state.word())
}

fn place(page: &PageRow) -> String {
    format!("/pages/{}", page.component)
}

fn about(gap: Gap, page: &PageRow, papers: &[Paper]) -> Gap {
    let gap = gap.with("page", &page.page);
    match paper_of(papers, &page.component) {
        Some(paper) => said_of(gap, "label", paper),
        None => gap,
    }
}

fn paper_of<'p>(papers: &'p [Paper], component: &ComponentId) -> Option<&'p Paper> {
    papers.iter().find(|paper| paper.pages.contains(component))
}

/// With the name of a paper in both languages.
fn said_of(gap: Gap, arg: &str, paper: &Paper) -> Gap {
    let gap = gap.with(&format!("{arg}-vi"), &paper.name.in_("vi"));
    gap.with(&format!("{arg}-en"), &paper.name.in_("en"))
}
