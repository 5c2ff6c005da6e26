import { expect, it } from 'vitest';
import { isAtEnd } from './turned';

it('has been seen when less than a line is left below', () => {
  const at = (scrollTop: number) => isAtEnd({ scrollTop, clientHeight: 500, scrollHeight: 1200 });

  expect([at(0), at(650), at(690), at(700)]).toEqual([false, false, true, true]);
});

it('has been seen at once when all of it fits', () => {
  expect(isAtEnd({ scrollTop: 0, clientHeight: 500, scrollHeight: 500 })).toBe(true);
});
