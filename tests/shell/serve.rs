//! `nopho serve`: the window over HTTP, and who is kept out of it.

use serde_json::{Value, json};

use crate::browser::{Answer, Events, Window};
use crate::table::{Shell, a_form, code, failure};

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n";

/// Begins a dossier through the window; gives its id.
fn begin(window: &Window) -> String {
    let form = json!({ "procedure": "1.001193", "form": a_form() });
    let (status, begun) = window.call("dossiers.begin", &form);
    assert_eq!(status, 200, "{begun}");
    begun["dossier_id"].as_str().unwrap().to_owned()
}

fn attach(window: &Window, dossier: &str, name: &str, bytes: &[u8]) -> Answer {
    let query = format!("dossier={dossier}&component=giay-chung-sinh&name={name}&language=en");
    window.send(&window.ask("POST", &format!("/attach?{query}")).carrying(bytes))
}

/// What a page of the window needs to be allowed to do nothing else.
fn is_hardened(answer: &Answer) -> bool {
    let policy = answer.header("Content-Security-Policy").unwrap_or_default();
    let others = [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ];
    policy.contains("default-src 'none'")
        && policy.contains("frame-ancestors")
        && others.iter().all(|(name, value)| answer.header(name) == Some(value))
        && answer.header("Access-Control-Allow-Origin").is_none()
}

#[test]
fn address_is_printed_with_its_token_before_anybody_asks() {
    let shell = Shell::new();

    let window = Window::locked(&shell);

    let token = &window.token;
    assert_eq!(window.url, format!("http://127.0.0.1:{}/#token={token}", window.port));
    assert_eq!((token.len(), window.port > 0), (32, true));
    assert!(token.bytes().all(|b| b.is_ascii_hexdigit()), "{token}");
    assert_ne!(*token, Window::locked(&shell).token, "each start has its own");
}

#[test]
fn anything_but_this_machine_is_wrong_use() {
    let shell = Shell::new();
    for listen in ["0.0.0.0:0", "192.168.1.7:8080", "[::]:0", "8080", "nopho.vn:80"] {
        let (ended, answer) = shell.ask(&["serve", "--listen", listen]);

        assert_eq!((ended, failure(&answer)), (1, "listen-not-loopback"), "{listen}");
        assert!(answer["message"].as_str().unwrap().contains(listen), "{answer}");
    }
    let window = Window::locked(&shell);
    let (ended, answer) = shell.ask(&["serve", "--listen", &window.here()]);
    assert_eq!((ended, failure(&answer)), (1, "listen-taken"));
}

#[test]
fn wrong_key_given_by_hand_ends_with_five_as_everywhere() {
    let shell = Shell::with_desk();
    shell.write("passphrase", b"another passphrase");

    let (ended, answer) = shell.ask(&["serve"]);

    assert_eq!((ended, failure(&answer)), (5, "wrong-passphrase"));
}

#[test]
fn command_is_carried_out_for_the_window() {
    let shell = Shell::with_desk();
    let window = Window::open(&shell);

    let id = begin(&window);
    let (status, listed) = window.call("dossiers.list", &json!({}));
    let (unknown, refused) = window.call("desk.fly", &json!({}));

    assert_eq!((status, &listed[0]["dossier_id"]), (200, &json!(id)));
    assert_eq!((unknown, &refused["code"]), (400, &json!("no-such-command")));
    assert_eq!(refused["kind"], "usage");
    assert_eq!(refused["said"], "There is no command desk.fly.");
}

#[test]
fn desk_is_set_up_and_unlocked_in_the_window() {
    let shell = Shell::new();
    let window = Window::locked(&shell);

    let (asked, fresh) = window.call("host.status", &json!({}));
    let done = shell.init(&["--recovery-out", &shell.path("card.txt")]);
    assert_eq!(code(&done), 0);
    let (_, locked) = window.call("host.status", &json!({}));
    let (early, closed) = window.call("dossiers.list", &json!({}));
    let wrong = json!({ "way": "passphrase", "secret": "not the passphrase" });
    let right = json!({ "way": "passphrase", "secret": "chim hoa la canh" });
    let (refused, said) = window.call("host.unlock", &wrong);
    let (opened, open) = window.call("host.unlock", &right);

    assert_eq!((asked, &fresh["state"], &locked["state"]), (200, &json!("new"), &json!("locked")));
    assert_eq!((early, &closed["kind"]), (403, &json!("locked")));
    assert_eq!((refused, &said["code"]), (403, &json!("wrong-passphrase")));
    assert_eq!((opened, &open["state"]), (200, &json!("open")));
}

