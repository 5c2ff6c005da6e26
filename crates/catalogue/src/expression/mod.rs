//! The small language in which a package says when something is asked, needed or wrong.
//!
//! ```text
//! expression = and { "or" and }
//! and        = not { "and" not }
//! not        = "not" not | comparison
//! comparison = term [ ("=" | "!=" | "<" | "<=" | ">" | ">=") term ]
//! term       = "(" expression ")" | text | number | "true" | "false"
//!            | function "(" expression { "," expression } ")" | name
//! text       = "'" any characters but "'" "'"
//! name       = word { "." word }       declaration.child.birth, submitter.name, owner
//!            | "item" { "." word }         of a list: within the row that is looked at
//!            | "channel" | "assistance" | "desk_kind" | "today"
//! ```
//!
//! | function | gives |
//! |---|---|
//! | `empty(x)` | nothing is typed at the place `x`; an opened group is not empty, a list without rows is |
//! | `any(x, y, …)` | something is typed at one of these places |
//! | `count(x)` | how many rows the list `x` has, empty ones too; unknown where it is no list |
//! | `one_of(x, 'a', 'b', …)` | the text `x` is one of these |
//! | `page('component')` | a page of that component is attached |
//! | `age(date)`, `age(date, at)` | full years, today or on that day |
//! | `days_between(a, b)` | days from `a` to `b`, negative when `b` is earlier |
//! | `year(date)` | the year |
//! | `words(date)` | the date written out (ghi bằng chữ) |
//! | `concat(a, b, …)` | the texts that are there, one after the other |
//! | `if(when, x, y)` | `x` or `y` |
//!
//! Four kinds of values: truth, text, number, date; and groups and lists of rows, which only `empty`,
//! `any` and `count` take.
//! Kinds are checked while reading, and so is every name. A value that is absent, blank or not
//! readable is unknown, and truth is three-valued (Kleene): unknown `and` false is false, `not`
//! unknown is unknown. Dates of which only the month or the year is known, and the numbers made of
//! them, are ranges: a comparison holds only where every date that they can mean agrees. What asks
//! for a condition acts only on what is certainly true.
//!
//! Reading and evaluating always end and never panic: a text has at most [`LONGEST`] bytes and
//! nests at most [`DEEPEST`] levels, and there are no loops.

mod calls;
mod kinds;
mod parser;
mod token;
mod tree;
mod value;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

pub(crate) use kinds::{Kind, Scope};
pub(crate) use value::Value;

use crate::case::Case;
use parser::Parser;
use tree::Node;

/// Longest text of an expression, in bytes.
const LONGEST: usize = 2_000;

/// How deep expressions nest.
const DEEPEST: usize = 32;

/// An expression whose names and kinds are known to be right.
#[derive(Debug, Clone)]
pub(crate) struct Expression {
    tree: Node,
}

/// Why a text is not an expression.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("at byte {at}: {why}")]
pub(crate) struct ExpressionFault {
    /// Where, in bytes from the beginning.
    pub(crate) at: usize,
    /// What is the matter.
    pub(crate) why: String,
}

impl ExpressionFault {
    fn new(at: usize, why: impl Into<String>) -> Self {
        Self { at, why: why.into() }
    }
}

impl Expression {
    /// Reads an expression that gives this kind of value.
    pub(crate) fn read(text: &str, kind: Kind, scope: &Scope) -> Result<Self, ExpressionFault> {
        if text.len() > LONGEST {
            return Err(ExpressionFault::new(LONGEST, format!("longer than {LONGEST} bytes")));
        }
        let tokens = token::tokens(text)?;
        let (tree, found) = Parser::new(tokens, text.len(), scope).whole()?;
        if found != kind {
            return Err(ExpressionFault::new(0, format!("gives a {found}, not a {kind}")));
        }
        Ok(Self { tree })
    }

    /// The same of one row: where it looks at `item`, at that row's.
    pub(crate) fn in_row(&self, row: usize) -> Self {
        Self { tree: self.tree.in_row(row) }
    }

    /// What it gives for a case.
    pub(crate) fn value(&self, case: &Case<'_>) -> Value {
        self.tree.value(case)
    }

    /// Whether it certainly holds.
    pub(crate) fn holds(&self, case: &Case<'_>) -> bool {
        self.value(case) == Value::Truth(true)
    }
}
