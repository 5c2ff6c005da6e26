import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { use } from '$lib/host';
import { fake, FIRST_WORLD, type Fake } from '$lib/host/fake';
import { EXAMINED, GATEWAY, PROBED } from '$lib/host/fixtures';
import { setKeys } from '$lib/keys';
import CardSection from './CardSection.svelte';
import { clockSaid, findings, isOlder, probeFound, takesSaid } from './findings';
import KeysSection from './KeysSection.svelte';
import { choice, first, isChanged } from './keys';

let desk: Fake;

beforeEach(() => {
  desk = fake({ ...FIRST_WORLD, pauseMs: 0 });
  use(desk);
});
afterEach(() => setKeys({}));

describe('what was found', () => {
  it('names first what needs a person', () => {
    const found = findings(EXAMINED);

    expect(found.map(({ tone }) => tone).slice(0, 3)).toEqual(['bad', 'ask', 'well']);
    expect(found[0]?.said).toContain('LS07-261119-8HTQ2M-5');
  });

  it('is all well when nothing is damaged', () => {
    const whole = findings({ ...EXAMINED, files_damaged: [], recovery_confirmed: true });

    expect(whole.some(({ tone }) => tone === 'bad' || tone === 'ask')).toBe(false);
  });

  it('asks to close the program that holds a paper that was printed', () => {
    const held = findings({ ...EXAMINED, papers_left: 2 });

    expect(held.find(({ said }) => said.includes('2 giấy in'))?.tone).toBe('ask');
  });

  it('tells a journal that is broken from one that cannot be read', () => {
    const bad = (journal: typeof EXAMINED.journal) =>
      findings({ ...EXAMINED, files_damaged: [], journal }).find(({ tone }) => tone === 'bad')?.said;

    expect(bad(null)).toContain('Không đọc được');
    expect(bad({ entries: 9, broken_at: 7, head: '' })).toContain('dòng 7');
  });

  it('says how far the clock is off, and to which side', () => {
    expect(clockSaid(null)).toBeNull();
    expect(clockSaid(12 * 60_000)).toContain('chậm 12 phút');
    expect(clockSaid(-5 * 3_600_000)).toContain('nhanh khoảng 5 giờ');
    expect(clockSaid(-3 * 86_400_000)).toContain('khoảng 3 ngày');
  });

  it('warns of a certificate out of its dates and of a program that is too old', () => {
    const tones = (probed: typeof PROBED, version: string) =>
      probeFound(probed, version).map(({ tone }) => tone);

    expect(tones(PROBED, '0.3.0')).toEqual(['well']);
    expect(tones({ ...PROBED, certificate: 'out_of_dates' }, '0.1.9')).toEqual(['well', 'ask', 'ask']);
  });

  it('compares versions by their numbers', () => {
    expect(isOlder('0.9.0', '0.10.0')).toBe(true);
    expect(isOlder('1.0.0', '0.10.0')).toBe(false);
    expect(isOlder('0.3.0', '0.3.0')).toBe(false);
  });

  it('says what a gateway takes once that is known', () => {
    expect(takesSaid({ ...GATEWAY, takes: null })).toBeNull();
    expect(takesSaid(GATEWAY)).toContain('PDF, JPEG, PNG');
    const media = ['application/json', 'application/pdf'];
    const takes = GATEWAY.takes && { ...GATEWAY.takes, media };
    expect(takesSaid({ ...GATEWAY, takes })).toMatch(/^PDF;/);
  });
});

describe('choosing a key', () => {
  it('waits while only Ctrl is down and leaves with Escape and Tab', () => {
    expect(choice('new', null, {})).toEqual({ is: 'awaited' });
    expect(choice('new', 'Escape', {})).toEqual({ is: 'left', letThrough: false });
    expect(choice('new', 'Shift+Tab', {})).toEqual({ is: 'left', letThrough: true });
  });

  it('names the action that has the key already', () => {
    const refused = choice('new', 'F9', {});

    expect(refused.is === 'refused' && refused.said).toContain('Gửi ngay');
  });

  it('refuses keys of the machine and bare letters', () => {
    const said = ['Ctrl+W', 'K'].map((key) => choice('new', key, {}));

    expect(said.map(({ is }) => is)).toEqual(['refused', 'refused']);
  });

  it('gives the first key back unless another action took it', () => {
    expect(first('new', { new: 'Alt+N' })).toEqual({ is: 'chosen', keys: {} });
    expect(first('new', { new: 'Alt+N', today: 'F2' }).is).toBe('refused');
    expect([isChanged('new', { new: 'Alt+N' }), isChanged('new', {})]).toEqual([true, false]);
  });

  it('is kept at the desk, and a conflict changes nothing', async () => {
    render(KeysSection);
    const row = screen.getByText('Hồ sơ mới').closest('li') as HTMLElement;

    await userEvent.click(within(row).getByRole('button', { name: /Đổi phím/ }));
    await userEvent.keyboard('{F9}');
    expect(within(row).getByRole('status')).toHaveTextContent('Gửi ngay');
    await userEvent.keyboard('{Alt>}n{/Alt}');

    await vi.waitFor(() => expect(within(row).getByText('Alt+N')).toBeInTheDocument());
    expect(desk.calls.filter(({ command }) => command === 'prefs.set')).toHaveLength(1);
    expect(within(row).getByRole('button', { name: /Về phím ban đầu/ })).toBeInTheDocument();
  });
});

describe('the recovery card', () => {
  it('is confirmed with its whole code, which leaves the field', async () => {
    const onconfirmed = vi.fn();
    render(CardSection, { isConfirmed: false, onconfirmed });
    const field = screen.getByLabelText(/^Mã trên thẻ/);

    await userEvent.type(field, 'K7M2-QX4P{Enter}');

    await vi.waitFor(() => expect(onconfirmed).toHaveBeenCalledOnce());
    expect(desk.calls.at(-1)).toEqual({ command: 'desk.confirm_card', args: { secret: 'K7M2-QX4P' } });
    expect(field).toHaveValue('');
  });
});
