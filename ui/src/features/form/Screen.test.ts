import type { DossierPage, FormView, JsonObject } from '$lib/bridge';
import { use } from '$lib/host';
import { fake, FIRST_WORLD } from '$lib/host/fake';
import * as fixtures from '$lib/host/fixtures';
import { hear } from '$lib/keys';
import { route, go } from '$lib/router.svelte';
import { toasts, undoLast } from '$lib/ui/toasts.svelte';
import { setLanguage } from '$lib/words';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import Screen from './Screen.svelte';

type Answers = Record<string, (args: JsonObject) => unknown>;

function shown(answers: Answers = {}) {
  const first = fixtures.birthForm();
  const page = { ...fixtures.dossierPage(fixtures.rows(1), fixtures.DOSSIER) };
  const draft = { edition: first.edition, saved_at: first.saved_at, is_discarded: false, form: {} };
  const opened = { ...page, shown: { ...page.shown, draft } };
  const desk = fake({ ...FIRST_WORLD, pauseMs: 0 }, { 'dossiers.open': () => opened, ...answers });
  use(desk);
  render(Screen, { dossier: fixtures.DOSSIER });
  const asked = (command: string) => desk.calls.filter((call) => call.command === command);
  return { asked, user: userEvent.setup() };
}

/** Everything is there, so nothing hinders. */
function complete(): FormView {
  return {
    ...fixtures.birthForm(),
    missing: [],
    blocks: fixtures.birthForm().blocks.map((block) => ({ ...block, missing: 0, state: 'done' as const })),
  };
}

const name = () => screen.findByRole('textbox', { name: /Giờ sinh/ });
const sealed = (page: DossierPage): DossierPage => ({ ...page, shown: { ...page.shown, draft: null } });

// Finding by role reads the whole page, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

/** jsdom lays nothing out, so nothing there ever changes its size. */
const Still = class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
};

beforeEach(() => {
  vi.stubGlobal('ResizeObserver', Still);
  setLanguage('vi');
  go({ screen: 'form', dossier: fixtures.DOSSIER });
  window.addEventListener('keydown', hear);
});
afterEach(() => window.removeEventListener('keydown', hear));

describe('opening a form', () => {
  it('shows what was typed, in its blocks', async () => {
    const { asked } = shown();

    expect(
      await screen.findByRole('heading', { level: 1, name: /Hồ sơ mới · Thủ tục đăng ký khai sinh/ }),
    ).toBeInTheDocument();
    expect(screen.getByDisplayValue('Vi Minh Khôi')).toBeInTheDocument();
    expect(screen.getAllByText('LS07-261121-K7M2QX-4').length).toBeGreaterThan(0);
    expect([asked('dossiers.open').length, asked('drafts.open').length]).toEqual([1, 1]);
  });

  it('begins no correction that nobody asked for', async () => {
    const { asked, user } = shown({ 'dossiers.open': () => sealed(shownPage()) });

    const open = await screen.findByRole('button', { name: /Mở để sửa/ });
    expect(asked('drafts.open')).toEqual([]);
    await user.click(open);

    await name();
  });

  it('offers a discarded one again', async () => {
    const page = shownPage();
    const draft = { edition: 1, saved_at: '', is_discarded: true, form: {} };
    const { asked, user } = shown({ 'dossiers.open': () => ({ ...page, shown: { ...page.shown, draft } }) });

    await user.click(await screen.findByRole('button', { name: /Lấy lại/ }));

    await name();
    expect(asked('drafts.restore')).toHaveLength(1);
  });

  it('says why it cannot be opened, and tries again', async () => {
    let isBroken = true;
    const { user } = shown({
      'drafts.open': () => {
        if (isBroken) throw fixtures.failure('drafts.open');
        return complete();
      },
    });

    const retry = await screen.findByRole('button', { name: 'Thử lại' });
    isBroken = false;
    await user.click(retry);

    await name();
  });
});

