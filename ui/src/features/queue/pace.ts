/** How fast the road carries, from how much was left at several moments. */

export type Sample = { at: number; left: number };

export type Pace = { bitsPerSecond: number; minutesLeft: number };

/** What lies further back says nothing of the road as it is now. */
const WINDOW_MS = 60_000;
/** Sooner a first guess would jump about. */
const LEAST_MS = 4_000;

/** The samples with one more; more left than before is a new round, so the old ones go. */
export function noted(samples: readonly Sample[], next: Sample): Sample[] {
  const last = samples.at(-1);
  if (last && next.left > last.left) return [next];
  return [...samples.filter(({ at }) => next.at - at <= WINDOW_MS), next];
}

/** The pace over the samples; null as long as there is none to speak of. */
export function pace(samples: readonly Sample[]): Pace | null {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.at - first.at < LEAST_MS || first.left <= last.left) return null;
  const bytesPerMs = (first.left - last.left) / (last.at - first.at);
  return {
    bitsPerSecond: bytesPerMs * 8000,
    minutesLeft: Math.max(1, Math.ceil(last.left / bytesPerMs / 60_000)),
  };
}

/** `64 kbit/s`, `1,2 Mbit/s`. */
export function speed(bitsPerSecond: number): string {
  const kilobits = Math.max(1, Math.round(bitsPerSecond / 1000));
  if (kilobits < 1000) return `${kilobits}\u00a0kbit/s`;
  return `${(kilobits / 1000).toFixed(1).replace('.', ',')}\u00a0Mbit/s`;
}
