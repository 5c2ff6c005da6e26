//! The form of one case as it is to be shown.

use domain::address::CommuneCode;
use domain::gap::Gap;
use domain::intake;
use domain::kinds::Sex;
use domain::personal_number::Birthplace;
use strum::VariantArray;

use crate::case::{Case, is_filled};
use crate::catalogue::Catalogue;
use crate::check::{check, is_asked, is_required, is_typed, labelled};
use crate::expression::Value;
use crate::form::{Block, BlockId, BlockState, Choice, Field, Form, Group, Paper, Widget};
use crate::layout::{FieldPlan, GroupPlan, Layout};
use crate::papers::papers;
use crate::procedure::Procedure;
use crate::text::Text;
use crate::warnings::{citizen, warnings};

/// From this many choices on a choice is a list to type in.
const MANY: usize = 13;

/// Evaluates the whole form for a case. Without a procedure only the common blocks are there.
pub fn view(catalogue: &Catalogue, procedure: Option<&Procedure>, case: &Case<'_>) -> Form {
    let common = intake::read(case.form, case.units).err().unwrap_or_default();
    let own = procedure.map(|procedure| check(catalogue, procedure, case)).unwrap_or_default();
    let missing = common.into_iter().chain(own);
    let missing: Vec<_> = missing.map(|gap| labelled(catalogue, procedure, gap)).collect();
    let warnings = warnings(catalogue, procedure, case);
    let papers = papers(catalogue, procedure, case);
    let is_checked = procedure.is_some_and(Procedure::is_checked);
    let sight = Sight { catalogue, procedure, case, missing: &missing, warnings: &warnings };
    let blocks = BlockId::VARIANTS.iter().map(|id| sight.block(*id, &papers, is_checked)).collect();
    let published = |of: fn(&Procedure) -> &Text| procedure.map(of).cloned().unwrap_or_default();
    Form {
        blocks,
        papers,
        is_checked,
        time: published(|one| &one.about.time.said),
        fee: published(|one| &one.about.fee.said),
        present: procedure.and_then(Procedure::present).cloned().unwrap_or_default(),
        missing,
        warnings,
    }
}

/// What a field looks at while it is made.
struct Sight<'a> {
    catalogue: &'a Catalogue,
    procedure: Option<&'a Procedure>,
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
        let own = self.procedure.and_then(|one| self.catalogue.form(one)).map(|form| &form.layout);
        let layouts = [&self.catalogue.common].into_iter().chain(own);
        let plans = layouts.flat_map(|layout| &layout.groups).filter(|plan| plan.block == id);
        plans.map(|plan| self.group(plan)).filter(|group| !group.fields.is_empty()).collect()
    }

    fn group(&self, plan: &GroupPlan) -> Group {
        let fields = plan.fields.iter().filter_map(|field| self.field(plan, field)).collect();
        Group {
            id: plan.id.clone(),
            title: plan.title.clone(),
            help: plan.help.clone(),
            person: plan.person.clone(),
            fields,
        }
    }

    /// The field, if it is asked for or if something stands in it all the same.
    fn field(&self, group: &GroupPlan, plan: &FieldPlan) -> Option<Field> {
        let is_needed = is_asked(group, plan, self.case);
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

    fn is_also_required(&self, plan: &FieldPlan) -> bool {
        let layout = self.own_layout();
        let also = layout.into_iter().flat_map(|layout| &layout.also_required);
        also.filter(|also| also.path == plan.path).any(|also| also.when.holds(self.case))
    }

    fn own_layout(&self) -> Option<&Layout> {
        let form = self.procedure.and_then(|one| self.catalogue.form(one));
        form.map(|form| &form.layout)
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
        let is_here =
            |gap: &&Gap| gap.path == plan.path || plan.answers_for.as_ref() == Some(&gap.path);
        let said =
            |gap: &&Gap| is_here(gap) && !matches!(gap.code.as_str(), "missing" | "not-asked");
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
        "result" => BlockId::Review,
        _ => BlockId::Declaration,
    }
}

fn paths_of(id: BlockId) -> &'static [&'static str] {
    match id {
        BlockId::Submitter => &["/submitter"],
        BlockId::Behalf => &["/owner", "/behalf"],
        BlockId::Declaration => &["/declaration", "/request"],
        BlockId::Papers => &[],
        BlockId::Review => &["/result"],
    }
}
