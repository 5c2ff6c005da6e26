import type { JsonValue } from '$lib/bridge';
import { household, memberRow, MEMBERS } from '$lib/host/fixtures';
import { describe, expect, it } from 'vitest';
import { nextGap, placeOf, placesIn } from './places';
import { asSeen, endOf, isFilled, isLastOf, nameOf, rowsAt, withoutRow, withRow } from './rows';
import { summary } from './summary';
import { laidOver, withTyped, type Entries } from './typing';

describe('the rows of a list', () => {
  const form = { declaration: { members: [{ name: 'A' }, { name: 'B' }] } };

  it('are there only where a list is', () => {
    expect(rowsAt(form, MEMBERS)).toHaveLength(2);
    expect(rowsAt({ declaration: { members: 'A' } }, MEMBERS)).toEqual([]);
    expect(rowsAt({}, MEMBERS)).toEqual([]);
  });

  it('move up and make room, and the list goes with the last', () => {
    expect(withoutRow(['a', 'b', 'c'], 1)).toEqual(['a', 'c']);
    expect(withRow(['a', 'c'], 1, 'b')).toEqual(['a', 'b', 'c']);
    expect(withRow([], 4, 'a')).toEqual(['a']);
    expect(withoutRow(['a'], 0)).toBeUndefined();
  });

  it('are empty until something is typed in them', () => {
    const empty: (JsonValue | undefined)[] = [{}, { name: ' ' }, { address: {} }, null, undefined, []];
    const filled: JsonValue[] = [{ a: { b: 0 } }, { is_head: false }, 'x', [{ name: 'A' }]];

    expect(empty.some(isFilled)).toBe(false);
    expect(filled.every(isFilled)).toBe(true);
  });

  it('are called by their number and what is typed first', () => {
    expect(nameOf(memberRow(1, 2), form)).toBe('Người thứ 2: B');
    expect(nameOf(memberRow(1, 2), {})).toBe('Người thứ 2');
  });

  it('end where another list or none follows', () => {
    const other = memberRow(0, 1, { at: '/declaration/witnesses' });
    const groups = [memberRow(0, 2), memberRow(1, 2), other, { ...memberRow(null, 0), repeat: null }];

    expect(groups.map((_, at) => isLastOf(groups, at))).toEqual([false, true, true, false]);
  });

  it('can be added until there are enough, and taken out when there are too many', () => {
    const end = (count: number, isNeeded = true) => {
      const { repeat } = memberRow(0, count, { is_needed: isNeeded });
      return repeat && endOf(repeat);
    };

    expect(end(2)).toEqual({ is: 'add', count: 3 });
    expect(end(3)).toEqual({ is: 'full', count: 3 });
    expect(end(8)).toEqual({ is: 'over', count: 5 });
    expect(end(8, false)).toEqual({ is: 'not_needed', count: 8 });
  });
});

describe('a gap in a list', () => {
  it('leads to a field of its row, or to where rows are added', () => {
    const view = household([{ name: 'A' }, {}]);
    const gap = (path: string) =>
      placeOf({ path, code: 'missing', said: '', is_warning: false, other: null }, view);

    expect(gap(`${MEMBERS}/1/name`)).toBe(`field:${MEMBERS}/1/name`);
    expect(gap(`${MEMBERS}/1`)).toBe(`field:${MEMBERS}/1/name`);
    expect(gap(MEMBERS)).toBe(`rows:${MEMBERS}`);
  });

  it('is found in the order of the page', () => {
    const view = household([{}, { name: 'B' }], [MEMBERS, `${MEMBERS}/0`]);

    expect(placesIn(view).slice(0, 3)).toEqual([
      `field:${MEMBERS}/0/name`,
      `field:${MEMBERS}/1/name`,
      `rows:${MEMBERS}`,
    ]);
    expect(nextGap(view, null)).toBe(`field:${MEMBERS}/0/name`);
    expect(nextGap(view, `field:${MEMBERS}/0/name`)).toBe(`rows:${MEMBERS}`);
    expect(nextGap(household([], [MEMBERS]), null)).toBe(`rows:${MEMBERS}`);
  });
});

it('every row is read back, under the heading of its list', () => {
  const view = household([{ name: 'Páo' }, {}, { name: 'Mỷ' }]);
  const names = { list: () => undefined, unit: () => null };

  const parts = summary(view, view.form, names, { yes: 'Có', no: 'Không' });

  const read = parts.flatMap(({ groups }) => groups.map(({ title, lines }) => [title, lines[0]?.text]));
  expect(read).toEqual([
    ['Thành viên · Người thứ 1', 'Páo'],
    ['Thành viên · Người thứ 3', 'Mỷ'],
  ]);
});

describe('when somebody else saved in between', () => {
  const before = household([{ name: 'A' }, { name: 'B' }]);
  const typed: Entries = withTyped(new Map(), `${MEMBERS}/1/name`, 'Bê');
  const seen = laidOver(before.form, typed);

  it('nothing is written onto another person whose row moved up', () => {
    const now = household([{ name: 'B' }]);

    const entries = asSeen(typed, seen, before, now);

    expect(laidOver(now.form, entries)).toEqual({
      declaration: { members: [{ name: 'A' }, { name: 'Bê' }] },
    });
  });

  it('fields are put together as ever when the rows are the same', () => {
    const now = household([{ name: 'Á' }, { name: 'B' }]);

    const entries = asSeen(typed, seen, before, now);

    expect(laidOver(now.form, entries)).toEqual({
      declaration: { members: [{ name: 'Á' }, { name: 'Bê' }] },
    });
    expect(asSeen(new Map(), before.form, before, household([]))).toEqual(new Map());
  });
});
