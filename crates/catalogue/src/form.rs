//! A form as it is to be shown now: what the layout says of one case, with nothing left to decide.

use domain::gap::Gap;
use domain::procedure::ComponentId;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use crate::fees::Charge;
use crate::person::PersonPaths;
use crate::terms::Term;
use crate::text::Text;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
            Display, EnumString, IntoStaticStr, VariantArray,
        )]
        #[serde(rename_all = "snake_case")]
        #[strum(serialize_all = "snake_case")]
        pub enum $name {
            $($(#[$vdoc])* $variant),+
        }

        impl $name {
            /// The stable word for this value.
            pub fn word(self) -> &'static str {
                self.into()
            }
        }
    };
}

words! {
    /// The headed blocks of a dossier's page, in their order.
    BlockId {
        /// Người nộp.
        Submitter,
        /// Nộp thay cho ai.
        Behalf,
        /// Tờ khai.
        Declaration,
        /// Giấy tờ.
        Papers,
        /// Kiểm tra, nộp.
        Review,
    }
}

words! {
    /// How far a block is.
    BlockState {
        /// Nothing is missing.
        Done,
        /// Something is typed and something is missing.
        Open,
        /// Nothing is typed yet.
        Empty,
    }
}

words! {
    /// By which control a field is typed.
    Widget {
        /// A person's name.
        Name,
        /// One line.
        Line,
        /// Several lines.
        Prose,
        /// A date, perhaps partial.
        Date,
        /// One of few.
        Choice,
        /// One of many, found by typing.
        List,
        /// A number that is digits to be kept, not an amount.
        Digits,
        /// A commune of today, kept as its code.
        Commune,
        /// A telephone number.
        Phone,
        /// A whole number.
        Count,
        /// Có hoặc không, kept as a boolean.
        YesNo,
        /// Opens and closes groups.
        Toggle,
        /// Written by the program, kept nowhere.
        Computed,
        /// A time of day.
        Time,
    }
}

words! {
    /// How much of a line a field takes.
    Width {
        /// All of it.
        Full,
        /// Half of it.
        Half,
        /// A third of it.
        Third,
    }
}

words! {
    /// What is to be done with a paper.
    Duty {
        /// Nộp: it goes with the dossier.
        File,
        /// Xuất trình: it is shown and given back.
        Show,
        /// Tra cứu: the office looks it up by itself.
        LookedUp,
    }
}

words! {
    /// Where a paper stands.
    PaperState {
        /// It has to be filed and is not here.
        Missing,
        /// It, or what may stand for it, is here.
        Given,
        /// It may be filed and need not be.
        Optional,
        /// It is here and nobody asks for it in this case.
        NotNeeded,
    }
}

/// The whole form of one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The blocks that are always there, in their order.
    pub blocks: Vec<Block>,
    /// The papers of this case; the last one, `khac`, takes any other paper.
    pub papers: Vec<Paper>,
    /// What is missing or wrong, common blocks first; each hinders submitting.
    pub missing: Vec<Gap>,
    /// What is strange and hinders nothing.
    pub warnings: Vec<Gap>,
    /// A person has checked the list of papers. If not, a dossier is never called complete.
    pub is_checked: bool,
    /// How long it takes, as published; empty where nothing is known.
    pub time: Text,
    /// How long it takes in this case; `None` while nobody can say.
    pub term: Option<Term>,
    /// What it costs, as published; empty where nothing is known.
    pub fee: Text,
    /// What it costs in this case.
    pub charge: Charge,
    /// Who has to come or to sign in person; empty where nothing is known.
    pub present: Text,
}

/// One headed block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Which block.
    pub id: BlockId,
    /// Its heading.
    pub title: Text,
    /// How far it is.
    pub state: BlockState,
    /// How many gaps stand in it.
    pub missing: usize,
    /// Its groups of fields; the papers have none.
    pub groups: Vec<Group>,
}

/// Fields that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its name within the form.
    pub id: String,
    /// Its heading, if it has one.
    pub title: Option<Text>,
    /// What to know before filling it in.
    pub help: Option<Text>,
    /// The list of which it is one row.
    pub repeat: Option<Repeat>,
    /// Where a person is written, if the group is about one; their fields may stand in other groups
    /// too.
    pub person: Option<PersonPaths>,
    /// Its fields, in their order.
    pub fields: Vec<Field>,
}

/// A list of rows, each of which is a group. A list without rows is one group without fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeat {
    /// JSON Pointer of the list; a row stands at its number, counted from 0.
    pub at: String,
    /// The heading of the whole list.
    pub title: Text,
    /// The row that the group is; `None` in a list without rows.
    pub row: Option<usize>,
    /// How many rows there are. Those beyond the most are not shown.
    pub count: usize,
    /// How many there must be at least.
    pub least: usize,
    /// How many there may be at most.
    pub most: usize,
    /// What is said to add a row.
    pub add: Text,
    /// It is asked for in this case. If not, it is shown only because it has rows.
    pub is_needed: bool,
}

/// One field as it is to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// JSON Pointer into the form; where the value is kept, except for `computed` and `toggle`.
    pub path: String,
    /// By which control it is typed.
    pub widget: Widget,
    /// What it is called.
    pub label: Text,
    /// What to know while typing.
    pub help: Option<Text>,
    /// It has to be filled in, in this case.
    pub is_required: bool,
    /// It is asked for in this case. If not, it is shown only because something stands in it.
    pub is_needed: bool,
    /// What the program writes here; only for `computed`.
    pub value: Option<String>,
    /// What would be sensible to write here; offered while it is empty, never written by itself.
    pub offered: Option<Choice>,
    /// What can be chosen, where it is few.
    pub options: Vec<Choice>,
    /// The name of the list from which to choose, where it is many.
    pub list: Option<String>,
    /// What the program reads from what was typed, such as what a personal number says.
    pub hint: Option<Text>,
    /// What is wrong or strange with what was typed; never that it is missing.
    pub wrong: Option<Gap>,
    /// How much of a line it takes.
    pub width: Width,
    /// For `toggle`: the groups that it opens and closes. For `choice`: the groups that every option
    /// but the first, which is the usual one, puts in place of all that stands beside them.
    pub sets: Vec<String>,
}

/// Something that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What is kept.
    pub value: String,
    /// What is shown.
    pub label: Text,
}

/// One paper as it stands in this case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The component.
    pub id: ComponentId,
    /// What it is called.
    pub name: Text,
    /// What to know about it.
    pub note: Option<Text>,
    /// What is to be done with it, by this channel.
    pub duty: Duty,
    /// The same in words.
    pub duty_said: Text,
    /// Where it stands.
    pub state: PaperState,
    /// What is missing, with what may stand for it, as it is said at the counter.
    pub said: Option<Text>,
    /// What may stand for it, first choice first; a page may be attached under any of these.
    pub instead: Vec<Substitute>,
    /// The attached components that belong here: its own, or one that stands for it.
    pub pages: Vec<ComponentId>,
}

/// A paper that may stand for another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Substitute {
    /// Its component.
    pub id: ComponentId,
    /// What it is called.
    pub name: Text,
}
