//! Sizes, paces and times to come, as people say them.

use desk::forecast::Forecast;
use desk::traffic::Known;

use crate::reply::RoadPace;
use crate::said::clock_face;
use crate::words::{Language, Words};

/// A space that does not break the line.
const NBSP: char = '\u{a0}';
/// Seconds of a minute, of an hour and of a day.
const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
/// Up to here minutes are spoken of, in seconds.
const MOST_MINUTES: u64 = 90 * MINUTE;

impl Words {
    /// `83 KB`, `1,4 MB`.
    pub fn bytes(&self, size: u64) -> String {
        match size {
            0..1_000 => format!("{size}{NBSP}B"),
            1_000..999_500 => format!("{}{NBSP}KB", rounded(size, 1_000)),
            999_500..999_500_000 => self.with_a_tenth(size, 1_000_000, "MB"),
            _ => self.with_a_tenth(size, 1_000_000_000, "GB"),
        }
    }

    /// `64 kbit/s`, `1,2 Mbit/s`.
    pub fn pace(&self, bits_per_second: u64) -> String {
        match bits_per_second {
            0..999_500 => format!("{}{NBSP}kbit/s", rounded(bits_per_second, 1_000).max(1)),
            _ => self.with_a_tenth(bits_per_second, 1_000_000, "Mbit/s"),
        }
    }

    /// How long it takes still: the rougher the longer.
    pub fn remaining(&self, seconds: u64) -> String {
        let (name, count) = match seconds {
            0..10 => return self.say("left-moment", &[]),
            10..MINUTE => ("left-seconds", rounded(seconds, 10) * 10),
            MINUTE..=MOST_MINUTES => ("left-minutes", rounded(seconds, MINUTE)),
            _ if seconds < 2 * DAY => ("left-hours", rounded(seconds, HOUR)),
            _ => ("left-days", rounded(seconds, DAY)),
        };
        self.say(name, &[("count", &self.count(count))])
    }

    /// How fast the road carries; `measured_at` on the clock's face where that is not now.
    pub fn carries(&self, bits_per_second: Option<u64>, measured_at: Option<&str>) -> String {
        let Some(pace) = bits_per_second.map(|bits| self.pace(bits)) else {
            return self.say("speed-unknown", &[]);
        };
        match measured_at {
            Some(at) => self.say("speed-last", &[("speed", &pace), ("at", at)]),
            None => pace,
        }
    }

    /// When all that waits will have arrived; `goes` while something is on its way.
    pub fn arrives(&self, seconds: u64, goes: bool) -> String {
        let left = self.remaining(seconds);
        if goes { left } else { self.say("left-once-connected", &[("left", &left)]) }
    }

    /// What has gone over the road in this civil month.
    pub fn of_this_month(&self, up: u64, down: u64) -> String {
        self.say("month-said", &[("size", &self.bytes(up.saturating_add(down)))])
    }

    /// What the road carries and costs; `goes` while something is on its way.
    pub(crate) fn road_pace(
        &self,
        known: Known,
        forecast: Option<&Forecast>,
        goes: bool,
    ) -> RoadPace {
        let bits = known.speed.map(|speed| speed.bytes_per_second.saturating_mul(8));
        let before = known.speed.filter(|speed| !(speed.is_now && goes));
        let before = before.map(|speed| clock_face(speed.at));
        let all = forecast.and_then(|forecast| forecast.all);
        RoadPace {
            speed_said: self.carries(bits, before.as_deref()),
            eta_said: all.map(|seconds| self.arrives(seconds, goes)),
            month_said: self.of_this_month(known.month.up, known.month.down),
        }
    }

    fn with_a_tenth(&self, number: u64, unit: u64, name: &str) -> String {
        let tenths = rounded(number, unit / 10);
        if tenths >= 100 {
            return format!("{}{NBSP}{name}", rounded(number, unit));
        }
        let mark = match self.language() {
            Language::Vietnamese => ',',
            Language::English => '.',
        };
        format!("{}{mark}{}{NBSP}{name}", tenths / 10, tenths % 10)
    }
}

fn rounded(number: u64, unit: u64) -> u64 {
    number.saturating_add(unit / 2) / unit
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> &'static Words {
        Words::in_language(Language::Vietnamese)
    }

    #[test]
    fn time_to_come_is_said_the_rougher_the_longer_it_is() {
        let said = [0, 9, 44, 59, 65, 1_320, 5_400, 5_401, 36_000, 400_000];
        let said = said.map(|seconds| words().remaining(seconds));

        let expected = [
            "còn vài giây",
            "còn vài giây",
            "còn khoảng 40 giây",
            "còn khoảng 60 giây",
            "còn khoảng 1 phút",
            "còn khoảng 22 phút",
            "còn khoảng 90 phút",
            "còn khoảng 2 giờ",
            "còn khoảng 10 giờ",
            "còn khoảng 5 ngày",
        ];
        assert_eq!(said, expected);
    }

    #[test]
    fn sizes_and_paces_are_written_as_people_read_them() {
        let bytes = [0, 999, 83_400, 1_440_000, 41_300_000, 999_499_999, 3_200_000_000];
        let bytes = bytes.map(|size| words().bytes(size).replace(NBSP, " "));
        assert_eq!(bytes, ["0 B", "999 B", "83 KB", "1,4 MB", "41 MB", "999 MB", "3,2 GB"]);

        let paces = [10, 64_200, 999_499, 1_240_000, 20_000_000];
        let paces = paces.map(|pace| words().pace(pace).replace(NBSP, " "));
        assert_eq!(paces, ["1 kbit/s", "64 kbit/s", "999 kbit/s", "1,2 Mbit/s", "20 Mbit/s"]);
    }

    #[test]
    fn pace_that_is_not_now_says_when_it_was() {
        let said = |bits, at| words().carries(bits, at).replace(NBSP, " ");

        assert_eq!(said(Some(64_000), None), "64 kbit/s");
        let before = said(Some(64_000), Some("10:00 23/11/2026"));
        assert_eq!(before, "lần đo gần nhất 64 kbit/s lúc 10:00 23/11/2026");
        assert_eq!(said(None, None), "chưa đo được tốc độ");
    }
}
