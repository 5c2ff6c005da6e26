use super::*;
use crate::keychain::{Keychain, KeychainError};
use crate::keys::{SlotKind, keyring_account};

#[test]
fn keys_begin_at_generation_one_and_grow_with_each_change() {
    let mut keys = keys_with_passphrase();
    assert_eq!(keys.generation(), 1, "the first file");

    let id = add_recovery(&mut keys);
    keys.confirm_recovery(&data_key()).unwrap();
    keys.remove(&data_key(), id).unwrap();

    assert_eq!(keys.generation(), 4, "three changes");
    let again = add_recovery(&mut keys);
    assert_ne!(again, id, "a slot's id never comes back");
    assert_eq!(keys.folder_id(), FOLDER, "the folder stays what it is");
}

#[test]
fn slot_tells_what_people_call_it_and_when_it_was_made() {
    let keys = keys_with_passphrase();

    let slot = &keys.slots()[0];

    assert_eq!(slot.label(), "Máy quầy 1", "so that they know which one to remove");
    assert_eq!(slot.created_ms(), 1_795_000_000_000, "and how old it is");
    assert!(matches!(slot.kind(), SlotKind::Passphrase { .. }), "and what opens it");
}

#[test]
fn passphrase_opens_no_more_when_it_was_changed() {
    let mut keys = keys_with_passphrase();
    let id = keys.slots()[0].id();
    let new = passphrase("mật khẩu mới của xã");

    let change = NewPassphrase { salt: [1; 16], nonce: [2; 24], ..new_passphrase(&new) };
    keys.change_passphrase(&data_key(), id, &change).unwrap();

    let keys = Keys::parse(&keys.to_bytes()).unwrap();
    assert_opens(keys.unlock(Unlock::Passphrase(&new)), "the new one opens");
    let old = keys.unlock(Unlock::Passphrase(&known()));
    assert_shut(old, UnlockError::WrongPassphrase, "the old one does not");
    assert_eq!(keys.slots()[0].id(), id, "it is the same slot");
}

#[test]
fn passphrase_is_not_changed_when_the_slot_is_of_another_kind() {
    let keychain = MemoryKeychain::new();
    let mut keys = keys_with_keyring(&keychain);
    let before = keys.clone();
    let id = keys.slots()[0].id();

    let outcome = keys.change_passphrase(&data_key(), id, &new_passphrase(&known()));

    assert_eq!(code(outcome), Some("no-such-slot"), "a keyring slot has no passphrase");
    assert_eq!(keys, before, "nothing has changed");
}

#[test]
fn last_slot_stays_when_it_is_to_be_removed() {
    let mut keys = keys_with_passphrase();
    let id = keys.slots()[0].id();

    let outcome = keys.remove(&data_key(), id);

    assert_eq!(code(outcome), Some("last-slot"), "nothing could open the folder any more");
    assert_opens(keys.unlock(Unlock::Passphrase(&known())), "it is still there");
}

#[test]
fn recovery_counts_as_a_way_in_only_once_it_is_confirmed() {
    let mut keys = keys_with_passphrase();
    let by_passphrase = keys.slots()[0].id();
    add_recovery(&mut keys);

    let too_early = keys.remove(&data_key(), by_passphrase);
    keys.confirm_recovery(&data_key()).unwrap();
    let removed = keys.remove(&data_key(), by_passphrase);

    assert_eq!(code(too_early), Some("last-slot"), "perhaps nobody wrote it down");
    assert_eq!(code(removed), None, "four symbols were typed back");
    assert_opens(keys.unlock(Unlock::Recovery(&card())), "the card opens the folder");
}

#[test]
fn recovery_is_unconfirmed_again_when_its_card_is_replaced() {
    let mut keys = keys_with_passphrase();
    let old = add_recovery(&mut keys);
    keys.confirm_recovery(&data_key()).unwrap();
    let new_card = RecoverySecret::new([0xcc; 20]);
    let recipient = new_card.recipient();
    let replacement = slot(Way::Recovery { recipient: &recipient });

    let second = keys.add(&data_key(), &replacement);
    keys.remove(&data_key(), old).unwrap();
    keys.add(&data_key(), &replacement).unwrap();

    assert_eq!(code(second), Some("recovery-exists"), "one card at a time");
    assert!(!keys.recovery_confirmed(), "nobody has shown the new card yet");
    assert_eq!(keys.recovery_recipient(), Some(&recipient), "dossiers go to the new one");
    assert_opens(keys.unlock(Unlock::Recovery(&new_card)), "the new card opens");
    let old_card = keys.unlock(Unlock::Recovery(&card()));
    assert_shut(old_card, UnlockError::WrongRecovery, "the old one does not");
}

