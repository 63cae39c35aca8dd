//! The menu bar that macOS expects. On Linux and Windows the window draws its own commands.
//!
//! There is no Undo here: macOS would take the keys before the window could undo a review step.

use tauri::menu::{Menu, MenuBuilder, SubmenuBuilder};
use tauri::{AppHandle, Runtime};

/// The application, edit and window menus with the system's own entries.
pub(crate) fn application_menu<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<Menu<R>> {
    let touchstone = SubmenuBuilder::new(app, "Touchstone")
        .about(None)
        .separator()
        .hide()
        .hide_others()
        .show_all()
        .separator()
        .quit()
        .build()?;
    let edit = SubmenuBuilder::new(app, "Edit").cut().copy().paste().select_all().build()?;
    let window = SubmenuBuilder::new(app, "Window").minimize().maximize().fullscreen().close_window().build()?;
    MenuBuilder::new(app).items(&[&touchstone, &edit, &window]).build()
}
