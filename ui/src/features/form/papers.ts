/** What is said of a paper at first sight. */
import type { PageView, PaperView } from '$lib/bridge';

export type PaperWord = PaperView['state'] | 'looked_up' | 'show';

export function standingOf({ state, duty, pages }: PaperView): PaperWord {
  if (pages.length > 0 && state !== 'missing') return 'given';
  // What the agency looks up, or sees at the desk, needs no file however it stands.
  if (duty === 'looked_up' && state !== 'not_needed') return 'looked_up';
  if (duty === 'show' && state !== 'missing' && state !== 'not_needed') return 'show';
  return state === 'given' ? 'optional' : state;
}

export function isPicture({ media }: PageView): boolean {
  return media === 'image/jpeg' || media === 'image/png';
}
