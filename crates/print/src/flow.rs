//! Blocks, one under another, over as many pages as they need.

use std::rc::Rc;

use crate::ink::Ink;

/// A piece of a page that is never broken. Its marks are counted from its own upper left corner.
#[derive(Debug, Clone, Default)]
pub(crate) struct Block {
    pub(crate) height: f32,
    /// Room above it, unless it is the first of a page.
    pub(crate) above: f32,
    pub(crate) ink: Vec<Ink>,
    /// It stays on one page with the next block.
    pub(crate) is_tied: bool,
    /// What is said once more above it when it begins a page: the head of its table.
    pub(crate) head: Option<Rc<Block>>,
}

impl Block {
    /// The block with room above it.
    pub(crate) fn below(mut self, above: f32) -> Self {
        self.above = above;
        self
    }
}

/// Ties blocks to each other, and the last one to what follows where that is asked.
pub(crate) fn tie(blocks: &mut [Block], also_to_the_next: bool) {
    let last = blocks.len().saturating_sub(1);
    for (index, block) in blocks.iter_mut().enumerate() {
        block.is_tied |= index < last || also_to_the_next;
    }
}

/// At least this much room above the first of some blocks.
pub(crate) fn apart(mut blocks: Vec<Block>, above: f32) -> Vec<Block> {
    if let Some(first) = blocks.first_mut() {
        first.above = first.above.max(above);
    }
    blocks
}

/// Ties the last block to the three before it, so that no signature stands alone on a page.
pub(crate) fn kept_with_the_end(mut blocks: Vec<Block>) -> Vec<Block> {
    let from = blocks.len().saturating_sub(4);
    if let Some(last) = blocks.get_mut(from..) {
        tie(last, false);
    }
    blocks
}

/// Lays blocks out on pages of a height; marks are counted from the upper left of the written area.
pub(crate) fn pages(blocks: Vec<Block>, height: f32) -> Vec<Vec<Ink>> {
    let mut laid = Pages { height, done: vec![], open: vec![], used: 0.0 };
    let mut knot = vec![];
    for block in blocks {
        let is_tied = block.is_tied;
        knot.push(block);
        if !is_tied {
            laid.add_knot(std::mem::take(&mut knot));
        }
    }
    laid.add_knot(knot);
    laid.turn();
    laid.done
}

struct Pages {
    height: f32,
    done: Vec<Vec<Ink>>,
    open: Vec<Ink>,
    used: f32,
}

impl Pages {
    /// Adds blocks that belong on one page; where no page could hold them, they run on.
    fn add_knot(&mut self, knot: Vec<Block>) {
        let needed: f32 = knot.iter().map(|block| block.above + block.height).sum();
        let head =
            knot.first().and_then(|block| block.head.as_ref()).map_or(0.0, |head| head.height);
        if self.used + needed > self.height && needed + head <= self.height {
            self.turn();
        }
        for block in knot {
            self.add(block);
        }
    }

    fn add(&mut self, block: Block) {
        if self.used + block.above + block.height > self.height {
            self.turn();
        }
        if self.used == 0.0 {
            if let Some(head) = &block.head {
                self.put(head.ink.clone(), 0.0, head.height);
            }
            return self.put(block.ink, 0.0, block.height);
        }
        self.put(block.ink, block.above, block.height);
    }

    fn put(&mut self, ink: Vec<Ink>, above: f32, height: f32) {
        let y = self.used + above;
        self.open.extend(ink.into_iter().map(|ink| ink.moved(0.0, y)));
        self.used = y + height;
    }

    fn turn(&mut self) {
        if self.used > 0.0 {
            self.done.push(std::mem::take(&mut self.open));
            self.used = 0.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(name: f32, height: f32) -> Block {
        let ink = vec![Ink::Dots { x: name, y: 0.0, to_x: 0.0 }];
        Block { height, ink, ..Block::default() }
    }

    /// The names of the blocks of each page.
    fn names(pages: &[Vec<Ink>]) -> Vec<Vec<f32>> {
        let name = |ink: &Ink| match ink {
            Ink::Dots { x, .. } => *x,
            other => panic!("{other:?}"),
        };
        pages.iter().map(|page| page.iter().map(name).collect()).collect()
    }

    #[test]
    fn block_begins_a_page_when_it_does_not_fit() {
        let laid = pages(vec![block(1.0, 60.0), block(2.0, 30.0), block(3.0, 30.0)], 100.0);

        assert_eq!(names(&laid), [vec![1.0, 2.0], vec![3.0]]);
    }

    #[test]
    fn blocks_keep_together_when_they_are_tied() {
        let mut tied = vec![block(2.0, 30.0), block(3.0, 30.0)];
        tie(&mut tied, false);
        let blocks = [vec![block(1.0, 60.0)], tied].concat();

        assert_eq!(names(&pages(blocks, 100.0)), [vec![1.0], vec![2.0, 3.0]]);
    }

    #[test]
    fn tied_blocks_run_on_when_no_page_holds_them() {
        let mut tied = vec![block(1.0, 60.0), block(2.0, 60.0)];
        tie(&mut tied, false);

        assert_eq!(names(&pages(tied, 100.0)), [[1.0], [2.0]]);
    }

    #[test]
    fn head_is_said_again_when_its_row_begins_a_page() {
        let head = Some(Rc::new(block(9.0, 10.0)));
        let row = |name| Block { head: head.clone(), ..block(name, 60.0) };

        let laid = pages(vec![block(9.0, 10.0), row(1.0), row(2.0)], 100.0);

        assert_eq!(names(&laid), [vec![9.0, 1.0], vec![9.0, 2.0]]);
    }

    #[test]
    fn nothing_gives_no_page() {
        assert!(pages(vec![], 100.0).is_empty());
    }
}
