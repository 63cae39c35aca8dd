//! Errors of the project file: the class of each for programs, and the cure for people.

use touchstone_store::StoreError;

/// How a right answer that cannot be read is given again.
pub(crate) const GIVEN_GOLD_CURE: &str = "Import the file that gave it once more, or any file that holds this item with \
    its right answer: it takes the place of the damaged one. Texts, reviews and decisions of the item are not touched.";

/// The class.
pub(crate) const fn code(error: &StoreError) -> &'static str {
    match error {
        StoreError::AlreadyExists { .. } => "already_exists",
        StoreError::NotFound { .. } => "not_found",
        StoreError::NoFolder { .. } => "no_folder",
        StoreError::NotAProject { .. } => "not_a_project",
        StoreError::IsAPacket { .. } => "is_a_packet",
        StoreError::NotAPacket { .. } => "not_a_packet",
        StoreError::Locked { .. } => "locked",
        StoreError::TooNew { .. } => "too_new",
        StoreError::MigrationChanged { .. } => "migration_changed",
        StoreError::Damaged { .. } => "damaged",
        StoreError::GivenGoldDamaged { .. } => "given_gold_damaged",
        StoreError::DiskFull => "disk_full",
        StoreError::NotWritable => "not_writable",
        StoreError::Busy => "busy",
        StoreError::Interrupted => "cancelled",
        StoreError::DuplicateItem { .. } => "duplicate_item",
        StoreError::DuplicateReviewer { .. } => "duplicate_reviewer",
        StoreError::Unknown { .. } => "unknown",
        StoreError::NumberTooLarge { .. } => "number_too_large",
        StoreError::Files { .. } => "files",
        StoreError::Database(_) => "database",
    }
}

/// What to do about it.
#[expect(clippy::match_same_arms, reason = "one cure for each error, in their order")]
pub(crate) const fn cure(error: &StoreError) -> &'static str {
    match error {
        StoreError::AlreadyExists { .. } => "Choose another name.",
        StoreError::NotFound { .. } => "Check the path, or create the project first.",
        StoreError::NoFolder { .. } => "Make the folder first, or choose another place.",
        StoreError::NotAProject { .. } => "Choose a file that ends in .touchstone and was made by Touchstone.",
        StoreError::IsAPacket { .. } => {
            "Open it in the window to work in it, or bring it home with `touchstone packet take PROJECT FILE`."
        }
        StoreError::NotAPacket { .. } => "Choose a file that ends in .touchstone-packet, whole and as it was saved.",
        StoreError::Locked { .. } => "Close the project there, then open it here.",
        StoreError::TooNew { .. } => "Update Touchstone to open it.",
        StoreError::MigrationChanged { .. } => "Open it with the program that made it, or restore a copy.",
        StoreError::Damaged { .. } => {
            "Keep this file as it is, and go on with your last copy of the project; packets that came home can be taken \
             into it again. Without a copy, `sqlite3 FILE .dump` prints what can still be read."
        }
        StoreError::GivenGoldDamaged { .. } => GIVEN_GOLD_CURE,
        StoreError::DiskFull => "Free some space and do it again.",
        StoreError::NotWritable => "Check the permissions of the file and its folder.",
        StoreError::Busy | StoreError::Interrupted => "Do it again.",
        StoreError::DuplicateItem { .. } => "Give the items of one file a prefix with --id-prefix.",
        StoreError::DuplicateReviewer { .. } => "Choose another name.",
        StoreError::Unknown { .. } => "Open the project again; it may have changed since.",
        StoreError::NumberTooLarge { .. } => "Check the file that brought this number.",
        StoreError::Files { .. } => "Check that the disk is there and that you may write to it.",
        StoreError::Database(_) => "Report this with the details; nothing of the last act was kept.",
    }
}
