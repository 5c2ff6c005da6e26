//! A keyring that lives and dies with the test that made it.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use zeroize::Zeroizing;

use super::{Keychain, KeychainError};

/// A keychain in memory; a fault can be put in its way.
#[derive(Default)]
pub struct MemoryKeychain {
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    secrets: BTreeMap<String, Zeroizing<Vec<u8>>>,
    fault: Option<KeychainError>,
}

impl MemoryKeychain {
    /// Makes an empty, unlocked one.
    pub fn new() -> Self {
        Self::default()
    }

    /// From now on every call fails so, or with [`KeychainError::NotKept`] every secret that is
    /// set is lost in silence.
    pub fn break_with(&self, fault: KeychainError) {
        self.with(|inner| inner.fault = Some(fault));
    }

    /// From now on every call works again.
    pub fn mend(&self) {
        self.with(|inner| inner.fault = None);
    }

    /// Loses every secret, as a lost profile does.
    pub fn forget_all(&self) {
        self.with(|inner| inner.secrets.clear());
    }

    fn with<T>(&self, act: impl FnOnce(&mut Inner) -> T) -> T {
        act(&mut self.inner.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Inner {
    fn check(&self) -> Result<(), KeychainError> {
        match self.fault {
            None | Some(KeychainError::NotKept) => Ok(()),
            Some(fault) => Err(fault),
        }
    }
}

impl Keychain for MemoryKeychain {
    fn get(&self, account: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeychainError> {
        self.with(|inner| {
            inner.check()?;
            Ok(inner.secrets.get(account).cloned())
        })
    }

    fn set(&self, account: &str, secret: &[u8]) -> Result<(), KeychainError> {
        self.with(|inner| {
            inner.check()?;
            if inner.fault.is_none() {
                inner.secrets.insert(account.to_owned(), Zeroizing::new(secret.to_vec()));
            }
            Ok(())
        })
    }

    fn delete(&self, account: &str) -> Result<(), KeychainError> {
        self.with(|inner| {
            inner.check()?;
            inner.secrets.remove(account);
            Ok(())
        })
    }
}

impl fmt::Debug for MemoryKeychain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MemoryKeychain")
    }
}
