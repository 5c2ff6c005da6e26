//! The real programs, as they are released.

use std::path::PathBuf;
use std::process::Command;

use crate::instrument::top;

/// The target folder in which this bench was built.
pub fn target() -> PathBuf {
    let own = std::env::current_exe().unwrap();
    // <target>/<profile>/deps/weather-<hash>
    own.ancestors().nth(3).unwrap().to_owned()
}

/// Builds `nopho` and `nopho-portal` into that target folder; plain ones ask nothing of a socket that only
/// Linux grants.
pub fn build(is_plain: bool) {
    println!("building nopho and nopho-portal");
    let cargo = std::env::var_os("CARGO").unwrap_or("cargo".into());
    let mut command = Command::new(cargo);
    command.args(["build", "--quiet", "--release", "-p", "cli", "-p", "portal", "--target-dir"]);
    command.arg(target());
    if is_plain {
        command.args(["--features", "cli/unpaced"]);
    }
    let built = command.current_dir(top()).status().unwrap();
    assert!(built.success(), "the programs could not be built");
}
