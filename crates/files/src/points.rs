//! Where the programs wait for the disk. Each place has a name, so that a test can take it away.

use strum::VariantArray;

/// One place where a program waits for the disk: `…Bytes` for the bytes of a file, `…Name` for its
/// name, or a folder's, by syncing the folder that holds it. Taking any of them away must break a
/// test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, VariantArray)]
pub enum SyncPoint {
    // The desk's come first: `DESK` ends where the gateway's begin.
    /// One of the two copies of the key slots.
    KeysBytes,
    /// Its name.
    KeysName,
    /// A dossier's identity, sealed to the data key and to recovery.
    IdentityBytes,
    /// Its name, and that of the dossier's folder.
    IdentityName,
    /// A sealed page, form or manifest.
    PageBytes,
    /// Its name.
    PageName,
    /// The database's name at the end of set-up, and the data folder's. Its bytes are SQLite's.
    DatabaseName,
    /// A copy of the database, made before a migration.
    CopyBytes,
    /// Its name, and that of the copies' folder.
    CopyName,
    /// Room kept for the day on which the disk is full.
    ReserveBytes,
    /// Its name.
    ReserveName,
    /// The gateway's keys.
    GatewayKeyBytes,
    /// Their name.
    GatewayKeyName,
    /// The name of the gateway's database, and of its data folder. Its bytes are SQLite's.
    GatewayDatabaseName,
    /// A slice of a part that is still arriving.
    PartBytes,
    /// The part's name, with its first slice.
    PartName,
    /// A part that has arrived whole, sealed.
    SealedPartBytes,
    /// Its name.
    SealedPartName,
    /// A result that the agency gives back.
    ResultBytes,
    /// Its name.
    ResultName,
    // Those of what people at the gateway take away: `GATEWAY` ends here.
    /// A file of an export, which lies outside the data folder.
    ExportBytes,
    /// Its name, and that of the export's folder.
    ExportName,
    /// A backup, which lies outside the data folder.
    BackupBytes,
    /// Its name.
    BackupName,
}

impl SyncPoint {
    /// Those of the desk.
    pub const DESK: &'static [Self] = Self::VARIANTS.split_at(Self::GatewayKeyBytes as usize).0;
    /// Those of the gateway.
    pub const GATEWAY: &'static [Self] = Self::VARIANTS
        .split_at(Self::ExportBytes as usize)
        .0
        .split_at(Self::GatewayKeyBytes as usize)
        .1;
    /// Those of what people take away from a gateway.
    pub const TAKEN_AWAY: &'static [Self] = Self::VARIANTS.split_at(Self::ExportBytes as usize).1;
}

/// What a file that we write is for; it names the two places where its writing waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// One of the two copies of the desk's key slots.
    Keys,
    /// A dossier's identity, sealed to the data key and to recovery.
    Identity,
    /// A sealed page, form or manifest.
    Page,
    /// A copy of the database, made before a migration.
    Copy,
    /// Room kept for the day on which the disk is full.
    Reserve,
    /// The gateway's keys.
    GatewayKey,
    /// A part that is still arriving at the gateway.
    Part,
    /// A part that has arrived whole, sealed.
    SealedPart,
    /// A result that the agency gives back.
    Result,
    /// A file of an export, which lies outside the data folder.
    Export,
    /// A backup, which lies outside the data folder.
    Backup,
}

impl Purpose {
    /// Where its bytes are waited for.
    pub const fn bytes(self) -> SyncPoint {
        self.points().0
    }

    /// Where its name is waited for.
    pub const fn name(self) -> SyncPoint {
        self.points().1
    }

    const fn points(self) -> (SyncPoint, SyncPoint) {
        match self {
            Self::Keys => (SyncPoint::KeysBytes, SyncPoint::KeysName),
            Self::Identity => (SyncPoint::IdentityBytes, SyncPoint::IdentityName),
            Self::Page => (SyncPoint::PageBytes, SyncPoint::PageName),
            Self::Copy => (SyncPoint::CopyBytes, SyncPoint::CopyName),
            Self::Reserve => (SyncPoint::ReserveBytes, SyncPoint::ReserveName),
            Self::GatewayKey => (SyncPoint::GatewayKeyBytes, SyncPoint::GatewayKeyName),
            Self::Part => (SyncPoint::PartBytes, SyncPoint::PartName),
            Self::SealedPart => (SyncPoint::SealedPartBytes, SyncPoint::SealedPartName),
            Self::Result => (SyncPoint::ResultBytes, SyncPoint::ResultName),
            Self::Export => (SyncPoint::ExportBytes, SyncPoint::ExportName),
            Self::Backup => (SyncPoint::BackupBytes, SyncPoint::BackupName),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_of_the_desk_end_where_the_gateways_begin() {
        assert_eq!(SyncPoint::DESK.last(), Some(&SyncPoint::ReserveName));
        assert_eq!(SyncPoint::GATEWAY.first(), Some(&SyncPoint::GatewayKeyBytes));
        assert_eq!(SyncPoint::GATEWAY.last(), Some(&SyncPoint::ResultName));
        let all = [SyncPoint::DESK, SyncPoint::GATEWAY, SyncPoint::TAKEN_AWAY].concat();
        assert_eq!(all, SyncPoint::VARIANTS, "each belongs to one of them");
    }
}
