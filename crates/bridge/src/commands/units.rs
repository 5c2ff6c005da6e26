//! Communes to choose from, by their names of today and by those that they had.

use desk::Desk;
use desk::almanac::{FoundBy, FoundCommune, Share, Units};
use domain::address::{Commune, CommuneCode};
use serde::Deserialize;

use crate::error::UiError;
use crate::host::Host;
use crate::reply::Unit;
use crate::said::legal_date;
use crate::words::Words;

/// Rows of the longest list.
const LONGEST: usize = 100;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Find {
    query: String,
    limit: usize,
}

pub(crate) fn find(host: &Host, words: &Words, args: Find) -> Result<Vec<Unit>, UiError> {
    host.with_desk(|desk, _| {
        let (units, today) = (desk.units(), desk.reading().best().civil_date());
        let found = units.find(&args.query, today, args.limit.min(LONGEST)).into_iter();
        let told = |one: FoundCommune<'_>| Unit {
            formerly: formerly(words, one.by),
            must_ask: must_ask(one.by),
            ..unit(desk, &units, one.commune)
        };
        Ok(found.map(told).collect())
    })
}

/// By which other name it was found; empty where that of today was typed.
fn formerly(words: &Words, by: FoundBy<'_>) -> String {
    match by {
        FoundBy::Name => String::new(),
        FoundBy::Former { name, until } => {
            words.say("unit-former", &[("name", &name.full()), ("until", &legal_date(until))])
        }
        FoundBy::Coming(name) => {
            words.say("unit-coming", &[("name", &name.full()), ("since", &legal_date(name.since))])
        }
        FoundBy::Before { old, share } => {
            let said = match share {
                Share::Whole => "unit-before",
                Share::Most => "unit-before-most",
                Share::Part => "unit-before-part",
            };
            words.say(said, &[("was", &old.place())])
        }
    }
}

fn must_ask(by: FoundBy<'_>) -> bool {
    matches!(by, FoundBy::Before { share: Share::Most | Share::Part, .. })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WhichUnit {
    code: String,
}

pub(crate) fn show(host: &Host, args: WhichUnit) -> Result<Option<Unit>, UiError> {
    host.with_desk(|desk, _| Ok(named(desk, &args.code)))
}

/// The commune with this code, by its name of today.
pub(crate) fn named(desk: &Desk, code: &str) -> Option<Unit> {
    let units = desk.units();
    let commune = units.commune(CommuneCode::parse(code).ok()?)?;
    Some(unit(desk, &units, commune))
}

pub(crate) fn unit(desk: &Desk, units: &Units, commune: &Commune) -> Unit {
    let today = desk.reading().best().civil_date();
    let province = units.province(commune.province);
    Unit {
        code: commune.code.to_string(),
        name: commune.name_on(today).full(),
        place: province.map(|province| province.name_on(today).full()).unwrap_or_default(),
        formerly: String::new(),
        must_ask: false,
    }
}
