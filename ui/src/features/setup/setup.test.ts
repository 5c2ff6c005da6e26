import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { HostStatus, Spoken } from '$lib/bridge';
import { use } from '$lib/host';
import { fake, FIRST_WORLD, type Fake } from '$lib/host/fake';
import { emptyIn, fieldOf, firstRun } from './first.svelte';
import Screen from './Screen.svelte';
import { concernOf, inOrder, isKept } from './unlock';

const refusal = (code: string, kind: Spoken['kind'] = 'input'): Spoken => ({
  kind,
  code,
  said: `Câu nói của ${code}.`,
  gaps: [],
  trace: [],
});
const NEW: HostStatus = { state: 'new', ways: [], version: '0.3.0' };

let desk: Fake;

function world(answers: Parameters<typeof fake>[1] = {}): void {
  desk = fake({ ...FIRST_WORLD, state: 'new', pauseMs: 0 }, answers);
  use(desk);
}
const called = (command: string) => desk.calls.filter((call) => call.command === command);

beforeEach(() => world());

function aRun(hold: () => void = () => undefined) {
  const run = firstRun(hold);
  Object.assign(run.wanted, { kind: 'authority', prefix: 'LS07', operator: 'La Thị Hương' });
  Object.assign(run.wanted, { first: 'cay tre lang', again: 'cay tre lang' });
  return run;
}

describe('the first run', () => {
  it('says what is missing only once somebody wants to go on', () => {
    const run = firstRun(() => undefined);

    const before = run.empty;
    run.leaveDesk();

    expect([before, run.empty, run.step]).toEqual([[], ['kind', 'prefix', 'operator'], 'desk']);
    expect(emptyIn({ ...run.wanted, kind: 'post', prefix: 'A', operator: ' ' })).toEqual(['operator']);
  });

  it('goes back to the prefix that the desk refuses, and forgets nothing', async () => {
    const run = aRun();
    run.wanted.prefix = '1X';
    run.leaveDesk();

    await run.leaveKey();

    expect([run.step, fieldOf(run.begin.error)]).toEqual(['desk', 'prefix']);
    expect(run.wanted).toMatchObject({ operator: 'La Thị Hương', first: 'cay tre lang' });
  });

  it('keeps the card while nothing changed, and says so of a new one', async () => {
    const run = aRun();
    run.leaveDesk();
    await run.leaveKey();

    run.back();
    await run.leaveKey();
    const same = [called('setup.begin').length, run.isCardReplaced];
    run.back();
    run.wanted.operator = 'Vi Minh Khôi';
    await run.leaveKey();

    expect(same).toEqual([1, false]);
    expect([called('setup.begin').length, run.isCardReplaced, run.step]).toEqual([2, true, 'card']);
  });

  it('asks for no passphrase when the keyring opens the desk', async () => {
    const run = aRun();
    Object.assign(run.wanted, { opening: 'keyring', first: 'x', again: '' });
    run.leaveDesk();

    await run.leaveKey();

    expect(called('setup.begin')[0]?.args).toHaveProperty('passphrase', null);
    expect(run.step).toBe('card');
  });

  it('lets the symbols be typed again when they were wrong', async () => {
    const run = aRun();
    run.leaveDesk();
    await run.leaveKey();

    const wrong = await run.leaveCard('ABCD');
    const meanwhile = [run.step, run.confirm.error?.code, called('setup.finish').length];
    const right = await run.leaveCard('md98');

    expect(meanwhile).toEqual(['card', 'card-not-confirmed', 0]);
    expect([wrong, right, run.step]).toEqual([false, true, 'done']);
  });

  it('holds the window before the desk opens, and lets go of every secret after', async () => {
    const hold = vi.fn(() => expect(called('setup.finish')).toEqual([]));
    const run = aRun(hold);
    run.leaveDesk();
    await run.leaveKey();

    await run.leaveCard('MD98');

    expect(hold).toHaveBeenCalledOnce();
    expect([run.wanted.first, run.wanted.again, run.card]).toEqual(['', '', undefined]);
    expect(run.opened?.state).toBe('open');
  });

  it('says that the card is void when the desk could not be written', async () => {
    world({
      'setup.finish': () => {
        throw refusal('disk-full', 'internal');
      },
    });
    const run = aRun();
    run.leaveDesk();
    await run.leaveKey();

    await run.leaveCard('MD98');
    const torn = [run.step, run.isCardVoid, run.tornBy?.code, run.card];
    await run.leaveKey();

    expect(torn).toEqual(['key', true, 'disk-full', undefined]);
    expect([run.step, run.isCardVoid, run.isCardReplaced]).toEqual(['card', false, true]);
  });
});

