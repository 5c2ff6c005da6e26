//! `enroll-code`, `desks`, `revoke`, `rotate-keys`: who may send, and with which keys it is answered.

use std::path::Path;

use domain::moment::Millis;
use serde_json::json;

use super::screen::Screen;
use crate::acts::codes;
use crate::error::PortalError;
use crate::gateway::Gateway;
use crate::rotation;
use crate::store::desks::DeskRow;

pub(super) fn enroll_code(
    gateway: &Gateway,
    screen: &Screen<'_>,
    made_for: &str,
) -> Result<(), PortalError> {
    let made = codes::make(gateway, made_for)?;
    let text = made.code.text();
    let expires = civil(made.expires);
    let answer = json!({
        "code": *text,
        "name": made.code.name(),
        "gateway": gateway.fingerprint(),
        "expires_ms": made.expires,
    });
    screen.answer(&answer, |screen| {
        screen.line(&text);
        screen.say("gateway-code-made", &[("expires", &expires)]);
    });
    Ok(())
}

pub(super) fn desks(gateway: &Gateway, screen: &Screen<'_>) -> Result<(), PortalError> {
    let desks = codes::desks(gateway)?;
    let answer = json!({ "desks": desks });
    screen.answer(&answer, |screen| {
        if desks.is_empty() {
            screen.say("gateway-no-desks", &[]);
        }
        for desk in &desks {
            say_desk(screen, desk);
        }
    });
    Ok(())
}

pub(super) fn revoke(
    gateway: &Gateway,
    screen: &Screen<'_>,
    named: &str,
) -> Result<(), PortalError> {
    let desk = codes::revoke(gateway, named)?;
    screen.answer(&desk, |screen| {
        let args = [("prefix", desk.prefix.as_str()), ("name", desk.name.as_str())];
        screen.say("gateway-revoked", &args);
    });
    Ok(())
}

pub(super) fn rotate_keys(
    gateway: &Gateway,
    screen: &Screen<'_>,
    root: &Path,
) -> Result<(), PortalError> {
    let rotated = rotation::rotate(gateway, root)?;
    let answer = json!({ "key_id": rotated.key_id, "serial": rotated.serial });
    screen.answer(&answer, |screen| {
        screen.say("gateway-rotated", &[("key", &rotated.key_id)]);
    });
    Ok(())
}

/// Says who a desk is, and whether it may send.
pub(super) fn say_desk(screen: &Screen<'_>, desk: &DeskRow) {
    let may_send = if desk.revoked.is_some() { "no" } else { "yes" };
    let (id, since) = (desk.desk.to_string(), civil(desk.enrolled));
    let args = [
        ("prefix", desk.prefix.as_str()),
        ("name", desk.name.as_str()),
        ("id", &id),
        ("since", &since),
        ("may_send", may_send),
    ];
    screen.say("gateway-desk", &args);
}

/// Date and time as an office writes them.
fn civil(at: Millis) -> String {
    at.civil().format("%H:%M %d/%m/%Y").to_string()
}
