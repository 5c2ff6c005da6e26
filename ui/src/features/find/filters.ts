/** Which dossiers the list shows. */
import type { Filter } from '$lib/bridge';

export const FILTERS: readonly Filter[] = [
  'all',
  'draft',
  'waiting',
  'delivered',
  'supplement',
  'result',
  'set_aside',
  'discarded',
];

/** The filter that an address names; all where it names none. */
export function filterOf(word: string | undefined): Filter {
  return FILTERS.find((filter) => filter === word) ?? 'all';
}

/** The sentence with how many there are. */
export function countName(query: string, filter: Filter): string {
  if (query.trim() !== '') return 'find-hits';
  return filter === 'all' ? 'find-count' : 'find-count-filtered';
}

/** Why there is nothing to show, and so what to advise. */
export function nothing(
  query: string,
  filter: Filter,
): 'none-yet' | 'no-hit' | 'no-hit-filtered' | 'none-of-these' {
  if (query.trim() !== '') return filter === 'all' ? 'no-hit' : 'no-hit-filtered';
  return filter === 'all' ? 'none-yet' : 'none-of-these';
}
