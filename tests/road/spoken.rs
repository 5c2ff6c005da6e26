//! Every trouble of the road: what the desk concludes from it, and what the clerk then reads. Two of
//! them may read alike only where the clerk has the same to do.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::thread;

use bridge::{Language, Words};
use courier::{Standing, Trouble};
use link::{LinkError, Proxy, RoadOptions};
use wire::problem::{Problem, Reason};

use crate::certificates::Authority;
use crate::desk::{Desk, End, a_desk, trouble};
use crate::gateway::{Gateway, refusal, refused};
use crate::server::{Reply, Server};

/// What the clerk has to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Deed {
    LookAtTheCable,
    Wait,
    SignInToTheWifi,
    AskForThePassword,
    HaveTheAddressChecked,
    GoToAnotherNetwork,
    HaveTheReaderTurnedOff,
    AskTheProvinceForRoom,
    AskTheProvinceForTheRight,
    HaveTheDeskChecked,
    Update,
}

impl Deed {
    /// The words by which the clerk is told.
    fn words(self) -> &'static str {
        match self {
            Self::LookAtTheCable => "Hãy xem lại dây mạng, Wi-Fi hoặc 4G",
            Self::Wait => "tự gửi",
            Self::SignInToTheWifi => "Hãy mở trình duyệt để đăng nhập Wi-Fi, rồi bấm Gửi ngay",
            Self::AskForThePassword => "nhờ người phụ trách mạng cho máy này tới hệ thống tỉnh",
            Self::HaveTheAddressChecked => "người phụ trách kỹ thuật kiểm tra địa chỉ",
            Self::GoToAnotherNetwork => "hãy đổi sang mạng khác",
            Self::HaveTheReaderTurnedOff => "nhờ người phụ trách mạng tắt việc soi",
            Self::AskTheProvinceForRoom => "đã đầy nên chưa nhận thêm được",
            Self::AskTheProvinceForTheRight => "Hãy liên hệ với tỉnh; khi được cấp lại",
            Self::HaveTheDeskChecked => "Xin báo tỉnh kiểm tra; có thể phải ghi danh lại",
            Self::Update => "Hãy cập nhật phần mềm rồi bấm Gửi ngay",
        }
    }
}

