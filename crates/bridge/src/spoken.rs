//! A failure with its sentences, for a host that only shows.

use std::fmt;

use serde::Serialize;
use ts_rs::TS;

use crate::doubles;
use crate::error::{Kind, UiError};
use crate::words::Words;

/// Why a command was not carried out, in the language that was asked for. Holds no personal data.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Spoken {
    /// What sort of trouble it is.
    pub kind: Kind,
    /// Stable name of what happened.
    pub code: String,
    /// What happened, what it means, what to do: whole sentences.
    pub said: String,
    /// What is missing or wrong, field by field.
    pub gaps: Vec<SpokenGap>,
    /// What was being done, from the outside in, for whoever mends the program.
    pub trace: Vec<String>,
}

/// One missing or wrong thing, in words, which may name a file and so a resident.
#[derive(Clone, Serialize, TS)]
pub struct SpokenGap {
    /// JSON Pointer into the form, or `/pages/<component>` for a paper.
    pub path: String,
    /// Stable name of what is the matter.
    pub code: String,
    /// The same as a whole sentence.
    pub said: String,
    /// Whether it hinders nothing and only wants to be looked at.
    pub is_warning: bool,
    /// The other dossier that it is about, to be opened beside this one.
    pub other: Option<OtherDossier>,
}

impl fmt::Debug for SpokenGap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SpokenGap({} {})", self.path, self.code)
    }
}

/// Another dossier of this desk, as far as a sentence is about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OtherDossier {
    /// Its id.
    pub dossier_id: String,
    /// The code on the resident's paper.
    pub provisional_code: String,
}

impl Words {
    /// A failure with its sentences.
    pub fn spoken(&self, error: UiError) -> Spoken {
        Spoken {
            kind: error.kind,
            said: self.problem(&error),
            gaps: error.fields.iter().map(|gap| self.spoken_gap(gap)).collect(),
            code: error.code,
            trace: error.trace,
        }
    }

    /// A gap with its sentence.
    pub(crate) fn spoken_gap(&self, gap: &domain::gap::Gap) -> SpokenGap {
        let (path, code) = (gap.path.clone(), gap.code.clone());
        SpokenGap { path, code, said: self.gap(gap), is_warning: false, other: doubles::other(gap) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gap_says_nothing_of_people_when_it_is_written_to_a_log() {
        let gap = SpokenGap {
            path: "/pages/to-khai".to_owned(),
            code: "same-file".to_owned(),
            said: "“CCCD Lò Thị Đào.pdf” đã được đính kèm".to_owned(),
            is_warning: true,
            other: None,
        };

        assert_eq!(format!("{gap:?}"), "SpokenGap(/pages/to-khai same-file)");
    }
}
