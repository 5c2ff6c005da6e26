import type { FieldView, JsonValue } from '$lib/bridge';
import { use } from '$lib/host';
import { fake, FIRST_WORLD } from '$lib/host/fake';
import { birthForm } from '$lib/host/fixtures';
import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import FieldCell from './FieldCell.svelte';
import { draft } from './draft.svelte';
import { chosenOf, isSwapping, swap } from './swapping';

const KIND = {
  path: '/owner/kind',
  widget: 'choice',
  options: [
    { value: 'citizen', label: 'Cá nhân' },
    { value: 'enterprise', label: 'Doanh nghiệp' },
    { value: 'other', label: 'Tổ chức khác' },
  ],
  sets: ['/owner/organisation'],
} as unknown as FieldView;

const PERSON = { name: 'Lò Thị Đào', birth: '1990' };
const nothing = new Map<string, JsonValue>();

describe('a choice between a person and an organisation', () => {
  it('is one only where it sets something', () => {
    expect(isSwapping(KIND)).toBe(true);
    expect(isSwapping({ ...KIND, sets: [] })).toBe(false);
    expect(isSwapping({ ...KIND, widget: 'toggle' })).toBe(false);
  });

  it('stands at the first option while nothing is chosen', () => {
    expect(chosenOf(KIND, { owner: {} })).toBe('citizen');
    expect(chosenOf(KIND, { owner: { kind: 'other' } })).toBe('other');
    expect(chosenOf(KIND, { owner: { organisation: {} } })).toBeUndefined();
  });

  it('puts the organisation in place of the person, and remembers the person', () => {
    const swapped = swap(KIND, { owner: PERSON }, 'enterprise', nothing);

    expect(swapped.path).toBe('/owner');
    expect(swapped.value).toEqual({ kind: 'enterprise', organisation: {} });
    expect(swapped.gaveWay).toEqual(PERSON);
  });

  it('brings back what gave way, in both directions', () => {
    const kept = new Map<string, JsonValue>();
    const organisation = { name: 'Công ty Hoa Hồi 68' };
    const go = (owner: JsonValue, chosen: string): JsonValue => {
      const { value, keptAs, gaveWay } = swap(KIND, { owner }, chosen, kept);
      kept.set(keptAs ?? '', gaveWay ?? null);
      return value;
    };

    const asOrganisation = { ...(go(PERSON, 'enterprise') as object), organisation };
    const back = go(asOrganisation, 'citizen');
    const forth = go(back, 'other');

    expect(back).toEqual({ ...PERSON, kind: 'citizen' });
    expect(forth).toEqual({ kind: 'other', organisation });
  });

  it('changes only the kind from one organisation to another', () => {
    const form = { owner: { kind: 'enterprise', organisation: { name: 'HTX Tân Tiến' } } };

    expect(swap(KIND, form, 'other', nothing)).toEqual({ path: '/owner/kind', value: 'other' });
  });
});

describe('the choice in the window', () => {
  it('goes by the keys, and loses nothing on the way there and back', async () => {
    const view = { ...birthForm(), dossier_id: crypto.randomUUID() };
    let saved = { ...view, form: { owner: PERSON } as JsonValue };
    use(
      fake(
        { ...FIRST_WORLD, pauseMs: 0 },
        { 'drafts.type': ({ form }) => (saved = { ...saved, form: form ?? {}, edition: saved.edition + 1 }) },
      ),
    );
    const mine = draft(saved);
    const field = { ...KIND, label: 'Chủ hồ sơ là', width: 'full', help: null, hint: null, said: null };
    render(FieldCell, { field: { ...field, is_needed: true, is_required: false } as FieldView, draft: mine });
    const user = userEvent.setup();

    expect(screen.getByLabelText<HTMLInputElement>('Cá nhân').checked).toBe(true);
    await user.tab();
    await user.keyboard('{ArrowDown}');
    expect(mine.form).toEqual({ owner: { kind: 'enterprise', organisation: {} } });
    mine.type('/owner/organisation/name', 'Công ty Hoa Hồi 68');
    await user.click(screen.getByLabelText('Cá nhân'));
    expect(mine.form).toEqual({ owner: { ...PERSON, kind: 'citizen' } });
    await user.click(screen.getByLabelText('Tổ chức khác'));

    expect(mine.form).toEqual({ owner: { kind: 'other', organisation: { name: 'Công ty Hoa Hồi 68' } } });
    expect(screen.queryByText('Bỏ chọn')).toBeNull();
    await mine.settle();
    expect(saved.form).toEqual(mine.form);
  });
});
