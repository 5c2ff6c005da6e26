//! The form of one case as it is to be shown.

use domain::address::CommuneCode;
use domain::gap::Gap;
use domain::kinds::Sex;
use domain::personal_number::Birthplace;
use strum::VariantArray;

use crate::case::{Case, is_filled};
use crate::catalogue::Catalogue;
use crate::check::{
    APPOINTMENT, MISSING, NOT_ASKED, check_standing, holds, is_asked, is_required, is_typed,
    labelled,
};
use crate::expression::Value;
use crate::form::{Block, BlockId, BlockState, Choice, Field, Form, Group, Paper, Repeat, Widget};
use crate::laid::LaidGroup;
use crate::layout::{FieldPlan, GroupPlan, RepeatPlan};
use crate::papers::papers;
use crate::procedure::Procedure;
use crate::standing::Standing;
use crate::text::Text;
use crate::warnings::{citizen, warnings_standing};

/// From this many choices on a choice is a list to type in.
const MANY: usize = 13;

/// What the submitter is to the owner; who hands in for somebody else is told there who may.
const RELATION: &str = "/behalf/relation";

/// Evaluates the whole form for a case. Without a procedure only the common blocks are there.
pub fn view(catalogue: &Catalogue, procedure: Option<&Procedure>, case: &Case<'_>) -> Form {
    let standing = Standing::of(catalogue, procedure, case);
    let common = standing.common.iter().cloned().map(|gap| labelled(catalogue, procedure, gap));
    let own = procedure.map(|procedure| check_standing(&standing, catalogue, procedure, case));
    let missing: Vec<_> = common.chain(own.unwrap_or_default()).collect();
    let warnings = warnings_standing(&standing, catalogue, procedure, case);
    let papers = papers(catalogue, procedure, case);
    let is_checked = procedure.is_some_and(Procedure::is_checked);
    let term = procedure.and_then(|one| one.term(case));
    let has_term = term.is_some();
    let mandate = procedure.and_then(|one| mandate(catalogue, one));
    let sight = Sight {
        catalogue,
        standing: &standing,
        has_term,
        mandate,
        case,
        missing: &missing,
        warnings: &warnings,
    };
    let blocks = BlockId::VARIANTS.iter().map(|id| sight.block(*id, &papers, is_checked)).collect();
    let published = |of: fn(&Procedure) -> &Text| procedure.map(of).cloned().unwrap_or_default();
    Form {
        blocks,
        papers,
        is_checked,
        time: published(|one| &one.about.time.said),
        term,
        fee: published(|one| &one.about.fee.said),
        charge: procedure.map(|one| one.charge(case)).unwrap_or_default(),
        present: procedure.and_then(Procedure::present).cloned().unwrap_or_default(),
        missing,
        warnings,
    }
}

/// Who may hand in for somebody else. Of papers that nobody has checked it is not known either
/// whether the source is silent.
fn mandate(catalogue: &Catalogue, procedure: &Procedure) -> Option<Text> {
    let said = procedure.mandate().map(|mandate| mandate.said.clone());
    let silent = || procedure.is_checked().then(|| catalogue.word("mandate-unknown"));
    said.or_else(silent).filter(|said| !said.is_empty())
}

/// What a field looks at while it is made.
struct Sight<'a> {
    catalogue: &'a Catalogue,
    standing: &'a Standing<'a>,
    /// How long it takes is known in this case.
    has_term: bool,
    /// Who may hand in for somebody else, as it is said where the reason is asked for.
    mandate: Option<Text>,
    case: &'a Case<'a>,
    missing: &'a [Gap],
    warnings: &'a [Gap],
}

