//! Nộp Hộ: the two released programs. The desk is set up, enrolled and full of submitted dossiers
//! before the clock starts; what is timed is one delivery until the gateway holds everything and the
//! desk every receipt.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use serde_json::{Value, json};

use crate::contestant::{Contestant, Course};
use crate::field::Field;
use crate::freight::Freight;
use crate::kin::{Ending, Kin};
use crate::lines::{Load, Weather};
use crate::wan::Wan;

/// Certifies whether somebody is married; handed in online it asks for no paper, and takes any.
const PROCEDURE: &str = "1.004873";
const COMPONENT: &str = "ban-sao-can-cuoc";

/// Desk and gateway.
#[derive(Default)]
pub struct Nopho {
    /// For which load there is a desk to begin with.
    ready: Option<Load>,
}

impl Nopho {
    /// One more delivery: for a desk that has nothing to send it is a look for news.
    pub fn sync(&self, course: &Course<'_>) -> Command {
        let mut command = course.wan.client(&course.field.program("nopho"));
        let left = course.until.saturating_duration_since(Instant::now()).as_secs().max(1);
        command.args(desk_arguments(course.field)).args(["--json", "sync", "--until-empty"]);
        command.args(["--timeout", &left.to_string()]);
        command
    }

    /// A window that stands open, without anybody in front of it.
    pub fn window(&self, course: &Course<'_>) -> Command {
        let mut command = course.wan.client(&course.field.program("nopho"));
        command.args(desk_arguments(course.field)).args(["--json", "serve"]);
        command
    }
}

impl Contestant for Nopho {
    fn name(&self) -> &'static str {
        "nopho"
    }

    fn carries(&self, _load: &Load) -> bool {
        true
    }

    fn set_out(&mut self, field: &Field, load: &Load, freight: &Freight) {
        if self.ready != Some(*load) {
            println!("  a desk takes {} dossiers in", load.count());
            set_up(field, load, freight);
            for folder in FOLDERS {
                copy(&field.work.join(folder), &ready(field, folder));
            }
            self.ready = Some(*load);
        }
        for folder in FOLDERS {
            copy(&ready(field, folder), &field.work.join(folder));
        }
    }

    fn server(&self, course: &Course<'_>) -> Kin {
        serve(course.field, course.wan, course.folder)
    }

    fn deliver(&self, course: &Course<'_>) -> Ending {
        course.again_and_again(|| self.sync(course))
    }

    fn has_delivered(&self, course: &Course<'_>) -> bool {
        let field = course.field;
        let waiting = told(desk(field).args(["--json", "queue"]));
        let held = told(gateway(field).args(["--json", "list"]));
        let held: Vec<_> = held.as_array().into_iter().flatten().collect();
        let out = course.folder.join("taken");
        told(gateway(field).args(["--json", "export", "-o"]).arg(&out));
        waiting["parcels"] == json!([])
            && held.len() == usize::try_from(course.load.count()).unwrap()
            && held.iter().all(|revision| revision["deliveries"] == 1)
            && course.freight.is_whole_in(&out)
    }
}

const FOLDERS: [&str; 2] = ["desk", "gateway"];

fn ready(field: &Field, folder: &str) -> PathBuf {
    field.work.join(format!("{folder}-ready"))
}

fn copy(from: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
    let copied = Command::new("cp").arg("-a").arg(from).arg(to).status().unwrap();
    assert!(copied.success(), "a folder could not be copied");
}

/// Gateway and desk from nothing, the one enrolled at the other, and the dossiers submitted.
fn set_up(field: &Field, load: &Load, freight: &Freight) {
    for folder in ["desk", "gateway", "gateway-keys"] {
        let _ = fs::remove_dir_all(field.work.join(folder));
    }
    let _ = fs::remove_file(field.work.join("card.txt"));
    let passphrase = field.work.join("passphrase");
    fs::write(&passphrase, "chim hoa la canh").unwrap();
    told(gateway(field).args(["--json", "init", "--agency", "H37"]));
    let mut init = Command::new(field.program("nopho"));
    init.arg("--data").arg(field.work.join("desk")).arg("--passphrase-file").arg(&passphrase);
    init.args(["--json", "init", "--kind", "authority", "--prefix", "LS07", "--name", "Quầy số 2"]);
    init.args(["--operator", "La Thị Hương", "--recovery-out"]).arg(field.work.join("card.txt"));
    told(&mut init);
    enroll(field);
    for number in 0..load.count() {
        let page = freight.files.get(usize::try_from(number).unwrap());
        take_in(field, number, page, load);
    }
}

