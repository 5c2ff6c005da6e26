//! The stream of blocks: how it begins, and many dossiers on one connection.

use portal::Policy;
use portal::server::{Listen, Listening, TlsFiles};
use std::sync::Arc;
use wire::path;
use wire::stream::{DeskFrame, GatewayFrame, PROTOCOL, RESUME};

use crate::desk::{a_desk, a_dossier, upload_of};
use crate::http::{head, served};
use crate::province::{a_province, a_strict_province};
use crate::stream_line::{a_stream, ask, encoded, lane, receipt, uploads, wish};

#[tokio::test(flavor = "multi_thread")]
async fn many_dossiers_go_over_one_connection_and_each_gets_its_receipt() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let dossiers: Vec<_> =
        (1..15).map(|n| a_dossier(&desk, n, &[usize::from(n) * 9000, 300])).collect();
    let served = served(&province).await;
    let mut frames = vec![];
    for (number, sealed) in (0..).zip(&dossiers) {
        let places = uploads(&desk.announce(&province, sealed).await);
        frames.extend(lane(2 * number, 0, &places[0], &sealed.papers[0]));
        frames.extend(lane(2 * number + 1, 0, &places[1], &sealed.papers[1]));
    }
    frames.push(DeskFrame::End);

    let mut stream = a_stream(&served, &province, &desk, &[]).await;
    let said = encoded(&frames);
    let (mut listening, mut talking) = (vec![], said.as_slice());
    while !talking.is_empty() {
        let (now, later) = talking.split_at(talking.len().min(50_000));
        crate::http::say(&mut stream.line, now).await;
        talking = later;
    }
    listening.extend(stream.hear_all().await);

    for (number, sealed) in (0..).zip(&dossiers) {
        let told = [2 * number, 2 * number + 1]
            .iter()
            .find_map(|lane| receipt(&listening, *lane, &province, sealed));
        assert!(told.is_some(), "dossier {number}: {listening:?}");
        let whole = GatewayFrame::Taken { lane: 2 * number, offset: sealed.papers[0].len() as u64 };
        assert!(listening.contains(&whole), "dossier {number}");
    }
    assert!(!matches!(listening.last(), Some(GatewayFrame::Farewell { .. })), "it ended in order");
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn stream_is_only_for_whoever_is_signed_in_and_asks_for_it() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let served = served(&province).await;
    let plain = wish(&desk, &province, &[]);

    let stranger = ask(&served, &head("GET", path::STREAM, &[])).await.0;
    assert_eq!(stranger.code(), "signed-out");
    for missing in ["connection: Upgrade\r\n", "upgrade: nopho-stream-1\r\n"] {
        let (answer, _) = ask(&served, &plain.replace(missing, "")).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (426, "malformed"));
        assert_eq!(answer.header("upgrade"), Some(PROTOCOL));
    }
    let (other, _) = ask(&served, &plain.replace(PROTOCOL, "websocket")).await;
    assert_eq!(other.status, 426);
    let (old, _) = ask(&served, &plain.replace("HTTP/1.1", "HTTP/1.0")).await;
    assert_eq!(old.status, 426, "HTTP/1.0 knows no upgrade");
    let old = wish(&desk, &province, &[("nopho-client", "0.0.1".to_owned())]);
    let (old, _) = ask(&served, &old).await;
    assert_eq!(old.header("upgrade"), Some("nopho-client"));
    let many = vec![format!("{}/x", path::UPLOADS); 33].join(",");
    let (many, _) = ask(&served, &wish(&desk, &province, &[(RESUME, many)])).await;
    assert_eq!((many.status.as_u16(), many.code().as_str()), (400, "malformed"));
    let (taken, _) = ask(&served, &plain).await;
    assert_eq!(taken.status, 101);
    assert!(taken.header(wire::time::TIME).is_some(), "even this tells the time");
}