impl Sight<'_> {
    fn block(&self, id: BlockId, papers: &[Paper], is_checked: bool) -> Block {
        let missing = self.missing.iter().filter(|gap| block_of(&gap.path) == id).count();
        let is_done = match id {
            BlockId::Review => self.missing.is_empty() && is_checked,
            BlockId::Papers => missing == 0 && is_checked,
            BlockId::Submitter | BlockId::Behalf | BlockId::Declaration => missing == 0,
        };
        let is_begun = match id {
            BlockId::Papers => papers.iter().any(|paper| !paper.pages.is_empty()),
            _ => paths_of(id).iter().any(|path| self.case.typed(path).is_some_and(is_filled)),
        };
        let state = match (is_done, is_begun) {
            (true, _) => BlockState::Done,
            (false, true) => BlockState::Open,
            (false, false) => BlockState::Empty,
        };
        let title = self.catalogue.word(&format!("block-{id}"));
        Block { id, title, state, missing, groups: self.groups(id) }
    }

    fn groups(&self, id: BlockId) -> Vec<Group> {
        let groups = self.standing.laid().flat_map(|laid| &laid.groups);
        let groups = groups.filter(|group| group.plan.block == id).map(|group| self.group(group));
        groups.filter(|group| !group.fields.is_empty() || group.repeat.is_some()).collect()
    }

    fn group(&self, laid: &LaidGroup<'_>) -> Group {
        let plan = laid.plan;
        let fields = laid.fields.iter().filter_map(|field| self.field(plan, field)).collect();
        let repeat = plan.repeats.as_ref().and_then(|list| self.repeat(laid, list));
        let (id, title) = match (&plan.repeats, laid.row) {
            (Some(list), Some(row)) => {
                (format!("{}-{row}", plan.id), Some(list.item.numbered(row)))
            }
            _ => (plan.id.clone(), plan.title.clone()),
        };
        let mandate =
            self.mandate.as_ref().filter(|_| plan.fields.iter().any(|f| f.path == RELATION));
        let help = plan.help.as_ref().filter(|_| laid.row.is_none_or(|row| row == 0));
        let help = mandate.or(help).cloned();
        // A list without rows has nobody in it yet.
        let person = plan.person.as_ref().and_then(|paths| match (laid.row, &plan.repeats) {
            (Some(row), _) => Some(paths.in_row(row)),
            (None, Some(_)) => None,
            (None, None) => Some(paths.clone()),
        });
        Group { id, title, help, repeat, person, fields }
    }

    /// The list of which a group shows a row; nothing for one that nobody asks for or filled in.
    fn repeat(&self, laid: &LaidGroup<'_>, list: &RepeatPlan) -> Option<Repeat> {
        let is_needed = holds(laid.plan.shown.as_ref(), self.case);
        let rows = self.case.rows(&list.at);
        if !is_needed && rows.is_some_and(<[_]>::is_empty) {
            return None;
        }
        Some(Repeat {
            at: list.at.clone(),
            title: laid.plan.title.clone().unwrap_or_default(),
            row: laid.row,
            count: rows.map_or(0, <[_]>::len),
            least: list.least,
            most: list.most,
            add: list.add.clone(),
            is_needed,
        })
    }

    /// The field, if it is asked for or if something stands in it all the same.
    fn field(&self, group: &GroupPlan, plan: &FieldPlan) -> Option<Field> {
        let is_needed = is_asked(group, plan, self.case) && !self.is_reckoned(plan);
        let is_typed = is_typed(plan, self.case);
        if !is_needed && !is_typed {
            return None;
        }
        let (options, list) = self.choices(plan);
        Some(Field {
            path: plan.path.clone(),
            widget: plan.widget,
            label: plan.label.clone(),
            help: plan.help.clone(),
            is_required: is_needed && (is_required(plan, self.case) || self.is_also_required(plan)),
            is_needed,
            value: plan.value.as_ref().and_then(|value| text(&value.value(self.case))),
            offered: if is_needed && !is_typed { self.offered(plan) } else { None },
            options,
            list,
            hint: self.hint(plan),
            wrong: if is_typed { self.wrong(plan) } else { None },
            width: plan.width,
            sets: plan.sets.clone(),
        })
    }

    /// Where the limit is known, nobody has to name the day.
    fn is_reckoned(&self, plan: &FieldPlan) -> bool {
        plan.path == APPOINTMENT && self.has_term
    }

    fn is_also_required(&self, plan: &FieldPlan) -> bool {
        let own = self.standing.own.iter();
        let also = own.flat_map(|(form, _)| &form.layout.also_required);
        also.filter(|also| also.path == plan.path).any(|also| also.when.holds(self.case))
    }

    /// Few choices stand in the field itself; of many only the list's name.
    fn choices(&self, plan: &FieldPlan) -> (Vec<Choice>, Option<String>) {
        let list = plan.list.as_deref().and_then(|name| self.catalogue.list(name));
        match list {
            None => (plan.options.clone(), None),
            Some(list) if plan.widget == Widget::List || list.choices.len() >= MANY => {
                (plan.options.clone(), Some(list.name.clone()))
            }
            Some(list) => ([&plan.options[..], &list.choices[..]].concat(), None),
        }
    }

    fn offered(&self, plan: &FieldPlan) -> Option<Choice> {
        let value = text(&plan.offered.as_ref()?.value(self.case))?;
        let list = plan.list.as_deref().and_then(|name| self.catalogue.list(name));
        let option = plan.options.iter().find(|choice| choice.value == value);
        let known = option.or_else(|| list.and_then(|list| list.choice(&value)));
        let label = known.map_or_else(|| Text::vietnamese(&value), |choice| choice.label.clone());
        Some(Choice { value, label })
    }

    /// What the program reads from what was typed.
    fn hint(&self, plan: &FieldPlan) -> Option<Text> {
        let typed = self.case.typed_text(&plan.path)?;
        match plan.widget {
            Widget::Digits => self.number_says(typed),
            Widget::Commune => {
                let commune = self.case.units.commune(CommuneCode::parse(typed).ok()?)?;
                Some(Text::vietnamese(&self.case.units.place_of(commune, self.case.today)))
            }
            _ => None,
        }
    }

    fn number_says(&self, typed: &str) -> Option<Text> {
        let number = citizen(typed)?;
        let word = match number.sex() {
            Sex::Male => "number-says-male",
            Sex::Female => "number-says-female",
        };
        let place = match number.birthplace() {
            Birthplace::Province(name) => Text::vietnamese(name),
            Birthplace::NotInList { .. } => self.catalogue.word("place-not-in-list"),
        };
        let year = Text::vietnamese(&number.birth_year().to_string());
        Some(self.catalogue.word(word).filled("year", &year).filled("place", &place))
    }

    /// What is wrong or strange with what stands in a field.
    fn wrong(&self, plan: &FieldPlan) -> Option<Gap> {
        let is_here = |gap: &&Gap| gap.path == plan.path || plan.answers(&gap.path);
        let said = |gap: &&Gap| is_here(gap) && !matches!(gap.code.as_str(), MISSING | NOT_ASKED);
        let wrong = self.missing.iter().find(said);
        wrong.or_else(|| self.warnings.iter().find(is_here)).cloned()
    }
}

/// What an expression gives, as it is shown.
pub(crate) fn text(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.clone()),
        Value::Date(date) => Some(date.to_string()),
        Value::Number(number) if number.start() == number.end() => Some(number.start().to_string()),
        _ => None,
    }
}

/// In which block a gap is mended.
fn block_of(path: &str) -> BlockId {
    let first = path.split('/').nth(1).unwrap_or_default();
    match first {
        "submitter" => BlockId::Submitter,
        "owner" | "behalf" => BlockId::Behalf,
        "pages" => BlockId::Papers,
        "result" | "appointment" => BlockId::Review,
        _ => BlockId::Declaration,
    }
}

fn paths_of(id: BlockId) -> &'static [&'static str] {
    match id {
        BlockId::Submitter => &["/submitter"],
        BlockId::Behalf => &["/owner", "/behalf"],
        BlockId::Declaration => &["/declaration", "/request"],
        BlockId::Papers => &[],
        BlockId::Review => &["/result", "/appointment"],
    }
}
