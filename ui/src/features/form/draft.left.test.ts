import type { Spoken } from '$lib/bridge';
import { use } from '$lib/host';
import { fake, FIRST_WORLD } from '$lib/host/fake';
import { birthForm } from '$lib/host/fixtures';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { draft } from './draft.svelte';
import { at } from './pointer';

const NAME = '/declaration/child/name';
const PLACE = '/declaration/child/place_detail';
const BROKEN: Spoken = { kind: 'internal', code: 'store-io', said: 'store-io', gaps: [], trace: [] };

/** A desk with one draft; `meddle` runs before every saving and may throw. */
function desk(meddle: () => void = () => undefined, pauseMs = 20) {
  let saved = { ...birthForm(), dossier_id: crypto.randomUUID() };
  const answers = {
    'drafts.open': () => saved,
    'drafts.type': ({ form }: { form?: typeof saved.form }) => {
      meddle();
      return (saved = { ...saved, form: form ?? {}, edition: saved.edition + 1 });
    },
  };
  use(fake({ ...FIRST_WORLD, pauseMs }, answers));
  return { first: saved, now: () => saved };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('leaving the form', () => {
  it('saves what is left', async () => {
    const { first, now } = desk();
    const mine = draft(first);

    mine.type(NAME, 'A');
    const closed = mine.close();
    await vi.advanceTimersByTimeAsync(100);
    await closed;

    expect(at(now().form, NAME)).toBe('A');
  });

  it('keeps what the desk did not take for the next visit', async () => {
    let isBroken = true;
    const { first, now } = desk(() => {
      if (isBroken) throw BROKEN;
    });
    const mine = draft(first);
    mine.type(NAME, 'A');
    const closed = mine.close();
    await vi.advanceTimersByTimeAsync(100);
    await closed;
    isBroken = false;

    const again = draft(now());
    expect(at(again.form, NAME)).toBe('A');
    await vi.advanceTimersByTimeAsync(100);

    expect(at(now().form, NAME)).toBe('A');
  });
});

describe('a form that is open again before the older visit could save', () => {
  it('goes on with what that one had, under what was typed since', async () => {
    let isBroken = true;
    const { first, now } = desk(() => {
      if (isBroken) throw BROKEN;
    }, 1_000);
    const mine = draft(first);
    mine.type(NAME, 'A');
    mine.type(PLACE, 'Thôn A');
    const closed = mine.close();

    const again = draft(first);
    again.type(NAME, 'B');
    await vi.advanceTimersByTimeAsync(1_200);
    await closed;
    isBroken = false;
    await vi.advanceTimersByTimeAsync(10_000);

    expect([at(now().form, NAME), at(now().form, PLACE)]).toEqual(['B', 'Thôn A']);
    const third = draft(now());
    expect(third.isUnsaved).toBe(false);
  });
});
