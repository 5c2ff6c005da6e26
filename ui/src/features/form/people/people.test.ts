import type { CardRead, FieldView, FormView, JsonObject } from '$lib/bridge';
import { use } from '$lib/host';
import { fake, FIRST_WORLD } from '$lib/host/fake';
import * as fixtures from '$lib/host/fixtures';
import { hear } from '$lib/keys';
import { go } from '$lib/router.svelte';
import { setLanguage } from '$lib/words';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { at, put } from '../pointer';
import Screen from '../Screen.svelte';

type Answers = Record<string, (args: JsonObject) => unknown>;
let made = 0;

/** A form in which nothing is written of the submitter. */
function emptyForm(): FormView {
  const view = fixtures.birthForm();
  made += 1;
  return { ...view, dossier_id: `form-${made}`, form: put(view.form, '/submitter', undefined) };
}

/** With a switch for the mother, of whom nothing is written yet. */
function withSwitch(view: FormView): FormView {
  const parents = {
    ...(view.blocks[0]?.groups[0]?.fields[0] as FieldView),
    path: '/declaration/mother',
    widget: 'toggle' as const,
    label: 'Khai thông tin người mẹ',
    is_required: false,
    sets: ['/declaration/mother'],
  };
  const blocks = view.blocks.map((block) =>
    block.id === 'declaration'
      ? {
          ...block,
          groups: [
            { id: 'parents', title: null, help: null, repeat: null, person: null, fields: [parents] },
            ...block.groups,
          ],
        }
      : block,
  );
  return { ...view, blocks, form: put(view.form, '/declaration/mother', undefined) };
}

function shown(answers: Answers = {}, first = emptyForm()) {
  const page = { ...fixtures.dossierPage(fixtures.rows(1), fixtures.DOSSIER) };
  const draft = { edition: first.edition, saved_at: first.saved_at, is_discarded: false, form: {} };
  let saved = first;
  const desk = fake(
    { ...FIRST_WORLD, pauseMs: 0 },
    {
      'dossiers.open': () => ({ ...page, shown: { ...page.shown, draft } }),
      'drafts.open': () => saved,
      'drafts.type': ({ form }) => (saved = { ...saved, form: form ?? {}, edition: saved.edition + 1 }),
      ...answers,
    },
  );
  use(desk);
  render(Screen, { dossier: fixtures.DOSSIER });
  const asked = (command: string) => desk.calls.filter((call) => call.command === command);
  return { asked, user: userEvent.setup(), written: (path: string) => at(saved.form, path) };
}

const name = async () =>
  (await screen.findAllByRole('combobox', { name: /Họ, chữ đệm, tên/ }))[0] as HTMLElement;
const note = (said: RegExp) => screen.findByRole('group', { name: said });

async function scan(text: string, into: HTMLElement): Promise<void> {
  into.focus();
  await fireEvent.paste(into, { clipboardData: { getData: () => text } });
}

const Still = class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
};

// Finding by role reads the whole page, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });
beforeEach(() => {
  vi.stubGlobal('ResizeObserver', Still);
  setLanguage('vi');
  go({ screen: 'form', dossier: fixtures.DOSSIER });
  window.addEventListener('keydown', hear);
});
afterEach(() => window.removeEventListener('keydown', hear));

