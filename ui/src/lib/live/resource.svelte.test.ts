import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Spoken } from '$lib/bridge';
import { use } from '$lib/host';
import { fake, FIRST_WORLD, type Fake } from '$lib/host/fake';
import { setLanguage } from '$lib/words';
import { deed } from './deed.svelte';
import { paged } from './paged.svelte';
import { resource } from './resource.svelte';

const NEWS = { topic: 'dossiers', dossier_id: null } as const;
const LOCKED: Spoken = { kind: 'locked', code: 'desk-closed', said: 'Quầy đang khóa.', gaps: [], trace: [] };

let desk: Fake;
const stops: (() => void)[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  desk = fake({ ...FIRST_WORLD, pauseMs: 0 });
  use(desk);
});
afterEach(() => {
  stops.splice(0).forEach((stop) => stop());
  vi.useRealTimers();
});

/** Sets something up as a component does. */
function standing<T>(set: () => T): T {
  let made: T | undefined;
  stops.push($effect.root(() => void (made = set())));
  flushSync();
  return made as T;
}

const pass = (ms = 1000) => vi.advanceTimersByTimeAsync(ms);

describe('resource', () => {
  it('fetches once and again after news of its topic only', async () => {
    let fetched = 0;
    const shown = standing(() => resource(() => Promise.resolve(++fetched), { on: ['dossiers'] }));
    await pass();
    const first = shown.value;

    desk.tell({ topic: 'road', dossier_id: null });
    await pass();
    const afterOther = shown.value;
    desk.tell(NEWS);
    await pass();

    expect([first, afterOther, shown.value]).toEqual([1, 1, 2]);
  });

  it('fetches once for a storm of news', async () => {
    const fetch = vi.fn(() => Promise.resolve(1));
    standing(() => resource(fetch, { on: ['dossiers'] }));
    await pass();

    for (let at = 0; at < 50; at += 1) desk.tell(NEWS);
    await pass();

    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it('keeps the last value while it is fetched again, and beside an error', async () => {
    let answer: () => Promise<string> = () => Promise.resolve('cũ');
    const shown = standing(() => resource(() => answer()));
    await pass();

    answer = () => Promise.reject(LOCKED);
    shown.refetch();
    const meanwhile = [shown.value, shown.isLoading];
    await pass();

    expect(meanwhile).toEqual(['cũ', true]);
    expect([shown.value, shown.error?.code, shown.isLoading]).toEqual(['cũ', 'desk-closed', false]);
  });

  it('forgets a late answer to what is no longer asked', async () => {
    let wanted = $state('chậm');
    const wait = (ms: number, said: string) =>
      new Promise<string>((done) => setTimeout(() => done(said), ms));
    const shown = standing(() => resource(() => (wanted === 'chậm' ? wait(900, 'chậm') : wait(10, 'nhanh'))));

    wanted = 'nhanh';
    flushSync();
    await pass(2000);

    expect(shown.value).toBe('nhanh');
  });

  it('asks again in the other language', async () => {
    const fetch = vi.fn(() => Promise.resolve(1));
    standing(() => resource(fetch));
    await pass();

    setLanguage('en');
    flushSync();
    setLanguage('vi');
    flushSync();

    expect(fetch).toHaveBeenCalledTimes(3);
  });

  it('says that the program is gone when what is thrown is no sentence', async () => {
    const shown = standing(() => resource(() => Promise.reject(new TypeError('Failed to fetch'))));
    await pass();

    expect(shown.error?.code).toBe('host-gone');
    expect(shown.error?.said).toContain('vẫn còn nguyên');
  });
});

describe('deed', () => {
  it('runs once when an effect starts it', async () => {
    const act = vi.fn(() => Promise.resolve());
    standing(() => {
      const begun = deed(act);
      $effect(() => void begun.run());
    });

    await pass();

    expect(act).toHaveBeenCalledOnce();
  });

  it('runs one at a time and keeps what went wrong', async () => {
    const act = vi.fn(() => Promise.reject(LOCKED));
    const begun = deed(act);

    void begun.run();
    void begun.run();
    await pass();

    expect(act).toHaveBeenCalledOnce();
    expect([begun.isRunning, begun.error?.code]).toEqual([false, 'desk-closed']);
  });
});

describe('paged', () => {
  const many = (offset: number, limit: number) =>
    Promise.resolve({ total: 5000, rows: Array.from({ length: limit }, (_, index) => offset + index) });

  it('fetches only the pages that are in sight', async () => {
    const fetch = vi.fn(many);
    const list = standing(() => paged(fetch));
    await pass();

    list.sight(2495, 2510);
    await pass();

    expect(fetch.mock.calls.map(([offset]) => offset)).toEqual([0, 2400, 2500]);
    expect([list.total, list.at(2501), list.at(4000)]).toEqual([5000, 2501, undefined]);
  });

  it('keeps its rows while news have it fetch again', async () => {
    const list = standing(() => paged(many, { on: ['dossiers'] }));
    await pass();

    desk.tell(NEWS);
    const meanwhile = list.at(3);
    await pass();

    expect([meanwhile, list.at(3)]).toEqual([3, 3]);
  });

  it('starts over when what it asks for changes', async () => {
    let query = $state('a');
    const fetch = vi.fn((_: number, __: number) => Promise.resolve({ total: 1, rows: [query] }));
    const list = standing(() => paged((offset, limit) => fetch(offset, query.length > 0 ? limit : 0)));
    await pass();

    query = 'b';
    flushSync();
    await pass();

    expect(list.at(0)).toBe('b');
  });
});
