//! A gateway in a process of its own, served over TLS, and a crowd of desks before it whose lines bring
//! a few bytes at a time.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use domain::dossier::Revision;
use domain::ids::{DeskId, DossierId, Id, InstanceId, SubmissionId};
use domain::kinds::DeskKind;
use domain::moment::{ClockReading, ClockTrust, Epoch};
use domain::provisional_code::DeskPrefix;
use domain::text::Line;
use portal::acts::announcing::{self, Batch};
use portal::acts::{codes, enrolling};
use portal::setup::{Beginning, MIN_CLIENT, init};
use portal::{Gateway, World};
use rustls::pki_types::CertificateDer;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use seal::hash::hash;
use seal::{Fingerprint, SigningKey};
use serde_json::{Value, json};
use tempfile::TempDir;
use wire::announcement::{Announcement, Outcome};
use wire::bearer::Bearer;
use wire::bytes::Bytes;
use wire::enrolment::{Claim, EnrolmentRequest, FORMAT};
use wire::known::Known;
use wire::manifest::{self, Manifest, PartLine};
use wire::path;
use wire::stream::{DeskFrame, Frame, PROTOCOL};

/// Where a server of its own finds its gateway.
pub const HOME: &str = "NOPHO_TEST_HOME";
const PAPER: usize = 60_000;
/// How long a line waits for an answer, before the test fails.
const PATIENCE: Duration = Duration::from_secs(120);

/// A gateway that is set up, with desks that each have announced a dossier with one paper.
pub struct House {
    home: TempDir,
    gateway: Fingerprint,
    pub desks: Vec<Desk>,
    client: Arc<ClientConfig>,
}

pub struct Desk {
    id: DeskId,
    key: SigningKey,
    upload: String,
    /// An announcement that nobody has sent.
    next: Value,
    paper: Vec<u8>,
}

impl House {
    pub fn with(desks: usize) -> Self {
        let home = tempfile::tempdir().unwrap();
        let (data, keys) = (home.path().join("data"), home.path().join("keys"));
        let beginning = Beginning {
            agency: "H37".to_owned(),
            name: "Cổng tiếp nhận".to_owned(),
            min_client: MIN_CLIENT.to_owned(),
        };
        init(&World::real(), &data, &keys, &beginning).unwrap();
        let gateway = Gateway::open(World::real(), &data, &keys).unwrap();
        let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
        std::fs::write(home.path().join("tls.pem"), made.cert.pem()).unwrap();
        std::fs::write(home.path().join("tls.key"), made.signing_key.serialize_pem()).unwrap();
        let desks = (0..desks).map(|number| Desk::enrolled(&gateway, number)).collect();
        let client = client(made.cert.der().clone());
        Self { gateway: gateway.fingerprint(), home, desks, client }
    }

    /// Has the gateway served by a process that calls [`serve`].
    pub fn served(&self, mut server: Command) -> Server {
        let server = server.env(HOME, self.home.path()).stdout(Stdio::piped());
        let mut child = server.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let listening = lines.find_map(|line| {
            let (_, address) = line.split_once("{\"listening\":\"https://")?;
            address.split('"').next()?.parse().ok()
        });
        Server { child, address: listening.expect("it says where it listens") }
    }

    fn connect(&self, server: &Server) -> StreamOwned<ClientConnection, TcpStream> {
        let name = "localhost".try_into().unwrap();
        let connection = ClientConnection::new(Arc::clone(&self.client), name).unwrap();
        let line = TcpStream::connect(server.address).unwrap();
        line.set_nodelay(true).unwrap();
        line.set_read_timeout(Some(PATIENCE)).unwrap();
        StreamOwned::new(connection, line)
    }

