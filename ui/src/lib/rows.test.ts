import { expect, test } from 'vitest';
import type { Standing } from './bridge';
import { placeOf } from './rows';

const standing = (word: Standing['word']): Standing => ({ word, tone: 'quiet', said: '', note: null });

test('dossier opens at its form when it is still being typed', () => {
  expect(placeOf({ dossier_id: 'a', standing: standing('draft') })).toEqual({ screen: 'form', dossier: 'a' });
});

test('dossier opens at its page when it was submitted or thrown away', () => {
  for (const word of ['queued', 'received', 'discarded'] as const) {
    expect(placeOf({ dossier_id: 'a', standing: standing(word) }).screen).toBe('dossier');
  }
});