#[tokio::test(flavor = "multi_thread")]
async fn offsets_are_told_of_the_desks_own_uploads_and_of_no_others() {
    let province = a_province();
    let (desk, other) = (a_desk(&province, 1).await, a_desk(&province, 2).await);
    let (mine, theirs) = (a_dossier(&desk, 1, &[9000, 500]), a_dossier(&other, 1, &[9000]));
    let places = uploads(&desk.announce(&province, &mine).await);
    let foreign = upload_of(&other.announce(&province, &theirs).await);
    desk.patch(&province, &places[0], 0, &mine.papers[0][..700]).await;
    desk.patch(&province, &places[1], 0, &mine.papers[1]).await;
    other.patch(&province, &foreign, 0, &theirs.papers[0][..100]).await;
    let nowhere = format!("{}/{}", path::UPLOADS, "0".repeat(32));
    let served = served(&province).await;

    let named = [&places[0], "nonsense", &foreign, &nowhere, &places[1], "/v1/uploads/x"];
    let stream = a_stream(&served, &province, &desk, &named).await;

    assert_eq!(stream.offsets, "700,-,-,-,500,-");
}

#[tokio::test(flavor = "multi_thread")]
async fn house_that_has_too_many_streams_asks_to_come_later() {
    let province = a_strict_province(Policy { max_streams: 1, ..Policy::default() });
    let (desk, other) = (a_desk(&province, 1).await, a_desk(&province, 2).await);
    let served = served(&province).await;
    let mut first = a_stream(&served, &province, &desk, &[]).await;

    let (busy, _) = ask(&served, &wish(&other, &province, &[])).await;
    let _second = a_stream(&served, &province, &desk, &[]).await;

    assert_eq!((busy.status.as_u16(), busy.code().as_str()), (503, "busy"));
    assert_eq!(busy.header("retry-after"), Some("5"));
    let heard = first.hear_all().await;
    assert_eq!(crate::stream_line::farewell(&heard).as_deref(), Some("overtaken"), "{heard:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn streams_that_wait_hold_no_thread() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .max_blocking_threads(2)
        .enable_all()
        .build()
        .unwrap();
    let running = runtime.spawn(async {
        let province = a_province();
        let served = served(&province).await;
        let mut waiting = vec![];
        for number in 1..40 {
            let desk = a_desk(&province, number).await;
            let sealed = a_dossier(&desk, number, &[30_000]);
            let upload = upload_of(&desk.announce(&province, &sealed).await);
            let mut stream = a_stream(&served, &province, &desk, &[]).await;
            stream.say(&lane(0, 0, &upload, &sealed.papers[0])[..2]).await;
            waiting.push((stream, sealed));
        }
        for (stream, sealed) in &mut waiting {
            stream.say(&crate::stream_line::blocks(0, &sealed.papers[0][16 * 1024..])).await;
            stream.say(&[DeskFrame::End]).await;
            let heard = stream.hear_all().await;
            assert!(receipt(&heard, 0, &province, sealed).is_some(), "{heard:?}");
        }
    });

    running.await.unwrap();

    runtime.shutdown_background();
}

#[tokio::test(flavor = "multi_thread")]
async fn stream_goes_over_tls_too() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let sealed = a_dossier(&desk, 1, &[200_000]);
    let upload = upload_of(&desk.announce(&province, &sealed).await);
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let files = TlsFiles {
        certificate: province.home.path().join("tls.pem"),
        key: province.home.path().join("tls.key"),
    };
    std::fs::write(&files.certificate, made.cert.pem()).unwrap();
    std::fs::write(&files.key, made.signing_key.serialize_pem()).unwrap();
    let listen = Listen { address: "127.0.0.1:0".parse().unwrap(), tls: Some(files) };
    let listening = Listening::begin(&listen).await.unwrap();
    let address = listening.url().strip_prefix("https://").expect("TLS").parse().unwrap();
    tokio::spawn(listening.serve(Arc::clone(&province.gateway), std::future::pending()));
    let mut said = wish(&desk, &province, &[]).into_bytes();
    said.extend(encoded(&lane(0, 0, &upload, &sealed.papers[0])));
    said.extend(encoded(&[DeskFrame::End]));

    let root = made.cert.der().clone();
    let told = tokio::task::spawn_blocking(move || over_tls(address, root, &said)).await.unwrap();

    assert!(told.starts_with(b"HTTP/1.1 101"), "{}", String::from_utf8_lossy(&told));
    assert!(desk.receipt(&province, &sealed).await.is_some(), "what came with the head counts too");
}

fn over_tls(
    address: std::net::SocketAddr,
    root: rustls::pki_types::CertificateDer<'static>,
    said: &[u8],
) -> Vec<u8> {
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
    line.write_all(said).unwrap();
    let mut told = Vec::new();
    let _ = line.read_to_end(&mut told);
    told
}
