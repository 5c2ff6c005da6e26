import { expect, test } from 'vitest';
import { grouped } from './listed';

const row = (group: string, name: string) => ({ group, name, counts_said: '', is_note: false });

test('neighbours under one heading stand together, in the order of the list', () => {
  const groups = grouped([row('Nộp', 'a'), row('Nộp', 'b'), row('', 'c'), row('Nộp', 'd')]);

  expect(groups.map(({ title, documents }) => [title, documents.map(({ name }) => name).join('')])).toEqual([
    ['Nộp', 'ab'],
    ['', 'c'],
    ['Nộp', 'd'],
  ]);
  expect(new Set(groups.map(({ key }) => key)).size).toBe(3);
});
