//! What the window says of a dossier and of the road, composed from sentences.

use chrono::NaiveDate;
use desk::finding::{Asked, FoundRow};
use domain::kinds::CaseState;
use domain::moment::Millis;
use domain::procedure::ProcedureCode;
use domain::text::{Line, Prose};

use crate::reply::{Row, Standing, at};
use crate::standing::{Facts, Note, StandingWord, Stands, before_the_law, tone};
use crate::words::Words;

/// What stands between the parts of a line.
pub(crate) const DOT: &str = " · ";

const MINUTE_MS: u64 = 60 * 1000;

/// `14:33 21/11/2026`, as people write it.
pub(crate) fn clock_face(moment: Millis) -> String {
    moment.civil().format("%H:%M %d/%m/%Y").to_string()
}

/// `14:33`, as people write it.
pub(crate) fn time_of_day(moment: Millis) -> String {
    moment.civil().format("%H:%M").to_string()
}

/// `21/11/2026`, as people write it.
pub(crate) fn legal_date(date: NaiveDate) -> String {
    date.format("%d/%m/%Y").to_string()
}

/// What is known beside the facts, to be told with them.
#[derive(Clone, Copy, Default)]
pub(crate) struct Beside<'a> {
    /// The agency's code.
    pub(crate) official: Option<&'a str>,
    /// When the gateway last held every byte of something of it.
    pub(crate) delivered: Option<Millis>,
    /// What the agency asks for.
    pub(crate) asked: Option<&'a Asked>,
}

impl Words {
    /// Where a dossier stands.
    pub(crate) fn standing(&self, facts: Facts, beside: Beside<'_>) -> Standing {
        let stands = Stands::of(facts);
        let note = self.note(facts, &stands, beside);
        Standing { note, ..self.standing_word(stands.word, beside.official) }
    }

    /// A word with its colour, and nothing beside it.
    pub(crate) fn standing_word(&self, word: StandingWord, official: Option<&str>) -> Standing {
        let said = self.say(&standing_name(word), &[("code", official.unwrap_or("none"))]);
        Standing { word, tone: tone(word), said, note: None }
    }

    fn note(&self, facts: Facts, stands: &Stands, beside: Beside<'_>) -> Option<String> {
        let notes = stands.notes.iter().filter_map(|note| self.beside(*note, stands.word));
        let mut said: Vec<_> = notes.collect();
        match (stands.word, beside.asked) {
            (StandingWord::SupplementAsked | StandingWord::FeeAsked, Some(asked)) => {
                said.extend(self.asked(asked));
            }
            (StandingWord::Delivered, Some(asked)) if asked.is_answered => {
                said.push(self.say("note-answered", &[]));
            }
            _ => {}
        }
        let is_later = matches!(stands.word, StandingWord::Queued | StandingWord::Sending);
        if is_later && facts.state != CaseState::Sealed {
            let state = self.standing_word(before_the_law(facts.state), beside.official).said;
            said.push(self.say("note-before", &[("state", &state)]));
            // While an answer waits for the road, the day by which it must be there goes on.
            let deadline = beside.asked.and_then(|asked| asked.deadline);
            said.extend(deadline.map(|day| self.deadline(day)));
        }
        if let (StandingWord::Delivered, Some(moment)) = (stands.word, beside.delivered) {
            said.push(self.say("note-receipt", &[("at", &clock_face(moment))]));
        }
        (!said.is_empty()).then(|| said.join(DOT))
    }

    fn beside(&self, note: Note, word: StandingWord) -> Option<String> {
        let name = match note {
            Note::Correction => "note-correction",
            Note::RevisionWaiting => "note-revision",
            Note::WithdrawalWaiting => "note-withdrawal",
            Note::WithdrawalDelivered => "note-withdrawal-delivered",
            Note::SetAside if word != StandingWord::SetAside => "note-set-aside",
            Note::SetAside | Note::Discarded => return None,
        };
        Some(self.say(name, &[]))
    }

    fn asked(&self, asked: &Asked) -> Vec<String> {
        let reason = asked.reason.as_ref().filter(|reason| !reason.is_empty());
        let reason = reason.map(|reason| self.say("note-asked", &[("reason", &in_a_line(reason))]));
        let deadline = asked.deadline.map(|day| self.deadline(day));
        reason.into_iter().chain(deadline).collect()
    }

    fn deadline(&self, day: NaiveDate) -> String {
        self.say("note-deadline", &[("day", &legal_date(day))])
    }

    /// By which day the agency wants a supplement.
    pub(crate) fn supplement_due(&self, day: NaiveDate) -> String {
        self.say("supplement-due", &[("day", &legal_date(day))])
    }

    /// How far the machine's clock is off, and what to do; `off_ms` is what has to be added to it. The
    /// desk goes on working all the same.
    pub fn clock_off(&self, off_ms: i64) -> String {
        // To the nearest: the answer took a moment on its way, and 400 days must not read as 399.
        let to_nearest = |unit_ms: u64| off_ms.unsigned_abs().saturating_add(unit_ms / 2) / unit_ms;
        let from = |least: u64, minutes: u64, count: u64| {
            if minutes < least { "none".to_owned() } else { count.to_string() }
        };
        let minutes = to_nearest(MINUTE_MS);
        let said = [
            ("minutes", minutes.to_string()),
            ("hours", from(2 * 60, minutes, to_nearest(60 * MINUTE_MS))),
            ("days", from(24 * 60, minutes, to_nearest(24 * 60 * MINUTE_MS))),
        ];
        let said = said.each_ref().map(|(name, value)| (*name, value.as_str()));
        self.say(if off_ms > 0 { "clock-behind" } else { "clock-ahead" }, &said)
    }

