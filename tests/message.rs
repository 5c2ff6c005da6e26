//! One message of HTTP/1.1 after the other, for what stands in front of a gateway in a test. Every body says
//! how long it is.

use std::io::BufRead;

/// What a message is, as far as its length depends on that.
#[derive(PartialEq)]
pub enum Sent {
    Request,
    Answer,
    /// The answer to `HEAD`.
    HeadAlone,
}

/// The head of the next message with its body; `None` when no more comes.
pub fn message(from: &mut impl BufRead, sent: &Sent) -> Option<(String, Vec<u8>)> {
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
    let length = if *sent == Sent::HeadAlone { 0 } else { length.unwrap_or(0) };
    let mut body = vec![0; length];
    from.read_exact(&mut body).ok()?;
    Some((head, body))
}

/// What the answer to a request is.
pub fn answered(head: &str) -> Sent {
    if head.starts_with("HEAD ") { Sent::HeadAlone } else { Sent::Answer }
}
