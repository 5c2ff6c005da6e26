//! Quantised blocks as symbols, and symbols as bits (ITU-T T.81, annexes C, F and G).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::transform::Blocks;

/// The longest run of blocks with nothing more in them that one symbol tells.
const LONGEST_RUN: u16 = 0x7FFF;
/// Sixteen zeroes with something after them.
const SIXTEEN_ZEROES: u8 = 0xF0;
/// The longest code word, in bits.
const LONGEST_WORD: u8 = 16;
/// A symbol that never occurs and takes the word of ones alone, which is forbidden.
const NEVER: usize = 256;

/// What one component says in one band of frequencies.
pub(super) struct Scan {
    symbols: Vec<Symbol>,
}

/// A symbol, and the bits that stand after its code word as they are.
#[derive(Clone, Copy)]
struct Symbol {
    code: u8,
    length: u8,
    bits: u16,
}

impl Scan {
    /// The blocks' means, each as its difference from the one before.
    pub(super) fn of_means(blocks: &Blocks) -> Self {
        let mut before = 0;
        let symbols = blocks.iter().map(|[mean, ..]| {
            let symbol = Symbol::of(0, mean - before);
            before = *mean;
            symbol
        });
        Self { symbols: symbols.collect() }
    }

    /// The blocks' other frequencies.
    pub(super) fn of_rest(blocks: &Blocks) -> Self {
        let mut scan = Self { symbols: Vec::new() };
        let mut finished = 0;
        for [_, rest @ ..] in blocks.iter() {
            let used = rest.iter().rposition(|level| *level != 0).map_or(0, |last| last + 1);
            if used > 0 {
                scan.finish(&mut finished);
                scan.levels(rest.get(..used).unwrap_or_default());
            }
            if used < rest.len() {
                finished += 1;
            }
            if finished == LONGEST_RUN {
                scan.finish(&mut finished);
            }
        }
        scan.finish(&mut finished);
        scan
    }

    fn levels(&mut self, levels: &[i16]) {
        let mut zeroes = 0;
        for level in levels {
            if *level == 0 {
                zeroes += 1;
                continue;
            }
            while zeroes > 15 {
                self.symbols.push(Symbol { code: SIXTEEN_ZEROES, length: 0, bits: 0 });
                zeroes -= 16;
            }
            self.symbols.push(Symbol::of(zeroes, *level));
            zeroes = 0;
        }
    }

    /// Tells how many blocks were `finished` since this was last told.
    fn finish(&mut self, finished: &mut u16) {
        if let Some(length) = finished.checked_ilog2().and_then(|log| u8::try_from(log).ok()) {
            let bits = *finished - (1 << length);
            self.symbols.push(Symbol { code: length << 4, length, bits });
        }
        *finished = 0;
    }

    /// How often each symbol occurs.
    pub(super) fn frequencies(&self) -> [u32; 256] {
        let mut frequencies = [0; 256];
        for symbol in &self.symbols {
            if let Some(count) = frequencies.get_mut(usize::from(symbol.code)) {
                *count += 1;
            }
        }
        frequencies
    }

    /// The scan in bits.
    pub(super) fn coded(&self, code: &Code) -> Vec<u8> {
        let mut bits = Bits::default();
        for symbol in &self.symbols {
            let word = code.words.get(usize::from(symbol.code)).copied().unwrap_or_default();
            bits.push(word.bits, word.length);
            bits.push(symbol.bits, symbol.length);
        }
        bits.ended()
    }
}

impl Symbol {
    /// A level after some zeroes: its size in bits is in the symbol, the bits follow, those of a negative one less by one.
    fn of(zeroes: u8, level: i16) -> Self {
        let length = u8::try_from(16 - level.unsigned_abs().leading_zeros()).unwrap_or_default();
        let bits = if level < 0 { level - 1 } else { level }.cast_unsigned();
        let bits = bits & !(u16::MAX.checked_shl(u32::from(length)).unwrap_or_default());
        Self { code: zeroes << 4 | length, length, bits }
    }
}

/// A Huffman code: a word for each symbol.
pub(super) struct Code {
    words: [Word; 256],
    /// The symbols that have words, from the shortest.
    order: Vec<u8>,
}

#[derive(Clone, Copy, Default)]
struct Word {
    bits: u16,
    length: u8,
}

impl Code {
    /// The shortest code for symbols that are so frequent.
    pub(super) fn of(frequencies: &[u32; 256]) -> Self {
        let mut lengths: Vec<(u8, usize)> =
            (0..).zip(lengths(frequencies)).map(|(symbol, length)| (length, symbol)).collect();
        lengths.retain(|(length, _)| *length > 0);
        lengths.sort_unstable();
        let mut code = Self { words: [Word::default(); 256], order: Vec::new() };
        let (mut next, mut before) = (0_u32, 0);
        for (length, symbol) in lengths {
            next <<= length - before;
            before = length;
            let bits = u16::try_from(next).unwrap_or(u16::MAX);
            next += 1;
            if let (Some(word), Ok(symbol)) = (code.words.get_mut(symbol), u8::try_from(symbol)) {
                *word = Word { bits, length };
                code.order.push(symbol);
            }
        }
        code
    }

    /// As a JPEG tells it: how many words of each length there are, then their symbols.
    pub(super) fn table(&self) -> Vec<u8> {
        let counts = (1..=LONGEST_WORD).map(|length| {
            let count = self.words.iter().filter(|word| word.length == length).count();
            u8::try_from(count).unwrap_or(u8::MAX)
        });
        counts.chain(self.order.iter().copied()).collect()
    }
}

