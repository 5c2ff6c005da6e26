use seal::SealError;

use crate::keychain::KeychainError;

/// Why keys could not be read, picked or changed.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// Neither copy exists.
    #[error("there is no keys file")]
    Missing,
    /// No copy that exists is whole.
    #[error("the keys file is damaged")]
    Damaged,
    /// A newer program wrote it; it must not be touched.
    #[error("the keys file is of version {version}, from a newer program")]
    Newer {
        /// The version it says it has.
        version: u32,
    },
    /// The two copies belong to two different folders.
    #[error("the copies of the keys file belong to two folders")]
    TwoFolders,
    /// It is whole but was not made under the data key as it stands: somebody changed it.
    #[error("the keys file was altered")]
    Altered,
    /// The data key is another folder's.
    #[error("the data key is not this folder's")]
    WrongDataKey,
    /// There is no such slot, or not of that kind.
    #[error("there is no such key slot")]
    NoSuchSlot,
    /// Without it nothing could open the folder any more.
    #[error("the last key slot that opens the folder")]
    LastSlot,
    /// There is one recovery secret at a time.
    #[error("there is a recovery slot already")]
    RecoveryExists,
    /// There are as many slots as a keys file may have.
    #[error("there are too many key slots")]
    TooManySlots,
    /// A slot's label is too long.
    #[error("the label of a key slot is too long")]
    LabelTooLong,
    /// The file was changed more than four thousand million times.
    #[error("the keys file was changed too often")]
    WornOut,
    /// The passphrase could not be stretched.
    #[error("not enough memory to stretch a passphrase")]
    NoMemory,
    /// The keyring did not take its secret.
    #[error("asking the keyring")]
    Keychain(#[source] KeychainError),
    /// The data key could not be sealed to the recovery recipient.
    #[error("sealing the data key for recovery")]
    Seal(#[source] SealError),
}

impl KeysError {
    /// A stable name for each error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing => "keys-missing",
            Self::Damaged => "keys-damaged",
            Self::Newer { .. } => "keys-newer",
            Self::TwoFolders => "keys-of-two-folders",
            Self::Altered => "keys-altered",
            Self::WrongDataKey => "wrong-data-key",
            Self::NoSuchSlot => "no-such-slot",
            Self::LastSlot => "last-slot",
            Self::RecoveryExists => "recovery-exists",
            Self::TooManySlots => "too-many-slots",
            Self::LabelTooLong => "label-too-long",
            Self::WornOut => "keys-worn-out",
            Self::NoMemory => "no-memory",
            Self::Keychain(error) => error.code(),
            Self::Seal(error) => error.code(),
        }
    }
}

/// Why a folder did not unlock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnlockError {
    /// The folder has no slot of this kind.
    #[error("the folder does not open this way")]
    NoSuchSlot,
    /// No passphrase slot opens with it.
    #[error("the passphrase is wrong")]
    WrongPassphrase,
    /// It is another folder's recovery secret, or one that was replaced.
    #[error("the recovery secret is wrong")]
    WrongRecovery,
    /// This machine or session has no keyring.
    #[error("there is no keyring")]
    KeyringMissing,
    /// The keyring is locked.
    #[error("the keyring is locked")]
    KeyringLocked,
    /// The keyring has no secret that opens this folder: a lost profile, or another machine.
    #[error("the keyring does not know this folder")]
    KeyringForgot,
    /// The keyring failed in another way, named by its kind.
    #[error("the keyring failed: {0}")]
    KeyringFailed(&'static str),
    /// There is not enough free memory to try the passphrase.
    #[error("not enough memory to try the passphrase")]
    NoMemory,
    /// The slot opened, but somebody changed the keys file.
    #[error("the keys file was altered")]
    Altered,
    /// A slot has a form that no slot has.
    #[error("the keys file is damaged")]
    Damaged,
}

impl UnlockError {
    /// A stable name for each error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoSuchSlot => "no-such-slot",
            Self::WrongPassphrase => "wrong-passphrase",
            Self::WrongRecovery => "wrong-recovery",
            Self::KeyringMissing => "keyring-missing",
            Self::KeyringLocked => "keyring-locked",
            Self::KeyringForgot => "keyring-forgot",
            Self::KeyringFailed(_) => "keyring-failed",
            Self::NoMemory => "no-memory",
            Self::Altered => "keys-altered",
            Self::Damaged => "keys-damaged",
        }
    }
}

impl From<KeychainError> for UnlockError {
    fn from(error: KeychainError) -> Self {
        match error {
            KeychainError::Missing => Self::KeyringMissing,
            KeychainError::Locked => Self::KeyringLocked,
            KeychainError::NotKept => Self::KeyringForgot,
            KeychainError::Failed(kind) => Self::KeyringFailed(kind),
        }
    }
}
