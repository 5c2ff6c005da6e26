//! `tus-js-client` against `@tus/server` and its file store.

use std::path::Path;

use crate::contestant::{Contestant, Course};
use crate::field::Field;
use crate::instrument::missing_of;
use crate::kin::{Ending, Kin};
use crate::peers::node_server;

/// Most bytes in one request; 0 is a whole file. Every other setting waits a round trip per chunk,
/// and was slower in every weather.
const CHUNK: &str = "0";
/// How many files at a time: more than the one of its examples, as Uppy does it.
const AT_A_TIME: &str = "4";

/// The best settings that were found, which [`CHUNK`] and [`AT_A_TIME`] are.
pub struct Tus;

impl Contestant for Tus {
    fn name(&self) -> &'static str {
        "tus"
    }

    fn absent(&self, field: &Field) -> Option<String> {
        missing_of(&["node", "npm"]).or_else(|| field.without_packages.clone())
    }

    fn server(&self, course: &Course<'_>) -> Kin {
        node_server(course, "tus-server.mjs")
    }

    fn deliver(&self, course: &Course<'_>) -> Ending {
        course.again_and_again(|| {
            let mut command = course.wan.client(Path::new("node"));
            command.env("NODE_EXTRA_CA_CERTS", &course.field.tls.authority);
            command.arg(course.field.peers.join("tus-client.mjs")).arg(course.wan.url("files"));
            command.arg(&course.freight.folder).args([CHUNK, AT_A_TIME]);
            command
        })
    }
}
