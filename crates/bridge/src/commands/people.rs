//! People who are known already.

use desk::people::{self, Resident};
use desk::{Desk, dossiers};
use serde::Deserialize;

use super::units::named;
use crate::error::{Kind, UiError};
use crate::host::Host;
use crate::reply::{PersonTaken, ResidentLine};

/// Rows of the longest list.
const LONGEST: usize = 50;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Find {
    query: String,
    limit: usize,
    /// The dossier that is being typed.
    #[serde(default)]
    except: Option<String>,
}

pub(crate) fn find(host: &Host, args: Find) -> Result<Vec<ResidentLine>, UiError> {
    host.with_desk(|desk, _| {
        let except = args.except.as_deref().map(|code| dossiers::find(desk, code)).transpose()?;
        let Some(sought) = people::sought(&args.query, except) else { return Ok(Vec::new()) };
        let found = people::find(desk, &sought, args.limit.min(LONGEST))?;
        Ok(found.iter().map(|one| ResidentLine::of(one, commune(desk, one))).collect())
    })
}

fn commune(desk: &Desk, resident: &Resident) -> String {
    let code = resident.person.commune.as_deref();
    code.and_then(|code| named(desk, code)).map(|unit| unit.name).unwrap_or_default()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Take {
    from: String,
    part: String,
    /// The dossier into which they are written.
    #[serde(default)]
    into: Option<String>,
}

pub(crate) fn take(host: &Host, args: Take) -> Result<PersonTaken, UiError> {
    let part = args.part.parse().map_err(|_| UiError::new(Kind::Usage, "bad-arguments"))?;
    host.with_desk(|desk, actor| {
        let from = dossiers::find(desk, &args.from)?;
        let into = args.into.as_deref().map(|code| dossiers::find(desk, code)).transpose()?;
        let taken = people::take(desk, actor, from, part, into)?;
        Ok(PersonTaken {
            code: taken.code.to_string(),
            taken_on: taken.taken_on.to_string(),
            person: taken.person.into(),
        })
    })
}
