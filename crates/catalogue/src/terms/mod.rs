//! How long a procedure takes in one case, where its record or its source says so for sure.

mod listed;

use chrono::NaiveTime;
use domain::deadline::TimeLimit;
use domain::kinds::Channel;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use crate::case::Case;
use crate::expression::{Expression, Value};
use crate::procedure::Procedure;
use crate::text::Text;

pub use listed::{has_lost_its_unit, limit};

/// How long an agency may take in one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The limit; never unknown.
    pub limit: TimeLimit,
    /// The hour of the procedure after which a reception counts from the next working day.
    pub cut_off: Option<NaiveTime>,
    /// The kind of office whose calendar counts; `None` for the usual one.
    pub office: Option<String>,
    /// From which of the three times it counts.
    pub starts: Starts,
    /// The same in words; empty where only the source's list says it.
    pub said: Text,
}

/// From which of the three times of a dossier a limit counts.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Default,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Starts {
    /// Tiếp nhận: the agency took it in.
    #[default]
    Received,
    /// It was announced to the gateway.
    Announced,
    /// It was taken at the desk.
    Taken,
}

/// One limit of a record, with the case for which it holds.
#[derive(Debug)]
pub(crate) struct TermPlan {
    pub(crate) scope: CaseScope,
    pub(crate) term: Term,
}

/// For which channels and on what condition something holds.
#[derive(Debug)]
pub(crate) struct CaseScope {
    /// Empty: for every channel.
    pub(crate) channels: Vec<Channel>,
    pub(crate) when: Option<Expression>,
}

impl CaseScope {
    /// Whether it holds for a case; `None` where that is not known yet.
    pub(crate) fn holds(&self, case: &Case<'_>) -> Option<bool> {
        if !self.channels.is_empty() && !self.channels.contains(&case.channel) {
            return Some(false);
        }
        match self.when.as_ref().map(|when| when.value(case)) {
            None => Some(true),
            Some(Value::Truth(holds)) => Some(holds),
            Some(_) => None,
        }
    }
}

/// The first that holds. None is found while it is open whether an earlier one does.
pub(crate) fn first_that_holds<'p, T>(
    plans: &'p [T],
    case: &Case<'_>,
    scope: impl Fn(&T) -> &CaseScope,
) -> Option<&'p T> {
    let mut held = plans.iter().map(|plan| (plan, scope(plan).holds(case)));
    let (plan, holds) = held.find(|(_, holds)| *holds != Some(false))?;
    holds.is_some().then_some(plan)
}

impl Procedure {
    /// How long it takes in this case; `None` while nobody can say.
    ///
    /// A record with terms of its own says it all; of any other, what its source lists for the
    /// channel is read.
    pub fn term(&self, case: &Case<'_>) -> Option<Term> {
        match &self.terms {
            Some(plans) => Some(first_that_holds(plans, case, |plan| &plan.scope)?.term.clone()),
            None => self.listed_term(case.channel),
        }
    }

    /// Every limit of its own in words, in their order; none for a record without them.
    pub fn terms_said(&self) -> impl Iterator<Item = &Text> {
        self.terms.iter().flatten().map(|plan| &plan.term.said)
    }

    /// The kinds of office whose calendars its limits go by.
    pub fn offices(&self) -> impl Iterator<Item = &str> {
        self.terms.iter().flatten().filter_map(|plan| plan.term.office.as_deref())
    }

    fn listed_term(&self, channel: Channel) -> Option<Term> {
        match limit(&self.about.time.as_listed, Some(channel)) {
            TimeLimit::Unknown { .. } => None,
            limit @ TimeLimit::Known { .. } => Some(Term {
                limit,
                cut_off: None,
                office: None,
                starts: Starts::default(),
                said: Text::default(),
            }),
        }
    }
}
