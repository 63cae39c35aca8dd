//! Compiles the capabilities and, on Windows, the icon into the desktop program.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Without the pattern Tauri looks beside the manifest and finds no capability.
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    let attributes = tauri_build::Attributes::new().capabilities_path_pattern("./src-tauri/capabilities/**/*.json");
    tauri_build::try_build(attributes)?;
    Ok(())
}
