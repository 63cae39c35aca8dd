//! The one command and the one event between the window and the desk.
//!
//! What needs the window itself (file dialogs, its theme, closing) is answered here; everything
//! else is passed to the desk as it came. The reply is passed on as text, never encoded twice.

use std::path::{Path, PathBuf};
use std::process::Command;

use rfd::AsyncFileDialog;
use serde::Deserialize;
use serde_json::{Value, json};
use tauri::ipc::{Channel, Response};
use tauri::{AppHandle, Emitter, Runtime, State, WebviewWindow};
use touchstone_ipc::{Desk, WireError};

use crate::window;

/// The event by which the program speaks first.
const NOTICE: &str = "notice";

/// What a file dialog is asked for. Every field may be left out.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct DialogWish {
    title: Option<String>,
    /// Proposed name of a file to be saved.
    name: Option<String>,
    /// Folder the dialog starts in.
    folder: Option<PathBuf>,
    filters: Vec<Filter>,
    /// Whether several files may be chosen.
    multiple: bool,
}

#[derive(Debug, Deserialize)]
struct Filter {
    name: String,
    extensions: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Place {
    path: PathBuf,
}

#[derive(Debug, Deserialize)]
struct ThemeWish {
    /// `light`, `dark` or `system`.
    theme: window::Appearance,
}

/// Answers one command of the window.
#[tauri::command]
pub(crate) async fn call<R: Runtime>(
    window: WebviewWindow<R>,
    desk: State<'_, Desk>,
    command: String,
    request: Value,
    progress: Channel<Value>,
) -> Result<Response, WireError> {
    let reply = match command.as_str() {
        "dialog.open" => json!(chosen_files(&window, read(request)?).await?),
        "dialog.save" => json!(place_to_save(&window, read(request)?).await?),
        "dialog.folder" => json!(chosen_folder(&window, read(request)?).await?),
        "app.reveal" => {
            let place: Place = read(request)?;
            reveal(&place.path)?;
            Value::Null
        }
        "app.theme" => {
            let wish: ThemeWish = read(request)?;
            window::appear(&window, wish.theme).map_err(failed)?;
            Value::Null
        }
        "app.quit" => {
            window.close().map_err(failed)?;
            Value::Null
        }
        // A window that is closing no longer hears its progress.
        _ => {
            let reply = desk.call(&command, request, move |step| drop(progress.send(step))).await?;
            return Ok(Response::new(reply));
        }
    };
    Ok(Response::new(reply.to_string()))
}

/// Passes what the desk says unasked to the window.
pub(crate) fn forward_notices<R: Runtime>(app: &AppHandle<R>, desk: &Desk) {
    let app = app.clone();
    desk.on_notice(move |notice| drop(app.emit(NOTICE, notice)));
}

/// Files opened through the system while the program runs reach the window like dropped ones.
#[cfg(target_os = "macos")]
pub(crate) fn announce_opened<R: Runtime>(app: &AppHandle<R>, urls: &[tauri::Url]) {
    let paths: Vec<PathBuf> = urls.iter().filter_map(|url| url.to_file_path().ok()).collect();
    let _ = app.emit(NOTICE, json!({ "kind": "dropped", "paths": paths }));
}

async fn chosen_files<R: Runtime>(
    window: &WebviewWindow<R>,
    wish: DialogWish,
) -> Result<Option<Vec<PathBuf>>, WireError> {
    if wish.multiple {
        let files = shown(window, wish, AsyncFileDialog::pick_files).await?;
        return Ok(files.map(|files| files.iter().map(|file| file.path().to_owned()).collect()));
    }
    let file = shown(window, wish, AsyncFileDialog::pick_file).await?;
    Ok(file.map(|file| vec![file.path().to_owned()]))
}

async fn place_to_save<R: Runtime>(window: &WebviewWindow<R>, wish: DialogWish) -> Result<Option<PathBuf>, WireError> {
    let place = shown(window, wish, AsyncFileDialog::save_file).await?;
    Ok(place.map(|place| place.path().to_owned()))
}

async fn chosen_folder<R: Runtime>(window: &WebviewWindow<R>, wish: DialogWish) -> Result<Option<PathBuf>, WireError> {
    let folder = shown(window, wish, AsyncFileDialog::pick_folder).await?;
    Ok(folder.map(|folder| folder.path().to_owned()))
}

/// Makes the dialog on the main thread, where every system wants it, and waits elsewhere.
async fn shown<R, D, F>(
    window: &WebviewWindow<R>,
    wish: DialogWish,
    show: fn(AsyncFileDialog) -> D,
) -> Result<Option<F>, WireError>
where
    R: Runtime,
    D: Future<Output = Option<F>> + Send + 'static,
    F: Send + 'static,
{
    let (made, dialog) = std::sync::mpsc::channel();
    let parent = window.clone();
    window
        .run_on_main_thread(move || {
            let mut dialog = AsyncFileDialog::new().set_parent(&parent);
            if let Some(title) = wish.title {
                dialog = dialog.set_title(title);
            }
            if let Some(name) = wish.name {
                dialog = dialog.set_file_name(name);
            }
            if let Some(folder) = wish.folder {
                dialog = dialog.set_directory(folder);
            }
            for filter in wish.filters {
                dialog = dialog.add_filter(filter.name, &filter.extensions);
            }
            let _ = made.send(show(dialog));
        })
        .map_err(failed)?;
    let dialog = tauri::async_runtime::spawn_blocking(move || dialog.recv()).await.map_err(failed)?.map_err(failed)?;
    Ok(dialog.await)
}

/// Shows the folder that holds a file, in the system's own file manager.
fn reveal(path: &Path) -> Result<(), WireError> {
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
    let program = if cfg!(windows) {
        "explorer"
    } else if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    Command::new(program).arg(folder).spawn().map(drop).map_err(failed)
}

fn read<T: serde::de::DeserializeOwned>(request: Value) -> Result<T, WireError> {
    // A command without a request comes as null.
    let request = if request.is_null() { json!({}) } else { request };
    serde_json::from_value(request).map_err(failed)
}

fn failed(error: impl std::fmt::Display) -> WireError {
    WireError {
        code: "internal".to_owned(),
        message: "The window could not do this.".to_owned(),
        hint: "Try again. Nothing of your work was changed.".to_owned(),
        detail: Some(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dialog_can_be_asked_for_with_nothing_said() {
        let wish: DialogWish = read(Value::Null).unwrap();
        assert!(!wish.multiple && wish.filters.is_empty());
    }

    #[test]
    fn a_request_of_the_wrong_shape_is_refused_with_a_cure() {
        let error = read::<Place>(json!({ "path": 7 })).unwrap_err();
        assert_eq!(error.code, "internal");
        assert!(!error.hint.is_empty() && error.detail.is_some());
    }
}
