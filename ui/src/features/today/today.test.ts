import { describe, expect, test } from 'vitest';
import type { ProcedureLine, Row, Task } from '$lib/bridge';
import { countOf, firstPlace, groups, type Hits } from './lookup';
import { beyond, calm, openAtFirst, placeOfAll } from './tasks';

const row = (word: Row['standing']['word']): Row => ({
  dossier_id: 'one',
  provisional_code: 'LS07-261121-K7M2QX-4',
  official_code: null,
  procedure: '1.001193',
  procedure_name: 'Thủ tục đăng ký khai sinh',
  person: 'Vi Minh Khôi',
  begun_at: '2026-11-21T07:28:00Z',
  standing: { word, tone: 'quiet', said: '', note: null },
});
const line: ProcedureLine = {
  code: '1.001193',
  name: 'Thủ tục đăng ký khai sinh',
  field: 'Hộ tịch',
  has_form: true,
  is_checked: true,
  fit: 'sure',
};
const task = (kind: Task['kind'], count = 1, dossiers: Row[] = []): Task => ({
  kind,
  count,
  said: '',
  deadline: null,
  dossiers,
});
const hits = (query: string, rows: Row[], procedures: ProcedureLine[]): Hits => ({
  query,
  found: { total: rows.length, rows },
  procedures,
});

describe('looking up', () => {
  test('procedures come first when words were typed', () => {
    expect(groups(hits('khai', [row('queued')], [line])).map(({ kind }) => kind)).toEqual([
      'procedures',
      'dossiers',
    ]);
  });

  test('dossiers come first when a number was typed', () => {
    for (const query of ['034187', 'K7M2QX', 'LS07-2611']) {
      expect(groups(hits(query, [row('queued')], [line]))[0]?.kind).toBe('dossiers');
    }
  });

  test('procedures come first when the code of one was typed', () => {
    expect(groups(hits('1.0011', [row('queued')], [line]))[0]?.kind).toBe('procedures');
  });

  test('enter opens the first thing that was found', () => {
    expect(firstPlace(hits('khai', [], [line]))).toEqual({ screen: 'new', procedure: '1.001193' });
    expect(firstPlace(hits('vi', [row('queued')], []))).toEqual({ screen: 'dossier', dossier: 'one' });
    expect(firstPlace(hits('vi', [row('draft')], []))).toEqual({ screen: 'form', dossier: 'one' });
    expect(firstPlace(hits('x', [], []))).toBeNull();
  });

  test('count speaks of all dossiers when only some are shown', () => {
    expect(
      countOf({ ...hits('vi', [row('queued')], [line]), found: { total: 40, rows: [row('queued')] } }),
    ).toBe(41);
  });
});

describe('tasks', () => {
  test('task leads to its list, or to settings when it is about the desk', () => {
    expect(placeOfAll('supplement')).toEqual({ screen: 'find', filter: 'supplement' });
    expect(placeOfAll('card')).toEqual({ screen: 'settings' });
  });

  test('task tells how many dossiers are not listed with it', () => {
    expect(beyond(task('draft', 7, [row('draft'), row('draft')]))).toBe(5);
    expect(beyond(task('card'))).toBe(0);
  });

  test('pressing tasks are open at first when they leave the other lines in sight', () => {
    const few = [task('supplement', 1, [row('supplement_asked')]), task('draft', 1, [row('draft')])];
    const many = [
      task(
        'supplement',
        9,
        Array.from({ length: 5 }, () => row('supplement_asked')),
      ),
    ];

    expect(openAtFirst(few)).toEqual(['supplement']);
    expect(openAtFirst(many)).toEqual([]);
  });

  test('screen is calm when no dossier waits, and teaches when there has never been one', () => {
    expect(calm([task('draft')], true)).toBeNull();
    expect(calm([task('card')], true)).toBe('nothing');
    expect(calm([task('not_enrolled')], false)).toBe('first-day');
    expect(calm([], undefined)).toBeNull();
  });
});
