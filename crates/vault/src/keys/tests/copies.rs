use proptest::prelude::*;

use super::*;
use crate::keys::{KeysCopy, Picked};

/// The file before and after a change, and the keyring that opens both.
struct Change {
    keychain: MemoryKeychain,
    before: Keys,
    after: Keys,
}

fn a_change() -> Change {
    let keychain = MemoryKeychain::new();
    let before = keys_with_keyring(&keychain);
    let mut after = before.clone();
    add_recovery(&mut after);
    Change { keychain, before, after }
}

fn pick(first: &[u8], second: &[u8]) -> Result<Picked, KeysError> {
    Keys::pick(Some(first), Some(second))
}

#[test]
fn newer_copy_counts_and_the_other_is_mended() {
    let Change { before, after, .. } = a_change();
    let (old, new) = (before.to_bytes(), after.to_bytes());

    let new_first = pick(&new, &old).unwrap();
    let new_second = pick(&old, &new).unwrap();
    let both = pick(&new, &new).unwrap();

    assert_eq!(
        (new_first.keys, new_first.mend),
        (after.clone(), Some(KeysCopy::Second)),
        "cut off"
    );
    assert_eq!(
        (new_second.keys, new_second.mend),
        (after.clone(), Some(KeysCopy::First)),
        "either"
    );
    assert_eq!((both.keys, both.mend), (after, None), "nothing to mend");
}

#[test]
fn whole_copy_counts_when_the_other_is_missing_or_damaged() {
    let whole = keys_with_passphrase();
    let bytes = whole.to_bytes();

    for other in [None, Some(b"".as_slice()), Some(b"\0\0\0\0".as_slice()), Some(&bytes[..99])] {
        let first = Keys::pick(Some(&bytes), other).unwrap();
        let second = Keys::pick(other, Some(&bytes)).unwrap();

        assert_eq!((first.keys, first.mend), (whole.clone(), Some(KeysCopy::Second)), "the first");
        assert_eq!(
            (second.keys, second.mend),
            (whole.clone(), Some(KeysCopy::First)),
            "the second"
        );
    }
}

#[test]
fn reason_is_told_apart_when_no_copy_counts() {
    let keys = keys_with_passphrase();
    let whole = keys.to_bytes();
    let newer = forged(&keys, |text| text.replace("\"version\": 1", "\"version\": 7"));
    let typed = known();
    let way = Way::Passphrase(new_passphrase(&typed));
    let foreign = Keys::begin([1; 16], &DataKey::new([1; 32]), &slot(way)).unwrap().to_bytes();
    let torn = b"{\"format\"".as_slice();

    assert_eq!(code(Keys::pick(None, None)), Some("keys-missing"), "a new folder, or a wrong one");
    assert_eq!(code(pick(torn, torn)), Some("keys-damaged"), "both are torn");
    assert_eq!(code(Keys::pick(None, Some(torn))), Some("keys-damaged"), "there was something");
    assert_eq!(code(pick(&newer, &newer)), Some("keys-newer"), "a newer program's");
    assert_eq!(code(pick(&whole, &newer)), Some("keys-newer"), "its work is not undone");
    assert_eq!(code(pick(&newer, torn)), Some("keys-newer"), "nor mended by us");
    assert_eq!(code(pick(&whole, &foreign)), Some("keys-of-two-folders"), "files were mixed up");
}

#[test]
fn first_copy_counts_when_two_changes_have_the_same_generation() {
    let Change { before, after, .. } = a_change();
    let mut other = before;
    let recipient = RecoverySecret::new([1; 20]).recipient();
    other.add(&data_key(), &slot(Way::Recovery { recipient: &recipient })).unwrap();

    let picked = pick(&after.to_bytes(), &other.to_bytes()).unwrap();

    assert_eq!(picked.keys, after, "the one that is written first");
    assert_eq!(picked.mend, Some(KeysCopy::Second), "so that they agree again");
}

/// What may become of one copy.
#[derive(Debug, Clone)]
enum Fate {
    Whole,
    Missing,
    Cut(prop::sample::Index),
    Flipped(prop::sample::Index, u8),
    Zeroed(prop::sample::Index),
}

fn any_fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        Just(Fate::Whole),
        Just(Fate::Missing),
        any::<prop::sample::Index>().prop_map(Fate::Cut),
        (any::<prop::sample::Index>(), 0_u8..8).prop_map(|(at, bit)| Fate::Flipped(at, bit)),
        any::<prop::sample::Index>().prop_map(Fate::Zeroed),
    ]
}

fn suffer(mut bytes: Vec<u8>, fate: &Fate) -> Option<Vec<u8>> {
    match fate {
        Fate::Whole => {}
        Fate::Missing => return None,
        Fate::Cut(at) => bytes.truncate(at.index(bytes.len())),
        Fate::Flipped(at, bit) => {
            let at = at.index(bytes.len());
            bytes[at] ^= 1_u8 << bit;
        }
        Fate::Zeroed(from) => {
            let from = from.index(bytes.len());
            bytes[from..].fill(0);
        }
    }
    Some(bytes)
}

proptest! {
    #[test]
    fn keys_are_never_lost_while_one_copy_is_whole(
        fate in any_fate(),
        whole_one in prop::bool::ANY,
        newer_one in prop::bool::ANY,
    ) {
        let Change { keychain, before, after } = a_change();
        let (kept, hit) = if newer_one { (after, before) } else { (before, after) };
        let (kept, hit) = (kept.to_bytes(), suffer(hit.to_bytes(), &fate));

        let picked = if whole_one {
            Keys::pick(Some(&kept), hit.as_deref())
        } else {
            Keys::pick(hit.as_deref(), Some(&kept))
        };

        let opened = picked.unwrap().keys.unlock(Unlock::Keyring(&keychain));
        prop_assert_eq!(opened.map(|key| key.check()), Ok(data_key().check()), "never another key");
    }

    #[test]
    fn keys_open_wherever_the_writing_of_the_two_copies_is_cut(
        at in any::<prop::sample::Index>(),
        over_the_old_one in prop::bool::ANY,
    ) {
        let Change { keychain, before, after } = a_change();
        let (old, new) = (before.to_bytes(), after.to_bytes());
        let at = at.index(new.len() + 1);
        // Whether the file was emptied first or is written over byte by byte.
        let rest = if over_the_old_one { old.get(at..).unwrap_or_default() } else { &[] };
        let torn = [&new[..at], rest].concat();

        for (first, second) in [(&torn, &old), (&new, &torn)] {
            let opened = pick(first, second).unwrap().keys.unlock(Unlock::Keyring(&keychain));

            prop_assert_eq!(opened.map(|key| key.check()), Ok(data_key().check()), "at {}", at);
        }
    }

    #[test]
    fn keys_are_refused_and_not_made_up_when_both_copies_are_torn(
        first in any_fate(),
        second in any_fate(),
    ) {
        prop_assume!(!matches!(first, Fate::Whole) && !matches!(second, Fate::Whole));
        let Change { before, after, .. } = a_change();
        let (first, second) =
            (suffer(after.to_bytes(), &first), suffer(before.to_bytes(), &second));

        let picked = Keys::pick(first.as_deref(), second.as_deref());

        let expected = if first.is_none() && second.is_none() { "keys-missing" } else { "keys-damaged" };
        prop_assert_eq!(code(picked), Some(expected), "and nothing else");
    }
}
