//! `catalogue-key`, `catalogue publish`, `catalogue show`: what desks take dossiers in by.

use std::path::Path;

use serde_json::json;

use super::dossiers::spoken_size;
use super::failure::Failure;
use super::screen::Screen;
use crate::gateway::Gateway;
use crate::publishing::key;
use crate::publishing::publish::{self, Offered, Order};

pub(super) fn make_key(
    gateway: &Gateway,
    screen: &Screen<'_>,
    root: &Path,
    out: &Path,
) -> Result<(), Failure> {
    let made = key::make(gateway, root, out)?;
    screen.answer(&made, |screen| {
        let file = made.file.display().to_string();
        screen.say("catalogue-key-made", &[("key", &made.key_id), ("file", &file)]);
    });
    // Said in any case: until somebody acts, no desk gets a package.
    if let Some(version) = &made.sign_again {
        screen.note("catalogue-sign-again", &[("version", version)]);
    }
    Ok(())
}

pub(super) fn publish(
    gateway: &Gateway,
    screen: &Screen<'_>,
    file: &Path,
    order: Order,
) -> Result<(), Failure> {
    let offered = publish::publish(gateway, file, order)?;
    screen.answer(&offered, |screen| {
        screen.say("catalogue-published", &[("version", &offered.version)]);
        say_offered(screen, &offered);
    });
    Ok(())
}

pub(super) fn show(gateway: &Gateway, screen: &Screen<'_>) -> Result<(), Failure> {
    let offered = publish::offered(gateway)?;
    screen.answer(&json!({ "catalogue": offered }), |screen| match &offered {
        None => screen.say("catalogue-nothing", &[]),
        Some(offered) => {
            say_offered(screen, offered);
            if !offered.is_believed {
                screen.say("catalogue-sign-again", &[("version", &offered.version)]);
            }
        }
    });
    Ok(())
}

fn say_offered(screen: &Screen<'_>, offered: &Offered) {
    let at = |moment: domain::moment::Millis| moment.civil().format("%H:%M %d/%m/%Y").to_string();
    let (size, hash) = (spoken_size(offered.bytes), offered.hash.to_string());
    let (made, published) = (at(offered.made_ms), at(offered.published_ms));
    let args = [
        ("version", offered.version.as_str()),
        ("size", &size),
        ("made", &made),
        ("published", &published),
        ("key", &offered.key_id),
        ("hash", &hash),
    ];
    screen.say("catalogue-offered", &args);
}
