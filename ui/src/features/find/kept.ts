/**
 * Where somebody was in the list when they opened a dossier, for the one way back. It may hold a
 * name that was typed, so it stays in memory and is given out once.
 */
import type { Filter } from '$lib/bridge';

export type Kept = { given: string | undefined; query: string; filter: Filter; index: number };

let kept: Kept | null = null;

export function keep(place: Kept): void {
  kept = place;
}

/** The place, if it was kept under the same address. */
export function takeKept(given: string | undefined): Kept | null {
  const found = kept?.given === given ? kept : null;
  kept = null;
  return found;
}
