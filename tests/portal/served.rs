//! The socket: slow clients, TLS, an orderly end, one server at a time.

use std::sync::Arc;

use portal::server::{Listen, Listening, TlsFiles};
use portal::{Gateway, Policy};
use tokio::io::AsyncReadExt;

use crate::http::{answer, head, say, served};
use crate::province::{a_province, a_strict_province};

#[tokio::test(flavor = "multi_thread")]
async fn running_request_ends_before_the_gateway_does() {
    let province = a_province();
    let served = served(&province).await;
    let mut line = served.line().await;
    say(&mut line, head("GET", wire::path::TIME, &[]).as_bytes()).await;
    let told = answer(&mut line).await;

    served.end().await;

    assert!(told.starts_with("HTTP/1.1 204"), "{told}");
    assert_eq!(line.read(&mut [0]).await.unwrap_or(0), 0, "the idle line is closed");
}

#[tokio::test(flavor = "multi_thread")]
async fn line_is_closed_when_no_request_comes() {
    let province = a_strict_province(Policy { header_ms: 100, ..Policy::default() });
    let served = served(&province).await;
    let mut line = served.line().await;

    say(&mut line, b"GET /v1/ti").await;

    let told = answer(&mut line).await;
    assert!(told.is_empty() || told.starts_with("HTTP/1.1 408"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn full_house_asks_to_come_later() {
    let province = a_strict_province(Policy { max_concurrent: 0, ..Policy::default() });

    let answer = province.get(wire::path::FEED).await;

    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (503, "busy"));
    assert_eq!(answer.header("retry-after"), Some("5"));
    assert_eq!(province.get(wire::path::TIME).await.status, 204, "the time costs nothing");
    assert_eq!(province.get(wire::path::CAPABILITIES).await.status, 200);
}

#[tokio::test]
async fn plain_http_is_for_this_machine_alone() {
    let outside = Listen { address: "0.0.0.0:0".parse().unwrap(), tls: None };
    let refused = Listening::begin(&outside).await.err().unwrap();
    assert_eq!(refused.code(), "gateway-plain-http");

    let home = tempfile::tempdir().unwrap();
    let files =
        TlsFiles { certificate: home.path().join("none.pem"), key: home.path().join("none.key") };
    let listen = Listen { address: "127.0.0.1:0".parse().unwrap(), tls: Some(files) };
    assert_eq!(Listening::begin(&listen).await.err().unwrap().code(), "gateway-certificate");
}

#[tokio::test(flavor = "multi_thread")]
async fn gateway_is_spoken_to_over_tls() {
    let province = a_province();
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let files = TlsFiles {
        certificate: province.home.path().join("tls.pem"),
        key: province.home.path().join("tls.key"),
    };
    std::fs::write(&files.certificate, made.cert.pem()).unwrap();
    std::fs::write(&files.key, made.signing_key.serialize_pem()).unwrap();
    let listen = Listen { address: "127.0.0.1:0".parse().unwrap(), tls: Some(files) };
    let listening = Listening::begin(&listen).await.unwrap();
    let url = listening.url();
    let address = url.strip_prefix("https://").expect("TLS").parse().unwrap();
    tokio::spawn(listening.serve(Arc::clone(&province.gateway), std::future::pending()));

    let told = tokio::task::spawn_blocking(move || ask_over_tls(address, made.cert.der().clone()));

    let told = told.await.unwrap();
    assert!(told.starts_with("HTTP/1.1 204"), "{told}");
    assert!(told.contains("nopho-time: "), "{told}");
}

fn ask_over_tls(
    address: std::net::SocketAddr,
    root: rustls::pki_types::CertificateDer<'static>,
) -> String {
    use std::io::{Read, Write};
    let mut roots = rustls::RootCertStore::empty();
    roots.add(root).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = "localhost".try_into().unwrap();
    let connection = rustls::ClientConnection::new(Arc::new(config), name).unwrap();
    let line = std::net::TcpStream::connect(address).unwrap();
    let mut line = rustls::StreamOwned::new(connection, line);
    let close = [("connection".to_owned(), "close".to_owned())];
    line.write_all(head("GET", wire::path::TIME, &close).as_bytes()).unwrap();
    let mut told = Vec::new();
    let _ = line.read_to_end(&mut told);
    String::from_utf8(told).unwrap()
}

#[test]
fn second_server_is_refused_and_the_first_one_named() {
    let province = a_province();
    let _lock = province.gateway.lock("nopho-portal").unwrap();
    let second = Gateway::open(portal::World::real(), &province.data(), &province.keys()).unwrap();

    let refused = second.lock("nopho-portal").unwrap_err();

    let portal::error::FileError::Held { holder: Some(holder) } = (match refused {
        portal::PortalError::Files(failure) => failure,
        other => panic!("{other}"),
    }) else {
        panic!("the holder is not named")
    };
    assert_eq!((holder.program.as_str(), holder.pid), ("nopho-portal", std::process::id()));
}

#[tokio::test(flavor = "multi_thread")]
async fn peer_that_takes_too_many_lines_gets_no_more() {
    let province = a_strict_province(Policy { max_per_peer: 2, ..Policy::default() });
    let served = served(&province).await;
    let mut lines = [served.line().await, served.line().await, served.line().await];

    let refused = lines[2].read(&mut [0]).await.unwrap_or(0);
    say(&mut lines[0], head("GET", wire::path::TIME, &[]).as_bytes()).await;

    assert_eq!(refused, 0, "the third is closed");
    assert!(answer(&mut lines[0]).await.starts_with("HTTP/1.1 204"), "the first one is served");
    drop(lines);
    for _ in 0..50 {
        let mut line = served.line().await;
        say(&mut line, head("GET", wire::path::TIME, &[]).as_bytes()).await;
        if answer(&mut line).await.starts_with("HTTP/1.1 204") {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("the peer is never let in again");
}

#[tokio::test(flavor = "multi_thread")]
async fn line_on_which_no_answer_is_read_is_given_up() {
    let policy = Policy { stall_ms: 200, max_connections: 1, ..Policy::default() };
    let province = a_strict_province(policy);
    let served = served(&province).await;
    let mut deaf = served.line().await;
    let asked = head("GET", wire::path::OPENAPI, &[]).repeat(400);
    // Nobody reads: at some point neither side can write any more.
    let _ = tokio::time::timeout(
        std::time::Duration::from_millis(500),
        tokio::io::AsyncWriteExt::write_all(&mut deaf, asked.as_bytes()),
    )
    .await;

    // Until then whoever comes is told so.
    let mut told = String::new();
    for _ in 0..200 {
        let mut line = served.line().await;
        say(&mut line, head("GET", wire::path::TIME, &[]).as_bytes()).await;
        told = answer(&mut line).await;
        if told.starts_with("HTTP/1.1 204") {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("the only place is never free again: {told}");
}
