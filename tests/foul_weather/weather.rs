//! Weather of a seed's own. Lives and gaps are those of a loopback, a part of a second long; most cuts
//! come at a byte that luck has named, so that they find something under way however fast the machine
//! is.

use std::sync::Arc;
use std::time::Duration;

use testkit::bad_link::{Death, Direction, Door, Mark, Span, Way, Weather};
use testkit::{BadLink, SeededLuck};

use crate::province::Province;

/// Most cuts at a byte, in each direction.
const MOST_MARKS: u64 = 2;
/// Before how many bytes from the desk the last of them comes.
const UP_BYTES: u64 = 1 << 20;
/// Before how many from the gateway, most of which are handshakes.
const DOWN_BYTES: u64 = 1 << 15;

const BOTH: [Death; 2] = [Death::Reset, Death::Silence];

/// A link to a gateway in weather that luck decides.
pub fn a_link(province: &Province, luck: &SeededLuck, seed: u64) -> Arc<BadLink> {
    let weather = a_weather(luck);
    let link = BadLink::to(province.address(), weather.clone(), seed);
    for (direction, bytes) in [(Direction::Up, UP_BYTES), (Direction::Down, DOWN_BYTES)] {
        for _ in 0..luck.below(MOST_MARKS + 1) {
            // Small numbers as often as large ones: a handshake is cut as often as a page.
            let after = luck.below(bytes >> luck.below(12));
            link.cut_at(Mark { direction, after, death: one_of(&weather.deaths, luck) });
        }
    }
    Arc::new(link)
}

fn a_weather(luck: &SeededLuck) -> Weather {
    let up = a_way(luck);
    let (life, gap) = (ms(luck, 800, 6_000), ms(luck, 20, 400));
    let deaths: &[&[Death]] = &[&BOTH[..1], &BOTH[1..], &BOTH];
    let doors: &[&[Door]] =
        &[&[Door::Waits], &[Door::Silent], &[Door::Shut], &[Door::Waits, Door::Silent, Door::Shut]];
    Weather {
        up,
        down: Way { rate: a_way(luck).rate, ..up },
        life: if luck.below(2) == 0 { Span::For(life) } else { Span::About(life) },
        gap: if luck.below(2) == 0 { Span::For(gap) } else { Span::About(gap) },
        deaths: one_of(deaths, luck).to_vec(),
        doors: one_of(doors, luck).to_vec(),
        deaf: vec![Duration::ZERO, ms(luck, 10, 50), ms(luck, 50, 200)],
    }
}

/// From one to sixteen megabytes a second, and up to four milliseconds long.
fn a_way(luck: &SeededLuck) -> Way {
    Way {
        rate: Some(1_000_000 << luck.below(5)),
        delay: ms(luck, 0, 4),
        jitter: ms(luck, 0, 1),
        buffer: usize::try_from((16 * 1024) << luck.below(4)).unwrap(),
    }
}

fn ms(luck: &SeededLuck, least: u64, most: u64) -> Duration {
    Duration::from_millis(least + luck.below(most - least + 1))
}

fn one_of<T: Copy>(of: &[T], luck: &SeededLuck) -> T {
    of[usize::try_from(luck.below(of.len() as u64)).unwrap()]
}
