//! A form of the catalogue as a window shows it: in one language, gaps in the order of the page.

use std::cmp::Ordering;

use desk::catalogue::{self, Catalogue, Text};
use desk::forms::Open;
use desk::rows::PageRow;
use desk::{Desk, catalogue::Form};
use domain::gap::Gap;
use domain::procedure::ProcedureCode;
use serde_json::Value;

use crate::commands::names::procedure_name;
use crate::doubles::with_files;
use crate::listed;
use crate::reply::{
    Block, Choice, Fallback, FieldView, FormView, Group, PageView, PaperView, PersonPaths, Repeat,
    at,
};
use crate::spoken::SpokenGap;
use crate::words::{Language, Words};

/// A draft as a window shows it.
pub(crate) fn form_view(desk: &Desk, words: &Words, open: Open) -> FormView {
    let language = words.language();
    let places = places(&open.view, &open.form);
    let pages = open.pages.iter().map(|(page, _)| page);
    let (missing, warnings) = (&open.view.missing, &with_files(open.view.warnings, pages));
    FormView {
        dossier_id: open.row.dossier.to_string(),
        provisional_code: open.row.provisional_code.to_string(),
        official_code: open.case.official_code,
        procedure: open.row.procedure.to_string(),
        procedure_name: procedure_name(desk, &open.row.procedure, language),
        edition: open.draft.edition,
        saved_at: at(open.draft.stamp.reading.clock),
        is_correction: open.is_correction,
        is_checked: open.view.is_checked,
        missing: in_order(words, &places, missing, false),
        warnings: in_order(words, &written(places), warnings, true),
        blocks: open.view.blocks.iter().map(|block| self::block(words, block)).collect(),
        papers: open.view.papers.iter().map(|one| paper(language, one, &open.pages)).collect(),
        time_said: words.time(open.view.term.as_ref(), open.published.as_ref()),
        fee_said: words.fee(&open.view.charge, &open.view.fee),
        fee_why: words.fee_why(&open.view.charge),
        present_said: open.view.present.in_(words.language().word()).to_owned(),
        due_said: words.due(open.expected.as_ref(), open.appointment),
        due_why: words.due_why(open.view.term.as_ref(), open.expected.as_ref()),
        signed_as: open.signed_as.map(|component| component.to_string()),
        listed: open.listed.map(|listed| listed::shown(&listed, words)),
        remarks: open.remarks.iter().map(|one| listed::remark(one, words)).collect(),
        form: open.form,
    }
}

/// The component as which the printed and signed form of a procedure is filed.
pub(crate) fn signed_as(catalogue: &Catalogue, procedure: &ProcedureCode) -> Option<String> {
    let procedure = catalogue.procedure(procedure)?;
    procedure.signed_as().map(ToString::to_string)
}

/// Where something stands on the page, and under which other paths it is spoken of.
struct Place {
    path: String,
    also: Vec<String>,
    /// Whether it is asked for and nothing is written there.
    is_open: bool,
}

/// Every place of the page, from the top down.
fn places(form: &Form, typed: &Value) -> Vec<Place> {
    let papers = || form.papers.iter().map(place_of_paper).collect::<Vec<_>>();
    let of_group = |(group, next): (&catalogue::Group, Option<&catalogue::Group>)| {
        let place = |field: &catalogue::Field| Place {
            path: field.path.clone(),
            also: Vec::new(),
            is_open: field.is_required && is_blank(typed.pointer(&field.path)),
        };
        group.fields.iter().map(place).chain(end_of_list(group, next)).collect::<Vec<_>>()
    };
    let fields = |block: &catalogue::Block| {
        let next = block.groups.iter().skip(1).map(Some).chain([None]);
        block.groups.iter().zip(next).flat_map(of_group).collect()
    };
    let blocks = form.blocks.iter().flat_map(|block| match block.id {
        catalogue::BlockId::Papers => papers(),
        _ => fields(block),
    });
    blocks.collect()
}

/// The same places for what is strange: that is about what was written, not about what is open.
fn written(places: Vec<Place>) -> Vec<Place> {
    places.into_iter().map(|place| Place { is_open: false, ..place }).collect()
}

/// Under the last row of a list, where rows are added, and where the list is mended as a whole.
fn end_of_list(group: &catalogue::Group, next: Option<&catalogue::Group>) -> Option<Place> {
    let list = group.repeat.as_ref()?;
    let goes_on = next.and_then(|next| next.repeat.as_ref()).is_some_and(|next| next.at == list.at);
    (!goes_on).then(|| Place { path: list.at.clone(), also: Vec::new(), is_open: false })
}

