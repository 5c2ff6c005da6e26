//! What each derived key is for.
//!
//! A label is part of the format of every data folder in the field: it is never changed and
//! never used for a second purpose. A new purpose, or a new way, gets a new label.

/// The raw key of the encrypted store.
pub(crate) const STORE_KEY: &str = "nop-ho/v1/store-key";
/// The salt in the first 16 bytes of the encrypted store.
pub(crate) const STORE_SALT: &str = "nop-ho/v1/store-salt";
/// The key of the journal's hash chain.
pub(crate) const JOURNAL_KEY: &str = "nop-ho/v1/journal-key";
/// The age identity to which dossier identities are sealed.
pub(crate) const FOLDER_IDENTITY: &str = "nop-ho/v1/folder-identity";
/// The value that tells whether a key is the folder's key.
pub(crate) const KEY_CHECK: &str = "nop-ho/v1/key-check";
/// The key under which the keys file is authenticated.
pub(crate) const KEYS_MAC: &str = "nop-ho/v1/keys-mac";
/// The key that opens the slot of an operating system's keyring.
pub(crate) const DEVICE_KEK: &str = "nop-ho/v1/device-kek";
/// The age identity of the recovery secret.
pub(crate) const RECOVERY_IDENTITY: &str = "nop-ho/v1/recovery-identity";
/// The check group written behind the recovery secret.
pub(crate) const RECOVERY_CHECK: &str = "nop-ho/v1/recovery-check";
/// The key under which a dossier's values stand in the journal.
pub(crate) const DOSSIER_MAC: &str = "nop-ho/v1/dossier-mac";
/// The names of files that tell nothing about what of a dossier's is in them.
pub(crate) const BLIND_NAME: &str = "nop-ho/v1/blind-name";
/// The first link of a journal.
pub(crate) const JOURNAL_GENESIS: &str = "nop-ho/v1/journal-genesis";
/// Every further link of a journal.
pub(crate) const JOURNAL_LINK: &str = "nop-ho/v1/journal-link";
/// The check group written behind an enrolment code.
pub(crate) const ENROLMENT_CHECK: &str = "nop-ho/v1/enrolment-check";
/// The name under which the gateway finds an enrolment code again.
pub(crate) const ENROLMENT_NAME: &str = "nop-ho/v1/enrolment-name";
/// The key with which a desk shows that it knows the secret of an enrolment code.
pub(crate) const ENROLMENT_CLAIM: &str = "nop-ho/v1/enrolment-claim";
/// The key with which the gateway shows that it knows the secret of an enrolment code.
pub(crate) const ENROLMENT_WELCOME: &str = "nop-ho/v1/enrolment-welcome";
/// The raw key of a gateway's encrypted store.
pub(crate) const GATEWAY_STORE_KEY: &str = "nop-ho/v1/gateway-store-key";
/// The salt in the first 16 bytes of a gateway's encrypted store.
pub(crate) const GATEWAY_STORE_SALT: &str = "nop-ho/v1/gateway-store-salt";
/// The age identity to which a gateway seals what it holds.
pub(crate) const GATEWAY_IDENTITY: &str = "nop-ho/v1/gateway-identity";

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn labels_differ_from_one_another_whatever_they_are_for() {
        let labels = [
            STORE_KEY,
            STORE_SALT,
            JOURNAL_KEY,
            FOLDER_IDENTITY,
            KEY_CHECK,
            KEYS_MAC,
            DEVICE_KEK,
            RECOVERY_IDENTITY,
            RECOVERY_CHECK,
            DOSSIER_MAC,
            BLIND_NAME,
            JOURNAL_GENESIS,
            JOURNAL_LINK,
            ENROLMENT_CHECK,
            ENROLMENT_NAME,
            ENROLMENT_CLAIM,
            ENROLMENT_WELCOME,
            GATEWAY_STORE_KEY,
            GATEWAY_STORE_SALT,
            GATEWAY_IDENTITY,
        ];

        let distinct: BTreeSet<_> = labels.iter().collect();

        assert_eq!(distinct.len(), labels.len(), "two purposes never share a key");
    }
}
