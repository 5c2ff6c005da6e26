//! What may be wrong with a courier or a gateway, and by which promise it must be found.

use strum::VariantArray;

use crate::world::{FIRST_CROWDED, FIRST_WITH_DAYS, FIRST_WITH_FRONTS, FIRST_WITH_LETTERS};

#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray)]
pub enum Mutant {
    /// A request is sent, and only then is it saved that it may be under way.
    SentBeforeSaved,
    /// Nobody notices that an answer does not come.
    NoReplyDeadline,
    /// The courier believes itself how far an upload came.
    OwnOffsetTrusted,
    /// What another round began stays that round's for ever.
    LeaseNeverExpires,
    /// Whatever looks like a receipt is believed.
    ReceiptUnchecked,
    /// The gateway signs while the last part is still on its way.
    ReceiptBeforeLastPart,
    /// After a start only what is queued is taken up.
    OnlyQueuedResumed,
    /// While somebody in between does not let one parcel through, nothing else gets its turn.
    OneBlocksAll,
    /// A stream goes on whatever is queued meanwhile.
    NeverFinishes,
    /// A stream that opened and brought nothing is followed by the next at once.
    NeverPauses,
    /// A front that has no gateway for a while is taken for one that lets no stream through.
    FrontBars,
    /// A front that turns away every stream, and nothing else, is asked for one again and again.
    FrontNeverBars,
    /// What is in a stream keeps the lease that it had when it began.
    LeaseRunsOut,
    /// What is said against one lane ends the stream.
    OneLaneEndsAll,
    /// While forms fail, nothing else gets its turn.
    OnlyForms,
    /// That another desk was first is taken for: it is there.
    ConflictTakenForDelivered,
    /// That another desk was first is kept, and what that desk sent is not.
    HeadForgotten,
    /// A revision goes whether or not what it follows has gone.
    ChildBeforeParent,
    /// An event that comes again is applied again, after a save that failed too.
    EventsTwice,
    /// Where the feed goes on is saved before the events are.
    CursorBeforeEvents,
    /// An event with a code that this version does not know is passed over.
    UnknownCodeSkipped,
    /// A result file is fetched for another dossier than its own.
    ResultOfAnother,
    /// What a revoked desk announced is set aside for good.
    RevokedSetAside,
    /// A desk that was restored from a backup sends before it has compared.
    RestoredDeskSends,
    /// A gateway that was restored is taken to hold whatever it once signed for.
    RestoredGatewayTrusted,
    /// What is wrong with one parcel of a batch is said of all.
    OneBadSpoilsAll,
    /// The gateway takes a second revision that follows the same one.
    SecondChildTaken,
    /// The gateway goes on taking what a revoked desk sends.
    RevokedIsHeard,
    /// What is due waits until what was queued before it has gone.
    DaysIgnored,
    /// Whatever is in the way is called a line that is down.
    TroubleMisnamed,
    /// A result file of which the line broke is asked for from its first byte.
    ResultBegunAnew,
    /// Pieces stay that turned out to be of other bytes.
    OtherBytesKept,
    /// Whatever is as long as a result file is taken for it.
    HashUnchecked,
    /// A result file that gave way is not asked for again.
    GivesWayForGood,
    /// A result file is followed by a pause where the line broke, however much came.
    BreakCostsAPause,
    /// Nothing is sent while a result file is on its way.
    NeverMakesRoom,
    /// What the gateway says that it has is sent all the same.
    PapersSentAgain,
}

impl Mutant {
    /// The first world in which it is looked for: some show only where there is more going on.
    pub fn first_world(self) -> u64 {
        match self {
            Self::DaysIgnored => return FIRST_WITH_DAYS,
            // More desks are restored there.
            Self::RestoredDeskSends => return FIRST_WITH_LETTERS,
            Self::FrontBars => return FIRST_WITH_FRONTS,
            // Rare ones, one world in twenty and one in thirteen: by chance the first has none.
            Self::FrontNeverBars | Self::LeaseRunsOut => return 20,
            Self::TroubleMisnamed => return 0,
            _ if self as usize >= Self::ResultBegunAnew as usize => return FIRST_WITH_LETTERS,
            _ => {}
        }
        let is_of_the_crowd = self as usize >= Self::ConflictTakenForDelivered as usize;
        if is_of_the_crowd { FIRST_CROWDED } else { 0 }
    }

    /// What the mutant breaks, and so what it must be found by.
    pub fn breaks(self) -> &'static [&'static str] {
        match self {
            Self::SentBeforeSaved => &["what never left is not there"],
            Self::NoReplyDeadline
            | Self::OwnOffsetTrusted
            | Self::OneBlocksAll
            | Self::FrontNeverBars => &["everything arrives or says why not"],
            Self::LeaseNeverExpires | Self::OnlyQueuedResumed => &[
                "everything arrives or says why not",
                "nothing is left as if it were under way",
                "the standing is honest",
            ],
            Self::NeverFinishes => &["a new form does not wait for scans"],
            Self::FrontBars => &["slices go only where no stream gets through"],
            Self::NeverPauses => &["what leads nowhere is not tried without a pause"],
            Self::LeaseRunsOut => &["what is being sent is under a lease"],
            Self::OneLaneEndsAll => &["one lane's trouble is its own"],
            Self::OnlyForms => &["scans have their turn when forms fail"],
            Self::ReceiptUnchecked
            | Self::ReceiptBeforeLastPart
            | Self::ConflictTakenForDelivered => &["what is called delivered is held"],
            Self::HeadForgotten => &["the clerk sees both"],
            Self::ChildBeforeParent => &["a parent goes before its child"],
            Self::EventsTwice => &["an event is applied once and in order"],
            Self::CursorBeforeEvents | Self::UnknownCodeSkipped => &["no event is skipped"],
            Self::ResultOfAnother => &["a result file goes to its own dossier"],
            Self::RevokedSetAside | Self::OneBadSpoilsAll => &["what is set aside was refused"],
            Self::RestoredDeskSends => &["both sides are compared before anything is sent"],
            Self::RestoredGatewayTrusted => &["what the gateway lacks is sent again"],
            Self::SecondChildTaken => &["a dossier's revisions are one line"],
            Self::RevokedIsHeard => &["nothing is taken from a revoked desk"],
            Self::DaysIgnored => &["what is due first goes first"],
            Self::TroubleMisnamed => &["what is in the way is called by its name"],
            Self::ResultBegunAnew => &["what is here of a result is not carried again"],
            Self::HashUnchecked => &["a result file arrives once and whole"],
            Self::OtherBytesKept | Self::GivesWayForGood => &["everything arrives or says why not"],
            Self::BreakCostsAPause => &["a result goes on at once where the line broke"],
            Self::NeverMakesRoom => &["a new form does not wait for a result file"],
            Self::PapersSentAgain => &["what the gateway has is not sent again"],
        }
    }
}
