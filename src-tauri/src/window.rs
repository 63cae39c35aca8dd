//! The one window: its size, its first colour, and the pages it may show (its own, no other).

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use tauri::utils::config::Color;
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager, Runtime, Theme, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder};
use tauri_plugin_window_state::StateFlags;

/// Name of the window in capabilities and events.
pub(crate) const LABEL: &str = "main";

/// `--paper` of `ui/src/styles/tokens.css`, light: what the window shows before its page is there.
const PAPER_LIGHT: Color = Color(0xfb, 0xfa, 0xf7, 0xff);
/// `--paper` of `ui/src/styles/tokens.css`, dark.
const PAPER_DARK: Color = Color(0x16, 0x18, 0x1b, 0xff);

/// Width and height of the page, in logical pixels.
const PLEASANT: (f64, f64) = (1440.0, 900.0);
/// What the screens are laid out for.
const SMALLEST: (f64, f64) = (1000.0, 640.0);
/// What the system's frame takes of the height, about.
const FRAME: f64 = 40.0;

/// The window opens where and as large as it was left.
pub(crate) fn remembering_its_place<R: Runtime>() -> tauri::plugin::TauriPlugin<R> {
    tauri_plugin_window_state::Builder::default()
        .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
        .build()
}

/// The person's choice of light and dark.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Appearance {
    Light,
    Dark,
    /// As the system is set.
    #[default]
    System,
}

impl Appearance {
    fn theme(self) -> Option<Theme> {
        match self {
            Self::Light => Some(Theme::Light),
            Self::Dark => Some(Theme::Dark),
            Self::System => None,
        }
    }
}

/// Opens the window, hidden until its place and colour are set, so that nothing jumps or flashes.
pub(crate) fn open<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<WebviewWindow<R>> {
    let (width, height) = first_size(app);
    let window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::default())
        .title("Touchstone")
        .inner_size(width, height)
        .min_inner_size(SMALLEST.0, SMALLEST.1)
        .center()
        .theme(remembered(app).theme())
        .on_navigation(is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .visible(false)
        .build()?;
    window.set_background_color(Some(paper(window.theme()?)))?;
    window.show()?;
    Ok(window)
}

/// As large as is pleasant at the first start, and never larger than the free part of the screen.
fn first_size<R: Runtime>(app: &AppHandle<R>) -> (f64, f64) {
    let Ok(Some(screen)) = app.primary_monitor() else { return PLEASANT };
    let free = screen.work_area().size.to_logical::<f64>(screen.scale_factor());
    (fitted(PLEASANT.0, free.width, SMALLEST.0), fitted(PLEASANT.1, free.height - FRAME, SMALLEST.1))
}

fn fitted(pleasant: f64, free: f64, smallest: f64) -> f64 {
    pleasant.min(free).max(smallest)
}

/// Gives the frame of the window and its ground the chosen theme, now and at the next start.
pub(crate) fn appear<R: Runtime>(window: &WebviewWindow<R>, chosen: Appearance) -> tauri::Result<()> {
    window.set_theme(chosen.theme())?;
    window.set_background_color(Some(paper(window.theme()?)))?;
    if let Some(file) = appearance_file(window.app_handle()) {
        // Only the colour of the first moment of the next start hangs on this file.
        let _ = file.parent().map(std::fs::create_dir_all);
        let _ = std::fs::write(file, serde_json::to_vec(&chosen)?);
    }
    Ok(())
}

/// What was chosen last. The page asks the desk for it too, but only after the first paint.
fn remembered<R: Runtime>(app: &AppHandle<R>) -> Appearance {
    appearance_file(app)
        .and_then(|file| std::fs::read(file).ok())
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .unwrap_or_default()
}

fn appearance_file<R: Runtime>(app: &AppHandle<R>) -> Option<PathBuf> {
    Some(app.path().app_config_dir().ok()?.join("appearance.json"))
}

/// The ground colour of a theme.
fn paper(theme: Theme) -> Color {
    if theme == Theme::Dark { PAPER_DARK } else { PAPER_LIGHT }
}

/// The window never leaves its own page: links to the world are refused, whatever the texts hold.
fn is_own_page(url: &Url) -> bool {
    let served = matches!(
        (url.scheme(), url.host_str()),
        ("tauri", Some("localhost")) | ("http" | "https", Some("tauri.localhost"))
    );
    let live_reload = cfg!(debug_assertions)
        && url.scheme() == "http"
        && url.host_str() == Some("localhost")
        && url.port() == Some(5173);
    served || live_reload
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(url: &str) -> bool {
        is_own_page(&url.parse().unwrap())
    }

    #[test]
    fn the_window_shows_its_own_page_on_every_system() {
        assert!(own("tauri://localhost/"));
        assert!(own("http://tauri.localhost/index.html"));
    }

    #[test]
    fn the_window_never_leaves_its_page() {
        for url in [
            "https://example.org/",
            "http://localhost:8080/",
            "file:///etc/passwd",
            "tauri://elsewhere/",
            "about:blank",
            "data:text/html,x",
        ] {
            assert!(!own(url), "{url}");
        }
    }

    #[test]
    fn the_first_size_fits_a_small_screen_and_no_window_is_smaller_than_its_least() {
        assert!((fitted(1440.0, 1366.0, 1000.0) - 1366.0).abs() < f64::EPSILON);
        assert!((fitted(1440.0, 3840.0, 1000.0) - 1440.0).abs() < f64::EPSILON);
        assert!((fitted(900.0, 600.0, 640.0) - 640.0).abs() < f64::EPSILON);
    }

    #[test]
    fn the_first_colours_are_the_tokens_of_the_window() {
        let tokens = include_str!("../../ui/src/styles/tokens.css");
        let hex = |color: Color| format!("--paper: #{:02x}{:02x}{:02x}", color.0, color.1, color.2);
        let light = tokens.find(&hex(PAPER_LIGHT)).expect("the light paper of tokens.css");
        let dark = tokens.find(&hex(PAPER_DARK)).expect("the dark paper of tokens.css");
        assert!(light < dark);
    }
}
