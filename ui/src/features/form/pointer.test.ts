import { describe, expect, it } from 'vitest';
import { at, isSame, put } from './pointer';

const FORM = {
  submitter: { name: 'Vi Minh Khôi', 'a/b': { '~': '1' } },
  children: [{ name: 'A' }, { name: 'B' }],
};

describe('a pointer into the form', () => {
  it('reads members, list items and escaped names', () => {
    expect(at(FORM, '/submitter/name')).toBe('Vi Minh Khôi');
    expect(at(FORM, '/children/1/name')).toBe('B');
    expect(at(FORM, '/submitter/a~1b/~0')).toBe('1');
    expect(at(FORM, '')).toBe(FORM);
  });

  it('finds nothing where nothing is, not even what every object has', () => {
    expect(at(FORM, '/submitter/name/first')).toBeUndefined();
    expect(at(FORM, '/submitter/toString')).toBeUndefined();
    expect(at(FORM, '/children/7')).toBeUndefined();
    expect(at(null, '/a')).toBeUndefined();
  });

  it('puts a value there and leaves everything else as it was', () => {
    const changed = put(FORM, '/submitter/name', 'Y Moan');

    expect(at(changed, '/submitter/name')).toBe('Y Moan');
    expect(at(changed, '/children')).toBe(FORM.children);
    expect(FORM.submitter.name).toBe('Vi Minh Khôi');
  });

  it('makes the way to a place that is not there yet', () => {
    expect(put({}, '/behalf/name', 'A')).toEqual({ behalf: { name: 'A' } });
    expect(put({}, '/children/0/name', 'A')).toEqual({ children: [{ name: 'A' }] });
    expect(put('odd', '/a', 1)).toEqual({ a: 1 });
  });

  it('takes out what is there, and makes nothing where nothing was', () => {
    expect(put({ a: { b: 1 } }, '/a/b', undefined)).toEqual({ a: {} });
    expect(put({ a: [1, 2] }, '/a/0', undefined)).toEqual({ a: [2] });
    expect(put({}, '/behalf/name', undefined)).toEqual({});
  });
});

describe('sameness', () => {
  it('looks at what is said and not at the order', () => {
    expect(isSame({ a: 1, b: ['x', null] }, { b: ['x', null], a: 1 })).toBe(true);
    expect(isSame({ a: 1 }, { a: 1, b: 2 })).toBe(false);
    expect(isSame([], {})).toBe(false);
    expect(isSame('1', 1)).toBe(false);
    expect(isSame(null, {})).toBe(false);
  });
});
