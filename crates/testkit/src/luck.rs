//! Luck that comes the same way each time: SHA-256 over a seed and a counter.

use std::sync::atomic::{AtomicU64, Ordering};

use machine::{Luck, NoLuck};
use seal::hash::hash;

/// Bytes that look random and are the same for the same seed.
#[derive(Debug)]
pub struct SeededLuck {
    seed: u64,
    drawn: AtomicU64,
}

impl SeededLuck {
    /// Luck from a seed.
    pub fn new(seed: u64) -> Self {
        Self { seed, drawn: AtomicU64::new(0) }
    }

    /// The next 32 bytes.
    pub fn block(&self) -> [u8; 32] {
        let counter = self.drawn.fetch_add(1, Ordering::SeqCst);
        *hash(&[self.seed.to_be_bytes(), counter.to_be_bytes()].concat()).as_bytes()
    }

    /// A number below `end`, which must not be 0.
    pub fn below(&self, end: u64) -> u64 {
        self.block().iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte)) % end
    }
}

impl Luck for SeededLuck {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoLuck> {
        for chunk in bytes.chunks_mut(32) {
            chunk.iter_mut().zip(self.block()).for_each(|(byte, lucky)| *byte = lucky);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn luck_is_the_same_when_the_seed_is() {
        let draw = |seed| {
            let (luck, mut bytes) = (SeededLuck::new(seed), [0; 100]);
            luck.fill(&mut bytes).unwrap();
            bytes
        };

        assert_eq!(draw(7), draw(7), "a test runs the same way twice");
        assert_ne!(draw(7), draw(8));
        assert!(SeededLuck::new(7).below(3) < 3);
    }
}
