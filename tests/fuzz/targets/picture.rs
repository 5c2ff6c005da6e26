//! The reader of pictures: whatever a scanner, a phone or a stranger brings.

use imaging::source::{LONGEST_SIDE, MOST_BYTES, MOST_DOTS_KEPT, MOST_PAGES};
use imaging::{Kind, Leaf, Refusal, Source};

/// How many pages of a file are looked at.
const PAGES: u32 = 3;

/// What was read of a file.
pub struct Seen {
    pub kind: Kind,
    pub leaves: Vec<Leaf>,
}

/// Reads a file's first pages and states what must hold of what was read.
pub fn run(input: &[u8]) -> Result<Seen, Refusal> {
    let source = Source::open(input).inspect_err(tells)?;
    let pages = usize::try_from(source.leaves()).expect("a number of pages");
    assert!((1..=MOST_PAGES).contains(&pages) && input.len() <= MOST_BYTES);
    assert!(source.leaf(source.leaves()).is_err(), "there is no page behind the last");
    let pages = 0..source.leaves().min(PAGES);
    let leaves: Result<Vec<_>, _> = pages.map(|number| source.leaf(number)).collect();
    let leaves = leaves.inspect_err(tells)?;
    leaves.iter().for_each(holds);
    Ok(Seen { kind: source.kind(), leaves })
}

fn tells(refusal: &Refusal) {
    assert!(refusal.code().starts_with("picture-") && !refusal.to_string().is_empty());
    assert!(Refusal::ALL.contains(refusal));
}

fn holds(leaf: &Leaf) {
    let (width, height) = (leaf.picture.width(), leaf.picture.height());
    assert!((1..=LONGEST_SIDE).contains(&width) && (1..=LONGEST_SIDE).contains(&height));
    assert_eq!(width * height, leaf.picture.dots().len(), "the dots fit the sides");
    assert!(width * height <= MOST_DOTS_KEPT, "a large picture was halved");
    // Halved, 50 of them are 25.
    assert!(leaf.told_dpi.is_none_or(|dpi| (25.0..=1200.0).contains(&dpi)));
}
