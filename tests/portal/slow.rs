//! Slow desks cost the gateway little, and nobody beside them notices.

use std::io::Read;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use portal::Policy;
use portal::server::{Listen, Listening, TlsFiles};

use crate::province::a_strict_province;
use crate::slow_lines::{House, Kind, SlowLine, serve};

/// So many lines of each kind: 504 in all, where one address may have 512.
const EACH: usize = 84;
/// What a slow desk may cost on the average: a sealed block that is begun or half a body (64 KiB), both
/// buffers of its connection and its TLS, and a thread's stack as far as it is used.
const MOST: u64 = 128 * 1024;
/// What a desk of one kind may cost: a slice has a thread of its own, of which a build for tests uses most.
const MOST_OF_A_KIND: u64 = 224 * 1024;

#[test]
#[ignore = "a process of its own for slow_desks_cost_little_and_an_honest_one_is_answered_beside_them"]
fn server_of_its_own() {
    serve();
}

#[test]
fn slow_desks_cost_little_and_an_honest_one_is_answered_beside_them() {
    let house = House::with(EACH + 1);
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "slow::server_of_its_own", "--ignored", "--nocapture"]);
    let server = house.served(command);
    let mut honest = house.honest(&server);
    // What the first of each kind costs is the program's, and not the line's.
    for kind in Kind::ALL {
        let first = house.slow(&server, kind, EACH);
        server.settles(&mut honest, 1);
        drop(first);
        server.settles(&mut honest, 0);
    }
    let before = server.memory();

    let (mut crowd, mut costs): (Vec<SlowLine>, _) = (vec![], vec![]);
    for kind in Kind::ALL {
        let so_far = server.memory();
        house.crowd(&server, (kind, 0..EACH), &mut crowd);
        server.settles(&mut honest, crowd.len());
        costs.push((kind, server.memory().saturating_sub(so_far) / EACH as u64));
    }
    let with_crowd = server.memory();
    assert_eq!(honest.asks(), "200", "beside all of them");

    let heard = crowd.iter_mut().filter_map(|line| line.is_heard().then_some(())).count();
    assert_eq!(heard, crowd.len(), "none was refused or given up");
    let each = with_crowd.saturating_sub(before) / crowd.len() as u64;
    println!("{before} bytes before, {with_crowd} with {heard} slow desks: {each} each, {costs:?}");
    for (kind, cost) in costs {
        assert!(cost < MOST_OF_A_KIND, "{cost} bytes for each of {}", kind.name());
    }
    assert!(each < MOST, "{each} bytes for each slow desk");
    assert!(each > 32 * 1024, "{each} bytes: nobody is there");
}

#[tokio::test(flavor = "multi_thread")]
async fn handshake_that_never_comes_is_given_up() {
    let province = a_strict_province(Policy { header_ms: 100, ..Policy::default() });
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let files = TlsFiles {
        certificate: province.home.path().join("tls.pem"),
        key: province.home.path().join("tls.key"),
    };
    std::fs::write(&files.certificate, made.cert.pem()).unwrap();
    std::fs::write(&files.key, made.signing_key.serialize_pem()).unwrap();
    let listen = Listen { address: "127.0.0.1:0".parse().unwrap(), tls: Some(files) };
    let listening = Listening::begin(&listen).await.unwrap();
    let address = listening.url().strip_prefix("https://").expect("TLS").to_owned();
    tokio::spawn(listening.serve(Arc::clone(&province.gateway), std::future::pending()));

    let ended = tokio::task::spawn_blocking(move || {
        let mut silent = std::net::TcpStream::connect(address).unwrap();
        silent.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        silent.read(&mut [0])
    });

    assert!(matches!(ended.await.unwrap(), Ok(0)), "it is closed");
}
