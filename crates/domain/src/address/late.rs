//! The communes of before July 2025, read when somebody first asks for one of them: reading them takes
//! longer than all that a desk reads at its start.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::old::OldCommunes;
use super::reading;
use super::units::Units;

/// A list of old communes that may not be read yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct LateOld {
    /// The list as it is written; empty once nothing is left to be read.
    bytes: Cow<'static, [u8]>,
    read: OnceLock<OldCommunes>,
}

impl LateOld {
    pub(super) fn read(old: OldCommunes) -> Self {
        Self { bytes: Cow::default(), read: OnceLock::from(old) }
    }

    pub(super) fn of(bytes: Cow<'static, [u8]>) -> Self {
        Self { bytes, read: OnceLock::new() }
    }

    /// The old communes of these units; none where the list is faulty after all.
    pub(super) fn get(&self, units: &Units) -> &OldCommunes {
        self.read.get_or_init(|| reading::old_communes(&self.bytes, units).unwrap_or_default())
    }
}
