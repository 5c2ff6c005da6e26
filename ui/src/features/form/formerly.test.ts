/** Choosing a commune by a name that it had. */
import type { Unit } from '$lib/bridge';
import { use } from '$lib/host';
import { fake, FIRST_WORLD } from '$lib/host/fake';
import * as fixtures from '$lib/host/fixtures';
import { setLanguage } from '$lib/words';
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { at } from './pointer';
import Screen from './Screen.svelte';

const PATH = '/submitter/address/commune';

const WHOLE: Unit = {
  code: '06577',
  name: 'xã Thống Nhất',
  place: 'tỉnh Lạng Sơn',
  formerly: 'trước 01/07/2025: Xã Cũ, Huyện Lộc Bình, Tỉnh Lạng Sơn',
  must_ask: false,
};
const PART: Unit = {
  ...WHOLE,
  formerly: 'trước 01/07/2025: Xã Chia; có thể chỉ một phần về đây, hãy hỏi người dân',
  must_ask: true,
};

class Still {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

beforeEach(() => {
  vi.stubGlobal('ResizeObserver', Still);
  setLanguage('vi');
});

/** The field of the commune, and what is kept of it. */
async function typing(text: string, found: Unit[]) {
  const form = fixtures.birthForm();
  let saved = { ...form, form: { submitter: { address: {} } } as typeof form.form };
  const page = fixtures.dossierPage(fixtures.rows(1), fixtures.DOSSIER);
  const draft = { edition: form.edition, saved_at: form.saved_at, is_discarded: false, form: {} };
  const desk = fake(
    { ...FIRST_WORLD, pauseMs: 0 },
    {
      'dossiers.open': () => ({ ...page, shown: { ...page.shown, draft } }),
      'drafts.open': () => saved,
      'drafts.type': ({ form }) => (saved = { ...saved, form: form ?? {}, edition: saved.edition + 1 }),
      'units.find': () => found,
    },
  );
  use(desk);
  render(Screen, { dossier: fixtures.DOSSIER });
  const user = userEvent.setup();
  const box = (await screen.findAllByRole('combobox', { name: /Xã, phường, đặc khu/ }))[0] as HTMLElement;
  await user.clear(box);
  await user.type(box, text);
  const row = await screen.findByRole('option', { name: /xã Thống Nhất/ });
  return { user, row, box, kept: () => at(saved.form, PATH) };
}

describe('a commune', () => {
  it('is found by an old name, says so, and is taken with Enter', async () => {
    const { user, row, kept } = await typing('xã cũ', [WHOLE]);

    expect(row).toHaveTextContent('trước 01/07/2025: Xã Cũ, Huyện Lộc Bình');
    expect(row).toHaveAttribute('aria-selected', 'true');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(kept()).toBe('06577'));
  });

  it('is not taken with Enter where the old one was divided, until it was chosen', async () => {
    const { user, row, box, kept } = await typing('xã chia', [PART]);

    expect(row).toHaveTextContent('hãy hỏi người dân');
    expect(row).toHaveAttribute('aria-selected', 'false');
    await user.keyboard('{Enter}');
    expect(box).toHaveValue('xã chia');
    expect(kept()).not.toBe('06577');
    await user.keyboard('{ArrowDown}');
    expect(screen.getByRole('option', { name: /xã Thống Nhất/ })).toHaveAttribute('aria-selected', 'true');
  });
});
