//! The gateway's keys, and a stranger's.

use std::sync::OnceLock;

use domain::moment::Millis;
use seal::{PublicKey, SigningKey};
use wire::keys::{FORMAT, KeyLine, KeyList, KeyRing, Purpose};
use wire::known::Known;

/// How many keys a gateway goes through in one world.
pub const MOST: u32 = 8;

fn root() -> &'static SigningKey {
    static KEY: OnceLock<SigningKey> = OnceLock::new();
    KEY.get_or_init(|| SigningKey::from_seed(&[77; 32]))
}

pub fn root_public() -> PublicKey {
    root().public()
}

pub fn key_id(index: u32) -> String {
    format!("r{index}")
}

/// The key for receipts, events and the time.
pub fn receipts(index: u32) -> &'static SigningKey {
    static KEYS: OnceLock<Vec<SigningKey>> = OnceLock::new();
    let make = |n: u32| SigningKey::from_seed(&[n as u8 + 1; 32]);
    &KEYS.get_or_init(|| (0..MOST).map(make).collect())[index as usize]
}

pub fn stranger() -> &'static SigningKey {
    static KEY: OnceLock<SigningKey> = OnceLock::new();
    KEY.get_or_init(|| SigningKey::from_seed(&[99; 32]))
}

/// The signed list that names every key up to this one.
pub fn list(newest: u32) -> String {
    static LISTS: OnceLock<Vec<String>> = OnceLock::new();
    LISTS.get_or_init(|| (0..MOST).map(signed).collect())[newest as usize].clone()
}

fn signed(newest: u32) -> String {
    let line = |index: u32| KeyLine {
        id: key_id(index),
        purpose: Known::Word(Purpose::Receipts),
        key: receipts(index).public().to_string(),
        until_ms: None,
    };
    let keys = (0..=newest).map(line).collect();
    let (format, root_key) = (FORMAT, root_public());
    let (serial, issued_ms) = (newest + 1, Millis::new(1));
    KeyList { format, root: root_key, serial, issued_ms, keys }.sign(root()).unwrap()
}

pub fn ring(statement: &str) -> KeyRing {
    KeyRing::open(statement, &root_public(), 0).unwrap()
}
