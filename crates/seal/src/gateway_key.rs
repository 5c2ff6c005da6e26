//! The key of a gateway's data folder, and what is derived from it.
//!
//! It lies in a key file outside the data folder, so that a copy of the folder opens nothing.

use std::fmt;

use zeroize::Zeroizing;

use crate::data_key::StoreKey;
use crate::derive::derive;
use crate::identity::Identity;
use crate::label;

/// The one random key of a gateway's data folder: 32 bytes.
pub struct GatewayKey(Zeroizing<[u8; 32]>);

impl GatewayKey {
    /// Takes 32 random bytes as a gateway's key.
    pub fn new(random: [u8; 32]) -> Self {
        Self(Zeroizing::new(random))
    }

    /// The key and salt of the encrypted store.
    pub fn store_key(&self) -> StoreKey {
        let key = derive(&*self.0, None, label::GATEWAY_STORE_KEY);
        StoreKey::new(key, derive(&*self.0, None, label::GATEWAY_STORE_SALT))
    }

    /// The identity to which finished parts and result files are sealed.
    pub fn identity(&self) -> Identity {
        Identity::from_bytes(*derive(&*self.0, None, label::GATEWAY_IDENTITY))
    }
}

impl fmt::Debug for GatewayKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("GatewayKey(secret)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gateway_keys_stay_the_same_from_version_to_version() {
        let key = GatewayKey::new([3; 32]);

        assert_eq!(
            *key.store_key().pragma(),
            "x'278a243f49747f1d93484376d2777c8ab022faaf04a80a6114635c4ffb4592969e0d51c85e1e557797bbd157e4986c1d'",
            "frozen: stores lie in the field"
        );
        let recipient = key.identity().recipient().to_string();
        assert_eq!(
            recipient, "age1xhmy8tk4egh0asavndqz6tlwzdpyg597a56rvgkgrhzz4qfkq4eq0gfvs0",
            "frozen: parts are sealed to it"
        );
    }
}