fn is_blank(written: Option<&Value>) -> bool {
    match written {
        None | Some(Value::Null) => true,
        Some(Value::String(text)) => text.trim().is_empty(),
        Some(_) => false,
    }
}

fn place_of_paper(paper: &catalogue::Paper) -> Place {
    let instead = paper.instead.iter().map(|other| &other.id);
    let also = paper.pages.iter().chain(instead).map(|id| format!("/pages/{id}"));
    Place { path: format!("/pages/{}", paper.id), also: also.collect(), is_open: false }
}

/// Gaps as sentences, in the order of the page; what has no place there comes last.
fn in_order(words: &Words, places: &[Place], gaps: &[Gap], is_warning: bool) -> Vec<SpokenGap> {
    let mut found: Vec<_> = gaps.iter().map(|gap| (place(places, &gap.path), gap)).collect();
    found.sort_by(|(one, _), (other, _)| match (one, other) {
        (Some((one, _)), Some((other, _))) => one.cmp(other),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    });
    let spoken = found.into_iter().map(|(place, gap)| SpokenGap {
        path: place.map_or_else(|| gap.path.clone(), |(_, path)| path.to_owned()),
        is_warning,
        ..words.spoken_gap(gap)
    });
    spoken.collect()
}

/// Where a gap is mended: its own place, else one inside of what is missing as a whole (one that is
/// still to be filled in before one that is), else the one that it is a part of.
fn place<'p>(places: &'p [Place], path: &str) -> Option<(usize, &'p str)> {
    let inside = |inner: &str, outer: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'))
    };
    let find = |fits: &dyn Fn(&Place) -> bool| {
        let found = places.iter().enumerate().find(|(_, place)| fits(place));
        found.map(|(index, place)| (index, place.path.as_str()))
    };
    find(&|place| place.path == path)
        .or_else(|| find(&|place| place.also.iter().any(|also| also == path)))
        .or_else(|| find(&|place| place.is_open && inside(&place.path, path)))
        .or_else(|| find(&|place| inside(&place.path, path)))
        .or_else(|| find(&|place| inside(path, &place.path)))
}

fn block(words: &Words, block: &catalogue::Block) -> Block {
    Block {
        id: block.id.into(),
        title: said(&block.title, words.language()),
        state: block.state.into(),
        missing: u32::try_from(block.missing).unwrap_or(u32::MAX),
        groups: block.groups.iter().map(|group| self::group(words, group)).collect(),
    }
}

fn group(words: &Words, group: &catalogue::Group) -> Group {
    Group {
        id: group.id.clone(),
        title: said_at_all(group.title.as_ref(), words.language()),
        help: said_at_all(group.help.as_ref(), words.language()),
        repeat: group.repeat.as_ref().map(|list| repeat(words.language(), list)),
        person: group.person.clone().map(PersonPaths::from),
        fields: group.fields.iter().map(|field| self::field(words, field)).collect(),
    }
}

fn repeat(language: Language, list: &catalogue::Repeat) -> Repeat {
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Repeat {
        at: list.at.clone(),
        title: said(&list.title, language),
        row: list.row.map(number),
        count: number(list.count),
        least: number(list.least),
        most: number(list.most),
        add: said(&list.add, language),
        is_needed: list.is_needed,
    }
}

impl From<catalogue::PersonPaths> for PersonPaths {
    fn from(paths: catalogue::PersonPaths) -> Self {
        Self {
            is_organisation: paths.is_organisation,
            name: paths.name,
            number: paths.number,
            number_kind: paths.number_kind,
            birth: paths.birth,
            sex: paths.sex,
            ethnicity: paths.ethnicity,
            nationality: paths.nationality,
            residence: paths.residence,
            phone: paths.phone,
            issued: paths.issued,
            representative: paths.representative,
        }
    }
}

fn field(words: &Words, field: &catalogue::Field) -> FieldView {
    let language = words.language();
    let choice = |choice: &catalogue::Choice| Choice::new(choice, language);
    FieldView {
        path: field.path.clone(),
        widget: field.widget.into(),
        label: said(&field.label, language),
        help: said_at_all(field.help.as_ref(), language),
        is_required: field.is_required,
        is_needed: field.is_needed,
        value: field.value.clone(),
        offered: field.offered.as_ref().map(choice),
        options: field.options.iter().map(choice).collect(),
        list: field.list.clone(),
        hint: said_at_all(field.hint.as_ref(), language),
        said: field.wrong.as_ref().map(|gap| beside(words, field, gap)),
        width: field.width.into(),
        sets: field.sets.clone(),
    }
}

