//! The gateway, as a desk, a stranger and the people who run it see it; one file for each theme.
#![expect(clippy::disallowed_methods, reason = "tests damage files that the program would not")]

mod again;
mod ageing;
mod agency;
mod backup;
mod bodies;
mod capabilities;
mod catalogue;
mod cut;
mod deltas;
mod desk;
mod enrolment;
mod export;
mod full;
mod http;
mod import;
mod intruders;
mod kills;
mod lists;
#[expect(dead_code, reason = "the needles of the journeys are counted there")]
#[path = "../journeys/needles.rs"]
mod needles;
mod once;
mod openapi;
mod operator;
mod packing;
mod planted;
mod points;
mod power;
mod province;
mod quotas;
mod restored;
mod results;
mod schema;
mod served;
mod shell;
mod signed_in;
#[cfg(target_os = "linux")]
mod slow;
#[cfg(target_os = "linux")]
#[path = "../slow_lines/mod.rs"]
mod slow_lines;
#[cfg(unix)]
mod stopped;
mod stream;
mod stream_cut;
mod stream_faults;
mod stream_kills;
mod stream_lanes;
mod stream_line;
mod stream_nonsense;
mod taken_away;
mod tus;
mod two_desks;
mod withdrawal;
mod words;