describe('somebody who was here before', () => {
  it('is offered while the name is typed, and Enter goes on while nobody is chosen', async () => {
    const { asked, user } = shown();
    const box = await name();

    await user.type(box, 'lan');
    expect(await screen.findByText(/Nguyễn Thị Lan · 1990 · 020 190 000 101 · xã Lộc Bình/)).toBeVisible();
    expect(screen.getByText('lấy từ hồ sơ LS07-261012-K7M2QX-4 ngày 12/10/2026')).toBeVisible();
    await user.keyboard('{Enter}');

    expect(asked('people.take')).toEqual([]);
    expect(document.activeElement).not.toBe(box);
  });

  it('is written where nothing stood, and asked about until somebody has', async () => {
    const { user, written } = shown();
    const box = await name();

    await user.type(box, 'lan');
    await screen.findByText(/xã Lộc Bình/);
    await user.keyboard('{ArrowDown}{Enter}');

    const said = await note(/Lấy từ hồ sơ LS07-261012-K7M2QX-4 ngày 12\/10\/2026/);
    expect(said).toHaveTextContent('Hỏi lại người dân xem còn đúng không.');
    await waitFor(() => expect(written('/submitter/name')).toBe('Nguyễn Thị Lan'));
    expect(written('/submitter/phone')).toBe('0912 345 678');
    expect(screen.getByText('Người nộp: chưa hỏi lại người dân')).toBeInTheDocument();
    await user.click(within(said).getByRole('button', { name: 'Đúng rồi' }));

    await waitFor(() => expect(screen.queryByText('Người nộp: chưa hỏi lại người dân')).toBeNull());
    expect(said).toHaveFocus();
  });

  it('is taken back whole', async () => {
    const { user, written } = shown();

    await user.type(await name(), 'lan');
    await screen.findByText(/xã Lộc Bình/);
    await user.keyboard('{ArrowDown}{Enter}');
    const said = await note(/Lấy từ hồ sơ/);
    await user.click(within(said).getByRole('button', { name: 'Bỏ những gì vừa điền' }));

    await waitFor(() => expect(written('/submitter/number/value')).toBeUndefined());
    expect(written('/submitter/name')).toBe('lan');
    expect(screen.queryByRole('group', { name: /Lấy từ hồ sơ/ })).toBeNull();
    expect(await name()).toHaveFocus();
  });

  it('of the same form is offered in an empty field by one key', async () => {
    const { asked, user, written } = shown();
    await scan(fixtures.SCANNED, await name());
    await note(/Đã điền theo mã QR/);
    const mother = (await screen.findAllByRole('combobox', { name: /Họ, chữ đệm, tên/ })).at(
      -1,
    ) as HTMLElement;

    await user.clear(mother);
    await user.keyboard('{ArrowDown}{Enter}');

    await waitFor(() => expect(written('/declaration/mother/name')).toBe('Nguyễn Thị Lan'));
    expect(asked('people.take')).toEqual([]);
  });
});