/// How long each symbol's word is, [`NEVER`]'s among the longest; 0 for what does not occur.
fn lengths(frequencies: &[u32; 256]) -> [u8; NEVER + 1] {
    let mut weights: Vec<u32> = frequencies.to_vec();
    loop {
        let lengths = unlimited_lengths(&weights);
        if lengths.iter().all(|length| *length <= LONGEST_WORD) {
            return lengths;
        }
        weights.iter_mut().for_each(|weight| *weight = weight.div_ceil(2));
    }
}

fn unlimited_lengths(weights: &[u32]) -> [u8; NEVER + 1] {
    let mut lengths = [0_u8; NEVER + 1];
    let occurring = weights.iter().enumerate().filter(|(_, weight)| **weight > 0);
    let mut trees: BinaryHeap<_> =
        occurring.map(|(symbol, weight)| Reverse((*weight, vec![symbol]))).collect();
    trees.push(Reverse((0, vec![NEVER])));
    while let (Some(Reverse((one, mut left))), Some(Reverse((other, right)))) =
        (trees.pop(), trees.pop())
    {
        left.extend(right);
        for symbol in &left {
            if let Some(length) = lengths.get_mut(*symbol) {
                *length += 1;
            }
        }
        trees.push(Reverse((one + other, left)));
    }
    lengths
}

/// Bits from the highest, with a zero after each byte of ones, which would begin a marker.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    waiting: u32,
    count: u8,
}

impl Bits {
    fn push(&mut self, bits: u16, length: u8) {
        self.waiting = self.waiting << length | u32::from(bits);
        self.count += length;
        while self.count >= 8 {
            self.count -= 8;
            let [.., byte] = (self.waiting >> self.count).to_be_bytes();
            self.bytes.push(byte);
            if byte == 0xFF {
                self.bytes.push(0);
            }
        }
    }

    /// The bytes, the last filled up with ones.
    fn ended(mut self) -> Vec<u8> {
        if self.count > 0 {
            let missing = 8 - self.count;
            self.push((1 << missing) - 1, missing);
        }
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frequencies(of: impl Fn(usize) -> u32) -> [u32; 256] {
        std::array::from_fn(of)
    }

    #[test]
    fn word_is_short_when_its_symbol_is_frequent_and_none_is_all_ones() {
        let code = Code::of(&frequencies(|symbol| if symbol < 20 { 2_000 >> symbol } else { 0 }));

        let lengths: Vec<u8> = code.words.iter().map(|word| word.length).take(11).collect();
        assert!(lengths.is_sorted(), "{lengths:?}");
        assert_eq!(lengths[0], 1);
        for word in code.words.iter().filter(|word| word.length > 0) {
            assert!(u32::from(word.bits) < (1 << word.length) - 1, "a word of ones alone");
        }
    }

    #[test]
    fn no_word_begins_with_another() {
        let code = Code::of(&frequencies(|symbol| u32::try_from(symbol * symbol % 97).unwrap()));

        let words: Vec<String> = code
            .words
            .iter()
            .filter(|word| word.length > 0)
            .map(|word| format!("{:0length$b}", word.bits, length = usize::from(word.length)))
            .collect();

        assert!(words.len() > 200);
        for (at, word) in words.iter().enumerate() {
            let beginnings = words.iter().enumerate().filter(|(other, _)| *other != at);
            assert!(beginnings.into_iter().all(|(_, other)| !other.starts_with(word.as_str())));
        }
    }

    #[test]
    fn word_has_sixteen_bits_at_most_when_frequencies_grow_like_rabbits() {
        let mut rabbits = [1_u32, 1];
        let grown = frequencies(|_| 0).map(|_| {
            let [one, other] = rabbits;
            rabbits = [other, one.saturating_add(other).min(1 << 22)];
            one
        });

        let code = Code::of(&grown);

        assert!(unlimited_lengths(&grown).iter().max() > Some(&LONGEST_WORD));
        assert!(code.words.iter().all(|word| (1..=LONGEST_WORD).contains(&word.length)));
        assert_eq!(code.table().len(), 16 + 256);
    }

    #[test]
    fn code_of_a_single_symbol_has_a_word() {
        let code = Code::of(&frequencies(|symbol| u32::from(symbol == 7)));

        assert_eq!((code.words[7].bits, code.words[7].length), (0, 1));
    }

    #[test]
    fn empty_blocks_are_told_by_runs() {
        let mut blocks = vec![[0; 64]; 70_000];
        blocks[3][5] = -2;

        let scan = Scan::of_rest(&blocks);

        // A run, five symbols of the block (four zeroes and a level of two bits), and the rest in three runs.
        let told: Vec<(u8, u16)> =
            scan.symbols.iter().map(|symbol| (symbol.code, symbol.bits)).collect();
        assert_eq!(told[..2], [(0x10, 1), (0x42, 0b01)]);
        let blocks_told: u32 = scan
            .symbols
            .iter()
            .filter(|symbol| symbol.code & 15 == 0)
            .map(|symbol| (1 << (symbol.code >> 4)) + u32::from(symbol.bits))
            .sum();
        assert_eq!(blocks_told, 70_000);
        assert_eq!(told.len(), 2 + 3);
    }

    #[test]
    fn byte_of_ones_is_followed_by_a_zero() {
        let mut bits = Bits::default();
        bits.push(0xFFFF, 16);
        bits.push(0b101, 3);

        assert_eq!(bits.ended(), [0xFF, 0, 0xFF, 0, 0b1011_1111]);
    }
}
