//! What a source lists of a time: by channel, and often without a unit.

use std::collections::BTreeSet;

use domain::deadline::TimeLimit;
use domain::kinds::Channel;
use domain::text::{Line, fold};

/// The limit that a source lists: `3 Ngày làm việc`, or `Trực tuyến: 3 Ngày; Trực tiếp: 5 Ngày`,
/// of which only the channel's own counts. Where several are listed for it, none is known.
pub fn limit(as_listed: &str, channel: Option<Channel>) -> TimeLimit {
    let listed: Vec<_> = as_listed.split(';').map(by_channel).collect();
    let is_meant = |named: &Option<Channel>| channel.is_none() || *named == channel;
    let meant = listed.iter().filter(|(named, _)| named.is_none() || is_meant(named));
    let limits: BTreeSet<_> = meant.map(|(_, limit)| *limit).collect();
    match limits.first() {
        Some(limit) if limits.len() == 1 => TimeLimit::read(limit),
        _ => TimeLimit::Unknown { text: Line::new(as_listed) },
    }
}

/// Whether a number stands there that has lost its unit.
pub fn has_lost_its_unit(text: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    text.split(';').any(|part| is_number(by_channel(part).1))
}

fn by_channel(part: &str) -> (Option<Channel>, &str) {
    let part = part.trim();
    let Some((name, limit)) = part.split_once(':') else { return (None, part) };
    let channel = match fold(name).as_str() {
        "truc tuyen" => Channel::Online,
        "truc tiep" => Channel::Direct,
        "dich vu buu chinh" => Channel::Post,
        _ => return (None, part),
    };
    (Some(channel), limit.trim())
}

#[cfg(test)]
mod tests {
    use domain::deadline::LimitUnit;

    use super::*;

    fn days(limit: &TimeLimit) -> Option<(u32, LimitUnit)> {
        match limit {
            TimeLimit::Known { value, unit, .. } => Some((*value, *unit)),
            TimeLimit::Unknown { .. } => None,
        }
    }

    #[test]
    fn limit_is_the_one_of_the_channel() {
        let listed = "Trực tuyến: 20 Ngày; Dịch vụ bưu chính: 20 Ngày; Trực tiếp: 15 Ngày làm việc";

        let direct = limit(listed, Some(Channel::Direct));
        let online = limit(listed, Some(Channel::Online));

        assert_eq!(days(&direct), Some((15, LimitUnit::WorkingDays)));
        assert_eq!(days(&online), Some((20, LimitUnit::CalendarDays)));
        assert_eq!(days(&limit(listed, None)), None, "they differ");
    }

    #[test]
    fn limit_is_known_for_all_channels_when_they_agree() {
        let listed = "Trực tiếp: 5 Ngày làm việc; Trực tuyến: 5 Ngày làm việc";

        assert_eq!(days(&limit(listed, None)), Some((5, LimitUnit::WorkingDays)));
        assert_eq!(days(&limit(listed, Some(Channel::Post))), None, "nothing is said of the post");
        assert_eq!(
            days(&limit("01 Giờ", Some(Channel::Post))),
            Some((1, LimitUnit::CalendarHours))
        );
    }

    #[test]
    fn limit_is_not_known_when_the_source_contradicts_itself_or_has_lost_the_unit() {
        let twice = "Trực tiếp: 2 Ngày làm việc; Trực tiếp: 3 Ngày làm việc";

        assert_eq!(days(&limit(twice, Some(Channel::Direct))), None);
        assert_eq!(days(&limit("Trực tiếp: 7", Some(Channel::Direct))), None);
        assert!(has_lost_its_unit("7") && has_lost_its_unit("Trực tuyến: 7; Trực tiếp: 7"));
        assert!(
            !has_lost_its_unit("0 Giờ")
                && !has_lost_its_unit("")
                && !has_lost_its_unit("Không quy định")
        );
    }
}
