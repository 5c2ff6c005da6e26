import type { FormView, Standing } from '$lib/bridge';
import { use } from '$lib/host';
import { fake, FIRST_WORLD } from '$lib/host/fake';
import { birthForm, QUEUED } from '$lib/host/fixtures';
import { describe, expect, it } from 'vitest';
import type { Draft } from './draft.svelte';
import { submit, whereSubmitted } from './submit';

const gap = (path: string) => ({
  path,
  code: 'missing',
  said: `Thiếu ${path}`,
  is_warning: false,
  other: null,
});

function draft(missing: FormView['missing'], isSettled = true): Draft {
  return { view: { ...birthForm(), missing }, settle: () => Promise.resolve(isSettled) } as unknown as Draft;
}

function desk() {
  const host = fake({ ...FIRST_WORLD, pauseMs: 0 });
  use(host);
  return host;
}

describe('submitting', () => {
  it('asks the desk once nothing is missing', async () => {
    const host = desk();

    expect(await submit(draft([]), false)).toEqual({ is: 'submitted', queued: QUEUED });
    expect(host.calls).toHaveLength(1);
  });

  it('leads to the first missing thing instead', async () => {
    const host = desk();

    const outcome = await submit(draft([gap('/declaration/child/birth'), gap('/result')]), false);

    expect(outcome).toEqual({ is: 'gap', place: 'field:/result', count: 2 });
    expect(host.calls).toEqual([]);
  });

  it('says what is missing where nothing on the page can be pointed at', async () => {
    expect(await submit(draft([gap('/nowhere')]), false)).toEqual({ is: 'unplaced', said: 'Thiếu /nowhere' });
  });

  it('waits for files and for saving', async () => {
    const host = desk();

    expect(await submit(draft([]), true)).toEqual({ is: 'uploading' });
    expect(await submit(draft([], false), false)).toEqual({ is: 'unsaved' });
    expect(host.calls).toEqual([]);
  });
});

describe('what was submitted', () => {
  const standing = (word: Standing['word']): Standing => ({ word, tone: 'wait', said: '', note: null });

  it('waits until the gateway holds it, and is received only by the agency', () => {
    const words = ['queued', 'sending', 'delivered', 'received'] as const;
    const where = words.map((word) => whereSubmitted(standing(word), 'waiting'));

    expect(where).toEqual(['waits', 'waits', 'delivered', 'received']);
  });

  it('cannot be sent from a desk that is not enrolled', () => {
    expect(whereSubmitted(standing('queued'), 'none')).toBe('alone');
    expect(whereSubmitted(standing('delivered'), 'none')).toBe('delivered');
  });
});
