use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;

fn unlock_forged(bytes: &[u8], with: Unlock<'_>) -> Result<DataKey, UnlockError> {
    Keys::parse(bytes).expect("the checksum is right").unlock(with)
}

#[test]
fn swapped_recovery_recipient_is_noticed_whatever_opens_the_folder() {
    let keychain = MemoryKeychain::new();
    let keys = keys_with_all(&keychain);
    let (theirs, ours) = (RecoverySecret::new([0xbb; 20]).recipient(), card().recipient());

    let bytes = forged(&keys, |text| text.replace(&ours.to_string(), &theirs.to_string()));

    for with in
        [Unlock::Keyring(&keychain), Unlock::Passphrase(&known()), Unlock::Recovery(&card())]
    {
        let outcome = unlock_forged(&bytes, with);
        assert_shut(outcome, UnlockError::Altered, "or dossiers would be sealed to a stranger");
    }
    let mut forged = Keys::parse(&bytes).unwrap();
    let outcome = forged.confirm_recovery(&data_key());
    assert_eq!(code(outcome), Some("keys-altered"), "nor is it authenticated by a change");
}

#[test]
fn altered_field_is_noticed_when_the_folder_unlocks() {
    let keychain = MemoryKeychain::new();
    let keys = keys_with_all(&keychain);
    let forgeries = [
        ("\"recovery_confirmed\": false", "\"recovery_confirmed\": true"),
        ("\"generation\": 3", "\"generation\": 9"),
        ("Máy quầy 1", "Máy quầy 2"),
        ("\"created_ms\": 1795000000000", "\"created_ms\": 0"),
        ("\"id\": 2", "\"id\": 7"),
        ("\"version\": 1", "\"version\":  1"),
    ];

    for (before, after) in forgeries {
        let bytes = forged(&keys, |text| {
            let changed = text.replacen(before, after, 1);
            assert_ne!(changed, text, "the forgery changes something: {before}");
            changed
        });

        let outcome = unlock_forged(&bytes, Unlock::Recovery(&card()));

        // The recovery slot itself was not touched and opens: it is the tag that refuses.
        assert_shut(outcome, UnlockError::Altered, after);
    }
}

#[test]
fn weak_or_ruinous_stretch_is_refused_before_it_is_tried() {
    let keys = keys_with_passphrase();

    for numbers in ["\"m_kib\": 8", "\"m_kib\": 4294967295"] {
        let bytes = forged(&keys, |text| text.replace("\"m_kib\": 19456", numbers));

        assert_eq!(code(Keys::parse(&bytes)), Some("keys-damaged"), "no desk wrote {numbers}");
    }
}

#[test]
fn slot_of_another_folder_does_not_open_this_one() {
    let stranger_key = DataKey::new([0xee; 32]);
    let theirs = passphrase("mật khẩu của kẻ lạ");
    let way = Way::Passphrase(new_passphrase(&theirs));
    let foreign = Keys::begin([0xee; 16], &stranger_key, &slot(way)).unwrap();
    let ours = keys_with_passphrase();
    let wrapped = |keys: &Keys| {
        let text = String::from_utf8(keys.to_bytes()).unwrap();
        text.split_once("\"wrapped\": \"").unwrap().1.split_once('"').unwrap().0.to_owned()
    };

    let bytes = forged(&ours, |text| text.replace(&wrapped(&ours), &wrapped(&foreign)));

    let outcome = unlock_forged(&bytes, Unlock::Passphrase(&theirs));
    assert_shut(outcome, UnlockError::WrongPassphrase, "a wrap is bound to its folder");
}

#[test]
fn strangers_data_key_is_noticed_when_their_recovery_slot_is_put_in() {
    let keychain = MemoryKeychain::new();
    let keys = keys_with_all(&keychain);
    let stranger_key = DataKey::new([0xee; 32]);
    let sealed = seal::envelope::seal_data_key(&[card().recipient()], &stranger_key).unwrap();
    let sealed = data_encoding::BASE64.encode(&sealed);

    let bytes = forged(&keys, |text| {
        let (before, rest) = text.rsplit_once("\"wrapped\": \"").unwrap();
        let (_, after) = rest.split_once('"').unwrap();
        format!("{before}\"wrapped\": \"{sealed}\"{after}")
    });

    let outcome = unlock_forged(&bytes, Unlock::Recovery(&card()));
    assert_shut(outcome, UnlockError::Altered, "it opens, but to a key that is not the folder's");
}

