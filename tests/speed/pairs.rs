//! Two deeds in turn, and the ratio of each pair.

use std::time::{Duration, Instant};

/// Prints the table's head.
pub fn heading() {
    println!(
        "{:<30}{:>12}   {:<30}{:>12}{:>10}{:>10}{:>10}",
        "ours", "median", "against", "median", "ratio", "lowest", "highest"
    );
}

/// Runs the two in turn `times` times after three rounds that do not count, and prints the medians
/// and the median, lowest and highest ratio of ours to theirs.
pub fn compare(
    our_name: &str,
    their_name: &str,
    times: usize,
    mut ours: impl FnMut(),
    mut theirs: impl FnMut(),
) {
    for _ in 0..3 {
        ours();
        theirs();
    }
    let pairs: Vec<_> = (0..times).map(|_| (timed(&mut ours), timed(&mut theirs))).collect();
    let our_median = median(pairs.iter().map(|(our, _)| our.as_secs_f64()).collect());
    let their_median = median(pairs.iter().map(|(_, their)| their.as_secs_f64()).collect());
    let ratios: Vec<_> =
        pairs.iter().map(|(our, their)| our.as_secs_f64() / their.as_secs_f64()).collect();
    let lowest = ratios.iter().copied().fold(f64::INFINITY, f64::min);
    let highest = ratios.iter().copied().fold(0.0, f64::max);
    println!(
        "{our_name:<30}{:>9.2} ms   {their_name:<30}{:>9.2} ms{:>10.2}{lowest:>10.2}{highest:>10.2}",
        our_median * 1e3,
        their_median * 1e3,
        median(ratios),
    );
}

/// Prints one pair that was timed elsewhere.
pub fn line(our_name: &str, ours: Duration, their_name: &str, theirs: Duration) {
    let (ours, theirs) = (ours.as_secs_f64(), theirs.as_secs_f64());
    println!(
        "{our_name:<30}{:>9.2} ms   {their_name:<30}{:>9.2} ms{:>10.2}",
        ours * 1e3,
        theirs * 1e3,
        ours / theirs
    );
}

fn timed(deed: &mut impl FnMut()) -> Duration {
    let began = Instant::now();
    deed();
    began.elapsed()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
