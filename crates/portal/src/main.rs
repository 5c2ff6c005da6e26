//! `nopho-portal`: the gateway from a shell. All of it is in the library, so that tests can run it.

use std::io;
use std::process::ExitCode;

use portal::World;

fn main() -> ExitCode {
    let raw = std::env::args_os().collect();
    let (mut out, mut err) = (io::stdout(), io::stderr());
    ExitCode::from(portal::shell::run(raw, &World::real(), &mut out, &mut err))
}
