//! `advance`, `export`, `import`, `backup`, `restore`, `openapi`, for the people at the gateway.

use std::path::Path;

use chrono::NaiveDate;
use domain::kinds::CaseState;
use domain::provisional_code::OfficialCode;
use domain::text::Prose;

use super::args::Args;
use super::failure::Failure;
use super::operator_args::{Advance, Catalogue, Operator};
use super::screen::Screen;
use super::{catalogue, desks, dossiers, words};
use crate::agency::advance::{self, Wanted};
use crate::agency::fault::AgencyError;
use crate::agency::paper;
use crate::backup::{make, restore};
use crate::error::PortalError;
use crate::exchange::{cursor::Cursor, export, import};
use crate::gateway::Gateway;
use crate::openapi;
use crate::publishing::publish::Order;
use crate::world::World;

/// Does what an operator asks for.
pub(super) fn obey(
    args: &Args,
    command: &Operator,
    world: &World,
    screen: &Screen<'_>,
) -> Result<(), Failure> {
    let keys = args.keys();
    match command {
        Operator::Openapi => {
            screen.line(openapi::DOCUMENT.trim_end());
            return Ok(());
        }
        Operator::Restore { file } => return begin_anew(world, screen, args, file),
        _ => {}
    }
    let gateway = Gateway::open(world.clone(), &args.data, &keys)?;
    match command {
        Operator::List { status } => dossiers::list(&gateway, screen, status.as_deref()),
        Operator::Show { dossier } => dossiers::show(&gateway, screen, dossier),
        Operator::Advance(wanted) => move_on(&gateway, screen, wanted),
        Operator::Export { since, out } => hand_on(&gateway, screen, since, out),
        Operator::Import { file } => take_back(&gateway, screen, file),
        Operator::Backup { out } => keep(&gateway, screen, &keys, out),
        Operator::CatalogueKey { root, out } => catalogue::make_key(&gateway, screen, root, out),
        Operator::Catalogue(Catalogue::Publish { file, back }) => {
            let order = if *back { Order::AlsoBack } else { Order::Forward };
            catalogue::publish(&gateway, screen, file, order)
        }
        Operator::Catalogue(Catalogue::Show) => catalogue::show(&gateway, screen),
        Operator::Restore { .. } | Operator::Openapi => Ok(()),
    }
}

fn move_on(gateway: &Gateway, screen: &Screen<'_>, asked: &Advance) -> Result<(), Failure> {
    let bad = |what| PortalError::BadValue { what };
    let code = asked.code.as_deref().map(OfficialCode::parse).transpose();
    let deadline = asked.deadline.as_deref().map(date).map(|date| date.ok_or(bad("--deadline")));
    let result = asked.result.as_deref().map(paper::read).transpose();
    let wanted = Wanted {
        to: CaseState::from_national_status(asked.to).ok_or(bad("--to"))?,
        code: code.map_err(|_| bad("--code"))?,
        reason: asked.reason.as_deref().map(Prose::new),
        deadline: deadline.transpose()?,
        result: result.map_err(AgencyError::from)?,
    };
    let moved = advance::advance(gateway, &asked.dossier, &wanted)?;
    screen.answer(&moved, |screen| {
        let provisional = moved.provisional_code.clone();
        let code = moved.official_code.as_ref().map(ToString::to_string).or(provisional);
        let code = code.unwrap_or_else(|| moved.dossier_id.to_string());
        let status = screen.words().say(&words::status_name(&moved.status), &[]);
        screen.say("advance-done", &[("code", &code), ("status", &status)]);
    });
    Ok(())
}

/// A civil date, as programs or as offices write it.
fn date(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let read = |form| NaiveDate::parse_from_str(text, form).ok();
    read("%Y-%m-%d").or_else(|| read("%d/%m/%Y"))
}

fn hand_on(gateway: &Gateway, screen: &Screen<'_>, since: &str, out: &Path) -> Result<(), Failure> {
    let since: Cursor = since.parse().map_err(|_| PortalError::BadValue { what: "--since" })?;
    let exported = export::export(gateway, since, out)?;
    screen.answer(&exported, |screen| {
        let (records, files) = (exported.records.to_string(), exported.files.to_string());
        let folder = out.display().to_string();
        let args = [("records", records.as_str()), ("files", &files), ("folder", &folder)];
        screen.say("export-done", &args);
        screen.say("export-next", &[("next", &exported.next)]);
    });
    // Said in any case, where it does not mix with the answer.
    screen.note("export-in-clear", &[("folder", &out.display().to_string())]);
    Ok(())
}

fn take_back(gateway: &Gateway, screen: &Screen<'_>, file: &Path) -> Result<(), Failure> {
    let imported = import::import(gateway, file)?;
    screen.answer(&imported, |screen| {
        let (changed, unchanged) =
            (imported.changed.len().to_string(), imported.unchanged.to_string());
        screen.say("import-done", &[("changed", &changed), ("unchanged", &unchanged)]);
        for left in &imported.unread {
            let record = left.record.to_string();
            screen.say("import-unread", &[("record", &record), ("field", left.field)]);
        }
    });
    Ok(())
}

fn keep(gateway: &Gateway, screen: &Screen<'_>, keys: &Path, out: &Path) -> Result<(), Failure> {
    let made = make::backup(gateway, keys, out)?;
    screen.answer(&made, |screen| {
        let (file, files) = (out.display().to_string(), made.files.to_string());
        screen.say("backup-done", &[("file", &file), ("files", &files)]);
        screen.say("backup-key", &[("keys", &keys.display().to_string())]);
    });
    Ok(())
}

fn begin_anew(world: &World, screen: &Screen<'_>, args: &Args, from: &Path) -> Result<(), Failure> {
    let restored = restore::restore(world, &args.data, &args.keys(), from)?;
    screen.answer(&restored, |screen| {
        let (data, era) = (args.data.display().to_string(), restored.era.to_string());
        let made = restored.made_at.clone();
        screen.say("restore-done", &[("data", &data), ("made", &made), ("era", &era)]);
        screen.say("restore-next", &[]);
        screen.say("restore-again", &[]);
        screen.say("restore-codes", &[("count", &restored.codes_ended.to_string())]);
        screen.say("restore-desks", &[("count", &restored.desks.len().to_string())]);
        for desk in &restored.desks {
            desks::say_desk(screen, desk);
        }
    });
    Ok(())
}
