//! Which of the two copies of a keys file counts.

use super::{Keys, KeysError};

/// One of the two copies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeysCopy {
    /// The one that is written first.
    First,
    /// The one that is written second.
    Second,
}

/// The keys that count, and what is to be mended.
#[derive(Debug)]
pub struct Picked {
    /// The newer whole copy.
    pub keys: Keys,
    /// The copy that is missing, damaged or older. It is written anew only after an unlock: a
    /// forged copy looks newer too, and must not take the place of the true one.
    pub mend: Option<KeysCopy>,
}

impl Keys {
    /// Picks the copy with the higher generation of those that are whole; `None` is a copy that
    /// does not exist.
    pub fn pick(first: Option<&[u8]>, second: Option<&[u8]>) -> Result<Picked, KeysError> {
        match (read(first)?, read(second)?) {
            (Copy::Whole(first), Copy::Whole(second)) => newer_of(*first, *second),
            (Copy::Whole(keys), _) => Ok(Picked { keys: *keys, mend: Some(KeysCopy::Second) }),
            (_, Copy::Whole(keys)) => Ok(Picked { keys: *keys, mend: Some(KeysCopy::First) }),
            (Copy::Missing, Copy::Missing) => Err(KeysError::Missing),
            (Copy::Damaged, _) | (_, Copy::Damaged) => Err(KeysError::Damaged),
        }
    }
}

enum Copy {
    Missing,
    Damaged,
    Whole(Box<Keys>),
}

/// A newer program's copy stops everything, whatever the other copy is: that program was
/// interrupted between the two, and ours must not undo its work.
fn read(bytes: Option<&[u8]>) -> Result<Copy, KeysError> {
    let Some(bytes) = bytes else { return Ok(Copy::Missing) };
    match Keys::parse(bytes) {
        Ok(keys) => Ok(Copy::Whole(Box::new(keys))),
        Err(newer @ KeysError::Newer { .. }) => Err(newer),
        Err(_) => Ok(Copy::Damaged),
    }
}

fn newer_of(first: Keys, second: Keys) -> Result<Picked, KeysError> {
    if first.folder_id() != second.folder_id() {
        return Err(KeysError::TwoFolders);
    }
    if first == second {
        return Ok(Picked { keys: first, mend: None });
    }
    if second.generation() > first.generation() {
        return Ok(Picked { keys: second, mend: Some(KeysCopy::First) });
    }
    Ok(Picked { keys: first, mend: Some(KeysCopy::Second) })
}
