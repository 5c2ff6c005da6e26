/** This desk against the gateway: which differences are on which side. */
import type { ComparedLine, Differs } from '$lib/bridge';

export const SIDES = ['here', 'there', 'both'] as const;

export type Side = (typeof SIDES)[number];
export type SideFilter = Side | 'all';

const SIDE_OF: Record<Differs, Side> = {
  lost: 'here',
  set_aside: 'here',
  waits: 'here',
  unknown: 'there',
  elsewhere: 'there',
  content: 'both',
  no_receipt: 'both',
  status: 'both',
};

/** The differences of one side, in their order. */
export function passing(rows: readonly ComparedLine[], side: SideFilter): readonly ComparedLine[] {
  return side === 'all' ? rows : rows.filter(({ what }) => SIDE_OF[what] === side);
}

/** What can be chosen: all, and each side that has something. */
export function filtersOf(rows: readonly ComparedLine[]): { value: SideFilter; count: number }[] {
  const sides = SIDES.map((side) => ({ value: side, count: passing(rows, side).length }));
  return [{ value: 'all' as const, count: rows.length }, ...sides.filter(({ count }) => count > 0)];
}
