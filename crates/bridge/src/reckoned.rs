//! By when a result may be expected and what it costs, each with its reason.

use chrono::{NaiveDate, NaiveDateTime};
use desk::calendar::{Expected, doubts, feasts};
use desk::catalogue::{Charge, Fee, Per, Starts, Sum, Term, Text};
use desk::published::{PublishedTime, has_lost_its_unit};
use domain::calendar::DayKind;
use domain::deadline::{Certainty, Course, Later};
use domain::money::Dong;

use crate::said::legal_date;
use crate::words::Words;

impl Words {
    /// How long the agency may take: as the catalogue knows it in this case, or else as published.
    pub(crate) fn time(&self, term: Option<&Term>, published: Option<&PublishedTime>) -> String {
        match term.map(|term| self.one(&term.said)).filter(|said| !said.is_empty()) {
            Some(said) => said,
            None => self.published_time(published),
        }
    }

    /// How long the agency may take, as published.
    pub(crate) fn published_time(&self, published: Option<&PublishedTime>) -> String {
        let limit = match published {
            None => return self.say("form-time-unknown", &[]),
            Some(PublishedTime::Said(text)) => return self.one(text),
            Some(PublishedTime::Listed(limit)) => limit,
        };
        match limit.text().as_str() {
            "" => self.say("form-time-unknown", &[]),
            listed if has_lost_its_unit(listed) => {
                self.say("form-time-without-unit", &[("listed", listed)])
            }
            listed => listed.to_owned(),
        }
    }

    /// By when the result may be expected: never a promise, only the agency gives one.
    pub(crate) fn due(&self, expected: Option<&Expected>, named: Option<NaiveDate>) -> String {
        match (expected, named) {
            (Some(expected), _) => {
                let name = match expected.certainty {
                    Certainty::Certain => "form-due",
                    Certainty::Provisional { .. } => "form-due-uncertain",
                };
                let (day, hour) = day_and_hour(expected.at);
                self.say(name, &[("day", &day), ("hour", &hour)])
            }
            (None, Some(named)) => self.say("form-due-named", &[("day", &legal_date(named))]),
            (None, None) => self.say("form-due-unknown", &[]),
        }
    }

    /// Why then: which limit, from when, what was stepped over, what is in doubt. Empty where no
    /// limit leads to it.
    pub(crate) fn due_why(&self, term: Option<&Term>, expected: Option<&Expected>) -> String {
        let (Some(term), Some(expected)) = (term, expected) else { return String::new() };
        let limit = self.one(&term.said);
        let limit = if limit.is_empty() { term.limit.text().as_str() } else { &limit };
        let starts = match expected.starts {
            Starts::Received => "due-from-received",
            Starts::Announced => "due-from-announced",
            Starts::Taken => "due-from-taken",
        };
        let mut said = vec![self.say(starts, &[("limit", limit)])];
        said.extend(self.later(&expected.course, term));
        said.extend(self.skipped(&expected.course));
        let worked: Vec<_> = expected.course.worked.iter().copied().map(short).collect();
        if !worked.is_empty() {
            said.push(self.say("due-worked", &[("days", &worked.join(", "))]));
        }
        said.extend(self.doubt(&expected.certainty));
        said.join(" ")
    }

    fn later(&self, course: &Course, term: &Term) -> Option<String> {
        let name = match course.later? {
            Later::Closed => "due-later-closed",
            Later::OnlyFiled => "due-later-only-filed",
            Later::AfterCutOff => "due-later-after-the-hour",
        };
        let (day, hour) = day_and_hour(course.from);
        let after = term.cut_off.map(|at| at.format("%H:%M").to_string()).unwrap_or_default();
        Some(self.say(name, &[("day", &day), ("hour", &hour), ("after", &after)]))
    }

    fn skipped(&self, course: &Course) -> Option<String> {
        let feasts = feasts(course);
        let feasts = feasts.iter().map(|(first, last, name)| {
            let until = if first == last { String::new() } else { format!("–{}", short(*last)) };
            format!("{}{until} ({name})", short(*first))
        });
        let mut days: Vec<_> = feasts.collect();
        let rests = |weekday| course.skipped.iter().any(|rest| is_weekend(rest, weekday));
        let weekend =
            [(chrono::Weekday::Sat, "day-saturday"), (chrono::Weekday::Sun, "day-sunday")];
        let weekend = weekend.into_iter().filter(|(weekday, _)| rests(*weekday));
        days.extend(weekend.map(|(_, name)| self.say(name, &[])));
        (!days.is_empty()).then(|| self.say("due-skipped", &[("days", &days.join(", "))]))
    }

