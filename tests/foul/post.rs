//! `curl` with one multipart POST for each file, on one connection as long as it is kept, repeated
//! until all went through in one go.

use std::path::Path;

use crate::contestant::{Contestant, Course};
use crate::field::Field;
use crate::instrument::missing_of;
use crate::kin::{Ending, Kin};
use crate::peers::node_server;

/// A stall is noticed after so many seconds; without that it hangs for a quarter of an hour.
const STALL_S: &str = "10";

/// The way of nearly every portal.
pub struct Post;

impl Contestant for Post {
    fn name(&self) -> &'static str {
        "post"
    }

    fn absent(&self, _field: &Field) -> Option<String> {
        missing_of(&["curl", "node"])
    }

    fn server(&self, course: &Course<'_>) -> Kin {
        node_server(course, "post-server.mjs")
    }

    fn deliver(&self, course: &Course<'_>) -> Ending {
        course.again_and_again(|| {
            let mut command = course.wan.client(Path::new("curl"));
            for (number, file) in course.freight.files.iter().enumerate() {
                if number > 0 {
                    command.arg("--next");
                } else {
                    command.arg("--fail-early");
                }
                command.args(["--silent", "--show-error", "--fail", "--http1.1"]);
                command.args(["--connect-timeout", STALL_S, "--speed-limit", "1"]);
                // Without this it waits a round trip for the word to go on.
                command.args(["--speed-time", STALL_S, "--header", "Expect:"]);
                command.arg("--cacert").arg(&course.field.tls.authority);
                command.arg("--form").arg(format!("file=@{}", file.display()));
                command.arg(course.wan.url(""));
            }
            command
        })
    }
}