/// What happens, how it happens to a desk, what it concludes, and what the clerk has to do.
type Row = (&'static str, fn(&Desk) -> Standing, Trouble, Deed);

fn rows() -> Vec<Row> {
    use Trouble::{
        Broken, Busy, DiskFull, Down, Intercepted, LoginPage, NotTheGateway, ProxyRefuses, Revoked,
        SignedOut, TooOld, Unreachable, Untrusted,
    };
    vec![
        ("no way leads there", no_way, Unreachable, Deed::LookAtTheCable),
        ("the connection ends", cut, Unreachable, Deed::LookAtTheCable),
        ("nobody listens", closed, Down, Deed::Wait),
        ("a login page by 200", |d| page(d, 200), LoginPage, Deed::SignInToTheWifi),
        ("a login page by 302", |d| page(d, 302), LoginPage, Deed::SignInToTheWifi),
        ("a login page by 511", |d| page(d, 511), LoginPage, Deed::SignInToTheWifi),
        ("a proxy's 407", |d| page(d, 407), ProxyRefuses, Deed::AskForThePassword),
        ("a tunnel's 407", tunnel_407, ProxyRefuses, Deed::AskForThePassword),
        ("a stranger", |d| page(d, 404), NotTheGateway, Deed::HaveTheAddressChecked),
        ("no TLS", no_tls, NotTheGateway, Deed::HaveTheAddressChecked),
        ("another server's name", other_name, Untrusted, Deed::GoToAnotherNetwork),
        ("something reads along", intercepted, Intercepted, Deed::HaveTheReaderTurnedOff),
        ("a full disk", |d| word(d, Reason::DiskFull), DiskFull, Deed::AskTheProvinceForRoom),
        ("507 by a front", |d| page(d, 507), DiskFull, Deed::AskTheProvinceForRoom),
        ("revoked", |d| word(d, Reason::Revoked), Revoked, Deed::AskTheProvinceForTheRight),
        ("not believed", |d| word(d, Reason::SignedOut), SignedOut, Deed::HaveTheDeskChecked),
        ("429", |d| page(d, 429), Busy, Deed::Wait),
        ("503", |d| word(d, Reason::Busy), Busy, Deed::Wait),
        ("502", |d| page(d, 502), Broken, Deed::Wait),
        ("426", too_old, TooOld("9.0.0".to_owned()), Deed::Update),
    ]
}

fn told(desk: &Desk, reply: impl Fn() -> Reply + Send + 'static) -> Standing {
    let gateway = Arc::new(Gateway::default());
    let server = Server::plain(gateway.clone());
    gateway.has_a_day(move |_| Some(reply()));
    desk.sends_to(server.port())
}

fn page(desk: &Desk, status: u16) -> Standing {
    let page = move || Reply::new(status, "text/html", "<html>Please log in</html>");
    told(desk, move || page().with("location", "http://192.0.2.1/login"))
}

fn word(desk: &Desk, reason: Reason) -> Standing {
    told(desk, move || refused(reason))
}

fn too_old(desk: &Desk) -> Standing {
    let problem = Problem::new(Reason::ClientTooOld, "test");
    told(desk, move || {
        refusal(&Problem { min_client: Some("9.0.0".to_owned()), ..problem.clone() })
    })
}

fn cut(desk: &Desk) -> Standing {
    told(desk, || Reply::wire(""))
}

fn closed(desk: &Desk) -> Standing {
    let port = Server::plain(Arc::new(Gateway::default())).port();
    desk.sends_to(port)
}

/// The system itself refuses to connect to everybody at once.
fn no_way(desk: &Desk) -> Standing {
    along(desk, "https://255.255.255.255", RoadOptions::default())
}

fn along(desk: &Desk, address: &str, options: RoadOptions) -> Standing {
    let proxy = if options.proxy == Proxy::System { Proxy::None } else { options.proxy };
    desk.sends_along(desk.road(address, &RoadOptions { proxy, ..options }))
}

fn no_tls(desk: &Desk) -> Standing {
    let server = Server::plain(Arc::new(Gateway::default()));
    along(desk, &format!("https://127.0.0.1:{}", server.port()), RoadOptions::default())
}

fn shows(desk: &Desk, shown: &Authority, name: &str, believed: &Authority) -> Standing {
    let server = Server::encrypted(Arc::new(Gateway::default()), shown.server(name));
    let options = RoadOptions { authorities: believed.pem.clone(), ..RoadOptions::default() };
    along(desk, &format!("https://localhost:{}", server.port()), options)
}

fn other_name(desk: &Desk) -> Standing {
    let ours = Authority::new();
    shows(desk, &ours, "elsewhere.example", &ours)
}

/// A firewall that reads along shows a certificate of the right name, given by itself.
fn intercepted(desk: &Desk) -> Standing {
    shows(desk, &Authority::new(), "localhost", &Authority::new())
}

fn tunnel_407(desk: &Desk) -> Standing {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let proxy = Proxy::At(format!("http://{}", listener.local_addr().unwrap()));
    thread::spawn(move || {
        for client in listener.incoming().map_while(Result::ok) {
            let mut line = std::io::BufReader::new(client.try_clone().unwrap());
            let _ = crate::server::head(&mut line);
            let refusal =
                b"HTTP/1.1 407 x\r\nproxy-authenticate: Basic\r\ncontent-length: 0\r\n\r\n";
            let _ = std::io::Write::write_all(&mut &client, refusal);
        }
    });
    along(desk, "https://cong.example.vn", RoadOptions { proxy, ..RoadOptions::default() })
}

fn said(trouble: &Trouble, language: Language) -> String {
    let code = LinkError::Trouble(trouble.clone()).code();
    Words::in_language(language).trouble(code)
}

#[test]
fn every_trouble_is_concluded_and_said_with_what_is_to_be_done() {
    for (what, happens, expected, deed) in rows() {
        let desk = a_desk();

        let standing = happens(&desk);

        let concluded = trouble(&standing);
        assert_eq!(concluded.as_ref(), Some(&expected), "{what}: {standing:?}");
        assert_eq!((standing.waiting, desk.end(1)), (1, None::<End>), "{what}: it waits");
        let spoken = said(&expected, Language::Vietnamese);
        assert!(spoken.contains("Hồ sơ vẫn an toàn trên máy này."), "{what}: {spoken}");
        assert!(spoken.contains(deed.words()), "{what}: {spoken}");
        let english = said(&expected, Language::English);
        assert!(english.contains("The dossiers are safe on this machine."), "{what}: {english}");
    }
}

#[test]
fn troubles_read_alike_only_where_the_same_is_to_be_done() {
    let mut deeds: BTreeMap<String, Deed> = BTreeMap::new();
    for (what, _, trouble, deed) in rows() {
        let spoken = said(&trouble, Language::Vietnamese);
        let first = *deeds.entry(spoken).or_insert(deed);
        assert_eq!(first, deed, "{what} reads like something else");
    }
    let others = |mine: Deed| rows().into_iter().filter(move |(.., deed)| *deed != mine);
    for (what, _, _, deed) in rows().into_iter().filter(|(.., deed)| *deed != Deed::Wait) {
        for (other, _, trouble, _) in others(deed) {
            let spoken = said(&trouble, Language::Vietnamese);
            assert!(!spoken.contains(deed.words()), "{other} asks for the deed of {what}");
        }
    }
}

#[test]
fn form_that_is_too_large_for_a_front_is_set_aside_with_words_and_the_rest_goes_on() {
    let desk = a_desk();
    desk.takes(2, 5_000);
    let gateway = Arc::new(Gateway::default());
    let server = Server::plain(gateway.clone());
    gateway.has_a_day(|asked| {
        let is_the_first = asked.announced().is_some_and(|read| {
            let text = serde_json::to_string(&read).unwrap();
            text.contains(&crate::desk::submission(1).to_string())
        });
        is_the_first.then(|| Reply::new(413, "text/html", "<html>413</html>"))
    });

    let standing = desk.sends_to(server.port());

    let Some(End::SetAside(problem)) = desk.end(1) else { panic!("{standing:?}") };
    let spoken = Words::in_language(Language::Vietnamese).reason(&problem.into());
    assert!(spoken.contains("Máy chủ đứng trước hệ thống tỉnh"), "{spoken}");
    assert!(spoken.contains("Hồ sơ vẫn an toàn trên máy này"), "{spoken}");
    assert!(spoken.contains("Xin báo tỉnh nới mức cho phép, rồi bấm Gửi lại"), "{spoken}");
    assert_eq!(desk.end(2), Some(End::Delivered), "the other is small enough");
}

#[test]
fn nothing_goes_twice_when_the_line_breaks_after_the_gateway_has_taken_it() {
    for place in [wire::path::ANNOUNCEMENTS, wire::path::UPLOADS] {
        let desk = a_desk();
        let gateway = Arc::new(Gateway::default());
        let server = Server::plain(gateway.clone());
        let losing = gateway.clone();
        gateway.has_a_day(move |asked| {
            let is_lost = asked.method != "HEAD" && asked.path.starts_with(place);
            is_lost.then(|| {
                losing.takes(asked);
                Reply::wire("")
            })
        });

        desk.sends_to(server.port());
        gateway.is_well_again();
        desk.sends_to(server.port());

        assert_eq!(desk.end(1), Some(End::Delivered), "{place}");
        let (key, page) = (crate::desk::key(1), desk.page(1));
        assert_eq!(gateway.part(key, 1), page, "{place}: each byte once");
    }
}
