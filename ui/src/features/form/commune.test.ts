import type { FieldView, Unit } from '$lib/bridge';
import { use } from '$lib/host';
import { fake, FIRST_WORLD } from '$lib/host/fake';
import { birthForm } from '$lib/host/fixtures';
import { setLanguage } from '$lib/words';
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { draft as draftOf } from './draft.svelte';
import FieldCell from './FieldCell.svelte';
import { at } from './pointer';

const PATH = '/submitter/address/commune';
const unit = (code: string, name: string): Unit => ({
  code,
  name,
  place: 'tỉnh Lạng Sơn',
  formerly: '',
  must_ask: false,
});
const KNOWN = [unit('06001', 'Xã Thống Nhất'), unit('06002', 'Xã Thống Hai')];

/** A commune's box; the desk finds `found` for a text when it is let. */
function shown(find: (query: string) => Unit[], wait = (_query: string) => Promise.resolve()) {
  const first = { ...birthForm(), dossier_id: crypto.randomUUID() };
  const fields = first.blocks.flatMap(({ groups }) => groups.flatMap((group) => group.fields));
  const field = fields.find(({ path }) => path === PATH) as FieldView;
  const desk = fake(
    { ...FIRST_WORLD, pauseMs: 0 },
    {
      'units.find': ({ query }) => find(String(query)),
      'drafts.type': ({ form }) => ({ ...first, form: form ?? {} }),
    },
  );
  use({
    ...desk,
    async call(command, args, language) {
      if (command === 'units.find') await wait(String(args['query']));
      return desk.call(command, args, language);
    },
  });
  const draft = draftOf(first);
  render(FieldCell, { field, draft });
  const box = screen.getByRole<HTMLInputElement>('combobox');
  return { user: userEvent.setup(), box, written: () => at(draft.form, PATH) };
}

const never = () => new Promise<never>(() => undefined);

beforeEach(() => setLanguage('vi'));

describe('a commune', () => {
  it('of the text before is not taken with Enter', async () => {
    const { user, box, written } = shown(
      () => KNOWN.toReversed(),
      (query) => (query.endsWith('Nhất') ? never() : Promise.resolve()),
    );
    await user.clear(box);
    await user.type(box, 'Xã Thống');
    expect(await screen.findByRole('option', { name: /Thống Hai/ })).toHaveAttribute('aria-selected', 'true');

    await user.type(box, ' Nhất{Enter}');

    expect(written()).toBe('Xã Thống Nhất');
    expect(screen.queryByRole('option')).toBeNull();
  });

  it('that was left before the desk had found it is still meant', async () => {
    let isLet: () => void = () => undefined;
    const wait = new Promise<void>((done) => (isLet = done));
    const { user, box, written } = shown(
      () => KNOWN.slice(0, 1),
      () => wait,
    );

    await user.clear(box);
    await user.type(box, 'Xã Thống Nhất');
    await user.tab();
    expect(written()).toBe('Xã Thống Nhất');
    isLet();

    await waitFor(() => expect(written()).toBe('06001'));
  });

  it('is the same again when what stood there is put back', async () => {
    const { user, box, written } = shown(() => []);
    await waitFor(() => expect(box.value).toMatch(/^Xã/));
    const [code, name] = [written(), box.value];

    await user.clear(box);
    await user.type(box, '0201');
    await fireEvent.input(box, { target: { value: name } });
    await user.tab();

    expect(written()).toBe(code);
    expect(box).toHaveValue(name);
  });

  it('says that its list is open only while there is one', async () => {
    const { user, box } = shown(() => KNOWN);

    await user.click(box);
    expect(box).toHaveAttribute('aria-expanded', 'false');
    await user.clear(box);
    await user.type(box, 'Xã');

    await waitFor(() => expect(box).toHaveAttribute('aria-expanded', 'true'));
  });
});

describe('a list that is still being fetched', () => {
  it('does not say that nothing fits', async () => {
    const first = { ...birthForm(), dossier_id: crypto.randomUUID() };
    const fields = first.blocks.flatMap(({ groups }) => groups.flatMap((group) => group.fields));
    const listed = fields.find(({ widget }) => widget === 'list') as FieldView;
    use({ ...fake({ ...FIRST_WORLD, pauseMs: 0 }), call: never });
    render(FieldCell, { field: { ...listed, options: [], list: 'never-fetched' }, draft: draftOf(first) });

    await userEvent.setup().type(screen.getByRole('combobox'), 'tay');

    expect(screen.queryByText(/Không có dòng nào khớp/)).toBeNull();
  });
});