    fn head(&self, desk: &Desk, request: &str, more: &[(&str, String)]) -> String {
        let bearer = Bearer::new(desk.id, self.gateway, World::real().now());
        let bearer = bearer.sign(&desk.key).unwrap();
        let mut head = format!(
            "{request} HTTP/1.1\r\nhost: gateway\r\nauthorization: Bearer {bearer}\r\n\
             tus-resumable: 1.0.0\r\n"
        );
        for (name, value) in more {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head + "\r\n"
    }

    /// A desk that has begun to say something, and whom the gateway hears.
    pub fn slow(&self, server: &Server, number: usize) -> SlowLine {
        let desk = &self.desks[number];
        let (head, word, left) = match number % 3 {
            0 => {
                let body =
                    json!({ "instance_id": desk.id, "epoch": 1, "announcements": [desk.next] });
                let body = body.to_string().into_bytes();
                let request = format!("POST {}", path::ANNOUNCEMENTS);
                (self.head(desk, &request, &waiting(&body)), "100", body)
            }
            1 => {
                let mut headers = waiting(&desk.paper).to_vec();
                headers.push(("content-type", "application/offset+octet-stream".to_owned()));
                headers.push(("upload-offset", "0".to_owned()));
                let request = format!("PATCH {}", desk.upload);
                (self.head(desk, &request, &headers), "100", desk.paper.clone())
            }
            _ => {
                let headers =
                    [("connection", "upgrade".to_owned()), ("upgrade", PROTOCOL.to_owned())];
                let request = format!("GET {}", path::STREAM);
                (self.head(desk, &request, &headers), "101", desk.frames())
            }
        };
        let mut line = self.connect(server);
        line.write_all(head.as_bytes()).unwrap();
        let told = read_head(&mut line);
        assert!(told.starts_with(&format!("HTTP/1.1 {word}")), "{number}: {told}");
        let mut slow = SlowLine { line, left, said: 0, is_stream: word == "101" };
        slow.say(40);
        slow
    }

    /// A line on which a desk that is not slow asks again and again.
    pub fn honest(&self, server: &Server) -> HonestLine<'_> {
        HonestLine { house: self, line: self.connect(server) }
    }
}

/// The gateway says when it is about to read what comes.
fn waiting(body: &[u8]) -> [(&'static str, String); 2] {
    [("content-length", body.len().to_string()), ("expect", "100-continue".to_owned())]
}

fn client(root: CertificateDer<'static>) -> Arc<ClientConfig> {
    let mut roots = RootCertStore::empty();
    roots.add(root).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider);
    let config = config.with_safe_default_protocol_versions().unwrap();
    Arc::new(config.with_root_certificates(roots).with_no_client_auth())
}

impl Desk {
    fn enrolled(gateway: &Gateway, number: usize) -> Self {
        let now = gateway.now();
        let luck: [u8; 32] = *hash(format!("desk {number}").as_bytes()).as_bytes();
        let (id, key) = (DeskId::from_bytes(a_version_7(&luck)), SigningKey::from_seed(&luck));
        let code = codes::make(gateway, "").unwrap().code;
        let claim = Claim {
            format: FORMAT,
            desk_id: id,
            kind: Known::Word(DeskKind::Authority),
            prefix: DeskPrefix::parse("LS01").unwrap(),
            name: Line::new("Quầy chậm"),
            key: key.public(),
            instance_id: InstanceId::from_bytes(*id.as_bytes()),
            epoch: Epoch::FIRST,
            asked: ClockReading { clock: now, offset_ms: None, trust: ClockTrust::Unchecked },
        };
        enrolling::enrol(gateway, &EnrolmentRequest::new(&claim, &code).unwrap()).unwrap();
        let paper: Vec<u8> = luck.iter().copied().cycle().take(PAPER).collect();
        let batch = json!({
            "instance_id": id, "epoch": 1, "announcements": [an_announcement(id, 1, &luck, &paper)],
        });
        let batch: Batch = serde_json::from_value(batch).unwrap();
        let outcomes = announcing::announce(gateway, id, &batch).unwrap().outcomes;
        let Some(Outcome::Announced { missing, .. }) = outcomes.first() else {
            panic!("{outcomes:?}")
        };
        let upload = missing[0].upload.clone();
        Self { id, key, upload, next: an_announcement(id, 2, &luck, &paper), paper }
    }

    /// A lane with one block, which never comes whole.
    fn frames(&self) -> Vec<u8> {
        let mut bytes = vec![];
        DeskFrame::Open { lane: 0, offset: 0, upload: self.upload.clone() }.encode(&mut bytes);
        DeskFrame::Block { lane: 0, bytes: self.paper.clone() }.encode(&mut bytes);
        bytes
    }
}

fn a_version_7(luck: &[u8; 32]) -> [u8; 16] {
    let mut bytes: [u8; 16] = luck[..16].try_into().unwrap();
    bytes[6] = 0x70 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    bytes
}

