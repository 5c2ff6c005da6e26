//! Looks whether the window was built before it is embedded.

use std::path::Path;

const WINDOW: &str = "../../ui/dist";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var_os("CARGO_FEATURE_WINDOW").is_none() {
        return;
    }
    println!("cargo::rerun-if-changed={WINDOW}");
    if !Path::new(WINDOW).join("index.html").is_file() {
        println!(
            "cargo::error=the feature `window` embeds ui/dist, which is not there: run `npm run build` in ui first"
        );
    }
}
