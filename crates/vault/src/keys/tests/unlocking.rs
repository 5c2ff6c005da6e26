use super::*;
use crate::keychain::{Keychain, KeychainError};
use crate::keys::keyring_account;

/// Written by the first version; it must open as long as there are desks.
const FIRST_VERSION: &str = include_str!("v1.keys");

#[test]
fn keys_open_each_way_when_all_is_well() {
    let keychain = MemoryKeychain::new();
    let keys = Keys::parse(&keys_with_all(&keychain).to_bytes()).unwrap();

    assert_opens(keys.unlock(Unlock::Keyring(&keychain)), "nobody is asked anything");
    assert_opens(keys.unlock(Unlock::Passphrase(&known())), "what was typed");
    assert_opens(keys.unlock(Unlock::Recovery(&card())), "what lies in the safe");
}

#[test]
fn keys_open_each_way_when_the_first_version_wrote_them() {
    let keychain = MemoryKeychain::new();
    keychain.set(&keyring_account(&FOLDER), &DEVICE_SECRET).unwrap();

    let keys = Keys::parse(FIRST_VERSION.as_bytes()).unwrap();

    assert_opens(keys.unlock(Unlock::Keyring(&keychain)), "by keyring");
    assert_opens(keys.unlock(Unlock::Passphrase(&known())), "by passphrase");
    assert_opens(keys.unlock(Unlock::Recovery(&card())), "by recovery");
    assert_eq!(keys.to_bytes(), FIRST_VERSION.as_bytes(), "reading changes nothing");
    assert!(keys.recovery_confirmed(), "what was noted then is known now");
    assert_eq!(keys.recovery_recipient(), Some(&card().recipient()), "dossiers are sealed to it");
}

#[test]
fn keys_stay_shut_with_a_reason_when_what_is_given_is_wrong() {
    let keychain = MemoryKeychain::new();
    let keys = keys_with_all(&keychain);
    let wrong = passphrase("Một cửa xã Bình Mình");
    let other_card = RecoverySecret::new([0xcb; 20]);

    let by_passphrase = keys.unlock(Unlock::Passphrase(&wrong));
    let by_recovery = keys.unlock(Unlock::Recovery(&other_card));

    assert_shut(by_passphrase, UnlockError::WrongPassphrase, "a mark is wrong");
    assert_shut(by_recovery, UnlockError::WrongRecovery, "another folder's card");
}

#[test]
fn keys_say_so_when_they_do_not_open_that_way() {
    let keychain = MemoryKeychain::new();
    let by_keyring_only = keys_with_keyring(&keychain);
    let by_passphrase_only = keys_with_passphrase();

    let typed = by_keyring_only.unlock(Unlock::Passphrase(&known()));
    let recovered = by_keyring_only.unlock(Unlock::Recovery(&card()));
    let silent = by_passphrase_only.unlock(Unlock::Keyring(&keychain));

    assert_shut(typed, UnlockError::NoSuchSlot, "no passphrase was ever set");
    assert_shut(recovered, UnlockError::NoSuchSlot, "no recovery secret was ever made");
    assert_shut(silent, UnlockError::NoSuchSlot, "the keyring was never asked to help");
}

#[test]
fn keys_tell_why_when_the_keyring_does_not_help() {
    let keychain = MemoryKeychain::new();
    let keys = keys_with_all(&keychain);
    let cases = [
        (KeychainError::Missing, UnlockError::KeyringMissing),
        (KeychainError::Locked, UnlockError::KeyringLocked),
        (KeychainError::Failed("platform"), UnlockError::KeyringFailed("platform")),
    ];

    for (fault, expected) in cases {
        keychain.break_with(fault);
        assert_shut(keys.unlock(Unlock::Keyring(&keychain)), expected, "it is told apart");
    }
    keychain.mend();
    keychain.forget_all();

    let lost_profile = keys.unlock(Unlock::Keyring(&keychain));
    assert_shut(lost_profile, UnlockError::KeyringForgot, "a lost profile is normal");
    assert_opens(keys.unlock(Unlock::Passphrase(&known())), "the passphrase still opens");
}

#[test]
fn keys_take_a_keyring_for_a_stranger_when_its_secret_is_another() {
    let keychain = MemoryKeychain::new();
    let keys = keys_with_keyring(&keychain);

    for secret in [vec![0; 32], vec![0xde; 31], b"somebody's password".to_vec()] {
        keychain.set(&keyring_account(&FOLDER), &secret).unwrap();

        let outcome = keys.unlock(Unlock::Keyring(&keychain));

        assert_shut(outcome, UnlockError::KeyringForgot, "it has a secret, but not ours");
    }
}

#[test]
fn keys_open_with_the_second_passphrase_when_the_first_does_not_fit() {
    let mut keys = keys_with_passphrase();
    let second = passphrase("mật khẩu thứ hai");
    let new = NewPassphrase { salt: [0x5b; 16], nonce: [0x0c; 24], ..new_passphrase(&second) };

    keys.add(&data_key(), &slot(Way::Passphrase(new))).unwrap();

    assert_opens(keys.unlock(Unlock::Passphrase(&known())), "the first still opens");
    assert_opens(keys.unlock(Unlock::Passphrase(&second)), "so does the second");
}

#[test]
fn keys_open_on_both_machines_when_two_profiles_have_a_slot_each() {
    let (here, there) = (MemoryKeychain::new(), MemoryKeychain::new());
    let mut keys = keys_with_keyring(&here);
    let way = Way::Keyring { keychain: &there, device_secret: &[7; 32], nonce: [8; 24] };

    keys.add(&data_key(), &slot(way)).unwrap();

    assert_opens(keys.unlock(Unlock::Keyring(&here)), "the first machine's secret opens its slot");
    assert_opens(keys.unlock(Unlock::Keyring(&there)), "the second's opens the other");
}

#[test]
fn keys_hide_what_they_hold_when_debugged() {
    let keychain = MemoryKeychain::new();
    let keys = keys_with_all(&keychain);

    let shown = format!("{keys:?} {:?}", keys.slots()[0]);

    assert_eq!(
        shown,
        r#"Keys { generation: 3, slots: 3, .. } Slot { id: SlotId(1), kind: "passphrase", .. }"#,
        "neither wrapped keys nor labels"
    );
}
