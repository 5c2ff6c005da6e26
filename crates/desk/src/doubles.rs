//! Work that seems to be done twice, and files that seem to be attached in the wrong place: warnings,
//! never hindrances, made from what this desk keeps of its other dossiers. No page is opened; only
//! hashes are compared.

use std::collections::BTreeMap;

use chrono::Days;
use domain::gap::Gap;
use domain::ids::DossierId;
use domain::mending;
use domain::procedure::ComponentId;
use domain::text::fold;
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
    found.retain(|(_, theirs)| likeness(person, theirs) == Likeness::Same);
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
            theirs.map_or(Likeness::Unknown, |(_, theirs)| likeness(person, &theirs))
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

/// Whether two people are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Likeness {
    Same,
    Other,
    /// Too little is written of one of them.
    Unknown,
}

/// By the number; where either has none, by the name and the birth. A decision's number is said
/// together with the name.
fn likeness(one: &PersonRow, other: &PersonRow) -> Likeness {
    let judged = |is_same: bool| if is_same { Likeness::Same } else { Likeness::Other };
    if one.is_organisation != other.is_organisation {
        return Likeness::Other;
    }
    if let (Some(one), Some(other)) = (one.own_number(), other.own_number()) {
        return judged(one == other);
    }
    let names = (fold(one.name.as_str()), fold(other.name.as_str()));
    if names.0.is_empty() || names.1.is_empty() {
        return Likeness::Unknown;
    }
    if names.0 != names.1 {
        return Likeness::Other;
    }
    if one.is_organisation && one.number.is_some() && one.number == other.number {
        return Likeness::Same;
    }
    match (&one.birth, &other.birth) {
        (Some(one), Some(other)) => judged(mending::date(one) == mending::date(other)),
        _ => Likeness::Unknown,
    }
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

#[cfg(test)]
mod tests {
    use domain::text::Line;

    use super::*;

    fn person(name: &str, number: Option<&str>, birth: Option<&str>) -> PersonRow {
        PersonRow {
            name: Line::new(name),
            number: number.map(|number| ("citizen", number.to_owned())),
            birth: birth.map(str::to_owned),
            ..PersonRow::default()
        }
    }

    #[test]
    fn number_says_who_somebody_is_whatever_they_are_called() {
        let one = person("Lò Thị Đào", Some("020190000123"), Some("1990-01-15"));
        let renamed = person("Lò Thị Ngọc Đào", Some("020190000123"), None);
        let namesake = person("Lò Thị Đào", Some("020190000999"), Some("1990-01-15"));

        assert_eq!(likeness(&one, &renamed), Likeness::Same);
        assert_eq!(likeness(&one, &namesake), Likeness::Other);
    }

    #[test]
    fn number_says_which_organisation_it_is_and_a_decision_only_with_the_name() {
        let body = |name: &str, kind: &'static str, number: &str| PersonRow {
            is_organisation: true,
            number: Some((kind, number.to_owned())),
            ..person(name, None, None)
        };
        let one = body("Công ty Hoa Hồi 68", "tax_code", "0100233488");
        let school = body("Trường Mầm non 19/5", "decision", "12QĐUBND");

        let rows = [
            (&one, body("HOA HỒI 68", "tax_code", "0100233488"), Likeness::Same),
            (&one, body("Công ty Hoa Hồi 68", "tax_code", "0100233488001"), Likeness::Other),
            (&school, body("Trường mầm non 19/5", "decision", "12QĐUBND"), Likeness::Same),
            (&school, body("Trường Mầm non Hoa Sen", "decision", "12QĐUBND"), Likeness::Other),
            (&school, body("Trường Mầm non 19/5", "tax_code", "0100233488"), Likeness::Unknown),
            (&one, person("Công ty Hoa Hồi 68", Some("0100233488"), None), Likeness::Other),
        ];
        for (one, other, expected) in rows {
            assert_eq!(likeness(one, &other), expected, "{}", other.name);
        }
    }

    #[test]
    fn name_and_birth_say_who_somebody_is_when_one_has_no_number() {
        let known = person("Lò Thị Đào", Some("020190000123"), Some("15/01/1990"));

        let rows = [
            ("LO THI DAO", Some("1990-01-15"), Likeness::Same),
            ("Lò Thị Đào", Some("1990-01-16"), Likeness::Other),
            ("Lò Thị Mận", Some("1990-01-15"), Likeness::Other),
            ("Lò Thị Đào", None, Likeness::Unknown),
            ("", Some("1990-01-15"), Likeness::Unknown),
        ];
        for (name, birth, expected) in rows {
            assert_eq!(likeness(&known, &person(name, None, birth)), expected, "{name} {birth:?}");
        }
    }
}