describe('a card', () => {
  it('is read into the person around the field, and leaves nothing in it', async () => {
    const { asked, written } = shown();
    const box = await name();

    await scan(fixtures.SCANNED, box);

    await note(/Đã điền theo mã QR/);
    expect(asked('card.read')[0]?.args).toEqual({ text: fixtures.SCANNED });
    await waitFor(() => expect(written('/submitter/birth')).toBe('02/03/1990'));
    expect(box).toHaveValue('Nguyễn Thị Lan');
    expect(screen.queryByText(/chưa hỏi lại/)).toBeNull();
  });

  it('of a mother who hands in is written as the mother, too, by one figure', async () => {
    const first = withSwitch(emptyForm());
    const { user, written } = shown({}, first);

    await scan(fixtures.SCANNED, await name());
    const said = await note(/Đã điền theo mã QR/);
    await waitFor(() => expect(said).toHaveFocus());
    expect(said).toHaveTextContent('Cũng điền người này vào phần: 1 Khai thông tin người mẹ');
    await user.keyboard('1');

    await waitFor(() => expect(written('/declaration/mother/name')).toBe('Nguyễn Thị Lan'));
    expect(said).not.toHaveTextContent('Cũng điền người này');
    await user.keyboard('{Enter}');
    expect(document.activeElement?.closest('section')).toHaveAttribute('data-block', 'review');
  });

  it('asks with figures where the old commune was divided', async () => {
    const moved = {
      was: 'Xã Bính Xá',
      choices: [
        { code: '06613', name: 'xã Đình Lập', place: 'tỉnh Lạng Sơn', formerly: '', must_ask: false },
        { code: '06625', name: 'xã Kiên Mộc', place: 'tỉnh Lạng Sơn', formerly: '', must_ask: false },
      ],
      suggested: '06613',
    };
    const person = { ...fixtures.CARD.person, commune: '' };
    const read: CardRead = { ...fixtures.CARD, person, moved };
    const { user, written } = shown({ 'card.read': () => read });

    await scan(fixtures.SCANNED, await name());
    const said = await note(/Đã điền theo mã QR/);
    expect(said).toHaveTextContent('1 xã Đình Lập, tỉnh Lạng Sơn (phần lớn về đây)');
    await waitFor(() => expect(said.contains(document.activeElement)).toBe(true));
    await user.keyboard('2');

    await waitFor(() => expect(written('/submitter/address/commune')).toBe('06625'));
  });

  it('is not trusted with a name that has lost its marks', async () => {
    const doubtful = [
      { field: 'name', meant: 'Nguyen Thi Lan', raw: 'Nguyen Thi Lan', said: 'Không có dấu.' },
    ];
    const person = { ...fixtures.CARD.person, name: '' };
    const { user, written } = shown({ 'card.read': () => ({ ...fixtures.CARD, person, doubtful }) });

    await scan(fixtures.SCANNED, await name());
    const said = await note(/Đã điền theo mã QR/);
    await waitFor(() => expect(written('/submitter/number/value')).toBe('020 190 000 101'));
    expect(written('/submitter/name')).toBeUndefined();
    await user.click(within(said).getByRole('button', { name: /Ghi "Nguyen Thi Lan"/ }));

    await waitFor(() => expect(written('/submitter/name')).toBe('Nguyen Thi Lan'));
  });

  it('says what another code is, and shows what was read', async () => {
    const { written } = shown();

    await scan('0002010102|1138540010A|000000727', await name());

    const said = await screen.findByText(/mã QR chuyển tiền/);
    expect(said).toBeVisible();
    expect(said.closest('.trouble')).not.toBeNull();
    expect(screen.getByText(/0002010102\|1138540010A/)).toBeVisible();
    expect(written('/submitter/name')).toBeUndefined();
  });

  it('is scanned into a box of its own, by its key', async () => {
    const { user, written } = shown();
    (await name()).focus();

    await user.keyboard('{Alt>}q{/Alt}');
    const box = await screen.findByRole('textbox', { name: 'Nội dung mã QR' });
    expect(await screen.findByText('Quét thẻ căn cước: Người nộp')).toBeVisible();
    await waitFor(() => expect(box).toHaveFocus());
    await user.keyboard(`${fixtures.SCANNED}{Enter}`);

    await waitFor(() => expect(written('/submitter/name')).toBe('Nguyễn Thị Lan'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('of another person is said to be one, and what was not asked stays a question', async () => {
    const { user } = shown();
    await user.type(await name(), 'lan');
    await screen.findByText(/xã Lộc Bình/);
    await user.keyboard('{ArrowDown}{Enter}');
    await note(/Lấy từ hồ sơ/);
    const person = { ...fixtures.CARD.person, number: '020 196 000 321' };
    use(fake({ ...FIRST_WORLD, pauseMs: 0 }, { 'card.read': () => ({ ...fixtures.CARD, person }) }));

    await scan(fixtures.SCANNED, await name());

    expect(await note(/Đã điền theo mã QR/)).toHaveTextContent('có thể là hai người khác nhau');
    expect(screen.getByText('Người nộp: chưa hỏi lại người dân')).toBeInTheDocument();
  });

  it('overwrites nothing, and one key takes what differs', async () => {
    const { user, written } = shown();
    await user.type(await name(), 'Lò Thị Đào');

    await user.click(screen.getAllByRole('button', { name: /Quét thẻ/ })[0] as HTMLElement);
    await user.click(await screen.findByRole('textbox', { name: 'Nội dung mã QR' }));
    await user.keyboard(`${fixtures.SCANNED}{Enter}`);
    const said = await note(/Đã điền theo mã QR/);
    expect(said).toHaveTextContent('Họ, chữ đệm, tên: đang ghi "Lò Thị Đào", trên thẻ ghi "Nguyễn Thị Lan".');
    const take = within(said).getByRole('button', { name: /Ghi "Nguyễn Thị Lan"/ });
    take.focus();
    await user.keyboard('1');

    await waitFor(() => expect(written('/submitter/name')).toBe('Nguyễn Thị Lan'));
  });
});
