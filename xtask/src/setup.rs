//! What building and testing need on a fresh machine that has Rust and Node only.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::step::{Done, Failure, Steps, is_installed};

/// Debian's names of what the desktop program is built with.
const BUILD: &[&str] = &["build-essential", "pkg-config", "libwebkit2gtk-4.1-dev"];

/// Debian's names of what the tests need besides: screens, one of them to be touched, a driver, scripts of the world.
const TEST: &[&str] = &[
    "webkit2gtk-driver",
    "xvfb",
    "xauth",
    "xserver-xorg-core",
    "xserver-xorg-video-dummy",
    "dbus",
    "desktop-file-utils",
    "fonts-dejavu-core",
    "fonts-noto-core",
    "fonts-noto-cjk",
    "fonts-noto-color-emoji",
];

/// The oldest Node that the tools of the window run on.
const NODE: u32 = 20;

/// Everything for building and testing.
pub(crate) fn everything(steps: &mut Steps) -> Done {
    for_testing(steps)?;
    println!("\nEverything is there. `cargo xtask run` opens the demo project.");
    Ok(())
}

/// What the program is built with: system packages, Node and the packages of the window.
pub(crate) fn for_building(steps: &mut Steps) -> Done {
    system_packages(steps, "the build", BUILD)?;
    node_packages(steps)
}

/// What the checks need besides.
pub(crate) fn for_testing(steps: &mut Steps) -> Done {
    let all: Vec<&str> = BUILD.iter().chain(TEST).copied().collect();
    system_packages(steps, "the build and the tests", &all)?;
    node_packages(steps)
}

fn system_packages(steps: &mut Steps, purpose: &str, packages: &[&str]) -> Done {
    steps.begin(&format!("System packages for {purpose}"));
    if !cfg!(target_os = "linux") {
        println!("   {}", other_system(""));
        return Ok(());
    }
    if !is_installed("apt-get") || !is_installed("dpkg-query") {
        let id = fs::read_to_string("/etc/os-release").unwrap_or_default();
        println!("   {}", other_system(&id));
        let found = Command::new("pkg-config").args(["--exists", "webkit2gtk-4.1"]).status();
        return if found.is_ok_and(|status| status.success()) {
            Ok(())
        } else {
            Err(Failure(
                "WebKitGTK 4.1 was not found by pkg-config. Install the packages named above, then start again."
                    .to_owned(),
            ))
        };
    }
    let missing: Vec<&str> = packages.iter().copied().filter(|package| !is_package_installed(package)).collect();
    if missing.is_empty() {
        println!("   all {} are installed", packages.len());
        return Ok(());
    }
    println!("   missing: {}", missing.join(" "));
    let mut install = vec!["install", "-y", "--no-install-recommends"];
    install.extend(&missing);
    // The lists of a fresh image are empty or old; asking once is cheaper than a failed install.
    steps.run("Package lists", &mut apt_get(steps, &["update"])?)?;
    steps.run("Installing packages", &mut apt_get(steps, &install)?)
}

fn apt_get(steps: &Steps, arguments: &[&str]) -> Result<Command, Failure> {
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0");
    let mut words = vec!["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
    words.extend(arguments);
    if is_root {
        Ok(steps.program(words[0], &words[1..]))
    } else if is_installed("sudo") {
        Ok(steps.program("sudo", &words))
    } else {
        Err(Failure(format!(
            "system packages are missing and only root may install them. As root, run: apt-get {}",
            arguments.join(" ")
        )))
    }
}

fn is_package_installed(package: &str) -> bool {
    Command::new("dpkg-query")
        .args(["-W", "-f=${db:Status-Status}", package])
        .output()
        .is_ok_and(|output| output.status.success() && output.stdout == b"installed")
}

/// What to install on systems whose packages this task does not install.
fn other_system(os_release: &str) -> &'static str {
    let is = |name: &str| {
        os_release.lines().any(|line| (line.starts_with("ID=") || line.starts_with("ID_LIKE=")) && line.contains(name))
    };
    if cfg!(windows) {
        "Windows: the Visual Studio C++ build tools are needed; WebView2 is part of Windows 10 and 11."
    } else if cfg!(target_os = "macos") {
        "macOS: the command line tools are needed (xcode-select --install)."
    } else if is("fedora") {
        "Fedora: sudo dnf install gcc gcc-c++ make pkgconf-pkg-config webkit2gtk4.1-devel desktop-file-utils xorg-x11-server-Xvfb xorg-x11-server-Xorg xorg-x11-drv-dummy webkit2gtk4.1 dbus-daemon"
    } else if is("arch") {
        "Arch: sudo pacman -S --needed base-devel webkit2gtk-4.1 desktop-file-utils xorg-server-xvfb xorg-server xf86-video-dummy dbus"
    } else {
        "This system is not known here: it needs a C compiler, pkg-config and the development files of WebKitGTK 4.1."
    }
}

fn node_packages(steps: &mut Steps) -> Done {
    steps.begin("Node and the packages of the window");
    let version = Command::new("node")
        .arg("--version")
        .output()
        .map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    match version.as_deref().map(major) {
        Ok(Some(major)) if major >= NODE => {}
        Ok(_) => {
            return Err(Failure(format!(
                "Node {NODE} or newer is needed, and `node --version` says {:?}. Install it from nodejs.org, then start again.",
                version.unwrap_or_default()
            )));
        }
        Err(_) => {
            return Err(Failure(format!(
                "Node was not found. Install Node {NODE} or newer from nodejs.org, then start again."
            )));
        }
    }
    if !is_installed("npm") {
        return Err(Failure(
            "npm was not found beside Node. Install it (it is part of Node's own installers), then start again."
                .to_owned(),
        ));
    }
    let ui = steps.root().join("ui");
    if is_current(&ui.join("node_modules/.package-lock.json"), &ui.join("package-lock.json")) {
        println!("   Node {}; the packages are as package-lock.json says", version.unwrap_or_default());
        return Ok(());
    }
    let mut install = steps.npm(&["ci", "--no-audit", "--no-fund"]);
    steps.run("Installing the packages of the window", &mut install)
}

fn major(version: &str) -> Option<u32> {
    version.trim_start_matches('v').split('.').next()?.parse().ok()
}

/// Whether `made` is at least as new as `from`.
fn is_current(made: &Path, from: &Path) -> bool {
    let time = |path: &Path| fs::metadata(path).and_then(|data| data.modified()).ok();
    matches!((time(made), time(from)), (Some(made), Some(from)) if made >= from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_versions_are_read() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("nonsense"), None);
    }

    #[test]
    fn a_missing_result_is_not_current() {
        assert!(!is_current(Path::new("no such file"), Path::new("Cargo.toml")));
        assert!(is_current(Path::new("Cargo.toml"), Path::new("Cargo.toml")));
    }

    #[test]
    fn a_package_that_does_not_exist_is_not_installed() {
        assert!(!is_package_installed("touchstone-no-such-package"));
    }

    #[test]
    fn other_systems_are_told_their_own_names() {
        if cfg!(target_os = "linux") {
            assert!(other_system("ID=fedora\n").contains("dnf"));
            assert!(other_system("ID=endeavouros\nID_LIKE=arch\n").contains("pacman"));
            assert!(other_system("ID=other\n").contains("WebKitGTK 4.1"));
        }
    }
}
