import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { use } from '$lib/host';
import { fake, FIRST_WORLD } from '$lib/host/fake';
import { bothSides } from '$lib/host/fixtures/both';
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

test('result that does not come by itself says why, and no network is waited for any more', async () => {
  const why = 'Hệ thống tỉnh không còn giữ tệp này.';
  let said: string | null = null;
  const desk = opened('finished', {
    'dossiers.open': () => {
      const page = dossierPage(ALL, idOf('finished'));
      const results = page.shown.results.map((result) => ({ ...result, is_fetched: false, why_said: said }));
      return { ...page, shown: { ...page.shown, results } };
    },
  });
  expect(await screen.findByText(/phần mềm sẽ tự tải về khi có mạng/)).toBeVisible();

  said = why;
  desk.tell({ topic: 'dossiers', dossier_id: null });

  expect(await screen.findByText(why)).toBeVisible();
  expect(screen.queryByText(/khi có mạng/)).toBeNull();
  expect(screen.getByText('Giấy khai sinh.pdf')).toBeVisible();
});

describe('where another desk was first', () => {
  function overtaken(answers = {}) {
    const dossier = idOf('set_aside');
    const page = dossierPage(ALL, dossier);
    const can: typeof page.can = ['edit', 'retry', 'choose', 'show_code'];
    return opened('set_aside', { 'dossiers.open': () => ({ ...page, can }), ...answers });
  }
  const asked = (command: string) => ({ command, args: { dossier: idOf('set_aside') } });

  test('both stand side by side, and sending again as it is is not offered', async () => {
    overtaken();

    expect(await screen.findByRole('region', { name: 'Bản 2 của quầy này' })).toHaveTextContent('Hà Thị Yên');
    const there = screen.getByRole('region', { name: 'Bản 2 của quầy kia' });
    expect(there).toHaveTextContent('Quầy số 8 (LS08)');
    expect(there).toHaveTextContent('chỉ cơ quan đọc được');
    expect(screen.queryByRole('button', { name: 'Gửi lại' })).toBeNull();
  });

  test('this desk sends after the other only when it was asked whether it means it', async () => {
    const desk = overtaken();
    const user = userEvent.setup();

    await user.click(
      await screen.findByRole('button', { name: 'Gửi bản của quầy này sau bản của quầy kia' }),
    );
    const question = await screen.findByRole('dialog');
    expect(question).toHaveTextContent('Gửi bản của quầy này thành bản 3?');
    expect(desk.calls).not.toContainEqual(asked('both.send_after'));
    await user.click(within(question).getByRole('button', { name: 'Gửi bản của quầy này' }));

    await vi.waitFor(() => expect(desk.calls).toContainEqual(asked('both.send_after')));
  });

  test('the other desk is kept at once, and the focus goes to where the dossier stands', async () => {
    const desk = overtaken();
    const user = userEvent.setup();

    await user.click(await screen.findByRole('button', { name: 'Giữ bản của quầy kia' }));

    await vi.waitFor(() => expect(desk.calls).toContainEqual(asked('both.keep_theirs')));
    await vi.waitFor(() => expect(document.activeElement).toHaveClass('standing'));
  });

  test('nothing is asked of the desk when it is left for later', async () => {
    const desk = overtaken();
    const back = vi.spyOn(history, 'back').mockImplementation(() => undefined);

    await userEvent.click(await screen.findByRole('button', { name: 'Để sau' }));

    expect(back).toHaveBeenCalledOnce();
    const commands = desk.calls.map(({ command }) => command);
    expect(commands.filter((command) => /send_after|keep_theirs|retry/.test(command))).toEqual([]);
    back.mockRestore();
  });

  test('what is being typed is opened instead of sending the older one', async () => {
    overtaken({ 'both.look': () => ({ ...bothSides(idOf('set_aside')), has_open_draft: true }) });

    expect(await screen.findByRole('link', { name: 'Mở bản đang sửa để nộp' })).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Gửi bản của quầy này/ })).toBeNull();
  });
});
