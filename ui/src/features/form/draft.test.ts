import type { FormView, JsonObject, JsonValue, Spoken } from '$lib/bridge';
import { use } from '$lib/host';
import { fake, FIRST_WORLD, type Fake } from '$lib/host/fake';
import { birthForm } from '$lib/host/fixtures';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { draft } from './draft.svelte';
import { at } from './pointer';

const NAME = '/declaration/child/name';
const PLACE = '/declaration/child/place_detail';

/** A desk with one draft; `meddle` runs before every saving and may throw. */
function desk(meddle: (round: number) => void = () => undefined, pauseMs = 20) {
  let saved = { ...birthForm(), dossier_id: crypto.randomUUID() };
  let round = 0;
  const type = (args: JsonObject): FormView => {
    round += 1;
    meddle(round);
    if (args['edition'] !== saved.edition) throw said('stale-edition', 'input');
    saved = { ...saved, form: args['form'] ?? {}, edition: saved.edition + 1 };
    return saved;
  };
  const host = fake({ ...FIRST_WORLD, pauseMs }, { 'drafts.type': type, 'drafts.open': () => saved });
  use(host);
  const change = (path: string, value: JsonValue) => {
    const form = structuredClone(saved.form) as { declaration: { child: JsonObject } };
    form.declaration.child[path.split('/').at(-1) ?? ''] = value;
    saved = { ...saved, form, edition: saved.edition + 1 };
  };
  return { host, change, first: saved, now: () => saved };
}

const said = (code: string, kind: Spoken['kind']): Spoken => ({
  kind,
  code,
  said: code,
  gaps: [],
  trace: [],
});
const saves = (host: Fake) => host.calls.filter(({ command }) => command === 'drafts.type');
const textIn = (args: JsonObject | undefined, path: string) => at(args?.['form'] ?? {}, path);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('typing', () => {
  it('is saved once it has rested for 400 ms', async () => {
    const { host, first } = desk();
    const mine = draft(first);

    mine.type(NAME, 'V');
    await vi.advanceTimersByTimeAsync(300);
    mine.type(NAME, 'Vi');
    await vi.advanceTimersByTimeAsync(399);
    expect(saves(host)).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(100);

    expect(saves(host)).toHaveLength(1);
    expect(textIn(saves(host)[0]?.args, NAME)).toBe('Vi');
    expect(mine.isUnsaved).toBe(false);
  });

  it('is saved at once when something is chosen or a field is left', async () => {
    const { host, first } = desk();
    const mine = draft(first);

    mine.choose('/result', 'online');
    await vi.advanceTimersByTimeAsync(50);
    expect(saves(host)).toHaveLength(1);

    mine.enter(PLACE, 'line');
    mine.type(PLACE, 'Thôn Pò Cại');
    mine.leave(PLACE, 'line');
    await vi.advanceTimersByTimeAsync(50);

    expect(saves(host)).toHaveLength(2);
  });

  it('waits while another saving is under way, and then only the newest goes', async () => {
    const { host, first, now } = desk(undefined, 3_000);
    const mine = draft(first);

    for (const text of ['V', 'Vi', 'Vi M']) {
      mine.type(NAME, text);
      await vi.advanceTimersByTimeAsync(500);
    }
    expect(saves(host)).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(10_000);

    expect(saves(host).map(({ args }) => textIn(args, NAME))).toEqual(['V', 'Vi M']);
    expect(at(now().form, NAME)).toBe('Vi M');
  });

  it('is never overwritten by a reply, neither newer typing nor the field with the focus', async () => {
    const { first } = desk(undefined, 1_000);
    const mine = draft(first);

    mine.enter(NAME, 'name');
    mine.type(NAME, 'vi minh');
    await vi.advanceTimersByTimeAsync(900);
    mine.type(PLACE, 'Thôn');
    await vi.advanceTimersByTimeAsync(600);

    expect(at(mine.form, NAME)).toBe('vi minh');
    expect(at(mine.form, PLACE)).toBe('Thôn');
  });

  it('says that saving is slow only after a second', async () => {
    const { first } = desk(undefined, 3_000);
    const mine = draft(first);

    mine.choose(NAME, 'A');
    await vi.advanceTimersByTimeAsync(900);
    expect(mine.isSlow).toBe(false);
    await vi.advanceTimersByTimeAsync(200);
    expect(mine.isSlow).toBe(true);
    await vi.advanceTimersByTimeAsync(3_000);

    expect(mine.isSlow).toBe(false);
  });
});

