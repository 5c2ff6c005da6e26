//! What other dossiers of this desk have in common with one that is being typed: the person who asks
//! for the same, or a file.

use chrono::NaiveDate;
use domain::ids::{DossierId, PageId};
use domain::kinds::CaseState;
use domain::procedure::ProcedureCode;
use domain::provisional_code::ProvisionalCode;
use rusqlite::Row;
use sqlite::Ask;

use crate::dossiers::is_discarded;
use crate::error::StoreError;
use crate::people::{self, PersonRow};
use crate::row::{self, Binds};
use crate::store::View;

/// So many dossiers with the same file are looked at, for each paper: a blank form may be in hundreds.
const MOST_WITH_A_FILE: u32 = 50;

/// Another dossier, as it is named to a clerk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// The dossier.
    pub dossier: DossierId,
    /// The code on the resident's paper.
    pub code: ProvisionalCode,
    /// Legal date on which it was begun.
    pub taken_on: NaiveDate,
    /// Where it stands.
    pub state: CaseState,
}

/// Among which dossiers is looked.
#[derive(Debug, Clone, Copy)]
pub struct Among {
    /// The dossier that is being typed; it is none of them.
    pub except: DossierId,
    /// Legal date on which the first of them was begun.
    pub since: NaiveDate,
}

// Whoever is `Likeness::Same` has the number or the folded name; which of these are is judged above.
const OF_A_PERSON: &str = concat!(
    "
    SELECT dossiers.dossier_id, provisional_code, taken_on, cases.state, is_organisation, name,
        number_kind, number, birth, phone, commune
    FROM people
    JOIN dossiers ON dossiers.dossier_id = people.dossier_id
    JOIN cases ON cases.dossier_id = people.dossier_id
    WHERE (people.number = :number OR people.name_fold = :name)
        AND dossiers.procedure_code = :procedure
        AND dossiers.identity IS NOT NULL
        AND dossiers.taken_on >= :since
        AND dossiers.dossier_id <> :except
        AND cases.state NOT IN ('refused', 'withdrawn')
        AND NOT ",
    is_discarded!(),
    "
        AND (people.part = 'owner' OR NOT EXISTS (
            SELECT 1
            FROM people AS owner
            WHERE owner.dossier_id = people.dossier_id AND owner.part = 'owner'
                AND (owner.name <> '' OR owner.number IS NOT NULL)
        ))
    ORDER BY dossiers.seq DESC"
);

const WITH_A_FILE: &str = concat!(
    "
    SELECT page_id, dossier_id, provisional_code, taken_on, state
    FROM (
        SELECT mine.page_id, mine.seq AS attached, dossiers.dossier_id, dossiers.seq AS begun,
            provisional_code, taken_on, cases.state,
            row_number() OVER (PARTITION BY mine.page_id ORDER BY dossiers.seq DESC) AS place
        FROM pages AS mine
        JOIN pages AS theirs ON theirs.sha256 = mine.sha256 AND theirs.removed_ms IS NULL
        JOIN dossiers ON dossiers.dossier_id = theirs.dossier_id
        JOIN cases ON cases.dossier_id = theirs.dossier_id
        WHERE mine.dossier_id = :except
            AND mine.removed_ms IS NULL
            AND theirs.dossier_id <> :except
            AND dossiers.identity IS NOT NULL
            AND dossiers.taken_on >= :since
            AND NOT ",
    is_discarded!(),
    "
    )
    WHERE place <= :most
    ORDER BY begun DESC, attached"
);

/// Dossiers of one procedure whose owner has this person's number or name, the newest first; those
/// that were thrown away, refused or withdrawn are none of them.
pub fn of_a_person(
    view: &View<'_>,
    among: Among,
    procedure: &ProcedureCode,
    person: &PersonRow,
) -> Result<Vec<(Other, PersonRow)>, StoreError> {
    let name = Some(people::folded(person.name.as_str())).filter(|name| !name.is_empty());
    let binds = among
        .binds()
        .text(":procedure", procedure.as_str())
        .with(":number", person.number.as_ref().map(|(_, number)| number.clone()))
        .with(":name", name);
    let read = |row: &Row<'_>| Ok((other(row)?, people::read(row)?));
    view.all(OF_A_PERSON, &*binds.params(), read, "look for a person's other dossiers")
}

/// Papers of the dossier that is being typed whose very bytes count in other dossiers too, the
/// newest of those first.
pub fn with_a_file(view: &View<'_>, among: Among) -> Result<Vec<(PageId, Other)>, StoreError> {
    let binds = among.binds().with(":most", MOST_WITH_A_FILE);
    let read = |row: &Row<'_>| Ok((row::id(row, "page_id")?, other(row)?));
    view.all(WITH_A_FILE, &*binds.params(), read, "look for files in other dossiers")
}

impl Among {
    fn binds(self) -> Binds {
        Binds::new().id(":except", &self.except).text(":since", &self.since.to_string())
    }
}

fn other(row: &Row<'_>) -> rusqlite::Result<Other> {
    Ok(Other {
        dossier: row::id(row, "dossier_id")?,
        code: row::code(row, "provisional_code")?,
        taken_on: row::text(row, "taken_on")?,
        state: row::text(row, "state")?,
    })
}

#[cfg(test)]
#[path = "doubles_tests.rs"]
mod tests;
