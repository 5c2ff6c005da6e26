import type { CardRead, JsonObject, Resident } from '$lib/bridge';
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
const MOTHER = '/declaration/mother/name';
const MOVED: CardRead = {
  ...fixtures.CARD,
  person: { ...fixtures.CARD.person, commune: '' },
  moved: {
    was: 'Xã Bính Xá',
    choices: [
      { code: '06613', name: 'xã Đình Lập', place: 'tỉnh Lạng Sơn', formerly: '', must_ask: false },
      { code: '06625', name: 'xã Kiên Mộc', place: 'tỉnh Lạng Sơn', formerly: '', must_ask: false },
    ],
    suggested: '06613',
  },
};
let made = 0;

/** A form of which only these two people are shown, and nothing is written of them. */
function shown(answers: Answers = {}, wait: (command: string, args: JsonObject) => unknown = () => null) {
  made += 1;
  const view = fixtures.birthForm();
  const blocks = view.blocks.map((block) => ({
    ...block,
    groups: block.groups.filter(({ person }) => person !== null),
  }));
  const empty = put(put(view.form, '/submitter', undefined), '/declaration/mother', undefined);
  const first = { ...view, dossier_id: `asked-${made}`, blocks, papers: [], missing: [], form: empty };
  let saved = first;
  const page = fixtures.dossierPage(fixtures.rows(1), fixtures.DOSSIER);
  const draft = { edition: first.edition, saved_at: first.saved_at, is_discarded: false, form: {} };
  const desk = fake(
    { ...FIRST_WORLD, pauseMs: 0 },
    {
      'dossiers.open': () => ({ ...page, shown: { ...page.shown, draft } }),
      'drafts.open': () => saved,
      // The form of the test before may still be saving what was typed last.
      'drafts.type': ({ dossier, form }) =>
        dossier === first.dossier_id
          ? (saved = { ...saved, form: form ?? {}, edition: saved.edition + 1 })
          : first,
      ...answers,
    },
  );
  use({
    ...desk,
    async call(command, args, language) {
      await wait(command, args);
      return desk.call(command, args, language);
    },
  });
  render(Screen, { dossier: fixtures.DOSSIER });
  return { user: userEvent.setup(), written: (path: string) => at(saved.form, path) };
}

const boxes = () => screen.findAllByRole('combobox', { name: /Họ, chữ đệm, tên/ });
const submitter = async () => (await boxes())[0] as HTMLElement;
const mother = async () => (await boxes()).at(-1) as HTMLElement;
const note = (said: RegExp) => screen.findByRole('group', { name: said });
const scan = (into: HTMLElement) =>
  fireEvent.paste(into, { clipboardData: { getData: () => fixtures.SCANNED } });

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

describe('from the note beside somebody', () => {
  it('a card and its key are for the same person', async () => {
    const { user, written } = shown({ 'card.read': () => MOVED });
    (await mother()).focus();
    await scan(await mother());
    const said = await note(/Đã điền theo mã QR/);
    await waitFor(() => expect(said).toHaveFocus());
    await waitFor(() => expect(written(MOTHER)).toBe('Nguyễn Thị Lan'));

    await scan(said);
    await waitFor(() => expect(said).toHaveFocus());
    await user.keyboard('{Alt>}q{/Alt}');

    expect(await screen.findByText('Quét thẻ căn cước: Mẹ')).toBeInTheDocument();
    expect(written('/submitter/name')).toBeUndefined();
  });

  it('figures answer one question at a time', async () => {
    const doubtful = [{ field: 'detail', meant: 'Khu 1', raw: 'Khu l', said: 'Không rõ.' }];
    const person = { ...MOVED.person, detail: '' };
    shown({ 'card.read': () => ({ ...MOVED, person, doubtful }) });

    await scan(await submitter());
    const said = await note(/Đã điền theo mã QR/);
    expect([...said.querySelectorAll('kbd')].map((key) => key.textContent)).toEqual(['1', '2']);
    (await within(said).findByRole('button', { name: /Kiên Mộc/ })).click();

    await waitFor(() => expect(said).not.toHaveTextContent('Kiên Mộc'));
    const figures = [...said.querySelectorAll('kbd')].map((key) => key.parentElement?.textContent.trim());
    expect(figures).toEqual(['1 Ghi "Khu 1"']);
    await waitFor(() => expect(said).toHaveFocus());
  });
});

