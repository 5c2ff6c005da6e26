import type { Packages } from '$lib/bridge';
import { use } from '$lib/host';
import { fake, FIRST_WORLD } from '$lib/host/fake';
import { PACKAGES, UNSIGNED } from '$lib/host/fixtures';
import { setLanguage } from '$lib/words';
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import CatalogueSection from './CatalogueSection.svelte';

function shown(first: Packages) {
  let now = first;
  const desk = fake(
    { ...FIRST_WORLD, pauseMs: 0 },
    { 'catalogue.packages': () => now, 'catalogue.choose': () => (now = PACKAGES) },
  );
  use(desk);
  render(CatalogueSection);
  return userEvent.setup();
}

beforeEach(() => setLanguage('vi'));

describe('the catalogue of the desk', () => {
  it('keeps the focus when another version is taken', async () => {
    const user = shown(UNSIGNED);

    await user.click(await screen.findByRole('button', { name: 'Dùng danh mục đi kèm phần mềm' }));

    await waitFor(() => expect(screen.queryByText('Danh mục đang dùng chưa ký')).toBeNull());
    expect(screen.getByRole('heading', { level: 2, name: 'Danh mục thủ tục' })).toHaveFocus();
  });

  it('has no list of other versions where there is none to be seen', async () => {
    shown({ ...UNSIGNED, others: [], may_choose: false });

    expect(await screen.findByText('Danh mục đang dùng chưa ký')).toBeInTheDocument();
    expect(screen.queryByRole('heading', { name: 'Các bản khác trên máy này' })).toBeNull();
  });
});
