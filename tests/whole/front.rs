//! What stands in front of many gateways: a web server of its own, which takes short requests only.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

const PAGE: &str = "<html><h1>413 Request Entity Too Large</h1><hr>nginx</html>";

/// Passes requests on, but answers for itself when somebody sends a longer slice than it takes.
pub struct Front {
    url: String,
}

impl Front {
    pub fn before(gateway: &str, longest: usize) -> Self {
        let inner = gateway.strip_prefix("http://").expect("in clear").to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        thread::spawn(move || {
            for guest in listener.incoming().map_while(Result::ok) {
                let inner = TcpStream::connect(&inner).unwrap();
                thread::spawn(move || pass_on(guest, inner, longest));
            }
        });
        Self { url }
    }

    pub fn url(&self) -> &str {
        &self.url
    }
}

/// One connection, a request and its answer at a time.
fn pass_on(guest: TcpStream, inner: TcpStream, longest: usize) -> Option<()> {
    let (mut asking, mut answering) = (BufReader::new(&guest), BufReader::new(&inner));
    loop {
        let (head, body) = message(&mut asking, Sent::Request)?;
        if head.starts_with("PATCH ") && body.len() > longest {
            let length = PAGE.len();
            let refusal = format!(
                "HTTP/1.1 413 x\r\ncontent-type: text/html\r\ncontent-length: {length}\r\n\r\n{PAGE}"
            );
            (&guest).write_all(refusal.as_bytes()).ok()?;
            continue;
        }
        (&inner).write_all(&[head.as_bytes(), &body].concat()).ok()?;
        let sent = if head.starts_with("HEAD ") { Sent::HeadAlone } else { Sent::Answer };
        let (head, body) = message(&mut answering, sent)?;
        (&guest).write_all(&[head.as_bytes(), &body].concat()).ok()?;
    }
}

#[derive(PartialEq)]
enum Sent {
    Request,
    Answer,
    HeadAlone,
}

/// The head of the next message with its body; `None` when no more comes.
fn message(from: &mut BufReader<&TcpStream>, sent: Sent) -> Option<(String, Vec<u8>)> {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if from.read_line(&mut head).ok()? == 0 {
            return None;
        }
    }
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
    });
    let length = if sent == Sent::HeadAlone { 0 } else { length.unwrap_or(0) };
    let mut body = vec![0; length];
    from.read_exact(&mut body).ok()?;
    Some((head, body))
}
