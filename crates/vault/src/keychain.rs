//! Where the operating system keeps a secret for its user.

use std::fmt;

use zeroize::Zeroizing;

mod os;

#[cfg(any(test, feature = "memory"))]
mod memory;

pub use os::OsKeychain;

#[cfg(any(test, feature = "memory"))]
pub use memory::MemoryKeychain;

/// Keeps one small secret per account.
pub trait Keychain: Send + Sync {
    /// Gives the account's secret; `None` where there is none, which is normal after a profile
    /// was lost.
    fn get(&self, account: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeychainError>;

    /// Keeps the secret, in place of one that was there.
    fn set(&self, account: &str, secret: &[u8]) -> Result<(), KeychainError>;

    /// Forgets the account's secret; that there is none is no error.
    fn delete(&self, account: &str) -> Result<(), KeychainError>;
}

impl fmt::Debug for dyn Keychain + '_ {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keychain")
    }
}

/// Why a keyring did not answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeychainError {
    /// This machine or session has none.
    #[error("there is no keyring")]
    Missing,
    /// It is locked and was not unlocked, or has never been set up, or did not answer in time.
    #[error("the keyring is locked")]
    Locked,
    /// It took a secret and then did not have it.
    #[error("the keyring did not keep the secret")]
    NotKept,
    /// Anything else, by the name of its kind: the platform's own words may hold personal data.
    #[error("the keyring failed: {0}")]
    Failed(&'static str),
}

impl KeychainError {
    /// A stable name for each error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing => "keyring-missing",
            Self::Locked => "keyring-locked",
            Self::NotKept => "keyring-not-kept",
            Self::Failed(_) => "keyring-failed",
        }
    }
}
