//! Where a live database may lie: not on sticks formatted with FAT, not on network shares.
//!
//! FAT keeps no journal, so a pulled stick tears the database; network shares lie about locks.

use std::path::Path;

use crate::error::FileError;

/// File systems on which a live database is refused, as the kernel names them.
const UNSAFE: [&str; 13] = [
    "vfat",
    "msdos",
    "fat",
    "fat32",
    "exfat",
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "afpfs",
    "fuse.sshfs",
    "davfs",
];

/// Refuses a data folder that lies where a database is not safe. The folder may not exist yet.
///
/// # Errors
/// `UnsafePlace`, with the file system's name. Where it cannot be told, the folder is allowed.
pub fn check_place(root: &Path) -> Result<(), FileError> {
    match file_system_of(root) {
        Some(kind) if UNSAFE.contains(&kind.to_ascii_lowercase().as_str()) => {
            Err(FileError::UnsafePlace { file_system: kind })
        }
        _ => Ok(()),
    }
}

#[cfg(target_os = "linux")]
fn file_system_of(root: &Path) -> Option<String> {
    let absolute = std::path::absolute(root).ok()?;
    let real = absolute.ancestors().find_map(|known| known.canonicalize().ok())?;
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").ok()?;
    file_system_in(&mounts, &real)
}

#[cfg(windows)]
fn file_system_of(root: &Path) -> Option<String> {
    let absolute = std::path::absolute(root).ok()?;
    if is_network_path(&absolute) {
        return Some("smbfs".to_owned());
    }
    let disks = sysinfo::Disks::new_with_refreshed_list().ok()?;
    let disk = disks
        .iter()
        .filter(|disk| absolute.starts_with(disk.mount_point()))
        .max_by_key(|disk| disk.mount_point().as_os_str().len())?;
    Some(disk.file_system().to_string_lossy().into_owned())
}

#[cfg(windows)]
fn is_network_path(path: &Path) -> bool {
    use std::path::{Component, Prefix};
    matches!(
        path.components().next(),
        Some(Component::Prefix(prefix))
            if matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..))
    )
}

#[cfg(not(any(target_os = "linux", windows)))]
fn file_system_of(_: &Path) -> Option<String> {
    None
}

/// Finds the file system of the innermost mount that holds `path` in the text of
/// `/proc/self/mountinfo` (proc(5)): the fifth field is the mount point, the first field after
/// ` - ` the type. Of two mounts on one point the later hides the earlier.
#[cfg(any(target_os = "linux", test))]
fn file_system_in(mounts: &str, path: &Path) -> Option<String> {
    let mount = |line: &str| {
        let (left, right) = line.split_once(" - ")?;
        let point = left.split(' ').nth(4)?.replace("\\040", " ");
        let kind = right.split(' ').next()?.to_owned();
        path.starts_with(&point).then_some((point.len(), kind))
    };
    let (_, kind) = mounts.lines().filter_map(mount).max_by_key(|(length, _)| *length)?;
    Some(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
36 22 8:17 / /media/la\\040huong/USB rw,nosuid shared:7 - vfat /dev/sdb1 rw,uid=1000
40 22 0:45 / /mnt/chung rw - cifs //may-chu/chung rw
";

    #[test]
    fn stick_is_recognised_when_its_mount_has_a_space() {
        let kind = file_system_in(MOUNTS, Path::new("/media/la huong/USB/nopho"));

        assert_eq!(kind.as_deref(), Some("vfat"), "the innermost mount decides");
    }

    #[test]
    fn share_and_hard_disk_are_told_apart() {
        let share = file_system_in(MOUNTS, Path::new("/mnt/chung/ho-so"));
        let disk = file_system_in(MOUNTS, Path::new("/home/huong"));

        assert_eq!((share.as_deref(), disk.as_deref()), (Some("cifs"), Some("ext4")));
    }

    #[test]
    fn ordinary_folder_is_allowed() {
        let home = tempfile::tempdir().unwrap();

        assert!(check_place(&home.path().join("not/yet/there")).is_ok());
    }
}
