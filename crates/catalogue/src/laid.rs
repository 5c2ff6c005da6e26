//! A layout as it stands in one case: each group that repeats, once for each row of its list.

use std::borrow::Cow;

use crate::case::Case;
use crate::layout::{FieldPlan, Fits, GroupPlan, Layout, RepeatPlan, Rule};
use crate::row::in_row;

/// A layout with its rows. Fields and rules of a row have that row's paths and look at that row.
pub(crate) struct Laid<'a> {
    pub(crate) groups: Vec<LaidGroup<'a>>,
    pub(crate) rules: Vec<Cow<'a, Rule>>,
}

/// A group, or one row of a group that repeats.
pub(crate) struct LaidGroup<'a> {
    pub(crate) plan: &'a GroupPlan,
    /// The row; `None` for a group that does not repeat, and for one without a row.
    pub(crate) row: Option<usize>,
    pub(crate) fields: Cow<'a, [FieldPlan]>,
}

impl<'a> Laid<'a> {
    /// Lays a layout out for a case. Rows beyond the most that a list may have are left out.
    pub(crate) fn of(layout: &'a Layout, case: &Case<'_>) -> Self {
        let groups = layout.groups.iter().flat_map(|plan| laid_group(plan, case));
        let rules = layout.rules.iter().flat_map(|rule| laid_rule(layout, rule, case));
        Self { groups: groups.collect(), rules: rules.collect() }
    }

    /// Every field with its group, in order.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (&'a GroupPlan, &FieldPlan)> {
        self.groups.iter().flat_map(|group| group.fields.iter().map(|field| (group.plan, field)))
    }

    /// The field with this path; toggles have none of their own.
    pub(crate) fn field_named(&self, path: &str) -> Option<(&'a GroupPlan, &FieldPlan)> {
        self.fields().find(|(_, field)| field.is_named(path))
    }
}

/// How many rows of a list are looked at.
pub(crate) fn rows_of(list: &RepeatPlan, case: &Case<'_>) -> usize {
    case.rows(&list.at).map_or(0, <[_]>::len).min(list.most)
}

fn laid_group<'a>(plan: &'a GroupPlan, case: &Case<'_>) -> Vec<LaidGroup<'a>> {
    let Some(list) = &plan.repeats else {
        return vec![LaidGroup { plan, row: None, fields: Cow::Borrowed(&plan.fields) }];
    };
    let row = |row| {
        let fields = plan.fields.iter().map(|field| field.in_row(row)).collect();
        LaidGroup { plan, row: Some(row), fields: Cow::Owned(fields) }
    };
    match rows_of(list, case) {
        0 => vec![LaidGroup { plan, row: None, fields: Cow::Owned(Vec::new()) }],
        rows => (0..rows).map(row).collect(),
    }
}

fn laid_rule<'a>(layout: &'a Layout, rule: &'a Rule, case: &Case<'_>) -> Vec<Cow<'a, Rule>> {
    let Some(each) = &rule.each else { return vec![Cow::Borrowed(rule)] };
    let list = layout.repeated().find(|(_, list)| list.at == *each);
    let rows = list.map_or(0, |(_, list)| rows_of(list, case));
    (0..rows).map(|row| Cow::Owned(rule.in_row(row))).collect()
}

impl FieldPlan {
    fn in_row(&self, row: usize) -> Self {
        let fits = self.fits.as_ref().map(|fits| Fits {
            birth: fits.birth.as_ref().map(|birth| birth.in_row(row)),
            sex: fits.sex.as_ref().map(|sex| sex.in_row(row)),
        });
        Self {
            path: in_row(&self.path, row),
            required: self.required.as_ref().map(|when| when.in_row(row)),
            shown: self.shown.as_ref().map(|when| when.in_row(row)),
            value: self.value.as_ref().map(|value| value.in_row(row)),
            offered: self.offered.as_ref().map(|value| value.in_row(row)),
            sets: self.sets.iter().map(|path| in_row(path, row)).collect(),
            answers_for: self.answers_for.as_ref().map(|path| in_row(path, row)),
            fits,
            ..self.clone()
        }
    }
}

impl Rule {
    fn in_row(&self, row: usize) -> Self {
        Self {
            when: self.when.in_row(row),
            at: in_row(&self.at, row),
            said: self.said.numbered(row),
            ..self.clone()
        }
    }
}
