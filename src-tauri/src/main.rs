//! `nopho-desk`: the desk in a window.
//!
//! A thin host over `bridge`, and the only crate that names Tauri. What the window asks for goes to
//! [`bridge::Host`] on a thread of its own, and comes back as it is. It must never judge anything
//! itself, reach the network, or keep anything of value in the webview's own storage.
//!
//! Exit codes are those of `nopho`: 0 done, 1 wrong use, 7 the window could not be opened.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod args;
mod assets;
mod commands;
mod doors;
mod window;

use std::fmt::Display;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use args::Args;
use bridge::{Host, World};
use clap::Parser;
use tauri::Emitter;

/// What other processes are told about this one.
const PROGRAM: &str = "nopho-desk";
/// The event that says that something changed; the page then asks again for what it shows.
const CHANGED: &str = "changed";

fn main() -> ExitCode {
    if let Some(ended) = bridge::read_pictures() {
        return ended;
    }
    if let Some(ended) = doors::start_again_behind_shut_doors() {
        return ended;
    }
    match Args::try_parse() {
        Ok(args) => open(&args),
        Err(refusal) => refuse(&refusal),
    }
}

fn refuse(refusal: &clap::Error) -> ExitCode {
    let _ = refusal.print();
    if refusal.use_stderr() { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

fn open(args: &Args) -> ExitCode {
    let Some(folder) = args.data_folder() else {
        return give_up(&"no folder for data is known; name one with --data");
    };
    let host = Arc::new(Host::at(World::real(), &folder, PROGRAM));
    let app = match app(&host, &folder) {
        Ok(app) => app,
        Err(why) => return give_up(&why),
    };
    let code = app.run_return(|_, _| {});
    // Keys leave the memory and the folder is free, whatever still holds the host.
    host.lock();
    if code == 0 { ExitCode::SUCCESS } else { ExitCode::from(7) }
}

fn app(host: &Arc<Host>, folder: &Path) -> tauri::Result<tauri::App> {
    let giver = Arc::clone(host);
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|first, _, _| window::raise(first)))
        .manage(Arc::clone(host))
        .invoke_handler(tauri::generate_handler![
            commands::call,
            commands::attach,
            commands::bring,
            commands::pick_place
        ])
        .register_asynchronous_uri_scheme_protocol(assets::SCHEME, move |_, request, responder| {
            assets::give(&giver, request, responder);
        })
        .build(context(folder))?;
    window::open(&app, folder)?;
    let page = app.handle().clone();
    host.watch(Box::new(move |changed| {
        // A page that is gone has nothing to show anew.
        let _ = page.emit_to(window::LABEL, CHANGED, changed);
    }));
    host.deliver_in_background();
    Ok(app)
}

/// The settings of `tauri.conf.json` and the pages of `ui/dist`, as they were at build time.
#[expect(clippy::exit, reason = "Tauri's own, in what the macro makes for other systems")]
fn context(folder: &Path) -> tauri::Context {
    let mut context: tauri::Context = tauri::generate_context!();
    // A second window on the same folder raises the first; on another folder it is another desk's.
    let identifier = &mut context.config_mut().identifier;
    *identifier = window::identity(identifier, folder);
    context
}

fn give_up(why: &dyn Display) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "nopho-desk: {why}");
    ExitCode::from(7)
}
