import { describe, expect, it } from 'vitest';
import type { Spoken } from '$lib/bridge';
import { asked, emptyField, fieldOf, wholeAddress } from './enrol';
import { faultOf, grouped, groupsOf, hasMarks, isWholePath, placeOf } from './secrets';

const refusal = (code: string): Spoken => ({ kind: 'input', code, said: '', gaps: [], trace: [] });

describe('a passphrase', () => {
  it('is looked at for signs of an input method', () => {
    expect(['quay so 2!', 'quầy số 2', 'đ', ''].map(hasMarks)).toEqual([false, true, true, false]);
  });

  it('is too short when it has seven symbols, however they are written', () => {
    const composed = 'mậtkhẩu';

    expect(faultOf(composed, composed)).toBe('short');
    expect(faultOf(composed.normalize('NFD'), composed.normalize('NFD'))).toBe('short');
  });

  it('is asked for twice', () => {
    expect(faultOf('', '')).toBe('empty');
    expect(faultOf('cay tre lang', 'cay tre lan')).toBe('differ');
    expect(faultOf('cay tre lang', 'cay tre lang')).toBeNull();
  });
});

describe('a code', () => {
  it('is read in its groups, however they are parted', () => {
    expect(groupsOf('K7M2-QX4P 9ZK3 - 3GQ')).toEqual(['K7M2', 'QX4P', '9ZK3', '3GQ']);
  });

  it('has each symbol at a place in a group', () => {
    expect([1, 4, 5, 32].map(placeOf)).toEqual([
      { group: 1, symbol: 1 },
      { group: 1, symbol: 4 },
      { group: 2, symbol: 1 },
      { group: 8, symbol: 4 },
    ]);
  });

  it('is grouped to be read aloud when it is a fingerprint', () => {
    expect(grouped('9f86d0818')).toEqual(['9f86', 'd081', '8']);
    expect(grouped('')).toEqual([]);
  });
});

describe('a path', () => {
  it('is whole when it begins at a root', () => {
    const whole = ['E:\\the.txt', 'e:/the.txt', '\\\\may\\chung\\the.txt', '/media/usb/the.txt'];

    expect(whole.filter(isWholePath)).toEqual(whole);
    expect(['the.txt', '', './the.txt', 'E:the.txt'].some(isWholePath)).toBe(false);
  });
});

describe('enrolling', () => {
  it('adds the scheme that nobody says aloud', () => {
    expect(wholeAddress(' nopho.langson.gov.vn ')).toBe('https://nopho.langson.gov.vn');
    expect(wholeAddress('http://127.0.0.1:8080')).toBe('http://127.0.0.1:8080');
    expect(wholeAddress('  ')).toBe('');
  });

  it('asks without a certificate when none was given', () => {
    expect(asked({ url: 'a.vn', code: ' K7M2 ', ca: ' ' })).toEqual({ url: 'https://a.vn', code: 'K7M2' });
    expect(asked({ url: 'a.vn', code: 'K7M2', ca: 'PEM' })).toHaveProperty('ca', 'PEM');
  });

  it('finds the first field that is empty', () => {
    expect(emptyField({ url: ' ', code: '', ca: '' })).toBe('url');
    expect(emptyField({ url: 'a', code: ' ', ca: '' })).toBe('code');
    expect(emptyField({ url: 'a', code: 'b', ca: '' })).toBeNull();
  });

  it('says a refusal beside the field that it is about', () => {
    const codes = ['address-insecure', 'enrolment-check', 'code-used', 'authority-unreadable', 'unreachable'];

    expect(codes.map((code) => fieldOf(refusal(code)))).toEqual(['url', 'code', 'code', 'ca', null]);
    expect(fieldOf(null)).toBeNull();
  });
});