describe('the screen of the first run', () => {
  it('leads to an open desk, Enter by Enter', async () => {
    const onstatus = vi.fn();
    render(Screen, { status: NEW, onstatus });
    const user = userEvent.setup();

    await user.click(screen.getByRole('radio', { name: /cấp xã/ }));
    await user.keyboard('{Enter}ls07{Enter}Quay so 2{Enter}La Thi Huong{Enter}');
    await user.type(await screen.findByLabelText(/^Đặt mật khẩu/), 'cay tre lang{Enter}');
    await user.keyboard('cay tre lang{Enter}');
    await user.click(await screen.findByRole('button', { name: /Đã cất thẻ/ }));
    await user.type(await screen.findByLabelText('Nhóm 1, ký tự thứ 3'), 'm');
    await user.keyboard('d98{Enter}');
    await user.click(await screen.findByRole('button', { name: /Để sau/ }));

    expect(called('setup.begin')[0]?.args).toMatchObject({ prefix: 'LS07', operator: 'La Thi Huong' });
    expect(onstatus).toHaveBeenCalledWith(expect.objectContaining({ state: 'open' }));
  });

  it('says that the last try is void when somebody began before', () => {
    render(Screen, { status: { ...NEW, state: 'setting_up' }, onstatus: vi.fn() });

    expect(screen.getByText(/Lần thiết lập trước chưa xong/)).toBeInTheDocument();
  });
});

describe('unlocking', () => {
  const LOCKED: HostStatus = { state: 'locked', ways: ['recovery', 'passphrase'], version: '0.3.0' };

  it('offers the everyday way first', () => {
    expect(inOrder(['recovery', 'keyring'])).toEqual(['keyring', 'recovery']);
  });

  it('tells what a refusal is about', () => {
    const codes = ['wrong-passphrase', 'recovery-check', 'operator-not-named', 'folder-held'];

    expect(codes.map((code) => concernOf(refusal(code)))).toEqual(['secret', 'secret', 'operator', 'other']);
    expect(codes.map((code) => isKept(refusal(code)))).toEqual([false, true, true, true]);
  });

  it('empties a wrong passphrase and says it beside the field', async () => {
    const onstatus = vi.fn();
    render(Screen, { status: LOCKED, onstatus });
    const field = screen.getByLabelText(/^Mật khẩu mở quầy/);

    await userEvent.type(field, 'sai{Enter}');

    expect(await screen.findByText(/Mật khẩu chưa đúng/)).toBeInTheDocument();
    expect(field).toHaveValue('');
    expect(field).toHaveFocus();
    expect(onstatus).not.toHaveBeenCalled();
  });

  it('asks who works at the desk when there are several, and keeps the passphrase', async () => {
    const onstatus = vi.fn();
    world({
      'host.unlock': ({ operator }) => {
        if (!operator) throw refusal('operator-not-named', 'usage');
        return { ...LOCKED, state: 'open' };
      },
    });
    render(Screen, { status: LOCKED, onstatus });

    await userEvent.type(screen.getByLabelText(/^Mật khẩu mở quầy/), 'cay tre lang{Enter}');
    await userEvent.type(await screen.findByLabelText(/^Họ và tên/), 'La Thị Hương{Enter}');

    expect(called('host.unlock')[1]?.args).toEqual({
      way: 'passphrase',
      secret: 'cay tre lang',
      operator: 'La Thị Hương',
    });
    expect(onstatus).toHaveBeenCalledOnce();
  });

  it('says who holds the folder and can be tried again', async () => {
    let tries = 0;
    world({
      'host.unlock': () => {
        tries += 1;
        if (tries === 1) throw refusal('folder-held', 'held');
        return { ...LOCKED, state: 'open' };
      },
    });
    const onstatus = vi.fn();
    render(Screen, { status: LOCKED, onstatus });

    await userEvent.type(screen.getByLabelText(/^Mật khẩu mở quầy/), 'cay tre lang{Enter}');
    await userEvent.click(await screen.findByRole('button', { name: 'Thử lại' }));

    expect(onstatus).toHaveBeenCalledOnce();
  });
});
