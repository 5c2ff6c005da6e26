import type { JsonObject } from '$lib/bridge';
import { use } from '$lib/host';
import { fake, FIRST_WORLD } from '$lib/host/fake';
import * as fixtures from '$lib/host/fixtures';
import { hear } from '$lib/keys';
import { setLanguage } from '$lib/words';
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import Submitted from './Submitted.svelte';

const ROWS = fixtures.rows(16);
const WAITING = ROWS.find(({ standing }) => standing.word === 'queued')?.dossier_id ?? '';

function shown(answers: Record<string, (args: JsonObject) => unknown> = {}) {
  const desk = fake({ ...FIRST_WORLD, rows: 16, pauseMs: 0 }, answers);
  use(desk);
  render(Submitted, { queued: { ...fixtures.QUEUED, dossier_id: WAITING }, view: fixtures.birthForm() });
  const asked = (command: string) => desk.calls.filter((call) => call.command === command);
  return { asked, user: userEvent.setup() };
}

const print = () => screen.findByRole('button', { name: /^In giấy tiếp nhận/ });

vi.setConfig({ testTimeout: 30_000 });

beforeEach(() => {
  setLanguage('vi');
  window.addEventListener('keydown', hear);
});
afterEach(() => window.removeEventListener('keydown', hear));

describe('after submitting', () => {
  it('prints with Enter, comes back with Escape, and then offers the next dossier', async () => {
    const { asked, user } = shown();
    const button = await print();
    await waitFor(() => expect(button).toHaveFocus());

    await user.keyboard('{Enter}');
    const viewer = await screen.findByRole('dialog');
    expect(asked('papers.print')[0]?.args).toEqual({ dossier: WAITING, form: 'receipt', by: 'page' });
    await waitFor(() => expect(viewer.querySelector('.to-print button')).toHaveFocus());
    await user.keyboard('{Escape}');

    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(button).toHaveFocus());
    expect(button).toHaveAccessibleName(/^In lại/);
    expect(screen.getByText(/^Đã in lúc/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: /Hồ sơ mới/ })).toHaveClass('primary');
  });

  it('prints with Ctrl+P, and never the page itself', async () => {
    const { asked } = shown();
    await print();

    const press = () => fireEvent.keyDown(window, { key: 'p', code: 'KeyP', ctrlKey: true });
    const first = await press();
    await screen.findByRole('dialog');
    const second = await press();

    expect([first, second], 'left to the browser').toEqual([false, false]);
    expect(asked('papers.print')).toHaveLength(1);
  });

  it('shows the code where there is no printer, and records that it was given', async () => {
    const { asked, user } = shown();

    await user.click(await screen.findByRole('button', { name: 'Không có máy in: cho xem mã' }));
    expect(await screen.findByRole('dialog')).toHaveTextContent('LS07-261121-');
    await user.click(screen.getByRole('button', { name: 'Đã đưa mã cho người dân' }));

    expect(await screen.findByText(/^Đã đưa mã cho người dân lúc/)).toBeInTheDocument();
    expect(asked('papers.code_given')[0]?.args).toEqual({ dossier: WAITING });
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByRole('link', { name: /Hồ sơ mới/ })).toHaveClass('primary');
  });

  it('says why nothing comes out, and stays ready to try again', async () => {
    const said = 'Ổ đĩa đã đầy.';
    const { user } = shown({
      'papers.print': () => {
        throw { kind: 'internal', code: 'disk-full', said, gaps: [], trace: [] };
      },
    });

    await user.click(await print());

    expect(await screen.findByText(said)).toBeInTheDocument();
    expect(await print()).toHaveFocus();
  });

  it('leads to the settings while the letterhead names no agency', async () => {
    shown();

    expect(await screen.findByRole('link', { name: 'Ghi trong Cài đặt' })).toHaveAttribute(
      'href',
      '#/settings/paper',
    );
  });
});
