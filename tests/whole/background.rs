//! The window's own delivery: what is submitted goes out by itself, whoever looks sees how far it is,
//! and nobody holds the folder once the desk is locked.

use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use bridge::{Changed, Host, Language, OpenWith, Topic};
use portal::Policy;
use serde_json::{Value, json};
use testkit::desks::ClosedDesk;
use testkit::{a_birth_dossier, a_desk, a_world};

use crate::inside::Inside;
use crate::tls::now;

/// How long anything may take before the test has failed.
const PATIENCE: Duration = Duration::from_secs(30);

/// A window over a desk on which one draft is ready to be submitted.
struct Window {
    closed: ClosedDesk,
    host: Host,
    told: Receiver<Changed>,
    dossier: String,
}

impl Window {
    fn new() -> Self {
        let world = a_world(5);
        world.clock.set(now());
        let desk = a_desk().in_world(world).opened();
        let dossier = a_birth_dossier().with_pages(3).begun(&desk).dossier.to_string();
        let closed = desk.closed();
        let host = Host::at(closed.world.world(), closed.root(), "test");
        let (tell, told) = mpsc::channel();
        host.watch(Box::new(move |changed| drop(tell.send(changed.clone()))));
        host.deliver_in_background();
        host.unlock(OpenWith::Keyring, None).unwrap();
        Self { closed, host, told, dossier }
    }

    fn at(gateway: &Inside) -> Self {
        let window = Self::new();
        let code = gateway.code().text().to_string();
        window.call("gateway.enroll", json!({ "url": gateway.url(), "code": code, "ca": null }));
        window
    }

    fn call(&self, command: &str, args: Value) -> Value {
        let answer = self.host.call(command, args, Language::Vietnamese);
        answer.unwrap_or_else(|failure| panic!("{command}: {failure:?}"))
    }

    fn submit(&self) {
        self.call("submissions.submit", json!({ "dossier": self.dossier }));
    }

    fn standing(&self) -> Value {
        let page = self.call("dossiers.open", json!({ "dossier": self.dossier }));
        page["standing"]["word"].clone()
    }

    fn road(&self) -> Value {
        self.call("road.show", json!({}))
    }

    /// Whether a round with the gateway has ended well, and nothing waits.
    fn has_rested(&self) -> bool {
        let road = self.road();
        road["state"] == "idle" && road["tried_at"].is_string()
    }

    /// Looks again whenever something has changed, as a window does; gives the topics it heard of.
    fn waits_until(&self, holds: impl Fn(&Self) -> bool) -> Vec<Topic> {
        let mut heard = Vec::new();
        while !holds(self) {
            let changed = self.told.recv_timeout(PATIENCE);
            heard.push(changed.unwrap_or_else(|_| panic!("no more: {}", self.road())).topic);
        }
        heard
    }
}

#[test]
fn what_is_submitted_in_the_window_arrives_by_itself() {
    let gateway = Inside::in_clear(Policy::default());
    let window = Window::at(&gateway);

    window.submit();
    let heard = window.waits_until(|window| window.standing() == "delivered");
    window.waits_until(Window::has_rested);

    for topic in [Topic::Dossiers, Topic::Queue, Topic::Road] {
        assert!(heard.contains(&topic), "{topic:?} was not told: {heard:?}");
    }
    let page = window.call("dossiers.open", json!({ "dossier": window.dossier }));
    let has_receipt = |paper: &Value| paper["receipt_at"].is_string();
    assert!(page["papers"].as_array().unwrap().iter().all(has_receipt), "{page}");
    let by_the_gateway = |moment: &&Value| moment["whose"] == "gateway";
    assert!(page["moments"].as_array().unwrap().iter().any(|moment| by_the_gateway(&moment)));
    assert!(window.call("queue.look", json!({}))["rows"].as_array().unwrap().is_empty());
}

#[test]
fn window_without_a_gateway_waits_and_is_locked_at_once() {
    let gateway = Inside::in_clear(Policy::default());
    let window = Window::at(&gateway);
    window.waits_until(Window::has_rested);
    drop(gateway);

    window.submit();
    window.waits_until(|window| {
        let road = window.road();
        let said = road["said"].as_str().unwrap();
        road["state"] == "waiting" && said.starts_with("Có mạng, hệ thống tỉnh đang tạm ngừng")
    });

    let road = window.road();
    assert_eq!((&road["waiting"], &road["is_sending"]), (&json!(1), &json!(false)));
    assert!(road["said"].as_str().unwrap().ends_with("1 hồ sơ chờ gửi, an toàn trên máy này"));
    assert_eq!(window.standing(), "queued", "it waits, and nothing is wrong");
    window.host.lock();
    assert!(window.closed.open().is_ok(), "the folder is free");
}

#[test]
fn desk_that_is_enrolled_nowhere_waits_until_it_is() {
    let window = Window::new();
    window.submit();
    assert_eq!(window.road()["state"], "none");
    let gateway = Inside::in_clear(Policy::default());

    let code = gateway.code().text().to_string();
    window.call("gateway.enroll", json!({ "url": gateway.url(), "code": code, "ca": null }));

    window.waits_until(|window| window.standing() == "delivered");
}

#[test]
fn one_delivery_of_the_shell_gives_way_to_the_one_in_the_background() {
    let gateway = Inside::in_clear(Policy::default());
    let window = Window::at(&gateway);
    window.waits_until(Window::has_rested);

    let args = json!({ "until_empty": true, "timeout_seconds": 5 });
    let refused = window.host.call("queue.sync", args, Language::Vietnamese).unwrap_err();

    assert_eq!(refused.code, "already-syncing");
}
