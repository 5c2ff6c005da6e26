//! A gateway in a process of its own, served over TLS, and a crowd of desks before it whose lines are slow:
//! they bring a few bytes at a time, or take none.

mod desk;
mod line;

use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use catalogue::package::Package;
use catalogue::shipped;
use domain::moment::Millis;
use portal::setup::{Beginning, MIN_CLIENT, init};
use portal::{Gateway, World};
use rustls::pki_types::CertificateDer;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use seal::hash::hash;
use seal::{Fingerprint, SigningKey, key_file};
use tempfile::TempDir;
use wire::bearer::Bearer;
use wire::keys::catalogue_key_id;
use wire::path;

use desk::Desk;
pub use line::{HonestLine, Kind, SlowLine};

/// Where a server of its own finds its gateway.
pub const HOME: &str = "NOPHO_TEST_HOME";
/// How long a line waits for an answer, before the test fails.
const PATIENCE: Duration = Duration::from_secs(120);
/// How often a test looks whether everything has been read, before it fails.
const LOOKS: usize = 100_000;
/// How often in a row nothing may have changed before it is believed to be over.
const SURE: usize = 5;

/// A gateway that is set up, with desks that are slow, one that reads results and one that is honest.
pub struct House {
    home: TempDir,
    gateway: Fingerprint,
    desks: Vec<Desk>,
    reader: Desk,
    honest: Desk,
    /// Where the reader's result is fetched.
    result: String,
    /// Where the package of the catalogue is fetched.
    package: String,
    client: Arc<ClientConfig>,
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
        let reader = Desk::enrolled(&gateway, desks);
        Self {
            gateway: gateway.fingerprint(),
            desks: (0..desks).map(|number| Desk::enrolled(&gateway, number)).collect(),
            result: reader.given_a_result(&gateway),
            reader,
            honest: Desk::enrolled(&gateway, desks + 1),
            package: published(home.path()),
            client: client(made.cert.der().clone()),
            home,
        }
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
}

fn client(root: CertificateDer<'static>) -> Arc<ClientConfig> {
    let mut roots = RootCertStore::empty();
    roots.add(root).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider);
    let config = config.with_safe_default_protocol_versions().unwrap();
    Arc::new(config.with_root_certificates(roots).with_no_client_auth())
}

/// Publishes the program's own catalogue under a key of the province; tells where it is fetched.
fn published(home: &Path) -> String {
    let (key, file) = (home.join("catalogue.key"), home.join("package"));
    let root = home.join("keys").join("root.key");
    run(home, &["catalogue-key"], &[("--root", &root), ("-o", &key)]);
    let text = std::fs::read_to_string(&key).unwrap();
    let key = SigningKey::from_seed(&key_file::seed(key_file::CATALOGUE, &text).unwrap());
    let files = shipped::package(&shipped::catalogue().unwrap()).unwrap().files().clone();
    let package = Package::of(files, Millis::new(1)).unwrap();
    let package = package.signed(&catalogue_key_id(&key.public()), &key).bytes().unwrap();
    std::fs::write(&file, &package).unwrap();
    run(home, &["catalogue", "publish", file.to_str().unwrap()], &[]);
    format!("{}/{}", path::CATALOGUE, hash(&package))
}

fn run(home: &Path, words: &[&str], files: &[(&str, &Path)]) {
    let (data, keys) = (home.join("data"), home.join("keys"));
    let files = [files, &[("--data", &data), ("--keys", &keys)]].concat();
    let files = files.into_iter().flat_map(|(option, file)| [option.into(), file.into()]);
    let words = ["nopho-portal"].iter().chain(words).map(OsString::from);
    let (mut out, mut err) = (vec![], vec![]);
    let code = portal::shell::run(words.chain(files).collect(), &World::real(), &mut out, &mut err);
    assert_eq!(code, 0, "{}", String::from_utf8_lossy(&err));
}

/// A gateway that is served by a process of its own, until this is dropped.
pub struct Server {
    child: Child,
    address: SocketAddr,
}

/// Its connections, as the system knows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Sockets {
    open: usize,
    /// Bytes that the other side has not taken.
    unsent: u64,
    /// Bytes that the gateway has not read.
    unread: u64,
}

impl Server {
    /// How much memory the process has, in bytes.
    pub fn memory(&self) -> u64 {
        let status = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(status).unwrap();
        let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        resident.trim().trim_end_matches(" kB").trim().parse::<u64>().unwrap() * 1024
    }

    /// Waits until so many lines are open beside the honest one, everything that was said on them is read,
    /// and nothing more can be said to them.
    pub fn settles(&self, honest: &mut HonestLine<'_>, lines: usize) {
        let (mut before, mut times) = (self.sockets(), 0);
        for _ in 0..LOOKS {
            assert_eq!(honest.looks_at_the_clock(), "204");
            let now = self.sockets();
            let is_over = now.unread == 0 && now.open == lines + 1 && now == before;
            (before, times) = (now, if is_over { times + 1 } else { 0 });
            if times == SURE {
                return;
            }
        }
        panic!("{before:?}, where {lines} lines and an honest one should be");
    }

    fn sockets(&self) -> Sockets {
        let table = std::fs::read_to_string("/proc/net/tcp").unwrap();
        let here = format!(":{:04X}", self.address.port());
        let mut sockets = Sockets { open: 0, unsent: 0, unread: 0 };
        for line in table.lines().skip(1) {
            let words: Vec<_> = line.split_whitespace().collect();
            let is_open = words[3] == "01";
            if is_open && words[1].ends_with(&here) {
                let (unsent, unread) = words[4].split_once(':').unwrap();
                let number = |text| u64::from_str_radix(text, 16).unwrap();
                sockets.open += 1;
                sockets.unsent += number(unsent);
                sockets.unread += number(unread);
            }
        }
        sockets
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