#[test]
fn newer_file_is_told_from_a_damaged_one() {
    let keys = keys_with_passphrase();

    let newer = forged(&keys, |text| {
        text.replace("\"version\": 1", "\"version\": 2").replace("passphrase", "brain-wave")
    });
    let cut = &newer[..newer.len() - 1];
    let foreign = forged(&keys, |text| text.replace("nop-ho/keys", "some/other"));

    assert!(matches!(Keys::parse(&newer), Err(KeysError::Newer { version: 2 })), "it says so");
    assert_eq!(code(Keys::parse(cut)), Some("keys-damaged"), "a damaged one may say anything");
    assert_eq!(code(Keys::parse(&foreign)), Some("keys-damaged"), "no keys file of ours");
}

#[test]
fn unsound_file_is_refused_when_its_checksum_is_right() {
    let keychain = MemoryKeychain::new();
    let keys = keys_with_all(&keychain);
    let forgeries = [
        ("\"version\": 1", "\"version\": 0"),
        ("\"id\": 2", "\"id\": 1"),
        ("\"generation\": 3", "\"generation\": -3"),
        ("\"kind\": \"keyring\"", "\"kind\": \"open-sesame\""),
        ("\"format\"", "\"extra\": 1,\n  \"format\""),
        ("mac ", "MAC "),
    ];

    for (before, after) in forgeries {
        let bytes = forged(&keys, |text| text.replacen(before, after, 1));

        assert_eq!(code(Keys::parse(&bytes)), Some("keys-damaged"), "{before} -> {after}");
    }
}

#[test]
fn huge_file_is_refused_before_it_is_read() {
    let keys = keys_with_passphrase();

    let bytes = forged(&keys, |text| text.replace("{\n", &format!("{{{}\n", " ".repeat(300_000))));

    assert_eq!(code(Keys::parse(&bytes)), Some("keys-damaged"), "no keys file is that long");
}

proptest! {
    #[test]
    fn damaged_file_is_refused_when_a_bit_is_flipped(
        at in any::<prop::sample::Index>(),
        bit in 0..8,
    ) {
        let mut bytes = WHOLE.clone();

        let at = at.index(bytes.len());
        bytes[at] ^= 1_u8 << bit;

        prop_assert_eq!(code(Keys::parse(&bytes)), Some("keys-damaged"), "at {}", at);
    }

    #[test]
    fn damaged_file_is_refused_when_it_is_cut_or_lengthened(
        cut in any::<prop::sample::Index>(),
        tail in prop::collection::vec(any::<u8>(), 1..100),
    ) {
        let short = &WHOLE[..cut.index(WHOLE.len())];
        let long = [WHOLE.as_slice(), &tail].concat();

        prop_assert_eq!(code(Keys::parse(short)), Some("keys-damaged"), "cut");
        prop_assert_eq!(code(Keys::parse(&long)), Some("keys-damaged"), "lengthened");
    }

    #[test]
    fn forged_file_never_opens_when_a_byte_is_changed_under_a_right_checksum(
        at in any::<prop::sample::Index>(),
        to in 0x20_u8..0x7f,
    ) {
        let keychain = MemoryKeychain::new();
        let keys = keys_with_keyring(&keychain);
        let whole = keys.to_bytes();

        let bytes = forged(&keys, |text| {
            let mut text = text.into_bytes();
            let at = at.index(text.len());
            text[at] = to;
            // Half a letter is no text, and no forger's aim.
            String::from_utf8(text).unwrap_or_default()
        });
        prop_assume!(bytes != whole);

        match Keys::parse(&bytes) {
            Ok(keys) => prop_assert!(keys.unlock(Unlock::Keyring(&keychain)).is_err(), "opened"),
            Err(KeysError::Damaged | KeysError::Newer { .. }) => {}
            Err(other) => prop_assert!(false, "refused as {}", other.code()),
        }
    }
}

/// All three kinds of slot, without stretching anew in each of a hundred cases.
static WHOLE: LazyLock<Vec<u8>> =
    LazyLock::new(|| keys_with_all(&MemoryKeychain::new()).to_bytes());
