//! A line to a served gateway, byte by byte.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use portal::server::{Listen, Listening};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::province::Province;

/// How long a test waits for what must come.
const PATIENCE: Duration = Duration::from_secs(60);

/// A gateway that is being served on this machine.
pub struct Served {
    pub address: SocketAddr,
    stop: oneshot::Sender<()>,
    running: JoinHandle<()>,
}

pub async fn served(province: &Province) -> Served {
    let listen = Listen { address: "127.0.0.1:0".parse().unwrap(), tls: None };
    let listening = Listening::begin(&listen).await.unwrap();
    let address = listening.url().strip_prefix("http://").unwrap().parse().unwrap();
    let (stop, stopped) = oneshot::channel();
    let gateway = Arc::clone(&province.gateway);
    let running = tokio::spawn(async move {
        let stopped = async { drop(stopped.await) };
        listening.serve(gateway, stopped).await.unwrap();
    });
    Served { address, stop, running }
}

impl Served {
    pub async fn line(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// Tells it to end, and waits until it has.
    pub async fn end(self) {
        let _ = self.stop.send(());
        tokio::time::timeout(PATIENCE, self.running).await.expect("it ends").unwrap();
    }
}

/// A request's head as text.
pub fn head(method: &str, path: &str, headers: &[(String, String)]) -> String {
    let mut head = format!("{method} {path} HTTP/1.1\r\nhost: gateway\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head + "\r\n"
}

/// The head of the next answer on a line, as text.
pub async fn answer(line: &mut TcpStream) -> String {
    let mut read = Vec::new();
    let all = async {
        while !read.ends_with(b"\r\n\r\n") {
            match line.read_u8().await {
                Ok(byte) => read.push(byte),
                Err(_) => break,
            }
        }
    };
    tokio::time::timeout(PATIENCE, all).await.expect("an answer");
    String::from_utf8(read).unwrap()
}

pub async fn say(line: &mut TcpStream, bytes: &[u8]) {
    line.write_all(bytes).await.unwrap();
}
