//! What a procedure costs in one case, and who pays nothing.

mod sum;

use domain::money::Dong;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use crate::case::Case;
use crate::expression::{Expression, Value};
use crate::procedure::Procedure;
use crate::terms::{CaseScope, first_that_holds};
use crate::text::Text;

pub use sum::{Portion, Sum};

/// What a procedure costs in one case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Charge {
    /// The fee; `None` while nobody can say, when only what is published can be told.
    pub fee: Option<Fee>,
    /// Why nothing is paid, where an exemption certainly holds.
    pub exempt: Option<Text>,
    /// Whom the source exempts, as far as it is open whether that holds here.
    pub exemptions: Vec<Text>,
}

/// A fee as the record has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fee {
    /// How much; `None` where only the council says it.
    pub amount: Option<Dong>,
    /// For each of what; `None` for the dossier.
    pub per: Option<Per>,
    /// The province's council sets it: an amount beside it is only what was published.
    pub is_of_council: bool,
    /// What it comes to, where that can be reckoned.
    pub sum: Option<Sum>,
    /// The reason, in the clerk's words.
    pub said: Text,
}

/// For each of what a fee is paid.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Per {
    /// Trang, of the original.
    Page,
    /// Bản.
    Copy,
    /// Trường hợp.
    Case,
    /// Người, for one registration.
    Person,
    /// Lần đăng ký: one dossier is one.
    Filing,
    /// Giao dịch.
    Transaction,
    /// Văn bản.
    Document,
    /// Di chúc.
    Will,
    /// The source does not say.
    Unsaid,
}

/// One fee of a record, with the case for which it holds.
#[derive(Debug)]
pub(crate) struct FeePlan {
    pub(crate) scope: CaseScope,
    pub(crate) amount: Option<Dong>,
    pub(crate) per: Option<Per>,
    pub(crate) is_of_council: bool,
    /// From which one on each costs how much, after the amount of the first.
    pub(crate) steps: Vec<(u64, Dong)>,
    /// The most that is paid for all that is counted, once.
    pub(crate) at_most: Option<Dong>,
    /// How many there are of what it is paid for.
    pub(crate) count: Option<Expression>,
    /// How many times all of that is paid.
    pub(crate) times: Option<Expression>,
    pub(crate) said: Text,
}

/// Somebody who pays nothing.
#[derive(Debug)]
pub(crate) struct Exemption {
    /// Without a condition it is only told: nothing that is asked decides it.
    pub(crate) when: Option<Expression>,
    pub(crate) said: Text,
}

impl Procedure {
    /// What it costs in this case.
    pub fn charge(&self, case: &Case<'_>) -> Charge {
        let found = first_that_holds(&self.fees, case, |plan| &plan.scope);
        let holds = |one: &&Exemption| one.when.as_ref().is_some_and(|when| when.holds(case));
        Charge {
            fee: found.map(|plan| plan.fee(case)),
            exempt: self.exempt.iter().find(holds).map(|one| one.said.clone()),
            exemptions: self.exemptions_left_open(case),
        }
    }

    /// Whom the source exempts.
    pub fn exemptions_said(&self) -> impl Iterator<Item = &Text> {
        self.exempt.iter().map(|one| &one.said)
    }

    fn exemptions_left_open(&self, case: &Case<'_>) -> Vec<Text> {
        let is_open = |one: &&Exemption| {
            let when = one.when.as_ref().map(|when| when.value(case));
            !matches!(when, Some(Value::Truth(_)))
        };
        self.exempt.iter().filter(is_open).map(|one| one.said.clone()).collect()
    }
}

impl FeePlan {
    fn fee(&self, case: &Case<'_>) -> Fee {
        Fee {
            amount: self.amount,
            per: self.per,
            is_of_council: self.is_of_council,
            sum: self.sum(case),
            said: self.said.clone(),
        }
    }

    fn sum(&self, case: &Case<'_>) -> Option<Sum> {
        let count = match (&self.count, self.per) {
            (Some(count), _) => number(count, case)?,
            (None, None | Some(Per::Filing)) => 1,
            (None, Some(_)) => return None,
        };
        let times = match &self.times {
            Some(times) => number(times, case)?,
            None => 1,
        };
        Sum::reckon(self.amount?, &self.steps, self.at_most, count, times)
    }
}

/// A number of things that is certainly known; none at all is a slip of whoever typed.
fn number(expression: &Expression, case: &Case<'_>) -> Option<u64> {
    let Value::Number(range) = expression.value(case) else { return None };
    let number = (range.start() == range.end()).then_some(*range.start())?;
    u64::try_from(number).ok().filter(|number| *number > 0)
}
