//! `init`: sets a gateway up, and says what comes next.

use std::path::Path;

use serde_json::json;

use super::args::Init;
use super::screen::Screen;
use crate::error::PortalError;
use crate::keys::{GATEWAY_KEY, ROOT_KEY};
use crate::setup::{self, Beginning};
use crate::world::World;

pub(super) fn init(
    world: &World,
    screen: &Screen<'_>,
    data: &Path,
    keys: &Path,
    init: &Init,
) -> Result<(), PortalError> {
    let beginning = Beginning {
        agency: init.agency.clone(),
        name: init.name.clone(),
        min_client: init.min_client.clone(),
    };
    let gateway = setup::init(world, data, keys, &beginning)?.to_string();
    let text = |path: &Path| path.display().to_string();
    let (data, folder) = (text(data), text(keys));
    let (gateway_key, root_key) = (text(&keys.join(GATEWAY_KEY)), text(&keys.join(ROOT_KEY)));
    let answer = json!({
        "gateway": gateway,
        "data": data,
        "keys": folder,
        "gateway_key": gateway_key,
        "root_key": root_key,
    });
    screen.answer(&answer, |screen| {
        screen.say("gateway-made", &[("data", &data), ("gateway", &gateway)]);
        screen.say("gateway-made-key", &[("file", &gateway_key)]);
        screen.say("gateway-made-root", &[("file", &root_key)]);
        screen.say("gateway-made-next", &[("data", &data), ("keys", &folder)]);
    });
    Ok(())
}
