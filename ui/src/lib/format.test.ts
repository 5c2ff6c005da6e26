import { describe, expect, it } from 'vitest';
import * as format from './format';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('dates', () => {
  it('shows a civil date as it stands', () => {
    expect(format.date('2026-11-05')).toBe('05/11/2026');
  });

  it('shows a moment by the office clock, wherever the machine thinks it is', () => {
    expect(format.date('2026-11-20T17:30:00Z')).toBe('21/11/2026');
    expect(format.time('2026-11-20T17:30:00Z')).toBe('00:30');
  });

  it('leaves the date away where it was today', () => {
    const now = new Date('2026-11-21T10:00:00+07:00');

    expect(format.dateTime('2026-11-21T08:05:00+07:00', now)).toBe('08:05');
    expect(plain(format.dateTime('2026-11-20T08:05:00+07:00', now))).toBe('08:05 ngày 20/11/2026');
  });

  it('names the day of the week', () => {
    expect(format.longDate('2026-11-21')).toBe('Thứ Bảy, 21/11/2026');
  });

  it('shows what is no date as it came', () => {
    expect(format.date('khoảng năm 1950')).toBe('khoảng năm 1950');
  });
});

describe('numbers', () => {
  it('groups with points', () => {
    expect([0, 999, 5000, 1234567].map(format.count)).toEqual(['0', '999', '5.000', '1.234.567']);
  });

  it('writes money as on a receipt', () => {
    expect(plain(format.money(25000))).toBe('25.000 đ');
  });

  it('writes sizes with a decimal comma', () => {
    const sizes = [512, 83_000, 1_440_000, 25_000_000, 3_200_000_000].map(format.bytes);

    expect(sizes.map(plain)).toEqual(['512 B', '83 KB', '1,4 MB', '25 MB', '3,2 GB']);
  });

  it('groups a personal number and nothing else', () => {
    expect(plain(format.personalNumber('034187000123'))).toBe('034 187 000 123');
    expect(format.personalNumber('B1234567')).toBe('B1234567');
  });

  it('says a hundred only when nothing is left', () => {
    expect(plain(format.percent(999, 1000))).toBe('99 %');
    expect(plain(format.percent(1000, 1000))).toBe('100 %');
    expect(plain(format.percent(0, 0))).toBe('0 %');
  });
});
