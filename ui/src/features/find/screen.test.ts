import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { use } from '$lib/host';
import { fake, FIRST_WORLD, type World } from '$lib/host/fake';
import { go, route } from '$lib/router.svelte';
import Screen from './Screen.svelte';

class NoSizes {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

beforeEach(() => {
  vi.stubGlobal('ResizeObserver', NoSizes);
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(560);
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(800);
  go({ screen: 'find' });
});

function shown(world: Partial<World> = {}, filter?: string) {
  const desk = fake({ ...FIRST_WORLD, pauseMs: 0, ...world });
  use(desk);
  const { unmount } = render(Screen, { filter });
  return { desk, unmount };
}

test('letters go to the search wherever the focus is, and the count is said', async () => {
  shown({ rows: 40 });
  const user = userEvent.setup();
  await screen.findByText('38 hồ sơ');

  screen.getByRole('heading', { name: 'Tìm hồ sơ' }).focus();
  await user.keyboard('moan');

  expect(screen.getByRole('textbox')).toHaveValue('moan');
  expect(await screen.findByText('Tìm thấy 4 hồ sơ')).toHaveAttribute('role', 'status');
});

test('enter opens the first dossier that was found, and going back finds the place again', async () => {
  const { unmount } = shown({ rows: 40 });
  const user = userEvent.setup();
  await user.type(await screen.findByRole('textbox'), 'moan');
  await screen.findByText('Tìm thấy 4 hồ sơ');

  await user.keyboard('{Enter}');
  expect(route()).toMatchObject({ screen: 'dossier' });
  unmount();
  shown({ rows: 40 });

  expect(await screen.findByText('Tìm thấy 4 hồ sơ')).toBeVisible();
  expect(screen.getByRole('textbox')).toHaveValue('moan');
});

test('discarded draft is taken back from its line', async () => {
  const { desk } = shown({ rows: 40 }, 'discarded');
  const user = userEvent.setup();

  await user.click((await screen.findAllByRole('button', { name: /^Lấy lại/ }))[0] as HTMLElement);

  await vi.waitFor(() => expect(desk.calls.map(({ command }) => command)).toContain('drafts.restore'));
});

test('nothing found says what to try, and leads to all dossiers', async () => {
  shown({ rows: 40 }, 'draft');
  const user = userEvent.setup();
  await user.type(await screen.findByRole('textbox'), 'Ánh Tuyết');

  await user.click(await screen.findByRole('button', { name: 'Tìm trong tất cả hồ sơ' }));

  expect(await screen.findByText('Tìm thấy 3 hồ sơ')).toBeVisible();
});

test('list keeps its rows and the focus when news come', async () => {
  const { desk } = shown({ rows: 5000 });
  const user = userEvent.setup();
  await user.type(await screen.findByRole('textbox'), '{ArrowDown}');
  await vi.waitFor(() => expect(document.activeElement).toHaveAttribute('role', 'row'));
  const [row, before] = [document.activeElement, desk.calls.length];

  desk.tell({ topic: 'dossiers', dossier_id: null });
  await vi.waitFor(() => expect(desk.calls.length).toBeGreaterThan(before));

  expect(row).toHaveFocus();
  expect(row).toHaveTextContent('Vi Minh Khôi');
});
