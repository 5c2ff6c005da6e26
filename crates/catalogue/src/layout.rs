//! How a form is laid out, and its rules, ready to be evaluated.

use crate::expression::{Expression, Kind, Scope};
use crate::form::{BlockId, Choice, Widget, Width};
use crate::person::PersonPaths;
use crate::text::Text;

/// A layout with all its expressions read.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    pub(crate) groups: Vec<GroupPlan>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) also_required: Vec<AlsoRequired>,
}

#[derive(Debug)]
pub(crate) struct GroupPlan {
    pub(crate) id: String,
    pub(crate) block: BlockId,
    pub(crate) title: Option<Text>,
    pub(crate) help: Option<Text>,
    pub(crate) shown: Option<Expression>,
    /// The group stands once for each row of a list; a `*` in the paths of its fields is the row.
    pub(crate) repeats: Option<RepeatPlan>,
    pub(crate) person: Option<PersonPaths>,
    pub(crate) fields: Vec<FieldPlan>,
}

/// The list whose rows a group shows.
#[derive(Debug)]
pub(crate) struct RepeatPlan {
    pub(crate) at: String,
    pub(crate) least: usize,
    pub(crate) most: usize,
    pub(crate) item: Text,
    pub(crate) add: Text,
}

#[derive(Debug, Clone)]
pub(crate) struct FieldPlan {
    pub(crate) path: String,
    pub(crate) widget: Widget,
    pub(crate) label: Text,
    pub(crate) help: Option<Text>,
    pub(crate) required: Option<Expression>,
    pub(crate) shown: Option<Expression>,
    pub(crate) value: Option<Expression>,
    pub(crate) offered: Option<Expression>,
    pub(crate) options: Vec<Choice>,
    pub(crate) list: Option<String>,
    pub(crate) width: Width,
    pub(crate) sets: Vec<String>,
    /// The group for which gaps are said here, such as a number that is kept in parts.
    pub(crate) answers_for: Option<String>,
    pub(crate) fits: Option<Fits>,
}

/// Against what a citizen's number is held.
#[derive(Debug, Clone)]
pub(crate) struct Fits {
    pub(crate) birth: Option<Expression>,
    pub(crate) sex: Option<Expression>,
}

/// Something that must not be, or ought not to be.
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    pub(crate) id: String,
    pub(crate) when: Expression,
    /// The list for each of whose rows it is judged.
    pub(crate) each: Option<String>,
    pub(crate) at: String,
    pub(crate) is_warning: bool,
    pub(crate) said: Text,
}

/// A field of the common blocks that this form cannot do without.
#[derive(Debug)]
pub(crate) struct AlsoRequired {
    pub(crate) path: String,
    pub(crate) when: Expression,
}

impl Layout {
    /// Every field with its group, in order.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (&GroupPlan, &FieldPlan)> {
        self.groups.iter().flat_map(|group| group.fields.iter().map(move |field| (group, field)))
    }

    /// The groups that repeat, each with its list.
    pub(crate) fn repeated(&self) -> impl Iterator<Item = (&GroupPlan, &RepeatPlan)> {
        self.groups.iter().filter_map(|group| Some((group, group.repeats.as_ref()?)))
    }

    /// The field with this path; toggles have none of their own.
    pub(crate) fn field_named(&self, path: &str) -> Option<(&GroupPlan, &FieldPlan)> {
        self.fields().find(|(_, field)| field.is_named(path))
    }

    /// The field in which something at this place is shown.
    pub(crate) fn field_at(&self, path: &str) -> Option<(&GroupPlan, &FieldPlan)> {
        let exact = self.fields().find(|(_, field)| field.keeps_a_value() && field.path == path);
        exact.or_else(|| self.fields().find(|(_, field)| field.answers(path)))
    }
}

impl FieldPlan {
    /// Whether this is the field with this path; toggles have none of their own.
    pub(crate) fn is_named(&self, path: &str) -> bool {
        self.widget != Widget::Toggle && self.path == path
    }

    /// Whether something that is said of this place is shown here.
    pub(crate) fn answers(&self, path: &str) -> bool {
        self.answers_for.as_deref() == Some(path)
    }

    /// Whether something is kept at its path.
    pub(crate) fn keeps_a_value(&self) -> bool {
        keeps_a_value(self.widget)
    }
}

/// Whether a widget keeps what is typed at its own path.
pub(crate) fn keeps_a_value(widget: Widget) -> bool {
    !matches!(widget, Widget::Computed | Widget::Toggle)
}

/// Names what a field adds to the expressions of its form.
pub(crate) fn add_to_scope(scope: &mut Scope, path: &str, widget: Widget, sets: &[String]) {
    for group in sets {
        scope.add_place(group, Kind::Group);
    }
    let kind = match widget {
        Widget::Computed | Widget::Toggle => return,
        Widget::Date => Kind::Date,
        Widget::Count => Kind::Number,
        Widget::YesNo => Kind::Truth,
        Widget::Name
        | Widget::Line
        | Widget::Prose
        | Widget::Choice
        | Widget::List
        | Widget::Digits
        | Widget::Commune
        | Widget::Phone
        | Widget::Time => Kind::Text,
    };
    scope.add_place(path, kind);
}
