import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { use } from '$lib/host';
import { fake, FIRST_WORLD, type Fake, type World } from '$lib/host/fake';
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
});

function shown(world: Partial<World>) {
  const desk = fake({ ...FIRST_WORLD, pauseMs: 0, ...world });
  use(desk);
  render(Screen);
  return desk;
}

test('dossier that waits for the clerk is queued again when it is asked for', async () => {
  const desk = shown({ rows: 12 });
  const user = userEvent.setup();

  await user.click(await screen.findByRole('button', { name: /^Gửi lại hồ sơ của/ }));

  await vi.waitFor(() => expect(desk.calls.map(({ command }) => command)).toContain('queue.retry'));
  expect(screen.getByRole('heading', { name: /Tự gửi khi có mạng/ })).toHaveFocus();
});

const NEWS = { topic: 'queue', dossier_id: null } as const;
const nextPicture = () => new Promise((seen) => setTimeout(seen, 60));
const here = () => document.activeElement?.querySelector('.code')?.textContent;
const rowHere = () => Number(document.activeElement?.getAttribute('aria-rowindex'));
const looks = ({ calls }: Fake) => calls.filter(({ command }) => command === 'queue.look');

async function inLine() {
  const grid = await screen.findByRole('grid', { name: 'Hồ sơ chờ gửi' });
  await vi.waitFor(() =>
    expect(within(grid).queryAllByRole('row', { busy: false }).length).toBeGreaterThan(3),
  );
  return grid;
}

test('queue of thousands asks for what is in sight, and says how many there are', async () => {
  const desk = shown({ rows: 5000 });
  const grid = await inLine();

  expect(Number(grid.getAttribute('aria-rowcount'))).toBeGreaterThan(900);
  expect(within(grid).getAllByRole('row').length).toBeLessThan(40);
  for (const { args } of looks(desk)) expect(Number(args['limit'])).toBeLessThanOrEqual(100);
});

test('answer that the agency wants by a day says so, before what has no day', async () => {
  shown({ rows: 60 });
  const grid = await inLine();

  const rows = within(grid).getAllByRole('row', { busy: false });
  const isDue = rows.map((row) => within(row).queryByText('Hạn bổ sung 05/12/2026') !== null);

  expect(isDue).toContain(true);
  expect(isDue).toEqual(isDue.toSorted((a, b) => Number(b) - Number(a)));
});

test('End goes to the last of thousands, and arrows go on from there', async () => {
  shown({ rows: 5000 });
  const grid = await inLine();
  const user = userEvent.setup();
  const count = Number(grid.getAttribute('aria-rowcount'));

  (within(grid).getAllByRole('row')[0] as HTMLElement).focus();
  await user.keyboard('{End}');
  // Nothing scrolls here: what has the focus is rendered all the same.
  await vi.waitFor(() => expect(document.activeElement).toHaveAttribute('aria-rowindex', String(count)));
  await user.keyboard('{ArrowUp}');

  await vi.waitFor(() => expect(document.activeElement).toHaveAttribute('aria-rowindex', String(count - 1)));
});

test('who stands on a dossier stays on it when those before it are delivered', async () => {
  const desk = shown({ rows: 5000 });
  const grid = await inLine();
  const user = userEvent.setup();
  (within(grid).getAllByRole('row')[0] as HTMLElement).focus();
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
  await nextPicture();
  const [before, count] = [here(), Number(grid.getAttribute('aria-rowcount'))];
  const row = document.activeElement;

  desk.deliver(2);
  desk.tell(NEWS);

  await vi.waitFor(() => expect(grid).toHaveAttribute('aria-rowcount', String(count - 2)));
  await vi.waitFor(() => expect(document.activeElement).toHaveAttribute('aria-rowindex', '2'));
  expect(before).toBeTruthy();
  expect(here()).toBe(before);
  expect(document.activeElement, 'a screen reader is not told again').toBe(row);
});

test('who stands out of sight stays on a dossier when those before it are delivered', async () => {
  const desk = shown({ rows: 5000 });
  const grid = await inLine();
  (within(grid).getAllByRole('row')[0] as HTMLElement).focus();
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(900);
  const user = userEvent.setup();
  for (const key of ['PageDown', 'PageDown', 'ArrowDown', 'ArrowDown']) {
    const from = rowHere();
    await user.keyboard(`{${key}}`);
    await vi.waitFor(() => expect(rowHere()).toBeGreaterThan(from));
  }
  const at = rowHere();
  const [before, row] = [here(), document.activeElement];

  desk.deliver(5);
  desk.tell(NEWS);

  await vi.waitFor(() => expect(row).toHaveAttribute('aria-rowindex', String(at - 5)));
  expect(document.activeElement).toBe(row);
  expect(at).toBeGreaterThan(20);
  expect(before).toBeTruthy();
  expect(here()).toBe(before);
});

