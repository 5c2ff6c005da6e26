//! The table: the middle and the worst of the seeds, on the screen and in a file.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use serde_json::{Value, json};

use crate::figures::{median, real};
use crate::lines::Line;
use crate::race::Run;
use crate::wanted::{CONTESTANTS, Wanted};

type Entries = Vec<(&'static str, Standing)>;

/// What a cut may cost beside what was on its way: two blocks.
const BLOCKS_KB: f64 = 131.072;

/// What is known of a contestant in a line.
enum Standing {
    Ran(Vec<Run>),
    Absent(String),
}

/// All that was measured so far.
pub struct Table {
    entries: BTreeMap<&'static str, Entries>,
    shown: Vec<Value>,
    is_portable: bool,
    is_proxy: bool,
    is_quick: bool,
}

impl Table {
    /// An empty one.
    pub fn new(wanted: &Wanted) -> Self {
        let &Wanted { is_portable, is_proxy, is_quick, .. } = wanted;
        Self { entries: BTreeMap::new(), shown: vec![], is_portable, is_proxy, is_quick }
    }

    /// Notes a run, and says it in a line.
    pub fn ran(&mut self, line: &Line, name: &'static str, run: Run) {
        let (seconds, cuts) = (run.seconds, run.counted.cuts);
        let (up, down) = (run.counted.up_bytes / 1000, run.counted.down_bytes / 1000);
        let how = run.failure.unwrap_or("through");
        let seed = run.seed;
        println!(
            "  {:<6} seed {seed}  {name:<6} {how:<9} {seconds:>7.1} s {up:>7} kB up {down:>5} kB down {cuts:>3} cuts",
            line.name
        );
        let entries = self.entries.entry(line.name).or_default();
        match entries.iter_mut().find(|(other, _)| *other == name) {
            Some((_, Standing::Ran(runs))) => runs.push(run),
            Some((_, Standing::Absent(_))) => {}
            None => entries.push((name, Standing::Ran(vec![run]))),
        }
    }

    /// How often somebody was not through, if never anything else.
    pub fn nevers(&self, line: &Line, name: &str) -> usize {
        let entries = self.entries.get(line.name).into_iter().flatten();
        let standing = entries.into_iter().find(|(other, _)| *other == name);
        match standing {
            Some((_, Standing::Ran(runs))) if runs.iter().all(|run| run.failure.is_some()) => {
                runs.len()
            }
            Some(_) | None => 0,
        }
    }

    /// Notes that somebody cannot take part.
    pub fn absent(&mut self, line: &Line, name: &'static str, why: &str) {
        let entries = self.entries.entry(line.name).or_default();
        if entries.iter().all(|(other, _)| *other != name) {
            entries.push((name, Standing::Absent(why.to_owned())));
        }
    }

    /// Prints what is known of a line.
    pub fn show(&mut self, line: &Line) {
        let Some(entries) = self.entries.get_mut(line.name) else { return };
        entries.sort_by_key(|(name, _)| CONTESTANTS.iter().position(|other| other == name));
        println!(
            "\n{:<22}{:>16}{:>18}{:>16}{:>9}{:>6}{:>16}",
            line.title(),
            "time/ideal",
            if self.is_proxy { "payload/bytes up" } else { "payload/IP up" },
            "seconds",
            "kB down",
            "cuts",
            "lost/cut kB"
        );
        for (name, standing) in entries.iter_mut() {
            match standing {
                Standing::Absent(why) => {
                    println!("{name:<22}  {why}");
                    self.shown.push(json!({
                        "line": line.name,
                        "contestant": name,
                        "absent": why,
                    }));
                }
                Standing::Ran(runs) => {
                    runs.sort_by_key(|run| run.seed);
                    let row = Row::of(line, runs);
                    row.print(name, line);
                    print_waits(runs);
                    self.shown.push(row.json(line, name, runs));
                }
            }
        }
        println!();
    }

    /// Whether anything is known.
    pub fn has_figures(&self) -> bool {
        !self.shown.is_empty()
    }

    /// Keeps all of it in a file.
    pub fn keep(&self, file: &Path) -> io::Result<()> {
        fs::create_dir_all(file.parent().unwrap())?;
        let all = json!({
            "is_proxy": self.is_proxy,
            "bytes": if self.is_proxy { "payload of TCP, never compared with IP" } else { "IP" },
            "is_portable": self.is_portable,
            "is_quick": self.is_quick,
            "lines": self.shown,
        });
        fs::write(file, serde_json::to_vec_pretty(&all).unwrap())
    }
}

/// The middle of the seeds, and the worst of them.
#[derive(Clone, Copy, Default)]
struct Pair {
    median: Option<f64>,
    worst: Option<f64>,
}

impl Pair {
    /// Of figures of which a low one is good.
    fn low_is_good(mut figures: Vec<f64>) -> Self {
        figures.sort_by(f64::total_cmp);
        Self { median: median(&figures), worst: figures.last().copied() }
    }

    fn high_is_good(mut figures: Vec<f64>) -> Self {
        figures.sort_by(|a, b| b.total_cmp(a));
        Self { median: median(&figures), worst: figures.last().copied() }
    }

    fn text(self, digits: usize) -> String {
        let one = |figure: Option<f64>| match figure {
            None => "-".to_owned(),
            Some(figure) if figure.is_infinite() => "never".to_owned(),
            Some(figure) => format!("{figure:.digits$}"),
        };
        format!("{} ({})", one(self.median), one(self.worst))
    }

    fn json(self) -> Value {
        let one = |figure: Option<f64>| figure.filter(|figure| figure.is_finite());
        json!({ "median": one(self.median), "worst": one(self.worst) })
    }
}

struct Row {
    over_ideal: Pair,
    efficiency: Pair,
    seconds: Pair,
    down_kb: Pair,
    cuts: Pair,
    wasted_per_cut_kb: Pair,
}

impl Row {
    fn of(line: &Line, runs: &[Run]) -> Self {
        let through = || runs.iter().filter(|run| run.failure.is_none());
        let seconds = |run: &Run| run.over_ideal(line) * line.ideal_s();
        let down = through().map(|run| real(run.counted.down_bytes) / 1000.0);
        let cuts = through().map(|run| f64::from(run.counted.cuts));
        let wasted = through().filter_map(|run| run.wasted_per_cut_kb(line));
        Self {
            over_ideal: Pair::low_is_good(runs.iter().map(|r| r.over_ideal(line)).collect()),
            efficiency: Pair::high_is_good(through().map(|r| r.efficiency(line)).collect()),
            seconds: Pair::low_is_good(runs.iter().map(seconds).collect()),
            down_kb: Pair::low_is_good(down.collect()),
            cuts: Pair::low_is_good(cuts.collect()),
            wasted_per_cut_kb: Pair::low_is_good(wasted.collect()),
        }
    }

    fn print(&self, name: &str, line: &Line) {
        let middle =
            |pair: Pair| pair.median.map_or("-".to_owned(), |figure| format!("{figure:.0}"));
        let lost = self.wasted_per_cut_kb.median.map_or("-".to_owned(), |lost| {
            format!("{lost:.0} of {:.0}", BLOCKS_KB + line.weather.most_in_flight_kb())
        });
        println!(
            "{name:<22}{:>16}{:>18}{:>16}{:>9}{:>6}{:>16}",
            self.over_ideal.text(2),
            self.efficiency.text(3),
            self.seconds.text(1),
            middle(self.down_kb),
            middle(self.cuts),
            lost
        );
    }

    fn json(&self, line: &Line, name: &str, runs: &[Run]) -> Value {
        let run = |run: &Run| {
            json!({
                "seed": run.seed,
                "failure": run.failure,
                "seconds": run.seconds,
                "bytes_up": run.counted.up_bytes,
                "bytes_down": run.counted.down_bytes,
                "cuts": run.counted.cuts,
                "others_waited_ms": run.others_waited,
            })
        };
        json!({
            "line": line.name,
            "title": line.title(),
            "contestant": name,
            "payload_bytes": line.load.bytes(),
            "ideal_seconds": line.ideal_s(),
            "time_over_ideal": self.over_ideal.json(),
            "payload_over_bytes_up": self.efficiency.json(),
            "seconds": self.seconds.json(),
            "kb_down": self.down_kb.json(),
            "wasted_per_cut_kb": self.wasted_per_cut_kb.json(),
            "most_in_flight_kb": line.weather.most_in_flight_kb(),
            "runs": runs.iter().map(run).collect::<Vec<_>>(),
        })
    }
}

/// Says how long somebody else on the line waited for an answer, if somebody was there.
fn print_waits(runs: &[Run]) {
    let mut waits: Vec<f64> =
        runs.iter().flat_map(|run| run.others_waited.iter().copied()).collect();
    waits.sort_by(f64::total_cmp);
    let Some(worst) = waits.last() else { return };
    let of = |hundredths: usize| waits.get(waits.len() * hundredths / 100).unwrap_or(worst);
    let (middle, most) = (of(50), of(95));
    println!(
        "{:<22}  others wait {middle:.0} ms, 95 of 100 under {most:.0}, at worst {worst:.0}",
        ""
    );
}
