//! What a fee comes to.

use domain::money::Dong;

/// The most things that a fee is reckoned for: beyond it somebody has mistyped.
const MOST: u64 = 100_000;

/// What a fee comes to, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// All in all.
    pub total: Dong,
    /// What is counted, price by price.
    pub portions: Vec<Portion>,
    /// The portions came to more than may be asked, and this is asked instead.
    pub at_most: Option<Dong>,
    /// How many times that is paid.
    pub times: u64,
}

/// So many at one price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Portion {
    /// How many.
    pub count: u64,
    /// How much for each.
    pub each: Dong,
}

impl Sum {
    /// Reckons; `None` where there is more of it than anybody hands in.
    pub(crate) fn reckon(
        amount: Dong,
        steps: &[(u64, Dong)],
        at_most: Option<Dong>,
        count: u64,
        times: u64,
    ) -> Option<Self> {
        if count > MOST || times > MOST {
            return None;
        }
        let portions = portions(amount, steps, count);
        let once = portions.iter().try_fold(0_u64, |sum, portion| {
            sum.checked_add(portion.count.checked_mul(portion.each.get())?)
        })?;
        let at_most = at_most.filter(|most| once > most.get());
        let once = at_most.map_or(once, Dong::get);
        let total = Dong::new(once.checked_mul(times)?);
        Some(Self { total, portions, at_most, times })
    }
}

/// The first ones cost the amount; from each step on, they cost what it says.
fn portions(amount: Dong, steps: &[(u64, Dong)], count: u64) -> Vec<Portion> {
    let begins = std::iter::once((1, amount)).chain(steps.iter().copied());
    let ends = steps.iter().map(|(from, _)| from.saturating_sub(1)).chain([u64::MAX]);
    let portions = begins.zip(ends).map(|((from, each), last)| Portion {
        count: last.min(count).saturating_add(1).saturating_sub(from),
        each,
    });
    portions.filter(|portion| portion.count > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGES: [(u64, Dong); 1] = [(3, Dong::new(1_000))];

    fn copies(pages: u64, copies: u64) -> Option<u64> {
        let most = Some(Dong::new(200_000));
        Sum::reckon(Dong::new(2_000), &PAGES, most, pages, copies).map(|sum| sum.total.get())
    }

    #[test]
    fn pages_cost_less_from_the_third_on_and_a_copy_never_more_than_its_most() {
        let rows = [
            (1, 1, 2_000),
            (2, 1, 4_000),
            (3, 1, 5_000),
            (5, 2, 14_000),
            (198, 1, 200_000),
            (199, 1, 200_000),
            (500, 3, 600_000),
        ];

        for (pages, times, total) in rows {
            assert_eq!(copies(pages, times), Some(total), "{pages} pages, {times} times");
        }
    }

    #[test]
    fn sum_tells_how_it_came_about() {
        let sum = Sum::reckon(Dong::new(2_000), &PAGES, Some(Dong::new(200_000)), 5, 2).unwrap();

        let portion = |count, each| Portion { count, each: Dong::new(each) };
        assert_eq!(sum.portions, [portion(2, 2_000), portion(3, 1_000)]);
        assert_eq!((sum.at_most, sum.times), (None, 2));
    }

    #[test]
    fn sum_is_not_reckoned_when_somebody_has_mistyped() {
        assert_eq!(copies(100_001, 1), None);
        assert_eq!(copies(1, u64::MAX), None);
        assert_eq!(copies(100_000, 100_000), Some(20_000_000_000), "the most that is reckoned");
    }
}
