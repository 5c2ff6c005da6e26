import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Changed, Spoken } from '$lib/bridge';
import { serve, takeToken } from './serve';
import { changedFrom, EVERYTHING } from './spoken';

const answer = (status: number, body: string) => Promise.resolve(new Response(body, { status }));

function hosted(status: number, body: string) {
  const fetch = vi.fn((_path: string, _init: RequestInit) => answer(status, body));
  vi.stubGlobal('fetch', fetch);
  return { desk: serve('k+y/'), fetch };
}

async function thrown(promise: Promise<unknown>): Promise<Spoken> {
  return promise.then(
    () => Promise.reject(new Error('nothing was thrown')),
    (failure: unknown) => failure as Spoken,
  );
}

beforeEach(() => {
  sessionStorage.clear();
  history.replaceState(null, '', '/');
});
afterEach(() => vi.unstubAllGlobals());

describe('takeToken', () => {
  it('takes the token out of the address and finds it again after a reload', () => {
    history.replaceState(null, '', '/#token=a%2Bb');

    const first = takeToken(location, history, sessionStorage);
    const again = takeToken(location, history, sessionStorage);

    expect([first, again, location.hash]).toEqual(['a+b', 'a+b', '']);
  });
});

describe('call', () => {
  it('sends command, arguments and language, with the token beside them', async () => {
    const { desk, fetch } = hosted(200, '{"total":0}');

    const found = await desk.call('dossiers.find', { query: 'Vi' }, 'vi');

    const [path, init] = fetch.mock.calls[0] ?? [];
    expect(found).toEqual({ total: 0 });
    expect(path).toBe('/call');
    expect(init?.headers).toMatchObject({ 'x-nopho-token': 'k+y/' });
    expect(JSON.parse(String(init?.body))).toEqual({
      command: 'dossiers.find',
      args: { query: 'Vi' },
      language: 'vi',
    });
  });

  it('sees what was typed last through when the page goes, as far as a browser lets it', async () => {
    const { desk, fetch } = hosted(200, '{}');

    await desk.call('drafts.type', { form: { name: 'Vi' } }, 'vi');
    await desk.call('drafts.type', { form: { name: 'ử'.repeat(25_000) } }, 'vi');
    await desk.call('dossiers.find', { query: 'Vi' }, 'vi');

    expect(fetch.mock.calls.map(([, init]) => init.keepalive)).toEqual([true, false, false]);
  });

  it('throws what the desk says', async () => {
    const said = { kind: 'input', code: 'stale-edition', said: 'Có bản mới hơn.' };
    const { desk } = hosted(409, JSON.stringify(said));

    expect(await thrown(desk.call('drafts.type', {}, 'vi'))).toEqual({ ...said, gaps: [], trace: [] });
  });

  it('says that the program is gone where nobody answers', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));

    expect(await thrown(serve('x').call('road.show', {}, 'vi'))).toMatchObject({ code: 'host-gone' });
  });

  it('says that the window is a stranger where the token is refused without a word', async () => {
    const { desk } = hosted(401, '');

    expect(await thrown(desk.call('road.show', {}, 'vi'))).toMatchObject({ code: 'host-stranger' });
  });
});

describe('attach', () => {
  it('sends the bytes as they are and names the paper in the address', async () => {
    const { desk, fetch } = hosted(200, '{"page_id":"p"}');
    const bytes = new Uint8Array([1, 2, 3]);

    await desk.attach({ dossier: 'd', component: 'c', name: 'giấy & tờ.pdf', bytes, language: 'vi' });

    const [path, init] = fetch.mock.calls[0] ?? [];
    const address = new URL(String(path), 'http://127.0.0.1');
    expect(Object.fromEntries(address.searchParams)).toEqual({
      dossier: 'd',
      component: 'c',
      name: 'giấy & tờ.pdf',
      language: 'vi',
    });
    expect(init?.body).toEqual(bytes);
  });
});

describe('assetUrl', () => {
  it('carries the token, escaped', () => {
    expect(serve('k+y/').assetUrl('pages/d/p')).toBe('/asset/pages/d/p?t=k%2By%2F');
  });
});

describe('onChanged', () => {
  it('tells what it hears, and everything once the line is back', () => {
    const source: Partial<EventSource> & { closed?: boolean } = { close: () => (source.closed = true) };
    vi.stubGlobal('EventSource', function () {
      return source;
    });
    const heard: Changed[] = [];
    const stop = serve('x').onChanged((changed) => heard.push(changed));
    const target = source as EventSource;

    target.onopen?.(new Event('open'));
    target.onmessage?.(new MessageEvent('message', { data: '{"topic":"road","dossier_id":null}' }));
    target.onmessage?.(new MessageEvent('message', { data: 'no JSON' }));
    target.onopen?.(new Event('open'));
    stop();

    expect(heard).toEqual([{ topic: 'road', dossier_id: null }, ...EVERYTHING]);
    expect(source.closed).toBe(true);
  });

  it('opens one line however many listen, for a browser allows only six', () => {
    const sources: { close: () => void; onmessage?: (message: MessageEvent<string>) => void }[] = [];
    const close = vi.fn();
    vi.stubGlobal('EventSource', function () {
      sources.push({ close });
      return sources.at(-1);
    });
    const desk = serve('x');
    const heard: string[] = [];
    const stops = ['a', 'b'].map((name) => desk.onChanged(() => heard.push(name)));

    sources[0]?.onmessage?.(new MessageEvent('message', { data: '{"topic":"road","dossier_id":null}' }));
    stops[0]?.();
    const meanwhile = close.mock.calls.length;
    stops[1]?.();

    expect([sources.length, heard, meanwhile]).toEqual([1, ['a', 'b'], 0]);
    expect(close).toHaveBeenCalledOnce();
  });

  it('knows a change from anything else', () => {
    expect([null, 3, {}, { topic: 'weather' }].map(changedFrom)).toEqual([null, null, null, null]);
  });
});
