//! How well a query and a phrase hold each other.

use super::Phrase;
use super::query::Word;

/// Of a short question so much must be covered, or it means something else.
const COVERED_AT_ALL: f32 = 0.6;
/// The share that each of the three has in how well a short question fits.
const SHARE_OF_COVERING: f32 = 0.62;
const SHARE_OF_PHRASE: f32 = 0.25;
const SHARE_OF_ORDER: f32 = 0.13;
/// How little is left of a phrase in a story that has it in no order.
const OUT_OF_ORDER: f32 = 0.6;
/// How much more a whole phrase counts in a story than half of one.
const WITHIN_COUNTS: f32 = 1.5;
/// In a long story a phrase must stand so far as a whole.
const WITHIN_AT_ALL: f32 = 0.23;
/// How much a phrase must tell until half of it is believed: about one rare syllable.
const TELLS_HALF: f32 = 4.0;
/// A story that holds a phrase is trusted less than a question that is one.
const TRUST_IN_STORY: f32 = 0.85;

/// How a phrase and a query hold each other; each from 0 to 1.
pub(super) struct Held {
    /// How likely each word of the query stands in the phrase.
    pub(super) reached: Vec<f32>,
    /// How much of the query the phrase covers, and how far it stands there in its order.
    pub(super) covered: f32,
    query_in_order: f32,
    /// How much of the phrase the query covers, and how far it stands there in its order.
    within: f32,
    phrase_in_order: f32,
    /// What the covered part of the phrase tells, from 0 up.
    told: f32,
}

impl Held {
    pub(super) fn new(asked: &[Word], phrase: &Phrase) -> Self {
        let mut hit = vec![0.0_f32; phrase.words.len()];
        let mut follows = vec![false; phrase.words.len()];
        let mut reached = Vec::with_capacity(asked.len());
        let (mut before, mut followers, mut counted) = (None, 0, 0);
        for (word, after) in asked.iter().zip(asked.iter().skip(1).map(Some).chain([None])) {
            let next = before.map(|before: usize| before + 1);
            let best = place_in(phrase, word, next, after);
            if let Some((place, likely)) = best {
                if let (Some(hit), Some(follows)) = (hit.get_mut(place), follows.get_mut(place)) {
                    *hit = hit.max(likely);
                    *follows |= Some(place) == next;
                }
                followers += usize::from(Some(place) == next);
            }
            reached.push(best.map_or(0.0, |(_, likely)| likely));
            // What says nothing does not break the order in which the rest is said.
            if best.is_some() || !word.is_idle {
                before = best.map(|(place, _)| place);
                counted += 1;
            }
        }
        let words = phrase.words.iter().zip(&hit);
        let (told, all) = words.fold((0.0, 0.0), |(told, all), (word, hit)| {
            (told + word.weight * hit, all + word.weight)
        });
        let in_order = follows.iter().filter(|follows| **follows).count();
        Self {
            covered: covered(asked, &reached),
            query_in_order: share(followers, counted),
            within: told / all,
            phrase_in_order: share(in_order, phrase.words.len()),
            told,
            reached,
        }
    }

    /// `None` if it covers too little to be meant at all.
    pub(super) fn score(&self) -> Option<f32> {
        let shape = SHARE_OF_PHRASE * self.within + SHARE_OF_ORDER * self.query_in_order;
        let question = self.covered * (SHARE_OF_COVERING + shape);
        let question = (self.covered >= COVERED_AT_ALL).then_some(question);
        let order = OUT_OF_ORDER + (1.0 - OUT_OF_ORDER) * self.phrase_in_order;
        let told = self.told / (self.told + TELLS_HALF);
        let story = self.within.powf(WITHIN_COUNTS) * order * told * TRUST_IN_STORY;
        let story = (story >= WITHIN_AT_ALL).then_some(story);
        question.into_iter().chain(story).max_by(f32::total_cmp)
    }
}

/// Where a word most likely stands in a phrase: of equals where the order goes on from the word before,
/// then where it can go on to the one after, then the first.
fn place_in(
    phrase: &Phrase,
    word: &Word,
    next: Option<usize>,
    after: Option<&Word>,
) -> Option<(usize, f32)> {
    let each = phrase.words.iter().enumerate();
    let each = each.map(|(place, here)| (place, word.means(here)));
    let goes_on = |place: usize| {
        let pair = phrase.words.get(place + 1).zip(after);
        pair.is_some_and(|(here, after)| after.means(here) > 0.0)
    };
    each.filter(|(_, likely)| *likely > 0.0).max_by(|(one, how), (other, that)| {
        let follows = |place: usize| Some(place) == next;
        how.total_cmp(that)
            .then_with(|| follows(*one).cmp(&follows(*other)))
            .then_with(|| goes_on(*one).cmp(&goes_on(*other)))
            .then_with(|| other.cmp(one))
    })
}

/// How much of what a query tells was reached.
pub(super) fn covered(asked: &[Word], reached: &[f32]) -> f32 {
    let (told, all) = asked.iter().zip(reached).fold((0.0, 0.0), |(told, all), (word, reached)| {
        (told + word.weight * reached, all + word.weight)
    });
    if all > 0.0 { told / all } else { 0.0 }
}

/// How many of the words that can follow another do; one word alone is in order.
fn share(followers: usize, words: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a phrase has few words")]
    let (followers, pairs) = (followers as f32, words.saturating_sub(1) as f32);
    if pairs > 0.0 { followers / pairs } else { 1.0 }
}
