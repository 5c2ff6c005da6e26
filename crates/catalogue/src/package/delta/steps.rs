//! Finds what can be copied, longest first, and writes the steps that [`super::patched`] reads.

use super::rolling::{BLOCK, Blocks, Sum};

/// The steps that make `target` of `ground`.
pub(super) fn steps(ground: &[u8], target: &[u8]) -> Vec<u8> {
    let blocks = Blocks::of(ground);
    let (mut steps, mut done, mut last) = (Vec::new(), 0, 0);
    let mut at = 0;
    let mut sum = sum_at(target, at);
    while let Some(here) = sum {
        // Where one text was replaced by another of its length, the rest goes on in parallel.
        let parallel = at - done + last;
        let starts = blocks.starts(here).chain([parallel]);
        let copies = starts.filter_map(|start| copy(ground, target, done, (start, at)));
        if let Some(copy) = copies.max_by_key(|copy| copy.length) {
            step(&mut steps, target.get(done..copy.to).unwrap_or_default(), Some(copy));
            (done, last) = (copy.to + copy.length, copy.from + copy.length);
            at = done;
            sum = sum_at(target, at);
        } else {
            let next = target.get(at).zip(target.get(at + BLOCK));
            sum = next.map(|(out, next)| here.moved(*out, *next));
            at += 1;
        }
    }
    let rest = target.get(done..).unwrap_or_default();
    if !rest.is_empty() {
        step(&mut steps, rest, None);
    }
    steps
}

/// Bytes that are the same in both.
#[derive(Clone, Copy)]
struct Copy {
    from: usize,
    to: usize,
    length: usize,
}

fn sum_at(bytes: &[u8], at: usize) -> Option<Sum> {
    bytes.get(at..at + BLOCK).map(Sum::of)
}

/// What is the same around two places, but nothing before `done`; `None` when it is no whole block.
fn copy(ground: &[u8], target: &[u8], done: usize, (from, to): (usize, usize)) -> Option<Copy> {
    let after = same(ground.get(from..)?.iter(), target.get(to..)?.iter());
    if after < BLOCK {
        return None;
    }
    let before = same(ground.get(..from)?.iter().rev(), target.get(done..to)?.iter().rev());
    Some(Copy { from: from - before, to: to - before, length: before + after })
}

fn same<'b>(one: impl Iterator<Item = &'b u8>, other: impl Iterator<Item = &'b u8>) -> usize {
    one.zip(other).take_while(|(one, other)| one == other).count()
}

fn step(steps: &mut Vec<u8>, insert: &[u8], copy: Option<Copy>) {
    number(steps, insert.len());
    steps.extend_from_slice(insert);
    number(steps, copy.map_or(0, |copy| copy.length));
    if let Some(copy) = copy {
        number(steps, copy.from);
    }
}

fn number(steps: &mut Vec<u8>, mut number: usize) {
    while number > 0x7f {
        steps.push(low(number) | 0x80);
        number >>= 7;
    }
    steps.push(low(number));
}

fn low(number: usize) -> u8 {
    u8::try_from(number & 0x7f).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use proptest::prelude::*;

    use super::super::patched::Patched;
    use super::*;

    fn made(ground: &[u8], steps: &[u8]) -> Vec<u8> {
        let mut made = Vec::new();
        Patched::new(ground, steps).read_to_end(&mut made).unwrap();
        made
    }

    fn rows(count: u32) -> Vec<u8> {
        let row =
            |n: u32| format!(r#"{{"code":"1.{n:06}","fee":"{} đồng","channels":[]}},"#, n * 7);
        (0..count).map(row).collect::<String>().into_bytes()
    }

    #[test]
    fn change_of_one_row_costs_one_row_at_most() {
        let ground = rows(2_600);
        let text = String::from_utf8(ground.clone()).unwrap();
        let (longer, shorter) = (
            text.replace("\"7000 đồng\"", "\"1.234.567 đồng\""),
            text.replace("\"7000 đồng\"", "\"\""),
        );
        let same_length = text.replace("\"7000 đồng\"", "\"8000 đồng\"");

        for target in [longer, shorter, same_length] {
            let steps = steps(&ground, target.as_bytes());

            assert_ne!(target, text);
            assert!(steps.len() < 100, "{} bytes of steps", steps.len());
            assert!(made(&ground, &steps) == target.as_bytes());
        }
    }

    #[test]
    fn rows_in_another_order_are_copied_all_the_same() {
        let ground = rows(500);
        let (head, tail) = ground.split_at(ground.len() / 3);
        let target = [tail, head, tail].concat();

        let steps = steps(&ground, &target);

        assert!(steps.len() < 100 && made(&ground, &steps) == target, "{}", steps.len());
    }

    proptest! {
        #[test]
        fn steps_make_what_they_were_made_for(
            ground in proptest::collection::vec(0_u8..3, 0..400),
            cuts in proptest::collection::vec((0_usize..400, 0_usize..200), 0..6),
            new in proptest::collection::vec(any::<u8>(), 0..80),
        ) {
            let mut target = Vec::new();
            for (at, length) in cuts {
                let piece = ground.iter().skip(at).take(length);
                target.extend(piece);
                target.extend_from_slice(&new);
            }

            prop_assert_eq!(made(&ground, &steps(&ground, &target)), target);
        }
    }
}