    fn doubt(&self, certainty: &Certainty) -> Option<String> {
        let (days, years) = doubts(certainty);
        let years = years.iter().map(|year| self.say("doubt-year", &[("year", &year.to_string())]));
        let days = days.iter().map(|(first, last)| {
            let (first, last) = (legal_date(*first), legal_date(*last));
            if first == last {
                return self.say("doubt-day", &[("day", &first)]);
            }
            self.say("doubt-days", &[("first", &first), ("last", &last)])
        });
        let because: Vec<_> = years.chain(days).collect();
        let because = because.join("; ");
        (!because.is_empty()).then(|| self.say("due-doubt", &[("because", &because)]))
    }

    /// What is paid in this case; what is published where nobody can say.
    pub(crate) fn fee(&self, charge: &Charge, published: &Text) -> String {
        if charge.exempt.is_some() {
            return self.say("fee-exempt", &[]);
        }
        let Some(fee) = &charge.fee else { return self.published_fee(published) };
        match (fee.amount, &fee.sum) {
            (Some(amount), _) if amount.get() == 0 => self.say("fee-none", &[]),
            (_, Some(sum)) => self.amount(fee, &sum.total.to_string()),
            (Some(amount), None) => {
                let each = self.each(fee.per);
                self.amount(fee, &format!("{amount}{each}"))
            }
            (None, None) => self.say("fee-of-council", &[]),
        }
    }

    fn amount(&self, fee: &Fee, amount: &str) -> String {
        let name = if fee.is_of_council { "fee-amount-published" } else { "fee-amount" };
        self.say(name, &[("amount", amount)])
    }

    fn each(&self, per: Option<Per>) -> String {
        match per {
            None | Some(Per::Unsaid) => String::new(),
            Some(per) => format!("/{}", self.say(&format!("per-{per}"), &[])),
        }
    }

    /// What a procedure costs, as published.
    pub(crate) fn published_fee(&self, published: &Text) -> String {
        let fee = self.one(published);
        if fee.is_empty() { self.say("form-fee-unknown", &[]) } else { fee }
    }

    /// Why so much: how it was reckoned, by what, and who need not pay. Empty where only what is
    /// published is told.
    pub(crate) fn fee_why(&self, charge: &Charge) -> String {
        if let Some(why) = &charge.exempt {
            return self.say("fee-exempt-why", &[("why", &self.one(why))]);
        }
        let sum = charge.fee.as_ref().and_then(|fee| fee.sum.as_ref());
        let mut said: Vec<_> = sum.and_then(|sum| self.reckoning(sum)).into_iter().collect();
        if let Some(fee) = &charge.fee {
            said.push(self.say("fee-why", &[("why", &self.one(&fee.said))]));
        }
        let open: Vec<_> = charge.exemptions.iter().map(|one| self.one(one)).collect();
        if !open.is_empty() {
            said.push(self.say("fee-exempt-if", &[("who", &open.join(" "))]));
        }
        said.join(" ")
    }

    /// `(2 × 2.000 đ + 3 × 1.000 đ) × 2 = 14.000 đ`; nothing for a single price.
    fn reckoning(&self, sum: &Sum) -> Option<String> {
        let portion = |one: &desk::catalogue::Portion| format!("{} × {}", one.count, one.each);
        let portions: Vec<_> = sum.portions.iter().map(portion).collect();
        let counted = sum.portions.iter().map(|one| one.count).sum::<u64>();
        let once = match sum.at_most {
            Some(most) => self.say("fee-at-most", &[("amount", &most.to_string())]),
            None if sum.times > 1 && portions.len() > 1 => format!("({})", portions.join(" + ")),
            None => portions.join(" + "),
        };
        let whole = if sum.times > 1 { format!("{once} × {}", sum.times) } else { once };
        let is_plain = counted == 1 && sum.times == 1 || sum.total == Dong::new(0);
        (!is_plain).then(|| format!("{whole} = {}.", sum.total))
    }

    fn one(&self, text: &Text) -> String {
        text.in_(self.language().word()).to_owned()
    }
}

fn is_weekend(rest: &domain::deadline::RestDay, weekday: chrono::Weekday) -> bool {
    use chrono::Datelike;
    let is_named = rest.name.is_some() && rest.kind != DayKind::WorkingSaturday;
    rest.day.weekday() == weekday && !is_named
}

fn day_and_hour(at: NaiveDateTime) -> (String, String) {
    (legal_date(at.date()), at.format("%H:%M").to_string())
}

/// `24/11`: the year stands beside it.
fn short(day: NaiveDate) -> String {
    day.format("%d/%m").to_string()
}

#[cfg(test)]
#[path = "reckoned_tests.rs"]
mod tests;