describe('typing in it', () => {
  it('saves by itself', async () => {
    const { asked, user } = shown();

    await user.type(await name(), '07:30');

    await waitFor(() => expect(asked('drafts.type').length).toBeGreaterThan(0), { timeout: 2000 });
    expect(JSON.stringify(asked('drafts.type').at(-1)?.args)).toContain('07:30');
  });

  it('does not react while Telex is at work on a word', async () => {
    const { asked } = shown();
    const input = (await name()) as HTMLInputElement;

    input.focus();
    await fireEvent.compositionStart(input);
    input.value = 'ddu';
    await fireEvent(input, new InputEvent('input', { bubbles: true, isComposing: true }));
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(asked('drafts.type')).toEqual([]);
    input.value = 'đu';
    await fireEvent.compositionEnd(input);

    await waitFor(() => expect(JSON.stringify(asked('drafts.type').at(-1)?.args)).toContain('đu'), {
      timeout: 2000,
    });
  });

  it('goes on with Enter and never submits by it', async () => {
    const { asked, user } = shown();
    const input = await name();

    input.focus();
    await user.keyboard('{Enter}');

    expect(document.activeElement).toBe(screen.getByRole('combobox', { name: /Dân tộc/ }));
    expect(asked('submissions.submit')).toEqual([]);
  });

  it('takes the best of a list with Enter and goes on', async () => {
    const { user } = shown();
    const box = await screen.findByRole('combobox', { name: /Dân tộc/ });

    box.focus();
    await user.type(box, 'h mong');
    expect(await screen.findByRole('option', { name: "H'Mông" })).toHaveAttribute('aria-selected', 'true');
    await user.keyboard('{Enter}');

    expect(box).toHaveValue("H'Mông");
    expect(document.activeElement).toBe(screen.getByRole('combobox', { name: /Quốc tịch/ }));
  });

  it('finds a commune as it is typed', async () => {
    const { asked, user } = shown();
    const box = (await screen.findAllByRole('combobox', { name: /Nơi cư trú/ }))[0] as HTMLElement;

    await user.type(box, 'loc binh');
    await user.click(await screen.findByRole('option', { name: /Xã Lộc Bình/ }));

    await waitFor(() =>
      expect(JSON.stringify(asked('drafts.type').at(-1)?.args)).toContain('"commune":"06565"'),
    );
    expect(box).toHaveValue('Xã Lộc Bình, tỉnh Lạng Sơn');
  });

  it('keeps what was typed in a list and picked by nobody', async () => {
    const { asked, user } = shown();
    const box = await screen.findByRole('combobox', { name: /Dân tộc/ });

    await user.type(box, 'Không có');
    await user.tab();

    await waitFor(() => expect(JSON.stringify(asked('drafts.type').at(-1)?.args)).toContain('Không có'));
    expect(box).toHaveValue('Không có');
  });

  it('clears a field that is not needed', async () => {
    const { asked, user } = shown();

    await user.click(await screen.findByRole('button', { name: /Xóa: Nơi sinh, ghi rõ/ }));

    await waitFor(() => expect(asked('drafts.type')).toHaveLength(1));
    expect(JSON.stringify(asked('drafts.type')[0]?.args)).not.toContain('place_detail');
  });
});

describe('submitting', () => {
  it('leads to the first missing thing and says how many there are', async () => {
    const { asked, user } = shown();
    await name();

    await user.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}');

    await waitFor(() =>
      expect(document.activeElement?.closest('[data-place]')).toHaveAttribute('data-place', 'field:/result'),
    );
    expect(asked('submissions.submit')).toEqual([]);
    expect(toasts().some(({ said }) => /còn thiếu 8/.test(said))).toBe(true);
  });

  it('ends with the code and the word that nobody has received it yet', async () => {
    const { user } = shown({ 'drafts.open': complete, 'drafts.type': complete });
    await name();

    await user.click(screen.getAllByRole('button', { name: /Nộp hồ sơ/ })[0] as HTMLElement);

    expect(await screen.findByText(/Cơ quan chưa tiếp nhận hồ sơ này/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: /Xem hồ sơ/ })).toHaveAttribute(
      'href',
      `#/dossier/${fixtures.DOSSIER}`,
    );
  });

  it('says what the desk refuses and keeps the form', async () => {
    const { user } = shown({
      'drafts.open': complete,
      'submissions.submit': () => {
        throw fixtures.failure('submissions.submit');
      },
    });
    await name();

    await user.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}');

    expect(await screen.findByText(/Máy không đọc hoặc ghi được/)).toBeInTheDocument();
    await name();
  });

  it('jumps from gap to gap with Ctrl+Enter', async () => {
    const { user } = shown();
    await name();

    await user.keyboard('{Control>}{Enter}{/Control}');
    await user.keyboard('{Control>}{Enter}{/Control}');

    expect(document.activeElement?.closest('[data-place]')).toHaveAttribute(
      'data-place',
      'field:/declaration/child/birth',
    );
  });
});