describe('leaving a field', () => {
  it('gives the text its usual shape and saves it once', async () => {
    const { host, first, now } = desk();
    const mine = draft(first);

    mine.enter(NAME, 'name');
    mine.type(NAME, 'vi minh khôi');
    mine.leave(NAME, 'name');
    await vi.advanceTimersByTimeAsync(1_000);

    expect(at(now().form, NAME)).toBe('Vi Minh Khôi');
    expect(saves(host)).toHaveLength(1);
  });

  it('leaves the text alone when the field was entered again meanwhile', async () => {
    const { first, now } = desk(undefined, 200);
    const mine = draft(first);

    mine.enter(NAME, 'name');
    mine.type(NAME, 'vi minh khôi');
    mine.leave(NAME, 'name');
    mine.enter(NAME, 'name');
    mine.type(NAME, 'vi minh khôi a');
    await vi.advanceTimersByTimeAsync(2_000);

    expect(at(now().form, NAME)).toBe('vi minh khôi a');
  });

  it('saves the text as it is when it cannot be mended', async () => {
    const { host, first, now } = desk();
    const lame = fake(
      { ...FIRST_WORLD, pauseMs: 0, fails: ['fields.mend'] },
      { 'drafts.type': (args) => ({ ...first, form: args['form'] ?? {} }) },
    );
    use(lame);
    const mine = draft(first);

    mine.enter(NAME, 'name');
    mine.type(NAME, 'vi minh khôi');
    mine.leave(NAME, 'name');
    await vi.advanceTimersByTimeAsync(1_000);

    expect(textIn(saves(lame)[0]?.args, NAME)).toBe('vi minh khôi');
    expect([saves(host).length, now()]).toEqual([0, first]);
  });

  it('saves nothing when nothing was typed', async () => {
    const { host, first } = desk();
    const mine = draft(first);

    mine.enter(NAME, 'name');
    mine.leave(NAME, 'name');
    await vi.advanceTimersByTimeAsync(1_000);

    expect(host.calls).toEqual([]);
  });
});

describe('a dossier that somebody else has saved', () => {
  it('takes theirs, keeps what was typed here, and says so', async () => {
    const { first, change, now } = desk();
    const mine = draft(first);
    change(PLACE, 'Thôn Bản Mới');

    mine.type(NAME, 'Vi Minh Khôi A');
    await vi.advanceTimersByTimeAsync(1_000);

    expect(mine.isMerged).toBe(true);
    expect(mine.error).toBeNull();
    expect([at(now().form, NAME), at(now().form, PLACE)]).toEqual(['Vi Minh Khôi A', 'Thôn Bản Mới']);
    mine.forgetMerge();
    expect(mine.isMerged).toBe(false);
  });

  it('says nothing of a merge when only the answer to its own saving was lost', async () => {
    const lost = desk();
    const first = lost.first;
    let isLost = false;
    const answer = async (args: JsonObject) => lost.host.call('drafts.type', args, 'vi');
    const host = {
      ...lost.host,
      call: async (command: string, args: JsonObject) => {
        if (command !== 'drafts.type' || isLost) return lost.host.call(command, args, 'vi');
        isLost = true;
        await answer(args);
        throw said('host-gone', 'internal');
      },
    };
    use(host);
    const mine = draft(first);

    mine.type(NAME, 'A');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(mine.error?.code).toBe('host-gone');
    await vi.advanceTimersByTimeAsync(5_000);

    expect([mine.error, mine.isMerged, mine.isUnsaved]).toEqual([null, false, false]);
  });

  it('stops after some rounds when another window saves every time', async () => {
    const other = desk((round) => other.change(PLACE, `lần ${round}`));
    const mine = draft(other.first);

    mine.type(NAME, 'A');
    await vi.advanceTimersByTimeAsync(1_500);

    expect(mine.error?.code).toBe('stale-edition');
    expect(at(mine.form, NAME)).toBe('A');
  });
});

