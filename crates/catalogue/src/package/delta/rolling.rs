//! The blocks of some bytes, found again at any place of others.

/// How many bytes a block has: shorter ones are hardly worth a copy.
pub(super) const BLOCK: usize = OTHERS as usize + 1;

/// How many bytes of a block stand behind its first.
const OTHERS: u32 = 31;

const FACTOR: u64 = 0x5851_f42d_4c95_7f2d;

/// What the first byte of a block was multiplied with.
const OLDEST: u64 = FACTOR.wrapping_pow(OTHERS);

/// Spreads a sum over all bits.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// How many blocks that fall together are looked at: rows of a list begin alike by the thousand.
const MOST_LOOKED_AT: usize = 16;

/// A sum over the bytes of one block, which moves on byte by byte.
#[derive(Clone, Copy)]
pub(super) struct Sum(u64);

impl Sum {
    pub(super) fn of(block: &[u8]) -> Self {
        let add = |sum: u64, byte: &u8| sum.wrapping_mul(FACTOR).wrapping_add(u64::from(*byte));
        Self(block.iter().fold(0, add))
    }

    pub(super) fn moved(self, out: u8, next: u8) -> Self {
        let rest = self.0.wrapping_sub(u64::from(out).wrapping_mul(OLDEST));
        Self(rest.wrapping_mul(FACTOR).wrapping_add(u64::from(next)))
    }
}

/// Where the blocks of some bytes begin, by their sums.
pub(super) struct Blocks {
    /// For each place among the sums the number of a block, counted from one; 0: there is none.
    first: Vec<u32>,
    /// For each block the next one that falls to the same place.
    next: Vec<u32>,
    shift: u32,
}

impl Blocks {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let count = bytes.len() / BLOCK;
        let bits = count.next_power_of_two().trailing_zeros() + 1;
        let mut blocks =
            Self { first: vec![0; 1 << bits], next: vec![0; count], shift: u64::BITS - bits };
        let numbered = (1_u32..).zip(bytes.chunks_exact(BLOCK)).zip(blocks.next.iter_mut());
        for ((number, block), next) in numbered {
            let place = place(Sum::of(block), blocks.shift);
            if let Some(first) = blocks.first.get_mut(place) {
                *next = std::mem::replace(first, number);
            }
        }
        blocks
    }

    /// Where blocks begin that may have this sum.
    pub(super) fn starts(&self, sum: Sum) -> impl Iterator<Item = usize> {
        let first = self.first.get(place(sum, self.shift)).copied().unwrap_or_default();
        let at = |number: u32| (number as usize).checked_sub(1);
        let numbers =
            std::iter::successors(Some(first), move |number| self.next.get(at(*number)?).copied());
        numbers.map_while(at).map(|number| number * BLOCK).take(MOST_LOOKED_AT)
    }
}

fn place(sum: Sum, shift: u32) -> usize {
    usize::try_from(sum.0.wrapping_mul(SPREAD) >> shift).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sum_that_moved_is_the_sum_of_the_block_where_it_is() {
        let bytes: Vec<u8> = (0..200_u8).map(|n| n.wrapping_mul(37)).collect();
        let mut sum = Sum::of(&bytes[..BLOCK]);

        for at in 1..bytes.len() - BLOCK {
            sum = sum.moved(bytes[at - 1], bytes[at + BLOCK - 1]);
            assert_eq!(sum.0, Sum::of(&bytes[at..at + BLOCK]).0, "at {at}");
        }
    }

    #[test]
    fn block_is_found_by_its_sum_and_nothing_in_bytes_shorter_than_one() {
        let bytes: Vec<u8> = (0..=255).collect();
        let blocks = Blocks::of(&bytes);

        for (number, block) in bytes.chunks_exact(BLOCK).enumerate() {
            assert!(blocks.starts(Sum::of(block)).any(|start| start == number * BLOCK));
        }
        assert_eq!(Blocks::of(b"short").starts(Sum::of(b"short")).count(), 0);
    }
}
