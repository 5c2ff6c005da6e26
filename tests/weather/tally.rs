//! What happened how often, over all worlds.

use std::collections::BTreeMap;

use strum::{IntoStaticStr, VariantArray};

/// What the weather does to a desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Fault {
    LostRequest,
    LostReply,
    SlowReply,
    LateReply,
    RepeatedReply,
    RepeatedRequest,
    Reset,
    PartialWrite,
    DamagedBytes,
    Broken,
    BrokenAfterwards,
    Busy,
    GatewayDiskFull,
    SignedOut,
    TooBig,
    LoginPage,
    Stranger,
    ProxyRefuses,
    Down,
    WrongCertificate,
    Intercepted,
    Revoked,
    TooOld,
    ForgedReceipt,
    StaleReceipt,
    CaptiveTime,
    OldKeys,
    UnknownOutcome,
    UnknownReason,
    WrongCount,
    OtherAnswer,
    StuckOffset,
    UpgradeForbidden,
    TurnedAway,
    HeldBack,
    StreamReset,
    StreamSilent,
    LateWords,
    LaneRefused,
    LaneUnable,
    NonsenseTaken,
    DamagedBlock,
    ReceiptLost,
    SlowStream,
    CrashedInStream,
    KilledInStream,
    NonsenseOffset,
    ItemRefused,
    Poison,
    Vanishing,
    Stuck,
    Blocked,
    OneRoundProgram,
    StalePage,
    OwnFileDamaged,
    DeskUnable,
    DiskFull,
    ProcessKilled,
    RoundAbandoned,
    ClockSet,
    GatewayCrashed,
    GatewayAway,
    GatewayRestored,
    DeskRestored,
    KeysRotated,
    UploadsExpired,
    OtherDesk,
    BothSeal,
    DeskRevoked,
    LetterBroken,
    LetterSilent,
    SlowLetter,
    OtherBytes,
    NoRanges,
    PieceNotKept,
    PieceTorn,
    PiecesLost,
    KilledInLetter,
}

/// What the courier does about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Edge {
    QueuedToAnnouncing,
    AnnouncingToQueued,
    AnnouncingToSending,
    AnnouncingToDelivered,
    AnnouncingToSetAside,
    AnnouncingToCancelled,
    SendingToQueued,
    SendingToDelivered,
    SendingToSetAside,
    SendingToCancelled,
    SendingRenewed,
    SetAsideToQueued,
    SetAsideToCancelled,
    QueuedToCancelled,
    DeliveredToQueued,
    AsksCapabilities,
    AsksKeys,
    AsksTime,
    AnnouncesOne,
    AnnouncesMany,
    Inquires,
    SendsSlice,
    SendsStream,
    AsksInStream,
    StreamEndsInOrder,
    StreamBreaks,
    StreamInVain,
    FinishesStream,
    FinishesWithWordsToCome,
    ReadsFeed,
    ReadsHoldings,
    FetchesResult,
    FetchesCatalogue,
    SavesClock,
    SavesKeys,
    SavesCapabilities,
    NewsWithOutcomes,
    SavesEvents,
    SavesComparison,
    Abandons,
    WakesForReply,
    WakesAfterBackOff,
    WakesForLease,
    WakesToPoll,
    WakesForNews,
    HearsRung,
    HearsHurried,
    ResumesByInquiry,
    HearsQueued,
    HearsCancelled,
    HearsNotSaved,
    HearsProgress,
    HearsTaken,
    HearsStands,
    HearsEnded,
    HearsNoStream,
    HearsTransient,
    HearsWrongOffset,
    HearsGone,
    HearsSignedOut,
    HearsCertificateTime,
    HearsFinal,
    HearsUnreadable,
    HearsUnable,
    IgnoresLateReply,
    IgnoresLateWord,
    FollowsTheirs,
    HearsNotHead,
    TakesTheirs,
    GivesUpOwn,
    HearsAsked,
    Answers,
    AnswersOffline,
    AnswersOnTheWay,
    HearsUnknownCode,
    FetchesSameLetter,
    AnnouncesTwenty,
    OneBadAmongMany,
    SplitsBatch,
    RevokedInStream,
    RevokedInAnnouncement,
    LetInAgain,
    IntakeBeforeComparison,
    DueFormOvertakes,
    DueScansOvertake,
    HearsPiece,
    IgnoresLatePiece,
    LetterGoesOn,
    LetterGoesOnAtOnce,
    LetterWaits,
    LetterGivesWay,
    LetterGivesWayToNews,
    LetterThrownAway,
    LetterFoundHere,
    LetterInPieces,
    SomeHasChanged,
    NothingHasChanged,
}

#[derive(Debug, Default)]
pub struct Tally {
    faults: BTreeMap<Fault, u64>,
    edges: BTreeMap<Edge, u64>,
    pub worlds: u64,
    pub requests: u64,
    pub delivered: u64,
    pub set_aside: u64,
}

impl Tally {
    pub fn fault(&mut self, fault: Fault) {
        *self.faults.entry(fault).or_default() += 1;
    }

    pub fn edge(&mut self, edge: Edge) {
        *self.edges.entry(edge).or_default() += 1;
    }

    pub fn add(&mut self, other: &Self) {
        for (fault, count) in &other.faults {
            *self.faults.entry(*fault).or_default() += count;
        }
        for (edge, count) in &other.edges {
            *self.edges.entry(*edge).or_default() += count;
        }
        self.worlds += other.worlds;
        self.requests += other.requests;
        self.delivered += other.delivered;
        self.set_aside += other.set_aside;
    }

    /// One line for each fault and each edge.
    pub fn report(&self) -> String {
        let mut lines = vec![format!(
            "{} worlds, {} requests, {} delivered, {} set aside",
            self.worlds, self.requests, self.delivered, self.set_aside
        )];
        for fault in Fault::VARIANTS {
            let name: &str = fault.into();
            lines.push(format!("  fault {name:<24} {:>9}", self.count_of_fault(*fault)));
        }
        for edge in Edge::VARIANTS {
            let name: &str = edge.into();
            lines.push(format!("  edge  {name:<24} {:>9}", self.count_of_edge(*edge)));
        }
        lines.join("\n")
    }

    /// What happened less often than it must for the run to prove anything.
    pub fn too_rare(&self, faults: u64, edges: u64) -> Vec<String> {
        let few = Fault::VARIANTS.iter().filter(|it| self.count_of_fault(**it) < faults);
        let rare = Edge::VARIANTS.iter().filter(|it| self.count_of_edge(**it) < edges);
        few.map(|it| format!("{it:?}")).chain(rare.map(|it| format!("{it:?}"))).collect()
    }

    fn count_of_fault(&self, fault: Fault) -> u64 {
        self.faults.get(&fault).copied().unwrap_or(0)
    }

    fn count_of_edge(&self, edge: Edge) -> u64 {
        self.edges.get(&edge).copied().unwrap_or(0)
    }
}
