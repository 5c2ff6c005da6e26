import { describe, expect, it } from 'vitest';
import * as typing from './typing';

const NONE: typing.Entries = new Map();

describe('what was typed', () => {
  it('lies over the saved form', () => {
    const entries = typing.withTyped(typing.withTyped(NONE, '/a/b', 'x'), '/c', undefined);

    expect(typing.laidOver({ a: { b: 'old', d: 1 }, c: 'gone' }, entries)).toEqual({ a: { b: 'x', d: 1 } });
  });

  it('is gone with the group around it', () => {
    const entries = typing.withTyped(typing.withTyped(NONE, '/behalf/name', 'A'), '/behalf', undefined);

    expect([...entries.keys()]).toEqual(['/behalf']);
  });

  it('keeps a field whose path only begins alike', () => {
    const entries = typing.withTyped(typing.withTyped(NONE, '/behalf2', 'A'), '/behalf', undefined);

    expect([...entries.keys()]).toEqual(['/behalf2', '/behalf']);
  });

  it('is forgotten once it is saved, but for the field with the focus and for newer typing', () => {
    const sent = ['/a', '/b', '/c'].reduce((all, path) => typing.withTyped(all, path, '1'), NONE);
    const now = typing.withTyped(sent, '/b', '2');

    const after = typing.afterSaving(now, sent, '/c');

    expect([...after]).toEqual([
      ['/c', { value: '1', isSaved: true }],
      ['/b', { value: '2', isSaved: false }],
    ]);
    expect(typing.isUnsaved(after)).toBe(true);
    expect([...typing.afterLeaving(after, '/c').keys()]).toEqual(['/b']);
    expect(typing.afterLeaving(after, '/b')).toBe(after);
  });

  it('is not saved by the reply to an older text that reads the same', () => {
    const sent = typing.withTyped(NONE, '/a', '1');
    const again = typing.withTyped(typing.withTyped(sent, '/a', '12'), '/a', '1');

    expect(typing.isUnsaved(typing.afterSaving(again, sent, null))).toBe(true);
  });
});

describe('the value of a text', () => {
  it('is a number only for a count, and nothing for an empty field', () => {
    expect(typing.valueOf('count', '3')).toBe(3);
    expect(typing.valueOf('count', 'ba')).toBe('ba');
    expect(typing.valueOf('digits', '012')).toBe('012');
    expect(typing.valueOf('name', '')).toBeUndefined();
  });

  it('is shown again as it was typed', () => {
    expect([typing.textOf(3), typing.textOf('x'), typing.textOf(undefined), typing.textOf({})]).toEqual([
      '3',
      'x',
      '',
      '',
    ]);
  });

  it('is mended where there is one usual shape', () => {
    expect([typing.isMended('date'), typing.isMended('prose')]).toEqual([true, false]);
  });
});
