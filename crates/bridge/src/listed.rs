//! A province's list and remarks about the catalogue, in one language.

use desk::packages::{Listed, ListedDocument};
use desk::remarks::Remark;

use crate::reply::{ListedPaper, ListedShown, ListedWay, RemarkSaid};
use crate::words::Words;

/// What a list says of a procedure.
pub(crate) fn shown(listed: &Listed, words: &Words) -> ListedShown {
    let channels = listed.channels.iter().map(|channel| ListedWay {
        name: channel.name.clone(),
        time: channel.time.clone(),
        fee: channel.fee.clone(),
    });
    ListedShown {
        agency: listed.agency.clone(),
        time: listed.time.clone(),
        fee: listed.fee.clone(),
        channels: channels.collect(),
        documents: listed.documents.iter().map(|document| paper(document, words)).collect(),
        source: listed.source.clone(),
    }
}

fn paper(document: &ListedDocument, words: &Words) -> ListedPaper {
    ListedPaper {
        group: document.group.clone(),
        name: document.name.clone(),
        counts_said: if document.is_paper() { counts(document, words) } else { String::new() },
        is_note: !document.is_paper(),
    }
}

fn counts(document: &ListedDocument, words: &Words) -> String {
    if !document.has_plausible_counts() {
        return words.say("listed-implausible", &[("listed", &document.copies_text)]);
    }
    let told = [("listed-originals", document.originals), ("listed-copies", document.copies)];
    let told = told.into_iter().filter(|(_, count)| *count > 0);
    let told = told.map(|(name, count)| words.say(name, &[("count", &count.to_string())]));
    told.collect::<Vec<_>>().join(", ")
}

/// A remark in words.
pub(crate) fn remark(remark: &Remark, words: &Words) -> RemarkSaid {
    let language = words.language().word();
    let say = |name: &str, args: &[(&str, &str)]| {
        let title = words.say(&format!("remark-{name}"), args);
        (title, words.say(&format!("remark-{name}-said"), args))
    };
    let day = |day: &chrono::NaiveDate| day.format("%d/%m/%Y").to_string();
    let (title, said) = match remark {
        Remark::Unsigned { version } => say("unsigned", &[("version", version)]),
        Remark::OtherVersion { version, in_use, may_move_on: true } => {
            say("other-version", &[("version", version), ("in_use", in_use)])
        }
        Remark::OtherVersion { version, in_use, may_move_on: false } => {
            say("version-stays", &[("version", version), ("in_use", in_use)])
        }
        Remark::VersionGone { version, in_use } => {
            say("version-gone", &[("version", version), ("in_use", in_use)])
        }
        Remark::Superseded { decision } => say("superseded", &[("decision", decision)]),
        Remark::Ended { last } => say("ended", &[("day", &day(last))]),
        Remark::Amended { on, by, said, has_come, is_regarded } => {
            let name = match (has_come, is_regarded) {
                (false, _) => "amended-soon",
                (true, false) => "amended",
                (true, true) => "amended-regarded",
            };
            let args = [
                ("day", day(on)),
                ("law", by.in_(language).to_owned()),
                ("then", said.in_(language).to_owned()),
            ];
            let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
            say(name, &args)
        }
    };
    RemarkSaid {
        title,
        said,
        may_move_on: matches!(remark, Remark::OtherVersion { may_move_on: true, .. }),
        is_grave: !matches!(
            remark,
            Remark::Amended { has_come: false, .. }
                | Remark::Amended { is_regarded: true, .. }
                | Remark::OtherVersion { may_move_on: false, .. }
        ),
    }
}
