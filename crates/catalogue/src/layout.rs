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
    pub(crate) person: Option<PersonPaths>,
    pub(crate) fields: Vec<FieldPlan>,
}

#[derive(Debug)]
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
#[derive(Debug)]
pub(crate) struct Fits {
    pub(crate) birth: Option<Expression>,
    pub(crate) sex: Option<Expression>,
}

/// Something that must not be, or ought not to be.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) id: String,
    pub(crate) when: Expression,
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

    /// The field with this path; toggles have none of their own.
    pub(crate) fn field_named(&self, path: &str) -> Option<(&GroupPlan, &FieldPlan)> {
        self.fields().find(|(_, field)| field.widget != Widget::Toggle && field.path == path)
    }

    /// The field in which something at this place is shown.
    pub(crate) fn field_at(&self, path: &str) -> Option<(&GroupPlan, &FieldPlan)> {
        let exact = self.fields().find(|(_, field)| field.keeps_a_value() && field.path == path);
        exact
            .or_else(|| self.fields().find(|(_, field)| field.answers_for.as_deref() == Some(path)))
    }
}

impl FieldPlan {
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
