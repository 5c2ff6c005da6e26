//! The targets, and what the four programs share beside: the engine's own blind mutation, and the way
//! back into its buffer.

#[path = "../../targets/mod.rs"]
pub mod targets;

/// Lets the engine change some bytes, within a length.
pub fn blindly(bytes: &[u8], most: usize) -> Vec<u8> {
    let most = most.max(bytes.len()).max(1);
    let mut buffer = bytes.to_vec();
    buffer.resize(most, 0);
    let size = libfuzzer_sys::fuzzer_mutate(&mut buffer, bytes.len(), most);
    buffer.truncate(size);
    buffer
}

/// Puts a changed input into the engine's buffer; gives its length.
pub fn kept(buffer: &mut [u8], changed: &[u8], most: usize) -> usize {
    let length = changed.len().min(most).min(buffer.len());
    buffer[..length].copy_from_slice(&changed[..length]);
    length
}
