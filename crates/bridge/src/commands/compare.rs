//! This desk against the gateway.

use desk::Desk;
use desk::comparison::{self, Difference};

use super::Nothing;
use super::names::procedure_name;
use crate::error::UiError;
use crate::host::Host;
use crate::reply::{Compared, ComparedLine, ComparedRow, ComparedView};
use crate::words::Words;

pub(crate) fn compare(host: &Host, _: Nothing) -> Result<Compared, UiError> {
    host.with_desk(|desk, actor| {
        let found = comparison::look(desk, actor)?;
        let differences = found.differences.iter().map(ComparedRow::from).collect();
        Ok(Compared { equal: found.equal, differences })
    })
}

pub(crate) fn look(host: &Host, words: &Words, _: Nothing) -> Result<ComparedView, UiError> {
    host.with_desk(|desk, actor| {
        let found = comparison::look(desk, actor)?;
        let rows = found.differences.iter().map(|difference| line(desk, words, difference));
        Ok(ComparedView { equal: found.equal, rows: rows.collect() })
    })
}

fn line(desk: &Desk, words: &Words, difference: &Difference) -> ComparedLine {
    let row = ComparedRow::from(difference);
    let here = difference.here.as_ref();
    let name = here.map(|here| procedure_name(desk, &here.procedure, words.language()));
    ComparedLine {
        what: row.what,
        said: words.difference(&row),
        todo: words.difference_todo(row.what),
        dossier_id: here.map(|here| here.dossier.to_string()),
        name: here.map_or(row.dossier_id, |here| here.code.to_string()),
        procedure_name: name.unwrap_or_default(),
        person: here.map(|here| here.person.to_string()).unwrap_or_default(),
    }
}

impl Words {
    /// In what both sides differ.
    pub fn difference(&self, row: &ComparedRow) -> String {
        let heard = |status: Option<&String>| status.map(|status| self.status(status));
        let here = heard(row.status_here.as_ref());
        let here = here.unwrap_or_else(|| self.say("compare-not-heard", &[]));
        let there = heard(row.status_there.as_ref()).unwrap_or_default();
        let revision = row.revision.to_string();
        let args = [("here", &*here), ("there", &*there), ("revision", &*revision)];
        self.say(&format!("compare-{}", row.what.word()), &args)
    }

    /// What a difference means, and what to do.
    pub fn difference_todo(&self, what: crate::reply::Differs) -> String {
        self.say(&format!("compare-{}-todo", what.word()), &[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reply::Differs;
    use crate::words::Language;

    #[test]
    fn every_difference_is_said_with_what_to_do() {
        use Differs::{Content, Elsewhere, Lost, NoReceipt, SetAside, Status, Unknown, Waits};
        for language in [Language::Vietnamese, Language::English] {
            let words = Words::in_language(language);
            for what in [Lost, Content, SetAside, Unknown, Elsewhere, NoReceipt, Status, Waits] {
                let row = ComparedRow {
                    what,
                    dossier_id: String::new(),
                    submission_id: String::new(),
                    revision: 2,
                    provisional_code: String::new(),
                    status_here: None,
                    status_there: Some("2".to_owned()),
                };

                let said = [words.difference(&row), words.difference_todo(what)];

                assert!(said.iter().all(|said| !said.starts_with("compare-")), "{said:?}");
            }
        }
    }
}
