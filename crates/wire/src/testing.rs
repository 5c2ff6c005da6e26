//! Keys for the tests of this crate.

use domain::moment::Millis;
use seal::SigningKey;

use crate::keys::{FORMAT, KeyLine, KeyList, KeyRing, Purpose};
use crate::known::Known;

pub(crate) fn receipts() -> SigningKey {
    SigningKey::from_seed(&[2; 32])
}

pub(crate) fn ring() -> KeyRing {
    let root = SigningKey::from_seed(&[1; 32]);
    let line = KeyLine {
        id: "r1".to_owned(),
        purpose: Known::Word(Purpose::Receipts),
        key: receipts().public().to_string(),
        until_ms: None,
    };
    let (serial, issued_ms) = (1, Millis::new(1));
    let list = KeyList { format: FORMAT, root: root.public(), serial, issued_ms, keys: vec![line] };
    KeyRing::open(&list.sign(&root).unwrap(), &root.public(), 0).unwrap()
}
