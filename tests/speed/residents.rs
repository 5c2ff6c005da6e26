//! Finding a resident among twenty thousand while a clerk types: what one key stroke costs, on the
//! encrypted store.

use std::time::{Duration, Instant};

use desk::Desk;
use desk::people::{self, Sought};
use domain::actor::Actor;
use domain::kinds::{Assistance, Channel};
use serde_json::json;

const RESIDENTS: usize = 20_000;
const SHOWN: usize = 8;

/// Family names with how many of a hundred people bear them, as in a delta or midland province.
const FAMILIES: [(&str, usize); 12] = [
    ("Nguyễn", 38),
    ("Trần", 12),
    ("Lê", 10),
    ("Phạm", 7),
    ("Hoàng", 6),
    ("Vũ", 5),
    ("Đặng", 4),
    ("Lò", 4),
    ("Bùi", 4),
    ("Đỗ", 4),
    ("Vi", 3),
    ("Lộc", 3),
];
const MIDDLES: [&str; 10] =
    ["Văn", "Thị", "Văn", "Thị", "Đức", "Ngọc", "Minh", "Thị Thu", "Hữu", "Thị Mỷ"];
const GIVEN: [&str; 40] = [
    "Lan", "Hùng", "Hương", "Nam", "Hà", "Anh", "Tuấn", "Thảo", "Trang", "Linh", "Dũng", "Đào",
    "Páo", "Ngọc", "Nguyên", "Nga", "Nhung", "Hải", "Hạnh", "Hằng", "Thành", "Thắng", "Tùng", "Tú",
    "Yên", "Quỳnh", "Phương", "Phúc", "Mai", "Mận", "Minh", "Khôi", "Khánh", "Sơn", "Long", "Lâm",
    "Bình", "Cường", "Đạt", "Vinh",
];

/// Fills a desk and prints p50 and p99 of a key stroke for each way of asking.
pub fn finds(desk: &Desk, actor: Actor) {
    let began = Instant::now();
    (0..RESIDENTS).for_each(|n| begin(desk, actor, n));
    let filled = began.elapsed().as_secs_f64() * 1e3 / 20_000.0;
    println!(
        "\n{:<44}{:>10}{:>10}{:>10}",
        "finding a resident among 20,000", "p50", "p99", "worst"
    );
    let people: Vec<usize> = (0..RESIDENTS).step_by(397).collect();
    line(desk, "by number, key by key", people.iter().map(|n| number(*n)));
    line(desk, "by name, key by key", people.iter().map(|n| name(*n)));
    line(desk, "by name without marks", people.iter().map(|n| domain::text::fold(&name(*n))));
    line(desk, "by the last word", people.iter().map(|n| last(&name(*n), 1)));
    line(desk, "by first and last word", people.iter().map(|n| ends(&name(*n))));
    line(desk, "by telephone", people.iter().map(|n| phone(*n)));
    line(
        desk,
        "by the end of a telephone",
        people.iter().map(|n| phone(*n).chars().skip(5).collect()),
    );
    println!("begin a dossier, keys of its people included: {filled:.2} ms");
}

fn last(name: &str, words: usize) -> String {
    let all: Vec<&str> = name.split(' ').collect();
    all.into_iter().rev().take(words).collect::<Vec<_>>().join(" ")
}

fn ends(name: &str) -> String {
    let first = name.split(' ').next().unwrap();
    format!("{} {}", domain::text::fold(first), domain::text::fold(&last(name, 1)))
}

fn line(desk: &Desk, what: &str, typed: impl Iterator<Item = String>) {
    let mut times: Vec<Duration> = Vec::new();
    let mut worst = (Duration::ZERO, String::new());
    for whole in typed {
        for (end, _) in whole.char_indices().skip(1).chain([(whole.len(), ' ')]) {
            let typed = whole.get(..end).unwrap();
            let Some(sought) = people::sought(typed, None) else { continue };
            let took = key_stroke(desk, &sought);
            if took > worst.0 {
                worst = (took, typed.to_owned());
            }
            times.push(took);
        }
    }
    times.sort();
    let at = |share: usize| {
        times.get(times.len() * share / 100).map_or(f64::NAN, |time| time.as_secs_f64() * 1e3)
    };
    let most = worst.0.as_secs_f64() * 1e3;
    println!("{what:<44}{:>7.2} ms{:>7.2} ms{most:>7.2} ms  {:?}", at(50), at(99), worst.1);
}

fn key_stroke(desk: &Desk, sought: &Sought) -> Duration {
    let began = Instant::now();
    std::hint::black_box(people::find(desk, sought, SHOWN).unwrap());
    began.elapsed()
}

fn begin(desk: &Desk, actor: Actor, n: usize) {
    let form = json!({
        "submitter": {
            "name": name(n),
            "number": { "kind": "citizen", "value": number(n) },
            "birth": "15/01/1990",
            "phone": phone(n)
        }
    });
    let beginning = desk::dossiers::Beginning {
        procedure: "1.001193".parse().unwrap(),
        channel: Channel::Direct,
        assistance: Assistance::DoneFor,
        form,
    };
    desk::dossiers::begin(desk, actor, beginning).unwrap();
}

/// Spreads a number so that neighbours differ in everything.
fn spread(n: usize, by: usize) -> usize {
    n.wrapping_mul(2_654_435_761).wrapping_add(by.wrapping_mul(40_503)) >> 7
}

fn name(n: usize) -> String {
    let mut share = spread(n, 1) % 100;
    let family = FAMILIES.iter().find(|(_, bears)| {
        let is_it = share < *bears;
        share = share.saturating_sub(*bears);
        is_it
    });
    let family = family.map_or("Hà", |(name, _)| *name);
    let one = |names: &[&'static str], at: usize| *names.get(at % names.len()).unwrap();
    let (middle, given) = (one(&MIDDLES, spread(n, 2)), one(&GIVEN, spread(n, 3)));
    format!("{family} {middle} {given}")
}

/// Nearly all are of one province, as at a commune's desk.
fn number(n: usize) -> String {
    let place = if n.is_multiple_of(20) { "034" } else { "020" };
    format!("{place}{}{:02}{:06}", spread(n, 4) % 4, spread(n, 5) % 100, n)
}

fn phone(n: usize) -> String {
    format!("09{:08}", spread(n, 6) % 100_000_000)
}
