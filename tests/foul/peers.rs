//! What others wrote, installed from a lock file into a folder under the target folder.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::contestant::Course;
use crate::instrument::top;
use crate::kin::Kin;

const INSTALLED: &str = "node_modules/.installed-whole";
const LOCK: &str = "package-lock.json";

/// Copies the scripts, and the list of packages that they want.
pub fn copied_to(folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    let source = top().join("tests").join("foul").join("peers");
    for entry in fs::read_dir(&source).unwrap().map(Result::unwrap).filter(|e| e.path().is_file()) {
        fs::copy(entry.path(), folder.join(entry.file_name())).unwrap();
    }
}

/// Installs the packages when the lock file is another one than last time; says why it could not.
pub fn install(folder: &Path) -> Result<(), String> {
    let lock = fs::read(folder.join(LOCK)).unwrap();
    if fs::read(folder.join(INSTALLED)).is_ok_and(|last| last == lock) {
        return Ok(());
    }
    println!("installing the peers' packages");
    let mut npm = Command::new("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
    let done = npm.arg("--prefix").arg(folder).current_dir(folder).status();
    if !done.is_ok_and(|status| status.success()) {
        return Err("its packages could not be installed".to_owned());
    }
    fs::write(folder.join(INSTALLED), lock).unwrap();
    Ok(())
}

/// Begins one of the servers that are scripts for Node.
pub fn node_server(course: &Course<'_>, script: &str) -> Kin {
    fs::create_dir_all(course.taken()).unwrap();
    let tls = &course.field.tls;
    let mut command = course.wan.server(Path::new("node"));
    let at = course.wan.listens_at();
    command.arg(course.field.peers.join(script)).arg(course.taken());
    command.args([at.ip().to_string(), at.port().to_string()]);
    course.begin("server.log", command.arg(&tls.certificate).arg(&tls.key))
}
