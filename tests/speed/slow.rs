//! What 500 slow desks cost the gateway, and what an honest one beside them notices of them.

use std::process::Command;

use super::pairs::compare;
use super::slow_lines::{House, Server};

const DESKS: usize = 500;
/// The word by which the benchmark starts itself as a server.
pub const SERVER: &str = "slow-server";

pub fn waits() {
    let (house, quiet_house) = (House::with(DESKS + 1), House::with(1));
    let (server, quiet) = (served(&house), served(&quiet_house));
    let (mut honest, mut alone) = (house.honest(&server), quiet_house.honest(&quiet));
    for _ in 0..50 {
        assert_eq!((honest.asks(), alone.asks()), ("200".to_owned(), "200".to_owned()));
    }
    let before = server.memory();

    let mut crowd = vec![];
    for number in 0..DESKS {
        crowd.push(house.slow(&server, number));
        // Whoever came first says something now and then, or would be given up.
        if number % 100 == 99 {
            crowd.iter_mut().for_each(|line| line.say(7));
        }
    }
    let with_crowd = server.memory();
    compare(
        "feed beside 500 slow desks",
        "feed with nobody beside",
        100,
        || assert_eq!(honest.asks(), "200"),
        || assert_eq!(alone.asks(), "200"),
    );

    let heard = crowd.iter_mut().filter_map(|line| line.is_heard().then_some(())).count();
    let each = with_crowd.saturating_sub(before) / DESKS as u64;
    println!(
        "{:<30}{:>9} KiB   {:<30}{:>9} KiB   {} KiB each, {heard} of {DESKS} are heard",
        "gateway with 500 slow desks",
        with_crowd / 1024,
        "gateway before",
        before / 1024,
        each / 1024,
    );
}

fn served(house: &House) -> Server {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.arg(SERVER);
    house.served(command)
}
