/** How the list is laid out in the width that is there. */
import type { Filter } from '$lib/bridge';

export type Layout = 'wide' | 'middle' | 'narrow';

/** `rems`: the width of the list in units of the scaled font. */
export function layoutOf(rems: number): Layout {
  if (rems >= 60) return 'wide';
  return rems >= 44 ? 'middle' : 'narrow';
}

export const COLUMNS: Record<Layout, string> = {
  wide: '12.5rem minmax(0, 1fr) minmax(0, 1.5fr) minmax(0, 1.3fr) 6.5rem',
  middle: 'minmax(0, 1.1fr) minmax(0, 1.2fr) minmax(0, 1.1fr) 6.5rem',
  narrow: 'minmax(0, 1fr) minmax(0, 1.1fr)',
};

const HEADS: Record<Layout, readonly string[]> = {
  wide: ['code', 'person', 'procedure', 'standing', 'begun'],
  middle: ['person', 'procedure', 'standing', 'begun'],
  narrow: ['person', 'standing'],
};

export const HEIGHTS: Record<Layout, number> = { wide: 3.5, middle: 4.5, narrow: 4.75 };

/** The names of the columns; what was thrown away has a button where the others have their date. */
export function headsOf(layout: Layout, filter: Filter): readonly string[] {
  if (filter !== 'discarded') return HEADS[layout];
  return [...HEADS[layout].slice(0, -1), 'restore'];
}
