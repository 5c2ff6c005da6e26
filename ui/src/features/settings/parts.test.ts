import { expect, test } from 'vitest';
import { currentPart } from './parts';

const TOPS = [
  { id: 'desk', top: -400 },
  { id: 'card', top: 100 },
  { id: 'keys', top: 500 },
  { id: 'lock', top: 700 },
];

test('part is the last one whose heading has come up', () => {
  expect(currentPart(TOPS, 768, null)).toBe('card');
  expect(currentPart([{ id: 'desk', top: 300 }], 600, null)).toBe('desk');
  expect(currentPart([], 600, null)).toBeNull();
});

test('part that was gone to is the one while it is in sight', () => {
  expect(currentPart(TOPS, 768, 'lock')).toBe('lock');
  expect(currentPart(TOPS, 600, 'lock')).toBe('card');
  expect(currentPart(TOPS, 768, 'desk')).toBe('card');
});
