import type { JsonObject, JsonValue } from '$lib/bridge';
import { use } from '$lib/host';
import { fake, FIRST_WORLD } from '$lib/host/fake';
import * as fixtures from '$lib/host/fixtures';
import { toasts, undoLast, clearToasts } from '$lib/ui/toasts.svelte';
import { setLanguage } from '$lib/words';
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { at } from './pointer';
import Screen from './Screen.svelte';

type Members = { members?: JsonValue[] };

/** A desk that keeps what it is told, and shows a row for each person. */
function shown(members: JsonValue[]) {
  let view = fixtures.household(members);
  const page = fixtures.dossierPage(fixtures.rows(1), fixtures.DOSSIER);
  const draft = { edition: view.edition, saved_at: view.saved_at, is_discarded: false, form: {} };
  const desk = fake(
    { ...FIRST_WORLD, pauseMs: 0 },
    {
      'dossiers.open': () => ({ ...page, shown: { ...page.shown, draft } }),
      'drafts.open': () => view,
      'drafts.type': ({ form }: JsonObject) => {
        const { members: typed } = at(form ?? null, '/declaration') as Members;
        return (view = { ...fixtures.household(typed ?? []), edition: view.edition + 1 });
      },
      'fields.mend': ({ text }: JsonObject) => ({ text }),
    },
  );
  use(desk);
  render(Screen, { dossier: fixtures.DOSSIER });
  return { user: userEvent.setup(), kept: () => at(view.form, fixtures.MEMBERS) };
}

const names = () => screen.queryAllByRole<HTMLInputElement>('textbox', { name: /Họ tên/ });
const values = () => names().map(({ value }) => value);
const add = () => screen.findByRole('button', { name: 'Thêm người' });
const remove = (name: string) => screen.findByRole('button', { name: `Bỏ mục này: ${name}` });

// Finding by role reads the whole page, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const Still = class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
};

beforeEach(() => {
  vi.stubGlobal('ResizeObserver', Still);
  setLanguage('vi');
});
afterEach(() => clearToasts());

describe('adding a person', () => {
  it('begins with the first and puts the focus into it', async () => {
    const { user, kept } = shown([]);
    expect(await screen.findByRole('heading', { level: 3, name: 'Thành viên' })).toBeInTheDocument();

    await user.click(await add());

    await waitFor(() => expect(names()).toHaveLength(1));
    expect(screen.getByRole('heading', { level: 4, name: 'Người thứ 1' })).toBeInTheDocument();
    await waitFor(() => expect(document.activeElement).toBe(names()[0]));
    await user.type(names()[0] as HTMLElement, 'Páo');
    await waitFor(() => expect(kept()).toEqual([{ name: 'Páo' }]), { timeout: 2000 });
  });

  it('loses nothing that was just typed in the row before', async () => {
    const { user, kept } = shown([{}]);
    await add();

    await user.type(names()[0] as HTMLElement, 'Mỷ');
    await user.click(await add());

    await waitFor(() => expect(names()).toHaveLength(2));
    expect([values(), kept()]).toEqual([
      ['Mỷ', ''],
      [{ name: 'Mỷ' }, {}],
    ]);
    await waitFor(() => expect(document.activeElement).toBe(names()[1]));
  });

  it('adds one only when it is asked for again before the first is there', async () => {
    const { user, kept } = shown([]);

    await user.dblClick(await add());

    await waitFor(() => expect(names()).toHaveLength(1));
    expect(kept()).toEqual([{}]);
  });

  it('is no longer offered when there are as many as there may be', async () => {
    shown([{ name: 'A' }, { name: 'B' }, { name: 'C' }]);

    expect(await screen.findByText(/Đã đủ 3 mục/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Thêm người' })).toBeNull();
  });
});

describe('taking a person out', () => {
  it('moves the others up, and brings the person back to the same place', async () => {
    const { user, kept } = shown([{ name: 'A' }, { name: 'B' }, { name: 'C' }]);

    await user.click(await remove('Người thứ 2'));

    await waitFor(() => expect(values()).toEqual(['A', 'C']));
    expect(kept()).toEqual([{ name: 'A' }, { name: 'C' }]);
    await waitFor(() => expect(document.activeElement).toBe(names()[1]));
    expect(toasts().map(({ said }) => said)).toEqual(['Đã bỏ Người thứ 2: B']);
    undoLast();
    await waitFor(() => expect(values()).toEqual(['A', 'B', 'C']));
  });

  it('brings back each of two, the last first', async () => {
    const { user } = shown([{ name: 'A' }, { name: 'B' }]);

    await user.click(await remove('Người thứ 1'));
    await waitFor(() => expect(values()).toEqual(['B']));
    await user.click(await remove('Người thứ 1'));

    await waitFor(() => expect(names()).toHaveLength(0));
    await waitFor(async () => expect(document.activeElement).toBe(await add()));
    undoLast();
    undoLast();
    await waitFor(() => expect(values()).toEqual(['A', 'B']));
  });

  it('takes one out only when it is pressed twice before the others have moved up', async () => {
    const { user, kept } = shown([{ name: 'A' }, { name: 'B' }, { name: 'C' }]);

    await user.dblClick(await remove('Người thứ 1'));

    await waitFor(() => expect(values()).toEqual(['B', 'C']));
    expect(kept()).toEqual([{ name: 'B' }, { name: 'C' }]);
  });

  it('says nothing of a row in which nothing was typed', async () => {
    const { user } = shown([{ name: 'A' }, { name: ' ' }]);

    await user.click(await remove('Người thứ 2'));

    await waitFor(() => expect(values()).toEqual(['A']));
    expect(toasts()).toEqual([]);
  });
});

describe('rows that may not be there', () => {
  it('are cut off beyond the most, and brought back', async () => {
    const { user, kept } = shown(['A', 'B', 'C', 'D', 'E'].map((name) => ({ name })));

    await user.click(await screen.findByRole('button', { name: 'Bỏ 2 mục vượt số dòng của tờ khai' }));

    await waitFor(() => expect(kept()).toHaveLength(3));
    undoLast();
    await waitFor(() => expect(kept()).toHaveLength(5));
  });
});