describe('turning the screen', () => {
  it('shows with F8 what will be sent, and Escape comes back to the form', async () => {
    const { user } = shown();
    await name();

    await user.keyboard('{F8}');
    const sheet = await screen.findByRole('dialog');
    expect(sheet).toHaveTextContent('Vi Minh Khôi');
    await user.keyboard('{Escape}');

    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(route().screen).toBe('form');
  });
});

describe('leaving', () => {
  it('asks nothing with Escape, and can be undone', async () => {
    const { user } = shown();
    await name();

    await user.keyboard('{Escape}');
    expect(route().screen).toBe('today');
    undoLast();

    expect(route().screen).toBe('form');
  });

  it('closes an open list first', async () => {
    const { user } = shown();
    await user.type(await screen.findByRole('combobox', { name: /Dân tộc/ }), 'tay');

    await user.keyboard('{Escape}');

    expect(route().screen).toBe('form');
  });

  it('discards without asking, and brings it back', async () => {
    const { asked, user } = shown();
    await name();

    await user.click(screen.getByRole('button', { name: /Việc khác/ }));
    await user.click(screen.getByRole('button', { name: /Bỏ hồ sơ này/ }));
    await waitFor(() => expect(route().screen).toBe('today'));
    undoLast();

    await waitFor(() => expect(asked('drafts.restore')).toHaveLength(1));
  });
});

describe('papers', () => {
  it('prints the form to be signed once what was typed is saved', async () => {
    const { asked, user } = shown();

    await user.type(await name(), '0');
    await user.click(screen.getByRole('button', { name: /In tờ khai để ký/ }));

    await waitFor(() => expect(asked('papers.print')).toHaveLength(1));
    expect(asked('papers.print')[0]?.args).toMatchObject({ form: 'declaration' });
    expect(asked('drafts.type').length).toBeGreaterThan(0);
    expect(within(await screen.findByRole('dialog')).getByText('Tờ khai đăng ký khai sinh')).toBeVisible();
  });

  it('prints nothing that was not saved, and says so', async () => {
    const { asked, user } = shown({
      'drafts.type': () => {
        throw fixtures.failure('drafts.type');
      },
    });

    await user.type(await name(), '0');
    await user.click(screen.getByRole('button', { name: /In tờ khai để ký/ }));

    expect(await screen.findByText(/nên chưa in/)).toBeInTheDocument();
    expect(asked('papers.print')).toEqual([]);
  });

  it('takes files that are dropped on a card, as what stands for the paper', async () => {
    const { asked, user } = shown();
    await name();
    const card = screen.getByRole('group', { name: 'Giấy chứng sinh' });
    const file = new File(['x'], 'cam-doan.jpg', { type: 'image/jpeg' });
    file.arrayBuffer = () => Promise.resolve(new ArrayBuffer(1));

    await user.selectOptions(screen.getByRole('combobox', { name: /Nộp thay bằng/ }), 'giay-cam-doan');
    await fireEvent.drop(card, { dataTransfer: { types: ['Files'], files: [file] } });

    await waitFor(() =>
      expect(asked('fake.attach')[0]?.args).toMatchObject({
        component: 'giay-cam-doan',
        name: 'cam-doan.jpg',
      }),
    );
    expect(await screen.findByText('cam-doan.jpg')).toBeInTheDocument();
    await waitFor(() => expect(asked('drafts.open').length).toBeGreaterThan(1));
  });

  it('removes a file only after a second word', async () => {
    const { asked, user } = shown();
    await name();

    await user.click(screen.getByLabelText('Bỏ ket-hon-mat-truoc.jpg'));
    await user.click(screen.getByText('Giữ lại'));
    expect(asked('pages.remove')).toEqual([]);
    await user.click(screen.getByLabelText('Bỏ ket-hon-mat-truoc.jpg'));
    await user.click(screen.getByText('Bỏ tệp'));

    await waitFor(() => expect(asked('pages.remove')).toHaveLength(1));
    await waitFor(() => expect(screen.queryByText('ket-hon-mat-truoc.jpg')).toBeNull());
  });
});

function shownPage() {
  return fixtures.dossierPage(fixtures.rows(1), fixtures.DOSSIER);
}
