//! Stories of a keys file; each file below tells those of one kind.

mod changing;
mod copies;
mod forging;
mod unlocking;

use seal::hash::hash;
use seal::{DataKey, Passphrase, RecoverySecret, Stretch};

use super::{FolderId, Keys, KeysError, NewPassphrase, NewSlot, SlotId, Unlock, UnlockError, Way};
use crate::keychain::MemoryKeychain;

const FOLDER: FolderId = [0xf0; 16];
const DEVICE_SECRET: [u8; 32] = [0xde; 32];

fn data_key() -> DataKey {
    DataKey::new([0xda; 32])
}

fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(text).unwrap()
}

/// What the commune's passphrase is in these stories.
fn known() -> Passphrase {
    passphrase("Một cửa xã Bình Minh")
}

fn card() -> RecoverySecret {
    RecoverySecret::new([0xca; 20])
}

fn new_passphrase(passphrase: &Passphrase) -> NewPassphrase<'_> {
    NewPassphrase { passphrase, stretch: Stretch::FLOOR, salt: [0x5a; 16], nonce: [0x0a; 24] }
}

fn slot(way: Way<'_>) -> NewSlot<'_> {
    NewSlot { way, label: "Máy quầy 1", created_ms: 1_795_000_000_000 }
}

fn by_keyring(keychain: &MemoryKeychain) -> NewSlot<'_> {
    slot(Way::Keyring { keychain, device_secret: &DEVICE_SECRET, nonce: [0x0b; 24] })
}

/// Keys with only a keyring slot: they open without the cost of a stretch.
fn keys_with_keyring(keychain: &MemoryKeychain) -> Keys {
    Keys::begin(FOLDER, &data_key(), &by_keyring(keychain)).unwrap()
}

fn keys_with_passphrase() -> Keys {
    let typed = known();
    let slot = slot(Way::Passphrase(new_passphrase(&typed)));
    Keys::begin(FOLDER, &data_key(), &slot).unwrap()
}

fn add_recovery(keys: &mut Keys) -> SlotId {
    let recipient = card().recipient();
    keys.add(&data_key(), &slot(Way::Recovery { recipient: &recipient })).unwrap()
}

/// Keys as a desk has them after its first day.
fn keys_with_all(keychain: &MemoryKeychain) -> Keys {
    let mut keys = keys_with_passphrase();
    keys.add(&data_key(), &by_keyring(keychain)).unwrap();
    add_recovery(&mut keys);
    keys
}

/// What somebody makes of the file who can write it but does not know the data key: the text is
/// changed and the checksum is right again.
fn forged(keys: &Keys, change: impl FnOnce(String) -> String) -> Vec<u8> {
    let whole = String::from_utf8(keys.to_bytes()).unwrap();
    let (text, _checksum) = whole.split_once("sha256 ").unwrap();
    let text = change(text.to_owned());
    format!("{text}sha256 {}\n", hash(text.as_bytes())).into_bytes()
}

fn assert_opens(outcome: Result<DataKey, UnlockError>, reason: &str) {
    assert_eq!(outcome.map(|key| key.check()), Ok(data_key().check()), "{reason}");
}

fn assert_shut(outcome: Result<DataKey, UnlockError>, expected: UnlockError, reason: &str) {
    assert_eq!(outcome.map(|key| key.check()), Err(expected), "{reason}");
}

fn code<T>(outcome: Result<T, KeysError>) -> Option<&'static str> {
    outcome.err().map(|error| error.code())
}
