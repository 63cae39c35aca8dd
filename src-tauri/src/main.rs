//! The desktop program: reads its arguments, opens the one window and joins it to the desk.
//!
//! There is no rule of review here and no file format: every question of the window goes through
//! [`bridge`] to `touchstone_ipc`. A start that fails says so in a native message.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod bridge;
mod launch;
mod menu;
mod window;

use std::process::ExitCode;

use tauri::{Manager, RunEvent};
use touchstone_ipc::{Desk, DeskOptions};

use launch::{Launch, Wish};

fn main() -> ExitCode {
    match launch::read(std::env::args_os().skip(1)) {
        Ok(Wish::Say(text)) => {
            launch::say(&text);
            ExitCode::SUCCESS
        }
        Ok(Wish::ShowFailure(reason)) => {
            launch::show_failure(&reason);
            ExitCode::FAILURE
        }
        Ok(Wish::Open(_)) if !launch::has_screen() => {
            launch::complain(
                "there is no screen to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set); \
                 the program `touchstone` does everything but reviewing without one",
            );
            ExitCode::FAILURE
        }
        Ok(Wish::Open(launch)) => {
            launch::report_panics_natively();
            run(launch).map_or_else(
                |error| {
                    launch::report_failure(&error.to_string());
                    ExitCode::FAILURE
                },
                |()| ExitCode::SUCCESS,
            )
        }
        Err(refusal) => {
            launch::complain(&refusal);
            ExitCode::from(2)
        }
    }
}

fn run(launch: Launch) -> tauri::Result<()> {
    let app = tauri::Builder::default()
        .plugin(window::remembering_its_place())
        .invoke_handler(tauri::generate_handler![bridge::call])
        .setup(move |app| {
            let desk = Desk::new(DeskOptions {
                data_dir: app.path().app_data_dir()?,
                trace_ui: launch.trace_ui,
                open: launch.open,
                version: env!("CARGO_PKG_VERSION").to_owned(),
            });
            bridge::forward_notices(app.handle(), &desk);
            app.manage(desk);
            if cfg!(target_os = "macos") {
                app.set_menu(menu::application_menu(app.handle())?)?;
            }
            close_with_the_session(app.handle());
            window::open(app.handle())?;
            Ok(())
        })
        .build(tauri::generate_context!("tauri.conf.json"))?;
    app.run(|app, event| match event {
        RunEvent::Exit => app.state::<Desk>().close(),
        #[cfg(target_os = "macos")]
        RunEvent::Opened { urls } => bridge::announce_opened(app, &urls),
        _ => {}
    });
    Ok(())
}

/// A logout, a shutdown or a closed terminal ends the program as its own window does: the project is
/// closed whole, in one file. Where the system refuses to tell of it, a later start recovers the project.
fn close_with_the_session<R: tauri::Runtime>(app: &tauri::AppHandle<R>) {
    let app = app.clone();
    if let Err(error) = ctrlc::set_handler(move || app.exit(0)) {
        launch::complain(&format!("a logout will not close the project: {error}"));
    }
}
