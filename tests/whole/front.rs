//! What stands in front of many gateways: a web server of its own, which takes short requests only.

use std::io::{BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use crate::message::{Sent, answered, message};

const PAGE: &str = "<html><h1>413 Request Entity Too Large</h1><hr>nginx</html>";

/// Of what a front takes short ones only.
#[derive(Clone, Copy)]
pub enum Short {
    Slices,
    Announcements,
}

/// Passes requests on, but answers for itself when somebody sends a longer one than it takes.
pub struct Front {
    url: String,
}

impl Front {
    pub fn before(gateway: &str, short: Short, longest: usize) -> Self {
        let inner = gateway.strip_prefix("http://").expect("in clear").to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        thread::spawn(move || {
            for guest in listener.incoming().map_while(Result::ok) {
                let inner = TcpStream::connect(&inner).unwrap();
                thread::spawn(move || pass_on(guest, inner, (short, longest)));
            }
        });
        Self { url }
    }

    pub fn url(&self) -> &str {
        &self.url
    }
}

/// One connection, a request and its answer at a time.
fn pass_on(guest: TcpStream, inner: TcpStream, (short, longest): (Short, usize)) -> Option<()> {
    let begins = match short {
        Short::Slices => "PATCH ",
        Short::Announcements => "POST /v1/announcements",
    };
    let (mut asking, mut answering) = (BufReader::new(&guest), BufReader::new(&inner));
    loop {
        let (head, body) = message(&mut asking, &Sent::Request)?;
        if head.starts_with(begins) && body.len() > longest {
            let length = PAGE.len();
            let refusal = format!(
                "HTTP/1.1 413 x\r\ncontent-type: text/html\r\ncontent-length: {length}\r\n\r\n{PAGE}"
            );
            (&guest).write_all(refusal.as_bytes()).ok()?;
            continue;
        }
        (&inner).write_all(&[head.as_bytes(), &body].concat()).ok()?;
        let (head, body) = message(&mut answering, &answered(&head))?;
        (&guest).write_all(&[head.as_bytes(), &body].concat()).ok()?;
    }
}
