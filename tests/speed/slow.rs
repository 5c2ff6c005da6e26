//! What 500 slow desks of each kind cost the gateway, and what an honest one beside them notices of them.

use std::process::Command;

use super::pairs::compare;
use super::slow_lines::{HonestLine, House, Kind, Server, SlowLine};

/// Of each kind, one kind after the other.
const DESKS: usize = 500;
/// Of each kind, all kinds at one time.
const MIXED: usize = 84;
/// The word by which the benchmark starts itself as a server.
pub const SERVER: &str = "slow-server";

pub fn waits() {
    let (house, quiet_house) = (House::with(DESKS + MIXED + 1), House::with(0));
    let (server, quiet) = (served(&house), served(&quiet_house));
    let (mut honest, mut alone) = (house.honest(&server), quiet_house.honest(&quiet));
    for _ in 0..50 {
        assert_eq!((honest.asks(), alone.asks()), ("200".to_owned(), "200".to_owned()));
    }
    for kind in Kind::ALL {
        drop(house.slow(&server, kind, DESKS + MIXED));
        server.settles(&mut honest, 0);
    }

    let before = server.memory();
    let mut crowd: Vec<SlowLine> = vec![];
    for kind in Kind::ALL {
        house.crowd(&server, (kind, DESKS..DESKS + MIXED), &mut crowd);
    }
    server.settles(&mut honest, crowd.len());
    let with_crowd = server.memory();
    compare(
        "feed beside 504 slow desks",
        "feed with nobody beside",
        100,
        || assert_eq!(honest.asks(), "200"),
        || assert_eq!(alone.asks(), "200"),
    );
    tell("slow desks of all kinds", &server, (before, with_crowd), &mut honest, crowd);

    for kind in Kind::ALL {
        let before = server.memory();
        let mut crowd: Vec<SlowLine> = vec![];
        house.crowd(&server, (kind, 0..DESKS), &mut crowd);
        server.settles(&mut honest, crowd.len());
        let with_crowd = server.memory();
        tell(kind.name(), &server, (before, with_crowd), &mut honest, crowd);
    }
}

/// Prints what the process has before, with and after a crowd.
fn tell(
    name: &str,
    server: &Server,
    (before, with_crowd): (u64, u64),
    honest: &mut HonestLine<'_>,
    mut crowd: Vec<SlowLine>,
) {
    let lines = crowd.len();
    let heard = crowd.iter_mut().filter_map(|line| line.is_heard().then_some(())).count();
    drop(crowd);
    server.settles(honest, 0);
    println!(
        "{:<30}{:>9} KiB before   {:>9} KiB with them   {:>9} KiB after   {} KiB each, {heard} of \
         {lines} are heard",
        name,
        before / 1024,
        with_crowd / 1024,
        server.memory() / 1024,
        with_crowd.saturating_sub(before) / lines as u64 / 1024,
    );
}

fn served(house: &House) -> Server {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.arg(SERVER);
    house.served(command)
}
