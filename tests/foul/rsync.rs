//! `rsync --inplace --append-verify` in a loop, to a daemon behind TLS.

use std::fs;
use std::path::Path;

use crate::contestant::{Contestant, Course};
use crate::field::Field;
use crate::instrument::missing_of;
use crate::kin::{Ending, Kin};
use crate::wan::{PORT, SERVER};

/// A stall is noticed after so many seconds, on either side.
const STALL_S: &str = "5";

/// The tool of everybody who has to copy over a bad link.
pub struct Rsync;

impl Contestant for Rsync {
    fn name(&self) -> &'static str {
        "rsync"
    }

    fn absent(&self, _field: &Field) -> Option<String> {
        missing_of(&["rsync", "socat", "openssl"])
    }

    fn server(&self, course: &Course<'_>) -> Kin {
        fs::create_dir_all(course.taken()).unwrap();
        let config = course.folder.join("rsyncd.conf");
        let taken = course.taken();
        let said = format!(
            "use chroot = no\nuid = 0\ngid = 0\ntimeout = {STALL_S}\n[taken]\npath = {}\nread only = no\n",
            taken.display()
        );
        fs::write(&config, said).unwrap();
        let tls = &course.field.tls;
        let listen = format!(
            "OPENSSL-LISTEN:{PORT},bind={SERVER},reuseaddr,fork,verify=0,cert={},key={}",
            tls.certificate.display(),
            tls.key.display()
        );
        let mut command = course.wan.server(Path::new("socat"));
        let daemon = format!("EXEC:rsync --daemon --config={}", config.display());
        course.begin("server.log", command.args([listen, daemon]))
    }

    fn deliver(&self, course: &Course<'_>) -> Ending {
        course.again_and_again(|| {
            let mut command = course.wan.client(Path::new("rsync"));
            command.env("AUTHORITY", &course.field.tls.authority).env("PORT", PORT);
            command.args(["--recursive", "--inplace", "--append-verify", "--timeout", STALL_S]);
            command.arg("--rsh").arg(course.field.peers.join("rsync-over-tls"));
            // The slash means what is in the folder.
            command.arg(format!("{}/", course.freight.folder.display()));
            command.arg(format!("{SERVER}::taken/"));
            command
        })
    }
}
