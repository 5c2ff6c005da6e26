import { describe, expect, test } from 'vitest';
import { countName, filterOf, nothing } from './filters';
import { keep, takeKept } from './kept';
import { COLUMNS, headsOf, layoutOf, type Layout } from './layout';
import { beginsWord } from './typing';

test('filter is the one that the address names, else all', () => {
  expect(filterOf('supplement')).toBe('supplement');
  expect(filterOf('gibberish')).toBe('all');
  expect(filterOf(undefined)).toBe('all');
});

test('count speaks of hits when something was typed', () => {
  expect(countName(' vi ', 'all')).toBe('find-hits');
  expect(countName('', 'all')).toBe('find-count');
  expect(countName('', 'draft')).toBe('find-count-filtered');
});

test('advice depends on what was asked for when nothing was found', () => {
  expect(nothing('', 'all')).toBe('none-yet');
  expect(nothing('', 'draft')).toBe('none-of-these');
  expect(nothing('x', 'all')).toBe('no-hit');
  expect(nothing('x', 'draft')).toBe('no-hit-filtered');
});

test('layout has as many heads as columns in every width', () => {
  const columns = (layout: Layout) => COLUMNS[layout].replace(/\([^)]*\)/g, '').split(' ').length;

  expect([30, 47, 68].map(layoutOf)).toEqual(['narrow', 'middle', 'wide']);
  for (const layout of ['narrow', 'middle', 'wide'] as const) {
    expect(headsOf(layout, 'all')).toHaveLength(columns(layout));
    expect(headsOf(layout, 'discarded')).toHaveLength(columns(layout));
  }
});

describe('place in the list', () => {
  const place = { given: 'draft', query: 'vi', filter: 'draft', index: 40 } as const;

  test('place is given back once when one returns to the same address', () => {
    keep(place);
    expect(takeKept('draft')).toEqual(place);
    expect(takeKept('draft')).toBeNull();
  });

  test('place is forgotten when one comes by another address', () => {
    keep(place);
    expect(takeKept('supplement')).toBeNull();
    expect(takeKept('draft')).toBeNull();
  });
});

describe('typing', () => {
  const press = (key: string, more: Partial<KeyboardEvent> = {}) => ({
    key,
    keyCode: 0,
    ctrlKey: false,
    altKey: false,
    metaKey: false,
    defaultPrevented: false,
    ...more,
  });

  test('letter goes to the search when no field has the focus', () => {
    expect(beginsWord(press('k'), document.body)).toBe(true);
    expect(beginsWord(press('Process', { keyCode: 229 }), document.body)).toBe(true);
  });

  test('press stays where it is when it is a key of its own', () => {
    expect(beginsWord(press('Enter'), document.body)).toBe(false);
    expect(beginsWord(press(' '), document.body)).toBe(false);
    expect(beginsWord(press('1', { altKey: true }), document.body)).toBe(false);
    expect(beginsWord(press('k'), document.createElement('input'))).toBe(false);
  });
});
