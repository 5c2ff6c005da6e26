//! The short lists of the desk: who it is, by which channel, how far somebody was helped.
//!
//! Each value has one stable word, the same in the store, on the wire and in JSON.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
            Display, EnumString, IntoStaticStr, VariantArray,
        )]
        #[serde(rename_all = "snake_case")]
        #[strum(serialize_all = "snake_case")]
        pub enum $name {
            $($(#[$vdoc])* $variant),+
        }

        impl $name {
            /// The stable word for this value.
            pub fn word(self) -> &'static str {
                self.into()
            }
        }
    };
}
pub(crate) use words;

words! {
    /// What kind of desk this is; it decides which paper the resident is given.
    DeskKind {
        /// A commune's one-stop desk: gives the official receipt and appointment.
        Authority,
        /// A community digital team: hands in for people and promises no appointment.
        Volunteer,
        /// A post office that is an agent for public services.
        Post,
    }
}

words! {
    /// By which channel a dossier is handed in (`KenhThucHien` 1, 2, 3).
    Channel {
        /// In person at the desk (1, trực tiếp).
        Direct,
        /// Online (2, trực tuyến).
        Online,
        /// By public post (3, bưu chính công ích).
        Post,
    }
}

impl Channel {
    /// The national code `KenhThucHien`.
    pub fn national_code(self) -> u8 {
        match self {
            Self::Direct => 1,
            Self::Online => 2,
            Self::Post => 3,
        }
    }
}

words! {
    /// How far the desk helped the person who hands in.
    Assistance {
        /// The desk typed and submitted for the person (làm thay).
        DoneFor,
        /// The person typed, the desk showed how (hướng dẫn).
        Guided,
        /// The person did it alone (tự làm).
        Own,
    }
}

words! {
    /// What kind of person a dossier belongs to (`LoaiDoiTuong` 1 to 4).
    PersonKind {
        /// A human being (1, công dân).
        Citizen,
        /// An enterprise (2, doanh nghiệp).
        Enterprise,
        /// A state body (3, cơ quan nhà nước).
        StateBody,
        /// Another organisation (4).
        Other,
    }
}

words! {
    /// Sex as civil-status papers record it.
    Sex {
        /// Nam.
        Male,
        /// Nữ.
        Female,
    }
}

words! {
    /// How the person wants to be given the result.
    ResultDelivery {
        /// On paper, at this desk.
        AtDesk,
        /// On paper, by public post.
        ByPost,
        /// Online.
        Online,
    }
}

words! {
    /// What a person may do at a desk; the table of rights lives in `desk`.
    Role {
        /// Answers for the desk: operators, keys, catalogue, backups.
        Lead,
        /// An official of the one-stop desk.
        Official,
        /// A member of a community digital team.
        Volunteer,
        /// A post-office agent.
        PostAgent,
    }
}

words! {
    /// What travels to the gateway.
    ParcelKind {
        /// The first revision of a dossier.
        Submission,
        /// A later revision that answers the agency.
        Supplement,
        /// A person's request to take a delivered dossier back.
        Withdrawal,
        /// The head of the journal's chain, to be countersigned.
        JournalHead,
    }
}

words! {
    /// Where a parcel stands on its way, as the network sees it.
    ParcelState {
        /// Waits for its turn.
        Queued,
        /// Is being announced to the gateway.
        Announcing,
        /// Its parts are being sent.
        Sending,
        /// A verified receipt is here.
        Delivered,
        /// Needs a person; the others go on without it.
        SetAside,
        /// A later revision or a withdrawal took its place.
        Cancelled,
    }
}

impl ParcelState {
    /// Whether the design's picture has an arrow from this state to `next`:
    /// `Queued -> Announcing -> Sending -> Delivered`, any open state `-> SetAside -> Queued`,
    /// any open state `-> Cancelled`, and back to `Queued` when a lease runs out. One way on is not
    /// in it, because nothing that is sent takes it: a gateway whose backup was restored has lost
    /// what had ended here, and the desk queues that again.
    pub fn may_become(self, next: Self) -> bool {
        match self {
            Self::Queued => matches!(next, Self::Announcing | Self::SetAside | Self::Cancelled),
            Self::Announcing => matches!(
                next,
                Self::Queued | Self::Sending | Self::Delivered | Self::SetAside | Self::Cancelled
            ),
            Self::Sending => {
                matches!(next, Self::Queued | Self::Delivered | Self::SetAside | Self::Cancelled)
            }
            Self::SetAside => matches!(next, Self::Queued | Self::Cancelled),
            Self::Delivered | Self::Cancelled => false,
        }
    }
}

words! {
    /// Where a dossier stands before the law, as the clerk sees it.
    CaseState {
        /// Being typed; only on this desk.
        Draft,
        /// Frozen and queued; only on this desk.
        Sealed,
        /// The gateway holds every part (1, mới đăng ký).
        Delivered,
        /// The agency has taken it in and given its code (2).
        Received,
        /// The agency did not take it in (3).
        Refused,
        /// In the agency's hands (4).
        Processing,
        /// The agency asks for more papers (5).
        SupplementAsked,
        /// The agency asks for a payment (6).
        FeeAsked,
        /// Taken back by the person (7).
        Withdrawn,
        /// The agency has stopped (8).
        Stopped,
        /// The result is there (9).
        Finished,
        /// The result has been handed over (10).
        Returned,
    }
}

impl CaseState {
    /// The national status code, 1 to 10; `None` while the dossier is only on this desk.
    pub fn national_status(self) -> Option<u8> {
        match self {
            Self::Draft | Self::Sealed => None,
            Self::Delivered => Some(1),
            Self::Received => Some(2),
            Self::Refused => Some(3),
            Self::Processing => Some(4),
            Self::SupplementAsked => Some(5),
            Self::FeeAsked => Some(6),
            Self::Withdrawn => Some(7),
            Self::Stopped => Some(8),
            Self::Finished => Some(9),
            Self::Returned => Some(10),
        }
    }

    /// The state for a national status code; `None` for a code that this version does not know.
    pub fn from_national_status(code: u8) -> Option<Self> {
        Self::VARIANTS.iter().copied().find(|state| state.national_status() == Some(code))
    }

    /// Whether nothing more is expected of anybody.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Refused | Self::Withdrawn | Self::Returned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn word_reads_back_when_written() {
        for state in CaseState::VARIANTS {
            assert_eq!(state.word().parse(), Ok(*state), "{state} must read back");
        }
        assert_eq!(CaseState::SupplementAsked.word(), "supplement_asked");
    }

    #[test]
    fn national_status_covers_one_to_ten_once_each() {
        let states: Vec<_> = (1..=10).map(CaseState::from_national_status).collect();

        assert!(states.iter().all(Option::is_some), "every national status has its state");
        assert_eq!(CaseState::from_national_status(11), None, "an unknown code stays unknown");
    }

    #[test]
    fn parcel_stands_still_when_it_has_ended() {
        for next in ParcelState::VARIANTS {
            assert!(!ParcelState::Delivered.may_become(*next), "a receipt is final");
            assert!(!ParcelState::Cancelled.may_become(*next), "a cancelled parcel is final");
        }
    }
}
