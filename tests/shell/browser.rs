//! `nopho serve` as a running process, and a browser that may lie about itself.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

use crate::table::Shell;

/// A running `nopho serve`; it ends with the test.
pub(crate) struct Window {
    child: Child,
    pub(crate) port: u16,
    pub(crate) token: String,
    pub(crate) url: String,
    _said: BufReader<ChildStdout>,
}

/// An answer, as it came.
pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: Vec<u8>,
}

/// One request, to be changed before it is sent.
#[derive(Clone)]
pub(crate) struct Ask {
    method: &'static str,
    path: String,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl Window {
    pub(crate) fn open(shell: &Shell) -> Self {
        Self::of(&mut shell.command(&["serve", "--json"]))
    }

    /// Without a key: whoever sits at the window unlocks.
    pub(crate) fn locked(shell: &Shell) -> Self {
        Self::of(shell.command(&["serve", "--json"]).env_remove("NOPHO_PASSPHRASE_FILE"))
    }

    fn of(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        said.read_line(&mut line).unwrap();
        let address: Value = serde_json::from_str(&line).unwrap_or_else(|_| panic!("{line:?}"));
        let text = |name: &str| address[name].as_str().unwrap().to_owned();
        let port = address["port"].as_u64().unwrap().try_into().unwrap();
        Self { child, port, token: text("token"), url: text("url"), _said: said }
    }

    pub(crate) fn here(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// A request as the window's own pages send it, without a token.
    pub(crate) fn plain(&self, method: &'static str, path: &str) -> Ask {
        let here = self.here();
        let mut headers = vec![("Sec-Fetch-Site", "same-origin".to_owned())];
        if method == "POST" {
            headers.push(("Origin", format!("http://{here}")));
        }
        headers.push(("Host", here));
        Ask { method, path: path.to_owned(), headers, body: Vec::new() }
    }

    /// The same with the token.
    pub(crate) fn ask(&self, method: &'static str, path: &str) -> Ask {
        self.plain(method, path).with("X-Nopho-Token", &self.token)
    }

    pub(crate) fn send(&self, ask: &Ask) -> Answer {
        let mut stream = self.connect(ask);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        Answer::read(&bytes)
    }

    /// Sends and leaves the answer in the connection.
    pub(crate) fn connect(&self, ask: &Ask) -> TcpStream {
        let mut stream = TcpStream::connect(self.here()).unwrap();
        write!(stream, "{} {} HTTP/1.1\r\nConnection: close\r\n", ask.method, ask.path).unwrap();
        for (name, value) in &ask.headers {
            write!(stream, "{name}: {value}\r\n").unwrap();
        }
        write!(stream, "Content-Length: {}\r\n\r\n", ask.body.len()).unwrap();
        // Whoever is refused may be hung up on while still talking.
        let _ = stream.write_all(&ask.body);
        stream
    }

    /// Carries out a command in English; gives the status and the reply.
    pub(crate) fn call(&self, command: &str, args: &Value) -> (u16, Value) {
        let call = json!({ "command": command, "args": args, "language": "en" });
        let answer = self.send(&self.ask("POST", "/call").carrying(call.to_string().as_bytes()));
        (answer.status, answer.json())
    }

    /// Tells it to end; gives its code, and what it has said on standard error.
    #[cfg(unix)]
    pub(crate) fn end(mut self) -> (Option<i32>, String) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        let ended = self.child.wait().unwrap();
        let mut whispered = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut whispered).unwrap();
        (ended.code(), whispered)
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Ask {
    /// Says a header, instead of what was said there.
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.retain(|(other, _)| *other != name);
        self.headers.push((name, value.to_owned()));
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(other, _)| *other != name);
        self
    }

    pub(crate) fn carrying(mut self, body: &[u8]) -> Self {
        self.body = body.to_vec();
        self
    }
}

impl Answer {
    fn read(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let end = end.unwrap_or_else(|| panic!("{:?}", String::from_utf8_lossy(bytes)));
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Self { status, head, body: bytes[end + 4..].to_vec() }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{:?}", self.text()))
    }

    pub(crate) fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }
}

/// A stream of events, line by line.
pub(crate) struct Events(BufReader<TcpStream>);

impl Events {
    pub(crate) fn of(window: &Window) -> Self {
        let ask = window.plain("GET", &format!("/events?t={}", window.token));
        let mut events = Self(BufReader::new(window.connect(&ask)));
        // The first line of the stream itself: from here on everything is heard.
        while !events.line().unwrap().starts_with(':') {}
        events
    }

    /// The next change; none at the end of the stream.
    pub(crate) fn next(&mut self) -> Option<Value> {
        loop {
            let line = self.line()?;
            if let Some(change) = line.strip_prefix("data: ") {
                return Some(serde_json::from_str(change).unwrap());
            }
        }
    }

    fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        let read = self.0.read_line(&mut line).ok()?;
        (read > 0).then(|| line.trim_end().to_owned())
    }
}
