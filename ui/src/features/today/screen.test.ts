import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { use } from '$lib/host';
import { fake, FIRST_WORLD, type World } from '$lib/host/fake';
import { go, route } from '$lib/router.svelte';
import Screen from './Screen.svelte';

beforeEach(() => go({ screen: 'today' }));

function shown(world: Partial<World> = {}) {
  const desk = fake({ ...FIRST_WORLD, pauseMs: 0, ...world });
  use(desk);
  render(Screen);
  return desk;
}

test('task shows its dossiers and leads to all of them', async () => {
  shown({ rows: 200 });
  const user = userEvent.setup();
  const task = await screen.findByRole('button', { name: /hồ sơ được yêu cầu bổ sung/ });
  expect(task).toHaveAttribute('aria-expanded', 'false');

  await user.click(task);

  expect(task).toHaveAttribute('aria-expanded', 'true');
  expect(screen.getByRole('link', { name: /^Xem tất cả 13/ })).toHaveAttribute('href', '#/find/supplement');
});

test('enter opens the dossier when its code was typed', async () => {
  shown({ rows: 12 });
  const user = userEvent.setup();

  await user.type(await screen.findByRole('textbox'), 'F93XQH{Enter}');

  await vi.waitFor(() => expect(route()).toMatchObject({ screen: 'dossier' }));
});

test('enter begins a dossier when the name of a procedure was typed', async () => {
  shown({ rows: 0 });
  const user = userEvent.setup();

  await user.type(await screen.findByRole('textbox'), 'khai sinh{Enter}');

  await vi.waitFor(() => expect(route()).toEqual({ screen: 'new', procedure: '1.001193' }));
});

test('arrows go from the field through what was found and back', async () => {
  shown({ rows: 12 });
  const user = userEvent.setup();
  const field = await screen.findByRole('textbox');

  await user.type(field, 'LS07');
  await screen.findByText('Hồ sơ đã có');
  await user.keyboard('{ArrowDown}');
  expect(document.activeElement).toHaveAttribute('data-hit');
  await user.keyboard('{ArrowUp}');

  expect(field).toHaveFocus();
});

test('first day teaches the next step', async () => {
  shown({ rows: 0 });

  expect(await screen.findByText('Quầy đã sẵn sàng nhận hồ sơ đầu tiên')).toBeVisible();
});
