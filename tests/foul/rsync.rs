//! `rsync --inplace --append-verify` in a loop, to a daemon behind TLS.

use std::fs;
use std::path::Path;

use crate::contestant::{Contestant, Course};
use crate::field::Field;
use crate::instrument::{is_root, missing_of};
use crate::kin::{Ending, Kin};

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
        // Root's daemon would write as nobody; that of anybody else may not even ask who it is.
        let whose = if is_root() { "uid = 0\ngid = 0\n" } else { "" };
        let said = format!(
            "use chroot = no\n{whose}timeout = {STALL_S}\n[taken]\npath = {}\nread only = no\n",
            taken.display()
        );
        fs::write(&config, said).unwrap();
        let tls = &course.field.tls;
        let at = course.wan.listens_at();
        let listen = format!(
            "OPENSSL-LISTEN:{},bind={},reuseaddr,fork,verify=0,cert={},key={}",
            at.port(),
            at.ip(),
            tls.certificate.display(),
            tls.key.display()
        );
        let mut command = course.wan.server(Path::new("socat"));
        let daemon = format!("EXEC:rsync --daemon --config={}", config.display());
        course.begin("server.log", command.args([listen, daemon]))
    }

    fn deliver(&self, course: &Course<'_>) -> Ending {
        course.again_and_again(|| {
            let at = course.wan.found_at();
            let mut command = course.wan.client(Path::new("rsync"));
            command
                .env("AUTHORITY", &course.field.tls.authority)
                .env("PORT", at.port().to_string());
            command.args(["--recursive", "--inplace", "--append-verify", "--timeout", STALL_S]);
            command.arg("--rsh").arg(course.field.peers.join("rsync-over-tls"));
            // The slash means what is in the folder.
            command.arg(format!("{}/", course.freight.folder.display()));
            command.arg(format!("{}::taken/", at.ip()));
            command
        })
    }
}