fn enroll(field: &Field) {
    let folder = field.work.join("enrolling");
    fs::create_dir_all(&folder).unwrap();
    let wan = Wan::begin(&field.instrument, &folder, &Weather::NONE, 1);
    let mut serving = serve(field, &wan, &folder);
    wan.await_server(&mut serving);
    let code = told(gateway(field).args(["--json", "enroll-code", "--desk", "Quầy số 2"]));
    let mut enroll = wan.client(&field.program("nopho"));
    enroll.args(desk_arguments(field)).args(["--json", "enroll", "--portal", &wan.url("")]);
    enroll.arg("--ca").arg(&field.tls.authority).args(["--code", code["code"].as_str().unwrap()]);
    told(&mut enroll);
    // Whoever has just enrolled looks whether it works: what both sides hold has been compared once.
    told(wan.client(&field.program("nopho")).args(desk_arguments(field)).args(["--json", "sync"]));
}

fn take_in(field: &Field, number: u32, page: Option<&PathBuf>, load: &Load) {
    let form = field.work.join("form.json");
    let text = match load {
        Load::Pages { .. } => a_form(number),
        Load::Forms { .. } => a_long_form(number),
    };
    fs::write(&form, text.to_string()).unwrap();
    let mut new = desk(field);
    new.args(["--json", "new", "--procedure", PROCEDURE, "--channel", "online", "--submit"]);
    new.arg("--form").arg(form);
    if let Some(page) = page {
        new.arg("--attach").arg(format!("{COMPONENT}={}", page.display()));
    }
    told(&mut new);
}

fn serve(field: &Field, wan: &Wan, folder: &Path) -> Kin {
    let log = fs::File::create(folder.join("gateway.log")).unwrap();
    let mut command = wan.server(&field.program("nopho-portal"));
    command.arg("--data").arg(field.work.join("gateway")).args(["--json", "serve", "--listen"]);
    command.arg(wan.listens_at().to_string()).arg("--tls-cert").arg(&field.tls.certificate);
    command.arg("--tls-key").arg(&field.tls.key);
    Kin::begin(command.stdout(log.try_clone().unwrap()).stderr(log))
}

/// The card opens without stretching a passphrase: a window stands open when it delivers.
fn desk_arguments(field: &Field) -> [std::ffi::OsString; 4] {
    let card = field.work.join("card.txt");
    ["--data".into(), field.work.join("desk").into(), "--recovery-file".into(), card.into()]
}

fn desk(field: &Field) -> Command {
    let mut command = Command::new(field.program("nopho"));
    command.args(desk_arguments(field));
    command
}

fn gateway(field: &Field) -> Command {
    let mut command = Command::new(field.program("nopho-portal"));
    command.arg("--data").arg(field.work.join("gateway"));
    command
}

/// Runs a program that must be done, and gives what it said.
fn told(command: &mut Command) -> Value {
    let output = command.stdin(std::process::Stdio::null()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let why = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said}{why}");
    serde_json::from_str(&said).unwrap_or(Value::Null)
}

/// A form as most are, no two alike: the example of the catalogue. Beside pages it is what a dossier has
/// more than the bare files of the others.
fn a_form(number: u32) -> Value {
    let example = include_str!("../../assets/catalogue/examples/1.004873.json");
    let mut form: Value = serde_json::from_str(example).unwrap();
    let purpose = Words(u64::from(number) + 1).text(90);
    *form.pointer_mut("/declaration/purpose").unwrap() = json!(purpose);
    form
}

/// One of 5 kB in words, no two alike: the same with longer statements.
fn a_long_form(number: u32) -> Value {
    let mut form = a_form(number);
    let mut words = Words(u64::from(number) + 1);
    for (place, length) in [
        ("/declaration/purpose", 1990),
        ("/request", 700),
        ("/declaration/period/place", 190),
        ("/submitter/address/detail", 190),
        ("/declaration/person/residence/detail", 190),
    ] {
        *form.pointer_mut(place).unwrap() = json!(words.text(length));
    }
    form
}

/// Words that come by chance, so that a form is about as easy to compress as one that was typed.
struct Words(u64);

impl Words {
    const SYLLABLES: &str = "mua bán nhà đất thôn bản đường người được việc xã huyện tỉnh sông núi \
        ruộng trâu chợ trường học làng suối rừng khẩu đăng ký kết hôn giấy tờ xác nhận cư trú hộ \
        tịch ông bà cháu mẹ cha con gái trai năm tháng ngày sinh quê quán dân tộc Tày Nùng Dao";

    fn text(&mut self, length: usize) -> String {
        let syllables: Vec<_> = Self::SYLLABLES.split_whitespace().collect();
        let mut text = String::new();
        while text.chars().count() < length - 10 {
            let chosen = usize::try_from(self.next()).unwrap() % syllables.len();
            text.push_str(syllables.get(chosen).unwrap());
            text.push(' ');
        }
        text.trim().to_owned()
    }

    /// Knuth's linear congruential generator; its upper half.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        self.0 >> 33
    }
}