fn an_announcement(desk: DeskId, number: u8, luck: &[u8; 32], paper: &[u8]) -> Value {
    let own = *hash(&[luck.as_slice(), &[number]].concat()).as_bytes();
    let id = a_version_7(&own);
    let (dossier_id, submission_id) = (DossierId::from_bytes(id), SubmissionId::from_bytes(id));
    let form = json!({
        "format": 1, "dossier_id": dossier_id, "submission_id": submission_id, "revision": 1,
        "declaration": { "note": "x".repeat(3000) },
    });
    let form = form.to_string().into_bytes();
    let line = |component: Option<&str>, media: &str, bytes: &[u8]| PartLine {
        component: component.map(|id| id.parse().unwrap()),
        name: Line::new("tep"),
        media: media.to_owned(),
        size: bytes.len() as u64,
        sha256: hash(bytes),
    };
    let paper = line(Some("giay-chung-sinh"), "application/pdf", paper);
    let manifest = Manifest {
        format: manifest::FORMAT,
        dossier_id,
        submission_id,
        revision: Revision::FIRST,
        parent_submission_id: None,
        desk_id: desk,
        procedure: "1.001193".parse().unwrap(),
        parts: vec![line(None, "application/json", &form), paper],
    };
    let (manifest, _) = manifest.freeze().unwrap();
    json!(Announcement::Revision { manifest: Bytes(manifest), form: Bytes(form) })
}

/// A line that brings a few bytes at a time, and is never done.
pub struct SlowLine {
    line: StreamOwned<ClientConnection, TcpStream>,
    left: Vec<u8>,
    said: usize,
    is_stream: bool,
}

impl SlowLine {
    pub fn say(&mut self, bytes: usize) {
        let end = (self.said + bytes).min(self.left.len() - 1);
        self.line.write_all(&self.left[self.said..end]).unwrap();
        self.line.flush().unwrap();
        self.said = end;
    }

    /// Whether the gateway has neither answered nor hung up. On a stream it says now and then what it
    /// has taken.
    pub fn is_heard(&mut self) -> bool {
        self.line.sock.set_nonblocking(true).unwrap();
        let told = self.line.read(&mut [0; 16]);
        self.line.sock.set_nonblocking(false).unwrap();
        match told {
            Ok(count) => count > 0 && self.is_stream,
            Err(error) => error.kind() == std::io::ErrorKind::WouldBlock,
        }
    }
}

/// A line on which everything is asked at once.
pub struct HonestLine<'h> {
    house: &'h House,
    line: StreamOwned<ClientConnection, TcpStream>,
}

impl HonestLine<'_> {
    /// Asks for the feed as the last desk; gives the status.
    pub fn asks(&mut self) -> String {
        let desk = self.house.desks.last().unwrap();
        let head = self.house.head(desk, &format!("GET {}", path::FEED), &[]);
        self.line.write_all(head.as_bytes()).unwrap();
        let told = read_head(&mut self.line);
        let length = told.lines().find_map(|line| line.strip_prefix("content-length: "));
        let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
        self.line.read_exact(&mut body).unwrap();
        told.split(' ').nth(1).unwrap_or_default().to_owned()
    }
}

fn read_head(line: &mut impl Read) -> String {
    let (mut read, mut byte) = (vec![], [0]);
    while !read.ends_with(b"\r\n\r\n") && line.read(&mut byte).is_ok_and(|count| count == 1) {
        read.push(byte[0]);
    }
    String::from_utf8(read).unwrap()
}

/// A gateway that is served by a process of its own, until this is dropped.
pub struct Server {
    child: Child,
    address: SocketAddr,
}

impl Server {
    /// How much memory the process has for itself, in bytes: what it shares is shared out.
    pub fn memory(&self) -> u64 {
        let rollup = format!("/proc/{}/smaps_rollup", self.child.id());
        let rollup = std::fs::read_to_string(rollup).unwrap();
        let pss = rollup.lines().find_map(|line| line.strip_prefix("Pss:")).unwrap();
        pss.trim().trim_end_matches(" kB").trim().parse::<u64>().unwrap() * 1024
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Serves the gateway that [`HOME`] names, until it is killed.
pub fn serve() {
    let home = PathBuf::from(std::env::var_os(HOME).expect("a folder"));
    let place = |name: &str| Path::new(&home).join(name).into_os_string();
    let words = ["nopho-portal", "serve", "--json", "--listen", "127.0.0.1:0"].map(OsString::from);
    let named = [("--data", "data"), ("--keys", "keys"), ("--tls-cert", "tls.pem")];
    let named = named.into_iter().chain([("--tls-key", "tls.key")]);
    let named = named.flat_map(|(option, name)| [OsString::from(option), place(name)]);
    let args = words.into_iter().chain(named).collect();
    portal::shell::run(args, &World::real(), &mut std::io::stdout(), &mut std::io::stderr());
}