#[test]
fn recovery_cannot_be_confirmed_when_there_is_none() {
    let mut keys = keys_with_passphrase();

    let outcome = keys.confirm_recovery(&data_key());

    assert_eq!(code(outcome), Some("no-such-slot"), "there is no card to confirm");
    assert_eq!(keys.recovery_recipient(), None, "nor anybody to seal to");
}

#[test]
fn keyring_keeps_its_secret_when_its_slot_is_made_again() {
    let keychain = MemoryKeychain::new();
    let mut keys = keys_with_keyring(&keychain);
    let written_before = keys.clone();
    let way = Way::Keyring { keychain: &keychain, device_secret: &[1; 32], nonce: [9; 24] };

    keys.add(&data_key(), &slot(way)).unwrap();

    assert_eq!(keys.slots().len(), 1, "one keyring, one slot");
    assert_opens(keys.unlock(Unlock::Keyring(&keychain)), "the new slot opens");
    let old = written_before.unlock(Unlock::Keyring(&keychain));
    assert_opens(old, "and so does the old file, should the new one not be written");
}

#[test]
fn keyring_slot_is_not_made_when_the_keyring_does_not_keep_secrets() {
    let keychain = MemoryKeychain::new();
    let mut keys = keys_with_passphrase();
    let before = keys.clone();

    for (fault, expected) in [
        (KeychainError::NotKept, "keyring-not-kept"),
        (KeychainError::Locked, "keyring-locked"),
        (KeychainError::Missing, "keyring-missing"),
        (KeychainError::Failed("platform"), "keyring-failed"),
    ] {
        keychain.break_with(fault);
        let outcome = keys.add(&data_key(), &by_keyring(&keychain));
        assert_eq!(code(outcome), Some(expected), "a slot that never opens is no slot");
    }

    assert_eq!(keys, before, "nothing has changed");
}

#[test]
fn keyring_takes_a_new_secret_when_what_it_has_is_not_ours() {
    let keychain = MemoryKeychain::new();
    keychain.set(&keyring_account(&FOLDER), b"too short").unwrap();

    let keys = keys_with_keyring(&keychain);

    assert_opens(keys.unlock(Unlock::Keyring(&keychain)), "the odd entry was replaced");
}

#[test]
fn keys_are_not_changed_when_the_data_key_is_another_folders() {
    let mut keys = keys_with_passphrase();
    let stranger = DataKey::new([1; 32]);
    let before = keys.clone();

    let outcome = keys.confirm_recovery(&stranger);

    assert_eq!(code(outcome), Some("wrong-data-key"), "its tag would fit nobody's key");
    assert_eq!(keys, before, "nothing has changed");
}

#[test]
fn slots_are_refused_when_there_are_too_many_or_their_labels_are_too_long() {
    let mut keys = keys_with_passphrase();
    let long = "x".repeat(201);
    let recipient = card().recipient();
    let way = || Way::Recovery { recipient: &recipient };
    let keyrings: Vec<_> = (0..32).map(|_| MemoryKeychain::new()).collect();

    let labelled = keys.add(&data_key(), &NewSlot { way: way(), label: &long, created_ms: 0 });
    let added: Vec<_> = keyrings
        .iter()
        .zip(0..)
        .map(|(keychain, n)| {
            let way = Way::Keyring { keychain, device_secret: &[n; 32], nonce: [n; 24] };
            code(keys.add(&data_key(), &slot(way)))
        })
        .collect();

    assert_eq!(code(labelled), Some("label-too-long"), "two hundred bytes are enough for a name");
    assert_eq!(added.iter().filter(|code| code.is_none()).count(), 31, "with the first, 32");
    assert_eq!(added.last(), Some(&Some("too-many-slots")), "each costs time to try");
    assert!(Keys::parse(&keys.to_bytes()).is_ok(), "what was made can be read");
}