describe('a desk that does not take it', () => {
  it('keeps what was typed and tries again by itself, less and less often', async () => {
    let isBroken = true;
    const { host, first, now } = desk(() => {
      if (isBroken) throw said('store-io', 'internal');
    });
    const mine = draft(first);

    mine.type(NAME, 'A');
    await vi.advanceTimersByTimeAsync(1_000);
    expect([mine.error?.code, mine.isUnsaved, at(mine.form, NAME)]).toEqual(['store-io', true, 'A']);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(saves(host)).toHaveLength(2);
    isBroken = false;
    await vi.advanceTimersByTimeAsync(6_000);

    expect([mine.error, at(now().form, NAME)]).toEqual([null, 'A']);
  });

  it('tries what the desk itself refuses only when more is typed', async () => {
    const { host, first } = desk((round) => {
      if (round === 1) throw said('form-too-large', 'input');
    });
    const mine = draft(first);

    mine.type(NAME, 'A');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(saves(host)).toHaveLength(1);
    mine.type(NAME, 'B');
    await vi.advanceTimersByTimeAsync(1_000);

    expect([mine.error, saves(host).length]).toEqual([null, 2]);
  });

  it('does not settle', async () => {
    const { first } = desk(() => {
      throw said('store-io', 'internal');
    });
    const mine = draft(first);

    mine.type(NAME, 'A');
    const settled = mine.settle();
    await vi.advanceTimersByTimeAsync(500);

    expect(await settled).toBe(false);
  });
});

describe('settling', () => {
  it('waits for the mending and the saving', async () => {
    const { first, now } = desk(undefined, 300);
    const mine = draft(first);
    mine.enter(NAME, 'name');
    mine.type(NAME, 'vi minh khôi');
    mine.leave(NAME, 'name');

    const settled = mine.settle();
    await vi.advanceTimersByTimeAsync(2_000);

    expect(await settled).toBe(true);
    expect(at(now().form, NAME)).toBe('Vi Minh Khôi');
  });

  it('mends the field that still has the focus, too', async () => {
    const { first, now } = desk();
    const mine = draft(first);
    mine.enter(NAME, 'name');
    mine.type(NAME, 'vi minh khôi');

    const settled = mine.settle();
    await vi.advanceTimersByTimeAsync(2_000);

    expect(await settled).toBe(true);
    expect(at(now().form, NAME)).toBe('Vi Minh Khôi');
  });

  it('asks for the papers only after the saving that is under way', async () => {
    const { host, first } = desk(undefined, 300);
    const mine = draft(first);

    mine.choose(NAME, 'A');
    const looked = mine.look();
    await vi.advanceTimersByTimeAsync(2_000);
    await looked;

    expect(host.calls.map(({ command }) => command)).toEqual(['drafts.type', 'drafts.open']);
  });
});

describe('a group that is put there and taken away', () => {
  it('comes back with what was in it', async () => {
    const { first, now } = desk();
    const mine = draft(first);

    mine.toggle(['/behalf'], true);
    mine.type('/behalf/name', 'Hoàng Thị Mỷ');
    mine.toggle(['/behalf'], false);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(at(now().form, '/behalf')).toBeUndefined();
    mine.toggle(['/behalf'], true);
    await vi.advanceTimersByTimeAsync(1_000);

    expect(at(now().form, '/behalf/name')).toBe('Hoàng Thị Mỷ');
  });

  it('brings back nothing of one person to another whose row moved up', async () => {
    const { first, now } = desk();
    const mine = draft(first);
    const [people, address] = ['/declaration/members', '/declaration/members/0/address'];

    mine.choose(people, [{ name: 'A', address: { detail: 'Bản Chu' } }, { name: 'B' }]);
    mine.toggle([address], false);
    mine.choose(people, [{ name: 'B' }]);
    mine.toggle([address], true);
    await vi.advanceTimersByTimeAsync(1_000);

    expect(at(now().form, people)).toEqual([{ name: 'B', address: {} }]);
  });
});