#[test]
fn paper_comes_back_byte_for_byte() {
    let shell = Shell::with_desk();
    let window = Window::open(&shell);
    let id = begin(&window);
    let mut large = PDF.to_vec();
    large.splice(9..9, (0..3_000_000_u32).map(|n| n.to_le_bytes()[1]));

    for (name, bytes) in [("Gi%E1%BA%A5y.pdf", PDF.to_vec()), ("to.pdf", large)] {
        let attached = attach(&window, &id, name, &bytes);
        assert_eq!(attached.status, 200, "{}", attached.text());
        let page = attached.json()["page_id"].as_str().unwrap().to_owned();
        let path = format!("/asset/pages/{id}/{page}?t={}", window.token);
        let shown = window.send(&window.plain("GET", &path));

        assert_eq!((shown.status, shown.header("Content-Type")), (200, Some("application/pdf")));
        assert!(shown.body == bytes, "{} bytes of {}", shown.body.len(), bytes.len());
        let policy = shown.header("Content-Security-Policy").unwrap();
        assert!(policy.contains("frame-ancestors 'self'"), "{policy}");
        assert_eq!(shown.header("Content-Disposition"), Some("inline"));
        assert_eq!(shown.header("Cache-Control"), Some("no-store"));
        assert!(is_hardened(&shown));
    }
    let (_, page) = window.call("dossiers.show", &json!({ "dossier": id }));
    assert!(page.to_string().contains("Giấy.pdf"), "the name is read as it was written: {page}");
}

#[test]
fn paper_that_cannot_be_taken_is_refused_in_words() {
    let shell = Shell::with_desk();
    let window = Window::open(&shell);
    let id = begin(&window);

    let program = attach(&window, &id, "a.exe", b"MZ\x90 a program");
    let too_large = attach(&window, &id, "a.pdf", &vec![b'x'; 51 * 1024 * 1024]);
    let nowhere = attach(&window, "khong-co", "a.pdf", PDF);
    let unsaid = window.send(&window.ask("POST", "/attach?dossier=x").carrying(PDF));
    let no_page = window.send(&window.ask("GET", &format!("/asset/pages/{id}/{id}")));

    assert_eq!((program.status, program.code()), (422, "file-unknown".to_owned()));
    assert_eq!((too_large.status, too_large.code()), (413, "file-too-large".to_owned()));
    assert_eq!(nowhere.status, 422, "{}", nowhere.text());
    assert_eq!((unsaid.status, unsaid.code()), (400, "bad-arguments".to_owned()));
    assert!((400..500).contains(&no_page.status), "{}", no_page.text());
    assert_eq!(no_page.header("Content-Type"), Some("application/json"));
}

#[test]
fn nobody_comes_in_without_the_token_and_nobody_learns_anything() {
    let shell = Shell::with_desk();
    let window = Window::open(&shell);
    let call = |command: &str, language: &str| {
        json!({ "command": command, "args": {}, "language": language }).to_string()
    };
    let post = |body: &str| window.send(&window.plain("POST", "/call").carrying(body.as_bytes()));

    let known = post(&call("dossiers.list", "vi"));
    let others = [post(&call("desk.fly", "vi")), post("{ not json")];
    let english = post(&call("dossiers.list", "en"));
    let guessed = window.send(&window.plain("GET", "/events").with("X-Nopho-Token", "guess"));
    let places = ["/asset/pages/x/y", "/asset/pages/x/y?t=0", "/events", "/events?language=en"]
        .map(|path| window.send(&window.plain("GET", path)));

    assert_eq!((known.status, known.code()), (401, "window-token".to_owned()));
    assert!(others.iter().all(|other| other.status == 401 && other.body == known.body));
    assert!(known.text().contains("Cửa sổ này không còn quyền"), "{}", known.text());
    assert!(english.text().contains("This window may no longer"), "{}", english.text());
    assert!(places.iter().chain([&guessed]).all(|place| place.status == 401));
    assert!(places[3].text().contains("This window"), "{}", places[3].text());
    assert!(places.iter().chain([&known]).all(is_hardened));
}

#[test]
fn guesses_are_slowed_down_and_the_clerk_is_not() {
    let shell = Shell::new();
    let window = Window::locked(&shell);
    let guess = |n: u32| {
        let path = format!("/events?t={n:032x}&language=en");
        window.send(&window.plain("GET", &path)).status
    };

    let statuses: Vec<_> = (0..25).map(guess).collect();
    let (clerk, _) = window.call("host.status", &json!({}));

    assert_eq!(statuses[..20], [401; 20]);
    assert_eq!(statuses[20..], [429; 5]);
    assert_eq!(clerk, 200, "whoever guesses shuts nobody out");
}

