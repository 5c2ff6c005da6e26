//! What was scanned from an identity card.

use desk::Desk;
use desk::card::{self, Card, Found, Home, Words as Written};
use domain::gap::Gap;
use domain::mending;
use domain::text::Line;
use serde::Deserialize;

use super::units::unit;
use crate::error::UiError;
use crate::host::Host;
use crate::reply::{CardRead, Doubtful, Moved, PersonKnown};
use crate::words::Words;

/// Where the number stands in a form, by which its warnings are known.
const NUMBER: &str = "/submitter/number";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Scanned {
    text: String,
}

pub(crate) fn read(host: &Host, words: &Words, args: Scanned) -> Result<CardRead, UiError> {
    host.with_desk(|desk, _| match Card::read(&args.text) {
        Ok(card) => Ok(of_card(desk, words, &card)),
        Err(reason) => Ok(CardRead {
            raw: Line::new(&args.text).to_string(),
            refused: Some(words.say(reason.code(), &[])),
            ..nothing()
        }),
    })
}

fn nothing() -> CardRead {
    CardRead {
        raw: String::new(),
        refused: None,
        person: PersonKnown::default(),
        doubtful: Vec::new(),
        extras: Vec::new(),
        warnings: Vec::new(),
        moved: None,
    }
}

fn of_card(desk: &Desk, words: &Words, card: &Card) -> CardRead {
    let date = |date: &Option<_>| date.as_ref().map(ToString::to_string).unwrap_or_default();
    let mut read = CardRead {
        raw: card.raw.to_string(),
        person: PersonKnown {
            number_kind: "citizen".to_owned(),
            number: mending::number(card.number.as_str()),
            birth: date(&card.birth),
            sex: card.sex.map(|sex| sex.word().to_owned()).unwrap_or_default(),
            issued: date(&card.issued),
            ..PersonKnown::default()
        },
        extras: extras(words, card),
        warnings: warnings(desk, words, card),
        ..nothing()
    };
    if let Some(name) = &card.name {
        match &name.meant {
            Some(meant) if name.are_sure() => read.person.name = meant.to_string(),
            meant => read.doubtful.push(doubtful(words, "name", name, meant.as_ref())),
        }
    }
    if let Some(residence) = &card.residence {
        place(desk, words, residence, &mut read);
    }
    read
}

/// The address: today's commune where it is sure, else a question.
fn place(desk: &Desk, words: &Words, residence: &Written, read: &mut CardRead) {
    let units = desk.units();
    let Some(home) = card::home(&units, residence) else {
        read.doubtful.push(doubtful(words, "detail", residence, None));
        return;
    };
    if residence.are_sure() {
        read.person.detail = home.detail.to_string();
    } else {
        read.doubtful.push(doubtful(words, "detail", residence, Some(&home.detail)));
    }
    let Home { was, commune, .. } = home;
    match commune {
        Found::One(one) => {
            let one = unit(desk, &units, one);
            let said = |was: &Line| {
                let place = format!("{}, {}", one.name, one.place);
                words.say("card-moved", &[("was", was.as_str()), ("now", &place)])
            };
            read.warnings.extend(was.as_ref().map(said));
            if residence.are_sure() {
                read.person.commune = one.code;
            } else {
                let meant = Line::new(&one.code);
                read.doubtful.push(doubtful(words, "commune", residence, Some(&meant)));
            }
        }
        Found::Several { choices, suggested } => {
            read.moved = Some(Moved {
                was: was.map_or_else(|| residence.raw.to_string(), |was| was.to_string()),
                choices: choices.into_iter().map(|one| unit(desk, &units, one)).collect(),
                suggested: suggested.map(|one| one.code.to_string()),
            });
        }
        Found::None => {
            read.warnings.push(words.say("card-no-commune", &[("was", residence.raw.as_str())]));
        }
    }
}

fn doubtful(words: &Words, field: &str, written: &Written, meant: Option<&Line>) -> Doubtful {
    let said = written.doubts.iter().map(|doubt| words.say(doubt.code(), &[]));
    Doubtful {
        field: field.to_owned(),
        meant: meant.map(ToString::to_string).unwrap_or_default(),
        raw: written.raw.to_string(),
        said: said.collect::<Vec<_>>().join(" "),
    }
}

fn extras(words: &Words, card: &Card) -> Vec<String> {
    let old = card.old_number.as_ref().map(|number| {
        words.say("card-old-number", &[("number", &mending::number(number.as_str()))])
    });
    old.into_iter().chain(card.extras.iter().map(ToString::to_string)).collect()
}

fn warnings(desk: &Desk, words: &Words, card: &Card) -> Vec<String> {
    let today = desk.reading().best().civil_date();
    let strange = card.warnings(today).into_iter().map(|warning| warning.code());
    let contrary = card.disagreements().into_iter().map(|one| one.code());
    let label = format!("label-{}", words.language().word());
    let field = words.say("card-number-field", &[]);
    let gap = |code| Gap::new(NUMBER, code).with(&label, &field);
    let said = strange.chain(contrary).map(|code| words.gap(&gap(code)));
    said.collect()
}
