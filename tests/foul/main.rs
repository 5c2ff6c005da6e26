//! Nộp Hộ and its peers on a link that hardly exists, one against the other in the same run: real
//! kernel TCP between two network namespaces, whose packets an instrument carries, delays, loses and
//! cuts; everything over TLS.
//!
//! Where that cannot be had, a proxy on loopback makes a lesser weather (`loopback`).
//!
//! `make bench` prints a table and keeps it in `out/bench/weather.json`; nothing here passes or fails.
//! `cargo bench -p tests --bench weather -- --help` says what can be chosen.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on stops")]
#![expect(clippy::print_stdout, reason = "the table is the result")]
#![expect(clippy::disallowed_methods, reason = "it measures time, and lays out the files to send")]

#[path = "../authority.rs"]
mod authority;
mod contestant;
mod course;
mod field;
mod figures;
mod freight;
mod idle;
mod instrument;
mod kin;
mod lines;
mod loopback;
mod neighbour;
mod nopho;
mod peers;
mod post;
mod programs;
mod race;
mod rsync;
mod spaces;
mod stop;
mod table;
mod tls;
mod tus;
mod wan;
mod wanted;

use contestant::Contestant;
use field::Field;
use instrument::Instrument;
use lines::{Line, lines};
use table::Table;
use wanted::Wanted;

fn main() {
    let mut wanted = match Wanted::parse(std::env::args().skip(1)) {
        Ok(wanted) => wanted,
        Err(said) => return println!("{said}"),
    };
    let instrument = match Instrument::find(&wanted) {
        Ok(instrument) => instrument,
        Err(missing) => return println!("{missing}"),
    };
    wanted.is_proxy = instrument.is_proxy();
    stop::listen();
    let field = Field::new(instrument, &wanted);
    if let Some(how) = wanted.idle {
        return idle::counts(&field, how);
    }
    let lines: Vec<_> = lines(wanted.is_quick).into_iter().filter(|l| wanted.has_line(l)).collect();
    announce(&wanted, &lines, &contestants(&wanted));
    let mut table = Table::new(&wanted);
    course::all(&field, &wanted, &lines, &mut table);
    lines.iter().for_each(|line| table.show(line));
    if table.has_figures() {
        let out = wanted.out();
        match table.keep(&out) {
            Ok(()) => println!("kept in {}", out.display()),
            // Somebody else may have been here before, as root.
            Err(why) => println!("not kept in {}: {why}", out.display()),
        }
    }
}

/// Who takes part, in the order of each seed.
fn contestants(wanted: &Wanted) -> Vec<Box<dyn Contestant>> {
    let all: [Box<dyn Contestant>; 4] = [
        Box::new(nopho::Nopho::default()),
        Box::new(tus::Tus),
        Box::new(post::Post),
        Box::new(rsync::Rsync),
    ];
    all.into_iter().filter(|contestant| wanted.has_contestant(contestant.name())).collect()
}

fn announce(wanted: &Wanted, lines: &[Line], contestants: &[Box<dyn Contestant>]) {
    let seconds: u64 = lines
        .iter()
        .flat_map(|line| contestants.iter().map(move |contestant| (line, contestant)))
        .filter(|(line, contestant)| contestant.carries(&line.load))
        .map(|(line, contestant)| line.likely_seconds(contestant.name()))
        .sum();
    let minutes = (seconds * u64::from(wanted.seeds)).div_ceil(60 * u64::from(wanted.jobs));
    println!(
        "{} lines, {} seeds: some {} h {:02} min in all. Ctrl-C ends it with what there is.\n",
        lines.len(),
        wanted.seeds,
        minutes / 60,
        minutes % 60
    );
}
