import { expect, test } from 'vitest';
import { daysUntil, isoOf, leftSaid } from './days';

const evening = new Date('2026-11-22T23:30:00+07:00');

test('days are counted by the calendar of the office, not by hours', () => {
  expect(daysUntil('2026-11-23', evening)).toBe(1);
  expect(daysUntil('2026-11-22', evening)).toBe(0);
  expect(daysUntil('2026-11-20', evening)).toBe(-2);
});

test('days are not known when the date is none', () => {
  expect(daysUntil('sớm', evening)).toBeNull();
  expect(leftSaid('sớm', evening)).toBeNull();
});

test('deadline says what is left, that it is today, or that it is over', () => {
  expect(leftSaid('2026-11-26', evening)).toBe('còn 4 ngày');
  expect(leftSaid('2026-11-22', evening)).toBe('hạn là hôm nay');
  expect(leftSaid('2026-11-20', evening)).toBe('quá hạn 2 ngày');
});

test('date is read however it is typed, and refused when there is no such day', () => {
  expect(['1/11/2026', '01.11.2026', ' 01-11-2026 ', '01112026'].map(isoOf)).toEqual(
    Array(4).fill('2026-11-01'),
  );
  expect(['', '31/11/2026', '29/02/2026', '1/13/2026', '2026-11-01', '1/11/26'].map(isoOf)).toEqual(
    Array(6).fill(null),
  );
});
