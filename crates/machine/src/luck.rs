//! Random bytes, and what is made of them.

use domain::ids::Id;
use domain::moment::Millis;

/// Gives random bytes that nobody can guess.
pub trait Luck: Send + Sync {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoLuck>;
}

/// The machine gave no random bytes.
#[derive(Debug, thiserror::Error)]
#[error("the machine gave no random bytes")]
pub struct NoLuck;

impl dyn Luck {
    /// `N` random bytes.
    pub fn bytes<const N: usize>(&self) -> Result<[u8; N], NoLuck> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    /// A new id, made at a moment.
    pub fn id<T: Id>(&self, now: Millis) -> Result<T, NoLuck> {
        Ok(T::new(now, &self.bytes()?))
    }

    /// A file name that says nothing: 32 hex digits.
    pub fn blank_name(&self) -> Result<String, NoLuck> {
        Ok(format!("{:032x}", u128::from_be_bytes(self.bytes()?)))
    }
}

/// The randomness of this machine.
pub struct OsLuck;

impl Luck for OsLuck {
    #[expect(clippy::disallowed_methods, reason = "the one place that draws randomness")]
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoLuck> {
        getrandom::fill(bytes).map_err(|_| NoLuck)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_says_nothing_and_comes_once() {
        let luck: &dyn Luck = &OsLuck;

        let names = [luck.blank_name().unwrap(), luck.blank_name().unwrap()];

        assert!(names.iter().all(|name| name.len() == 32));
        assert!(names.concat().bytes().all(|byte| byte.is_ascii_hexdigit()));
        assert_ne!(names[0], names[1]);
    }
}