    /// A dossier as a line of a list.
    pub(crate) fn row(&self, found: &FoundRow, name: impl Fn(&ProcedureCode) -> String) -> Row {
        let summary = &found.summary;
        let is_answered = found.asked.as_ref().is_some_and(|asked| asked.is_answered);
        let facts = Facts { is_answered, ..summary.into() };
        let beside = Beside {
            official: summary.official_code.as_deref(),
            delivered: summary.delivered,
            asked: found.asked.as_ref(),
        };
        Row {
            dossier_id: summary.dossier.to_string(),
            provisional_code: summary.provisional_code.to_string(),
            official_code: summary.official_code.clone(),
            procedure: summary.procedure.to_string(),
            procedure_name: name(&summary.procedure),
            person: summary.person.to_string(),
            begun_at: at(summary.begun),
            standing: self.standing(facts, beside),
        }
    }
}

/// The agency's words without their line ends.
fn in_a_line(text: &Prose) -> String {
    Line::new(text.as_str()).to_string()
}

fn standing_name(word: StandingWord) -> String {
    let word = serde_json::to_value(word).ok();
    let word = word.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default();
    format!("standing-{}", word.replace('_', "-"))
}

#[cfg(test)]
mod tests {
    use desk::rows::DraftState;
    use domain::kinds::{ParcelKind, ParcelState};

    use super::*;
    use crate::words::Language;

    const MORNING: Millis = Millis::new(1_795_395_600_000);

    fn facts(state: CaseState) -> Facts {
        let (draft, newest) = (DraftState::None, None);
        Facts { state, draft, is_set_aside: false, newest, is_answered: false }
    }

    fn said(facts: Facts, beside: Beside<'_>) -> String {
        let standing = Words::in_language(Language::Vietnamese).standing(facts, beside);
        [Some(standing.said), standing.note].into_iter().flatten().collect::<Vec<_>>().join(" | ")
    }

    fn asked() -> Asked {
        let reason = Some(Prose::new("Giấy chứng sinh\nbị mờ"));
        Asked { reason, deadline: NaiveDate::from_ymd_opt(2026, 11, 26), is_answered: false }
    }

    #[test]
    fn receipt_is_told_with_its_time() {
        let beside = Beside { delivered: Some(MORNING), ..Beside::default() };

        let said = said(facts(CaseState::Delivered), beside);

        assert_eq!(said, "hệ thống tỉnh đã nhận đủ tệp | biên nhận lúc 08:00 23/11/2026");
    }

    #[test]
    fn clock_that_is_off_is_told_in_the_unit_that_people_would_use_with_what_to_do() {
        let words = Words::in_language(Language::Vietnamese);
        let (minutes, days) = (60 * 1000, 24 * 60 * 60 * 1000);

        let off = [-7 * minutes, 119 * minutes, -3 * 60 * minutes, 400 * days - 3_000, -400 * days];
        let said = off.map(|off_ms| words.clock_off(off_ms));

        let amounts =
            ["nhanh 7 phút", "chậm 119 phút", "nhanh khoảng 3 giờ", "chậm khoảng 400 ngày"];
        for (said, amount) in said.iter().zip(amounts) {
            assert!(said.starts_with(&format!("Đồng hồ máy này {amount} so với")), "{said}");
        }
        assert!(said[4].contains("nhanh khoảng 400 ngày"), "{}", said[4]);
        assert!(
            said.iter().all(|said| said.contains("Hãy chỉnh lại ngày, giờ của máy")),
            "{said:?}"
        );
    }

    #[test]
    fn code_of_the_agency_is_told_once_it_is_there() {
        let beside = Beside { official: Some("H37.1-0001"), ..Beside::default() };

        assert_eq!(said(facts(CaseState::Received), beside), "đã tiếp nhận, mã H37.1-0001");
        assert_eq!(said(facts(CaseState::Received), Beside::default()), "đã tiếp nhận");
    }

    #[test]
    fn what_the_agency_asks_for_is_told_in_its_own_words_and_with_the_day() {
        let asked = asked();
        let beside = Beside { asked: Some(&asked), ..Beside::default() };

        let said = said(facts(CaseState::SupplementAsked), beside);

        assert_eq!(said, "yêu cầu bổ sung | cơ quan: Giấy chứng sinh bị mờ · hạn 26/11/2026");
    }

    #[test]
    fn answer_on_its_way_is_told_with_the_day_by_which_it_must_be_there() {
        let asked = asked();
        let beside = Beside { asked: Some(&asked), ..Beside::default() };
        let newest = Some((ParcelKind::Supplement, ParcelState::Queued));

        let said = said(Facts { newest, ..facts(CaseState::SupplementAsked) }, beside);

        assert_eq!(
            said,
            "chờ gửi | bản bổ sung, sửa đổi · trước đó: yêu cầu bổ sung · hạn 26/11/2026"
        );
    }
}