describe('what nobody has asked', () => {
  it('leads from one answer to the next, and then to the head of the review', async () => {
    const { user } = shown();
    for (const box of [await submitter(), await mother()]) {
      await user.type(box, '020190');
      await screen.findByText(/xã Lộc Bình/);
      // The same person of this form comes before the resident.
      await user.keyboard('{ArrowUp}');
      while (!document.querySelector('[aria-selected=true]')?.textContent.includes('Lộc Bình'))
        await user.keyboard('{ArrowDown}');
      await user.keyboard('{Enter}');
      await waitFor(() => expect(box).toHaveValue('Nguyễn Thị Lan'));
    }
    const review = document.querySelector<HTMLElement>('[data-block=review]') as HTMLElement;
    const right = () => within(review).queryAllByRole('button', { name: 'Đúng rồi' });
    await waitFor(() => expect(right()).toHaveLength(2));

    await user.click(right()[0] as HTMLElement);
    await waitFor(() => expect(right()).toHaveLength(1));
    await waitFor(() => expect(right()[0]).toHaveFocus());
    await user.keyboard('{Enter}');

    await waitFor(() => expect(right()).toEqual([]));
    await waitFor(() => expect(review.querySelector('h2')).toHaveFocus());
  });
});

describe('the box for scans', () => {
  it('leads to what the card leaves open, and a figure answers it', async () => {
    const { user, written } = shown({ 'card.read': () => MOVED });
    (await submitter()).focus();

    await user.keyboard('{Alt>}q{/Alt}');
    const box = await screen.findByRole('textbox', { name: 'Nội dung mã QR' });
    await waitFor(() => expect(box).toHaveFocus());
    await user.keyboard(`${fixtures.SCANNED}{Enter}`);
    const said = await note(/Đã điền theo mã QR/);
    await waitFor(() => expect(said).toHaveFocus());
    await user.keyboard('2');

    await waitFor(() => expect(written('/submitter/address/commune')).toBe('06625'));
    expect(written('/submitter/name')).toBe('Nguyễn Thị Lan');
  });

  it('keeps what was scanned, and says why, when the desk does not answer', async () => {
    const { user } = shown({
      'card.read': () => {
        throw fixtures.failure('card.read');
      },
    });
    (await submitter()).focus();

    await user.keyboard('{Alt>}q{/Alt}');
    const box = await screen.findByRole('textbox', { name: 'Nội dung mã QR' });
    await waitFor(() => expect(box).toHaveFocus());
    await user.keyboard(`${fixtures.SCANNED}{Enter}`);

    const dialog = screen.getByRole('dialog');
    expect(await within(dialog).findByText(/Máy không đọc hoặc ghi được/)).toBeInTheDocument();
    expect(box).toHaveValue(fixtures.SCANNED);
  });
});

describe('somebody who is being looked up', () => {
  const other: Resident = { ...fixtures.RESIDENT, dossier_id: 'other', name: 'Lan Văn Khác' };

  it('stays marked when a late answer brings somebody else to their line', async () => {
    let isLet: () => void = () => undefined;
    const late = new Promise<void>((done) => (isLet = done));
    const { user, written } = shown(
      { 'people.find': ({ query }) => (query === 'la' ? [fixtures.RESIDENT] : [other, fixtures.RESIDENT]) },
      (command, { query }) => (command === 'people.find' && query === 'lan' ? late : null),
    );
    const box = await submitter();

    await user.type(box, 'la');
    await screen.findByText(/Nguyễn Thị Lan · 1990/);
    expect(box).toHaveAttribute('aria-expanded', 'true');
    await user.type(box, 'n{ArrowDown}');
    isLet();
    await screen.findByText(/Lan Văn Khác/);
    expect(screen.getByRole('option', { name: /Nguyễn Thị Lan/ })).toHaveAttribute('aria-selected', 'true');
    await user.keyboard('{Enter}');

    await waitFor(() => expect(written('/submitter/birth')).toBe('02/03/1990'));
  });

  it('is not written when the desk does not answer, and that is said', async () => {
    const { user } = shown({
      'people.take': () => {
        throw fixtures.failure('people.take');
      },
    });
    const box = await submitter();

    await user.type(box, 'lan');
    await screen.findByText(/xã Lộc Bình/);
    await user.keyboard('{ArrowDown}{Enter}');

    expect(await screen.findByText(/Máy không đọc hoặc ghi được/)).toBeInTheDocument();
    expect(box).toHaveValue('lan');
  });
});
