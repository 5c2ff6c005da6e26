//! The form as it is to be shown now: what is asked, what is missing, what is wrong.

use desk::catalogue as form;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use super::listed::{ListedShown, RemarkSaid};
use super::one_of;
use crate::spoken::SpokenGap;

/// The catalogue's words, as a window knows them.
macro_rules! words_of_the_catalogue {
    ($(
        $(#[$doc:meta])*
        $name:ident { $($(#[$vdoc:meta])* $variant:ident),+ $(,)? }
    )+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
            #[serde(rename_all = "snake_case")]
            pub enum $name {
                $($(#[$vdoc])* $variant),+
            }

            impl From<form::$name> for $name {
                fn from(word: form::$name) -> Self {
                    match word {
                        $(form::$name::$variant => Self::$variant),+
                    }
                }
            }
        )+
    };
}

/// A draft with everything that the window shows of it.
#[derive(Serialize, TS)]
pub struct FormView {
    /// The dossier.
    pub dossier_id: String,
    /// The code on the resident's paper.
    pub provisional_code: String,
    /// The agency's code, once it is there.
    pub official_code: Option<String>,
    /// Code of the procedure.
    pub procedure: String,
    /// What people call the procedure.
    pub procedure_name: String,
    /// The edition to save onto next.
    pub edition: u32,
    /// When it was saved last.
    pub saved_at: String,
    /// Whether something of the dossier was sealed before.
    pub is_correction: bool,
    /// Whether a person has checked what the catalogue asks; what was not checked is never called
    /// complete.
    pub is_checked: bool,
    /// What was typed, as saved.
    #[ts(as = "one_of::JsonValue")]
    pub form: Value,
    /// In the order of the page: submitter, behalf, declaration, papers, review.
    pub blocks: Vec<Block>,
    /// The papers, in the order of the catalogue; those that it does not name last.
    pub papers: Vec<PaperView>,
    /// What keeps it from being submitted, in the order of the form.
    pub missing: Vec<SpokenGap>,
    /// What should be looked at again and hinders nothing, in the order of the form.
    pub warnings: Vec<SpokenGap>,
    /// How long the agency may take.
    pub time_said: String,
    /// What it costs.
    pub fee_said: String,
    /// Why so much, and who need not pay; empty where only what is published is told.
    pub fee_why: String,
    /// Who has to come or to sign in person; empty where nothing is known.
    pub present_said: String,
    /// By when the result may be expected.
    pub due_said: String,
    /// Which limit leads there, from when, past which days; empty where none does.
    pub due_why: String,
    /// The component as which the printed and signed form is filed; absent where none is printed.
    pub signed_as: Option<String>,
    /// What a province's list says of a procedure whose papers nobody has checked; absent where there
    /// is no list, or no need of one.
    pub listed: Option<ListedShown>,
    /// What is to be known of the catalogue under which it stands.
    pub remarks: Vec<RemarkSaid>,
}

words_of_the_catalogue! {
    /// A headed part of the page.
    BlockId {
        /// Người nộp.
        Submitter,
        /// Nộp thay.
        Behalf,
        /// Tờ khai.
        Declaration,
        /// Giấy tờ.
        Papers,
        /// Kiểm tra, nộp.
        Review,
    }

    /// How far a block has come.
    BlockState {
        /// Nothing is missing.
        Done,
        /// Something is there, and something is missing.
        Open,
        /// Nothing is there yet.
        Empty,
    }

    /// How a field is typed.
    Widget {
        /// A person's name.
        Name,
        /// One line.
        Line,
        /// Several lines.
        Prose,
        /// A date, or as much of it as is known.
        Date,
        /// One of a few.
        Choice,
        /// One of a long list.
        List,
        /// Digits in groups.
        Digits,
        /// A commune's code.
        Commune,
        /// A telephone number.
        Phone,
        /// A whole number.
        Count,
        /// Yes or no.
        YesNo,
        /// Whether a group is there at all.
        Toggle,
        /// Written by the program.
        Computed,
        /// A time of the day.
        Time,
    }

    /// How wide a field stands.
    Width {
        /// The whole line.
        Full,
        /// Half of it.
        Half,
        /// A third of it.
        Third,
    }

    /// What is to be done with a paper.
    Duty {
        /// Nộp: it goes with the dossier.
        File,
        /// Xuất trình: it is shown at the desk.
        Show,
        /// The agency looks it up itself.
        LookedUp,
    }

    /// Where a paper stands.
    PaperState {
        /// It is asked for and is not there.
        Missing,
        /// It is there, or another that stands for it.
        Given,
        /// It may be left out.
        Optional,
        /// It is not asked for in this case.
        NotNeeded,
    }
}

/// A headed part of the page with its fields.
#[derive(Serialize, TS)]
pub struct Block {
    /// Which one.
    pub id: BlockId,
    /// Its heading.
    pub title: String,
    /// How far it has come.
    pub state: BlockState,
    /// How many things are missing in it.
    pub missing: u32,
    /// Its fields; none for the papers.
    pub groups: Vec<Group>,
}

/// Fields that belong together.
#[derive(Serialize, TS)]
pub struct Group {
    /// Its name within the block.
    pub id: String,
    /// Its heading.
    pub title: Option<String>,
    /// What to know before filling it in.
    pub help: Option<String>,
    /// The list of which it is one row.
    pub repeat: Option<Repeat>,
    /// Where a person is written, if the group is about one.
    pub person: Option<PersonPaths>,
    /// Its fields, in order.
    pub fields: Vec<FieldView>,
}

/// A list of rows, each of which is a group. A list without rows is one group without fields.
#[derive(Serialize, TS)]
pub struct Repeat {
    /// JSON Pointer of the list; a row stands at its number, counted from 0.
    pub at: String,
    /// The heading of the whole list.
    pub title: String,
    /// The row that the group is; absent in a list without rows.
    pub row: Option<u32>,
    /// How many rows there are. Those beyond the most are not shown.
    pub count: u32,
    /// How many there must be at least.
    pub least: u32,
    /// How many there may be at most.
    pub most: u32,
    /// What is said to add a row.
    pub add: String,
    /// Whether it is asked for in this case; if not, its rows are only to be taken out.
    pub is_needed: bool,
}

/// The fields in which one person is written, as JSON Pointers; they may stand in other groups too.
#[derive(Serialize, TS)]
pub struct PersonPaths {
    /// It is an organisation and no human being.
    pub is_organisation: bool,
    /// Họ, chữ đệm, tên, or tên tổ chức.
    pub name: String,
    /// Number on the identity paper.
    pub number: Option<String>,
    /// What kind of number that is; absent where only a citizen's is asked for.
    pub number_kind: Option<String>,
    /// Date of birth.
    pub birth: Option<String>,
    /// Sex.
    pub sex: Option<String>,
    /// Ethnic group.
    pub ethnicity: Option<String>,
    /// Nationality.
    pub nationality: Option<String>,
    /// The group that holds `commune`, `detail` and `abroad`.
    pub residence: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// When the identity paper was issued.
    pub issued: Option<String>,
    /// Who represents an organisation.
    pub representative: Option<String>,
}

/// One field.
#[derive(Serialize, TS)]
pub struct FieldView {
    /// JSON Pointer into the form.
    pub path: String,
    /// How it is typed.
    pub widget: Widget,
    /// What it is called.
    pub label: String,
    /// What to know beside it.
    pub help: Option<String>,
    /// Whether it must be filled in, in this case.
    pub is_required: bool,
    /// Whether it is asked for at all in this case; what is not, was filled in all the same.
    pub is_needed: bool,
    /// What was computed; only for the widget `computed`.
    pub value: Option<String>,
    /// What is likely to stand here; offered while it is empty, never written by itself.
    pub offered: Option<Choice>,
    /// What can be chosen.
    pub options: Vec<Choice>,
    /// Name of the list to choose from, where it is long.
    pub list: Option<String>,
    /// What is known from what was typed, such as where a number was given.
    pub hint: Option<String>,
    /// What is wrong here; only where something was typed.
    pub said: Option<String>,
    /// How wide it stands.
    pub width: Width,
    /// Where an empty object is put or removed by the widget `toggle`. Of a `choice`: what every option
    /// but the first puts in place of all that stands beside it.
    pub sets: Vec<String>,
}

/// Something that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "Option")]
pub struct Choice {
    /// What stands in the form.
    pub value: String,
    /// What people call it.
    pub label: String,
}

/// A paper that the procedure asks for.
#[derive(Serialize, TS)]
pub struct PaperView {
    /// The component; `khac` for papers that the list does not name.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// What to know about it.
    pub note: Option<String>,
    /// What is to be done with it.
    pub duty: Duty,
    /// The same in words.
    pub duty_said: String,
    /// Where it stands.
    pub state: PaperState,
    /// That it is missing, and what may stand for it.
    pub said: Option<String>,
    /// What may stand for it, the better first.
    pub instead: Vec<Fallback>,
    /// The files that were attached for it.
    pub pages: Vec<PageView>,
}

/// A paper that may stand for another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Fallback {
    /// The component.
    pub id: String,
    /// What people call it.
    pub name: String,
}

/// An attached file.
#[derive(Serialize, TS)]
pub struct PageView {
    /// The page, for its bytes.
    pub page_id: String,
    /// Which component it was attached as.
    pub component: String,
    /// File name.
    pub name: String,
    /// Media type.
    pub media: String,
    /// Size in bytes.
    pub size: u64,
    /// SHA-256 of the bytes.
    pub sha256: String,
    /// Whether it is a PDF with a digital signature.
    pub is_signed_pdf: bool,
}
