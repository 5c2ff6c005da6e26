import { use } from '$lib/host';
import { fake, FIRST_WORLD } from '$lib/host/fake';
import { failure } from '$lib/host/fixtures';
import { setLanguage } from '$lib/words';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { uploads } from './uploads.svelte';

/** jsdom's files have no bytes to give. */
function file(name: string, size = 4): File {
  const made = new File(['x'.repeat(size)], name);
  made.arrayBuffer = () => Promise.resolve(new ArrayBuffer(size));
  return made;
}
const world = { ...FIRST_WORLD, pauseMs: 0 };

beforeEach(() => setLanguage('vi'));

describe('files on their way', () => {
  it('go one after the other, with numbers', async () => {
    const host = fake({ ...world, pauseMs: 200 });
    use(host);
    const after = vi.fn();
    const mine = uploads('d', after);

    mine.add('p', 'q', [file('a.jpg', 10), file('b.jpg', 30)]);
    expect(mine.going('p')).toEqual({ name: 'a.jpg', done: 0, total: 40, left: 2 });
    expect(mine.going('other')).toBeNull();
    await vi.waitFor(() => expect(mine.going('p')).toEqual({ name: 'b.jpg', done: 10, total: 40, left: 1 }));
    await vi.waitFor(() => expect(mine.isBusy).toBe(false), { timeout: 3000 });

    expect(after).toHaveBeenCalledTimes(2);
    expect(host.calls.map(({ args }) => [args['component'], args['name']])).toEqual([
      ['q', 'a.jpg'],
      ['q', 'b.jpg'],
    ]);
  });

  it('say why one was refused, and the others go on', async () => {
    const host = fake(world, {
      'fake.attach': ({ name }) => {
        if (name === 'a.exe') throw failure('pages.attach');
      },
    });
    use(host);
    const after = vi.fn();
    const mine = uploads('d', after);

    mine.add('p', 'p', [file('a.exe'), file('b.jpg')]);
    await vi.waitFor(() => expect(mine.isBusy).toBe(false));

    expect(after).toHaveBeenCalledOnce();
    expect(mine.refused('p').map(({ name }) => name)).toEqual(['a.exe']);
    mine.forget(mine.refused('p')[0]?.id ?? -1);
    expect(mine.refused('p')).toEqual([]);
  });

  it('say that a file cannot be read, and forget it once others are added', async () => {
    use(fake(world));
    const mine = uploads('d', () => undefined);
    const gone = file('gone.jpg');
    gone.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));

    mine.add('p', 'p', [gone]);
    await vi.waitFor(() => expect(mine.refused('p')).toHaveLength(1));
    expect(mine.refused('p')[0]?.said).toMatch(/không đọc được/);
    mine.add('p', 'p', [file('b.jpg')]);

    expect(mine.refused('p')).toEqual([]);
  });

  it('are none when nobody chose', () => {
    use(fake(world));
    const mine = uploads('d', () => undefined);

    mine.add('p', 'p', []);

    expect(mine.isBusy).toBe(false);
  });
});
