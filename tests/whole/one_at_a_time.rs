//! Two people start a delivery at the same time.

use std::io::Read;
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Stdio};

use serde_json::json;

use crate::desk::Desk;
use crate::gateway::Gateway;
use crate::papers::a_birth;
use crate::programs::Told;

/// A delivery that has come as far as the gateway's door, where nobody answers.
struct UnderWay {
    process: Option<Child>,
    knock: Option<TcpStream>,
}

impl UnderWay {
    fn begin(desk: &Desk, gateway: &Gateway) -> Self {
        let silence = TcpListener::bind(("127.0.0.1", gateway.port())).unwrap();
        let mut command = desk.command(&["sync", "--json"]);
        let process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut under_way = Self { process: Some(process), knock: None };
        let (mut knock, _) = silence.accept().unwrap();
        knock.read_exact(&mut [0]).unwrap();
        under_way.knock = Some(knock);
        under_way
    }

    fn pid(&self) -> u32 {
        self.process.as_ref().unwrap().id()
    }

    /// The gateway's machine is switched off.
    fn cut_off(mut self) -> Told {
        drop(self.knock.take());
        let process = self.process.take().unwrap();
        Told::of(&process.wait_with_output().unwrap())
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        if let Some(mut process) = self.process.take() {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

#[test]
fn second_delivery_is_told_who_is_at_it_and_the_first_goes_on() {
    let mut gateway = Gateway::new();
    let desk = Desk::at(&gateway);
    let dossier = desk.takes(&a_birth());
    gateway.stop();
    let first = UnderWay::begin(&desk, &gateway);

    let second = desk.ask(&["sync"]);
    let pid = first.pid();
    let first = first.cut_off();
    gateway.serve();
    let third = desk.sync_well();

    assert_eq!(second.failure(), (6, "folder-held".to_owned()));
    let holder = &second.json()["error"]["args"];
    assert_eq!((&holder["program"], &holder["pid"]), (&json!("nopho"), &json!(pid.to_string())));
    assert!(second.err.contains(&pid.to_string()), "{second:?}");
    assert_eq!(first.code, 4, "{first:?}");
    assert_eq!(third["delivered"], 1, "{third}");
    assert_eq!(gateway.revisions(&dossier)[0]["deliveries"], 1);
}