test('who stands at the end stays at the end when a hundred are delivered', async () => {
  const desk = shown({ rows: 5000 });
  const grid = await inLine();
  const count = Number(grid.getAttribute('aria-rowcount'));
  (within(grid).getAllByRole('row')[0] as HTMLElement).focus();
  await userEvent.setup().keyboard('{End}');
  await vi.waitFor(() => expect(document.activeElement).toHaveAttribute('aria-rowindex', String(count)));

  desk.deliver(100);
  desk.tell(NEWS);

  await vi.waitFor(() => expect(grid).toHaveAttribute('aria-rowcount', String(count - 100)));
  await vi.waitFor(() =>
    expect(document.activeElement).toHaveAttribute('aria-rowindex', String(count - 100)),
  );
});

test('storm of news fetches what is in sight once a second at the most', async () => {
  const desk = shown({ rows: 5000, road: 'sending' });
  await inLine();
  await nextPicture();
  const before = looks(desk).length;

  for (let at = 0; at < 12; at += 1) {
    desk.tell(NEWS);
    await nextPicture();
  }
  const after = looks(desk).slice(before);

  expect(after).toHaveLength(1);
  expect(Number(after[0]?.args['limit'])).toBeLessThan(60);
  await vi.waitFor(() => expect(looks(desk)).toHaveLength(before + 2), { timeout: 2000 });
});

test('empty queue says when the last delivery ended', async () => {
  shown({ rows: 0, road: 'idle' });

  expect(await screen.findByText('Không có hồ sơ nào chờ gửi')).toBeVisible();
  expect(await screen.findByText(/^Lần gửi gần nhất: 14:20/)).toBeVisible();
});

test('empty queue says that the desk is not enrolled when it is not', async () => {
  shown({ rows: 0, road: 'none' });

  expect(await screen.findByRole('link', { name: 'Ghi danh quầy' })).toBeVisible();
});

test('receipts of thousands of dossiers are listed, and one shows the hash of each file', async () => {
  const desk = fake({ ...FIRST_WORLD, pauseMs: 0, rows: 5000 });
  use(desk);
  render(Screen, { part: 'receipts' });
  const user = userEvent.setup();

  const [first] = await screen.findAllByText(/^LS07-/);
  await user.click(first as HTMLElement);

  expect(screen.getByText('5.000 biên nhận')).toBeVisible();
  const dialog = await screen.findByRole('dialog');
  expect(dialog.querySelectorAll('li code')).toHaveLength(3);
});

test('receipts are asked for between the days that were typed', async () => {
  const desk = fake({ ...FIRST_WORLD, pauseMs: 0, rows: 12 });
  use(desk);
  render(Screen, { part: 'receipts' });
  const user = userEvent.setup();

  await user.type(await screen.findByLabelText('Từ ngày'), '31/11/2026{Enter}');
  await user.clear(screen.getByLabelText('Từ ngày'));
  await user.type(screen.getByLabelText('Từ ngày'), '1/11/2026{Enter}');

  const asked = () =>
    desk.calls.filter(({ command }) => command === 'receipts.find').map(({ args }) => args['from']);
  await vi.waitFor(() => expect(new Set(asked())).toEqual(new Set([null, '2026-11-01'])));
  const save = await screen.findByRole('link', { name: 'Lưu sổ (CSV)' });
  expect(save.getAttribute('download')).toBe('so-bien-nhan_2026-11-01.csv');
});

test('comparison that could not be made says that nothing is known and that all is safe', async () => {
  use(fake({ ...FIRST_WORLD, pauseMs: 0, fails: ['queue.compare'] }));
  render(Screen, { part: 'compare' });
  const user = userEvent.setup();

  await user.click(await screen.findByRole('button', { name: 'So sánh ngay' }));

  expect(await screen.findByText('Chưa so sánh được')).toBeVisible();
  expect(screen.getByText(/chưa biết hai bên có khác nhau không/)).toBeVisible();
});

test('comparison of thousands shows what only one side has', async () => {
  use(fake({ ...FIRST_WORLD, pauseMs: 0, rows: 5000 }));
  render(Screen, { part: 'compare' });
  const user = userEvent.setup();

  await user.click(await screen.findByRole('button', { name: 'So sánh ngay' }));
  await user.click(await screen.findByRole('radio', { name: /^Chỉ ở hệ thống tỉnh/ }));

  expect(screen.getByText('4.990 lần nộp giống nhau · 5.000 khác nhau')).toBeVisible();
  const said = screen.getAllByText(/máy này không có hồ sơ này/i);
  expect(said.length).toBeGreaterThan(3);
  expect(screen.queryByText(/đang chờ gửi/)).toBeNull();
});
