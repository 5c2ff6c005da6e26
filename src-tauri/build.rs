//! Tells Tauri which commands are ours; what is not named here cannot be called from the window.

fn main() {
    let ours = tauri_build::AppManifest::new().commands(&["call", "attach", "bring", "pick_place"]);
    let attributes = tauri_build::Attributes::new().app_manifest(ours);
    if let Err(why) = tauri_build::try_build(attributes) {
        // A build script is heard by its exit code and by what it prints.
        println!("cargo::error={why:#}");
    }
}
