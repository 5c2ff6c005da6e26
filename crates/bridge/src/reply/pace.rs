//! What the road carries and costs.

use desk::forecast::Forecast;
use desk::traffic::Known;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::at;

/// What the road carries and costs, in numbers.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct PaceNumbers {
    /// Bits that the gateway acknowledged in a second, when that was last measured.
    pub speed_bps: Option<u64>,
    /// When that was.
    pub speed_at: Option<String>,
    /// Seconds until all that waits for the road has arrived, at that pace; absent when nothing waits
    /// for the road, or nothing was measured for an hour.
    pub eta_s: Option<u64>,
    /// Bytes that went out in this civil month; what is around them is reckoned.
    pub month_up_bytes: u64,
    /// Bytes that came in.
    pub month_down_bytes: u64,
}

impl PaceNumbers {
    pub(crate) fn new(known: &Known, forecast: Option<&Forecast>) -> Self {
        let Known { speed, month } = known;
        Self {
            speed_bps: speed.map(|speed| speed.bytes_per_second.saturating_mul(8)),
            speed_at: speed.map(|speed| at(speed.at)),
            eta_s: forecast.and_then(|forecast| forecast.all),
            month_up_bytes: month.up,
            month_down_bytes: month.down,
        }
    }
}

/// What the road carries and costs, in words.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RoadPace {
    /// How fast it carries, or when that was last known.
    pub speed_said: String,
    /// When all that waits will have arrived; absent when nothing waits for the road, or no pace is
    /// known.
    pub eta_said: Option<String>,
    /// What has gone over it in this civil month, both ways.
    pub month_said: String,
}