#[test]
fn request_from_elsewhere_is_refused_even_with_the_token() {
    let shell = Shell::with_desk();
    let window = Window::open(&shell);
    let body = json!({ "command": "dossiers.list", "args": {}, "language": "vi" }).to_string();
    let call = window.ask("POST", "/call").carrying(body.as_bytes());
    let page = window.ask("GET", "/");
    let other_port = format!("http://127.0.0.1:{}", window.port ^ 1);

    let foreign = [
        call.clone().with("Host", "nopho.evil.vn"),
        call.clone().with("Host", "127.0.0.1"),
        call.clone().without("Host"),
        call.clone().with("Origin", "http://evil.vn"),
        call.clone().with("Origin", "null"),
        call.clone().with("Origin", &other_port),
        call.clone().without("Origin"),
        call.clone().with("Sec-Fetch-Site", "cross-site"),
        call.clone().with("Sec-Fetch-Site", "same-site"),
        page.clone().with("Host", "nopho.evil.vn"),
        page.clone().with("Sec-Fetch-Site", "cross-site"),
    ];

    for ask in foreign {
        let answer = window.send(&ask);
        let is_refused = answer.status == 403 && answer.code() == "window-foreign";
        // A request without any Host is no HTTP at all.
        assert!(is_refused || answer.status == 400, "{} {}", answer.status, answer.text());
    }
    assert_eq!(window.send(&call).status, 200);
    assert_eq!(window.send(&page.with("Sec-Fetch-Site", "none")).status, 200, "typed by hand");
}

#[test]
fn window_itself_needs_no_token_and_what_is_not_there_is_said() {
    let shell = Shell::new();
    let window = Window::locked(&shell);
    let get = |path: &str| window.send(&window.plain("GET", path));

    let index = get("/");
    let (nowhere, dots) = (get("/nowhere.js"), get("/../../etc/passwd"));
    let wrong_way = window.send(&window.ask("POST", "/"));
    let read_call = get("/call");

    assert_eq!((index.status, index.header("Cache-Control")), (200, Some("no-cache")));
    assert!(index.header("Content-Type").unwrap().starts_with("text/html"));
    assert!([&index, &nowhere, &wrong_way].into_iter().all(is_hardened));
    for absent in [nowhere, dots, wrong_way, read_call] {
        assert_eq!((absent.status, absent.code()), (404, "window-place".to_owned()));
    }
    let tag = index.header("ETag").unwrap();
    let again = window.send(&window.plain("GET", "/").with("If-None-Match", tag));
    assert_eq!((again.status, again.body.len()), (304, 0));
}

#[cfg(not(feature = "window"))]
#[test]
fn build_without_a_window_says_so_in_both_languages() {
    let shell = Shell::new();
    let window = Window::locked(&shell);

    let page = window.send(&window.plain("GET", "/")).text();

    assert!(page.contains("không kèm cửa sổ làm việc"), "{page}");
    assert!(page.contains("without its window") && page.contains("npm run build"), "{page}");
}

#[test]
fn change_is_told_to_every_window() {
    let shell = Shell::with_desk();
    let window = Window::open(&shell);
    let mut ears = [Events::of(&window), Events::of(&window)];

    let id = begin(&window);

    for ear in &mut ears {
        let dossiers = |change: &Value| change["topic"] == "dossiers";
        let change = std::iter::from_fn(|| ear.next()).find(dossiers).unwrap();
        assert_eq!(change["dossier_id"], json!(id));
        assert_eq!(change.as_object().unwrap().len(), 2, "nothing of what changed: {change}");
    }
}

#[test]
fn second_window_on_the_folder_starts_and_says_that_it_is_held() {
    let shell = Shell::with_desk();
    let first = Window::open(&shell);
    let second = Window::open(&shell);

    let key = json!({ "way": "passphrase", "secret": "chim hoa la canh" });
    let (status, held) = second.call("host.unlock", &key);

    assert_eq!((status, &held["kind"]), (423, &json!("held")));
    let said = held["said"].as_str().unwrap();
    assert!(said.starts_with("nopho serve (process ") && said.contains("is using"), "{said}");
    drop(first);
    assert_eq!(second.call("host.unlock", &key).0, 200, "the folder is free");
}

#[cfg(unix)]
#[test]
fn window_that_is_told_to_end_ends_its_streams_and_frees_the_folder() {
    let shell = Shell::with_desk();
    let window = Window::open(&shell);
    let id = begin(&window);
    let mut events = Events::of(&window);

    let (ended, whispered) = window.end();
    let rest = std::iter::from_fn(|| events.next()).count();

    assert_eq!((ended, rest), (Some(0), 0), "{whispered}");
    let (listed, dossiers) = shell.ask(&["list"]);
    assert_eq!((listed, &dossiers[0]["dossier_id"]), (0, &json!(id)), "the folder is free");
    assert_eq!(whispered, "", "nothing went wrong");
}
