import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { use } from '$lib/host';
import { fake, FIRST_WORLD } from '$lib/host/fake';
import { dossierPage } from '$lib/host/fixtures/dossier';
import { rows } from '$lib/host/fixtures/rows';
import { hear } from '$lib/keys';
import type { StandingWord } from '$lib/bridge';
import Screen from './Screen.svelte';

const ALL = rows(16);
const idOf = (word: StandingWord) => ALL.find(({ standing }) => standing.word === word)?.dossier_id ?? '';

function opened(word: StandingWord, answers = {}) {
  const desk = fake({ ...FIRST_WORLD, rows: 16, pauseMs: 0 }, answers);
  use(desk);
  render(Screen, { dossier: idOf(word) });
  return desk;
}

test('dossier is withdrawn only after the question that says what happens', async () => {
  const desk = opened('queued');
  const user = userEvent.setup();

  await user.click(await screen.findByRole('button', { name: 'Rút hồ sơ' }));
  const question = await screen.findByRole('dialog');
  expect(question).toHaveTextContent('Hồ sơ chưa rời máy này');
  expect(desk.calls.map(({ command }) => command)).not.toContain('submissions.withdraw');
  await user.click(within(question).getByRole('button', { name: 'Rút hồ sơ' }));

  await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(desk.calls).toContainEqual({ command: 'submissions.withdraw', args: { dossier: idOf('queued') } });
});

test('code fills the screen when it is to be photographed, and is copied whole', async () => {
  opened('received');
  const user = userEvent.setup();
  const code = ALL.find(({ standing }) => standing.word === 'received')?.provisional_code ?? '';

  await user.click(await screen.findByRole('button', { name: 'Chép mã tạm' }));
  expect(await navigator.clipboard.readText()).toBe(code);
  await user.click(screen.getByRole('button', { name: /Hiện mã/ }));

  expect(await screen.findByRole('dialog')).toHaveTextContent(code);
});

test('thrown away dossier is taken back', async () => {
  const desk = opened('discarded');
  const user = userEvent.setup();

  await user.click(await screen.findByRole('button', { name: 'Lấy lại' }));

  await vi.waitFor(() =>
    expect(desk.calls).toContainEqual({ command: 'drafts.restore', args: { dossier: idOf('discarded') } }),
  );
});

test('paper is printed again with Ctrl+P once the agency has given its code', async () => {
  const desk = opened('received');
  window.addEventListener('keydown', hear);
  expect(await screen.findByText(/^Đã có mã chính thức .*: in lại giấy tiếp nhận/)).toBeVisible();

  await userEvent.keyboard('{Control>}p{/Control}');

  expect(await screen.findByRole('dialog')).toHaveTextContent('khổ A5, 1 trang');
  expect(desk.calls).toContainEqual({
    command: 'papers.print',
    args: { dossier: idOf('received'), form: 'receipt', by: 'page' },
  });
  await vi.waitFor(() => expect(screen.queryByText(/Đã có mã chính thức/)).toBeNull());
  window.removeEventListener('keydown', hear);
});

test('paper that cannot be printed says why, in place of a button', async () => {
  opened('draft');

  expect(await screen.findByText(/chưa có giấy tiếp nhận/)).toBeVisible();

  expect(screen.queryByRole('button', { name: /giấy tiếp nhận/ })).toBeNull();
  expect(screen.getByRole('button', { name: /In tờ khai/ })).toBeVisible();
});

test('page keeps its place when news come', async () => {
  let said = 'chờ gửi';
  const desk = opened('queued', {
    'dossiers.open': () => {
      const page = dossierPage(ALL, idOf('queued'));
      return { ...page, standing: { ...page.standing, said } };
    },
  });
  const copy = await screen.findByRole('button', { name: 'Chép mã tạm' });
  copy.focus();

  said = 'đang gửi';
  desk.tell({ topic: 'queue', dossier_id: idOf('queued') });

  expect(await screen.findByText('Đang gửi')).toBeVisible();
  expect(copy).toHaveFocus();
});

test('page says what is wrong and tries again', async () => {
  let isBroken = true;
  opened('queued', {
    'dossiers.open': () => {
      if (isBroken)
        throw { kind: 'internal', code: 'store-io', said: 'Máy không đọc được.', gaps: [], trace: [] };
      return dossierPage(ALL, idOf('queued'));
    },
  });
  const user = userEvent.setup();
  expect(await screen.findByText('Máy không đọc được.')).toBeVisible();

  isBroken = false;
  await user.click(screen.getByRole('button', { name: 'Thử lại' }));

  expect(await screen.findByText('Chờ gửi')).toBeVisible();
  expect(screen.queryByText('Máy không đọc được.')).toBeNull();
});