/// What is wrong, said beside the field, whose group everybody sees.
fn beside(words: &Words, field: &catalogue::Field, gap: &Gap) -> String {
    let name = format!("label-{}", words.language().word());
    words.gap(&gap.clone().with(&name, &field.label.in_(words.language().word())))
}

fn paper(language: Language, paper: &catalogue::Paper, pages: &[(PageRow, bool)]) -> PaperView {
    let instead = paper
        .instead
        .iter()
        .map(|other| Fallback { id: other.id.to_string(), name: said(&other.name, language) });
    let pages = pages.iter().filter(|(page, _)| paper.pages.contains(&page.component));
    PaperView {
        id: paper.id.to_string(),
        name: said(&paper.name, language),
        note: said_at_all(paper.note.as_ref(), language),
        duty: paper.duty.into(),
        duty_said: said(&paper.duty_said, language),
        state: paper.state.into(),
        said: said_at_all(paper.said.as_ref(), language),
        instead: instead.collect(),
        pages: pages.map(|(page, is_signed)| page_view(page, *is_signed)).collect(),
    }
}

fn page_view(page: &PageRow, is_signed_pdf: bool) -> PageView {
    PageView {
        page_id: page.page.to_string(),
        component: page.component.to_string(),
        name: page.name.to_string(),
        media: page.media.to_string(),
        size: page.digest.size,
        sha256: page.digest.sha256.to_string(),
        is_signed_pdf,
    }
}

impl Choice {
    /// A choice in one language.
    pub(crate) fn new(choice: &catalogue::Choice, language: Language) -> Self {
        Self { value: choice.value.clone(), label: said(&choice.label, language) }
    }
}

fn said(text: &Text, language: Language) -> String {
    text.in_(language.word()).to_owned()
}

fn said_at_all(text: Option<&Text>, language: Language) -> Option<String> {
    text.map(|text| said(text, language)).filter(|said| !said.is_empty())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const LIST: &str = "/declaration/members";

    fn field(path: &str) -> catalogue::Field {
        catalogue::Field {
            path: path.to_owned(),
            widget: catalogue::Widget::Line,
            label: Text::default(),
            help: None,
            is_required: true,
            is_needed: true,
            value: None,
            offered: None,
            options: Vec::new(),
            list: None,
            hint: None,
            wrong: None,
            width: catalogue::Width::Full,
            sets: Vec::new(),
        }
    }

    fn row(row: Option<usize>, count: usize) -> catalogue::Group {
        let name = row.map(|row| field(&format!("{LIST}/{row}/name")));
        catalogue::Group {
            id: format!("{row:?}"),
            title: None,
            help: None,
            person: None,
            repeat: Some(catalogue::Repeat {
                at: LIST.to_owned(),
                title: Text::default(),
                row,
                count,
                least: 0,
                most: 9,
                add: Text::default(),
                is_needed: true,
            }),
            fields: name.into_iter().collect(),
        }
    }

    fn a_form(groups: Vec<catalogue::Group>) -> Form {
        let after = catalogue::Group {
            repeat: None,
            fields: vec![field("/declaration/z")],
            ..row(None, 0)
        };
        Form {
            blocks: vec![catalogue::Block {
                id: catalogue::BlockId::Declaration,
                title: Text::default(),
                state: catalogue::BlockState::Open,
                missing: 0,
                groups: groups.into_iter().chain([after]).collect(),
            }],
            papers: Vec::new(),
            missing: Vec::new(),
            warnings: Vec::new(),
            is_checked: true,
            time: Text::default(),
            fee: Text::default(),
            term: None,
            charge: catalogue::Charge::default(),
            present: Text::default(),
        }
    }

    #[test]
    fn list_is_mended_at_its_end_and_a_row_within_it() {
        let typed = json!({ "declaration": { "members": [{ "name": "Páo" }, {}] } });
        let places = places(&a_form(vec![row(Some(0), 2), row(Some(1), 2)]), &typed);

        let order: Vec<_> = places.iter().map(|place| place.path.as_str()).collect();
        let rows = ["/declaration/members/0/name", "/declaration/members/1/name"];
        assert_eq!(order, [rows[0], rows[1], LIST, "/declaration/z"]);
        assert_eq!(place(&places, LIST), Some((2, LIST)), "one row too few");
        assert_eq!(place(&places, "/declaration/members/1"), Some((1, rows[1])), "an empty row");
        assert_eq!(place(&places, "/declaration/members/0/x"), Some((2, LIST)), "no field has it");
    }

    #[test]
    fn list_without_rows_has_a_place_of_its_own() {
        let places = places(&a_form(vec![row(None, 0)]), &json!({}));

        assert_eq!(place(&places, LIST), Some((0, LIST)));
    }
}
