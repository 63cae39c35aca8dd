//! Warns of places where a project file is not safe: network and synchronised folders.

use std::path::{Component, Path};

/// Folder names (lower case) by which synchronising programs are known; `*` stands for any ending.
const SYNCHRONISED: &[(&str, &str)] = &[
    ("dropbox*", "Dropbox"),
    ("onedrive*", "OneDrive"),
    ("google drive*", "Google Drive"),
    ("googledrive*", "Google Drive"),
    ("my drive", "Google Drive"),
    ("mobile documents", "iCloud"),
    ("com~apple~clouddocs", "iCloud"),
    ("icloud*", "iCloud"),
    ("nextcloud*", "Nextcloud"),
    ("owncloud*", "ownCloud"),
    ("pcloud*", "pCloud"),
    ("box sync", "Box"),
    ("syncthing*", "Syncthing"),
    ("mega*sync", "MEGA"),
    ("seafile*", "Seafile"),
];

/// File systems whose locks or write order cannot be relied on.
const NETWORK: &[&str] =
    &["nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "9p", "ncpfs", "davfs", "ceph"];

/// A warning in plain words when `path` lies on a network drive or in a synchronised folder.
pub fn location_warning(path: &Path) -> Option<String> {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let path = resolved(&path);
    if let Some(program) = synchronised_by(&path) {
        return Some(format!(
            "This project lies in a folder that {program} synchronises. While it is open, {program} may copy a \
             half-written file or keep two versions of it. Move the project to a folder that is not synchronised, \
             and use Save a Copy to put a finished copy there."
        ));
    }
    let mounts = std::fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    network_drive(&path, &mounts).then(|| {
        "This project lies on a network drive. Two people opening it at once, or a broken connection, can damage it. \
         Move the project to a drive of this computer, and use Save a Copy to put a finished copy there."
            .to_owned()
    })
}

/// The path without symbolic links, as far as it exists.
fn resolved(path: &Path) -> std::path::PathBuf {
    for ancestor in path.ancestors() {
        if let (Ok(real), Ok(rest)) = (ancestor.canonicalize(), path.strip_prefix(ancestor)) {
            return real.join(rest);
        }
    }
    path.to_owned()
}

fn synchronised_by(path: &Path) -> Option<&'static str> {
    // The file's own name says nothing of the folder it is in.
    let folders = path.parent()?.components();
    let names = folders.filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy().to_lowercase()),
        Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => None,
    });
    names.filter_map(|name| SYNCHRONISED.iter().find(|(pattern, _)| is_like(&name, pattern))).map(|(_, by)| *by).next()
}

fn is_like(name: &str, pattern: &str) -> bool {
    match pattern.split_once('*') {
        Some((start, end)) => name.len() >= start.len() + end.len() && name.starts_with(start) && name.ends_with(end),
        None => name == pattern,
    }
}

/// Whether the mount that holds `path` is a network file system or a user-space one.
fn network_drive(path: &Path, mounts: &str) -> bool {
    if path.to_string_lossy().starts_with(r"\\") && !path.to_string_lossy().starts_with(r"\\?\") {
        return true;
    }
    let mount_of = |line: &str| {
        let mut fields = line.split(' ').skip(1);
        // Blanks in mount points are written as octal escapes.
        let at = fields.next()?.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
        Some((at, fields.next()?.to_owned()))
    };
    let holding = mounts.lines().filter_map(mount_of).filter(|(at, _)| path.starts_with(at));
    let kind = holding.max_by_key(|(at, _)| at.len()).map(|(_, kind)| kind);
    kind.is_some_and(|kind| NETWORK.contains(&kind.as_str()) || kind == "fuse" || kind.starts_with("fuse."))
}

#[cfg(test)]
mod tests {
    use super::{network_drive, synchronised_by};
    use std::path::Path;

    const MOUNTS: &str = "/dev/sda1 / ext4 rw 0 0\nserver:/home /home nfs4 rw 0 0\n/dev/sdb1 /home/ada/local\\040disk ext4 rw 0 0\n\
        remote /mnt/cloud fuse.rclone rw 0 0\n/dev/sdc1 /mnt/stick fuseblk rw 0 0\n";

    #[test]
    fn the_longest_mount_decides() {
        let on_network = |path: &str| network_drive(Path::new(path), MOUNTS);
        assert!(on_network("/home/ada/p.touchstone"));
        assert!(on_network("/mnt/cloud/p.touchstone"));
        assert!(!on_network("/home/ada/local disk/p.touchstone"));
        assert!(!on_network("/mnt/stick/p.touchstone"), "a local NTFS disk is not a network drive");
        assert!(!on_network("/var/p.touchstone"));
    }

    #[test]
    fn synchronised_folders_are_known_by_name() {
        let by = |path: &str| synchronised_by(Path::new(path));
        assert_eq!(by("/home/ada/Dropbox (Work)/p.touchstone"), Some("Dropbox"));
        assert_eq!(by("/Users/ada/Library/Mobile Documents/x/p.touchstone"), Some("iCloud"));
        assert_eq!(by("/home/ada/OneDrive - Uni/p.touchstone"), Some("OneDrive"));
        assert_eq!(by("/home/ada/papers/Dropbox.touchstone"), None, "the name of the file itself says nothing");
    }
}
