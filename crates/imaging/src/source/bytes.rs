//! Numbers out of bytes that may end anywhere.

/// `N` bytes from a place on, where there are as many.
pub(super) fn array<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at.checked_add(N)?)?.try_into().ok()
}

/// Four bytes as a length or an offset, the lowest byte first.
pub(super) fn little_32(bytes: &[u8], at: usize) -> Option<u32> {
    array(bytes, at).map(u32::from_le_bytes)
}

/// Two bytes as a length or a size, the lowest byte first.
pub(super) fn little_16(bytes: &[u8], at: usize) -> Option<u16> {
    array(bytes, at).map(u16::from_le_bytes)
}

/// Two bytes as a length or a size, the highest byte first.
pub(super) fn big_16(bytes: &[u8], at: usize) -> Option<u16> {
    array(bytes, at).map(u16::from_be_bytes)
}
