//! The program itself, in a process of its own, told to end as a system tells it: Unix only.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::province::a_province;

const HOME: &str = "NOPHO_TEST_HOME";

#[test]
#[ignore = "run in a process of its own by server_ends_in_order_when_the_system_says_so"]
fn server_of_its_own() {
    let home = std::env::var(HOME).expect("a folder");
    let (data, keys) = (format!("{home}/data"), format!("{home}/keys"));
    let args = [
        "nopho-portal",
        "serve",
        "--json",
        "--listen",
        "127.0.0.1:0",
        "--data",
        &data,
        "--keys",
        &keys,
    ];
    let raw = args.iter().map(std::ffi::OsString::from).collect();
    let world = portal::World::real();
    let code = portal::shell::run(raw, &world, &mut std::io::stdout(), &mut std::io::stderr());
    std::process::exit(code.into());
}

#[test]
fn server_ends_in_order_when_the_system_says_so() {
    let province = a_province();
    let home = province.put_down();
    let mut server = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "stopped::server_of_its_own", "--ignored", "--nocapture"])
        .env(HOME, home.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(server.stdout.take().unwrap()).lines();
    let listening = lines.map(Result::unwrap).find_map(|line| {
        let at = line.find("{\"listening\":\"http://127.0.0.1:")?;
        serde_json::from_str::<serde_json::Value>(&line[at..]).ok()
    });
    assert!(listening.is_some(), "it says where it listens");

    let told = Command::new("kill").args(["-TERM", &server.id().to_string()]).status().unwrap();

    assert!(told.success());
    assert_eq!(server.wait().unwrap().code(), Some(0), "it ended by itself");
}
