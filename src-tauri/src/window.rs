//! The one window there is.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use tauri::webview::{NewWindowResponse, PermissionResponse, WebviewWindowBuilder};
use tauri::{App, AppHandle, Manager, Url, WebviewUrl};

use crate::assets;

/// The window's name inside the program; `capabilities/desk.json` knows it too.
pub(crate) const LABEL: &str = "desk";
const TITLE: &str = "Nộp Hộ";

/// Opens the window. It stays on the program's own pages: it goes nowhere else, opens no second one,
/// downloads nothing by itself, and is given neither camera nor place.
pub(crate) fn open(app: &App, folder: &Path) -> tauri::Result<()> {
    WebviewWindowBuilder::new(app, LABEL, WebviewUrl::default())
        .title(TITLE)
        .inner_size(1366.0, 768.0)
        .min_inner_size(1024.0, 600.0)
        .prevent_overflow()
        .center()
        .data_directory(profile(folder))
        // What the webview keeps for itself dies with it. WebDriver cannot drive such a window.
        .incognito(cfg!(not(feature = "automation")))
        .general_autofill_enabled(false)
        // Files that are dropped are the page's business.
        .disable_drag_drop_handler()
        .devtools(cfg!(debug_assertions))
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_permission_request(|_, _| PermissionResponse::Deny)
        .build()?;
    Ok(())
}

/// Brings the window to the front.
pub(crate) fn raise(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(LABEL) {
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}

/// What a window on this folder is known as to other programs: its path stays our own.
pub(crate) fn identity(program: &str, folder: &Path) -> String {
    let mut hasher = DefaultHasher::new();
    whole(folder).hash(&mut hasher);
    format!("{program}.f{:016x}", hasher.finish())
}

/// The folder that a webview insists on, beside the data folder: that one is the desk's alone.
fn profile(folder: &Path) -> PathBuf {
    whole(folder).with_added_extension("webview")
}

fn whole(folder: &Path) -> PathBuf {
    std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned())
}

/// Whether an address is the program's own page, or a file that a frame of it shows: a scheme of its
/// own, on Windows a host of its own.
fn is_ours(url: &Url) -> bool {
    let host = url.host_str();
    match url.scheme() {
        "tauri" | assets::SCHEME => host == Some("localhost"),
        "http" if cfg!(windows) => matches!(host, Some("tauri.localhost" | "nopho.localhost")),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn may_go_to(url: &str) -> bool {
        is_ours(&url.parse().unwrap())
    }

    #[test]
    fn window_stays_when_the_address_is_not_ours() {
        for url in [
            "https://dichvucong.gov.vn/",
            "http://localhost/",
            "tauri://elsewhere/",
            "file:///etc/hostname",
            "data:text/html,x",
            "about:blank",
        ] {
            assert!(!may_go_to(url), "{url}");
        }
    }

    #[test]
    fn window_follows_when_the_address_is_ours() {
        assert!(may_go_to("tauri://localhost/"));
        assert!(may_go_to("tauri://localhost/index.html#/hang-cho"));
        assert!(may_go_to("nopho://localhost/pages%2F1%2F2"));
    }

    #[test]
    fn identity_is_the_same_when_the_folder_is_the_same() {
        let known_as = |folder: &str| identity("vn.nopho.desk", Path::new(folder));

        assert_eq!(known_as("/a/quay"), known_as("/a/quay/"));
        assert_ne!(known_as("/a/quay"), known_as("/a/quay-2"));
        assert!(known_as("/a/quay").starts_with("vn.nopho.desk.f"));
    }

    #[test]
    fn profile_stands_beside_the_folder_when_that_is_named() {
        for named in ["/a/quay", "/a/quay/", "/a/quay/."] {
            assert!(profile(Path::new(named)).ends_with("a/quay.webview"), "{named}");
        }
    }
}
